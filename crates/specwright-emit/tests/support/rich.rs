//! An API that says everything that the IR can say.

use super::*;

const TYPES: &[&str] = &[
    "Amount",
    "Animal",
    "Anything",
    "Attachment",
    "Cat",
    "Chimera",
    "Code",
    "Color",
    "Count",
    "Defaults",
    "Dog",
    "Error",
    "Event",
    "Filter",
    "Kept",
    "Level",
    "Message",
    "Named",
    "Node",
    "Pair",
    "Percent",
    "Pet",
    "Presences",
    "Refused",
    "Ruled",
    "Scalars",
    "Size",
    "Sku",
    "Tags",
    "Tricky",
    "Value",
];

pub fn api() -> Api {
    let mut b = Builder::new(TYPES);
    scalars(&mut b);
    structs(&mut b);
    unions(&mut b);
    super::rich_operations::add(&mut b);
    b.server("Live", "Live *server*", "https://pets.example/v1");
    b.server("Relative", "", "/v1");
    b.build()
}

fn digits(min: u32, max: Option<u32>) -> Run {
    run(&[(b'0', b'9')], min, max)
}

/// `^a*b`, whose rows are forever, dead, start, one.
pub fn table() -> Table {
    Table {
        text: "&&%$%&#`G$#%##a(%##%$#%$%$%%#".to_owned(),
        bytes: 9,
    }
}

fn scalars(b: &mut Builder) {
    let letter = run(&[(b'A', b'Z')], 1, Some(1));
    let dash = run(&[(b'-', b'-')], 1, Some(1));
    let code = b.pattern(
        "matches_code",
        "^[A-Z]-\\d{3}$",
        Matcher::Runs(vec![letter, dash, digits(3, Some(3))]),
    );
    let sku = b.pattern("matches_sku", "^a*b", Matcher::Table(table()));
    b.pattern("matches_any", "", Matcher::Always);
    b.ty(
        "Code",
        newtype(Storage::Ascii(5), &[Constraint::Pattern(code)]),
    )
    .copy = true;
    b.ty(
        "Sku",
        newtype(
            Storage::String,
            &[
                Constraint::MinLength(2),
                Constraint::MaxLength(9),
                Constraint::Pattern(sku),
            ],
        ),
    );
    let bounds = [
        Constraint::Minimum("1".to_owned()),
        Constraint::Maximum("100".to_owned()),
        Constraint::MultipleOf("5".to_owned()),
    ];
    b.ty(
        "Count",
        newtype(Storage::Integer(IntegerWidth::I32), &bounds),
    )
    .copy = true;
    let bounds = [
        Constraint::ExclusiveMinimum("0".to_owned()),
        Constraint::ExclusiveMaximum("0.5".to_owned()),
    ];
    let ty = b.ty(
        "Percent",
        newtype(Storage::Number(FloatWidth::F64), &bounds),
    );
    (ty.copy, ty.eq, ty.deprecated) = (true, false, true);
    b.ty(
        "Color",
        string_enum(&[("Red", "red"), ("DarkBlue", "dark blue")]),
    )
    .docs = text("A color.\n\nOf *two*.");
    b.ty("Level", integer_enum(&[("Minus1", -1), ("Value1", 1)]))
        .copy = true;
    b.ty(
        "Size",
        literal_enum(&[("Auto", "\"auto\""), ("Value0Point5", "0.5")]),
    );
    b.ty("Tags", TypeKind::Alias(array(value(Type::String))));
}

fn structs(b: &mut Builder) {
    let fields = [
        ("boolean", Type::Boolean),
        ("i32", Type::Integer(IntegerWidth::I32)),
        ("i64", Type::Integer(IntegerWidth::I64)),
        ("u32", Type::Integer(IntegerWidth::U32)),
        ("u64", Type::Integer(IntegerWidth::U64)),
        ("f32", Type::Number(FloatWidth::F32)),
        ("f64", Type::Number(FloatWidth::F64)),
        ("text", Type::String),
        ("timestamp", Type::Text(TextType::Timestamp)),
        ("date", Type::Text(TextType::Date)),
        ("uuid", Type::Text(TextType::Uuid)),
        ("base64", Type::Base64),
        ("null", Type::Null),
        ("any", Type::Any(specwright_ir::UntypedReason::Schema)),
        ("map", map(nullable(Type::String))),
        ("r#type", Type::String),
    ];
    let fields = fields.map(|(name, ty)| {
        let name = name.trim_start_matches("r#");
        required(name, name, "", value(ty))
    });
    b.ty("Scalars", TypeKind::Struct(object(fields.into())))
        .docs = text("All scalars.");
    let files = array(value(Type::File));
    let fields = vec![
        required("file", "file", "", value(Type::File)),
        optional("others", "others", "", value(files)),
        optional("note", "note", "", value(Type::String)),
    ];
    b.ty("Attachment", TypeKind::Struct(object(fields)));
    presences(b);
    defaults(b);
    ruled_fields(b);
    recursive(b);
    clashing(b);
}

fn presences(b: &mut Builder) {
    let mut old = optional("old", "old", "Old.", value(Type::String));
    old.deprecated = true;
    let fields = vec![
        required("required", "required", "", value(Type::String)),
        required("nullable", "nullable", "", nullable(Type::String)),
        optional("optional", "optional", "", value(Type::String)),
        optional("patch", "patch", "", nullable(Type::String)),
        optional("never", "never", "", value(Type::Never)),
        optional(
            "only",
            "only",
            "",
            ruled(Type::Boolean, "/only", &[Constraint::Only(true)]),
        ),
        old,
    ];
    b.ty("Presences", TypeKind::Struct(object(fields)));
    let kept =
        |values: Value| UnknownProperties::Capture(Ident::new("additional"), Box::new(values));
    let fields = vec![optional("id", "id", "", value(Type::String))];
    let mut it = object(fields.clone());
    it.additional = kept(ruled(
        Type::String,
        "/components/schemas/Kept/additionalProperties",
        &[Constraint::MaxLength(9)],
    ));
    it.constraints = Some(constraints_at(
        "/components/schemas/Kept",
        &[Constraint::MinProperties(1), Constraint::MaxProperties(9)],
    ));
    b.ty("Kept", TypeKind::Struct(it)).default = true;
    let mut it = object(fields);
    it.additional = UnknownProperties::Deny(ClosingKeyword::AdditionalProperties);
    b.ty("Refused", TypeKind::Struct(it));
    let mut it = object(Vec::new());
    it.additional = kept(value(Type::Any(specwright_ir::UntypedReason::Schema)));
    b.ty("Anything", TypeKind::Struct(it)).default = true;
}

fn defaults(b: &mut Builder) {
    let number = |text: &str| DefaultValue::Number(text.to_owned());
    let fields = vec![
        with_default("boolean", value(Type::Boolean), DefaultValue::Boolean(true)),
        with_default(
            "integer",
            value(Type::Integer(IntegerWidth::I64)),
            number("-20"),
        ),
        with_default("number", value(Type::Number(FloatWidth::F64)), number("20")),
        with_default(
            "text",
            nullable(Type::String),
            DefaultValue::String("a \"b\"".to_owned()),
        ),
        with_default(
            "color",
            value(b.named("Color")),
            DefaultValue::Variant(b.id("Color"), Ident::new("DarkBlue")),
        ),
        with_default(
            "code",
            value(b.named("Code")),
            DefaultValue::Literal(b.id("Code"), "A-123".to_owned()),
        ),
        with_default("count", value(b.named("Count")), number("5")),
        with_default("percent", value(b.named("Percent")), number("0.25")),
        with_default("tags", value(b.named("Tags")), DefaultValue::EmptyArray),
        with_default(
            "map",
            value(map(value(Type::Any(specwright_ir::UntypedReason::Schema)))),
            DefaultValue::EmptyMap,
        ),
        with_default(
            "json",
            value(array(value(Type::String))),
            DefaultValue::Json("[\"a\"]".to_owned()),
        ),
    ];
    b.ty("Defaults", TypeKind::Struct(object(fields))).default = true;
}

fn ruled_fields(b: &mut Builder) {
    let at = |name: &str| format!("/components/schemas/Ruled/properties/{name}");
    let any = PatternId(2);
    let short = ruled(
        Type::String,
        &at("tags/items"),
        &[Constraint::MaxLength(3), Constraint::Pattern(any)],
    );
    let mut deep = value(map(value(array(short.clone()))));
    deep.nullable = true;
    let bounds = [
        Constraint::Minimum("-0.5".to_owned()),
        Constraint::MultipleOf("0.1".to_owned()),
    ];
    let fields = vec![
        required(
            "tags",
            "tags",
            "",
            ruled(
                array(short),
                &at("tags"),
                &[
                    Constraint::MinItems(1),
                    Constraint::MaxItems(9),
                    Constraint::UniqueItems,
                ],
            ),
        ),
        optional("deep", "deep", "", deep),
        optional(
            "number",
            "number",
            "",
            ruled(Type::Number(FloatWidth::F32), &at("number"), &bounds),
        ),
        with_default(
            "count",
            ruled(
                Type::Integer(IntegerWidth::U32),
                &at("count"),
                &[Constraint::ExclusiveMaximum("10".to_owned())],
            ),
            DefaultValue::Number("1".to_owned()),
        ),
    ];
    b.ty("Ruled", TypeKind::Struct(object(fields)));
}

fn recursive(b: &mut Builder) {
    let fields = vec![
        required(
            "value",
            "value",
            "",
            value(Type::Any(specwright_ir::UntypedReason::Schema)),
        ),
        optional(
            "next",
            "next",
            "",
            value(Type::Boxed(Box::new(b.named("Node")))),
        ),
        optional(
            "children",
            "children",
            "",
            value(array(value(b.named("Node")))),
        ),
    ];
    b.ty("Node", TypeKind::Struct(object(fields)));
}

/// Types called like what generated code itself uses.
fn clashing(b: &mut Builder) {
    let fields = vec![
        required("message", "message", "", value(Type::String)),
        required(
            "any",
            "any",
            "",
            value(Type::Any(specwright_ir::UntypedReason::Schema)),
        ),
    ];
    b.ty("Error", TypeKind::Struct(object(fields)));
    b.ty(
        "Value",
        TypeKind::Struct(object(vec![optional(
            "value",
            "value",
            "",
            value(Type::String),
        )])),
    );
    b.ty("Message", string_enum(&[("Hello", "hello")])).docs = text("Hi.");
    let fields = ["string", "i64_", "self_", "map", "de", "key", "value"]
        .map(|name| required(name, name, "", value(Type::Boolean)));
    b.ty("Tricky", TypeKind::Struct(object(fields.into())));
    let fields = vec![
        optional("color", "color", "", value(b.named("Color"))),
        optional("min", "min", "", value(Type::Integer(IntegerWidth::I64))),
    ];
    b.ty("Filter", TypeKind::Struct(object(fields))).default = true;
}

fn unions(b: &mut Builder) {
    let kind = |name: &str| {
        object(vec![
            required("kind", "kind", "", value(Type::String)),
            required(name, name, "", value(Type::Boolean)),
        ])
    };
    b.ty("Cat", TypeKind::Struct(kind("purrs")));
    b.ty("Dog", TypeKind::Struct(kind("barks")));
    let (cat, dog) = (
        value(b.named("Cat")),
        value(Type::Boxed(Box::new(b.named("Dog")))),
    );
    let tag = UnionStrategy::Discriminator("kind".to_owned());
    let pet = union_(
        tag,
        vec![
            ("Cat", cat.clone(), &["cat", "Cat"]),
            ("Dog", dog.clone(), &["dog"]),
        ],
    );
    b.ty("Pet", pet);
    let variants: Vec<(&str, Value, &[&str])> = vec![
        (
            "Text",
            ruled(
                Type::String,
                "/components/schemas/Amount/oneOf/0",
                &[Constraint::MinLength(1)],
            ),
            &[],
        ),
        ("Number", value(b.named("Percent")), &[]),
        ("Flag", nullable(Type::Boolean), &[]),
        ("List", value(b.named("Tags")), &[]),
        ("Pet", value(b.named("Pet")), &[]),
    ];
    let both = vec![
        ("Cat", value(b.named("Cat")), &[] as &[&str]),
        ("Dog", value(b.named("Dog")), &[]),
    ];
    let mut event = union_(
        UnionStrategy::Constants,
        vec![
            ("Cat", value(b.named("Cat")), &[] as &[&str]),
            ("Dog", value(b.named("Dog")), &[]),
        ],
    );
    if let TypeKind::Union(it) = &mut event {
        it.keyword = UnionKeyword::AnyOf;
        let pin = |path: &str, values| Pin {
            path: path.to_owned(),
            values,
        };
        let texts = PinValues::Texts(vec!["a".to_owned(), "b".to_owned()]);
        it.variants[0].pins = vec![
            pin("/kind", texts),
            pin("/x", PinValues::Booleans(vec![true])),
        ];
        let integers = PinValues::Integers(vec![-1, 2]);
        it.variants[1].pins = vec![pin("/kind/y~1z", integers)];
    }
    b.ty("Event", event);
    let tag = UnionStrategy::Any(Some(Ident::new("Several")));
    b.ty("Chimera", union_(tag, both));
    let pair = Tuple {
        items: vec![
            ruled(Type::String, "/pair/0", &[Constraint::MinLength(1)]),
            nullable(Type::Boolean),
        ],
        required: 1,
        rest: Some(Box::new(value(b.named("Cat")))),
    };
    let pair = required("pair", "pair", "", value(Type::Tuple(Box::new(pair))));
    b.ty("Pair", TypeKind::Struct(object(vec![pair])));
    b.ty("Amount", union_(UnionStrategy::JsonType, variants))
        .docs = text("Any amount.");
    b.ty(
        "Animal",
        union_(
            UnionStrategy::Order,
            vec![
                ("Cat", cat, &[]),
                ("Dog", dog, &[]),
                (
                    "Other",
                    value(Type::Any(specwright_ir::UntypedReason::Schema)),
                    &[],
                ),
            ],
        ),
    );
    b.ty(
        "Named",
        union_(
            UnionStrategy::Order,
            vec![
                ("Code", value(b.named("Code")), &[]),
                ("Text", value(Type::String), &[]),
            ],
        ),
    );
}

//! Types called like those of the prelude, of the runtime and of generated code; operations called like methods of traits.

use super::*;

pub fn api() -> Api {
    let names = [
        "Api",
        "BTreeMap",
        "Box",
        "Client",
        "Cow",
        "CreatePet",
        "Error",
        "Operation",
        "Option",
        "Rejection",
        "Result",
        "Constraints",
        "Some",
        "String",
        "Timestamp",
        "Value",
        "Vec",
    ];
    let mut b = Builder::new(&names);
    let all = [
        Type::String,
        Type::Text(TextType::Timestamp),
        Type::Any(specwright_ir::UntypedReason::Schema),
        array(value(Type::Boxed(Box::new(b.named("Box"))))),
        map(value(b.named("BTreeMap"))),
    ];
    for name in names {
        let fields = all.iter().enumerate().map(|(index, ty)| {
            optional(
                &format!("field{index}"),
                &format!("x{index}"),
                "",
                value(ty.clone()),
            )
        });
        b.ty(name, TypeKind::Struct(object(fields.collect())));
    }
    b.ty("Cow", newtype(Storage::String, &[Constraint::MinLength(1)]));
    b.ty("Some", newtype(Storage::Integer(IntegerWidth::I64), &[]))
        .copy = true;
    let at = "/components/schemas/Constraints/properties/x";
    let short = ruled(Type::String, at, &[Constraint::MinLength(1)]);
    b.ty(
        "Constraints",
        TypeKind::Struct(object(vec![required("x", "x", "", short)])),
    );
    let mut create = operation("create_pet", "CreatePetRequest", "POST", "/pets");
    create.bodies = vec![json(b.named("CreatePet"))];
    let at = |name: &str| {
        Some((
            Ident::new(name),
            vec![reply(
                "Bad",
                ResponseStatus::Code(400),
                "",
                Some(json(b.named("Error"))),
            )],
        ))
    };
    create.outcome = Outcome {
        success: one(200, array(value(b.named("Vec")))),
        failure: at("Response"),
        failure_sharing: Sharing::Own,
    };
    let mut client = operation("client", "ClientRequest", "GET", "/client");
    client.outcome = Outcome {
        success: one(200, b.named("Client")),
        failure: at("ResultError"),
        failure_sharing: Sharing::Own,
    };
    b.module("pets", vec![client, create]);
    methods(&mut b);
    b.build()
}

/// A server's handle on the API has methods of its own, and a service authenticates.
fn methods(b: &mut Builder) {
    let key = b.scheme("api_key", "key", Credential::Header("X-Key".to_owned()));
    let key = b.alternative("ApiKey", &[key]);
    let mut authenticate = operation("authenticate", "Authenticate", "POST", "/login");
    authenticate.security = vec![(key, Scopes::new())];
    let clone = operation("clone", "Clone", "POST", "/clone");
    let mut operations = vec![authenticate, clone];
    // What a router calls its own.
    for (name, ty) in [
        ("api", "CallApi"),
        ("options", "Options"),
        ("routes", "Routes"),
    ] {
        operations.push(operation(name, ty, "GET", &format!("/{name}")));
    }
    b.module("methods", operations);
}

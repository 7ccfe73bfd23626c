//! Types and values.

use super::Printer;
use crate::{
    ClosingKeyword, Constraint, DefaultValue, Field, Pin, PinValues, Presence, Storage, Struct,
    Tuple, Type, TypeDef, TypeKind, Union, UnionStrategy, UnknownProperties, Value,
    ValueConstraints,
};

/// Returns the first line of a type after its kind: name, facts, schema and, if it differs, the schema of its constraints.
fn head(ty: &TypeDef) -> String {
    let facts: String = [
        (ty.copy, " copy"),
        (ty.eq, " eq"),
        (ty.default, " default"),
        (ty.deprecated, " deprecated"),
    ]
    .iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, word)| *word)
    .collect();
    let owner = match ty.owner == ty.schema {
        true => String::new(),
        false => format!(" by {}", ty.owner),
    };
    format!("{}{facts} @ {}{owner}", ty.name, ty.schema)
}

impl Printer<'_> {
    pub(super) fn ty(&mut self, ty: &TypeDef) {
        self.line(0, "");
        self.docs(0, &ty.docs);
        let facts = head(ty);
        let head = |kind: &str| format!("{kind} {facts}");
        match &ty.kind {
            TypeKind::Alias(target) => self.line(
                0,
                format!("{} = {}", head("alias"), self.print_type(target)),
            ),
            TypeKind::Struct(it) => {
                self.line(0, head("struct"));
                self.fields(it);
            }
            TypeKind::Newtype(it) => {
                let constraints: Vec<String> = it
                    .constraints
                    .iter()
                    .map(|constraint| self.print_constraint(constraint))
                    .collect();
                self.line(
                    0,
                    format!(
                        "{} = {} {}",
                        head("newtype"),
                        print_storage(&it.storage),
                        constraints.join(" ")
                    ),
                );
            }
            TypeKind::Wrapper(value) => self.line(
                0,
                format!("{} = {}", head("wrapper"), self.print_value(value)),
            ),
            TypeKind::StringEnum(it) => {
                let head = head(if it.is_open {
                    "open string enum"
                } else {
                    "string enum"
                });
                self.line(0, format!("{head}, else {}", it.unknown));
                for variant in &it.variants {
                    self.line(1, format_args!("{} = {:?}", variant.name, variant.value));
                }
            }
            TypeKind::IntegerEnum(it) => {
                self.line(0, format!("{}, else {}", head("integer enum"), it.unknown));
                for variant in &it.variants {
                    self.line(1, format_args!("{} = {}", variant.name, variant.value));
                }
            }
            TypeKind::LiteralEnum(it) => {
                self.line(0, format!("{}, else {}", head("literal enum"), it.unknown));
                for variant in &it.variants {
                    self.line(1, format_args!("{} = {}", variant.name, variant.json));
                }
            }
            TypeKind::Union(it) => self.union(&head("union"), it),
        }
    }

    fn union(&mut self, head: &str, union: &Union) {
        match &union.strategy {
            UnionStrategy::Discriminator(property) => {
                self.line(0, format!("{head} by property {property:?}"))
            }
            UnionStrategy::Constants => self.line(0, format!("{head} by constants")),
            UnionStrategy::JsonType => self.line(0, format!("{head} by JSON type")),
            UnionStrategy::Order => self.line(0, format!("{head} in order")),
            UnionStrategy::One => self.line(0, format!("{head} exactly one")),
            UnionStrategy::Any(None) => self.line(0, format!("{head} any")),
            UnionStrategy::Any(Some(name)) => self.line(0, format!("{head} any, or {name}")),
        }
        for variant in &union.variants {
            self.docs(1, &variant.docs);
            let tags = if variant.tags.is_empty() {
                String::new()
            } else {
                format!(" {:?}", variant.tags)
            };
            let pins: String = variant.pins.iter().map(print_pin).collect();
            self.line(
                1,
                format!(
                    "{}({}){tags}{pins}",
                    variant.name,
                    self.print_value(&variant.value)
                ),
            );
        }
    }

    fn fields(&mut self, it: &Struct) {
        for field in &it.fields {
            self.docs(1, &field.docs);
            self.line(1, self.print_field(field));
        }
        match &it.additional {
            UnknownProperties::Ignore => {}
            UnknownProperties::Deny(ClosingKeyword::AdditionalProperties) => {
                self.line(1, "others refused")
            }
            UnknownProperties::Deny(ClosingKeyword::UnevaluatedProperties) => {
                self.line(1, "others refused, unevaluated")
            }
            UnknownProperties::Capture(name, value) => {
                self.line(1, format!("others {name}: {}", self.print_value(value)))
            }
        }
        for origin in &it.origins {
            let names: String = origin.names.iter().map(|it| format!(" {it}")).collect();
            self.line(1, format!("{}{names} @ {}", origin.keyword, origin.schema));
        }
        if !it.ignored.is_empty() {
            self.line(1, format_args!("ignores {:?}", it.ignored));
        }
        let names = it.fields.iter().map(|it| it.name.as_str());
        self.construction(1, &it.construction, names);
        if let Some(constraints) = &it.constraints {
            self.line(
                1,
                format!("constraints{}", self.print_constraints(constraints)),
            );
        }
    }

    fn print_field(&self, field: &Field) -> String {
        let presence = match &field.presence {
            Presence::Required => String::new(),
            Presence::Optional(None) => "?".to_owned(),
            Presence::Optional(Some(default)) => format!("? = {}", self.print_default(default)),
        };
        let deprecated = if field.deprecated { " deprecated" } else { "" };
        format!(
            "{} {:?}: {}{presence}{deprecated}",
            field.name,
            field.wire,
            self.print_value(&field.value)
        )
    }

    pub(super) fn print_default(&self, default: &DefaultValue) -> String {
        match default {
            DefaultValue::Boolean(value) => value.to_string(),
            DefaultValue::Number(lexeme) => lexeme.clone(),
            DefaultValue::String(text) => format!("{text:?}"),
            DefaultValue::Variant(ty, variant) => format!("{}::{variant}", self.api.ty(*ty).name),
            DefaultValue::Literal(ty, text) => format!("{}({text:?})", self.api.ty(*ty).name),
            DefaultValue::EmptyArray => "[]".to_owned(),
            DefaultValue::EmptyMap => "{}".to_owned(),
            DefaultValue::Json(json) => format!("json {json}"),
        }
    }

    pub(super) fn print_value(&self, value: &Value) -> String {
        let null = if value.nullable { " | null" } else { "" };
        let constraints = value
            .constraints
            .as_ref()
            .filter(|constraints| !constraints.list.is_empty())
            .map(|constraints| self.print_constraints(constraints))
            .unwrap_or_default();
        format!("{}{null}{constraints}", self.print_type(&value.ty))
    }

    fn print_constraints(&self, constraints: &ValueConstraints) -> String {
        let words: Vec<String> = constraints
            .list
            .iter()
            .map(|constraint| self.print_constraint(constraint))
            .collect();
        format!(" where {} @ {}", words.join(" "), constraints.schema)
    }

    fn print_type(&self, ty: &Type) -> String {
        match ty {
            Type::Named(id) => self.api.ty(*id).name.to_string(),
            Type::Boolean => "bool".to_owned(),
            Type::Integer(width) => width.name().to_owned(),
            Type::Number(width) => width.name().to_owned(),
            Type::String => "String".to_owned(),
            Type::Text(it) => it.name().to_owned(),
            Type::Base64 => "Bytes".to_owned(),
            Type::File => "File".to_owned(),
            Type::Media => "Media".to_owned(),
            Type::Foreign(it) => format!("foreign {} ({})", it.path, it.json_types.join(" ")),
            Type::Array(value) => format!("[{}]", self.print_value(value)),
            Type::Tuple(it) => self.print_tuple(it),
            Type::Map(value) => format!("{{{}}}", self.print_value(value)),
            Type::Null => "null".to_owned(),
            Type::Any(cause) if cause.is_loss() => format!("any (for {})", cause.name()),
            Type::Any(_) => "any".to_owned(),
            Type::Never => "never".to_owned(),
            Type::Boxed(inner) => format!("Box<{}>", self.print_type(inner)),
        }
    }

    fn print_tuple(&self, tuple: &Tuple) -> String {
        let item = |(index, value): (usize, &Value)| {
            let absent = if index < tuple.required { "" } else { "?" };
            format!("{}{absent}", self.print_value(value))
        };
        let items: Vec<String> = tuple.items.iter().enumerate().map(item).collect();
        let rest = tuple.rest.as_ref();
        let rest = rest.map(|value| format!(", {}…", self.print_value(value)));
        format!("({}{})", items.join(", "), rest.unwrap_or_default())
    }

    fn print_constraint(&self, constraint: &Constraint) -> String {
        match constraint {
            Constraint::MinLength(bound) => format!("minLength({bound})"),
            Constraint::MaxLength(bound) => format!("maxLength({bound})"),
            Constraint::Pattern(id) => format!("pattern({})", self.api.pattern(*id).name),
            Constraint::Format(format) => format!("format({})", format.name()),
            Constraint::Minimum(bound) => format!("minimum({bound})"),
            Constraint::Maximum(bound) => format!("maximum({bound})"),
            Constraint::ExclusiveMinimum(bound) => format!("exclusiveMinimum({bound})"),
            Constraint::ExclusiveMaximum(bound) => format!("exclusiveMaximum({bound})"),
            Constraint::MultipleOf(factor) => format!("multipleOf({factor})"),
            Constraint::MinItems(bound) => format!("minItems({bound})"),
            Constraint::MaxItems(bound) => format!("maxItems({bound})"),
            Constraint::UniqueItems => "uniqueItems".to_owned(),
            Constraint::MinProperties(bound) => format!("minProperties({bound})"),
            Constraint::MaxProperties(bound) => format!("maxProperties({bound})"),
            Constraint::Secret => "secret".to_owned(),
            Constraint::Origin(keyword, schema) => format!("{keyword}@{schema}"),
            Constraint::Only(value) | Constraint::Constant(value) => format!("only({value})"),
            Constraint::Assertion(id) => format!("assertion({})", id.0),
        }
    }
}

/// ` /kind is "cat"`
fn print_pin(pin: &Pin) -> String {
    let values = match &pin.values {
        PinValues::Texts(values) => format!("{values:?}"),
        PinValues::Integers(values) => format!("{values:?}"),
        PinValues::Booleans(values) => format!("{values:?}"),
    };
    format!(" {} is {}", pin.path, values.trim_matches(['[', ']']))
}

fn print_storage(storage: &Storage) -> String {
    match storage {
        Storage::Ascii(length) => format!("[u8; {length}]"),
        Storage::String => "str".to_owned(),
        Storage::Integer(width) => width.name().to_owned(),
        Storage::Number(width) => width.name().to_owned(),
    }
}

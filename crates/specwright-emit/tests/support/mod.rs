//! Small APIs by hand, and the text of what is emitted for them.

#![allow(dead_code, reason = "each test binary uses a part")]

pub mod clashing;
pub mod hostile;
pub mod rich;
pub mod rich_operations;
pub mod text;

use specwright_ir::*;

/// An API whose types are named up front, in any order, so that they can name each other.
pub struct Builder {
    names: Vec<String>,
    types: Vec<Option<TypeDef>>,
    pub api: Api,
}

impl Builder {
    pub fn new(names: &[&str]) -> Self {
        let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        names.sort();
        let types = names.iter().map(|_| None).collect();
        let api = Api {
            title: "Pets".to_owned(),
            docs: Docs::default(),
            types: Vec::new(),
            patterns: Vec::new(),
            assertions: Vec::new(),
            foreign_crates: Vec::new(),
            formats: Vec::new(),
            modules: Vec::new(),
            headers: Vec::new(),
            servers: Vec::new(),
            security_schemes: Vec::new(),
            alternatives: Vec::new(),
            omitted: Vec::new(),
            headings: Headings::default(),
        };
        Self { names, types, api }
    }

    pub fn id(&self, name: &str) -> TypeId {
        let index = self
            .names
            .binary_search_by(|it| it.as_str().cmp(name))
            .expect("the type is named up front");
        TypeId(index as u32)
    }

    pub fn named(&self, name: &str) -> Type {
        Type::Named(self.id(name))
    }

    /// Adds a type; its facts can be changed in what is returned.
    pub fn ty(&mut self, name: &str, kind: TypeKind) -> &mut TypeDef {
        let index = self.id(name).0 as usize;
        let scalar = matches!(
            kind,
            TypeKind::Newtype(_) | TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_)
        );
        self.types[index].insert(TypeDef {
            derives: Vec::new(),
            attributes: Vec::new(),
            name: Ident::new(name),
            docs: text(&format!("The schema `{name}`.")),
            schema: format!("/components/schemas/{name}"),
            owner: format!("/components/schemas/{name}"),
            deprecated: false,
            copy: false,
            eq: scalar,
            default: false,
            kind,
        })
    }

    pub fn pattern(&mut self, name: &str, source: &str, matcher: Matcher) -> PatternId {
        self.api.patterns.push(Pattern {
            name: Ident::new(name),
            constant: Ident::new(name.trim_start_matches("matches_").to_uppercase()),
            source: source.to_owned(),
            matcher,
        });
        PatternId(self.api.patterns.len() as u32 - 1)
    }

    pub fn scheme(&mut self, name: &str, wire: &str, credential: Credential) -> SecuritySchemeId {
        let scheme = SecurityScheme {
            name: Ident::new(name),
            constant: Ident::new(name.to_uppercase()),
            wire: wire.to_owned(),
            docs: Docs::default(),
            place_docs: Docs::default(),
            setter_docs: Docs::default(),
            format: None,
            credential,
        };
        self.api.security_schemes.push(scheme);
        SecuritySchemeId(self.api.security_schemes.len() as u32 - 1)
    }

    pub fn alternative(&mut self, name: &str, schemes: &[SecuritySchemeId]) -> AlternativeId {
        self.api.alternatives.push(Alternative {
            name: Ident::new(name),
            docs: Docs::default(),
            schemes: schemes.to_vec(),
        });
        AlternativeId(self.api.alternatives.len() as u32 - 1)
    }

    pub fn module(&mut self, name: &str, operations: Vec<Operation>) -> &mut Module {
        self.api.modules.push(Module {
            name: Ident::new(name),
            docs: Docs::default(),
            outgoing: None,
            sender_docs: Docs::default(),
            shared_security: Vec::new(),
            operations,
        });
        self.api.modules.last_mut().expect("it was just added")
    }

    pub fn server(&mut self, name: &str, docs: &str, url: &str) {
        self.api.servers.push(Server {
            name: Ident::new(name),
            docs: text(docs),
            url: url.to_owned(),
            variables: None,
        });
    }

    pub fn build(mut self) -> Api {
        self.api.types = self
            .types
            .into_iter()
            .map(|ty| ty.expect("every type is added"))
            .collect();
        specwright_lower::assign_constraint_sites(&mut self.api);
        specwright_lower::assign_constructions(&mut self.api);
        self.api
    }
}

pub fn text(text: &str) -> Docs {
    Docs(text.to_owned())
}

pub fn value(ty: Type) -> Value {
    Value {
        ty,
        nullable: false,
        constraints: None,
    }
}

pub fn nullable(ty: Type) -> Value {
    Value {
        ty,
        nullable: true,
        constraints: None,
    }
}

pub fn ruled(ty: Type, schema: &str, constraints: &[Constraint]) -> Value {
    Value {
        ty,
        nullable: false,
        constraints: Some(constraints_at(schema, constraints)),
    }
}

pub fn constraints_at(schema: &str, constraints: &[Constraint]) -> ValueConstraints {
    ValueConstraints {
        schema: schema.to_owned(),
        site: ConstraintSite::Elsewhere,
        list: constraints.to_vec(),
    }
}

pub fn array(items: Value) -> Type {
    Type::Array(Box::new(items))
}

pub fn map(values: Value) -> Type {
    Type::Map(Box::new(values))
}

pub fn required(name: &str, wire: &str, docs: &str, value: Value) -> Field {
    field(name, wire, docs, value, Presence::Required)
}

pub fn optional(name: &str, wire: &str, docs: &str, value: Value) -> Field {
    field(name, wire, docs, value, Presence::Optional(None))
}

pub fn with_default(name: &str, value: Value, default: DefaultValue) -> Field {
    field(name, name, "", value, Presence::Optional(Some(default)))
}

pub fn field(name: &str, wire: &str, docs: &str, value: Value, presence: Presence) -> Field {
    Field {
        name: Ident::new(name),
        wire: wire.to_owned(),
        docs: text(docs),
        deprecated: false,
        value,
        presence,
    }
}

pub fn object(fields: Vec<Field>) -> Struct {
    Struct {
        ignored: Vec::new(),
        origins: Vec::new(),
        construction: Construction::default(),
        fields,
        additional: UnknownProperties::Ignore,
        constraints: None,
    }
}

pub fn newtype(storage: Storage, constraints: &[Constraint]) -> TypeKind {
    TypeKind::Newtype(Newtype {
        storage,
        constraints: constraints.to_vec(),
    })
}

pub fn string_enum(variants: &[(&str, &str)]) -> TypeKind {
    let variant = |(name, value): &(&str, &str)| StringVariant {
        name: Ident::new(*name),
        docs: Docs::default(),
        value: (*value).to_owned(),
    };
    TypeKind::StringEnum(StringEnum {
        keyword: ListKeyword::Enum,
        variants: variants.iter().map(variant).collect(),
        unknown: Ident::new("Unknown"),
        is_open: false,
    })
}

pub fn integer_enum(variants: &[(&str, i64)]) -> TypeKind {
    let variant = |(name, value): &(&str, i64)| IntegerVariant {
        name: Ident::new(*name),
        docs: Docs::default(),
        value: *value,
    };
    TypeKind::IntegerEnum(IntegerEnum {
        keyword: ListKeyword::Enum,
        variants: variants.iter().map(variant).collect(),
        unknown: Ident::new("Unknown"),
    })
}

pub fn literal_enum(variants: &[(&str, &str)]) -> TypeKind {
    let variant = |(name, json): &(&str, &str)| LiteralVariant {
        name: Ident::new(*name),
        docs: Docs::default(),
        json: (*json).to_owned(),
    };
    TypeKind::LiteralEnum(LiteralEnum {
        keyword: ListKeyword::Enum,
        variants: variants.iter().map(variant).collect(),
        unknown: Ident::new("Unknown"),
    })
}

pub fn union_(strategy: UnionStrategy, variants: Vec<(&str, Value, &[&str])>) -> TypeKind {
    let variant = |(name, value, tags): (&str, Value, &[&str])| UnionVariant {
        name: Ident::new(name),
        docs: Docs::default(),
        value,
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        pins: Vec::new(),
        access: None,
    };
    TypeKind::Union(Union {
        strategy,
        keyword: UnionKeyword::OneOf,
        variants: variants.into_iter().map(variant).collect(),
    })
}

pub fn run(ranges: &[(u8, u8)], min: u32, max: Option<u32>) -> Run {
    Run {
        set: ByteSet(ranges.to_vec()),
        min,
        max,
    }
}

/// An operation without parameters, body and security that answers 204 and nothing else.
pub fn operation(name: &str, request: &str, method: &str, path: &str) -> Operation {
    Operation {
        name: Ident::new(name),
        request: Ident::new(request),
        id: name.to_owned(),
        docs: Docs::default(),
        example: None,
        deprecated: false,
        method: method.to_owned(),
        path: path.to_owned(),
        servers: Vec::new(),
        path_parameters: Vec::new(),
        parameters: Vec::new(),
        parameters_name: None,
        shared_parameters: None,
        parameters_construction: Construction::default(),
        request_construction: Construction::default(),
        sender: Vec::new(),
        bodies: Vec::new(),
        body_name: None,
        has_accept: false,
        accepting: None,
        redirects: Vec::new(),
        outcome: Outcome {
            success: Success::One(Box::new(reply(
                "NoContent",
                ResponseStatus::Code(204),
                "",
                None,
            ))),
            failure: None,
            failure_sharing: Sharing::Own,
        },
        security: Vec::new(),
    }
}

pub fn parameter(name: &str, location: ParameterLocation, value: Value) -> Parameter {
    let (style, explode) = match location {
        ParameterLocation::Path | ParameterLocation::Header => (ParameterStyle::Simple, false),
        ParameterLocation::Query | ParameterLocation::Cookie => (ParameterStyle::Form, true),
    };
    Parameter {
        name: Ident::new(name),
        wire: name.to_owned(),
        docs: Docs::default(),
        location,
        style,
        explode,
        allow_reserved: false,
        others: Vec::new(),
        required: location == ParameterLocation::Path,
        default: None,
        deprecated: false,
        value,
        pointer: format!("/components/parameters/{name}"),
        position: None,
    }
}

pub fn body(codec: Codec, media_type: &str, value: Value) -> Body {
    Body {
        name: Ident::new("Body"),
        constant: Ident::new("BODY"),
        docs: Docs::default(),
        required: true,
        value,
        written: MediaTypeBody {
            media_type: media_type.to_owned(),
            aliases: Vec::new(),
            codec,
            encodings: Vec::new(),
        },
        also_read: Vec::new(),
    }
}

pub fn json(ty: Type) -> Body {
    body(Codec::Json, "application/json", value(ty))
}

pub fn reply(name: &str, status: ResponseStatus, docs: &str, body: Option<Body>) -> Response {
    Response {
        name: Ident::new(name),
        status,
        docs: text(docs),
        summary: docs.to_owned(),
        links: Docs::default(),
        headers: None,
        body,
    }
}

/// `One` of a status, with a JSON body.
pub fn one(status: u16, ty: Type) -> Success {
    Success::One(Box::new(reply(
        "Ok",
        ResponseStatus::Code(status),
        "OK",
        Some(json(ty)),
    )))
}

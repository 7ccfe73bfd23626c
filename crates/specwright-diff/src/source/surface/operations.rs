//! The types of operations: requests, parameters, bodies, responses and headers; and the security schemes.

use specwright_ir as ir;
use specwright_ir::{
    Api, Codec, Construction, Features, HeadersId, Ident, MediaTypeBody, Module, Parameter,
    Response, ResponseStatus, Success, Type,
};

use super::models::{maker, variant};
use super::rust_type::{parameter, value};
use super::{
    Argument, Definition, Field, Item, ItemOrigin, Maker, Member, RustType, Signature, Surface,
    Uses, Variant,
};
use crate::Operation;
use crate::source::GeneratedCrate;

/// An operation, with what its items have in common.
pub(super) struct Site<'a> {
    pub(super) api: &'a Api,
    pub(super) operation: &'a ir::Operation,
    pub(super) features: &'a [String],
    pub(super) origin: ItemOrigin,
}

/// The operations of modules, each with what its items have in common.
pub(super) fn sites<'a>(api: &'a Api) -> impl Iterator<Item = (&'a Module, Site<'a>)> {
    let modules = api.modules.iter().enumerate();
    modules.flat_map(move |(index, module)| {
        let features = api.features.as_ref();
        let features = features.map_or(&[][..], |it| std::slice::from_ref(&it.modules[index]));
        let operations = module.operations.iter();
        operations.map(move |operation| (module, site(api, operation, features)))
    })
}

fn site<'a>(api: &'a Api, operation: &'a ir::Operation, features: &'a [String]) -> Site<'a> {
    let origin = ItemOrigin {
        pointer: String::new(),
        operation: Some(Operation {
            method: operation.method.clone(),
            path: operation.path.clone(),
        }),
    };
    Site {
        api,
        operation,
        features,
        origin,
    }
}

/// Adds the types of all operations and the security schemes.
pub(super) fn add(surface: &mut Surface, api: &Api) {
    for (_, site) in sites(api) {
        site.request(surface);
        site.parameters(surface);
        site.bodies(surface);
        site.responses(surface);
    }
    for (index, headers) in api.headers.iter().enumerate() {
        let id = HeadersId(u32::try_from(index).unwrap_or(u32::MAX));
        let features = group_features(api.features.as_ref(), |it| it.headers.contains(&id));
        let of = Struct {
            name: &headers.name,
            fields: fields(api, &headers.fields),
            construction: &headers.construction,
            uses: Uses::RESPONSE,
        };
        of.add(surface, features, &ItemOrigin::default());
    }
    for scheme in &api.security_schemes {
        let mut item = Item::new(Definition::Fixed("constant"), Uses::BOTH);
        item.origin.pointer = format!("/components/securitySchemes/{}", scheme.wire);
        let path = format!("security::{}", scheme.constant);
        surface.add(GeneratedCrate::Types, path, item);
    }
}

/// The features of a shared item.
fn group_features(
    features: Option<&Features>,
    has: impl Fn(&ir::FeatureGroup) -> bool,
) -> &[String] {
    let mut groups = features.into_iter().flat_map(|it| &it.groups);
    groups
        .find(|it| has(it))
        .map_or(&[], |group| &group.features)
}

/// A struct of the module `operations`.
struct Struct<'a> {
    name: &'a Ident,
    fields: Vec<Field>,
    construction: &'a Construction,
    uses: Uses,
}

impl Struct<'_> {
    fn item(self) -> Item {
        let maker = maker(self.construction, &self.fields);
        let traits = (maker == Maker::Default).then_some("Default");
        Item::new(Definition::Struct(self.fields, maker), self.uses).with_traits(traits)
    }

    fn add(self, surface: &mut Surface, features: &[String], origin: &ItemOrigin) {
        let path = format!("operations::{}", self.name);
        let item = self.item().with_features(features).from(origin);
        surface.add(GeneratedCrate::Types, path, item);
    }
}

fn fields(api: &Api, list: &[Parameter]) -> Vec<Field> {
    let fields = list.iter().map(|it| Field {
        name: it.name.as_str().to_owned(),
        ty: parameter(api, &it.value, it.required),
    });
    fields.collect()
}

impl Site<'_> {
    /// Adds an item of the operation.
    pub(super) fn add(&self, surface: &mut Surface, krate: GeneratedCrate, path: &str, item: Item) {
        let item = item.with_features(self.features).from(&self.origin);
        surface.add(krate, path, item);
    }

    fn add_type(&self, surface: &mut Surface, name: &Ident, item: Item) {
        let path = format!("operations::{name}");
        self.add(surface, GeneratedCrate::Types, &path, item);
    }

    /// The request struct.
    fn request(&self, surface: &mut Surface) {
        let (api, it) = (self.api, self.operation);
        let mut list = fields(api, &it.path_parameters);
        let field = |name: &str, ty| Field {
            name: name.to_owned(),
            ty,
        };
        if let Some(name) = &it.parameters_name {
            list.push(field("params", RustType::operation(name)));
        }
        list.extend(self.body().map(|ty| field("body", ty)));
        if it.has_accept {
            list.push(field("accept", RustType::runtime("Accept", [])));
        }
        let request = Struct {
            name: &it.request,
            fields: list,
            construction: &it.request_construction,
            uses: Uses::REQUEST,
        };
        self.add_type(surface, &it.request, request.item());
    }

    /// The struct of parameters. Where several operations share one, each has an alias of it, which code names: the shared
    /// name follows from those that share it.
    fn parameters(&self, surface: &mut Surface) {
        let it = self.operation;
        let Some(name) = &it.parameters_name else {
            return;
        };
        let parameters = Struct {
            name,
            fields: fields(self.api, &it.parameters),
            construction: &it.parameters_construction,
            uses: Uses::REQUEST,
        };
        self.add_type(surface, name, parameters.item());
    }

    /// The type of the field and the argument `body`.
    pub(super) fn body(&self) -> Option<RustType> {
        let (api, it) = (self.api, self.operation);
        let first = it.bodies.first()?;
        let Some(name) = &it.body_name else {
            let ty = parameter(api, &first.value, first.required);
            return Some(match tells_null(it, first) {
                true => RustType::runtime(
                    "OptionalNullable",
                    ty.arguments
                        .try_into()
                        .unwrap_or_else(|_| [RustType::unit()]),
                ),
                false => ty,
            });
        };
        let ty = RustType::operation(name);
        Some(match first.required {
            true => ty,
            false => ty.optional(),
        })
    }

    fn bodies(&self, surface: &mut Surface) {
        let Some(name) = &self.operation.body_name else {
            return;
        };
        let bodies = self.operation.bodies.iter();
        let variants = bodies.map(|it| variant(&it.name, vec![value(self.api, &it.value)]));
        let definition = Definition::Enum(variants.collect());
        self.add_type(surface, name, Item::new(definition, Uses::REQUEST));
    }

    fn responses(&self, surface: &mut Surface) {
        let outcome = &self.operation.outcome;
        if let Success::Many(name, replies) = &outcome.success {
            let mut item = self.response_enum(replies, false);
            let value = replies.first().filter(|_| outcome.is_uniform);
            if let Some(ty) = value.and_then(|it| self.content(it, false)) {
                item.members
                    .insert("into_value".to_owned(), Member::Value(ty));
            }
            self.add_type(surface, name, item);
        }
        if let Some((name, replies)) = &outcome.failure {
            let item = self.response_enum(replies, true);
            let is_it = |group: &ir::FeatureGroup| group.failures.iter().any(|(it, _)| it == name);
            let features = match group_features(self.api.features.as_ref(), is_it) {
                [] => self.features,
                shared => shared,
            };
            let item = item.with_features(features).from(&self.origin);
            surface.add(GeneratedCrate::Types, format!("operations::{name}"), item);
        }
    }

    fn response_enum(&self, replies: &[Response], failure: bool) -> Item {
        let variants = replies.iter().map(|it| self.response(it, failure));
        let definition = Definition::Enum(variants.collect());
        let is_plain = failure || !replies.iter().any(is_stream);
        let traits = is_plain.then_some(["Clone", "PartialEq"]);
        Item::new(definition, Uses::RESPONSE).with_traits(traits.into_iter().flatten())
    }

    fn response(&self, it: &Response, failure: bool) -> Variant {
        let has_status = !matches!(it.status, ResponseStatus::Code(_));
        let status = has_status.then(|| RustType::standard("u16", []));
        let fields = status.into_iter().chain(self.content(it, failure));
        variant(&it.name, fields.collect())
    }

    /// The type of a response's content: its body, together with its headers if it declares some.
    fn content(&self, it: &Response, failure: bool) -> Option<RustType> {
        let body = it.body.as_ref().map(|body| match &body.value.ty {
            Type::Array(items) if is_stream(it) && !failure => {
                RustType::runtime("Stream", [value(self.api, items)])
            }
            _ => value(self.api, &body.value),
        });
        let Some(id) = it.headers else {
            return body;
        };
        let headers = RustType::operation(&self.api.response_headers(id).name);
        let body = body.unwrap_or_else(RustType::unit);
        Some(RustType::runtime("WithHeaders", [headers, body]))
    }

    /// The type of a success.
    pub(super) fn success(&self) -> RustType {
        match &self.operation.outcome.success {
            Success::One(it) => self.content(it, false).unwrap_or_else(RustType::unit),
            Success::Many(name, _) => RustType::operation(name),
        }
    }

    /// The type of a success of one media type.
    pub(super) fn success_of(&self, it: &ir::AcceptMethod) -> RustType {
        let (Some(positions), Success::Many(_, replies)) =
            (&it.successes, &self.operation.outcome.success)
        else {
            return self.success();
        };
        let first = positions.first().and_then(|at| replies.get(*at));
        let value = first.and_then(|it| self.content(it, false));
        let value = value.unwrap_or_else(RustType::unit);
        match it.empty.is_empty() {
            true => value,
            false => value.optional(),
        }
    }

    /// The type of an error.
    pub(super) fn failure(&self) -> RustType {
        match &self.operation.outcome.failure {
            Some((name, _)) => RustType::operation(name),
            None => RustType::standard("std::convert::Infallible", []),
        }
    }

    /// The arguments of the client's methods, without `accept`.
    pub(super) fn arguments(&self) -> Vec<Argument> {
        let it = self.operation;
        let argument = |name: &str, ty, converts| Argument {
            name: name.to_owned(),
            ty,
            converts,
        };
        let path = it.path_parameters.iter().map(|it| {
            let converts = it.value.ty == Type::String && it.required && !it.value.nullable;
            let ty = parameter(self.api, &it.value, it.required);
            argument(it.name.as_str(), ty, converts)
        });
        let parameters = it.parameters_name.iter();
        let parameters = parameters.map(|it| argument("params", RustType::operation(it), false));
        let body = self.body().map(|ty| {
            let only = it.bodies.first().map(|it| &it.value.ty);
            let is_scalar = matches!(
                only,
                Some(Type::Boolean | Type::Integer(_) | Type::Number(_))
            );
            let converts = !is_scalar || it.body_name.is_some();
            argument("body", ty, converts)
        });
        path.chain(parameters).chain(body).collect()
    }

    /// A method whose arguments are those of a client.
    pub(super) fn method(&self, success: RustType) -> Signature {
        let error = RustType::runtime("client::Error", [self.failure()]);
        Signature {
            arguments: self.arguments(),
            result: RustType::standard("std::result::Result", [success, error]),
        }
    }
}

/// Returns true if a body may be absent and may be null, and JSON tells the two apart.
fn tells_null(operation: &ir::Operation, body: &ir::Body) -> bool {
    let is_open = !body.required && body.value.nullable && operation.body_name.is_none();
    let is_json = |it: &MediaTypeBody| it.codec == Codec::Json;
    is_open && is_json(&body.written) && body.also_read.iter().all(is_json)
}

fn is_stream(it: &Response) -> bool {
    let codec = it.body.as_ref().map(|body| body.written.codec);
    matches!(codec, Some(Codec::Items(_) | Codec::Chunks))
}

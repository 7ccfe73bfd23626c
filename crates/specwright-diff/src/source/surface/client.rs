//! The client: its methods, its builder and its servers.

use specwright_ir::{Api, Credential, Server};

use super::models::variant;
use super::operations::{Site, sites};
use super::{
    Argument, Definition, Field, Item, ItemOrigin, Maker, Member, RustType, Signature, Surface,
    TypeHead, Uses, Variant,
};
use crate::source::GeneratedCrate;

/// Adds the items of the client crate.
pub(super) fn add(surface: &mut Surface, api: &Api) {
    for (module, site) in sites(api) {
        match module.outgoing {
            None => methods(surface, &site),
            Some(_) => call(surface, &site),
        }
    }
    builder(surface, api);
    servers(surface, api);
    let re_exports = [
        ("Accept", api.calls().any(|it| it.has_accept)),
        ("Secret", !api.security_schemes.is_empty()),
        ("Answer", api.calls().next().is_some()),
    ];
    for (name, _) in re_exports.into_iter().filter(|(_, has)| *has) {
        let item = Item::new(Definition::Fixed("re-export"), Uses::BOTH);
        surface.add(GeneratedCrate::Client, name, item);
    }
}

/// The methods of an operation: the only one, or one per media type of its success and a general one.
fn methods(surface: &mut Surface, site: &Site<'_>) {
    let mut add = |name: &str, signature| {
        let item = Item::new(Definition::Function(signature), Uses::BOTH);
        let path = format!("Client::{name}");
        site.add(surface, GeneratedCrate::Client, &path, item);
    };
    let operation = site.operation;
    let Some(accepting) = &operation.accepting else {
        let mut signature = site.method(site.success());
        signature.arguments.extend(accept(operation.has_accept));
        return add(operation.name.as_str(), signature);
    };
    for it in &accepting.single {
        add(it.name.as_str(), site.method(site.success_of(it)));
    }
    let mut general = site.method(site.success());
    general.arguments.extend(accept(operation.has_accept));
    add(accepting.general.as_str(), general);
}

fn accept(has_accept: bool) -> Option<Argument> {
    has_accept.then(|| Argument {
        name: "accept".to_owned(),
        ty: RustType::runtime("Accept", []),
        converts: false,
    })
}

/// The implementation of `Call` for a request that the API sends, which has no method.
fn call(surface: &mut Surface, site: &Site<'_>) {
    let mut item = Item::new(Definition::Fixed("implementation of `Call`"), Uses::BOTH);
    let success = Member::Value(site.success());
    item.members.insert("Success".to_owned(), success);
    let failure = Member::Value(site.failure());
    item.members.insert("Failure".to_owned(), failure);
    let path = format!("codec::Call for {}", site.operation.request);
    site.add(surface, GeneratedCrate::Client, &path, item);
}

/// The methods of the builder that not every API has.
fn builder(surface: &mut Surface, api: &Api) {
    let mut add = |name: &str, arguments: &[(&str, RustType)], pointer: String| {
        let arguments = arguments.iter().map(|(name, ty)| Argument {
            name: (*name).to_owned(),
            ty: ty.clone(),
            converts: true,
        });
        let builder = RustType {
            head: TypeHead::Tuple,
            arguments: Vec::new(),
        };
        let signature = Signature {
            arguments: arguments.collect(),
            result: builder,
        };
        let mut item = Item::new(Definition::Function(signature), Uses::BOTH);
        item.origin.pointer = pointer;
        surface.add(
            GeneratedCrate::Client,
            format!("ClientBuilder::{name}"),
            item,
        );
    };
    let secret = || RustType::runtime("Secret", []);
    for it in &api.security_schemes {
        let pointer = format!("/components/securitySchemes/{}", it.wire);
        match it.credential {
            Credential::MutualTls | Credential::Unspecified => {}
            Credential::Basic => {
                let arguments = [("user", RustType::string()), ("password", secret())];
                add(it.name.as_str(), &arguments, pointer);
            }
            _ => add(it.name.as_str(), &[("value", secret())], pointer),
        }
    }
    let own = api.calls().flat_map(|operation| &operation.servers);
    let mut urls = api.servers.iter().map(|it| &it.url).chain(own);
    if urls.any(|it| !it.contains("://")) {
        let url = [("url", RustType::string())];
        add("base_url", &url, "/servers".to_owned());
    }
}

/// The enum of servers, and the structs and enums of their variables.
fn servers(surface: &mut Surface, api: &Api) {
    let local = |name: &str| RustType {
        head: TypeHead::Item(format!("server::{name}")),
        arguments: Vec::new(),
    };
    let origin = ItemOrigin {
        pointer: "/servers".to_owned(),
        operation: None,
    };
    let of_server = |it: &Server| {
        let variables = it.variables.as_ref();
        let variables = variables.map(|it| local(it.name.as_str()));
        variant(&it.name, variables.into_iter().collect())
    };
    let custom = Variant {
        name: "Custom".to_owned(),
        fields: super::VariantFields::Positional(vec![RustType::string()]),
    };
    let variants = api.servers.iter().map(of_server).chain([custom]);
    let mut item = Item::new(Definition::Enum(variants.collect()), Uses::REQUEST).from(&origin);
    let has_variables = api.servers.iter().any(|it| it.variables.is_some());
    let url = match has_variables {
        true => RustType::standard("std::borrow::Cow", []),
        false => RustType::standard("str", []),
    };
    item.members.insert("url".to_owned(), Member::Value(url));
    surface.add(GeneratedCrate::Client, "Server", item);
    for variables in api.servers.iter().filter_map(|it| it.variables.as_ref()) {
        let fields = variables.fields.iter().map(|it| Field {
            name: it.name.as_str().to_owned(),
            ty: match &it.values {
                Some((name, _)) => local(name.as_str()),
                None => RustType::string(),
            },
        });
        let definition = Definition::Struct(fields.collect(), Maker::Default);
        let item = Item::new(definition, Uses::REQUEST).from(&origin);
        let path = format!("server::{}", variables.name);
        surface.add(
            GeneratedCrate::Client,
            path,
            item.with_traits(["Default", "Eq", "Hash"]),
        );
        let enums = variables.fields.iter().filter_map(|it| it.values.as_ref());
        for (name, values) in enums {
            let variants = values.iter().map(|it| variant(&it.name, Vec::new()));
            let item = Item::new(Definition::Enum(variants.collect()), Uses::REQUEST);
            let item = item.from(&origin);
            surface.add(
                GeneratedCrate::Client,
                format!("server::{name}"),
                item.with_traits(["Copy", "Default", "Eq", "Hash"]),
            );
        }
    }
}

//! The server: its traits and its credentials.

use specwright_ir as ir;
use specwright_ir::{Api, Credential, Outgoing, SecurityScheme};

use super::operations::{Site, sites};
use super::{
    Argument, Definition, Field, Item, ItemOrigin, Provision, RustType, Signature, Surface, Uses,
    Variant, VariantFields,
};
use crate::source::GeneratedCrate;

/// Adds the items of the server crate.
pub(super) fn add(surface: &mut Surface, api: &Api) {
    for (module, site) in sites(api) {
        method(surface, &site, module.outgoing);
    }
    let mut add = |name: &str, kind| {
        let item = Item::new(Definition::Fixed(kind), Uses::BOTH);
        surface.add(GeneratedCrate::Server, name, item);
    };
    let has_security = api.operations().any(|it| !it.security.is_empty());
    if has_security {
        add("Authenticate", "trait to implement");
        add("Secret", "re-export");
    }
    let has_receiver = api.modules.iter().any(|it| it.outgoing.is_some());
    if has_security || has_receiver {
        add("Denied", "re-export");
    }
    if has_receiver {
        add("Call", "re-export");
    }
    receivers(surface, api);
    if has_security {
        credentials(surface, api);
    }
}

/// The method of the trait that implementers write.
fn method(surface: &mut Surface, site: &Site<'_>, outgoing: Option<Outgoing>) {
    let it = site.operation;
    let argument = |name: &str, ty| Argument {
        name: name.to_owned(),
        ty,
        converts: false,
    };
    let caller = !it.security.is_empty() && outgoing.is_none();
    let caller = caller.then(|| argument("caller", RustType::runtime("Caller", [])));
    let request = argument("request", RustType::operation(&it.request));
    let error = RustType::runtime("server::Failure", [site.failure()]);
    let signature = Signature {
        arguments: caller.into_iter().chain([request]).collect(),
        result: RustType::standard("std::result::Result", [site.success(), error]),
    };
    let (name, provision) = match outgoing {
        None => ("Api", Provision::Required),
        Some(outgoing) => (receiver(outgoing), Provision::Provided),
    };
    let item = Item::new(Definition::TraitMethod(signature, provision), Uses::BOTH);
    let path = format!("{name}::{}", it.name);
    site.add(surface, GeneratedCrate::Server, &path, item);
}

fn receiver(outgoing: Outgoing) -> &'static str {
    match outgoing {
        Outgoing::Webhooks => "Webhooks",
        Outgoing::Callbacks => "Callbacks",
    }
}

/// The traits that receive what the API sends, and their method `verify_sender`.
fn receivers(surface: &mut Surface, api: &Api) {
    for module in &api.modules {
        let Some(outgoing) = module.outgoing else {
            continue;
        };
        let provision = match module.sender_docs.0.is_empty() {
            true => Provision::Provided,
            false => Provision::Required,
        };
        let signature = Signature {
            arguments: Vec::new(),
            result: RustType::unit(),
        };
        let name = receiver(outgoing);
        let item = Item::new(Definition::TraitMethod(signature, provision), Uses::BOTH);
        let path = format!("{name}::verify_sender");
        surface.add(GeneratedCrate::Server, path, item);
        let item = Item::new(
            Definition::Fixed("trait to implement on demand"),
            Uses::BOTH,
        );
        surface.add(GeneratedCrate::Server, name, item);
    }
}

/// The enum of the credentials of a request, which implementers match.
fn credentials(surface: &mut Surface, api: &Api) {
    let variants = api.alternatives.iter().map(|it| {
        let schemes = it.schemes.iter().map(|id| api.security_scheme(*id));
        let schemes: Vec<&SecurityScheme> = schemes.collect();
        let fields = match schemes.as_slice() {
            [] => VariantFields::Positional(Vec::new()),
            [one] => VariantFields::Positional(vec![credential(one)]),
            several => VariantFields::Named(several.iter().map(|it| named(it)).collect()),
        };
        Variant {
            name: it.name.as_str().to_owned(),
            fields,
        }
    });
    let mut item = Item::new(Definition::Enum(variants.collect()), Uses::REQUEST);
    item.origin = ItemOrigin {
        pointer: "/security".to_owned(),
        operation: None,
    };
    let item = item.with_traits(["Clone"]);
    surface.add(GeneratedCrate::Server, "Credentials", item);
}

fn named(it: &SecurityScheme) -> Field {
    Field {
        name: it.name.as_str().to_owned(),
        ty: credential(it),
    }
}

/// The type of a credential.
fn credential(it: &ir::SecurityScheme) -> RustType {
    match it.credential {
        Credential::Basic => RustType::runtime("Basic", []),
        Credential::MutualTls => RustType::runtime("server::ClientCertificate", []),
        Credential::Unspecified => RustType::runtime("server::RequestHead", []),
        _ => RustType::runtime("Secret", []),
    }
}

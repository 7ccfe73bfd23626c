//! Rules about `components` as a whole.

use std::collections::{HashMap, HashSet};

use crate::context::Context;
use crate::findings::Findings;
use specwright_spec::{Location, Operation, Pointer, quote};

/// The sections of `components` whose entries are used by reference.
const SECTIONS: &[(&str, &str)] = &[
    ("schemas", "schema"),
    ("responses", "response"),
    ("parameters", "parameter"),
    ("examples", "example"),
    ("requestBodies", "request body"),
    ("headers", "header"),
    ("links", "link"),
    ("callbacks", "callback"),
    ("pathItems", "path item"),
];

/// Components that nothing outside of `components` needs.
pub(super) fn unused(context: &Context<'_>, found: &mut Findings) {
    if context.document.operations.is_empty() && context.document.webhooks.is_empty() {
        return;
    }
    let used = used(context);
    for (section, kind) in SECTIONS {
        let list = context.trees.root().child("components").child(section);
        for (name, _) in context.trees.node(&list).members() {
            let at = list.child(name);
            if !name.starts_with("x-") && !used.contains(&at.pointer) {
                report(&at, kind, name, found);
            }
        }
    }
    let schemes = used_schemes(context);
    let unused = |it: &&specwright_spec::SecurityScheme| !schemes.contains(it.name.as_str());
    let declared = context.document.security_schemes.iter();
    for scheme in declared.filter(|it| !it.is_assumed).filter(unused) {
        report(&scheme.at, "security scheme", &scheme.name, found);
    }
}

fn report(at: &Location, kind: &str, name: &str, found: &mut Findings) {
    let message = format!("a {kind} is never used");
    let finding = found.at(at, message).label(quote(name));
    found.push(finding.help("remove it, or refer to it where it belongs"));
}

/// Returns the names of security schemes that operations require.
fn used_schemes<'a>(context: &Context<'a>) -> HashSet<&'a str> {
    let document = context.document;
    let webhooks = document.webhooks.iter().map(|it| &it.operation);
    let callbacks = |it: &'a Operation| it.callbacks.iter().map(|it| &it.operation);
    let all = document.operations.iter().chain(webhooks);
    let all = all.flat_map(|it| std::iter::once(it).chain(callbacks(it)));
    let required = all.flat_map(|it| &it.security).flat_map(|it| &it.schemes);
    required.map(|(name, _)| name.as_str()).collect()
}

/// Returns the pointers of the components that are reached from outside of `components`.
fn used(context: &Context<'_>) -> HashSet<Pointer> {
    let mut uses: HashMap<Option<Pointer>, Vec<Pointer>> = HashMap::new();
    let mut add = |from: &Location, to: &Location| {
        let (from, to) = (component(context, from), component(context, to));
        if let Some(to) = to.filter(|to| from.as_ref() != Some(to)) {
            uses.entry(from).or_default().push(to);
        }
    };
    for (from, to) in context.trees.references() {
        add(from, to);
    }
    for (id, schema) in context.document.schemas.iter() {
        let mapped = schema.mapping.iter().map(|(_, id)| id);
        for target in mapped.chain(&schema.default_mapping) {
            add(&schema.at, &context.schema(*target).at);
        }
        // A schema that inherits from one with a discriminator is chosen by its name.
        for member in &schema.all_of {
            let base = context.schema(context.target(*member));
            if base.discriminator.is_some() {
                add(&base.at, &context.schema(id).at);
            }
        }
    }
    let mut reached = HashSet::new();
    let mut next: Vec<Pointer> = uses.remove(&None).unwrap_or_default();
    while let Some(pointer) = next.pop() {
        if !reached.contains(&pointer) {
            next.extend(uses.remove(&Some(pointer.clone())).unwrap_or_default());
            reached.insert(pointer);
        }
    }
    reached
}

/// Returns the component that a location is in; none for any other part of the document, and for other files.
fn component(context: &Context<'_>, at: &Location) -> Option<Pointer> {
    let text = at.pointer.as_str().strip_prefix("/components/")?;
    let (section, rest) = text.split_once('/')?;
    let name = rest.split('/').next()?;
    let is_own = at.file == context.trees.root().file;
    Pointer::parse(&format!("/components/{section}/{name}"))
        .ok()
        .filter(|_| is_own)
}

//! The diagnostics of resolving.

use super::missing::BrokenPointer;
use super::{Reference, ReferenceForm};
use crate::diagnostic::quote;
use crate::suggest::nearest;
use crate::{Code, Diagnostic, Fix, Location, Sources};

pub(super) fn not_a_string(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::InvalidReference, at, "a reference is a string")
}

pub(super) fn invalid(reference: &Reference, reason: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidReference,
        &reference.text_at,
        format!("{} cannot be read: {reason}", quote(&reference.text)),
    )
}

pub(super) fn empty(reference: &Reference) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidReference,
        &reference.text_at,
        "the reference is empty",
    )
    .help("write the JSON Pointer of the component, such as `#/components/schemas/Pet`")
}

pub(super) fn remote(reference: &Reference) -> Diagnostic {
    Diagnostic::new(
        Code::RemoteReference,
        &reference.text_at,
        format!("{} is no local file", quote(&reference.text)),
    )
    .label("no connection is opened")
    .help("save the file in the folder of the document and refer to it there")
}

pub(super) fn outside(reference: &Reference) -> Diagnostic {
    let message = format!(
        "{} leads out of the folder of the root document",
        quote(&reference.text)
    );
    Diagnostic::new(Code::OutsideReference, &reference.text_at, message)
        .help("name a folder that holds both files with `--root DIR`, or with `root` in `specwright.toml`")
}

pub(super) fn unresolved(
    reference: &Reference,
    missing: &BrokenPointer,
    path: Option<&str>,
    sources: &Sources,
) -> Diagnostic {
    let code = match reference.how {
        ReferenceForm::Mapping => Code::InvalidDiscriminator,
        ReferenceForm::Ref | ReferenceForm::DynamicRef => Code::UnresolvedReference,
    };
    let holder = match sources.written(&missing.holder).last() {
        Some(name) => quote(&name),
        None => "the file".to_owned(),
    };
    let diagnostic = Diagnostic::new(
        code,
        &reference.text_at,
        format!("{} points at nothing", quote(&reference.text)),
    )
    .label("not found")
    .also(
        &missing.holder,
        format!("{holder} has no {}", quote(&missing.segment)),
    );
    match &missing.meant {
        Some(meant) => {
            let path = path.unwrap_or_default();
            let text = format!("{path}#{}", sources.written(meant));
            diagnostic.fix(Fix::write(&reference.text_at, &text).likely())
        }
        None => diagnostic,
    }
}

pub(super) fn unknown_anchor(reference: &Reference, name: &str, known: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnresolvedReference,
        &reference.text_at,
        format!("{} points at nothing", quote(&reference.text)),
    )
    .label(format!("no schema has the `$anchor` {}", quote(name)));
    match nearest(name, known.iter().copied()) {
        Some(meant) => {
            diagnostic.fix(Fix::write(&reference.text_at, &format!("#{meant}")).likely())
        }
        None => diagnostic.help(format!(
            "write the JSON Pointer of the schema, such as {}",
            quote(&format!("#/components/schemas/{name}"))
        )),
    }
}

pub(super) fn several_anchors(
    reference: &Reference,
    first: &Location,
    second: &Location,
) -> Diagnostic {
    let message = format!("{} names more than one schema", quote(&reference.text));
    Diagnostic::new(Code::UnsupportedFeature, &reference.text_at, message)
        .label("which one is meant depends on the value")
        .also(first, "this one")
        .also(second, "and this one")
        .help("write a `$ref` to the one that is meant")
}

pub(super) fn wrong_kind(reference: &Reference, target: &Location, found: &str) -> Diagnostic {
    let expected = reference.kind.describe();
    let message = format!(
        "{} is {found}, where {expected} is needed",
        quote(&reference.text)
    );
    Diagnostic::new(Code::WrongReference, &reference.text_at, message)
        .label(format!("{expected} is needed here"))
        .also(target, format!("this is {found}"))
}

pub(super) fn displaced(reference: &Reference, meant: &Location) -> Diagnostic {
    let meant = format!("#{}", meant.pointer);
    let message = format!("{} is read as {}", quote(&reference.text), quote(&meant));
    Diagnostic::new(Code::DisplacedReference, &reference.text_at, message)
        .fix(Fix::write(&reference.text_at, &meant))
}

pub(super) fn holder_of_schema(
    reference: &Reference,
    target: &Location,
    found: &str,
) -> Diagnostic {
    let text = quote(&reference.text);
    let message = format!("{text} is {found}, where a schema is needed");
    let meant = format!("{}/schema", reference.text);
    Diagnostic::new(Code::SimilarReference, &reference.text_at, message)
        .label("read as the schema of that")
        .also(target, format!("this is {found}"))
        .fix_or(
            Fix::write(&reference.text_at, &meant),
            "or better declare the schema under `components.schemas`",
        )
}

pub(super) fn similar(reference: &Reference, target: &Location) -> Diagnostic {
    let message = format!(
        "{} is a parameter, read as a header",
        quote(&reference.text)
    );
    Diagnostic::new(Code::SimilarReference, &reference.text_at, message)
        .also(target, "this is a parameter")
        .help("declare it under `components.headers`")
}

pub(super) fn cycle(links: &[(Location, Location)]) -> Diagnostic {
    let names: Vec<_> = links
        .iter()
        .map(|(at, _)| quote(&format!("#{}", at.pointer)))
        .collect();
    let message = format!(
        "references lead in a circle: {} → {}",
        names.join(" → "),
        names[0]
    );
    let place = links[0].0.child("$ref");
    let diagnostic = Diagnostic::new(Code::ReferenceCycle, place, message).label("starts here");
    let others = links.iter().skip(1).take(8);
    let diagnostic = others.fold(diagnostic, |it, (at, _)| {
        it.also(at.child("$ref"), "and goes on here")
    });
    diagnostic.help("write out one of them instead of referring to another")
}

//! Diagnostics of resolving.

use super::missing::BrokenPointer;
use super::{Reference, ReferenceForm};
use crate::diagnostic::quote;
use crate::suggest::nearest;
use crate::{Code, Diagnostic, Fix, Location, Sources};

pub(super) fn not_a_string(at: &Location) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidReference,
        at,
        "invalid reference: expected a string",
    )
}

pub(super) fn invalid(reference: &Reference, reason: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidReference,
        &reference.text_at,
        format!("invalid reference {}: {reason}", quote(&reference.text)),
    )
}

pub(super) fn empty(reference: &Reference) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidReference,
        &reference.text_at,
        "empty reference",
    )
    .help("write the JSON Pointer of the component, such as `#/components/schemas/Pet`")
}

pub(super) fn remote(reference: &Reference) -> Diagnostic {
    Diagnostic::new(
        Code::RemoteReference,
        &reference.text_at,
        format!("remote reference {}", quote(&reference.text)),
    )
    .label("only local files are read")
    .help("save the file in the folder of the document, and refer to that file")
}

pub(super) fn outside(reference: &Reference) -> Diagnostic {
    let message = format!(
        "reference {} points outside the folder of the root document",
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
        format!("unresolved reference {}", quote(&reference.text)),
    )
    .label("not found")
    .also(
        &missing.holder,
        format!("{holder} has no {}", quote(&missing.segment)),
    );
    let removal = sources.removal(&missing.holder.child(&missing.segment));
    let diagnostic = match &removal {
        Some(action) => diagnostic.also(action, "removed here"),
        None => diagnostic,
    };
    match &missing.intended {
        Some(intended) => {
            let path = path.unwrap_or_default();
            let text = format!("{path}#{}", sources.written(intended));
            diagnostic.fix(Fix::write(&reference.text_at, &text).likely())
        }
        None => diagnostic,
    }
}

pub(super) fn unknown_anchor(reference: &Reference, name: &str, known: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnresolvedReference,
        &reference.text_at,
        format!("unresolved reference {}", quote(&reference.text)),
    )
    .label(format!("no schema declares the `$anchor` {}", quote(name)));
    match nearest(name, known.iter().copied()) {
        Some(intended) => {
            diagnostic.fix(Fix::write(&reference.text_at, &format!("#{intended}")).likely())
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
    let message = format!("ambiguous reference {}", quote(&reference.text));
    Diagnostic::new(Code::UnsupportedFeature, &reference.text_at, message)
        .label("the target depends on the value")
        .also(first, "one target")
        .also(second, "another target")
        .help("write a `$ref` to one of them")
}

pub(super) fn wrong_kind(reference: &Reference, target: &Location, found: &str) -> Diagnostic {
    let expected = reference.kind.describe();
    let message = format!(
        "reference {} points to {found}, expected {expected}",
        quote(&reference.text)
    );
    Diagnostic::new(Code::WrongReference, &reference.text_at, message)
        .label(format!("expected {expected}"))
        .also(target, format!("this is {found}"))
}

pub(super) fn displaced(reference: &Reference, intended: &Location) -> Diagnostic {
    let intended = format!("#{}", intended.pointer);
    let message = format!(
        "misplaced reference {}, read as {}",
        quote(&reference.text),
        quote(&intended)
    );
    Diagnostic::new(Code::DisplacedReference, &reference.text_at, message)
        .fix(Fix::write(&reference.text_at, &intended))
}

pub(super) fn holder_of_schema(
    reference: &Reference,
    target: &Location,
    found: &str,
) -> Diagnostic {
    let text = quote(&reference.text);
    let message = format!("reference {text} points to {found}, expected a schema");
    let intended = format!("{}/schema", reference.text);
    Diagnostic::new(Code::SimilarReference, &reference.text_at, message)
        .label("read as its schema")
        .also(target, format!("this is {found}"))
        .fix_or(
            Fix::write(&reference.text_at, &intended),
            "or declare the schema under `components.schemas`",
        )
}

pub(super) fn similar(reference: &Reference, target: &Location) -> Diagnostic {
    let message = format!(
        "reference {} points to a parameter, read as a header",
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
    let message = format!("reference cycle: {} → {}", names.join(" → "), names[0]);
    let place = links[0].0.child("$ref");
    let diagnostic = Diagnostic::new(Code::ReferenceCycle, place, message).label("starts here");
    let others = links.iter().skip(1).take(8);
    let diagnostic = others.fold(diagnostic, |it, (at, _)| {
        it.also(at.child("$ref"), "continues here")
    });
    diagnostic.help("replace one of the references with the object itself")
}

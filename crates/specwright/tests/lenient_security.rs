//! Repairs of a document never weaken its security requirements.

use specwright::Part;
use specwright::stages::{Crates, Origin, packages};
use specwright_ir::{Api, Credential, TypeKind};
use specwright_lower::{Options, lower};
use specwright_spec::{Code, Leniency, MemoryFiles, OpenOptions, Report, open_with};
use std::path::Path;

/// Opens and lowers a document leniently.
fn lenient(text: &str) -> (Option<Api>, Report) {
    lenient_files(vec![("api.yaml", text)])
}

/// Opens and lowers the document `api.yaml` of some files leniently.
fn lenient_files(files: Vec<(&str, &str)>) -> (Option<Api>, Report) {
    let files = MemoryFiles::new(files);
    let mut report = Report::new();
    let options = OpenOptions {
        leniency: Leniency::Lenient,
        ..OpenOptions::default()
    };
    let document = open_with(&files, "api.yaml", options, &mut report);
    let api = document.and_then(|document| lower(&document, &Options::default(), &mut report));
    (api, report)
}

/// Returns documents of each version with security schemes and a `security`, at the root or at an operation.
fn secured(schemes: &str, security: &str) -> Vec<String> {
    let mut documents = Vec::new();
    for (version, open, field, close) in [
        ("openapi: 3.0.3", "components: {", "securitySchemes", "}"),
        ("openapi: 3.1.0", "components: {", "securitySchemes", "}"),
        ("swagger: '2.0'", "", "securityDefinitions", ""),
    ] {
        for at_root in [true, false] {
            let (root, own) = match at_root {
                true => (format!("{security}\n"), String::new()),
                false => (String::new(), format!("{security}, ")),
            };
            documents.push(format!(
                "{version}\ninfo: {{title: T, version: '1'}}\n{root}{open}{field}: {{{schemes}}}{close}\npaths:\n  \
                 /a: {{get: {{{own}responses: {{'200': {{description: OK}}}}}}}}\n"
            ));
        }
    }
    documents
}

#[test]
fn no_repair_takes_a_credential_away() {
    const GOOD: &str = "Good: {type: apiKey, in: header, name: X-Key}";
    for (schemes, security) in [
        (GOOD, "security: [{Bearer: []}]"),
        (GOOD, "security: [{Good: {read: true}}]"),
        (GOOD, "security: [{Bearer: [], Good: []}]"),
        (GOOD, "security: [{Good: []}, {Bearer: []}]"),
        ("", "security: [{Odd: []}]"),
        ("", "security: [Odd]"),
        ("", "security: Odd"),
        ("", "security: {Odd: []}"),
        ("", "security: {Odd: }"),
        ("", "security: [[Odd]]"),
        ("", "security: [{$ref: '#/components/securitySchemes/Odd'}]"),
        ("", "security: [null]"),
        ("", "security: [5]"),
        ("", "security: true"),
        ("", "securty: [{Odd: []}]"),
        ("", "Security: [{Odd: []}]"),
        ("Odd: {}", "security: [{Odd: []}]"),
        ("Odd: ", "security: [{Odd: []}]"),
        ("Odd: bearer", "security: [{Odd: []}]"),
        ("Odd: {type: magic}", "security: [{Odd: []}]"),
        ("Odd: {type: apiKey}", "security: [{Odd: []}]"),
        ("Odd: {type: apiKey, in: header}", "security: [{Odd: []}]"),
        ("Odd: {type: http}", "security: [{Odd: []}]"),
        ("Odd: {type: oauth2}", "security: [{Odd: []}]"),
        ("Odd: {$ref: '#/nowhere'}", "security: [{Odd: []}]"),
        ("Odd: {$ref: 'https://a.b/c'}", "security: [{Odd: []}]"),
        ("Odd: [1]", "security: [{Odd: []}]"),
    ] {
        for document in secured(schemes, security) {
            let (api, report) = lenient(&document);
            let found = report.diagnostics();
            let api = api.unwrap_or_else(|| panic!("{document}\n{found:?}"));
            let operation = api.operations().next().expect("the operation");
            let needs = operation.security.iter();
            let is_met_by_nothing = |id: &specwright_ir::AlternativeId| {
                api.alternatives[id.0 as usize].schemes.is_empty()
            };
            assert!(!operation.security.is_empty(), "{document}\n{found:?}");
            for (id, _) in needs {
                assert!(!is_met_by_nothing(id), "{document}\n{found:?}");
            }
            let told = found
                .iter()
                .any(|it| it.code == Code::Repaired || it.code == Code::WrongCase);
            assert!(told, "{document}");
        }
    }
}

#[test]
fn an_operation_inherits_the_security_of_the_root() {
    for own in [
        "security: {}",
        "security: null",
        "security: false",
        "security: [{Good: []}], security: []",
        "security: [], security: [{Good: []}]",
    ] {
        let document = format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\nsecurity: [{{Good: []}}]\n\
             components: {{securitySchemes: {{Good: {{type: http, scheme: bearer}}}}}}\npaths:\n  \
             /a: {{get: {{{own}, responses: {{'200': {{description: OK}}}}}}}}\n"
        );
        let (api, report) = lenient(&document);
        let api = api.unwrap_or_else(|| panic!("{document}\n{:?}", report.diagnostics()));
        let operation = api.operations().next().expect("the operation");
        let [(id, _)] = operation.security.as_slice() else {
            panic!("{document}");
        };
        assert!(
            !api.alternatives[id.0 as usize].schemes.is_empty(),
            "{document}"
        );
    }
}

#[test]
fn optional_security_stays_optional() {
    for (security, count) in [("security: []", 0), ("security: [{}]", 1)] {
        for document in secured("", security) {
            let (api, _) = lenient(&document);
            let api = api.expect("it has no fault");
            let operation = api.operations().next().expect("the operation");
            assert_eq!(operation.security.len(), count, "{document}");
        }
    }
}

#[test]
fn a_declaration_is_assumed_as_far_as_it_is_known() {
    for (schemes, expected) in [
        ("", Credential::Unspecified),
        ("Odd: {type: basic, x-a: 1}", Credential::Basic),
        ("Odd: {scheme: bearer}", Credential::Bearer),
        (
            "Odd: {in: query, name: key}",
            Credential::Query("key".to_owned()),
        ),
    ] {
        for document in secured(schemes, "security: [{Odd: []}]") {
            let (api, report) = lenient(&document);
            let api = api.unwrap_or_else(|| panic!("{document}\n{:?}", report.diagnostics()));
            assert_eq!(api.security_schemes[0].credential, expected, "{document}");
        }
    }
}

#[test]
fn a_body_that_is_lost_is_required() {
    for body in [
        "{$ref: '#/components/requestBodies/Gone'}",
        "{content: {json: {schema: {type: string}}}}",
    ] {
        let (api, report) = lenient(&format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  /a: {{post: {{requestBody: {body}, responses: {{'200': {{description: OK}}}}}}}}\n"
        ));
        let api = api.unwrap_or_else(|| panic!("{:?}", report.diagnostics()));
        let operation = api.operations().next().expect("the operation");
        assert_eq!(operation.bodies.len(), 1, "{body}");
    }
}

#[test]
fn constraints_that_cannot_be_read_refuse() {
    let (api, report) = lenient(
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    \
         A: {type: string, pattern: '[a-'}\n    B: {type: string, maxLenght: 3}\n    C: {type: integer, multipleOf: 0}\n",
    );
    let api = api.unwrap_or_else(|| panic!("{:?}", report.diagnostics()));
    for name in ["A", "B", "C"] {
        let ty = api.types.iter().find(|it| it.name.as_str() == name);
        let ty = ty.expect("the component");
        let TypeKind::Newtype(newtype) = &ty.kind else {
            panic!("{name} has no constraint: {ty:?}");
        };
        assert!(!newtype.constraints.is_empty(), "{name}");
    }
}

/// Paths in which every operation is secured and needs a repair.
const SECURED: &str = include_str!("lenient_security/secured.yaml");

/// The other files that the documents refer to.
const OTHERS: [(&str, &str); 5] = [
    (
        "secured.yaml",
        "get: {security: [{A: []}], responses: {'200': {description: OK}}}\n",
    ),
    (
        "operation.yaml",
        "{security: [{A: []}], responses: {'200': {description: OK}}}\n",
    ),
    (
        "open.yaml",
        "get: {responses: {'200': {description: OK}}}\n",
    ),
    (
        "twice.yaml",
        "get: {security: [{A: []}], responses: {'200': {description: OK}}}\nget: {security: [], responses: {'200': {description: OK}}}\n",
    ),
    (
        "inherits.yaml",
        "get: {security: [{A: []}], responses: {'200': {description: OK}}}\nget: {responses: {'200': {description: OK}}}\n",
    ),
];

#[test]
fn every_operation_that_is_secured_needs_a_credential() {
    let mut failures = Vec::new();
    for case in SECURED.split("\n---\n") {
        let (name, paths) = case.split_once('\n').expect("a name and paths");
        for version in ["3.0.3", "3.1.0", "3.2.0"] {
            let schemes = "securitySchemes: {A: {type: http, scheme: bearer}, B: {type: apiKey, in: header, name: X-B}}";
            let document = format!(
                "openapi: {version}\ninfo: {{title: T, version: '1'}}\n{}",
                paths.replace("SCHEMES", schemes)
            );
            let mut files = vec![("api.yaml", document.as_str())];
            files.extend(OTHERS);
            let (api, report) = lenient_files(files);
            let found = report.diagnostics();
            if api.is_none() != name.ends_with("(refused)") {
                failures.push(format!("{name} {version}: {found:?}"));
            }
            let Some(api) = api else { continue };
            if !found.iter().any(|it| it.code == Code::Repaired) {
                failures.push(format!(
                    "{name} {version} is repaired in silence: {found:?}"
                ));
            }
            let is_open = |operation: &&specwright_ir::Operation| {
                let mut needs = operation.security.iter();
                let is_nothing = |id: &specwright_ir::AlternativeId| {
                    api.alternatives[id.0 as usize].schemes.is_empty()
                };
                operation.security.is_empty() || needs.any(|(id, _)| is_nothing(id))
            };
            if let Some(open) = api.calls().find(is_open) {
                failures.push(format!(
                    "{name} {version}: `{}` is open: {found:?}",
                    open.id
                ));
            }
            if (api.calls().count() == 0) != name.ends_with("(left out)") {
                failures.push(format!(
                    "{name} {version}: {}: {found:?}",
                    api.calls().count()
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn fields_beside_a_reference_never_weaken_the_security_of_its_target() {
    const OTHER: &str = "operationId: a, parameters: [{name: q, in: query, schema: {type: string}}], responses: {'204': {description: OK}}";
    for (security, expected) in [
        ("", "A[read]"),
        ("security: []", "A[read]"),
        ("security: [{}]", "A[read]"),
        ("security: {}", "A[read]+B[]"),
        ("security: null", "A[read]+B[]"),
        ("security: [{A: [write]}]", "A[read,write]"),
        ("security: [{A: []}, {}]", "A[read]"),
        ("security: [{B: []}]", "A[read]+B[]"),
        ("security: B", "A[read]+B[]"),
        ("securitys: [{B: []}]", "A[read]+B[]"),
        ("security: [{B: []}, {C: []}]", "A[read]+B[] or A[read]+C[]"),
    ] {
        for version in ["3.0.3", "3.1.0", "3.2.0"] {
            let scheme = "{type: http, scheme: bearer}";
            let document = format!(
                "openapi: {version}\ninfo: {{title: T, version: '1'}}\nsecurity: [{{B: []}}]\n\
                 components: {{securitySchemes: {{A: {scheme}, B: {scheme}, C: {scheme}}}}}\n\
                 paths: {{/a: {{get: {{$ref: '#/x-ops/a', {OTHER}, {security}}}}}}}\n\
                 x-ops: {{a: {{security: [{{A: [read]}}], responses: {{'200': {{description: OK}}}}}}}}\n"
            );
            let (files, mut report) = (
                MemoryFiles::new([("api.yaml", document.as_str())]),
                Report::new(),
            );
            let options = OpenOptions {
                leniency: Leniency::Lenient,
                ..OpenOptions::default()
            };
            let read = open_with(&files, "api.yaml", options, &mut report);
            let read = read.unwrap_or_else(|| panic!("{document}\n{:?}", report.diagnostics()));
            let operation = &read.operations[0];
            assert_eq!(operation.operation_id.as_deref(), Some("a"), "{document}");
            let alternatives = operation.security.iter().map(|alternative| {
                let schemes = alternative.schemes.iter();
                let schemes = schemes.map(|(name, scopes)| format!("{name}[{}]", scopes.join(",")));
                schemes.collect::<Vec<_>>().join("+")
            });
            let found = alternatives.collect::<Vec<_>>().join(" or ");
            assert_eq!(found, expected, "{document}");
        }
    }
}

#[test]
fn operations_of_swagger_2_0_need_a_credential_too() {
    const SECURED: &str = "{security: [{A: []}], responses: {'200': {description: OK}}}";
    const OPEN: &str = "{responses: {'200': {description: OK}}}";
    for paths in [
        format!("/a: {{security: [{{A: []}}], get: {OPEN}}}"),
        format!("/a: {{get: {{$ref: '#/paths/~1b/get'}}}}, /b: {{get: {SECURED}}}"),
        "/a: {get: {$ref: operation.yaml}}".to_owned(),
        format!("/a: {{$ref: open.yaml, get: {SECURED}}}"),
        "/a: {$ref: open.yaml, security: [{A: []}]}".to_owned(),
        format!("/a: {{get: {SECURED}, get: {OPEN}}}"),
        format!("/a: {{get: {OPEN}, GET: {SECURED}}}"),
        format!(
            "/a: {{get: {SECURED}, put: [{SECURED}], parameters: [{{name: b, in: body, schema: {{}}}}]}}"
        ),
        format!("security: [{{A: []}}], /a: {{get: {OPEN}}}"),
    ] {
        let document = format!(
            "swagger: '2.0'\ninfo: {{title: T, version: '1'}}\nsecurityDefinitions: {{A: {{type: basic}}}}\npaths: {{{paths}}}\n"
        );
        let mut files = vec![("api.yaml", document.as_str())];
        files.extend(OTHERS);
        let (api, report) = lenient_files(files);
        let api = api.unwrap_or_else(|| panic!("{document}\n{:?}", report.diagnostics()));
        assert!(api.calls().count() > 0, "{document}");
        for operation in api.calls() {
            assert!(!operation.security.is_empty(), "{document}\n{api}");
        }
    }
}

#[test]
fn no_scope_is_lost() {
    let scheme = "A: {type: http, scheme: bearer}";
    for security in [
        "security: [{A: [read, [admin]]}]",
        "security: [{A: [[read], {admin: [deep]}]}]",
        "security: [{A: {read: {admin: true}}}]",
        "security: [[{A: [read]}, {A: [admin]}]]",
        "security: {A: [read, [[admin]]]}",
        "security: [{A: [read], A: [admin]}]",
        "security: [{A: [read, admin], A: []}]",
    ] {
        for document in secured(scheme, security) {
            let (api, report) = lenient(&document);
            let found = report.diagnostics();
            let api = api.unwrap_or_else(|| panic!("{document}\n{found:?}"));
            let operation = api.operations().next().expect("the operation");
            for (_, scopes) in &operation.security {
                for scope in ["read", "admin"] {
                    assert!(
                        scopes.values().flatten().any(|it| it == scope),
                        "{document}\n{scopes:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn receivers_of_secured_operations_have_to_check_the_sender() {
    for (security, has_default) in [
        ("[{hook: []}]", false),
        ("[{unknown: [a]}]", false),
        ("[{hook: []}, {}]", false),
        ("[{}]", true),
        ("[]", true),
    ] {
        let operation =
            format!("{{security: {security}, responses: {{'200': {{description: OK}}}}}}");
        let document = format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n\
             components: {{securitySchemes: {{hook: {{type: apiKey, in: header, name: X-Hook}}}}}}\n\
             webhooks: {{born: {{post: {operation}}}}}\npaths:\n  /a:\n    get:\n      \
             responses: {{'200': {{description: OK}}}}\n      callbacks: {{done: {{'{{$url}}': {{post: {operation}}}}}}}\n"
        );
        let (api, report) = lenient(&document);
        let found = report.diagnostics();
        let api = api.unwrap_or_else(|| panic!("{document}\n{found:?}"));
        let crates = Crates::named("api", &Part::ALL);
        let origin = Origin {
            command: "a test".to_owned(),
            source: "api.yaml".to_owned(),
        };
        let files = packages(&api, &Part::ALL, &crates, &origin, Path::new("out"));
        for end in ["/webhooks.rs", "/callbacks.rs"] {
            let file = files.iter().find(|(path, _)| {
                let path = path.display().to_string();
                path.ends_with(end) && path.contains("server") && !path.contains("codec")
            });
            let (_, text) = file.expect("the trait");
            let check = "fn verify_sender(&self, call: &Call) -> Result<(), Denied>";
            let begins = format!("{check} {{\n        let _ = call;");
            assert_eq!(text.contains(&begins), has_default, "{document}\n{text}");
            assert_eq!(text.contains(&format!("{check};")), !has_default, "{text}");
            let names = security
                .contains("hook")
                .then_some("`hook` (In the header `X-Hook`)");
            assert!(names.is_none_or(|it| text.contains(it)), "{text}");
            let is_undeclared = security.contains("unknown");
            let told = |it: &&specwright_spec::Diagnostic| {
                let label = it.notes.label.as_deref().unwrap_or_default();
                label == "each receiver must check it in `verify_sender`"
            };
            assert_eq!(
                found.iter().filter(told).count(),
                2 * usize::from(is_undeclared)
            );
        }
    }
}

//! The pointers of violations: each leads to a schema of the document that has the keyword.
//!
//! The tests look up every constraint of the IR in the text of its document, by the pointer that a violation of it would show. The
//! documents of the corpus are not part of the repository: that test needs `SPECWRIGHT_SHARED` or the folder `../shared`.

use specwright_ir::{
    Api, ClosingKeyword, Constraint, Ident, IntegerEnum, LiteralEnum, Origin, Presence, StringEnum,
    Struct, Type, TypeDef, TypeKind, UnionStrategy, UnknownProperties, Value, ValueConstraints,
};
use specwright_lower::{Options, Rename, lower};
use specwright_spec::{
    FolderFiles, Leniency, MemoryFiles, Node, OpenOptions, Pointer, Report, open_with,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The size of the largest document that is checked, except in long runs.
const SMALL: u64 = 120_000;

#[test]
fn violations_of_fixtures_point_to_schemas_that_have_the_keyword() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/accept");
    check(&folder, "yaml", u64::MAX);
}

#[test]
fn violations_of_the_corpus_point_to_schemas_that_have_the_keyword() {
    if let Some(folder) = specwright_testing::shared("corpus/dev") {
        let most = match std::env::var_os("SPECWRIGHT_LONG") {
            Some(_) => u64::MAX,
            None => SMALL,
        };
        check(&folder, "", most);
    }
}

#[test]
fn schemas_of_other_files_are_named_with_their_file() {
    let root = r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {
        "Kind": {"type": "string", "enum": ["root"]},
        "Used": {"type": "object", "properties": {"kind": {"$ref": "common.json#/components/schemas/Kind"}}}}}}"#;
    let common = r#"{"components": {"schemas": {"Kind": {"type": "string", "enum": ["common"]}}}}"#;
    let files = MemoryFiles::new([("docs/api.json", root), ("docs/common.json", common)]);
    let rename = Rename {
        pointer: "common.json#/components/schemas/Kind".to_owned(),
        name: "OtherKind".to_owned(),
    };
    let options = Options {
        renames: vec![rename],
        ..Options::default()
    };
    let mut report = Report::new();
    let document = open_with(&files, "docs/api.json", OpenOptions::default(), &mut report);
    let api = document.and_then(|it| lower(&it, &options, &mut report));
    let api = api.unwrap_or_else(|| panic!("{:#?}", report.diagnostics()));
    let types: Vec<(&str, &str)> = api
        .types
        .iter()
        .map(|it| (it.name.as_str(), it.owner.as_str()))
        .collect();
    assert_eq!(
        types,
        [
            ("Kind", "/components/schemas/Kind"),
            ("OtherKind", "common.json#/components/schemas/Kind"),
            ("Used", "/components/schemas/Used"),
        ]
    );
}

/// Checks the documents of a folder.
fn check(folder: &Path, extension: &str, most: u64) {
    let mut lost: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    paths.sort();
    let mut count = 0;
    for path in paths {
        let is_small = path
            .metadata()
            .is_ok_and(|it| it.is_file() && it.len() <= most);
        if !is_small || !path.to_string_lossy().ends_with(extension) {
            continue;
        }
        count += check_document(&path, &mut lost);
    }
    let total: usize = lost.values().map(Vec::len).sum();
    let mut shown = String::new();
    for (class, places) in &lost {
        shown += &format!("{class}: {}\n", places.len());
        places
            .iter()
            .take(4)
            .for_each(|it| shown += &format!("    {it}\n"));
    }
    assert!(count > 0, "there are documents");
    assert!(
        lost.is_empty(),
        "of {count} constraints, {total} point elsewhere:\n{shown}"
    );
}

fn check_document(path: &Path, lost: &mut BTreeMap<String, Vec<String>>) -> usize {
    let name = path.file_name().and_then(|it| it.to_str()).expect("a name");
    let files = FolderFiles::new(path.parent().expect("a folder")).expect("it is there");
    let mut report = Report::new();
    let options = OpenOptions {
        leniency: Leniency::Lenient,
        ..OpenOptions::default()
    };
    let Some(document) = open_with(&files, &path.to_string_lossy(), options, &mut report) else {
        return 0;
    };
    let Some(api) = lower(&document, &Options::default(), &mut report) else {
        return 0;
    };
    let text = std::fs::read_to_string(path).expect("the document is read");
    let Some(root) = Node::from_yaml(&text) else {
        return 0;
    };
    let mut walk = Walk {
        root,
        name,
        count: 0,
        lost,
    };
    walk.api(&api);
    walk.count
}

/// The constraints of an API, and its document.
struct Walk<'a> {
    root: Node,
    name: &'a str,
    count: usize,
    lost: &'a mut BTreeMap<String, Vec<String>>,
}

impl Walk<'_> {
    fn api(&mut self, api: &Api) {
        for ty in &api.types {
            self.ty(ty);
        }
    }

    fn ty(&mut self, ty: &TypeDef) {
        let owner = ty.owner.as_str();
        match &ty.kind {
            TypeKind::Struct(it) => self.object(owner, it, &ty.name),
            TypeKind::Newtype(it) => {
                self.constraints("newtype", owner, &it.constraints);
                if it.storage.ty().asserts_format() {
                    self.format(owner, &it.constraints);
                }
            }
            TypeKind::Wrapper(value) => self.value(value),
            TypeKind::StringEnum(StringEnum { keyword, .. })
            | TypeKind::IntegerEnum(IntegerEnum { keyword, .. })
            | TypeKind::LiteralEnum(LiteralEnum { keyword, .. }) => {
                self.expect("enum", owner, keyword.as_str(), &ty.name);
            }
            TypeKind::Union(it) => {
                let keyword = match it.strategy {
                    UnionStrategy::Discriminator(_) => "discriminator",
                    _ => it.keyword.as_str(),
                };
                self.expect("union", owner, keyword, &ty.name);
                it.variants.iter().for_each(|it| self.value(&it.value));
            }
            TypeKind::Alias(_) => {}
        }
    }

    fn object(&mut self, owner: &str, it: &Struct, name: &Ident) {
        let schema = |keyword: &str, name: &str| {
            let says = |it: &&Origin| {
                it.keyword == keyword
                    && (it.names.is_empty() || it.names.iter().any(|it| it == name))
            };
            let origin = it.origins.iter().find(says);
            origin.map_or(owner, |it| it.schema.as_str()).to_owned()
        };
        // A schema without `type` is an object schema by its keywords, so that it need not have the keyword `type`.
        self.exists("struct", &schema("type", ""), name);
        for field in &it.fields {
            if field.presence == Presence::Required {
                let schema = schema("required", &field.wire);
                self.expect("required", &schema, "required", name);
            }
            self.value(&field.value);
        }
        match &it.additional {
            UnknownProperties::Deny(closing) => {
                let keyword = match closing {
                    ClosingKeyword::AdditionalProperties => "additionalProperties",
                    ClosingKeyword::UnevaluatedProperties => "unevaluatedProperties",
                };
                self.expect("refused", &schema(keyword, ""), keyword, name);
            }
            UnknownProperties::Capture(_, value) => self.value(value),
            UnknownProperties::Ignore => {}
        }
        if let Some(constraints) = &it.constraints {
            self.constraints("object", &constraints.schema, &constraints.list);
        }
    }

    fn value(&mut self, value: &Value) {
        if let Some(constraints) = &value.constraints {
            self.constraints("value", &constraints.schema, &constraints.list);
        }
        match &value.constraints {
            Some(constraints) if value.ty.asserts_format() => {
                self.format(&constraints.schema, &constraints.list)
            }
            constraints if value.ty == Type::Never => self.no_value(constraints.as_ref()),
            _ => {}
        }
        match &value.ty {
            Type::Array(inner) | Type::Map(inner) => self.value(inner),
            Type::Tuple(it) => it.values().for_each(|it| self.value(it)),
            _ => {}
        }
    }

    fn constraints(&mut self, class: &str, schema: &str, constraints: &[Constraint]) {
        for constraint in constraints {
            if matches!(
                constraint,
                Constraint::Secret | Constraint::Assertion(_) | Constraint::Origin(..)
            ) {
                continue;
            }
            let keyword = constraint.keyword();
            if matches!(constraint, Constraint::Format(_)) {
                self.format(schema, constraints);
                continue;
            }
            let schema = schema_of(keyword, constraints).unwrap_or(schema);
            self.expect(class, schema, keyword, &keyword);
        }
    }

    /// Checks a value of the type `Never`, which has a place by itself.
    fn no_value(&mut self, constraints: Option<&ValueConstraints>) {
        let schema = constraints.map_or("", |it| it.schema.as_str());
        let origin = constraints.into_iter().flat_map(|it| &it.list);
        let keyword = origin.map(Constraint::keyword).next().unwrap_or("not");
        match keyword {
            // Implied by the other keywords.
            "type" => self.exists("no value", schema, &keyword),
            _ => self.expect("no value", schema, keyword, &"a value"),
        }
    }

    fn format(&mut self, schema: &str, constraints: &[Constraint]) {
        match schema_of("contentEncoding", constraints) {
            Some(schema) => self.expect("format", schema, "contentEncoding", &"a value"),
            None => {
                let schema = schema_of("format", constraints).unwrap_or(schema);
                self.expect("format", schema, "format", &"a value");
            }
        }
    }

    fn exists(&mut self, class: &str, schema: &str, what: &dyn std::fmt::Display) {
        self.count += 1;
        let pointer = Pointer::parse(schema);
        if pointer.ok().and_then(|it| self.root.at(&it)).is_none() {
            let place = format!("{}#{schema} ({what})", self.name);
            let class = format!("{class}: nowhere");
            self.lost.entry(class).or_default().push(place);
        }
    }

    fn expect(&mut self, class: &str, schema: &str, keyword: &str, what: &dyn std::fmt::Display) {
        self.count += 1;
        let pointer = Pointer::parse(schema);
        let found = pointer.ok().and_then(|it| self.root.at(&it));
        let why = match found {
            None => "nowhere",
            Some(it) if it.get(keyword).is_some() => return,
            // `false` is `{"not": {}}` (JSON Schema Core 2020-12, 4.3.2).
            Some(Node::Bool(false)) if keyword == "not" => return,
            Some(_) => "no keyword",
        };
        let place = format!("{}#{schema} {keyword} ({what})", self.name);
        self.lost
            .entry(format!("{class}: {why}"))
            .or_default()
            .push(place);
    }
}

/// Returns the schema that has a keyword, if some constraints name another than their own.
fn schema_of<'a>(keyword: &str, constraints: &'a [Constraint]) -> Option<&'a str> {
    constraints.iter().find_map(|it| match it {
        Constraint::Origin(of, schema) if *of == keyword => Some(schema.as_str()),
        _ => None,
    })
}

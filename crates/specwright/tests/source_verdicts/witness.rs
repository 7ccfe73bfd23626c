//! Programs that use every public item of generated crates in the ways that the verdicts promise to keep working.

use specwright_diff::source::{
    Argument, Definition, Field, GeneratedCrate, Item, Maker, Member, Provision, RustType, Surface,
    TypeHead, Variant, VariantFields,
};
use std::fmt::Write;

/// Returns a program for code that uses a crate: of the types crate, in any role; of the client, code that makes requests and
/// reads responses; of the server, code that reads requests and makes responses.
pub fn program(surface: &Surface, prefix: &str, krate: GeneratedCrate) -> String {
    let mut program = Program::default();
    let items = surface.items.iter();
    for ((of, path), item) in items {
        let (makes, reads) = match (krate, of) {
            (GeneratedCrate::Types, GeneratedCrate::Types) => (true, true),
            (GeneratedCrate::Client, GeneratedCrate::Types) => {
                (item.uses.request, item.uses.response)
            }
            (GeneratedCrate::Server, GeneratedCrate::Types) => {
                (item.uses.response, item.uses.request)
            }
            (_, of) if krate == *of => {
                program.own(krate, path, item);
                continue;
            }
            _ => continue,
        };
        program.model(&Use {
            ty: format!("types::{path}"),
            item,
            makes,
            reads,
        });
    }
    if krate == GeneratedCrate::Server {
        program.implementations(surface);
    }
    let imports = match krate {
        GeneratedCrate::Types => String::new(),
        GeneratedCrate::Client => format!("use {prefix}_client as client;\n"),
        GeneratedCrate::Server => format!("use {prefix}_server as server;\n"),
    };
    // Types of the client's module `server` are named like those of the types crate.
    let functions = program
        .functions
        .replace("types::server::", "client::server::");
    format!(
        "#![allow(unused)]\nuse {prefix}_types as types;\n{imports}use std::hash::Hash;\nuse types::runtime;\n\nfn main() {{}}\n\n{functions}"
    )
}

#[derive(Default)]
struct Program {
    functions: String,
    count: usize,
}

/// A type, and the roles of the code that uses it.
struct Use<'a> {
    ty: String,
    item: &'a Item,
    makes: bool,
    reads: bool,
}

impl Program {
    /// Adds a function, on a line of its own, so that an error is that of one use.
    fn add(&mut self, arguments: &str, rest: &str) {
        let count = self.count;
        self.count += 1;
        let _ = writeln!(self.functions, "fn use_{count}({arguments}) {rest}");
    }

    fn model(&mut self, it: &Use<'_>) {
        let ty = &it.ty;
        if !it.makes && !it.reads {
            return;
        }
        match &it.item.definition {
            Definition::Alias(of) => self.add(&format!("it: {ty}"), &format!("-> {of:#} {{ it }}")),
            Definition::Struct(fields, maker) => self.struct_(it, fields, maker),
            Definition::Wrapper(inner) => {
                if it.reads {
                    self.add(&format!("it: {ty}"), &format!("-> {inner:#} {{ it.0 }}"));
                }
                if it.makes {
                    self.add(
                        &format!("it: {inner:#}"),
                        &format!("-> {ty} {{ {ty}(it) }}"),
                    );
                }
            }
            Definition::Newtype(inner) => self.newtype(ty, inner),
            Definition::Enum(variants) => self.enum_(it, variants),
            Definition::Fixed(_) => self.add("", &format!("{{ let _ = &{ty}; }}")),
            Definition::Function(_) | Definition::TraitMethod(..) => {}
        }
        for name in &it.item.traits {
            if name != "Default" || it.makes {
                self.add("", &format!("where {ty}: {name} {{}}"));
            }
        }
        if it.makes {
            it.item
                .conversions
                .iter()
                .for_each(|of| self.conversion(ty, of));
        }
        if it.reads {
            let members = it.item.members.iter();
            members.for_each(|(name, member)| self.member(ty, name, member));
        }
    }

    fn struct_(&mut self, it: &Use<'_>, fields: &[Field], maker: &Maker) {
        let ty = &it.ty;
        for Field { name, ty: of } in fields.iter().filter(|_| it.reads) {
            let body = format!("-> {of:#} {{ let {ty} {{ {name}, .. }} = it; {name} }}");
            self.add(&format!("it: {ty}"), &body);
            self.add(
                &format!("it: &{ty}"),
                &format!("-> &{of:#} {{ &it.{name} }}"),
            );
        }
        if !it.makes {
            return;
        }
        for Field { name, ty: of } in fields {
            let body = format!("-> {ty} {{ {ty} {{ {name}: it, ..base }} }}");
            self.add(&format!("it: {of:#}, base: {ty}"), &body);
        }
        match maker {
            Maker::New(list) => {
                let (arguments, names) = arguments(list);
                self.add(&arguments, &format!("-> {ty} {{ {ty}::new({names}) }}"));
            }
            Maker::Default => self.add("", &format!("-> {ty} {{ {ty}::default() }}")),
            Maker::Impossible => {}
        }
    }

    fn newtype(&mut self, ty: &str, inner: &str) {
        let (method, inner) = match inner {
            "Cow<'static, str>" => ("into_inner", "String"),
            ascii if ascii.starts_with('[') => ("into_inner", ascii),
            number => ("get", number),
        };
        self.add(
            &format!("it: {ty}"),
            &format!("-> {inner} {{ it.{method}() }}"),
        );
    }

    fn enum_(&mut self, it: &Use<'_>, variants: &[Variant]) {
        let ty = &it.ty;
        if it.reads {
            let arms = variants.iter().map(|variant| {
                let name = &variant.name;
                let (pattern, types) = pattern(variant);
                let checks = types.iter().enumerate();
                let checks = checks.map(|(at, of)| format!("let _: {of:#} = a{at}; "));
                format!(
                    "{ty}::{name}{pattern} => {{ {}}} ",
                    checks.collect::<String>()
                )
            });
            let arms: String = arms.collect();
            self.add(&format!("it: {ty}"), &format!("{{ match it {{ {arms}}} }}"));
        }
        for variant in variants.iter().filter(|_| it.makes) {
            let name = &variant.name;
            let (pattern, types) = pattern(variant);
            let list = types.iter().enumerate();
            let list: Vec<String> = list.map(|(at, of)| format!("a{at}: {of:#}")).collect();
            self.add(
                &list.join(", "),
                &format!("-> {ty} {{ {ty}::{name}{pattern} }}"),
            );
        }
    }

    fn conversion(&mut self, ty: &str, of: &RustType) {
        self.add("", &format!("where {ty}: From<{of:#}> {{}}"));
        match of.head {
            TypeHead::Standard("std::string::String") => {
                self.add("", &format!("-> {ty} {{ \"text\".into() }}"));
            }
            TypeHead::Standard("std::vec::Vec") => {
                let item = &of.arguments[0];
                self.add(
                    &format!("it: [{item:#}; 2]"),
                    &format!("-> {ty} {{ it.into() }}"),
                );
            }
            _ => {}
        }
    }

    fn member(&mut self, ty: &str, name: &str, member: &Member) {
        match member {
            Member::Borrowing(of) => {
                let of = match of.head {
                    TypeHead::Standard("std::string::String") => "str".to_owned(),
                    TypeHead::Standard("std::vec::Vec") => format!("[{:#}]", of.arguments[0]),
                    _ => format!("{of:#}"),
                };
                self.add(
                    &format!("it: &{ty}"),
                    &format!("-> Option<&{of}> {{ it.{name}() }}"),
                );
            }
            Member::Taking(of) => {
                let body = format!("-> Result<{of:#}, {ty}> {{ it.{name}() }}");
                self.add(&format!("it: {ty}"), &body);
            }
            Member::Value(of) => {
                self.add(
                    &format!("it: {ty}"),
                    &format!("-> {of:#} {{ it.{name}() }}"),
                );
            }
        }
    }

    /// Adds the uses of an item that the client or the server defines.
    fn own(&mut self, krate: GeneratedCrate, path: &str, item: &Item) {
        match &item.definition {
            Definition::Function(signature) if path.starts_with("ClientBuilder::") => {
                let (arguments, names) = arguments(&signature.arguments);
                let body = format!("{{ client::{path}(it, {names}); }}");
                self.add(&format!("it: client::ClientBuilder, {arguments}"), &body);
            }
            Definition::Function(signature) => {
                let (arguments, names) = arguments(&signature.arguments);
                let arguments = format!("it: &client::Client, {arguments}");
                let body = format!(
                    "-> {:#} {{ client::{path}(it, {names}).await }}",
                    signature.result
                );
                let _ = write!(self.functions, "async ");
                self.add(&arguments, &body);
            }
            Definition::Fixed("implementation of `Call`") => self.call(path, item),
            Definition::Fixed("re-export") => {
                let count = self.count;
                self.count += 1;
                let _ = writeln!(
                    self.functions,
                    "use {}::{path} as Import{count};",
                    krate.name()
                );
            }
            // `Server::url` borrows or not: the text is read.
            Definition::Enum(_) if path == "Server" => {
                let borrowed =
                    matches!(&item.members["url"], Member::Value(ty) if ty.to_string() == "str");
                let result = if borrowed {
                    "&str"
                } else {
                    "std::borrow::Cow<'_, str>"
                };
                self.add(
                    "it: &client::Server",
                    &format!("-> {result} {{ it.url() }}"),
                );
                let members = std::collections::BTreeMap::new();
                let item = Item {
                    members,
                    ..item.clone()
                };
                self.in_role(krate, path, &item);
            }
            Definition::TraitMethod(..) | Definition::Fixed(_) => {}
            _ => self.in_role(krate, path, item),
        }
    }

    /// Adds a use of the request of a webhook, which the client has no method for.
    fn call(&mut self, path: &str, item: &Item) {
        let request = path.trim_start_matches("codec::Call for ");
        let members = item.members.iter().map(|(name, it)| match it {
            Member::Value(ty) | Member::Borrowing(ty) | Member::Taking(ty) => {
                format!("{name} = {ty:#}")
            }
        });
        let members: Vec<String> = members.collect();
        let ty = format!("types::operations::{request}");
        let bound = format!("client::codec::Call<{}>", members.join(", "));
        self.add("", &format!("where {ty}: {bound} {{}}"));
    }

    fn in_role(&mut self, krate: GeneratedCrate, path: &str, item: &Item) {
        let is_client = krate == GeneratedCrate::Client;
        self.model(&Use {
            ty: format!("{}::{path}", krate.name()),
            item,
            makes: is_client,
            reads: !is_client,
        });
    }

    /// Adds implementations of the server's traits.
    fn implementations(&mut self, surface: &Surface) {
        let server = |path: &str| surface.item(GeneratedCrate::Server, path);
        let _ = writeln!(self.functions, "struct Witness;");
        if server("Authenticate").is_some() {
            let _ = writeln!(
                self.functions,
                "impl server::Authenticate for Witness {{ type Caller = u8; async fn authenticate(&self, _: server::Credentials, _: &'static runtime::Operation) -> Result<u8, server::Denied> {{ todo!() }} }}"
            );
        }
        for name in ["Api", "Webhooks", "Callbacks"] {
            let methods = surface.items.iter().filter_map(|((krate, path), item)| {
                let method = path.strip_prefix(name)?.strip_prefix("::")?;
                let Definition::TraitMethod(signature, _) = &item.definition else {
                    return None;
                };
                let is_fixed = *krate != GeneratedCrate::Server || method == "verify_sender";
                (!is_fixed).then_some((method, signature))
            });
            let methods = methods.map(|(method, signature)| {
                let (arguments, _) = arguments(&signature.arguments);
                let arguments = arguments.replace("runtime::Caller", "u8");
                let result = &signature.result;
                format!("\n    async fn {method}(&self, {arguments}) -> {result:#} {{ todo!() }}")
            });
            let verify = server(&format!("{name}::verify_sender")).map(|it| &it.definition);
            let verify = match verify {
                Some(Definition::TraitMethod(_, Provision::Required)) => {
                    "\n    fn verify_sender(&self, _: &server::Call) -> Result<(), server::Denied> { todo!() }"
                }
                _ => "",
            };
            let methods: String = methods.collect::<String>() + verify;
            if !methods.is_empty() {
                let _ = writeln!(
                    self.functions,
                    "impl server::{name} for Witness {{{methods}\n}}"
                );
            }
        }
    }
}

/// The parameters of a function, and the arguments of a call with them.
fn arguments(list: &[Argument]) -> (String, String) {
    let parameters = list.iter().map(|it| format!("{}: {:#}", it.name, it.ty));
    let parameters: Vec<String> = parameters.collect();
    let names: Vec<&str> = list.iter().map(|it| it.name.as_str()).collect();
    (parameters.join(", "), names.join(", "))
}

/// The fields of a variant, as in a pattern and in an expression, with their types.
fn pattern(variant: &Variant) -> (String, Vec<&RustType>) {
    match &variant.fields {
        VariantFields::Positional(list) if list.is_empty() => (String::new(), Vec::new()),
        VariantFields::Positional(list) => {
            let names: Vec<String> = (0..list.len()).map(|at| format!("a{at}")).collect();
            (format!("({})", names.join(", ")), list.iter().collect())
        }
        VariantFields::Named(list) => {
            let names = list.iter().enumerate();
            let names: Vec<String> = names
                .map(|(at, it)| format!("{}: a{at}", it.name))
                .collect();
            let types = list.iter().map(|it| &it.ty);
            (format!(" {{ {} }}", names.join(", ")), types.collect())
        }
    }
}

//! The example in the docs of a method: a call that `cargo test --doc` compiles, unless the generated code has no known path.
//!
//! Text of the document is in it as string literals only, on one line each, so that none can end a literal, the fence or the comment.

use crate::imports::Scope;
use crate::layout::ExamplePaths;
use proc_macro2::TokenStream;
use quote::quote;
use specwright_ir::{Example, ExampleArgument, ExampleBody, Operation, Success, Type, TypeId};

/// Returns the lines of the example as a doc comment; empty without one.
pub(super) fn example(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let Some(example) = &operation.example else {
        return TokenStream::new();
    };
    let call = Call {
        scope,
        paths: scope.names().layout.example_paths(),
        operation,
    };
    let lines = call
        .lines(example)
        .into_iter()
        .map(|line| [" ", &line].concat());
    quote!(#[doc = ""] #(#[doc = #lines])*)
}

/// A call in an example.
struct Call<'a> {
    scope: &'a Scope<'a>,
    paths: Option<ExamplePaths>,
    operation: &'a Operation,
}

impl Call<'_> {
    fn lines(&self, example: &Example) -> Vec<String> {
        let operation = self.operation;
        let (mut given, mut arguments) = (String::new(), Vec::new());
        let path = operation
            .path_parameters
            .iter()
            .map(|it| (it.name.as_str(), &it.value.ty));
        let path = path.map(|(name, ty)| (name.to_owned(), self.type_path(ty)));
        let params = operation.parameters_name.iter();
        let params = params.map(|it| ("params".to_owned(), self.operation_path(it.as_str())));
        for ((name, ty), argument) in path.chain(params).zip(&example.arguments) {
            if let ExampleArgument::Given = argument {
                given.push_str(&format!(", {name}: {ty}"));
            }
            arguments.push(expression(argument, &name));
        }
        let body = example
            .body
            .as_ref()
            .map(|it| self.body(it, example, &mut given, &mut arguments));
        let unit = matches!(&operation.outcome.success, Success::One(it) if it.body.is_none() && it.headers.is_none());
        let result = if unit { "" } else { "let response = " };
        let mut shown: Vec<String> = body.flatten().into_iter().collect();
        shown.push(format!(
            "{result}client.{}({}).await?;",
            crate::names::ident(&operation.name),
            arguments.join(", ")
        ));
        self.fenced(shown, &given)
    }

    /// Returns lines as a block of code, with hidden lines around them if it is compiled.
    fn fenced(&self, shown: Vec<String>, given: &str) -> Vec<String> {
        let (start, end) = match &self.paths {
            None => (vec!["```ignore".to_owned()], vec!["```".to_owned()]),
            Some(paths) => {
                let client = &paths.client;
                let head = format!(
                    "# async fn example(client: {client}{given}) -> Result<(), Box<dyn std::error::Error>> {{"
                );
                let end = vec!["# Ok(()) }".to_owned(), "```".to_owned()];
                (vec!["```no_run".to_owned(), head], end)
            }
        };
        start.into_iter().chain(shown).chain(end).collect()
    }

    /// Returns the line that makes the body, and adds it to the arguments.
    fn body(
        &self,
        body: &ExampleBody,
        example: &Example,
        given: &mut String,
        arguments: &mut Vec<String>,
    ) -> Option<String> {
        let first = self.operation.bodies.first()?;
        let ty = match &self.operation.body_name {
            Some(name) => self.operation_path(name.as_str()),
            None => self.type_path(&first.value.ty),
        };
        arguments.push(match first.required {
            true => "body".to_owned(),
            false => "Some(body)".to_owned(),
        });
        match body {
            ExampleBody::Default => Some(format!("let body = {ty}::default();")),
            ExampleBody::Json => {
                let json = literal(example.json.as_deref().unwrap_or_default());
                Some(format!("let body: {ty} = serde_json::from_str({json})?;"))
            }
            ExampleBody::Given => {
                given.push_str(&format!(", body: {ty}"));
                None
            }
        }
    }

    fn type_path(&self, ty: &Type) -> String {
        match ty {
            Type::Named(id) => self.model_path(*id),
            Type::Boxed(inner) => self.type_path(inner),
            _ => String::new(),
        }
    }

    fn model_path(&self, id: TypeId) -> String {
        self.below_types(self.scope.api().ty(id).name.as_str())
    }

    fn operation_path(&self, name: &str) -> String {
        self.below_types(&format!("operations::{name}"))
    }

    /// Returns the path of an item below the types' root.
    fn below_types(&self, path: &str) -> String {
        match &self.paths {
            Some(paths) => format!("{}::{path}", paths.types),
            None => path.to_owned(),
        }
    }
}

fn expression(argument: &ExampleArgument, name: &str) -> String {
    match argument {
        ExampleArgument::Text(text) => literal(text),
        ExampleArgument::Integer => "1".to_owned(),
        ExampleArgument::Boolean => "true".to_owned(),
        ExampleArgument::Default => "Default::default()".to_owned(),
        ExampleArgument::Given => crate::names::plain(name).to_string(),
    }
}

/// Returns a string literal on one line: a raw one, if nothing in the text needs an escape.
fn literal(text: &str) -> String {
    let is_raw = text.contains('"')
        && text.chars().all(|char| matches!(char, ' '..='~'))
        && !text.contains("\"#");
    match is_raw {
        true => format!("r#\"{text}\"#"),
        false => format!("\"{}\"", text.escape_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_literals_on_one_line() {
        for (text, expected) in [
            ("a", r#""a""#),
            (r#"{"a":1}"#, "r#\"{\"a\":1}\"#"),
            ("\"#; panic!(\"", r##""\"#; panic!(\"""##),
            ("a\n```\nb", r#""a\n```\nb""#),
            ("\u{202e}", r#""\u{202e}""#),
        ] {
            assert_eq!(literal(text), expected);
        }
    }
}

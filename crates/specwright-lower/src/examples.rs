//! Example calls of operations, for the docs of the client's methods: a body from the document's own examples, else the simplest value
//! that its schema admits.

use specwright_ir::{
    Body, Codec, Example, ExampleArgument, ExampleBody, Operation, Type, TypeDef, Value,
};
use specwright_spec::{Node, Operation as Source, SchemaId};

use crate::context::Context;
use crate::semantics::instance::InstanceChecker;
use crate::semantics::parts;
use crate::semantics::witness::{WitnessFinder, property};

/// The longest JSON of an example, in bytes.
const LONGEST: usize = 240;

/// The longest value of a property that is taken from the document, in bytes.
const LONGEST_VALUE: usize = 60;

/// Returns the example of an operation, with the JSON of its body only: [`complete`] adds what depends on types.
pub(crate) fn of(context: &Context<'_>, source: &Source) -> Example {
    Example {
        arguments: Vec::new(),
        body: None,
        json: json(context, source),
    }
}

/// Returns the JSON of an example body; none if there is no schema, or no short value of it is found.
fn json(context: &Context<'_>, source: &Source) -> Option<String> {
    let content = &source.request_body.as_ref()?.content;
    let schema = content.first()?.schema?;
    let finder = Finder { context };
    let declared = finder.declared(&[schema], LONGEST);
    let value = declared.or_else(|| finder.simplest(schema))?;
    let json = value.compact();
    (json.len() <= LONGEST).then_some(json)
}

/// Finds values of schemas.
struct Finder<'c, 'd> {
    context: &'c Context<'d>,
}

impl Finder<'_, '_> {
    fn admits(&self, schemas: &[SchemaId], value: &Node) -> bool {
        let context = self.context;
        InstanceChecker::new(context.session.document, &context.arena.patterns).all(schemas, value)
    }

    /// Returns a short example that the document has for some schemas.
    fn declared(&self, schemas: &[SchemaId], longest: usize) -> Option<Node> {
        let document = self.context.session.document;
        let all = parts(document, schemas);
        let examples = all.iter().flat_map(|id| &document.schemas[*id].examples);
        let mut examples = examples.filter(|it| it.compact().len() <= longest);
        let found = examples.find(|it| **it != Node::Null && self.admits(schemas, it));
        found.cloned()
    }

    /// Returns the simplest value of a schema, with the examples of its properties.
    fn simplest(&self, schema: SchemaId) -> Option<Node> {
        let context = self.context;
        let mut finder = WitnessFinder::of_one(context.session.document, &context.arena.patterns);
        let plain = finder.value(&[schema], &[schema], 0)?;
        let told = self.with_examples(&[schema], plain.clone());
        let mut values = [told, plain].into_iter();
        values.find(|it| self.admits(&[schema], it))
    }

    fn with_examples(&self, schemas: &[SchemaId], value: Node) -> Node {
        let document = self.context.session.document;
        match value {
            Node::Object(members) => {
                let own = parts(document, schemas);
                let told = members.into_iter().map(|(name, value)| {
                    let schemas = property(document, &own, &name);
                    (name, self.with_examples(&schemas, value))
                });
                Node::Object(told.collect())
            }
            value => self.declared(schemas, LONGEST_VALUE).unwrap_or(value),
        }
    }
}

/// Completes the example of an operation; none if the type of an argument has no short name.
pub(crate) fn complete(types: &[TypeDef], operation: &Operation) -> Option<Example> {
    let path = operation.path_parameters.iter();
    let path = path.map(|it| argument(&it.value, it.name.as_str()));
    let mut arguments: Vec<ExampleArgument> = path.collect::<Option<_>>()?;
    if operation.parameters_name.is_some() {
        let is_optional = operation.parameters.iter().all(|it| !it.required);
        arguments.push(match is_optional {
            true => ExampleArgument::Default,
            false => ExampleArgument::Given,
        });
    }
    let json = operation.example.as_ref().and_then(|it| it.json.clone());
    let body = match &operation.bodies[..] {
        [] => None,
        [only] => Some(example_body(types, only, json.as_deref())?),
        _ => Some(ExampleBody::Given),
    };
    Some(Example {
        arguments,
        body,
        json: json.filter(|_| body == Some(ExampleBody::Json)),
    })
}

/// Returns the argument for a parameter of the path.
fn argument(value: &Value, name: &str) -> Option<ExampleArgument> {
    match &value.ty {
        // The example has a variable `client` of its own.
        _ if value.nullable || name == "client" => None,
        Type::String => Some(ExampleArgument::Text(name.to_owned())),
        Type::Integer(_) => Some(ExampleArgument::Integer),
        Type::Boolean => Some(ExampleArgument::Boolean),
        Type::Named(_) => Some(ExampleArgument::Given),
        _ => None,
    }
}

fn example_body(types: &[TypeDef], body: &Body, json: Option<&str>) -> Option<ExampleBody> {
    let Type::Named(id) = &body.value.ty else {
        return None;
    };
    let is_json = matches!(body.written.codec, Codec::Json | Codec::Form);
    match json.filter(|_| is_json && !body.value.nullable) {
        _ if body.value.nullable => None,
        Some("{}") if types[id.0 as usize].default => Some(ExampleBody::Default),
        Some(_) => Some(ExampleBody::Json),
        None => Some(ExampleBody::Given),
    }
}

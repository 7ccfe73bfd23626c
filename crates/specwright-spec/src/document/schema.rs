//! Schemas with all their keywords; references are ids.

use openapiv3::Discriminator;

use crate::{Location, Node, Number};

/// All schema objects of a document; a `$ref` is the id of its target.
///
/// Schemas are large, and a document may have a hundred thousand of them. They are stored in chunks, so that growing the
/// list never moves a schema.
#[derive(Clone, Debug, Default)]
pub struct Schemas(Vec<Vec<Schema>>);

/// The number of schemas per chunk.
const PIECE: usize = 256;

/// The id of a schema in a [`Document`](crate::Document).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub(crate) u32);

impl std::ops::Index<SchemaId> for Schemas {
    type Output = Schema;

    fn index(&self, id: SchemaId) -> &Schema {
        let position = id.0 as usize;
        &self.0[position / PIECE][position % PIECE]
    }
}

impl Schemas {
    /// Adds the next schema.
    pub(crate) fn push(&mut self, schema: Schema) {
        match self.0.last_mut().filter(|piece| piece.len() < PIECE) {
            Some(piece) => piece.push(schema),
            None => {
                let mut piece = Vec::with_capacity(if self.0.is_empty() { 1 } else { PIECE });
                piece.push(schema);
                self.0.push(piece);
            }
        }
    }

    /// Marks a schema as unsatisfiable.
    pub fn refuse(&mut self, id: SchemaId) {
        let position = id.0 as usize;
        let schema = &mut self.0[position / PIECE][position % PIECE];
        schema.refuse();
    }

    /// Returns the schemas with their ids, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        self.0
            .iter()
            .flatten()
            .enumerate()
            .map(|(index, schema)| (SchemaId(index as u32), schema))
    }
}

/// A schema object with its keywords as written in the document.
///
/// It dereferences to its [`Uncommon`] keywords, so that all keywords are accessed in the same way.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The location of the schema object.
    pub at: Location,
    /// The name, for a direct member of `components.schemas`.
    pub component: Option<String>,
    /// The target, if the whole schema is a `$ref` (only for a component; any other reference *is* the id of its target). A
    /// `$ref` with siblings that apply (OpenAPI 3.1) is the last element of `all_of`.
    pub reference: Option<SchemaId>,
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `type`, with `nullable` as `null`; `None` without a `type`. The schema `false` has an empty set of types.
    pub types: Option<Types>,
    /// `nullable: true`, also without a `type` (where it has no effect) or beside a `$ref`.
    pub nullable: bool,
    /// `format`
    pub format: Option<String>,
    /// `enum`, or the value of `const` as its only element.
    pub enumeration: Option<Vec<Node>>,
    /// `default`
    pub default: Option<Node>,
    /// `example`, and `examples` (OpenAPI 3.1).
    pub examples: Vec<Node>,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// `deprecated`
    pub deprecated: bool,
    /// `items`
    pub items: Option<SchemaId>,
    /// `properties`, in order.
    pub properties: Vec<(String, SchemaId)>,
    /// True if the schema has the keyword `properties`, even an empty one.
    pub has_properties: bool,
    /// `required`
    pub required: Vec<String>,
    /// `additionalProperties`
    pub additional_properties: Option<AdditionalProperties>,
    /// `allOf`
    pub all_of: Vec<SchemaId>,
    /// `anyOf`
    pub any_of: Vec<SchemaId>,
    /// `oneOf`
    pub one_of: Vec<SchemaId>,
    /// The less common keywords, if the schema has any.
    pub uncommon: Option<Box<Uncommon>>,
}

/// The less common keywords of a [`Schema`], stored separately: documents with a hundred thousand schemas need a third of
/// the memory.
#[derive(Clone, Debug)]
pub struct Uncommon {
    /// `const`
    pub const_value: Option<Node>,
    /// The lower bound: `minimum` or `exclusiveMinimum`.
    pub minimum: Option<Bound>,
    /// The upper bound: `maximum` or `exclusiveMaximum`.
    pub maximum: Option<Bound>,
    /// `multipleOf`
    pub multiple_of: Option<Number>,
    /// `minLength`
    pub min_length: Option<u64>,
    /// `maxLength`
    pub max_length: Option<u64>,
    /// `pattern`
    pub pattern: Option<String>,
    /// `contentEncoding`
    pub content_encoding: Option<String>,
    /// `contentMediaType`
    pub content_media_type: Option<String>,
    /// `prefixItems`: the schemas of the first elements; `items` applies to the following elements.
    pub prefix_items: Vec<SchemaId>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `contains`
    pub contains: Option<SchemaId>,
    /// `minContains`; the default is 1.
    pub min_contains: Option<u64>,
    /// `maxContains`
    pub max_contains: Option<u64>,
    /// `unevaluatedItems`
    pub unevaluated_items: Option<SchemaId>,
    /// `patternProperties`, in order: patterns of names with the schemas of matching properties.
    pub pattern_properties: Vec<(String, SchemaId)>,
    /// `propertyNames`
    pub property_names: Option<SchemaId>,
    /// `dependentRequired`: if the first property is present, the others are required.
    pub dependent_required: Vec<(String, Vec<String>)>,
    /// `dependentSchemas`: if the property is present, the schema applies to the whole object.
    pub dependent_schemas: Vec<(String, SchemaId)>,
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<AdditionalProperties>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
    /// `not`
    pub not: Option<SchemaId>,
    /// `if`, `then` and `else`
    pub conditional: Option<Conditional>,
    /// `discriminator`
    pub discriminator: Option<Discriminator>,
    /// The `mapping` of the discriminator, with resolved names and references.
    pub mapping: Vec<(String, SchemaId)>,
    /// The `defaultMapping` of the discriminator (OpenAPI 3.2).
    pub default_mapping: Option<SchemaId>,
    /// True if a constraint is invalid (in a lenient run): no value is valid.
    pub unreadable: bool,
    /// `x-…`, in order.
    pub extensions: Vec<(String, Node)>,
}

impl Uncommon {
    /// The value of a schema without uncommon keywords.
    pub(crate) const NONE: Self = Self {
        const_value: None,
        minimum: None,
        maximum: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        content_encoding: None,
        content_media_type: None,
        prefix_items: Vec::new(),
        min_items: None,
        max_items: None,
        unique_items: false,
        contains: None,
        min_contains: None,
        max_contains: None,
        unevaluated_items: None,
        pattern_properties: Vec::new(),
        property_names: None,
        dependent_required: Vec::new(),
        dependent_schemas: Vec::new(),
        unevaluated_properties: None,
        min_properties: None,
        max_properties: None,
        not: None,
        conditional: None,
        discriminator: None,
        mapping: Vec::new(),
        default_mapping: None,
        unreadable: false,
        extensions: Vec::new(),
    };
}

impl Schema {
    /// Marks the schema as unsatisfiable.
    pub(crate) fn refuse(&mut self) {
        let uncommon = &mut self.uncommon;
        let uncommon = uncommon.get_or_insert_with(|| Box::new(Uncommon::NONE));
        uncommon.unreadable = true;
    }
}

impl std::ops::Deref for Schema {
    type Target = Uncommon;

    fn deref(&self) -> &Uncommon {
        static NONE: Uncommon = Uncommon::NONE;
        self.uncommon.as_deref().unwrap_or(&NONE)
    }
}

/// A set of the seven JSON types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Types {
    /// `null`
    pub null: bool,
    /// `boolean`
    pub boolean: bool,
    /// `integer`
    pub integer: bool,
    /// `number`
    pub number: bool,
    /// `string`
    pub string: bool,
    /// `array`
    pub array: bool,
    /// `object`
    pub object: bool,
}

/// A numeric bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The bound, as written.
    pub value: Number,
    /// True if the bound itself is excluded.
    pub exclusive: bool,
}

/// `if`, `then` and `else`
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conditional {
    /// `if`
    pub condition: SchemaId,
    /// `then`: applies to values that are valid against `if`.
    pub then: Option<SchemaId>,
    /// `else`: applies to all other values.
    pub otherwise: Option<SchemaId>,
}

/// `additionalProperties` or `unevaluatedProperties`
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AdditionalProperties {
    /// `true` or `false`
    Allowed(bool),
    /// A schema of the values.
    Schema(SchemaId),
}

//! Models: the named types and the type expressions that use them.

use crate::listed::{IntegerEnum, LiteralEnum, StringEnum};
use crate::{
    Constraint, Construction, Docs, ForeignType, Ident, TextType, UntypedReason, ValueConstraints,
};

/// A named type, by its position in [`Api::types`](crate::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// A named type at the root of the types crate.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its name: `UserAccessToken`.
    pub name: Ident,
    /// Its doc comment.
    pub docs: Docs,
    /// The JSON Pointer of its schema in the document: `/components/schemas/UserAccessToken`.
    pub schema: String,
    /// The JSON Pointer of the schema that has its keywords, which may be one of those that it is made of.
    pub owner: String,
    /// `deprecated`
    pub deprecated: bool,
    /// True if the type implements `Copy`.
    pub copy: bool,
    /// True if the type implements `Eq` and `Hash`: nothing in it is a floating-point number or untyped.
    pub eq: bool,
    /// True if the type derives `Default` (a struct with optional fields only).
    pub default: bool,
    /// More traits to derive, as paths: `Hash`, `schemars::JsonSchema`.
    pub derives: Vec<String>,
    /// More attributes: `#[non_exhaustive]`.
    pub attributes: Vec<String>,
    /// The definition.
    pub kind: TypeKind,
}

impl TypeDef {
    /// Returns true for a union or a wrapper that holds a secret: its `Debug` shows nothing.
    pub fn hides(&self) -> bool {
        match &self.kind {
            TypeKind::Union(it) => it.variants.iter().any(|it| it.value.holds_secret()),
            TypeKind::Wrapper(value) => value.holds_secret(),
            _ => false,
        }
    }
}

/// The definition of a named type.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// Another name of a type: `pub type ReadOnlyDate = Timestamp;`.
    Alias(Type),
    /// An object.
    Struct(Struct),
    /// A constrained scalar or array whose constraints hold for every value of the type.
    Newtype(Newtype),
    /// A value with constraints that its type does not say: a tuple struct with a public field.
    Wrapper(Value),
    /// Strings, one by one.
    StringEnum(StringEnum),
    /// Integers, one by one.
    IntegerEnum(IntegerEnum),
    /// Values of other types or of several, one by one.
    LiteralEnum(LiteralEnum),
    /// One of several types (`oneOf`, `anyOf`).
    Union(Union),
}

/// A type expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// A type of this API.
    Named(TypeId),
    /// `bool`
    Boolean,
    /// `i32`, `i64`, …
    Integer(IntegerWidth),
    /// `f32`, `f64`
    Number(FloatWidth),
    /// `String`
    String,
    /// `Timestamp`, `Uuid`, …: a string of a format
    Text(TextType),
    /// `Bytes` in base64: `format: byte`
    Base64,
    /// `Media`: bytes with their media type, a whole body only
    Media,
    /// `File`: `format: binary` in a `multipart` body
    File,
    /// A type of another crate; only in a [`TypeKind::Wrapper`]
    Foreign(Box<ForeignType>),
    /// `Vec<T>`
    Array(Box<Value>),
    /// `(A, B)`: an array whose items have types by their position.
    Tuple(Box<Tuple>),
    /// `BTreeMap<String, T>`: an object without fixed names.
    Map(Box<Value>),
    /// `Null`: null and nothing else.
    Null,
    /// `Value`: the document allows any value, or no Rust type can express what it allows
    Any(UntypedReason),
    /// `Never`: the document allows nothing.
    Never,
    /// `Box<T>`, where a cycle needs it.
    Boxed(Box<Type>),
}

impl Type {
    /// Returns true if a value may be refused by the `format` of its schema, which the type asserts. An integer of 64 bits is
    /// what one without a format has as well.
    pub fn asserts_format(&self) -> bool {
        use IntegerWidth::{I8, I16, I32, U8, U16, U32};
        match self {
            Self::Integer(width) => matches!(width, I8 | I16 | I32 | U8 | U16 | U32),
            Self::Number(width) => *width == FloatWidth::F32,
            Self::Text(_) | Self::Base64 => true,
            Self::Boxed(inner) => inner.asserts_format(),
            _ => false,
        }
    }
}

/// The width of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "Rust's own names")]
pub enum IntegerWidth {
    I8,
    I16,
    I32,
    I64,
    I128,
    U8,
    U16,
    U32,
    U64,
    U128,
}

impl IntegerWidth {
    /// Returns the name of the type: `i64`.
    pub fn name(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::I128 => "i128",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
            Self::U128 => "u128",
        }
    }
}

/// The width of a floating-point number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "Rust's own names")]
pub enum FloatWidth {
    F32,
    F64,
}

impl FloatWidth {
    /// Returns the name of the type: `f64`.
    pub fn name(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::F64 => "f64",
        }
    }
}

/// A type in use, with the constraints of the place beyond those of the type itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The type.
    pub ty: Type,
    /// True if `null` is allowed: `Option<T>`.
    pub nullable: bool,
    /// The constraints of this place.
    pub constraints: Option<ValueConstraints>,
}

impl Value {
    /// Returns true if the value, or an item of it, is a secret.
    pub fn holds_secret(&self) -> bool {
        let inner = match &self.ty {
            Type::Array(inner) | Type::Map(inner) => inner.holds_secret(),
            Type::Tuple(it) => it.values().any(Self::holds_secret),
            _ => false,
        };
        let mut constraints = self
            .constraints
            .iter()
            .flat_map(|constraints| &constraints.list);
        inner || constraints.any(|constraint| *constraint == Constraint::Secret)
    }
}

/// The items of an array by their position, at least one; with a rest, at most [`Tuple::MAX`] in all.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuple {
    /// The items: those that may be absent are `OptionalItem<T>`.
    pub items: Vec<Value>,
    /// The number of required items.
    pub required: usize,
    /// The type of further items, as a last `TailItems<T>`; none if the array may have no more.
    pub rest: Option<Box<Value>>,
}

impl Tuple {
    /// The longest tuple that is compared and shown in Rust.
    pub const MAX: usize = 12;

    /// Returns the items and the type of further items.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.items.iter().chain(self.rest.as_deref())
    }

    /// Returns the items and the type of further items, mutably.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.items.iter_mut().chain(self.rest.as_deref_mut())
    }
}

/// An object with named properties.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The properties, in document order.
    pub fields: Vec<Field>,
    /// The treatment of unknown properties.
    pub additional: UnknownProperties,
    /// Properties of the other direction (`readOnly` in a request, `writeOnly` in a response), which are always ignored.
    pub ignored: Vec<String>,
    /// The constraints of the object as a whole.
    pub constraints: Option<ValueConstraints>,
    /// The keywords that are in other schemas than that of the type.
    pub origins: Vec<Origin>,
    /// The constructor and the setters.
    pub construction: Construction,
}

/// A keyword of an object whose schema is not that of the type.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The keyword: `type`, `required`, `additionalProperties`.
    pub keyword: &'static str,
    /// The JSON Pointer of the schema that has it.
    pub schema: String,
    /// The affected properties; empty for all.
    pub names: Vec<String>,
}

/// A property.
#[derive(Clone, Debug)]
pub struct Field {
    /// The field: `user_id`.
    pub name: Ident,
    /// The property: `userId`.
    pub wire: String,
    /// Its doc comment.
    pub docs: Docs,
    /// `deprecated`
    pub deprecated: bool,
    /// Its type; `value.nullable` says whether null is allowed.
    pub value: Value,
    /// The presence of the property.
    pub presence: Presence,
}

/// The presence of a property, with its default.
///
/// With `Value::nullable` this gives the field's type: required `T`, required and nullable `Option<T>` (written as
/// null), optional `Option<T>`, optional and nullable `OptionalNullable<T>`.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// Required, regardless of a default
    Required,
    /// Optional; an absent property is decoded as the default, if there is one
    Optional(Option<DefaultValue>),
}

/// A default, typed.
#[derive(Clone, Debug, PartialEq)]
pub enum DefaultValue {
    /// `true`, `false`
    Boolean(bool),
    /// A decimal lexeme that fits the field's type.
    Number(String),
    /// A string.
    String(String),
    /// A variant of an enum type.
    Variant(TypeId, Ident),
    /// A literal of a validated newtype.
    Literal(TypeId, String),
    /// `[]`
    EmptyArray,
    /// `{}`
    EmptyMap,
    /// Any JSON, as text; checked at generation.
    Json(String),
}

/// The treatment of unknown properties.
#[derive(Clone, Debug, PartialEq)]
pub enum UnknownProperties {
    /// Accepts and drops them: the document does not mention them.
    Ignore,
    /// Rejects them, by this keyword.
    Deny(ClosingKeyword),
    /// Keeps them in a map field of this name.
    Capture(Ident, Box<Value>),
}

/// The keyword that forbids unknown properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosingKeyword {
    /// `additionalProperties: false`
    AdditionalProperties,
    /// `unevaluatedProperties: false`, around plain `allOf`
    UnevaluatedProperties,
}

/// A constrained scalar: a tuple struct with a private field.
#[derive(Clone, Debug)]
pub struct Newtype {
    /// The stored type.
    pub storage: Storage,
    /// The constraints; their schema is the type's own, unless a [`Constraint::Origin`] names another.
    pub constraints: Vec<Constraint>,
}

/// The stored type of a newtype.
#[derive(Clone, Debug, PartialEq)]
pub enum Storage {
    /// `[u8; N]`: only ASCII of one length is admitted.
    Ascii(u32),
    /// `Cow<'static, str>`: literals are checked at compile time and cost nothing.
    String,
    /// An integer.
    Integer(IntegerWidth),
    /// A number.
    Number(FloatWidth),
}

impl Storage {
    /// Returns the type of the stored value.
    pub fn ty(&self) -> Type {
        match *self {
            Self::Ascii(_) | Self::String => Type::String,
            Self::Integer(width) => Type::Integer(width),
            Self::Number(width) => Type::Number(width),
        }
    }
}

/// The keyword that lists the values of an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKeyword {
    /// `enum`
    Enum,
    /// `const`, of one value
    Const,
    /// A union of such.
    Union(UnionKeyword),
}

impl ListKeyword {
    /// The keyword.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enum => "enum",
            Self::Const => "const",
            Self::Union(keyword) => keyword.as_str(),
        }
    }
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The strategy that selects a variant.
    pub strategy: UnionStrategy,
    /// The keyword that lists the variants.
    pub keyword: UnionKeyword,
    /// The variants, in document order; those of `anyOf` that may fit at once, the most specific first.
    pub variants: Vec<UnionVariant>,
}

/// The keyword of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnionKeyword {
    /// `oneOf`
    OneOf,
    /// `anyOf`
    AnyOf,
    /// `type`, of several types
    Type,
}

impl UnionKeyword {
    /// The keyword.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OneOf => "oneOf",
            Self::AnyOf => "anyOf",
            Self::Type => "type",
        }
    }
}

/// The strategy that selects the variant of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum UnionStrategy {
    /// The value of this property; a variant without tags takes every other value
    Discriminator(String),
    /// The constants of the variants: no object matches those of two variants, and no two variants share another JSON type.
    Constants,
    /// The JSON type of the value: no two variants share one.
    JsonType,
    /// The first variant that matches, which is proved to be the only one (or, for `anyOf`, is the meaning of the document).
    Order,
    /// The only variant that matches (`oneOf` whose members nothing distinguishes).
    One,
    /// The matching variant that keeps most of the value, the first of several (`anyOf`). A variant of
    /// this name holds a value of which no single one would keep everything, as each of those that fit.
    Any(Option<Ident>),
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// The variant.
    pub name: Ident,
    /// Its doc comment.
    pub docs: Docs,
    /// The value of the variant.
    pub value: Value,
    /// The discriminator's values that choose it.
    pub tags: Vec<String>,
    /// The constants that select it.
    pub pins: Vec<Pin>,
    /// `deprecated`
    pub deprecated: bool,
    /// The methods that return its value; none if the value may be null.
    pub access: Option<VariantAccess>,
}

/// The methods that return the value of a variant, and the conversion to it.
#[derive(Clone, Debug, PartialEq)]
pub struct VariantAccess {
    /// The method that borrows the value: `as_cat`.
    pub borrow: Ident,
    /// The method that takes the value: `into_cat`.
    pub take: Ident,
    /// True if the type of the value converts to the union: no other variant has it.
    pub converts: bool,
}

/// The values that a variant allows at a place: one that has another is not of this variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// A JSON Pointer of names of properties: `/meta/kind`.
    pub path: String,
    /// The values.
    pub values: PinValues,
}

/// Constants of one JSON type, at least one.
#[derive(Clone, Debug, PartialEq)]
pub enum PinValues {
    /// Strings.
    Texts(Vec<String>),
    /// Integers.
    Integers(Vec<i64>),
    /// Booleans.
    Booleans(Vec<bool>),
}

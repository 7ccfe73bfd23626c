//! Parameters of operations.

use specwright_ir::{self as ir, Ident, Type, UntypedReason};
use specwright_spec::{
    Location, MediaKind, Parameter, ParameterLocation, ParameterStyle, SchemaId, Serialization,
    is_open_range,
};

use crate::context::{Context, any, plain};
use crate::docs::docs;
use crate::naming::{Claim, Kind, Rank, settle};
use crate::security::secret_parameters;
use crate::{defaults, docs, schema, semantics};

/// A parameter whose name is not decided yet.
#[derive(Clone, Debug)]
pub(crate) struct ParameterDraft {
    pub at: Location,
    pub parameter: ir::Parameter,
    pub default: Option<(Location, specwright_spec::Node)>,
}

/// Lowers a parameter.
pub(crate) fn lower(context: &mut Context<'_>, parameter: &Parameter) -> ParameterDraft {
    let ids = schemas(parameter);
    let mut value = if is_text(parameter) {
        plain(Type::String)
    } else if ids.is_empty() {
        any(UntypedReason::Content)
    } else {
        schema::value(context, &ids)
    };
    secret_parameters::mark(context.session.document, parameter, &mut value);
    let docs = match docs([parameter.description.as_deref()]) {
        empty if empty.0.is_empty() => {
            docs::place_docs(context.session.document, &ids, &parameter.name)
        }
        docs => docs,
    };
    let (style, explode, allow_reserved) = match &parameter.serialization {
        Serialization::Style {
            style,
            explode,
            allow_reserved,
            ..
        } => (self::style(*style), *explode, *allow_reserved),
        Serialization::Content(media) => content(parameter.location, &media.name),
    };
    let lowered = ir::Parameter {
        name: Ident::new(""),
        wire: parameter.name.clone(),
        docs,
        location: location(parameter.location),
        style,
        explode,
        allow_reserved,
        others: Vec::new(),
        required: parameter.required,
        default: None,
        deprecated: parameter.deprecated,
        value,
        pointer: context.session.pointer(&parameter.at),
        position: None,
    };
    ParameterDraft {
        at: parameter.at.clone(),
        parameter: lowered,
        default: semantics::default(context.session.document, &ids).filter(|_| !is_text(parameter)),
    }
}

/// Returns the style, `explode` and `allowReserved` of a parameter with `content`: JSON, a form if it is the whole query, else text.
fn content(location: ParameterLocation, media_type: &str) -> (ir::ParameterStyle, bool, bool) {
    use ir::ParameterStyle::{Json, WholeForm, WholeJson, WholeText};
    let style = match (kind(media_type), location) {
        (Content::Json, ParameterLocation::Querystring) => WholeJson,
        (Content::Form, ParameterLocation::Querystring) => WholeForm,
        (Content::Text, ParameterLocation::Querystring) => WholeText,
        (Content::Json, _) => Json,
        (Content::Form | Content::Text, _) => {
            let style = location.default_style();
            return (self::style(style), style.explodes(), false);
        }
    };
    (style, style == WholeForm, false)
}

/// The kind of the `content` of a parameter.
#[derive(PartialEq)]
enum Content {
    Json,
    Form,
    Text,
}

fn kind(media_type: &str) -> Content {
    match MediaKind::of(media_type) {
        MediaKind::Form => Content::Form,
        MediaKind::Json => Content::Json,
        _ if is_open_range(media_type) => Content::Json,
        _ => Content::Text,
    }
}

/// Returns true for a parameter whose `content` is text that only the application can interpret.
fn is_text(parameter: &Parameter) -> bool {
    let Serialization::Content(media) = &parameter.serialization else {
        return false;
    };
    match kind(&media.name) {
        Content::Json => false,
        Content::Form => parameter.location != ParameterLocation::Querystring,
        Content::Text => true,
    }
}

/// Returns the schema of a parameter; none if its `content` has none.
pub(crate) fn schemas(parameter: &Parameter) -> Vec<SchemaId> {
    match &parameter.serialization {
        Serialization::Style { schema, .. } => vec![*schema],
        Serialization::Content(media) => media.schema.into_iter().collect(),
    }
}

/// Sets the default of a parameter.
pub(crate) fn add_default(context: &mut Context<'_>, lowered: &mut ParameterDraft) {
    if let Some((at, node)) = lowered.default.take() {
        lowered.parameter.default = defaults::typed(context, &at, &node, &lowered.parameter.value);
    }
}

/// Names the parameters of an operation: fields of two structs, and arguments of one method.
pub(crate) fn name_all(
    context: &mut Context<'_>,
    parameters: &mut [&mut ParameterDraft],
    has_accept: bool,
) {
    let mut claims: Vec<Claim> = Vec::new();
    for lowered in parameters.iter() {
        let location = match lowered.parameter.location {
            ir::ParameterLocation::Path => "path",
            ir::ParameterLocation::Query => "query",
            ir::ParameterLocation::Header => "header",
            ir::ParameterLocation::Cookie => "cookie",
        };
        let claim = Claim::new(&lowered.parameter.wire, Kind::Field, Rank::Named, location)
            .with_place(location);
        claims.push(context.session.pin(&lowered.at, false, claim));
    }
    // The other fields of the request, and the constant `OPERATION` beside the constants of parameters.
    claims.extend(["body", "params", "operation"].map(Claim::reserved));
    claims.extend(has_accept.then(|| Claim::reserved("accept")));
    let (names, collisions) = settle(&claims);
    let places: Vec<Location> = parameters
        .iter()
        .map(|lowered| lowered.at.clone())
        .collect();
    context
        .session
        .report_collisions(&places, &claims, &names, &collisions);
    for (lowered, name) in parameters.iter_mut().zip(names) {
        lowered.parameter.name = name;
    }
}

fn location(location: ParameterLocation) -> ir::ParameterLocation {
    match location {
        ParameterLocation::Path => ir::ParameterLocation::Path,
        ParameterLocation::Query | ParameterLocation::Querystring => ir::ParameterLocation::Query,
        ParameterLocation::Header => ir::ParameterLocation::Header,
        ParameterLocation::Cookie => ir::ParameterLocation::Cookie,
    }
}

pub(crate) fn style(style: ParameterStyle) -> ir::ParameterStyle {
    match style {
        ParameterStyle::Matrix => ir::ParameterStyle::Matrix,
        ParameterStyle::Label => ir::ParameterStyle::Label,
        ParameterStyle::Simple => ir::ParameterStyle::Simple,
        ParameterStyle::Form => ir::ParameterStyle::Form,
        ParameterStyle::SpaceDelimited => ir::ParameterStyle::SpaceDelimited,
        ParameterStyle::PipeDelimited => ir::ParameterStyle::PipeDelimited,
        ParameterStyle::DeepObject => ir::ParameterStyle::DeepObject,
        ParameterStyle::Cookie => ir::ParameterStyle::Cookie,
    }
}

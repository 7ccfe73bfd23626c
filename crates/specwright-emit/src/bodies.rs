//! Bodies and parameters: code that client and server share.

use crate::imports::Scope;
use crate::names::plain;
use crate::ty;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use specwright_ir::{
    Body, Codec, DefaultValue, EncodingForm, Framing, MediaTypeBody, Operation, Parameter,
    ParameterStyle,
};

/// Returns the runtime's codec of a body: `codec::Json`, `codec::Form(&[Encoding::json("user")])`, `codec::Items(Framing::Lines)`.
pub(crate) fn codec(scope: &Scope<'_>, rendering: &MediaTypeBody) -> TokenStream {
    let module = scope.import("specwright_runtime", "codec");
    match rendering.codec {
        Codec::Json => quote!(#module::Json),
        Codec::Form => {
            let encodings = encodings(scope, rendering);
            quote!(#module::Form(#encodings))
        }
        Codec::Multipart => {
            let encodings = encodings(scope, rendering);
            quote!(#module::Multipart(#encodings))
        }
        Codec::Text => quote!(#module::Text),
        Codec::Binary | Codec::Media | Codec::Chunks => quote!(#module::Binary),
        Codec::Items(framing) => {
            let (ty, framing) = (scope.runtime("Framing"), plain(framing_name(framing)));
            quote!(#module::Items(#ty::#framing))
        }
    }
}

fn encodings(scope: &Scope<'_>, rendering: &MediaTypeBody) -> TokenStream {
    let encodings = rendering.encodings.iter().map(|it| {
        let (ty, wire) = (scope.runtime("Encoding"), &it.wire);
        match &it.form {
            EncodingForm::Json => quote!(#ty::json(#wire)),
            EncodingForm::JsonAs(media_type) => quote!(#ty::json_as(#wire, #media_type)),
            EncodingForm::Style(style, explode) => {
                let (styles, style) = (scope.runtime("Style"), plain(style_name(*style)));
                quote!(#ty::style(#wire, #styles::#style, #explode))
            }
            EncodingForm::ContentType(media_type) => quote!(#ty::content_type(#wire, #media_type)),
        }
    });
    quote!(&[#(#encodings),*])
}

/// The runtime's name of a way to part items.
fn framing_name(framing: Framing) -> &'static str {
    match framing {
        Framing::Lines => "Lines",
        Framing::Sequence => "Sequence",
        Framing::Events => "Events",
        Framing::EventData => "EventData",
    }
}

/// The runtime's name of a style.
pub(crate) fn style_name(style: ParameterStyle) -> &'static str {
    match style {
        ParameterStyle::Matrix => "Matrix",
        ParameterStyle::Label => "Label",
        ParameterStyle::Simple => "Simple",
        ParameterStyle::Form => "Form",
        ParameterStyle::SpaceDelimited => "SpaceDelimited",
        ParameterStyle::PipeDelimited => "PipeDelimited",
        ParameterStyle::DeepObject => "DeepObject",
        ParameterStyle::Json => "Json",
        ParameterStyle::Cookie => "Cookie",
        ParameterStyle::WholeForm => "WholeForm",
        ParameterStyle::WholeJson => "WholeJson",
        ParameterStyle::WholeText => "WholeText",
    }
}

/// The runtime's function for a parameter: `parameter` or `optional`.
pub(crate) fn parameter_function(parameter: &Parameter) -> Ident {
    plain(if parameter.required && !parameter.value.nullable {
        "parameter"
    } else {
        "optional"
    })
}

/// The default of an optional parameter. A required parameter has none, even if the document declares one.
pub(crate) fn absent_default(parameter: &Parameter) -> Option<&DefaultValue> {
    parameter.default.as_ref().filter(|_| !parameter.required)
}

/// The media types that something is read from, as a list: `application/json, text/json`.
pub(crate) fn media_types(rendering: &MediaTypeBody) -> String {
    let mut types = rendering.media_type.clone();
    for alias in &rendering.aliases {
        types.push_str(", ");
        types.push_str(alias);
    }
    types
}

/// The ways in which a body is read.
pub(crate) fn renderings(body: &Body) -> impl Iterator<Item = &MediaTypeBody> {
    std::iter::once(&body.written).chain(&body.also_read)
}

/// The decoding of a body by its media type: the only way, or a match on `choose` of this reader.
pub(crate) fn choice(
    reader: &Ident,
    mut ways: Vec<(&MediaTypeBody, TokenStream)>,
) -> Option<TokenStream> {
    let (_, last) = ways.last()?;
    if ways.len() == 1 {
        return Some(last.clone());
    }
    let types: Vec<String> = ways.iter().map(|(it, _)| media_types(it)).collect();
    let (_, last) = ways.pop()?;
    let arms = ways.iter().enumerate().map(|(index, (_, value))| {
        let index = Literal::usize_unsuffixed(index);
        quote!(#index => #value,)
    });
    Some(quote!(match #reader.choose(&[#(#types),*]) { #(#arms)* _ => #last, }))
}

/// The type of what a request has as its body, if it has one, without the `Option` of one that may be absent.
pub(crate) fn body_type(scope: &Scope<'_>, operation: &Operation) -> Option<TokenStream> {
    let first = operation.bodies.first()?;
    let ty = match &operation.body_name {
        None if tells_null(operation, first) => {
            let (nullable, inner) = (
                scope.runtime("OptionalNullable"),
                ty::ty(scope, &first.value.ty),
            );
            return Some(quote!(#nullable<#inner>));
        }
        None => return Some(ty::optional(scope, &first.value, first.required)),
        Some(name) => scope.operation(name),
    };
    Some(if first.required {
        ty
    } else {
        let option = scope.prelude("option", "Option");
        quote!(#option<#ty>)
    })
}

/// Returns true if a body may be absent and may be null, and JSON distinguishes the two: an `OptionalNullable`.
pub(crate) fn tells_null(operation: &Operation, body: &Body) -> bool {
    let is_open = !body.required && body.value.nullable && operation.body_name.is_none();
    is_open && renderings(body).all(|it| it.codec == Codec::Json)
}

/// Returns the function that writes or reads the body of a request: `body`, `optional_body` or `nullable_body`.
pub(crate) fn body_function(operation: &Operation, body: &Body) -> Ident {
    plain(match (tells_null(operation, body), is_optional(body)) {
        (true, _) => "nullable_body",
        (false, true) => "optional_body",
        (false, false) => "body",
    })
}

/// Returns the function that checks a body against the constraints of its place.
pub(crate) fn check_function(operation: &Operation, body: &Body) -> Ident {
    plain(match tells_null(operation, body) {
        true => "check_nullable",
        false => "check",
    })
}

/// Returns true if a body is an `Option`.
fn is_optional(body: &Body) -> bool {
    !body.required || body.value.nullable
}

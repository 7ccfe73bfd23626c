//! What client and server have in common on bodies and parameters.

use crate::names::plain;
use proc_macro2::Ident;
use specwright_ir::{Body, Codec, Default_, Parameter};

/// The runtime's function for a codec: `json`, `optional_text`, `binary_error`.
pub(crate) fn codec_function(prefix: &str, codec: Codec, ending: &str) -> Ident {
    let codec = match codec {
        Codec::Json => "json",
        Codec::Text => "text",
        Codec::Binary => "binary",
    };
    plain(&format!("{prefix}{codec}{ending}"))
}

/// The runtime's function for a parameter: `parameter` or `optional`.
pub(crate) fn parameter_function(parameter: &Parameter) -> Ident {
    plain(if parameter.required && !parameter.value.nullable {
        "parameter"
    } else {
        "optional"
    })
}

/// What a parameter is read as where it is absent; one that must be there has no such default, whatever the document says.
pub(crate) fn absent_default(parameter: &Parameter) -> Option<&Default_> {
    parameter.default.as_ref().filter(|_| !parameter.required)
}

/// Whether a body is an `Option`.
pub(crate) fn is_optional(body: &Body) -> bool {
    !body.required || body.value.nullable
}

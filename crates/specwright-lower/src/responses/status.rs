//! Statuses of responses, and the names that they give.

use specwright_ir::ResponseStatus;
use specwright_spec::StatusRange;

/// Returns the status of the IR.
pub(super) fn response_status(status: StatusRange) -> ResponseStatus {
    match status {
        StatusRange::Code(code) => ResponseStatus::Code(code),
        StatusRange::Range(digit) => ResponseStatus::Range(digit),
        StatusRange::Default => ResponseStatus::Default,
    }
}

/// Returns true for 2xx.
pub(crate) fn is_success(status: ResponseStatus) -> bool {
    matches!(
        status,
        ResponseStatus::Code(200..=299) | ResponseStatus::Range(2)
    )
}

/// Returns the name of the variant for a declared response.
pub(super) fn name(status: StatusRange) -> String {
    word(response_status(status))
}

/// Returns the word for a status: its reason.
pub(crate) fn word(status: ResponseStatus) -> String {
    match status {
        ResponseStatus::Code(code) => {
            reason(code).map_or_else(|| format!("Status{code}"), str::to_owned)
        }
        ResponseStatus::Range(1) => "Informational".to_owned(),
        ResponseStatus::Range(2) => "Successful".to_owned(),
        ResponseStatus::Range(3) => "Redirection".to_owned(),
        ResponseStatus::Range(4) => "ClientError".to_owned(),
        ResponseStatus::Range(5) => "ServerError".to_owned(),
        ResponseStatus::Range(digit) => format!("Status{digit}xx"),
        ResponseStatus::Default => "Default".to_owned(),
    }
}

/// Returns the word that names inline schemas of a response, after the name of the operation.
pub(crate) fn place_word(status: StatusRange) -> String {
    if status == StatusRange::Code(200) {
        "Response".to_owned()
    } else {
        name(status)
    }
}

fn reason(code: u16) -> Option<&'static str> {
    let found = REASONS.binary_search_by_key(&code, |(it, _)| *it).ok()?;
    Some(REASONS[found].1)
}

/// The reason phrases of statuses, as variants (IANA, "HTTP Status Code Registry").
const REASONS: [(u16, &str); 62] = [
    (100, "Continue"),
    (101, "SwitchingProtocols"),
    (102, "Processing"),
    (103, "EarlyHints"),
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritativeInformation"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (208, "AlreadyReported"),
    (226, "ImUsed"),
    (300, "MultipleChoices"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (305, "UseProxy"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (407, "ProxyAuthenticationRequired"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    (413, "ContentTooLarge"),
    (414, "UriTooLong"),
    (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"),
    (417, "ExpectationFailed"),
    (418, "ImATeapot"),
    (421, "MisdirectedRequest"),
    (422, "UnprocessableContent"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (425, "TooEarly"),
    (426, "UpgradeRequired"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (431, "RequestHeaderFieldsTooLarge"),
    (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
    (505, "HttpVersionNotSupported"),
    (506, "VariantAlsoNegotiates"),
    (507, "InsufficientStorage"),
    (508, "LoopDetected"),
    (510, "NotExtended"),
    (511, "NetworkAuthenticationRequired"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_found() {
        for (code, variant) in REASONS {
            assert_eq!(name(StatusRange::Code(code)), variant);
        }
        assert_eq!(name(StatusRange::Code(299)), "Status299");
    }
}

//! Names that code of the generator uses itself: one list for those who choose names and those who print them.

/// The keywords of edition 2024 that are written as raw identifiers, `r#type` (Rust Reference, "Keywords").
pub const RAW_KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The keywords that cannot be raw identifiers (Rust Reference, "Identifiers").
pub const NEVER_RAW: &[&str] = &["Self", "_", "crate", "self", "super"];

/// The items of the standard prelude that generated code uses.
pub const PRELUDE: &[&str] = &[
    "Box", "Clone", "Copy", "Default", "Drop", "Err", "Fn", "FnMut", "FnOnce", "From", "Future",
    "Into", "Iterator", "None", "Ok", "Option", "Result", "Send", "Sized", "Some", "String",
    "Sync", "ToOwned", "ToString", "TryFrom", "TryInto", "Unpin", "Vec",
];

/// The derive macros of the prelude: rustdoc resolves their names to the macro and not to a type.
pub const DERIVES: &[&str] = &[
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Hash",
    "Ord",
    "PartialEq",
    "PartialOrd",
];

/// The other types that generated code uses: its own, those of the runtime, those of the standard library.
pub const FIXED_TYPES: &[&str] = &[
    // The type parameter of routers.
    "A",
    "Accept",
    "Answer",
    "Api",
    "Arc",
    "Authenticate",
    "BTreeMap",
    "Basic",
    "BuildError",
    "Builder",
    "Bytes",
    "Call",
    "Callbacks",
    "Cells",
    "Client",
    "ClientBuilder",
    "ClientCertificate",
    "Constraint",
    "Constraints",
    "Core",
    "Cow",
    "Credentials",
    "Date",
    "Decimal",
    "Denied",
    "Deviation",
    "Duration",
    "EncodeError",
    "Encoding",
    "Engine",
    "Error",
    "Failure",
    "File",
    "Framing",
    "Head",
    "Incoming",
    "Infallible",
    "Ipv4Addr",
    "Ipv6Addr",
    "IsoDuration",
    "Media",
    "Never",
    "Null",
    "Operation",
    "OptionalItem",
    "OptionalNullable",
    "Options",
    "Parameter",
    "Rejection",
    "Request",
    "RequestHead",
    "RequestReader",
    "RequestWriter",
    "Requirement",
    "Response",
    "Responses",
    "Router",
    "Routes",
    "Secret",
    "SecurityScheme",
    "Server",
    "ServiceTransport",
    "Stream",
    "Style",
    "Table",
    "TailItems",
    "Timestamp",
    "Transport",
    "Unlisted",
    "Uri",
    "Uuid",
    "Value",
    "Webhooks",
    "WithHeaders",
];

/// The methods of a client's builder, which no credential can have as its method.
pub const BUILDER_METHODS: &[&str] = &[
    "base_url",
    "body_limit",
    "build",
    "builder",
    "credential_source",
    "default",
    "header",
    "idle_timeout",
    "layer",
    "new",
    "on_deviation",
    "on_outcome",
    "operation_server",
    "rate_limit",
    "responses",
    "retry",
    "server",
    "timeout",
    "transport",
    "user_agent",
];

/// The methods of every generated struct, which no setter can have as its name: the constructor, and those of traits that are
/// implemented and usually in scope.
pub const STRUCT_METHODS: &[&str] = &[
    "clone",
    "clone_from",
    "clone_into",
    "eq",
    "into",
    "ne",
    "new",
    "serialize",
    "to_owned",
    "try_into",
    "validate",
];

/// The types in the file of a client's servers.
pub const SERVER_FILE_TYPES: &[&str] = &["Cow", "Default", "Server", "String"];

/// The functions and local variables in the file of a router.
pub const ROUTER_ITEMS: &[&str] = &[
    "api",
    "caller",
    "declared",
    "options",
    "router",
    "router_with",
    "routes",
];

/// The functions and local variables in the file of a receiver.
pub const RECEIVER_ITEMS: &[&str] = &[
    "declared",
    "options",
    "path",
    "receiver",
    "routes",
    "unhandled",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        let tables = [
            RAW_KEYWORDS,
            NEVER_RAW,
            PRELUDE,
            DERIVES,
            FIXED_TYPES,
            BUILDER_METHODS,
            STRUCT_METHODS,
            SERVER_FILE_TYPES,
            ROUTER_ITEMS,
            RECEIVER_ITEMS,
        ];
        assert!(tables.iter().all(|table| table.is_sorted()));
    }
}

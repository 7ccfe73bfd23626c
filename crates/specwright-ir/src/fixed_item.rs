//! The docs of items that are the same for every document.

macro_rules! items {
    ($($item:ident: $docs:literal;)*) => {
        /// A generated item whose docs do not depend on the document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum FixedItem {
            $(#[doc = concat!("```text\n", $docs, "\n```")] $item,)*
        }

        impl FixedItem {
            /// Returns the docs, in Markdown.
            pub fn docs(self) -> &'static str {
                match self { $(Self::$item => $docs,)* }
            }
        }
    };
}

items! {
    // Models and requests
    CapturedProperties: "All other properties.";
    RequestAccept: "The preferred media type of the response.";

    // Client
    ClientBuilderFunction: "Returns a builder with the default configuration.";
    ClientCall: "Sends a request, and returns the value of its success with the status and all headers.\n\
        \n\
        # Errors\n\
        \n\
        Returns an error if the request violates a constraint, no response arrives, or the response is not a success.";
    SendFunction: "Sends a request and returns the value of its success.";
    SendAsFunction: "Sends a request that accepts one media type, and returns the value of a success of that media type.";
    ClientBuilder: "Configures a [`Client`].";
    Build: "Builds the client.\n\
        \n\
        # Errors\n\
        \n\
        Returns an error if the server's URL is invalid, a credential is not a valid header value, or the transport cannot be set up.";
    OperationServer: "Sets the server of one operation, in place of those that the document declares for it.";
    BaseUrl: "Sets the URL that relative server URLs are resolved against: that of the document, or of the host that serves it.";
    Timeout: "Sets the request timeout (default: 30 s), until the last byte of the response or the head of a stream.";
    IdleTimeout: "Sets the timeout between two reads of a response, streams included (default: the request timeout).";
    UserAgent: "Sets the `User-Agent` header (default: `specwright/…`). An empty name sends none.";
    BodyLimit: "Sets the maximum size of a response body (default: 32 MiB).";
    Transport: "Sets the transport (default: `reqwest`).";
    StrictResponses: "Sets the treatment of responses that deviate from the document (default: strict).";
    TolerantResponses: "Sets the treatment of responses that deviate from the document (default: tolerant).";
    OnDeviation: "Calls a function with the deviations of each response and item of a stream that a tolerant client accepts.";

    // Servers of the API
    Servers: "The servers of the API and their variables.";
    Server: "A server of the API.";
    CustomServer: "Any other URL.";
    ServerDebug: "Omits user, password and query of the URL.";
    NoServer: "Returns an empty URL, since the document declares no server. A client cannot be built with it.";
    DefaultServer: "Returns the first server with the default of each variable.";
    ServerUrl: "Returns the base URL, to which the paths of operations are appended.";
    VariableText: "Returns the value as written in the URL.";

    // Codecs of the client
    ClientCodec: "Encoding of requests and decoding of responses as plain HTTP values, for tests without a socket and for custom transports.";
    Call: "A request of an operation.";
    CallOperation: "The operation as declared by the document.";
    CallStreamed: "The media types of streamed successes, separated by commas.";
    CallSuccess: "The value that a success is decoded to.";
    CallFailure: "The declared errors.";
    CallWrite: "Writes parameters and body.";
    CallDecode: "Decodes a response.\n\
        \n\
        # Errors\n\
        \n\
        Returns an error if the response is not a success or cannot be decoded.";
    CallEncode: "Encodes the request as HTTP.\n\
        \n\
        # Errors\n\
        \n\
        Returns an error if the request violates a constraint.";

    // Server
    Router: "Serves the operations of `api`. Invalid requests are rejected with `application/problem+json`.\n\
        \n\
        Combine routers of several documents with `Router::merge`, or merge their [`routes`] if both have the same method of a\n\
        path. Under a prefix, `Router::nest_service` also matches equivalent paths (`/p%61th`); `Router::nest` does not.";
    RouterWith: "Serves the operations of `api`, with custom limits and error responses.";
    Routes: "Returns the operations of `api` as routes, which can be merged with those of other APIs, even with the same paths.";
    ReceiverRouter: "Serves a receiver: each operation at the path that `path` returns for it; an operation without a path is not served.";
    VerifySender: "Verifies the sender of a request before it is decoded, for example by a signature of the raw body.";
    VerifySenderErrors: "# Errors\n\
        \n\
        Returns `Denied` if the API did not send the request.";
    ServerCodec: "Decoding of requests and encoding of responses as plain HTTP values, for tests without a socket.\n\
        \n\
        `decode_…` returns the request of an operation, or an error if it violates the document. `encode_…` returns its response, or\n\
        an error if it cannot be encoded.";

    // Authentication
    Credentials: "The credentials of a request: one of the alternatives that the operation accepts.";
    Authenticate: "Authenticates requests.";
    AuthenticateCaller: "The authenticated caller, passed to every method of [`Api`](super::Api) that requires credentials.";
    AuthenticateMethod: "Returns the caller that these credentials identify. If a request has those of several alternatives, they are tried\n\
        in document order until one is accepted. A request is anonymous only if it has no credential at all, not if one\n\
        was denied, malformed or incomplete.";
    ReadCredentials: "Reads a set of credentials if the request has all of them.";
    CallerFunction: "Authenticates the caller of an operation; `sets` has the credential set of each alternative.";
}

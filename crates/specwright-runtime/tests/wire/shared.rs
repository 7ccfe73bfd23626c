//! Public types are `Send`, `Sync` and `'static`, and errors convert into any box.

use specwright_runtime::client::{
    BuildError, Builder, Core, Declared, EncodeError, Error, Limits, Request, RequestWriter,
    ReqwestTransport, Response, SendError, ServiceTransport, TransportError,
};
use specwright_runtime::server::{
    self, Call, ClientCertificate, Denied, Failure, Head, Incoming, Options, Reason, Rejection,
    RequestReader, Routes,
};
use specwright_runtime::{
    Accept, Basic, Bytes, Constraint, Constraints, Date, Decimal, Encoding, File, Framing, Invalid,
    Location, Media, Never, Null, Operation, OptionalItem, OptionalNullable, Parameter, Report,
    Requirement, Secret, SecurityScheme, Stream, StreamError, Style, TailItems, Timestamp, Uuid,
    Value, Violation, Violations, WithHeaders,
};

const fn shared<T: Send + Sync + 'static>() {}

macro_rules! all_shared {
    ($($ty:ty),* $(,)?) => {
        const _: () = { $(shared::<$ty>();)* };
    };
}

all_shared! {
    Accept, Basic, Bytes, Date, Decimal, Encoding, File, Framing, Invalid, Location, OptionalItem<u8>,
    Media, Never, Null, Operation, Parameter, OptionalNullable<u8>, Report, Requirement, TailItems<u8>, Constraint,
    Constraints, Secret, SecurityScheme, Stream<u8>, StreamError, Style, Timestamp, Uuid, Value,
    Violation, Violations, WithHeaders<u8, u8>,
    BuildError, Builder, Core, Declared<u8>, EncodeError, Error<u8>, Limits, ReqwestTransport,
    Request, RequestWriter, Response, SendError, ServiceTransport<u8>, TransportError,
    Call, ClientCertificate, Denied, Failure<u8>, Head, Incoming, Options, Reason, Rejection,
    RequestReader<'static>, Routes<u8>, server::Refused,
    specwright_runtime::json::Error, specwright_runtime::json::SyntaxError,
    specwright_runtime::params::Unwritable, specwright_runtime::params::Malformed,
}

/// A stream is so whatever it is made of.
#[test]
fn a_stream_of_what_cannot_be_shared_can() {
    let cell = std::cell::Cell::new(1_u8);
    let stream = Stream::from_poll(move |_| std::task::Poll::Ready(Some(Ok(cell.get()))));
    fn shared<T: Sync>(_: &T) {}
    shared(&stream);
}

#[test]
fn an_error_goes_into_a_box() {
    fn boxed() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Err(Error::<String>::Transport(TransportError::timeout()))?
    }
    assert_eq!(boxed().unwrap_err().to_string(), "the call timed out");
    let error = Error::<String>::Transport(TransportError::timeout());
    assert!(matches!(
        Failure::<()>::internal(error),
        Failure::Internal(_)
    ));
}

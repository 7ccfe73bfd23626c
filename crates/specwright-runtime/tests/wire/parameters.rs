//! Parameters that a reader would take for others are refused before anything is sent.

use crate::raw::{Served, body};
use specwright_runtime::client::{Builder, EncodeError, RequestWriter, ServiceTransport};
use specwright_runtime::server::{
    Incoming, Options, Rejection, RequestReader, Response, Routes, response,
};
use specwright_runtime::{Json, Operation, Parameter, Style, codec};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Sends a value as the one parameter of an operation, and returns the value that the server reads; none if it is not sent.
async fn echo<T: Json + std::fmt::Debug + 'static>(
    parameter: Parameter,
    value: &T,
) -> Option<String> {
    async fn echo<T: Json + std::fmt::Debug>(
        _: Arc<()>,
        incoming: Incoming,
    ) -> Result<Response, Rejection> {
        let call = incoming.read().await?;
        let mut reader = RequestReader::new(&call);
        let value = reader.parameter::<T>(0);
        reader.finish()?;
        response::body(200, codec::Text, "text/plain", &format!("{:?}", value?))
    }
    let path = match parameter.location {
        specwright_runtime::Location::Path => "/x/{a}",
        _ => "/x",
    };
    let parameters = Box::leak(Box::new([parameter]));
    let operation = Operation::new("x", "GET", path, &[]).parameters(parameters);
    let operation = &*Box::leak(Box::new(operation));
    let mut writer = RequestWriter::new(operation);
    writer.parameter(0, value);
    let request = match writer.finish() {
        Ok(request) => request,
        Err(EncodeError::Unwritable { .. } | EncodeError::Invalid(_)) => return None,
        Err(other) => panic!("{other}"),
    };
    let mut routes = Routes::new((), Options::default());
    routes.add(operation, echo::<T>);
    let builder = Builder::default().transport(ServiceTransport::new(routes.finish()));
    let core = builder.build("http://api.test");
    let response = core.unwrap().send(request).await.unwrap();
    Some(response.decode::<String, ()>(codec::Text).unwrap())
}

fn list(items: &[&str]) -> Vec<String> {
    items.iter().map(|it| (*it).to_owned()).collect()
}

/// Every style of a list, and of an object.
fn styles() -> Vec<Parameter> {
    let both = |it: Parameter| [it.explode(false), it.explode(true)];
    let mut all = Vec::new();
    for style in [Style::Simple, Style::Label, Style::Matrix] {
        all.extend(both(Parameter::path("a", "0").style(style)));
    }
    for style in [Style::Form, Style::SpaceDelimited, Style::PipeDelimited] {
        all.extend(both(Parameter::query("a", "0").style(style).required()));
    }
    all.extend(both(Parameter::query("a", "0").allow_reserved().required()));
    all.extend(both(Parameter::header("a", "0").required()));
    for style in [Style::Form, Style::Cookie] {
        all.extend(both(Parameter::cookie("a", "0").style(style).required()));
    }
    all
}

#[tokio::test]
async fn what_is_sent_comes_back_or_is_not_sent() {
    let lists = [
        &[][..],
        &[""],
        &["", ""],
        &["a"],
        &["a.b"],
        &["a", "b.c"],
        &["a,b", "c"],
        &["a b", "c"],
        &[" a"],
        &["a|b", "c"],
        &["a%20b", "c%2C", "%7C"],
        &["a+b"],
        &["a;b", "c=d", "e&f"],
        &["\"a\""],
        &["ü", "#", "?"],
    ];
    for parameter in styles() {
        let mut sent = 0;
        for items in lists {
            let items = list(items);
            if let Some(read) = echo(parameter, &items).await {
                assert_eq!(read, format!("{items:?}"), "{parameter:?}");
                sent += 1;
            }
        }
        assert!(sent >= 1, "{parameter:?}");
    }
}

#[tokio::test]
async fn objects_come_back_or_are_not_sent() {
    for parameter in styles() {
        for (name, value) in [
            ("b", "c"),
            ("b=c", "d"),
            ("b.c", "d,e"),
            (" b", "c|d"),
            ("b", ""),
        ] {
            let object = BTreeMap::from([(name.to_owned(), value.to_owned())]);
            if let Some(read) = echo(parameter, &object).await {
                assert_eq!(read, format!("{object:?}"), "{parameter:?}");
            }
        }
    }
}

#[tokio::test]
async fn the_known_cases_are_refused() {
    let header = Parameter::header("a", "0");
    assert_eq!(echo(header, &list(&["a,b"])).await, None);
    assert_eq!(echo(header, &" a".to_owned()).await, None);
    assert!(echo(header, &"a,b".to_owned()).await.is_some());
    let label = Parameter::path("a", "0").style(Style::Label);
    assert_eq!(echo(label, &list(&["a.b"])).await, None);
    assert_eq!(echo(label.explode(true), &list(&["a.b", "c"])).await, None);
    assert!(echo(label, &list(&["a.b", "c"])).await.is_some());
    let pipes = Parameter::query("a", "0")
        .style(Style::PipeDelimited)
        .explode(false);
    assert_eq!(echo(pipes, &list(&["a|b"])).await, None);
    let spaces = Parameter::query("a", "0")
        .style(Style::SpaceDelimited)
        .explode(false);
    assert_eq!(echo(spaces, &list(&["a b"])).await, None);
    // Nothing is sent of an empty list; where it must be there, nobody could read it.
    let none: Vec<String> = Vec::new();
    for parameter in [
        Parameter::query("a", "0"),
        header,
        Parameter::cookie("a", "0"),
    ] {
        assert_eq!(echo(parameter.required(), &none).await, None);
        assert_eq!(echo(parameter.required(), &None::<String>).await, None);
    }
}

#[test]
fn parameters_beside_each_other_end_where_the_text_between_them_begins() {
    static OPERATION: Operation = Operation::new("x", "GET", "/files/{name}.{ending}", &[])
        .parameters(&[Parameter::path("name", "0"), Parameter::path("ending", "1")]);
    let written = |name: &str, ending: &str| {
        let mut writer = RequestWriter::new(&OPERATION);
        writer.parameter(0, &name.to_owned());
        writer.parameter(1, &ending.to_owned());
        writer.finish().map(|it| it.path().to_owned())
    };
    assert_eq!(written("a", "tar.gz").unwrap(), "/files/a.tar.gz");
    assert!(written("a.b", "c").is_err());
}

#[test]
fn a_header_of_a_response_that_would_come_back_as_another_is_not_sent() {
    struct Tags {
        tags: Vec<String>,
    }
    specwright_runtime::headers! { Tags; required tags: "X-Tags"; }
    async fn echo(_: Arc<()>, incoming: Incoming) -> Result<Response, Rejection> {
        let tags = match incoming.head().uri().query() {
            Some("comma") => list(&["a,b"]),
            Some("empty") => Vec::new(),
            _ => list(&["a", "b"]),
        };
        response::with_headers(&Tags { tags }, response::empty(200))
    }
    static GET: Operation = Operation::new("x", "GET", "/x", &[]);
    let mut routes = Routes::new((), Options::default());
    routes.add(&GET, echo);
    let server = Served::new(routes.finish());
    let answer = server.ask("GET", "/x", "");
    assert_eq!(crate::raw::header(&answer, "x-tags"), Some("a,b"));
    for query in ["comma", "empty"] {
        let answer = server.ask("GET", &format!("/x?{query}"), "");
        assert_eq!(crate::raw::status(&answer), "500", "{}", body(&answer));
    }
}

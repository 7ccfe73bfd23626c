//! Items that come one after the other: client against server, in memory.

use specwright_runtime::client::{Builder, Core, Error, RequestWriter, Response, ServiceTransport};
use specwright_runtime::server::{
    Incoming, Options, Rejection, RequestReader, Response as Reply, Routes, response,
};
use specwright_runtime::{Constraints, Framing, Operation, Stream, StreamError, codec, object};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;

const WATCH: Operation = Operation::new("watch", "GET", "/events", &[]);
const TEXTS: Operation = Operation::new("texts", "GET", "/texts", &[]);
const UPLOAD: Operation = Operation::new("upload", "POST", "/upload", &[]);

struct Pet {
    name: String,
    age: Option<i64>,
}

object! {
    Pet("/s/Pet", ignore);
    required(name, "name").constraints_at(Constraints::new("/s/Pet/properties/name", &[specwright_runtime::Constraint::MinLength(1)]));
    optional(age, "age");
}

struct PetEvent {
    event: Option<String>,
    id: Option<String>,
    retry: Option<i64>,
    data: Pet,
}

object! {
    PetEvent("/s/PetEvent", ignore);
    optional(event, "event");
    optional(id, "id");
    optional(retry, "retry");
    required(data, "data");
}

fn pet(name: &str) -> Pet {
    Pet {
        name: name.to_owned(),
        age: None,
    }
}

fn event(index: usize) -> PetEvent {
    PetEvent {
        event: (index > 0).then(|| "add".to_owned()),
        id: Some(index.to_string()),
        retry: None,
        data: pet("Tom\nCat"),
    }
}

/// The number of events taken from the server.
#[derive(Clone, Default)]
struct Service(Arc<AtomicUsize>);

fn core(service: &Service) -> Core {
    let mut routes = Routes::new(service.clone(), Options::default());
    routes.add(&WATCH, watch);
    routes.add(&TEXTS, texts);
    routes.add(&UPLOAD, upload);
    let transport = ServiceTransport::new(routes.finish());
    let builder = Builder::default().transport(transport).body_limit(100);
    builder.build("http://api.test").unwrap()
}

/// A stream without an end.
async fn watch(service: Arc<Service>, _: Incoming) -> Result<Reply, Rejection> {
    let events = Stream::from_poll(move |_| {
        let index = service.0.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(Some(Ok(event(index))))
    });
    response::stream(
        200,
        codec::Items(Framing::Events),
        "text/event-stream",
        events,
    )
}

async fn texts(_: Arc<Service>, _: Incoming) -> Result<Reply, Rejection> {
    let texts: Stream<String> = ["a", "", "b\nc"].map(str::to_owned).into_iter().collect();
    response::stream(
        200,
        codec::Items(Framing::Lines),
        "application/x-ndjson",
        texts,
    )
}

async fn upload(_: Arc<Service>, incoming: Incoming) -> Result<Reply, Rejection> {
    let call = incoming.read().await?;
    let mut reader = RequestReader::new(&call);
    let pets = reader.body::<Vec<Pet>>(codec::Items(Framing::Lines), "application/jsonl");
    reader.finish()?;
    response::body(
        400,
        codec::Items(Framing::Lines),
        "application/jsonl",
        &pets?,
    )
}

async fn open(core: &Core, operation: &'static Operation, streamed: &str) -> Response {
    let writer = RequestWriter::new(operation);
    core.exchange(writer.finish().unwrap(), streamed)
        .await
        .unwrap()
}

#[tokio::test]
async fn events_come_one_by_one() {
    let service = Service::default();
    let response = open(&core(&service), &WATCH, "text/event-stream").await;
    let mut events = response
        .stream::<PetEvent, ()>(codec::Items(Framing::Events))
        .unwrap();
    // More than the limit of a body, which here is that of an event.
    for index in 0..50 {
        assert_eq!(events.next().await.unwrap().unwrap(), event(index));
    }
    // No event was made before it was wanted.
    assert!(service.0.load(Ordering::Relaxed) <= 51);
}

#[tokio::test]
async fn lines_end() {
    let core = core(&Service::default());
    for streamed in ["application/jsonl, application/x-ndjson", "text/html"] {
        let response = open(&core, &TEXTS, streamed).await;
        let mut texts = response
            .stream::<String, ()>(codec::Items(Framing::Lines))
            .unwrap();
        for expected in ["a", "", "b\nc"] {
            assert_eq!(texts.next().await.unwrap().unwrap(), expected);
        }
        assert!(texts.next().await.is_none() && texts.next().await.is_none());
    }
}

#[tokio::test]
async fn an_item_that_is_wrong_is_not_the_end() {
    let body = "data: {\"name\": 1}\n\ndata: {\"name\": \"Tom\"}\n\n";
    let response = Response::from(http::Response::new(body.into()));
    let mut pets = response
        .stream::<Pet, ()>(codec::Items(Framing::EventData))
        .unwrap();
    let error = pets.next().await.unwrap().unwrap_err();
    assert!(matches!(&error, StreamError::Unreadable { item, .. } if item == "{\"name\": 1}"));
    assert!(!error.to_string().contains("name"), "{error}");
    assert_eq!(pets.next().await.unwrap().unwrap(), pet("Tom"));
    assert!(pets.next().await.is_none());
}

#[tokio::test]
async fn an_item_that_is_too_large_is_the_end() {
    let service = axum::Router::new().fallback(async || {
        let headers = [("content-type", "text/event-stream")];
        (
            headers,
            format!("data: 1\n\ndata: {}\n\ndata: 1\n\n", "9".repeat(200)),
        )
    });
    let builder = Builder::default().transport(ServiceTransport::new(service));
    let core = builder.body_limit(100).build("http://api.test").unwrap();
    let response = open(&core, &WATCH, "text/event-stream").await;
    let mut numbers = response
        .stream::<i64, ()>(codec::Items(Framing::EventData))
        .unwrap();
    assert_eq!(numbers.next().await.unwrap().unwrap(), 1);
    let error = numbers.next().await.unwrap().unwrap_err();
    assert!(matches!(error, StreamError::TooLarge));
    assert!(numbers.next().await.is_none());
}

async fn send(pets: &Vec<Pet>) -> Response {
    let mut writer = RequestWriter::new(&UPLOAD);
    writer.body(codec::Items(Framing::Lines), "application/jsonl", pets);
    let core = core(&Service::default());
    core.send(writer.finish().unwrap()).await.unwrap()
}

#[tokio::test]
async fn the_items_of_requests_and_errors_are_all_there() {
    let pets = vec![pet("Tom"), pet("Kim")];
    let error = send(&pets)
        .await
        .error(codec::Items(Framing::Lines), |pets: Vec<Pet>| pets);
    assert_eq!((error.status(), error.declared()), (Some(400), Some(&pets)));
    assert!(matches!(error, Error::Declared(_)));
}

#[test]
fn the_items_of_requests_are_checked() {
    let mut writer = RequestWriter::new(&UPLOAD);
    writer.body(
        codec::Items(Framing::Lines),
        "application/jsonl",
        &vec![pet("Tom"), pet("")],
    );
    let error = writer.finish().unwrap_err();
    assert_eq!(
        error.to_string(),
        "not sent: /1/name: expected at least 1 character, found 0 characters"
    );
}

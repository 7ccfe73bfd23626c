//! Forms from a client to a server and back, in memory; and what a server says to those that no client sends.

use http::Request;
use specwright_runtime::client::{Builder, Error, RequestWriter, ServiceTransport};
use specwright_runtime::server::{
    Incoming, Options, Rejection, RequestReader, Response, Router, Routes, response,
};
use specwright_runtime::{Constraint, Constraints, Encoding, Operation, Style, codec, object};
use std::sync::Arc;
use tower_service::Service;

const FORM: &str = "application/x-www-form-urlencoded";
const ENCODINGS: &[Encoding] = &[Encoding::style("owner", Style::DeepObject, true)];
const CREATE: Operation = Operation::new("createPet", "POST", "/pets", &[]);

struct Pet {
    name: String,
    age: Option<i64>,
    tags: Option<Vec<String>>,
    owner: Option<Owner>,
}

struct Owner {
    cities: Option<Vec<String>>,
}

object! {
    Pet("/s/Pet", deny);
    required(name, "name").constraints_at(Constraints::new("/s/Pet/properties/name", &[Constraint::MinLength(2)]));
    optional(age, "age");
    optional(tags, "tags");
    optional(owner, "owner");
}

object! {
    Owner("/s/Owner", ignore);
    optional(cities, "cities");
}

fn server() -> Router {
    let mut routes = Routes::new((), Options::default());
    routes.add(&CREATE, create);
    routes.finish()
}

async fn create(_: Arc<()>, incoming: Incoming) -> Result<Response, Rejection> {
    let call = incoming.read().await?;
    let mut reader = RequestReader::new(&call);
    let body = reader.optional_body::<Pet>(codec::Form(ENCODINGS), FORM);
    reader.finish()?;
    match body? {
        Some(pet) if pet.name == "none" => response::body(404, codec::Form(ENCODINGS), FORM, &pet),
        Some(pet) => response::body(200, codec::Form(ENCODINGS), FORM, &pet),
        None => response::empty(204),
    }
}

async fn send(pet: &Pet) -> Result<Pet, Error<Pet>> {
    let core = Builder::default()
        .transport(ServiceTransport::new(server()))
        .build("http://api.test")
        .unwrap();
    let mut writer = RequestWriter::new(&CREATE);
    writer.body(codec::Form(ENCODINGS), FORM, pet);
    let response = core.send(writer.finish()?).await?;
    match response.status() {
        200 => response.decode(codec::Form(ENCODINGS)),
        _ => Err(response.error(codec::Form(ENCODINGS), |pet| pet)),
    }
}

fn pet(name: &str) -> Pet {
    let cities = Some(vec!["Köln & Bonn".to_owned(), "100%".to_owned()]);
    Pet {
        name: name.to_owned(),
        age: Some(-3),
        tags: Some(vec!["a=b".to_owned()]),
        owner: Some(Owner { cities }),
    }
}

#[tokio::test]
async fn a_form_makes_the_round() {
    assert_eq!(send(&pet("Tom")).await.unwrap(), pet("Tom"));
    let error = send(&pet("none")).await.unwrap_err();
    assert_eq!(error.into_declared().unwrap(), pet("none"));
    assert!(matches!(send(&pet("T")).await, Err(Error::Request(_))));
}

async fn raw(media_type: &str, body: &str) -> u16 {
    let request = Request::builder()
        .method("POST")
        .uri("/pets")
        .header("content-type", media_type)
        .body(axum::body::Body::from(body.to_owned()))
        .unwrap();
    server().call(request).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn forms_are_refused_by_what_is_wrong_with_them() {
    let with_charset = format!("{FORM}; charset=UTF-8");
    assert_eq!(raw(&with_charset, "name=Tom&age=3").await, 200);
    assert_eq!(raw("application/json", "name=Tom").await, 415);
    for (status, body) in [
        (204, ""),
        (400, "name=%f"),
        (400, "tags=a&tags[]=b&name=Tom"),
        (422, "name=Tom&age=x"),
        (422, "name=T"),
        (422, "age=3"),
        (422, "name=Tom&name=Tom"),
        (422, "name=Tom&other=1"),
        (422, "name=Tom&owner=x"),
    ] {
        assert_eq!(raw(FORM, body).await, status, "{body}");
    }
}

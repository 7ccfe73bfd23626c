//! An operation as generated code has it, and a server that answers with a script.

use specwright_runtime::client::{
    Answer, Builder, Error, Limits, RequestWriter, Response, Responses, Transport, TransportFuture,
};
use specwright_runtime::{
    Operation, OptionalNullable, Requirement, SecurityScheme, Timestamp, Unlisted, Value,
    WithHeaders, codec, constraint, headers, object, string_enum, text, union,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

pub const BEARER: SecurityScheme = SecurityScheme::bearer("bearer");
const SECURITY: &[&[Requirement]] = &[&[Requirement::new(&BEARER, &[])]];
pub const GET_PET: Operation = Operation::new("getPet", "GET", "/pet", SECURITY);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Cow<'static, str>);

const fn is_code(text: &str) -> bool {
    matches!(text.as_bytes(), [b'A'..=b'Z', b'A'..=b'Z'])
}

text! { Code("/s/Code"); Pattern("^[A-Z]{2}$", is_code); }

#[derive(Clone)]
pub enum Kind {
    Cat,
    Unknown(Unlisted<String, Kind>),
}

string_enum! { Kind("/s/Kind"); values(Cat = "cat"); unknown(Unknown); }

pub struct Owner {
    pub email: String,
    pub age: Option<i64>,
}

object! { Owner("/s/Owner", ignore); required(email, "email"); optional(age, "age"); }

pub struct Circle {
    pub r#type: String,
    pub radius: Option<f64>,
}

object! { Circle("/s/Circle", ignore); required(r#type, "type"); optional(radius, "radius"); }

pub struct Square {
    pub r#type: String,
    pub side: f64,
}

object! { Square("/s/Square", ignore); required(r#type, "type"); required(side, "side"); }

#[derive(Clone, PartialEq)]
pub enum Shape {
    Circle(Circle),
    Square(Square),
}

union! {
    Shape("/s/Shape");
    discriminator("type");
    variant(0, Circle).tag("circle");
    variant(1, Square).tag("square");
}

pub struct Card {
    pub number: String,
    pub year: Option<i64>,
    pub note: Option<String>,
}

object! { Card("/s/Card", ignore); required(number, "number"); optional(year, "year"); optional(note, "note"); }

pub struct Account {
    pub iban: String,
    pub year: Option<i64>,
}

object! { Account("/s/Account", ignore); required(iban, "iban"); optional(year, "year"); }

/// A closed object without required properties: without these, any object would be one.
pub struct Cash {
    pub note: Option<String>,
}

object! { Cash("/s/Cash", deny); optional(note, "note"); }

#[derive(Clone, PartialEq)]
pub enum Payment {
    Cash(Cash),
    Account(Account),
    Card(Card),
}

union! {
    Payment("/s/Payment");
    any();
    variant(0, Cash);
    variant(1, Account);
    variant(2, Card);
}

pub struct Pet {
    pub id: i64,
    pub chip: Option<String>,
    pub name: Option<String>,
    pub nick: Option<String>,
    pub code: Option<Code>,
    pub kind: Option<Kind>,
    pub note: OptionalNullable<String>,
    pub owner: Option<Owner>,
    pub born: Option<Timestamp>,
    pub tags: Option<Vec<String>>,
    pub scores: Option<Vec<Option<i64>>>,
    pub labels: Option<BTreeMap<String, i64>>,
    pub shape: Option<Shape>,
    pub payment: Option<Payment>,
    pub lives: Option<i64>,
    pub secret: Option<Code>,
    pub extra: Option<Value>,
}

object! {
    Pet("/s/Pet", deny);
    required(id, "id");
    nullable(chip, "chip");
    optional(name, "name");
    optional(nick, "nick").constraints(constraint::MinLength(3));
    optional(code, "code");
    optional(kind, "kind");
    optional_nullable(note, "note");
    optional(owner, "owner");
    optional(born, "born");
    optional(tags, "tags");
    optional(scores, "scores");
    optional(labels, "labels");
    optional(shape, "shape");
    optional(payment, "payment");
    optional(lives, "lives").or_default_with(|| 9);
    optional(secret, "secret").constraints(constraint::Secret);
    optional(extra, "extra");
}

#[derive(Clone, Debug, PartialEq)]
pub struct PetHeaders {
    pub x_total: Option<i64>,
    pub x_next: Option<i64>,
}

headers! { PetHeaders; expected x_total: "X-Total"; optional x_next: "X-Next"; }

pub struct Problem {
    pub title: String,
    pub code: Option<i64>,
}

object! { Problem("/s/Problem", ignore); required(title, "title"); optional(code, "code"); }

pub type Success = WithHeaders<PetHeaders, Pet>;

pub fn decode(response: Response) -> Result<Success, Error<Problem>> {
    match response.status() {
        200 => {
            let (response, headers) = response.split_headers()?;
            response
                .decode(codec::Json)
                .map(|body| WithHeaders::new(headers, body))
        }
        400..=499 => Err(response.error(codec::Json, |body: Problem| body)),
        _ => Err(response.unexpected_status()),
    }
}

/// A server with one response.
pub struct Script(pub http::Response<Vec<u8>>);

impl Transport for Script {
    fn send(&self, _: http::Request<bytes::Bytes>, _: Limits) -> TransportFuture<'_> {
        let response = self.0.clone().map(bytes::Bytes::from);
        Box::pin(async move { Ok(response) })
    }
}

/// A response to be sent: one of JSON with all declared headers.
pub fn json(body: &str) -> http::Response<Vec<u8>> {
    let response = http::Response::builder().header("content-type", "application/json");
    response.header("x-total", "1").body(body.into()).unwrap()
}

pub async fn call(
    responses: Responses,
    response: http::Response<Vec<u8>>,
) -> Result<Answer<Success>, Error<Problem>> {
    call_with(Builder::default().responses(responses), response).await
}

pub async fn call_with(
    builder: Builder,
    response: http::Response<Vec<u8>>,
) -> Result<Answer<Success>, Error<Problem>> {
    let builder = builder.credential(&BEARER, "t0psecret-of-the-caller".into());
    let core = builder.transport(Script(response));
    let core = core.build("http://a.test").unwrap();
    let request = RequestWriter::new(&GET_PET).finish()?;
    core.send(request).await?.answer(decode)
}

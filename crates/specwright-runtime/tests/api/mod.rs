//! Two operations, as generated code has them, and a server of them.

#![allow(
    dead_code,
    missing_docs,
    reason = "no test uses all of it, and it is an example"
)]

use specwright_runtime::server::{
    Denied, Failure, Head, Incoming, Options, Rejection, RequestReader, Response, Router, Routes,
    declared, response,
};
use specwright_runtime::{
    Constraint, Constraints, Decimal, Operation, Parameter, Requirement, SecurityScheme, Style,
    codec, constraint, object,
};
use std::sync::Arc;

pub const BEARER: SecurityScheme = SecurityScheme::bearer("bearer");
pub const SESSION: SecurityScheme = SecurityScheme::cookie("session", "sid");
pub const KEY: SecurityScheme = SecurityScheme::header("key", "x-key");

const SECURITY: &[&[Requirement]] = &[
    &[
        Requirement::new(&BEARER, &[]),
        Requirement::new(&SESSION, &[]),
    ],
    &[Requirement::new(&KEY, &[])],
];

#[derive(Clone, Debug, PartialEq)]
pub struct PetParams {
    pub kind: String,
    pub limit: Option<i64>,
    pub tags: Option<Vec<String>>,
    pub trace: Option<Vec<i64>>,
    pub session: Option<String>,
}

pub struct FindPets;

impl FindPets {
    pub const OPERATION: Operation = Operation::new("findPets", "GET", "/pets/{kind}", SECURITY)
        .parameters(&[
            Parameter::path("kind", "0"),
            Parameter::query("limit", "/p/limit")
                .constraints(&[constraint::Minimum(Decimal::new("1"))]),
            Parameter::query("tags", "/p/tags")
                .style(Style::Form)
                .constraints(&[constraint::EachItem(&[constraint::MinLength(1)])]),
            Parameter::header("X-Trace", "/p/trace"),
            Parameter::cookie("session id", "/p/session"),
        ]);
}

pub const PATCH_PET: Operation = Operation::new("patchPet", "PATCH", "/pets/{kind}", SECURITY);
pub const GET_FILE: Operation = Operation::new("getFile", "GET", "/pets/{kind}.json", &[])
    .parameters(&[Parameter::path("kind", "0")]);

pub struct Patch {
    pub name: String,
    pub age: i64,
    pub secret: Option<String>,
}

object! {
    Patch("/s/Patch", ignore);
    required(name, "name").constraints_at(Constraints::new("/s/Patch/properties/name", &[Constraint::MinLength(1)]));
    required(age, "age").constraints_at(Constraints::new("/s/Patch/properties/age", &[Constraint::Minimum(Decimal::new("0"))]));
    optional(secret, "secret").constraints_at(Constraints::new("/s/Patch/properties/secret", &[Constraint::MinLength(8), Constraint::Secret]));
}

pub struct Pets;

pub fn serve() -> Router {
    serve_with(Options::default().body_limit(4096))
}

pub fn serve_with(options: Options) -> Router {
    let mut routes = Routes::new(Pets, options);
    routes.add(&FindPets::OPERATION, find_pets);
    routes.add(&PATCH_PET, patch_pet);
    routes.add(&GET_FILE, get_file);
    routes.finish()
}

fn authenticate(head: &Head) -> Result<(), Rejection> {
    let good = |scheme| head.credential(scheme).map(|secret| secret.is("good"));
    match (good(&BEARER).zip(good(&SESSION)), good(&KEY)) {
        (Some((true, true)), _) | (_, Some(true)) => Ok(()),
        (None, None) => Err(Rejection::unauthenticated(head.operation(), None)),
        _ => Err(Rejection::unauthenticated(
            head.operation(),
            Some(Denied::unauthorized("No such key.")),
        )),
    }
}

async fn find_pets(_: Arc<Pets>, incoming: Incoming) -> Result<Response, Rejection> {
    authenticate(incoming.head())?;
    let call = incoming.read().await?;
    let mut reader = RequestReader::new(&call);
    let kind = reader.parameter(0);
    let limit = reader.optional(1);
    let tags = reader.optional(2);
    let trace = reader.optional(3);
    let session = reader.optional(4);
    reader.finish()?;
    let params = PetParams {
        kind: kind?,
        limit: limit?,
        tags: tags?,
        trace: trace?,
        session: session?,
    };
    match declared(find(&params))? {
        Ok(body) => response::body(200, codec::Json, "application/json", &body),
        Err(body) => response::body(404, codec::Json, "application/json", &body),
    }
}

fn find(params: &PetParams) -> Result<String, Failure<String>> {
    match &*params.kind {
        "unicorn" => Err("no unicorns".to_owned().into()),
        "crash" => Err(Failure::internal("the password is hunter2")),
        _ => Ok(format!("{params:?}")),
    }
}

async fn patch_pet(_: Arc<Pets>, incoming: Incoming) -> Result<Response, Rejection> {
    authenticate(incoming.head())?;
    let call = incoming.read().await?;
    let mut reader = RequestReader::new(&call);
    let body = reader.body::<Patch>(codec::Json, "application/json");
    reader.finish()?;
    response::body(200, codec::Json, "application/json", &body?)
}

async fn get_file(_: Arc<Pets>, incoming: Incoming) -> Result<Response, Rejection> {
    let call = incoming.read().await?;
    let mut reader = RequestReader::new(&call);
    let kind = reader.parameter::<String>(0);
    reader.finish()?;
    response::body(
        200,
        codec::Json,
        "application/json",
        &format!("json of {}", kind?),
    )
}

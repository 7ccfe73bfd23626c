//! Equivalent URIs find one route (RFC 3986, section 6.2.2).

use crate::raw::{Served, body, status};
use specwright_runtime::server::{
    Incoming, Options, Rejection, RequestReader, Response, Routes, response,
};
use specwright_runtime::{Operation, Parameter, codec};
use std::sync::Arc;

static BY_ID: Operation =
    Operation::new("byId", "GET", "/pets/{id}", &[]).parameters(&[Parameter::path("id", "0")]);
static MINE: Operation = Operation::new("mine", "GET", "/pets/mine", &[]);
static CAFE: Operation = Operation::new("cafe", "GET", "/caf%c3%a9/m%65nu", &[]);

fn router() -> axum::Router {
    async fn name(_: Arc<()>, incoming: Incoming) -> Result<Response, Rejection> {
        response::body(
            200,
            codec::Text,
            "text/plain",
            &incoming.head().operation().id.to_owned(),
        )
    }
    async fn by_id(_: Arc<()>, incoming: Incoming) -> Result<Response, Rejection> {
        let call = incoming.read().await?;
        let mut reader = RequestReader::new(&call);
        let id = reader.parameter::<String>(0);
        reader.finish()?;
        response::body(200, codec::Text, "text/plain", &format!("id {}", id?))
    }
    let mut routes = Routes::new((), Options::default());
    routes.add(&BY_ID, by_id);
    routes.add(&MINE, name);
    routes.add(&CAFE, name);
    routes.finish()
}

#[test]
fn equivalent_paths_find_one_route() {
    let server = Served::new(router());
    let nested = Served::new(axum::Router::new().nest_service("/api/v1", router()));
    for (path, found) in [
        ("/pets/mine", "mine"),
        ("/pets/m%69ne", "mine"),
        ("/pets/%6D%69%6e%65", "mine"),
        ("/p%65ts/mine", "mine"),
        ("/p%65ts/7", "id 7"),
        ("/pets/a%2fb", "id a/b"),
        ("/pets/a%2Fb", "id a/b"),
        ("/pets/%C3%BC%7e", "id ü~"),
        ("/caf%C3%A9/menu", "cafe"),
        ("/caf%c3%a9/menu", "cafe"),
        ("/c%61f%c3%A9/men%75", "cafe"),
    ] {
        assert_eq!(body(&server.ask("GET", path, "")), found, "{path}");
        let path = format!("/api/v1{path}");
        assert_eq!(body(&nested.ask("GET", &path, "")), found, "{path}");
    }
    for path in [
        "/x/p%65ts/mine",
        "/p%65ts",
        "/p%65ts/mine/x",
        "/p%65ts%2Fmine",
        "/pets/%zz/x",
    ] {
        assert_eq!(status(&server.ask("GET", path, "")), "404", "{path}");
        let path = format!("/api/v1{path}");
        assert_eq!(status(&nested.ask("GET", &path, "")), "404", "{path}");
    }
    assert_eq!(status(&server.ask("POST", "/p%65ts/mine", "")), "405");
}

/// `Router::nest` copies the routes of a router and drops its default fallback, with the layers around it; a fallback that was set
/// would not merge. So a path that axum does not know by its bytes never comes to a router that is nested so, and only `nest_service`
/// gives it every path below the prefix.
#[test]
fn a_nested_router_sees_only_the_paths_that_axum_finds() {
    let nested = Served::new(axum::Router::new().nest("/api", router()));
    for (path, found) in [
        ("/api/pets/mine", "200"),
        // One segment is a parameter, so that axum finds the route, and this the right one.
        ("/api/pets/m%69ne", "200"),
        ("/api/p%65ts/mine", "404"),
        ("/api/caf%C3%A9/menu", "200"),
        ("/api/caf%c3%a9/menu", "404"),
    ] {
        assert_eq!(status(&nested.ask("GET", path, "")), found, "{path}");
    }
}

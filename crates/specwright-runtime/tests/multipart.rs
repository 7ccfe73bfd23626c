//! Bodies of `multipart` from a client to a server and back, in memory.

use http::Request;
use specwright_runtime::client::{Builder, Error, RequestWriter, ServiceTransport};
use specwright_runtime::server::{
    Incoming, Options, Rejection, RequestReader, Response, Router, Routes, response,
};
use specwright_runtime::{Bytes, Encoding, File, Operation, codec, object};
use std::sync::Arc;
use tower_service::Service;

const TYPE: &str = "multipart/form-data";
const ENCODINGS: &[Encoding] = &[Encoding::content_type("photo", "image/png")];
const ADD: Operation =
    Operation::new("addPhoto", "POST", "/photos", &[]).accept("multipart/mixed, */*");

struct Photo {
    title: String,
    photo: File,
    likes: Option<i64>,
}

object! {
    Photo("/s/Photo", deny);
    required(title, "title");
    required(photo, "photo");
    optional(likes, "likes");
}

fn server() -> Router {
    let mut routes = Routes::new((), Options::default());
    routes.add(&ADD, add);
    routes.finish()
}

async fn add(_: Arc<()>, incoming: Incoming) -> Result<Response, Rejection> {
    let call = incoming.read().await?;
    let mut reader = RequestReader::new(&call);
    let body = reader.optional_body::<Photo>(codec::Multipart(ENCODINGS), TYPE);
    reader.finish()?;
    match body? {
        Some(photo) if photo.title == "none" => {
            response::body(404, codec::Multipart(ENCODINGS), "multipart/mixed", &photo)
        }
        Some(photo) => response::body(200, codec::Multipart(ENCODINGS), "multipart/mixed", &photo),
        None => response::empty(204),
    }
}

async fn send(photo: &Photo) -> Result<Photo, Error<Photo>> {
    let core = Builder::default()
        .transport(ServiceTransport::new(server()))
        .build("http://api.test")
        .unwrap();
    let mut writer = RequestWriter::new(&ADD);
    writer.body(codec::Multipart(ENCODINGS), TYPE, photo);
    let response = core.send(writer.finish()?).await?;
    match response.status() {
        200 => response.decode(codec::Multipart(ENCODINGS)),
        _ => Err(response.error(codec::Multipart(ENCODINGS), |photo| photo)),
    }
}

fn photo(title: &str) -> Photo {
    Photo {
        title: title.to_owned(),
        photo: File::new("a \"b\".png", b"\0\xff--\r\n\r\n").with_media_type("image/png"),
        likes: Some(2),
    }
}

#[tokio::test]
async fn a_body_makes_the_round() {
    assert_eq!(send(&photo("t")).await.unwrap(), photo("t"));
    let error = send(&photo("none")).await.unwrap_err();
    assert_eq!(error.into_declared().unwrap(), photo("none"));
    let mut untyped = photo("t");
    untyped.photo.media_type = None;
    assert_eq!(send(&untyped).await.unwrap(), photo("t"));
    untyped.photo.media_type = Some("image/png\n".to_owned());
    assert!(matches!(send(&untyped).await, Err(Error::Request(_))));
}

#[test]
fn a_range_is_not_sent() {
    let sent = |write: fn(&mut RequestWriter)| {
        let mut writer = RequestWriter::new(&ADD);
        write(&mut writer);
        let request = writer.finish().unwrap();
        assert_eq!(request.headers()["accept"], "multipart/mixed, */*");
        request.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        sent(|it| it.body(codec::Json, "*/*", &1_i64)),
        "application/json"
    );
    assert_eq!(
        sent(|it| it.body(codec::Text, "text/*", &"t".to_owned())),
        "text/plain"
    );
    assert_eq!(
        sent(|it| it.body(codec::Binary, "image/*", &Bytes::from(&b"b"[..]))),
        "application/octet-stream"
    );
    assert_eq!(
        sent(|it| it.body(codec::Text, "text/html", &"t".to_owned())),
        "text/html"
    );
    let answer = response::body(200, codec::Text, "*/*", &"t".to_owned()).unwrap();
    assert_eq!(answer.headers()["content-type"], "text/plain");
}

async fn raw(media_type: &str, body: &str) -> u16 {
    let request = Request::builder()
        .method("POST")
        .uri("/photos")
        .header("content-type", media_type)
        .body(axum::body::Body::from(body.replace('\n', "\r\n")))
        .unwrap();
    server().call(request).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn bodies_are_refused_by_what_is_wrong_with_them() {
    let part = |name: &str, value: &str| {
        format!("--b\nContent-Disposition: form-data; name={name}\n\n{value}\n")
    };
    let title = part("title", "t");
    let both = title.clone() + &part("photo", "p");
    let body = |parts: &str| format!("{parts}--b--\n");
    let typed = "Multipart/Form-Data; charset=utf-8; boundary=\"b\"";
    assert_eq!(raw(typed, &body(&both)).await, 200);
    assert_eq!(raw("multipart/mixed; boundary=b", &body(&both)).await, 415);
    assert_eq!(raw("application/json", "{}").await, 415);
    assert_eq!(raw(TYPE, &body(&both)).await, 400);
    for (status, body) in [
        (204, String::new()),
        (400, both.clone()),
        (400, body(&part("title[", "t").replace("name=", "names="))),
        (422, body(&title)),
        (422, body(&(both.clone() + &title))),
        (422, body(&(both.clone() + &part("likes", "many")))),
        (422, body(&(both.clone() + &part("other", "o")))),
    ] {
        assert_eq!(raw(typed, &body).await, status, "{body}");
    }
}

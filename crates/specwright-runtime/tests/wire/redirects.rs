//! Redirects (RFC 9110, section 15.4).

use crate::raw::{Answer, Server, header, response};
use crate::{builder, core, operation, request};
use specwright_runtime::client::{Request, RequestWriter};
use specwright_runtime::{Operation, Requirement, SecurityScheme, codec};

static GET: Operation = operation("GET", "/jobs");
static HEAD: Operation = operation("HEAD", "/jobs");
static POST: Operation = operation("POST", "/jobs");
static DELETE: Operation = operation("DELETE", "/jobs");
static GET_DECLARED: Operation = operation("GET", "/jobs").redirects(&[302, 307]);
static POST_DECLARED: Operation = operation("POST", "/jobs").redirects(&[303]);

/// A server that leads from `/jobs` elsewhere, and answers 200 there.
fn leading(status: &'static str, location: &'static str) -> Server {
    Server::new(move |request, _| {
        let is_first = request.contains(" /jobs HTTP/1.1");
        Answer::Whole(match is_first {
            true => response(status, &format!("Location: {location}\r\n"), ""),
            false => response("200 OK", "", ""),
        })
    })
}

async fn outcome(
    operation: &'static Operation,
    status: &'static str,
    location: &'static str,
) -> (u16, Vec<String>) {
    let server = leading(status, location);
    let response = core(&server).send(request(operation)).await.unwrap();
    (response.status(), server.lines())
}

#[tokio::test]
async fn no_redirect_changes_a_method() {
    for (status, code) in [
        ("301 Moved Permanently", 301),
        ("302 Found", 302),
        ("303 See Other", 303),
    ] {
        let (got, lines) = outcome(&POST, status, "/jobs/").await;
        assert_eq!((got, lines), (code, vec!["POST /jobs".to_owned()]));
        let (got, lines) = outcome(&DELETE, status, "/jobs/").await;
        assert_eq!((got, lines), (code, vec!["DELETE /jobs".to_owned()]));
        let (got, lines) = outcome(&GET, status, "/jobs/").await;
        assert_eq!((got, &*lines[1]), (200, "GET /jobs/"));
        let (got, lines) = outcome(&HEAD, status, "/jobs/").await;
        assert_eq!((got, &*lines[1]), (200, "HEAD /jobs/"));
    }
    for status in ["307 Temporary Redirect", "308 Permanent Redirect"] {
        let (got, lines) = outcome(&POST, status, "/jobs/?a=b#c").await;
        assert_eq!((got, &*lines[1]), (200, "POST /jobs/?a=b"));
    }
    for status in ["300 Multiple Choices", "304 Not Modified", "305 Use Proxy"] {
        assert_eq!(outcome(&GET, status, "/jobs/").await.1.len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_body_is_sent_again_as_it_was() {
    let server = leading("308 Permanent Redirect", "/jobs/");
    let mut writer = RequestWriter::new(&POST);
    writer.body(codec::Json, "application/json", &"work".to_owned());
    let request: Request = writer.finish().unwrap();
    let response = core(&server).send(request).await.unwrap();
    assert_eq!(response.status(), 200);
    for request in server.requests() {
        assert!(request.ends_with("\r\n\r\n\"work\""), "{request}");
        assert_eq!(header(&request, "content-type"), Some("application/json"));
        assert_eq!(header(&request, "x-key"), Some("secret"));
    }
}

#[tokio::test]
async fn what_an_operation_declares_is_an_answer() {
    assert_eq!(outcome(&GET_DECLARED, "302 Found", "/x").await.0, 302);
    assert_eq!(
        outcome(&GET_DECLARED, "307 Temporary Redirect", "/x")
            .await
            .0,
        307
    );
    assert_eq!(
        outcome(&GET_DECLARED, "301 Moved Permanently", "/x")
            .await
            .0,
        200
    );
    assert_eq!(outcome(&POST_DECLARED, "303 See Other", "/x").await.0, 303);
    assert_eq!(
        outcome(&POST_DECLARED, "307 Temporary Redirect", "/x")
            .await
            .0,
        200
    );
}

#[tokio::test]
async fn no_redirect_leads_to_another_origin() {
    let thief = Server::answering(&response("200 OK", "", ""));
    let port = thief.url.rsplit(':').next().unwrap().to_owned();
    for location in [
        format!("{}/jobs/", thief.url),
        format!("//127.0.0.1:{port}/jobs/"),
        "https://127.0.0.1/jobs/".to_owned(),
        "ftp://127.0.0.1/jobs/".to_owned(),
        "http://[".to_owned(),
    ] {
        let text = response(
            "307 Temporary Redirect",
            &format!("Location: {location}\r\n"),
            "",
        );
        let server = Server::answering(&text);
        let response = core(&server).send(request(&GET)).await.unwrap();
        assert_eq!(
            (response.status(), server.requests().len()),
            (307, 1),
            "{location}"
        );
    }
    assert!(thief.requests().is_empty());
    // The same origin, with a user: credentials of nobody's choice.
    let server = Server::new(|request, _| {
        let host = header(request, "host").unwrap();
        let location = format!("Location: http://me:too@{host}/x\r\n");
        Answer::Whole(response("307 Temporary Redirect", &location, ""))
    });
    assert_eq!(
        core(&server).send(request(&GET)).await.unwrap().status(),
        307
    );
}

#[tokio::test]
async fn a_redirect_without_a_target_is_the_answer() {
    for headers in ["", "Location: /a\r\nLocation: /b\r\n"] {
        let server = Server::answering(&response("302 Found", headers, ""));
        assert_eq!(
            core(&server).send(request(&GET)).await.unwrap().status(),
            302
        );
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn redirects_in_a_circle_end() {
    let server = Server::answering(&response("302 Found", "Location: /jobs\r\n", ""));
    assert_eq!(
        core(&server).send(request(&GET)).await.unwrap().status(),
        302
    );
    assert_eq!(server.requests().len(), 11);
}

#[tokio::test]
async fn no_referer_tells_a_key_of_the_query() {
    const QUERY: SecurityScheme = SecurityScheme::query("query", "api_key");
    static BY_QUERY: Operation =
        Operation::new("q", "GET", "/jobs", &[&[Requirement::new(&QUERY, &[])]]);
    let server = Server::new(|request, count| {
        assert_eq!(header(request, "referer"), None, "{request}");
        Answer::Whole(match count {
            0 => response("302 Found", "Location: /jobs/\r\n", ""),
            _ => response("200 OK", "", ""),
        })
    });
    let core = builder()
        .credential(&QUERY, "hidden".into())
        .build(&server.url);
    let response = core.unwrap().send(request(&BY_QUERY)).await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(server.lines(), ["GET /jobs?api_key=hidden", "GET /jobs/"]);
}

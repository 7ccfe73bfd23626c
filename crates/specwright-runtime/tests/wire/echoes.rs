//! Credentials that a server repeats: no error shows them.

use crate::raw::{Server, response};
use specwright_runtime::client::{Builder, Core, Error, Request, RequestWriter};
use specwright_runtime::{
    Operation, Parameter, Requirement, SecurityScheme, Value, codec, constraint,
};
use std::fmt::Debug;

const HEADER: SecurityScheme = SecurityScheme::header("header", "x-odd");
const QUERY: SecurityScheme = SecurityScheme::query("query", "q odd");
const COOKIE: SecurityScheme = SecurityScheme::cookie("cookie", "odd");
const BEARER: SecurityScheme = SecurityScheme::bearer("bearer");
const BASIC: SecurityScheme = SecurityScheme::basic("basic");

/// An operation with one scheme, and with a path and a header that hold secrets.
macro_rules! operation {
    ($name:ident, $scheme:ident) => {
        static $name: Operation = Operation::new(
            "call",
            "GET",
            "/bot{token}/x",
            &[&[Requirement::new(&$scheme, &[])]],
        )
        .parameters(&[
            Parameter::path("token", "0").constraints(&[constraint::Secret]),
            Parameter::header("x-phrase", "1").constraints(&[constraint::Secret]),
            Parameter::query("limit", "2"),
        ]);
    };
}

operation!(BY_HEADER, HEADER);
operation!(BY_QUERY, QUERY);
operation!(BY_COOKIE, COOKIE);
operation!(BY_BEARER, BEARER);
operation!(BY_BASIC, BASIC);

fn request(operation: &'static Operation, token: &str, phrase: &str) -> Request {
    let mut writer = RequestWriter::new(operation);
    writer.parameter(0, &token.to_owned());
    writer.parameter(1, &phrase.to_owned());
    writer.parameter(2, &7_i64);
    writer.finish().unwrap()
}

fn core(server: &Server, scheme: SecurityScheme, secret: &str) -> Core {
    let builder = Builder::default().credential(&scheme, secret.into());
    builder.build(&server.url).unwrap()
}

/// Everything that an error shows, as one text.
fn shown<E: Debug>(error: &Error<E>) -> String {
    format!("{error}\n{error:?}\n{error:#?}")
}

/// The errors that can be made of a response.
async fn errors(core: &Core, request: Request) -> Vec<String> {
    let answer = || async { core.send(request.clone()).await.unwrap() };
    let declared: Error<String> = answer().await.error(codec::Text, |body: String| body);
    let invalid_body: Error<()> = answer().await.decode::<i64, ()>(codec::Json).unwrap_err();
    let unexpected: Error<()> = answer().await.unexpected_status();
    vec![
        shown(&declared),
        shown(&invalid_body),
        shown(&unexpected),
        format!("{:?}", answer().await),
    ]
}

#[tokio::test]
async fn a_credential_that_a_server_repeats_is_not_shown() {
    for (operation, scheme, secret, echoes) in [
        (
            &BY_HEADER,
            HEADER,
            "k3y-\"of\"-mine",
            &["k3y-\"of\"-mine", "K3Y-\\\"OF\\\"-MINE"][..],
        ),
        (
            &BY_QUERY,
            QUERY,
            "s&me/k y",
            &["s&me/k y", "s%26me%2Fk%20y", "s%26me%2fk%20y"],
        ),
        (
            &BY_COOKIE,
            COOKIE,
            "c00kie==",
            &["odd=c00kie==", "c00kie%3D%3D"],
        ),
        (
            &BY_BEARER,
            BEARER,
            "eyJh.b-c_d",
            &["Bearer eyJh.b-c_d", "token eyJh.b-c_d!"],
        ),
        (
            &BY_BASIC,
            BASIC,
            "ann:pa55word",
            &["YW5uOnBhNTV3b3Jk", "ann:pa55word", "pa55word"],
        ),
    ] {
        for echo in echoes
            .iter()
            .chain(&["12345:abcde", "my phrase", "my%20phrase"])
        {
            // Behind text that is not shown any more as well: white space is not.
            for before in ["no: ", &" ".repeat(790)] {
                let headers = format!("X-Echo: <{echo}>\r\nContent-Type: text/{echo}\r\n");
                let body = format!("{before}{echo} of ann, limit=7");
                let server = Server::answering(&response("401 Unauthorized", &headers, &body));
                let core = core(&server, scheme, secret);
                let errors = errors(&core, request(operation, "12345:abcde", "my phrase"));
                for text in errors.await {
                    let text = text.to_ascii_lowercase();
                    assert!(text.contains(".."), "{text}");
                    for hidden in [&echo.to_ascii_lowercase(), "pa55word", "c00kie", "eyjh"] {
                        assert!(!text.contains(hidden), "{hidden}: {text}");
                    }
                }
            }
        }
    }
}

/// JSON may write every character as an escape.
#[tokio::test]
async fn a_credential_in_escapes_of_json_is_not_shown() {
    let body = r#"{"errors": [{"why": "key \u0061b\/cd== is not \u006bnown"}], "n": [4711]}"#;
    let server = Server::answering(&response("400 Bad Request", "", body));
    let core = core(&server, HEADER, "ab/cd==");
    let answer = core.send(request(&BY_HEADER, "4711", "none")).await;
    let declared: Error<Value> = answer.unwrap().error(codec::Json, |it: Value| it);
    let answer = core.send(request(&BY_HEADER, "4711", "none")).await;
    let unexpected: Error<()> = answer.unwrap().unexpected_status();
    for text in [shown(&declared), shown(&unexpected)] {
        assert!(!text.contains("cd==") && !text.contains("4711"), "{text}");
        assert!(!text.contains("\\u0061b"), "{text}");
    }
}

/// Text without a credential is shown unchanged, also beside short credentials, and is bounded.
#[tokio::test]
async fn other_text_is_shown() {
    let body = format!("a bad request of abc, {}", "x".repeat(1 << 20));
    let server = Server::answering(&response("400 Bad Request", "X-Id: abc\r\n", &body));
    let core = core(&server, HEADER, "abc");
    let answer = core.send(request(&BY_HEADER, "1", "2")).await.unwrap();
    let text = shown(&answer.unexpected_status::<()>());
    assert!(
        text.contains("a bad request of abc, xxx") && text.contains("\"abc\""),
        "{text}"
    );
    assert!(text.len() < 2_000, "{}", text.len());
}

/// The credentials of the first request are hidden, and those of the query that go along.
#[tokio::test]
async fn a_credential_is_hidden_behind_a_redirect() {
    use crate::raw::Answer;
    let server = Server::new(|request, _| {
        let echo = request.lines().next().unwrap().to_owned();
        Answer::Whole(match echo.contains("/there") {
            true => response("403 Forbidden", "", &format!("{echo} from bot 12345")),
            false => {
                let query = echo.split(['?', ' ']).nth(2).unwrap();
                response(
                    "307 Temporary Redirect",
                    &format!("Location: /there?{query}\r\n"),
                    "",
                )
            }
        })
    });
    let core = core(&server, QUERY, "s3cr3t");
    let answer = core.send(request(&BY_QUERY, "12345", "2")).await.unwrap();
    let text = shown(&answer.unexpected_status::<()>());
    assert!(
        text.contains("403") && text.contains("/there?limit=7"),
        "{text}"
    );
    assert!(
        !text.contains("s3cr3t") && !text.contains("12345"),
        "{text}"
    );
}

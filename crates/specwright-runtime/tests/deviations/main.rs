//! A server that breaks its document: a tolerant client reads what can be read, and says what it left out.

#![allow(missing_docs, reason = "models as generated code has them")]

mod model;

use model::{
    BEARER, GET_PET, Kind, Owner, Payment, Pet, Script, Shape, Success, call, call_with, json,
};
use specwright_runtime::client::{
    Answer, Builder, Deviation, Error, ReadAs, RequestWriter, Responses,
};
use specwright_runtime::{Framing, OptionalNullable, codec};
use std::sync::{Arc, Mutex};

/// A deviation: the place, the keyword, and what the value is read as.
type Expected = (&'static str, &'static str, ReadAs);

/// A body that deviates.
struct Case {
    body: &'static str,
    expected: &'static [Expected],
    is_usable: fn(&Pet) -> bool,
}

const fn case(
    body: &'static str,
    expected: &'static [Expected],
    is_usable: fn(&Pet) -> bool,
) -> Case {
    Case {
        body,
        expected,
        is_usable,
    }
}

use ReadAs::{Absent, Ignored, Null, Received};

/// The ways in which a body breaks the document and is read.
const READ: &[Case] = &[
    // A property of the wrong type.
    case(
        r#"{"id":1,"chip":null,"name":5}"#,
        &[("/name", "type", Absent)],
        |it| it.name.is_none(),
    ),
    // Null for a property that is optional and not nullable.
    case(
        r#"{"id":1,"chip":null,"name":null}"#,
        &[("/name", "type", Absent)],
        |it| it.id == 1,
    ),
    // A string that its pattern refuses.
    case(
        r#"{"id":1,"chip":null,"code":"abc"}"#,
        &[("/code", "pattern", Absent)],
        |it| it.code.is_none(),
    ),
    // A value that an enum does not list.
    case(
        r#"{"id":1,"chip":null,"kind":"dog"}"#,
        &[("/kind", "enum", Received)],
        |it| matches!(it.kind, Some(Kind::Unknown(_))),
    ),
    // A text that is too short.
    case(
        r#"{"id":1,"chip":null,"nick":"x"}"#,
        &[("/nick", "minLength", Received)],
        |it| it.nick.as_deref() == Some("x"),
    ),
    // A required property that may be null, and is missing.
    case(r#"{"id":1}"#, &[("/chip", "required", Null)], |it| {
        it.chip.is_none()
    }),
    // The same of the wrong type.
    case(r#"{"id":1,"chip":[]}"#, &[("/chip", "type", Null)], |it| {
        it.chip.is_none()
    }),
    // A property of three states.
    case(
        r#"{"id":1,"chip":null,"note":7}"#,
        &[("/note", "type", Absent)],
        |it| it.note == OptionalNullable::Absent,
    ),
    // A property that the schema excludes.
    case(
        r#"{"id":1,"chip":null,"wings":2}"#,
        &[("/wings", "additionalProperties", Ignored)],
        |it| it.id == 1,
    ),
    // A property that is there twice.
    case(
        r#"{"id":1,"chip":null,"name":"a","name":"b"}"#,
        &[("/name", "type", Received)],
        |it| it.name.as_deref() == Some("b"),
    ),
    // A value inside a value.
    case(
        r#"{"id":1,"chip":null,"owner":{"email":"a@b","age":"old"}}"#,
        &[("/owner/age", "type", Absent)],
        |it| {
            it.owner
                .as_ref()
                .is_some_and(|it| it.email == "a@b" && it.age.is_none())
        },
    ),
    // A required value inside an optional one.
    case(
        r#"{"id":1,"chip":null,"owner":{"age":3}}"#,
        &[("/owner", "required", Absent)],
        |it| it.owner.is_none(),
    ),
    // A text that is not a time.
    case(
        r#"{"id":1,"chip":null,"born":"yesterday"}"#,
        &[("/born", "format", Absent)],
        |it| it.born.is_none(),
    ),
    // An item of an optional list: the list would be another without it.
    case(
        r#"{"id":1,"chip":null,"tags":["a",2]}"#,
        &[("/tags/1", "type", Absent)],
        |it| it.tags.is_none(),
    ),
    // An item that may be null.
    case(
        r#"{"id":1,"chip":null,"scores":[1,"x",3]}"#,
        &[("/scores/1", "type", Null)],
        |it| it.scores.as_deref() == Some(&[Some(1), None, Some(3)]),
    ),
    // An entry of a map.
    case(
        r#"{"id":1,"chip":null,"labels":{"a":1,"b":"x"}}"#,
        &[("/labels/b", "type", Absent)],
        |it| {
            it.labels
                .as_ref()
                .is_some_and(|it| it.len() == 1 && it["a"] == 1)
        },
    ),
    // A property of a union's member, which the discriminator names.
    case(
        r#"{"id":1,"chip":null,"shape":{"type":"circle","radius":"wide"}}"#,
        &[("/shape/radius", "type", Absent)],
        |it| matches!(&it.shape, Some(Shape::Circle(it)) if it.radius.is_none()),
    ),
    // A union without a member of this name.
    case(
        r#"{"id":1,"chip":null,"shape":{"type":"star"}}"#,
        &[("/shape/type", "discriminator", Absent)],
        |it| it.shape.is_none(),
    ),
    // A property of the only member that the value can be.
    case(
        r#"{"id":1,"chip":null,"payment":{"number":"7","year":"x"}}"#,
        &[("/payment/year", "type", Absent)],
        |it| matches!(&it.payment, Some(Payment::Card(it)) if it.number == "7"),
    ),
    // A property with a default.
    case(
        r#"{"id":1,"chip":null,"lives":"many"}"#,
        &[("/lives", "type", Absent)],
        |it| it.lives == Some(9),
    ),
];

fn found<T>(answer: &Answer<T>) -> Vec<(&str, &'static str, ReadAs)> {
    let deviations = answer.deviations().iter();
    deviations
        .map(|it| (it.instance(), it.keyword(), it.read_as()))
        .collect()
}

#[tokio::test]
async fn a_client_reads_what_can_be_read() {
    assert!(READ.len() >= 20);
    for case in READ {
        let answer = call(Responses::Tolerant, json(case.body)).await;
        let answer = answer.unwrap_or_else(|error| panic!("{}: {error}", case.body));
        assert!(
            (case.is_usable)(&answer.value),
            "{}: {:?}",
            case.body,
            answer
        );
        assert_eq!(found(&answer), case.expected, "{}", case.body);
        for deviation in answer.deviations() {
            assert!(deviation.schema().starts_with("/s/"), "{deviation:?}");
            assert!(deviation.instance().starts_with(deviation.place()));
        }
    }
}

/// A strict client refuses all but what the types hold.
#[tokio::test]
async fn a_strict_client_refuses_them() {
    for case in READ {
        let answer = call(Responses::Strict, json(case.body)).await;
        let is_held = case
            .expected
            .iter()
            .all(|(_, keyword, _)| matches!(*keyword, "enum" | "minLength"));
        match answer {
            Ok(answer) => assert!(is_held && answer.deviations().is_empty(), "{}", case.body),
            Err(Error::InvalidBody { .. }) => assert!(!is_held, "{}", case.body),
            Err(error) => panic!("{}: {error}", case.body),
        }
    }
}

#[tokio::test]
async fn a_value_that_is_needed_is_an_error_with_the_response() {
    for (body, reason) in [
        (r#"{"chip":null}"#, "expected the property `id`"),
        (
            r#"{"id":"x","chip":null,"name":5}"#,
            "/id: expected an integer",
        ),
        (r#"{"id":null,"chip":null}"#, "/id: expected an integer"),
        ("[]", "expected an object"),
        (r#"{"id":1"#, "EOF"),
        ("", "EOF"),
    ] {
        let error = call(Responses::Tolerant, json(body)).await.unwrap_err();
        let Error::InvalidBody {
            response,
            reason: found,
        } = &error
        else {
            panic!("{body}: {error}");
        };
        assert!(
            found.contains(reason) && !found.contains("name"),
            "{body}: {found}"
        );
        assert_eq!((response.status(), response.body()), (200, body.as_bytes()));
        assert_eq!(response.headers()["x-total"], "1");
    }
}

#[tokio::test]
async fn a_header_may_be_missing_or_wrong() {
    let mut response = json(r#"{"id":1,"chip":null}"#);
    response.headers_mut().remove("x-total");
    response
        .headers_mut()
        .insert("x-next", "soon".parse().unwrap());
    let answer = call(Responses::Tolerant, response.clone()).await.unwrap();
    assert_eq!(
        (answer.value.headers.x_total, answer.value.headers.x_next),
        (None, None)
    );
    let deviations = answer.deviations().iter();
    let found: Vec<_> = deviations.map(|it| (it.header(), it.keyword())).collect();
    let expected = [(Some("X-Total"), "required"), (Some("X-Next"), "type")];
    assert_eq!(found, expected);
    let error = call(Responses::Strict, response).await.unwrap_err();
    assert!(
        error.to_string().contains("header `X-Total`: missing"),
        "{error}"
    );
}

#[tokio::test]
async fn json_may_have_another_content_type() {
    let mut response = json(r#"{"id":1,"chip":null}"#);
    response
        .headers_mut()
        .insert("content-type", "text/html".parse().unwrap());
    let answer = call(Responses::Tolerant, response.clone()).await.unwrap();
    assert_eq!(answer.deviations()[0].header(), Some("Content-Type"));
    let error = call(Responses::Strict, response.clone()).await.unwrap_err();
    assert!(error.to_string().contains("text/html"), "{error}");
    *response.body_mut() = b"<html>busy</html>".to_vec();
    let error = call(Responses::Tolerant, response).await.unwrap_err();
    assert!(error.to_string().contains("found text/html"), "{error}");
    assert_eq!(error.body(), Some(&b"<html>busy</html>"[..]));
}

#[tokio::test]
async fn text_that_is_not_utf_8_is_read() {
    let mut response = json("");
    *response.body_mut() = b"{\"id\":1,\"chip\":null,\"name\":\"Ren\xE9\"}".to_vec();
    let answer = call(Responses::Tolerant, response.clone()).await.unwrap();
    assert_eq!(answer.value.name.as_deref(), Some("Ren\u{FFFD}"));
    assert_eq!(found(&answer), [("", "type", Received)]);
    assert!(call(Responses::Strict, response).await.is_err());
}

#[tokio::test]
async fn a_declared_error_is_read_tolerantly() {
    let mut response = json(r#"{"title":"gone","code":"x"}"#);
    *response.status_mut() = http::StatusCode::GONE;
    let error = call(Responses::Tolerant, response).await.unwrap_err();
    assert_eq!(error.declared().map(|it| &*it.title), Some("gone"));
    let deviations = error.response().unwrap().deviations();
    assert_eq!(deviations[0].instance(), "/code");
}

/// The members of a union, none of which fits.
#[tokio::test]
async fn a_union_is_read_as_the_member_that_deviates_least() {
    let payment = async |json_of_payment: &str| {
        let body = format!(r#"{{"id":1,"chip":null,"payment":{json_of_payment}}}"#);
        let answer = call(Responses::Tolerant, json(&body)).await.unwrap();
        let answer: Answer<Success> = answer;
        answer.value.payment.clone()
    };
    // It fits a member: no other is tried.
    let fitting = payment(r#"{"iban":"DE"}"#).await;
    assert!(matches!(fitting, Some(Payment::Account(_))));
    // The closed member would take any object if its unknown properties were ignored.
    assert_eq!(payment(r#"{"number":7,"year":1}"#).await, None);
    // Two members deviate as little.
    assert_eq!(
        payment(r#"{"number":"7","iban":"DE","year":"x"}"#).await,
        None
    );
    // No member is of this type.
    assert_eq!(payment("5").await, None);
    let card = payment(r#"{"number":"7","year":"x","note":1}"#).await;
    assert!(matches!(card, Some(Payment::Card(it)) if it.number == "7"));
}

#[tokio::test]
async fn the_hook_has_the_deviations_of_each_response() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let all = Arc::clone(&seen);
    let act = move |operation: &specwright_runtime::Operation, found: &[Deviation]| {
        all.lock().unwrap().push((operation.id, found.len()));
    };
    let builder = || Builder::default().responses(Responses::Tolerant);
    let body = r#"{"id":1,"wings":2,"name":3}"#;
    let called = call_with(builder().on_deviation(act.clone()), json(body)).await;
    assert_eq!(called.unwrap().deviations().len(), 3);
    let fine = r#"{"id":1,"chip":null}"#;
    call_with(builder().on_deviation(act), json(fine))
        .await
        .unwrap();
    assert_eq!(*seen.lock().unwrap(), [("getPet", 3)]);
}

#[tokio::test]
async fn a_deviation_shows_no_value() {
    let body = r#"{"id":1,"chip":null,"code":"hunter2","secret":"hunter2","nick":"h2",
        "labels":{"t0psecret-of-the-caller":"hunter2"},"name":["hunter2"],"kind":"hunter2"}"#;
    let answer = call(Responses::Tolerant, json(body)).await.unwrap();
    assert_eq!(answer.deviations().len(), 6);
    let deviations = answer.deviations();
    let shown: Vec<String> = deviations.iter().map(ToString::to_string).collect();
    let shown = format!("{shown:?} {deviations:?}");
    for secret in ["hunter2", "h2", "t0psecret"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("/code: expected a match of"), "{shown}");
}

/// A stream goes on after an item that cannot be read.
#[tokio::test]
async fn items_of_a_stream_are_read_tolerantly() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let all = Arc::clone(&seen);
    let builder = Builder::default().on_deviation(move |_, found| {
        let found = found.iter().map(ToString::to_string);
        all.lock().unwrap().extend(found);
    });
    let lines = [
        "{\"email\":\"a\",\"age\":1}",
        "{\"email\":\"b\",\"age\":\"x\"}",
        "{\"age\":2}",
        "{\"email\":\"d\"}",
    ];
    let mut response = json(&lines.join("\n"));
    response
        .headers_mut()
        .insert("content-type", "application/jsonl".parse().unwrap());
    let builder = builder.responses(Responses::Tolerant);
    let builder = builder.credential(&BEARER, "t".into());
    let core = builder
        .transport(Script(response))
        .build("http://a.test")
        .unwrap();
    let request = RequestWriter::new(&GET_PET).finish().unwrap();
    let response = core.send(request).await.unwrap();
    let items = codec::Items(Framing::Lines);
    let mut owners = response.stream::<Owner, ()>(items).unwrap();
    let mut read = Vec::new();
    while let Some(owner) = owners.next().await {
        read.push(
            owner
                .map(|it| (it.email, it.age))
                .map_err(|it| it.to_string()),
        );
    }
    let expected = [
        Ok(("a".to_owned(), Some(1))),
        Ok(("b".to_owned(), None)),
        Err("invalid item: expected the property `email`".to_owned()),
        Ok(("d".to_owned(), None)),
    ];
    assert_eq!(read, expected);
    assert_eq!(
        *seen.lock().unwrap(),
        ["/age: expected an integer; read as absent"]
    );
}

/// The number of deviations is bounded, and nested values are not tried again and again.
#[tokio::test]
async fn a_hostile_body_ends() {
    let many = (0..10_000).map(|at| format!(r#""p{at}":1"#));
    let many = many.collect::<Vec<_>>().join(",");
    let body = format!(r#"{{"id":1,"chip":null,{many}}}"#);
    let answer = call(Responses::Tolerant, json(&body)).await.unwrap();
    assert_eq!(answer.deviations().len(), 100);
    let long = "n".repeat(100_000);
    let body = format!(r#"{{"id":1,"chip":null,"labels":{{"{long}":"x"}}}}"#);
    let answer = call(Responses::Tolerant, json(&body)).await.unwrap();
    assert!(answer.deviations()[0].instance().len() < 300);
}

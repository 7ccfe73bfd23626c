//! Requests that break the document: refused before a handler runs, in the API's own body.

use crate::support::{Outcome, World, on_both_wires};
use appmaker_types::GenericErrorResponse;
use axum::body::Bytes;
use axum::http::{Request, Response};

on_both_wires! {
    a_bad_token_id_names_the_parameter_and_the_rule
    a_body_that_breaks_its_schema_is_a_bad_request
    all_violations_are_told_at_once
    a_body_that_is_no_json_is_refused
    a_body_of_another_type_is_refused
    a_body_that_is_too_large_is_refused
    without_credentials_nothing_is_looked_at
    unknown_paths_and_methods_are_refused
}

/// The status, and the body that every error of the document has.
type Refusal = (u16, GenericErrorResponse);

async fn send(
    world: &World,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Outcome<Response<Bytes>> {
    let mut request = Request::builder()
        .method(method)
        .uri(format!("{}{path}", world.wire.origin()));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    world
        .wire
        .send(request.body(Bytes::copy_from_slice(body.as_bytes()))?)
        .await
}

fn refusal(response: &Response<Bytes>) -> Outcome<Refusal> {
    assert_eq!(response.headers()["content-type"], "application/json");
    Ok((
        response.status().as_u16(),
        serde_json::from_slice(response.body())?,
    ))
}

fn message(refusal: &Refusal) -> String {
    refusal
        .1
        .api_error
        .iter()
        .flatten()
        .filter_map(|it| it.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

/// Sends a body to POST, signed in.
async fn post(world: &World, media_type: &str, body: &str) -> Outcome<Refusal> {
    let bearer = format!("Bearer {}", world.session("ada")?.expose());
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", media_type),
    ];
    refusal(&send(world, "POST", "/api/v1/me/tokens", &headers, body).await?)
}

/// The places in a JSON body that the response lists as invalid.
async fn wrong_places(world: &World, body: &str) -> Outcome<Vec<String>> {
    let (status, error) = post(world, "application/json", body).await?;
    assert_eq!(status, 400, "{body}: {error:?}");
    assert_eq!(world.signed_in("ada")?.get_user_access_tokens().await?, []);
    Ok(error
        .validation_error
        .unwrap_or_default()
        .into_keys()
        .collect())
}

async fn a_bad_token_id_names_the_parameter_and_the_rule(world: World) -> Outcome {
    let bearer = format!("Bearer {}", world.session("ada")?.expose());
    for id in [
        "42",
        "65f1a0b2c3d4e5f60718293g",
        "65f1a0b2c3d4e5f60718293a0",
        "65f1a0b2c3d4e5f60718293%2F",
        "65f1a0b2c3d4e5f6%0018293a",
    ] {
        let path = format!("/api/v1/me/tokens/{id}");
        let refused =
            refusal(&send(&world, "DELETE", &path, &[("authorization", &bearer)], "").await?)?;
        let text = message(&refused);
        assert_eq!(refused.0, 400, "{id}: {text}");
        assert!(
            text.contains("tokenId") && text.contains("^[0-9a-fA-F]{24}$"),
            "{id}: {text}"
        );
    }
    Ok(())
}

async fn a_body_that_breaks_its_schema_is_a_bad_request(world: World) -> Outcome {
    for (body, place) in [
        ("null", ""),
        ("[]", ""),
        (r#""text""#, ""),
        (r#"{"lifetime": "one-week"}"#, ""),
        (r#"{"name": "ci", "lifetime": "two-weeks"}"#, "/lifetime"),
        (r#"{"name": "ci", "lifetime": 7}"#, "/lifetime"),
        (r#"{"name": null, "lifetime": "one-week"}"#, "/name"),
        (
            r#"{"name": "ci", "lifetime": "one-week", "privileges": null}"#,
            "/privileges",
        ),
        (
            r#"{"name": "ci", "lifetime": "one-week", "privileges": ["a:b", 1]}"#,
            "/privileges/1",
        ),
    ] {
        assert_eq!(wrong_places(&world, body).await?, [place], "{body}");
    }
    Ok(())
}

async fn all_violations_are_told_at_once(world: World) -> Outcome {
    let body = r#"{"name": 1, "lifetime": "two-weeks", "privileges": {}}"#;
    assert_eq!(
        wrong_places(&world, body).await?,
        ["/lifetime", "/name", "/privileges"]
    );

    let (_, error) = post(&world, "application/json", "{}").await?;
    let at_root = error.validation_error.unwrap_or_default()[""].to_string();
    assert!(
        at_root.contains("name") && at_root.contains("lifetime"),
        "{at_root}"
    );
    Ok(())
}

async fn a_body_that_is_no_json_is_refused(world: World) -> Outcome {
    for body in [
        "",
        "{",
        r#"{"name": "ci", "name": "twice", "lifetime": "one-week"}"#,
        "{} {}",
    ] {
        assert_eq!(
            post(&world, "application/json", body).await?.0,
            400,
            "{body}"
        );
    }
    Ok(())
}

async fn a_body_of_another_type_is_refused(world: World) -> Outcome {
    let body = r#"{"name": "ci", "lifetime": "one-week"}"#;
    let refused = post(&world, "text/plain", body).await?;
    assert_eq!(refused.0, 415);
    assert!(
        message(&refused).contains("application/json"),
        "{refused:?}"
    );
    Ok(())
}

async fn a_body_that_is_too_large_is_refused(world: World) -> Outcome {
    let body = format!(
        r#"{{"name": "{}", "lifetime": "one-week"}}"#,
        "x".repeat(64 << 10)
    );
    assert_eq!(post(&world, "application/json", &body).await?.0, 413);
    Ok(())
}

async fn without_credentials_nothing_is_looked_at(world: World) -> Outcome {
    for (method, path) in [("GET", ""), ("POST", ""), ("DELETE", "/not-an-id")] {
        let response = send(&world, method, &format!("/api/v1/me/tokens{path}"), &[], "").await?;
        let challenge = response.headers()["www-authenticate"].to_str()?;
        assert!(
            challenge.contains("Bearer") && challenge.contains("x-access-token"),
            "{challenge}"
        );
        assert_eq!(refusal(&response)?.0, 401, "{method}");
    }
    Ok(())
}

async fn unknown_paths_and_methods_are_refused(world: World) -> Outcome {
    assert_eq!(
        refusal(&send(&world, "GET", "/api/v1/nothing", &[], "").await?)?.0,
        404
    );
    let response = send(&world, "PATCH", "/api/v1/me/tokens", &[], "").await?;
    let allowed = response.headers()["allow"].to_str().expect("a text");
    let mut allowed: Vec<&str> = allowed.split(',').collect();
    allowed.sort_unstable();
    assert_eq!(allowed, ["GET", "HEAD", "POST"]);
    assert_eq!(refusal(&response)?.0, 405);
    Ok(())
}

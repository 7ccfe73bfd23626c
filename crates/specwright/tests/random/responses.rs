//! Random responses, headers and callbacks.

use crate::bodies::distinct;
use crate::maker::{Maker, object, set};
use crate::names;
use serde_json::{Value, json};

const STATUSES: &[&str] = &[
    "200", "200", "200", "201", "202", "204", "206", "207", "301", "302", "304", "400", "401",
    "404", "409", "422", "429", "500", "503", "1XX", "2XX", "3XX", "4XX", "5XX", "default",
    "default", "100", "101", "226", "418", "599", "299",
];

impl Maker {
    pub fn responses(&mut self) -> Value {
        let count = self.random.between(1, 5);
        let responses: Vec<_> = (0..count)
            .map(|_| {
                let status = self.pick(STATUSES).to_owned();
                let response = match self.component_of("responses") {
                    Some(reference) if self.chance(30) => reference,
                    _ => self.response(),
                };
                (status, response)
            })
            .collect();
        object(responses)
    }

    pub fn response(&mut self) -> Value {
        let mut response = json!({ "description": self.description() });
        if self.chance(75) {
            let count = self.pick(&[1, 1, 1, 1, 2, 3]);
            let content = (0..count)
                .map(|_| match self.below(12) {
                    0..=8 => self.structured(),
                    9 => self.stream(),
                    _ => self.other(),
                })
                .collect();
            set(&mut response, "content", distinct(content));
        }
        if self.chance(20) {
            let headers: Vec<_> = (0..self.random.between(1, 3))
                .map(|_| (names::token(&mut self.random, self.hostile), self.header()))
                .collect();
            set(&mut response, "headers", without_twins(headers));
        }
        if self.chance(8) {
            let description = self.description();
            let link = match self.operation_ids.is_empty() {
                true => json!({ "operationRef": "#/paths/~1/get", "description": description }),
                false => {
                    json!({ "operationId": self.random.pick(&self.operation_ids), "parameters": { "id": "$response.body#/id" }, "description": description })
                }
            };
            if link.get("operationId").is_some() {
                set(&mut response, "links", json!({ "next": link }));
            }
        }
        response
    }

    pub fn header(&mut self) -> Value {
        if self.chance(15)
            && let Some(reference) = self.component_of("headers")
        {
            return reference;
        }
        let mut header = json!({});
        if self.chance(30) {
            set(&mut header, "required", true);
        }
        if self.chance(30) {
            set(&mut header, "description", self.description());
        }
        self.parameter_form(&mut header, &["simple"]);
        if let Some(members) = header.as_object_mut() {
            members.remove("allowReserved");
        }
        header
    }

    pub fn callbacks(&mut self) -> Value {
        let name = self.name();
        let callback = match self.component_of("callbacks") {
            Some(reference) if self.chance(50) => reference,
            _ => self.callback(),
        };
        json!({ name: callback })
    }

    pub fn callback(&mut self) -> Value {
        let mut operation = self.operation(true);
        if let Some(members) = operation.as_object_mut() {
            members.remove("callbacks");
        }
        let expression = self.pick(&[
            "{$request.body#/callbackUrl}",
            "{$request.query.url}/data?id={$request.body#/id}",
            "https://example.com/hook",
            "{$request.header.X-Url}",
        ]);
        json!({ expression: { "post": operation } })
    }
}

/// Removes headers whose names differ only in case.
fn without_twins(headers: Vec<(String, Value)>) -> Value {
    let mut kept: Vec<(String, Value)> = Vec::new();
    for (name, header) in headers {
        if !kept
            .iter()
            .any(|(other, _)| other.eq_ignore_ascii_case(&name))
        {
            kept.push((name, header));
        }
    }
    object(kept)
}

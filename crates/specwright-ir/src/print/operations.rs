//! Operations.

use super::Printer;
use crate::{
    Body, Codec, Encoding, EncodingForm, Framing, MediaTypeBody, Operation, Outcome, Parameter,
    Response, ResponseStatus, SenderCredential, Sharing, Success,
};

impl Printer<'_> {
    pub(super) fn operation(&mut self, operation: &Operation) {
        self.line(0, "");
        self.docs(1, &operation.docs);
        let deprecated = if operation.deprecated {
            " deprecated"
        } else {
            ""
        };
        let Operation {
            name,
            request,
            id,
            method,
            path,
            ..
        } = operation;
        self.line(
            1,
            format_args!("fn {name} {request} {id:?} {method} {path}{deprecated}"),
        );
        for server in &operation.servers {
            self.line(2, format_args!("at {server:?}"));
        }
        for parameter in &operation.path_parameters {
            self.parameter(parameter);
        }
        if let Some(name) = &operation.parameters_name {
            match &operation.shared_parameters {
                Some((shared, true)) => self.line(2, format_args!("params {name} = new {shared}")),
                Some((shared, false)) => self.line(2, format_args!("params {name} = {shared}")),
                None => self.line(2, format_args!("params {name}")),
            }
        }
        for parameter in &operation.parameters {
            self.parameter(parameter);
        }
        self.constructions(operation);
        if let Some(name) = &operation.body_name {
            self.line(2, format_args!("bodies {name}"));
        }
        for body in &operation.bodies {
            self.docs(2, &body.docs);
            let required = if body.required { "" } else { "?" };
            let name = operation.body_name.as_ref().map(|_| &body.name);
            let name = name.map(|name| format!(" {name}")).unwrap_or_default();
            let body = self.print_body(body);
            self.line(2, format!("body{required}{name} {body}"));
        }
        self.accepting(operation);
        if !operation.redirects.is_empty() {
            self.line(2, format!("redirects {:?}", operation.redirects));
        }
        self.outcome(&operation.outcome);
        self.security(operation);
    }

    /// Prints the methods that accept some media types only.
    fn accepting(&mut self, operation: &Operation) {
        if operation.has_accept {
            self.line(2, "accept");
        }
        let Some(methods) = &operation.accepting else {
            return;
        };
        self.line(3, format_args!("fn {}", methods.general));
        for it in &methods.single {
            let (name, media_type) = (&it.name, &it.media_type);
            let successes = match &it.successes {
                Some(positions) => format!("{positions:?}"),
                None => "any".to_owned(),
            };
            let empty = match it.empty.as_slice() {
                [] => String::new(),
                positions => format!(" or empty {positions:?}"),
            };
            self.line(
                3,
                format_args!("fn {name} {media_type:?} {successes}{empty}"),
            );
        }
    }

    /// Prints the constructors of the request and of its parameters, after the fields that they initialize.
    fn constructions(&mut self, operation: &Operation) {
        let names = operation.parameters.iter().map(|it| it.name.as_str());
        self.construction(3, &operation.parameters_construction, names);
        let parts = [
            ("params", operation.parameters_name.is_some()),
            ("body", !operation.bodies.is_empty()),
            ("accept", operation.has_accept),
        ];
        let parts = parts.iter().filter(|(_, exists)| *exists);
        let path = operation.path_parameters.iter().map(|it| it.name.as_str());
        let names = path.chain(parts.map(|(name, _)| *name));
        self.construction(2, &operation.request_construction, names);
    }

    /// Prints the credentials that callers, or the senders of a webhook, have to present.
    fn security(&mut self, operation: &Operation) {
        for (id, scopes) in &operation.security {
            let alternative = &self.api.alternatives[id.0 as usize];
            let scopes: String = scopes
                .iter()
                .map(|(id, it)| format!(" {}{it:?}", self.api.security_scheme(*id).name))
                .collect();
            self.line(2, format!("security {}{scopes}", alternative.name));
        }
        for alternative in &operation.sender {
            let one = |it: &SenderCredential| {
                format!("{} {:?} {:?}", it.scheme, it.credential, it.scopes)
            };
            let all: Vec<String> = alternative.iter().map(one).collect();
            self.line(2, format!("sender [{}]", all.join(", ")));
        }
    }

    pub(super) fn parameter(&mut self, parameter: &Parameter) {
        self.docs(2, &parameter.docs);
        let required = if parameter.required { "" } else { "?" };
        let default = parameter
            .default
            .as_ref()
            .map(|it| format!(" = {}", self.print_default(it)))
            .unwrap_or_default();
        let explode = if parameter.explode { " explode" } else { "" };
        let reserved = if parameter.allow_reserved {
            " reserved"
        } else {
            ""
        };
        let deprecated = if parameter.deprecated {
            " deprecated"
        } else {
            ""
        };
        let others = match &parameter.others[..] {
            [] => String::new(),
            names => format!(" not {}", names.join(" ")),
        };
        let value = self.print_value(&parameter.value);
        let Parameter {
            name,
            wire,
            location,
            style,
            pointer,
            ..
        } = parameter;
        self.line(
            2,
            format!("{location:?} {name} {wire:?}: {value}{required}{default} {style:?}{explode}{reserved}{others}{deprecated} @ {pointer}"),
        );
    }

    fn print_body(&self, body: &Body) -> String {
        let also_read = body.also_read.iter();
        let also_read: String = also_read
            .map(|it| format!(" also {}", print_rendering(it)))
            .collect();
        let (written, value) = (
            print_rendering(&body.written),
            self.print_value(&body.value),
        );
        let encodings = print_encodings(&body.written);
        format!("{written}: {value}{encodings}{also_read}")
    }

    fn outcome(&mut self, outcome: &Outcome) {
        match &outcome.success {
            Success::One(reply) => self.reply(2, "success ", reply),
            Success::Many(name, replies) => {
                self.line(2, format_args!("success {name}"));
                replies.iter().for_each(|reply| self.reply(3, "", reply));
            }
        }
        if let Some((name, replies)) = &outcome.failure {
            let sharing = match outcome.failure_sharing {
                Sharing::Own => "",
                Sharing::Defined => " (shared, defined here)",
                Sharing::Elsewhere => " (shared)",
            };
            self.line(2, format_args!("failure {name}{sharing}"));
            replies.iter().for_each(|reply| self.reply(3, "", reply));
        }
    }

    fn reply(&mut self, depth: usize, what: &str, reply: &Response) {
        self.docs(depth, &reply.docs);
        self.docs(depth, &reply.links);
        let status = match reply.status {
            ResponseStatus::Code(code) => code.to_string(),
            ResponseStatus::Range(digit) => format!("{digit}XX"),
            ResponseStatus::Default => "default".to_owned(),
        };
        let body = reply
            .body
            .as_ref()
            .map(|body| format!(" {}", self.print_body(body)))
            .unwrap_or_default();
        let headers = reply
            .headers
            .map(|id| format!(" + {}", self.api.response_headers(id).name))
            .unwrap_or_default();
        self.line(
            depth,
            format!("{what}{status} {}{headers}{body}", reply.name),
        );
    }
}

fn print_rendering(rendering: &MediaTypeBody) -> String {
    let codec = match rendering.codec {
        Codec::Json => "json",
        Codec::Form => "form",
        Codec::Multipart => "multipart",
        Codec::Text => "text",
        Codec::Binary => "binary",
        Codec::Media => "media",
        Codec::Chunks => "chunks",
        Codec::Items(Framing::Lines) => "lines",
        Codec::Items(Framing::Sequence) => "sequence",
        Codec::Items(Framing::Events) => "events",
        Codec::Items(Framing::EventData) => "event-data",
    };
    let aliases = rendering.aliases.iter();
    let aliases: String = aliases.map(|it| format!(" or {it:?}")).collect();
    format!("{codec} {:?}{aliases}", rendering.media_type)
}

fn print_encodings(rendering: &MediaTypeBody) -> String {
    let encodings = rendering.encodings.iter();
    let print = |it: &Encoding| match &it.form {
        EncodingForm::Json => format!(" {:?} Json", it.wire),
        EncodingForm::JsonAs(media_type) => format!(" {:?} Json {media_type:?}", it.wire),
        EncodingForm::Style(style, explode) => {
            let explode = if *explode { " explode" } else { "" };
            format!(" {:?} {style:?}{explode}", it.wire)
        }
        EncodingForm::ContentType(media_type) => format!(" {:?} {media_type:?}", it.wire),
    };
    encodings.map(print).collect()
}

//! A short text form of an API, for snapshots and `--dump ir`: no ids, nothing that is empty.

use std::fmt::{self, Write as _};

use crate::{
    Api, Body, ClosingKeyword, Codec, Constraint, Credential, DefaultValue, Docs, Edge, Encoding,
    EncodingForm, Field, FloatWidth, Framing, IntegerWidth, Matcher, MediaTypeBody, Operation,
    Outcome, Parameter, Pin, PinValues, Place, Presence, Response, ResponseStatus,
    SenderCredential, ServerVariable, ServerVariables, Storage, Struct, Success, Tuple, Type,
    TypeDef, TypeKind, Union, UnionStrategy, UnknownProperties, Value, ValueConstraints,
};

impl fmt::Display for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut printer = Printer {
            api: self,
            text: String::new(),
        };
        printer.api();
        f.write_str(&printer.text)
    }
}

struct Printer<'a> {
    api: &'a Api,
    text: String,
}

impl Printer<'_> {
    fn line(&mut self, depth: usize, line: impl fmt::Display) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{:width$}{line}", "", width = depth * 4);
    }

    fn docs(&mut self, depth: usize, docs: &Docs) {
        for line in docs.0.lines() {
            self.line(depth, format!("/// {line}").trim_end());
        }
    }

    fn api(&mut self) {
        let api = self.api;
        self.docs(0, &api.docs);
        self.line(0, format_args!("api {:?}", api.title));
        for ty in &api.types {
            self.ty(ty);
        }
        for pattern in &api.patterns {
            let matcher = print_matcher(&pattern.matcher);
            self.line(
                0,
                format_args!(
                    "\npattern {} = {:?} {matcher}",
                    pattern.name, pattern.source
                ),
            );
        }
        for module in &api.modules {
            self.line(0, "");
            self.docs(0, &module.docs);
            self.line(0, format_args!("mod {}", module.name));
            for operation in &module.operations {
                self.operation(operation);
            }
        }
        for headers in &api.headers {
            self.line(0, format_args!("\nheaders {}", headers.name));
            headers.fields.iter().for_each(|it| self.parameter(it));
        }
        self.rest();
    }

    fn variables(&mut self, variables: &ServerVariables) {
        for ServerVariable {
            name,
            docs,
            default,
            values,
        } in &variables.fields
        {
            self.docs(1, docs);
            let values = values.as_ref().map(|(name, values)| {
                let texts: Vec<String> = values
                    .iter()
                    .map(|it| format!("{} {:?}", it.name, it.text))
                    .collect();
                format!(" {name} [{}]", texts.join(", "))
            });
            let owner = &variables.name;
            let values = values.unwrap_or_default();
            self.line(1, format_args!("{owner}.{name} = {default:?}{values}"));
        }
    }

    fn rest(&mut self) {
        let api = self.api;
        for server in &api.servers {
            self.line(0, "");
            self.docs(0, &server.docs);
            self.line(0, format_args!("server {} {:?}", server.name, server.url));
            server.variables.iter().for_each(|it| self.variables(it));
        }
        for scheme in &api.security_schemes {
            self.line(0, "");
            self.docs(0, &scheme.docs);
            let format = scheme
                .format
                .as_ref()
                .map(|format| format!(" ({format})"))
                .unwrap_or_default();
            let credential = print_credential(&scheme.credential);
            self.line(
                0,
                format_args!(
                    "credential {} {:?} = {credential}{format}",
                    scheme.name, scheme.wire
                ),
            );
        }
        for alternative in &api.alternatives {
            let schemes: Vec<&str> = alternative
                .schemes
                .iter()
                .map(|id| api.security_scheme(*id).name.as_str())
                .collect();
            self.line(
                0,
                format_args!(
                    "\nalternative {} = [{}]",
                    alternative.name,
                    schemes.join(", ")
                ),
            );
        }
        for (index, assertion) in api.assertions.iter().enumerate() {
            self.line(
                0,
                format_args!("\nassertion {index} @ {}", assertion.schema),
            );
            for keyword in &assertion.keywords {
                self.line(1, format_args!("{keyword:?}"));
            }
        }
        for omitted in &api.omitted {
            self.line(
                0,
                format_args!(
                    "\nomitted {} {} {}: {}",
                    omitted.method, omitted.path, omitted.at, omitted.reason
                ),
            );
        }
    }

    fn ty(&mut self, ty: &TypeDef) {
        self.line(0, "");
        self.docs(0, &ty.docs);
        let facts: String = [
            (ty.copy, " copy"),
            (ty.eq, " eq"),
            (ty.default, " default"),
            (ty.deprecated, " deprecated"),
        ]
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, word)| *word)
        .collect();
        let owner = match ty.owner == ty.schema {
            true => String::new(),
            false => format!(" by {}", ty.owner),
        };
        let head = |kind: &str| format!("{kind} {}{facts} @ {}{owner}", ty.name, ty.schema);
        match &ty.kind {
            TypeKind::Alias(target) => self.line(
                0,
                format!("{} = {}", head("alias"), self.print_type(target)),
            ),
            TypeKind::Struct(it) => {
                self.line(0, head("struct"));
                self.fields(it);
            }
            TypeKind::Newtype(it) => {
                let rules: Vec<String> =
                    it.rules.iter().map(|rule| self.print_rule(rule)).collect();
                self.line(
                    0,
                    format!(
                        "{} = {} {}",
                        head("newtype"),
                        print_storage(&it.storage),
                        rules.join(" ")
                    ),
                );
            }
            TypeKind::Wrapper(value) => self.line(
                0,
                format!("{} = {}", head("wrapper"), self.print_value(value)),
            ),
            TypeKind::StringEnum(it) => {
                self.line(0, format!("{}, else {}", head("string enum"), it.unknown));
                for variant in &it.variants {
                    self.line(1, format_args!("{} = {:?}", variant.name, variant.value));
                }
            }
            TypeKind::IntegerEnum(it) => {
                self.line(0, format!("{}, else {}", head("integer enum"), it.unknown));
                for variant in &it.variants {
                    self.line(1, format_args!("{} = {}", variant.name, variant.value));
                }
            }
            TypeKind::LiteralEnum(it) => {
                self.line(0, format!("{}, else {}", head("literal enum"), it.unknown));
                for variant in &it.variants {
                    self.line(1, format_args!("{} = {}", variant.name, variant.json));
                }
            }
            TypeKind::Union(it) => self.union(&head("union"), it),
        }
    }

    fn union(&mut self, head: &str, union: &Union) {
        match &union.strategy {
            UnionStrategy::Discriminator(property) => {
                self.line(0, format!("{head} by property {property:?}"))
            }
            UnionStrategy::Constants => self.line(0, format!("{head} by constants")),
            UnionStrategy::JsonType => self.line(0, format!("{head} by JSON type")),
            UnionStrategy::Order => self.line(0, format!("{head} in order")),
            UnionStrategy::One => self.line(0, format!("{head} exactly one")),
            UnionStrategy::Any(None) => self.line(0, format!("{head} any")),
            UnionStrategy::Any(Some(name)) => self.line(0, format!("{head} any, or {name}")),
        }
        for variant in &union.variants {
            self.docs(1, &variant.docs);
            let tags = if variant.tags.is_empty() {
                String::new()
            } else {
                format!(" {:?}", variant.tags)
            };
            let pins: String = variant.pins.iter().map(print_pin).collect();
            self.line(
                1,
                format!(
                    "{}({}){tags}{pins}",
                    variant.name,
                    self.print_value(&variant.value)
                ),
            );
        }
    }

    fn fields(&mut self, it: &Struct) {
        for field in &it.fields {
            self.docs(1, &field.docs);
            self.line(1, self.print_field(field));
        }
        match &it.additional {
            UnknownProperties::Ignore => {}
            UnknownProperties::Deny(ClosingKeyword::AdditionalProperties) => {
                self.line(1, "others refused")
            }
            UnknownProperties::Deny(ClosingKeyword::UnevaluatedProperties) => {
                self.line(1, "others refused, unevaluated")
            }
            UnknownProperties::Capture(name, value) => {
                self.line(1, format!("others {name}: {}", self.print_value(value)))
            }
        }
        for origin in &it.origins {
            let names: String = origin.names.iter().map(|it| format!(" {it}")).collect();
            self.line(1, format!("{}{names} @ {}", origin.keyword, origin.schema));
        }
        if !it.ignored.is_empty() {
            self.line(1, format_args!("ignores {:?}", it.ignored));
        }
        if let Some(rules) = &it.rules {
            self.line(1, format!("rules{}", self.print_rules(rules)));
        }
    }

    fn print_field(&self, field: &Field) -> String {
        let presence = match &field.presence {
            Presence::Required => String::new(),
            Presence::Optional(None) => "?".to_owned(),
            Presence::Optional(Some(default)) => format!("? = {}", self.print_default(default)),
        };
        let deprecated = if field.deprecated { " deprecated" } else { "" };
        format!(
            "{} {:?}: {}{presence}{deprecated}",
            field.name,
            field.wire,
            self.print_value(&field.value)
        )
    }

    fn print_default(&self, default: &DefaultValue) -> String {
        match default {
            DefaultValue::Boolean(value) => value.to_string(),
            DefaultValue::Number(lexeme) => lexeme.clone(),
            DefaultValue::String(text) => format!("{text:?}"),
            DefaultValue::Variant(ty, variant) => format!("{}::{variant}", self.api.ty(*ty).name),
            DefaultValue::Literal(ty, text) => format!("{}({text:?})", self.api.ty(*ty).name),
            DefaultValue::EmptyArray => "[]".to_owned(),
            DefaultValue::EmptyMap => "{}".to_owned(),
            DefaultValue::Json(json) => format!("json {json}"),
        }
    }

    fn print_value(&self, value: &Value) -> String {
        let null = if value.nullable { " | null" } else { "" };
        let rules = value
            .rules
            .as_ref()
            .filter(|rules| !rules.rules.is_empty())
            .map(|rules| self.print_rules(rules))
            .unwrap_or_default();
        format!("{}{null}{rules}", self.print_type(&value.ty))
    }

    fn print_rules(&self, rules: &ValueConstraints) -> String {
        let words: Vec<String> = rules
            .rules
            .iter()
            .map(|rule| self.print_rule(rule))
            .collect();
        format!(" where {} @ {}", words.join(" "), rules.schema)
    }

    fn print_type(&self, ty: &Type) -> String {
        match ty {
            Type::Named(id) => self.api.ty(*id).name.to_string(),
            Type::Boolean => "bool".to_owned(),
            Type::Integer(width) => print_integer(*width).to_owned(),
            Type::Number(width) => print_float(*width).to_owned(),
            Type::String => "String".to_owned(),
            Type::Timestamp => "Timestamp".to_owned(),
            Type::Date => "Date".to_owned(),
            Type::Uuid => "Uuid".to_owned(),
            Type::Base64 => "Bytes".to_owned(),
            Type::File => "File".to_owned(),
            Type::Media => "Media".to_owned(),
            Type::Array(value) => format!("[{}]", self.print_value(value)),
            Type::Tuple(it) => self.print_tuple(it),
            Type::Map(value) => format!("{{{}}}", self.print_value(value)),
            Type::Null => "null".to_owned(),
            Type::Any(cause) if cause.is_loss() => format!("any (for {})", cause.name()),
            Type::Any(_) => "any".to_owned(),
            Type::Never => "never".to_owned(),
            Type::Boxed(inner) => format!("Box<{}>", self.print_type(inner)),
        }
    }

    fn print_tuple(&self, tuple: &Tuple) -> String {
        let item = |(index, value): (usize, &Value)| {
            let absent = if index < tuple.required { "" } else { "?" };
            format!("{}{absent}", self.print_value(value))
        };
        let items: Vec<String> = tuple.items.iter().enumerate().map(item).collect();
        let rest = tuple.rest.as_ref();
        let rest = rest.map(|value| format!(", {}…", self.print_value(value)));
        format!("({}{})", items.join(", "), rest.unwrap_or_default())
    }

    fn print_rule(&self, rule: &Constraint) -> String {
        match rule {
            Constraint::MinLength(bound) => format!("minLength({bound})"),
            Constraint::MaxLength(bound) => format!("maxLength({bound})"),
            Constraint::Pattern(id) => format!("pattern({})", self.api.pattern(*id).name),
            Constraint::Format(format) => format!("format({})", format.name()),
            Constraint::Minimum(bound) => format!("minimum({bound})"),
            Constraint::Maximum(bound) => format!("maximum({bound})"),
            Constraint::ExclusiveMinimum(bound) => format!("exclusiveMinimum({bound})"),
            Constraint::ExclusiveMaximum(bound) => format!("exclusiveMaximum({bound})"),
            Constraint::MultipleOf(factor) => format!("multipleOf({factor})"),
            Constraint::MinItems(bound) => format!("minItems({bound})"),
            Constraint::MaxItems(bound) => format!("maxItems({bound})"),
            Constraint::UniqueItems => "uniqueItems".to_owned(),
            Constraint::MinProperties(bound) => format!("minProperties({bound})"),
            Constraint::MaxProperties(bound) => format!("maxProperties({bound})"),
            Constraint::Secret => "secret".to_owned(),
            Constraint::Origin(keyword, schema) => format!("{keyword}@{schema}"),
            Constraint::Only(value) | Constraint::Constant(value) => format!("only({value})"),
            Constraint::Assertion(id) => format!("assertion({})", id.0),
        }
    }

    fn operation(&mut self, operation: &Operation) {
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
            match &operation.same_parameters {
                Some(first) => self.line(2, format_args!("params {name} = {first}")),
                None => self.line(2, format_args!("params {name}")),
            }
        }
        for parameter in &operation.parameters {
            self.parameter(parameter);
        }
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
        if operation.has_accept {
            self.line(2, "accept");
        }
        if !operation.redirects.is_empty() {
            self.line(2, format!("redirects {:?}", operation.redirects));
        }
        self.outcome(&operation.outcome);
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

    fn parameter(&mut self, parameter: &Parameter) {
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
            match &outcome.same_failure {
                Some(first) => self.line(2, format_args!("failure {name} = {first}")),
                None => self.line(2, format_args!("failure {name}")),
            }
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

fn print_credential(credential: &Credential) -> String {
    match credential {
        Credential::Bearer => "bearer".to_owned(),
        Credential::Basic => "basic".to_owned(),
        Credential::Http(scheme) => format!("authorization {scheme:?}"),
        Credential::MutualTls => "certificate".to_owned(),
        Credential::Unspecified => "unspecified".to_owned(),
        Credential::Header(name) => format!("header {name:?}"),
        Credential::Query(name) => format!("query {name:?}"),
        Credential::Cookie(name) => format!("cookie {name:?}"),
    }
}

/// ` /kind is "cat"`
fn print_pin(pin: &Pin) -> String {
    let values = match &pin.values {
        PinValues::Texts(values) => format!("{values:?}"),
        PinValues::Integers(values) => format!("{values:?}"),
        PinValues::Booleans(values) => format!("{values:?}"),
    };
    format!(" {} is {}", pin.path, values.trim_matches(['[', ']']))
}

fn print_storage(storage: &Storage) -> String {
    match storage {
        Storage::Ascii(length) => format!("[u8; {length}]"),
        Storage::String => "str".to_owned(),
        Storage::Integer(width) => print_integer(*width).to_owned(),
        Storage::Number(width) => print_float(*width).to_owned(),
    }
}

fn print_integer(width: IntegerWidth) -> &'static str {
    match width {
        IntegerWidth::I8 => "i8",
        IntegerWidth::I16 => "i16",
        IntegerWidth::I32 => "i32",
        IntegerWidth::I64 => "i64",
        IntegerWidth::U8 => "u8",
        IntegerWidth::U16 => "u16",
        IntegerWidth::U32 => "u32",
        IntegerWidth::U64 => "u64",
    }
}

fn print_float(width: FloatWidth) -> &'static str {
    match width {
        FloatWidth::F32 => "f32",
        FloatWidth::F64 => "f64",
    }
}

fn print_set(set: &crate::ByteSet) -> String {
    let ranges = set.0.iter();
    let ranges: Vec<String> = ranges.map(|(a, b)| format!("{a:02x}-{b:02x}")).collect();
    format!("[{}]", ranges.join(" "))
}

fn print_runs(runs: &[crate::Run]) -> String {
    let print = |run: &crate::Run| {
        let max = run.max.map(|max| max.to_string()).unwrap_or_default();
        format!("{}{{{},{max}}}", print_set(&run.set), run.min)
    };
    runs.iter().map(print).collect::<Vec<_>>().join(" ")
}

fn print_place(place: Place) -> &'static str {
    match place {
        Place::Whole => "whole",
        Place::Start => "at the start",
        Place::End => "at the end",
        Place::Anywhere => "anywhere",
    }
}

fn print_matcher(matcher: &Matcher) -> String {
    match matcher {
        Matcher::Always => "always".to_owned(),
        Matcher::Never => "never".to_owned(),
        Matcher::Runs(runs) => format!("runs {}", print_runs(runs)),
        Matcher::Part(Edge::Start, runs) => format!("runs {} at the start", print_runs(runs)),
        Matcher::Part(Edge::End, runs) => format!("runs {} at the end", print_runs(runs)),
        Matcher::Stretch(set, count) => format!("{}{{{count}}} anywhere", print_set(set)),
        Matcher::Literals(literals) => {
            let print = |it: &crate::Literal| format!("{:?} {}", it.text, print_place(it.place));
            literals.iter().map(print).collect::<Vec<_>>().join(" | ")
        }
        Matcher::Spans(spans) => format!("{} runs of code points", spans.len()),
        Matcher::Contains(_) => "one code point anywhere".to_owned(),
        Matcher::Table(table) => format!("table of {} bytes", table.bytes),
        Matcher::All(parts) => {
            let print = |(matcher, negative): &(Matcher, bool)| {
                let not = if *negative { "not " } else { "" };
                format!("{not}({})", print_matcher(matcher))
            };
            parts.iter().map(print).collect::<Vec<_>>().join(" and ")
        }
        Matcher::Program(program) => format!("program of {} bytes", program.code.len()),
    }
}

//! A short text form of an API, for snapshots and `--dump ir`: no ids, nothing that is empty.

mod construction;
mod operations;
mod patterns;
mod types;

use std::fmt::{self, Write as _};

use self::patterns::print_matcher;
use crate::{Api, Credential, Docs, ServerVariable, ServerVariables};

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
            if !headers.missable.is_empty() {
                self.line(1, format_args!("may miss {}", headers.missable.join(", ")));
            }
            let names = headers.fields.iter().map(|it| it.name.as_str());
            self.construction(1, &headers.construction, names);
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

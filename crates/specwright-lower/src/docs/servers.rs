//! The docs of servers and their variables.

use specwright_ir::{Docs, Server, ServerVariable};

use super::finish::{wire_value, without_repeats};
use super::{code, paragraphs};

/// Completes the docs of a server: ``Production server: `https://…` ``.
pub(super) fn describe(server: &mut Server) {
    let url = match server.url.is_empty() {
        true => String::new(),
        false => code(&server.url),
    };
    let own = Docs(without_repeats(&server.docs, server.name.as_str()));
    server.docs = match own.before(&url) {
        words if words.is_empty() => {
            Docs("No base URL: the document declares no server.".to_owned())
        }
        words => Docs(words),
    };
    let Some(variables) = &mut server.variables else {
        return;
    };
    variables.docs = Docs(format!(
        "The variables of [`Server::{}`]: {url}.",
        server.name
    ));
    variables.fields.iter_mut().for_each(describe_variable);
}

fn describe_variable(variable: &mut ServerVariable) {
    let own = without_repeats(&variable.docs, variable.name.as_str());
    let default = format!("Default: {}.", code(&variable.default));
    variable.docs = paragraphs([&own, &default]);
    for value in variable.values.iter_mut().flat_map(|(_, all)| all) {
        value.docs = wire_value(&value.text, &value.name);
    }
}

//! Parameters survive reading, writing and reading again. The first byte of the input selects the parameter, the rest is its text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright_runtime::params::{Raw, read, write};
use specwright_runtime::{Json, Location, Parameter, Report, Style};
use std::collections::BTreeMap;

/// The styles of a path, a query, a header and a cookie (OpenAPI 3.0.4, 4.7.12.3).
const STYLES: [&[Style]; 4] = [
    &[Style::Simple, Style::Label, Style::Matrix],
    &[Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject],
    &[Style::Simple],
    &[Style::Form, Style::Cookie],
];

fuzz_target!(|input: (u8, &str)| {
    let (how, text) = input;
    let styles = STYLES[usize::from(how & 3)];
    let style = styles[usize::from(how >> 3) % styles.len()];
    let parameter = match how & 3 {
        0 => Parameter::path("p", "/p"),
        1 => Parameter::query("p", "/p"),
        2 => Parameter::header("p", "/p"),
        _ => Parameter::cookie("p", "/p"),
    };
    let parameter = parameter.style(style).explode(how & 4 != 0);
    both_ways::<String>(&parameter, text);
    both_ways::<i64>(&parameter, text);
    both_ways::<Vec<String>>(&parameter, text);
    both_ways::<BTreeMap<String, String>>(&parameter, text);
});

fn both_ways<T: Json + PartialEq + std::fmt::Debug>(parameter: &Parameter, text: &str) {
    let Some(value) = read_as::<T>(parameter, text) else { return };
    // Not every value can be written in every style.
    if let Ok(Some(written)) = write(parameter, &value) {
        assert_eq!(read_as::<T>(parameter, &written), Some(value), "{parameter:?} {written:?}");
    }
}

fn read_as<T: Json>(parameter: &Parameter, text: &str) -> Option<T> {
    let headers = [text];
    let raw = match parameter.location {
        Location::Path => Raw::Path(text),
        Location::Query => Raw::Query(text),
        Location::Header => Raw::Header(&headers),
        Location::Cookie => Raw::Cookie(text),
    };
    let mut report = Report::default();
    let value = read(parameter, raw, &mut report);
    value.filter(|_| report.finish().is_ok())
}

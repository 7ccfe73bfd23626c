//! The documented forms of every style.

use super::*;

/// The rows of the table in the documentation, without its head.
fn documented() -> Vec<[&'static str; 6]> {
    let lines = include_str!("../styles.md").lines();
    let rows = lines.filter(|line| line.starts_with('|')).skip(2);
    let cells = rows.map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect());
    cells
        .map(|cells: Vec<&str>| <[&str; 6]>::try_from(cells).expect("six columns"))
        .collect()
}

fn location_of(name: &str) -> Location {
    let all = [
        Location::Path,
        Location::Query,
        Location::Header,
        Location::Cookie,
    ];
    let mut all = all.into_iter();
    all.find(|it| it.to_string() == name).expect("a location")
}

pub(super) fn style_of(name: &str) -> Style {
    match name {
        "matrix" => Style::Matrix,
        "label" => Style::Label,
        "simple" => Style::Simple,
        "form" => Style::Form,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        "cookie" => Style::Cookie,
        other => panic!("`{other}` is no style"),
    }
}

#[test]
fn the_documented_forms_are_written_and_read() {
    const VALUES: [&str; 3] = [
        r#""blue""#,
        r#"["blue","black","brown"]"#,
        r#"{"R":"100","G":"200","B":"150"}"#,
    ];
    let mut count = 0;
    for [locations, style, explode, forms @ ..] in documented() {
        for location in locations.split(", ").map(location_of) {
            let style = style_of(style.trim_matches('`'));
            let parameter = parameter(location, style, explode == "true", "color");
            for (form, value) in forms.iter().zip(VALUES) {
                let form = form.trim_start_matches("undefined: ").trim_matches('`');
                let node = node(value);
                let written = encode(&parameter, &node).unwrap().unwrap_or_default();
                assert_eq!(written, form, "{location} {style:?} {explode} {value}");
                let read = read_back(&parameter, form, json_types(&node));
                assert_eq!(read, value, "{location} {style:?} {explode} {form}");
                count += 1;
            }
        }
    }
    assert_eq!(count, 60);
}

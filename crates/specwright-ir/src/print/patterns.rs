//! Patterns.

use crate::{Edge, LiteralPlace, Matcher, Part};

fn print_set(set: crate::ByteSet) -> String {
    let ranges: Vec<String> = set
        .ranges()
        .map(|(a, b)| format!("{a:02x}-{b:02x}"))
        .collect();
    format!("[{}]", ranges.join(" "))
}

fn print_runs(runs: &[crate::Run]) -> String {
    let print = |run: &crate::Run| {
        let max = run.max.map(|max| max.to_string()).unwrap_or_default();
        format!("{}{{{},{max}}}", print_set(run.set), run.min)
    };
    runs.iter().map(print).collect::<Vec<_>>().join(" ")
}

fn print_place(place: LiteralPlace) -> &'static str {
    match place {
        LiteralPlace::Whole => "whole",
        LiteralPlace::Start => "at the start",
        LiteralPlace::End => "at the end",
        LiteralPlace::Anywhere => "anywhere",
    }
}

pub(super) fn print_matcher(matcher: &Matcher) -> String {
    match matcher {
        Matcher::Always => "always".to_owned(),
        Matcher::Never => "never".to_owned(),
        Matcher::Runs(runs) => format!("runs {}", print_runs(runs)),
        Matcher::Part(Edge::Start, runs) => format!("runs {} at the start", print_runs(runs)),
        Matcher::Part(Edge::End, runs) => format!("runs {} at the end", print_runs(runs)),
        Matcher::Stretch(set, count) => format!("{}{{{count}}} anywhere", print_set(*set)),
        Matcher::Literals(literals) => {
            let print = |it: &crate::Literal| format!("{:?} {}", it.text, print_place(it.place));
            literals.iter().map(print).collect::<Vec<_>>().join(" | ")
        }
        Matcher::Spans(spans) => format!("{} runs of code points", spans.len()),
        Matcher::Contains(_) => "one code point anywhere".to_owned(),
        Matcher::Table(table) => format!("table of {} bytes", table.bytes()),
        Matcher::All(parts) => {
            let print = |part: &Part| {
                let not = if part.negative { "not " } else { "" };
                format!("{not}({})", print_matcher(&part.matcher))
            };
            parts.iter().map(print).collect::<Vec<_>>().join(" and ")
        }
        Matcher::Program(program) => format!("program of {} bytes", program.code.len()),
    }
}

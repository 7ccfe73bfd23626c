//! The table of rules in the documentation.

use specwright_spec::LintLevel;

/// Returns the table of all rules in Markdown: id, level, severity, title and reason.
pub fn rules_page() -> String {
    let mut page = String::from(
        "| rule | level | default | finds | why it matters |\n|---|---|---|---|---|\n",
    );
    for rule in crate::rules() {
        let default = match rule.level {
            LintLevel::Style => "off",
            _ => rule.severity.as_str(),
        };
        page.push_str(&format!(
            "| `{}` | {} | {default} | {} | {} |\n",
            rule.id,
            rule.level.as_str(),
            cell(rule.title),
            cell(rule.reason()),
        ));
    }
    page
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

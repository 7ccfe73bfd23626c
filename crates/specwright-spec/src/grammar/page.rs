//! The table as a page of the documentation.

/// Every field of every object and what becomes of it, as Markdown.
pub fn support_page() -> String {
    String::new()
}

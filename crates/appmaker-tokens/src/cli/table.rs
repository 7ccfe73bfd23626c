//! Text in columns.

/// Lines of columns that are as wide as their widest cell.
pub(super) fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let rows: Vec<[String; N]> = rows
        .iter()
        .map(|row| row.each_ref().map(|cell| printable(cell)))
        .collect();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: [usize; N] = std::array::from_fn(width);
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
    let cells: Vec<_> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("{cell:width$}"))
        .collect();
    format!("{}\n", cells.join("  ").trim_end())
}

/// A name comes from whoever made the token: it must not steer the terminal of whoever lists it.
pub(super) fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_control() {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align() {
        let rows = [["ID", "NAME"], ["1", "é"], ["12345", "ci"]].map(|row| row.map(str::to_owned));
        assert_eq!(table(&rows), "ID     NAME\n1      é\n12345  ci\n");
    }

    #[test]
    fn control_characters_are_shown_not_sent() {
        assert_eq!(printable("\u{1b}[2Jé\n"), "\\u{1b}[2Jé\\n");
    }
}

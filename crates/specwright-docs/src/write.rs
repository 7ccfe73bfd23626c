//! Writes blocks as Markdown.

use crate::inline::{self, Inline, InlinePlace};
use crate::tree::{Block, List, Marker, Table};
use pulldown_cmark::Alignment;

/// The maximum depth of quotations and lists. Deeper ones are written at this depth.
pub const MAX_DEPTH: usize = 12;

/// Writes the blocks of a description.
pub(crate) fn blocks(blocks: &[Block]) -> String {
    let mut writer = Writer::default();
    writer.blocks(blocks, false);
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The prefix of each line in the open containers.
    prefix: String,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block], is_tight: bool) {
        let mut above: Option<&Block> = None;
        for block in blocks.iter().filter(|block| !is_empty(block)) {
            if let Some(above) = above {
                if !(is_tight && follows(above, block)) {
                    self.blank();
                }
                self.line();
            }
            self.block(block);
            above = Some(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(content) => self.lines(&inline::lines(content)),
            Block::Heading(level, content) => {
                let marker = "#".repeat(*level as usize);
                let line = inline::line(content, InlinePlace::Heading);
                self.out.push_str(&format!("{marker} {line}"));
            }
            Block::Code(text) => self.code(text),
            Block::Quote(blocks) => self.contained("> ", "> ", blocks, false),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            // `***` is the only rule that is neither a list marker nor a heading underline.
            Block::Rule => self.out.push_str("___"),
        }
    }

    fn lines(&mut self, lines: &[String]) {
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.line();
            }
            self.out.push_str(line);
        }
    }

    /// Writes a fence that is longer than every run of backticks in its text.
    fn code(&mut self, text: &str) {
        let longest = text.split(|char| char != '`').map(str::len).max();
        let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
        self.out.push_str(&format!("{fence}text"));
        for line in text.trim_matches('\n').split('\n') {
            match line.trim_end() {
                "" => self.blank(),
                line => {
                    self.line();
                    self.out.push_str(line);
                }
            }
        }
        self.line();
        self.out.push_str(&fence);
    }

    fn list(&mut self, list: &List) {
        for (index, item) in list.items.iter().enumerate() {
            if index > 0 {
                if list.is_loose {
                    self.blank();
                }
                self.line();
            }
            let marker = match list.marker {
                Marker::Bullet(char) => format!("{char} "),
                // A list number has at most nine digits (CommonMark 0.31, section 5.2).
                Marker::Number(first, end) => {
                    let number = first.saturating_add(index as u64).min(999_999_999);
                    format!("{number}{end} ")
                }
            };
            let indentation = " ".repeat(marker.len());
            self.contained(&marker, &indentation, item, !list.is_loose);
        }
    }

    /// Writes blocks behind a marker; their other lines begin with a prefix.
    fn contained(&mut self, marker: &str, prefix: &str, blocks: &[Block], is_tight: bool) {
        let outer = self.prefix.len();
        self.prefix.push_str(prefix);
        if blocks.iter().all(is_empty) {
            self.out.push_str(marker.trim_end());
        } else {
            self.out.push_str(marker);
            self.blocks(blocks, is_tight);
        }
        self.prefix.truncate(outer);
    }

    fn table(&mut self, table: &Table) {
        for (index, row) in table.rows.iter().enumerate() {
            if index > 0 {
                self.line();
            }
            self.row(row);
            if index == 0 {
                self.line();
                let cell = |it: &Alignment| match it {
                    Alignment::None => "---|",
                    Alignment::Left => ":---|",
                    Alignment::Center => ":---:|",
                    Alignment::Right => "---:|",
                };
                self.out.push('|');
                self.out.extend(table.alignments.iter().map(cell));
            }
        }
    }

    fn row(&mut self, cells: &[Vec<Inline>]) {
        self.out.push('|');
        for cell in cells {
            let text = inline::line(cell, InlinePlace::Cell);
            self.out.push_str(&format!(" {text} |"));
        }
    }

    /// Begins a line.
    fn line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&self.prefix);
    }

    /// Begins a line that stays empty.
    fn blank(&mut self) {
        self.out.push('\n');
        self.out.push_str(self.prefix.trim_end());
    }
}

/// Returns true if the block has no visible text.
fn is_empty(block: &Block) -> bool {
    match block {
        Block::Paragraph(content) | Block::Heading(_, content) => inline::is_empty(content),
        Block::Quote(blocks) => blocks.iter().all(is_empty),
        Block::List(list) => list.items.is_empty(),
        Block::Code(_) | Block::Table(_) | Block::Rule => false,
    }
}

/// Returns true if the second of two blocks needs no empty line before it: a list or a fence after words.
fn follows(above: &Block, block: &Block) -> bool {
    let begins = match block {
        // Only a list that starts with 1 and a non-empty item can interrupt a paragraph (CommonMark 0.31, section 5.2).
        Block::List(list) => {
            let counts = matches!(list.marker, Marker::Bullet(_) | Marker::Number(1, _));
            let first = list.items.first();
            counts && first.is_some_and(|item| !item.iter().all(is_empty))
        }
        Block::Code(_) => true,
        _ => false,
    };
    begins && matches!(above, Block::Paragraph(_) | Block::Code(_))
}

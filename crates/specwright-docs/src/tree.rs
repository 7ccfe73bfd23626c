//! Parses the blocks of a description.

use crate::inline::Inline;
use crate::write::MAX_DEPTH;
use crate::{html, links, parse};
use pulldown_cmark::{Alignment, Event, HeadingLevel, LinkType, Tag, TagEnd};
use std::ops::Range;

/// A block of Markdown (CommonMark 0.31, sections 4 and 5; GitHub Flavored Markdown, "Tables").
#[derive(Debug)]
pub(crate) enum Block {
    Paragraph(Vec<Inline>),
    Heading(HeadingLevel, Vec<Inline>),
    Code(String),
    Quote(Vec<Block>),
    List(List),
    Table(Table),
    Rule,
}

#[derive(Debug)]
pub(crate) struct List {
    pub(crate) marker: Marker,
    /// True if empty lines separate the items.
    pub(crate) is_loose: bool,
    pub(crate) items: Vec<Vec<Block>>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Marker {
    Bullet(char),
    /// The number of the first item, and the delimiter after it.
    Number(u64, char),
}

#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) alignments: Vec<Alignment>,
    /// The cells of each row, the heads first.
    pub(crate) rows: Vec<Vec<Vec<Inline>>>,
}

/// Parses the blocks of a description.
pub(crate) fn read(text: &str) -> Vec<Block> {
    let mut reader = Reader::new(text);
    for (event, range) in parse(text).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_leaf();
    reader.root
}

struct Reader<'t> {
    text: &'t str,
    root: Vec<Block>,
    /// The open containers.
    open: Vec<Container>,
    /// The number of open containers beyond the maximum depth, whose blocks are added to the last one within.
    beyond: usize,
    leaf: Option<Leaf>,
    table: Option<Table>,
    /// The open links and images, with the addresses of those that are written.
    links: Vec<Option<String>>,
    /// True inside an autolink, whose text is skipped.
    in_autolink: bool,
}

enum Container {
    Quote(Vec<Block>),
    List(List),
    Item(Vec<Block>),
}

/// A block with text.
struct Leaf {
    kind: LeafKind,
    content: Vec<Inline>,
}

#[derive(Clone, Copy, PartialEq)]
enum LeafKind {
    Paragraph,
    /// The text of an item of a tight list, for which the parser has no paragraph events.
    Bare,
    Heading(HeadingLevel),
    Code,
    Cell,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            root: Vec::new(),
            open: Vec::new(),
            beyond: 0,
            leaf: None,
            table: None,
            links: Vec::new(),
            in_autolink: false,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::End(TagEnd::Link) if self.in_autolink => self.in_autolink = false,
            _ if self.in_autolink => {}
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.inline(Inline::Code(text.into_string())),
            Event::InlineHtml(html) => self.inline(Inline::Html(html.into_string())),
            Event::Html(html) => self.html_line(&html),
            Event::SoftBreak => self.inline(Inline::SoftBreak),
            Event::HardBreak => self.inline(Inline::HardBreak),
            Event::Rule => self.block(Block::Rule),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => self.text(&self.text[range]),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.start_leaf(LeafKind::Paragraph),
            Tag::Heading { level, .. } => self.start_leaf(LeafKind::Heading(level)),
            Tag::CodeBlock(_) => self.start_leaf(LeafKind::Code),
            Tag::TableCell => self.start_leaf(LeafKind::Cell),
            Tag::BlockQuote(_) => self.start_container(Container::Quote(Vec::new())),
            Tag::Item => self.start_container(Container::Item(Vec::new())),
            Tag::List(first) => self.start_container(Container::List(List {
                marker: marker(first, &self.text[range]),
                is_loose: false,
                items: Vec::new(),
            })),
            Tag::Table(alignments) => {
                self.end_leaf();
                self.table = Some(Table {
                    alignments,
                    rows: Vec::new(),
                });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {
                self.delimiter(&tag.to_end(), range)
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.start_link(link_type, &dest_url, range),
            Tag::Image { dest_url, .. } => self.start_link(LinkType::Inline, &dest_url, range),
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::HtmlBlock
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::TableCell => self.end_leaf(),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::List(_) => self.end_container(),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.block(Block::Table(table));
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.delimiter(&tag, range)
            }
            TagEnd::Link | TagEnd::Image => {
                if let Some(address) = self.links.pop().flatten() {
                    self.inline(Inline::LinkEnd(address));
                }
            }
            TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(Inline::Text(last)) = self.leaf.as_mut().and_then(|it| it.content.last_mut()) {
            last.push_str(text);
        } else {
            self.inline(Inline::Text(text.to_owned()));
        }
    }

    /// Reads a line of an HTML block: parts in angle brackets as HTML, the rest as text.
    fn html_line(&mut self, line: &str) {
        let mut rest = line.trim();
        while let Some(start) = rest.find('<') {
            let (text, tag) = rest.split_at(start);
            self.text(text);
            let length = html::length(tag);
            let (tag, behind) = tag.split_at(length.unwrap_or(1));
            match length {
                Some(_) => self.inline(Inline::Html(tag.to_owned())),
                None => self.text(tag),
            }
            rest = behind;
        }
        self.text(rest);
        self.inline(Inline::SoftBreak);
    }

    fn inline(&mut self, inline: Inline) {
        let bare = || Leaf {
            kind: LeafKind::Bare,
            content: Vec::new(),
        };
        self.leaf.get_or_insert_with(bare).content.push(inline);
    }

    /// Adds the emphasis marker of the description, so that nested emphasis stays distinct.
    fn delimiter(&mut self, tag: &TagEnd, range: Range<usize>) {
        let source = &self.text[range];
        let char = if source.starts_with('_') { "_" } else { "*" };
        self.inline(Inline::Delimiter(match tag {
            TagEnd::Emphasis => char.to_owned(),
            TagEnd::Strong => char.repeat(2),
            _ if source.starts_with("~~") => "~~".to_owned(),
            _ => "~".to_owned(),
        }));
    }

    fn start_link(&mut self, link_type: LinkType, address: &str, range: Range<usize>) {
        let in_link = self.links.iter().any(Option::is_some);
        let is_email = matches!(link_type, LinkType::Email);
        if !in_link && (is_email || matches!(link_type, LinkType::Autolink)) {
            let usable = if is_email {
                links::email(address)
            } else {
                links::usable(address)
            };
            let source = self.text[range].to_owned();
            self.inline(usable.map_or(Inline::Html(source), Inline::Address));
            self.in_autolink = true;
            return;
        }
        let usable = links::usable(address).filter(|_| !in_link);
        if usable.is_some() {
            self.inline(Inline::LinkStart);
        }
        self.links.push(usable);
    }

    fn start_leaf(&mut self, kind: LeafKind) {
        self.end_leaf();
        if kind == LeafKind::Paragraph
            && let [.., Container::List(list), Container::Item(_)] = &mut self.open[..]
        {
            list.is_loose = true;
        }
        self.leaf = Some(Leaf {
            kind,
            content: Vec::new(),
        });
    }

    fn end_leaf(&mut self) {
        let Some(Leaf { kind, content }) = self.leaf.take() else {
            return;
        };
        let content = match kind {
            LeafKind::Code => content,
            _ => with_placeholders(content),
        };
        match kind {
            LeafKind::Paragraph | LeafKind::Bare => self.block(Block::Paragraph(content)),
            LeafKind::Heading(level) => self.block(Block::Heading(level, content)),
            LeafKind::Code => {
                let text = content.into_iter().map(|it| match it {
                    Inline::Text(text) => text,
                    _ => String::new(),
                });
                self.block(Block::Code(text.collect()));
            }
            LeafKind::Cell => {
                if let Some(row) = self.table.as_mut().and_then(|it| it.rows.last_mut()) {
                    row.push(content);
                }
            }
        }
    }

    fn start_container(&mut self, container: Container) {
        self.end_leaf();
        // An item is always in a list.
        let is_item = matches!(container, Container::Item(_));
        if self.beyond > 0 || (self.open.len() >= 2 * MAX_DEPTH && !is_item) {
            self.beyond += 1;
        } else {
            self.open.push(container);
        }
    }

    fn end_container(&mut self) {
        self.end_leaf();
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        match self.open.pop() {
            Some(Container::Quote(blocks)) => self.block(Block::Quote(blocks)),
            Some(Container::List(list)) => self.block(Block::List(list)),
            Some(Container::Item(blocks)) => {
                if let Some(Container::List(list)) = self.open.last_mut() {
                    list.items.push(blocks);
                }
            }
            None => {}
        }
    }

    fn block(&mut self, block: Block) {
        self.end_leaf();
        match self.open.last_mut() {
            Some(Container::Quote(blocks) | Container::Item(blocks)) => blocks.push(block),
            Some(Container::List(list)) => list.items.push(vec![block]),
            None => self.root.push(block),
        }
    }
}

/// Reads text in the form of a tag as a tag, even if its name is invalid in HTML: `<api_key>`.
fn with_placeholders(content: Vec<Inline>) -> Vec<Inline> {
    let has_some = |it: &Inline| matches!(it, Inline::Text(text) if text.contains('<'));
    if !content.iter().any(has_some) {
        return content;
    }
    let mut out = Vec::with_capacity(content.len() + 2);
    for inline in content {
        match inline {
            Inline::Text(text) => split_placeholders(&text, &mut out),
            inline => out.push(inline),
        }
    }
    out
}

fn split_placeholders(text: &str, out: &mut Vec<Inline>) {
    let (mut plain, mut from) = (0, 0);
    while let Some(at) = text[from..].find('<') {
        let start = from + at;
        let is_name = text[start + 1..].starts_with(|char: char| char.is_ascii_alphabetic());
        match html::length(&text[start..]).filter(|_| is_name) {
            Some(length) => {
                out.push(Inline::Text(text[plain..start].to_owned()));
                out.push(Inline::Html(text[start..start + length].to_owned()));
                from = start + length;
                plain = from;
            }
            None => from = start + 1,
        }
    }
    out.push(Inline::Text(text[plain..].to_owned()));
}

fn marker(first: Option<u64>, source: &str) -> Marker {
    let source = source.trim_start();
    match first {
        Some(first) => {
            let digits = source.trim_start_matches(|char: char| char.is_ascii_digit());
            Marker::Number(first, if digits.starts_with(')') { ')' } else { '.' })
        }
        None if source.starts_with('*') => Marker::Bullet('*'),
        None if source.starts_with('+') => Marker::Bullet('+'),
        None => Marker::Bullet('-'),
    }
}

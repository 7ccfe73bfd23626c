//! Splits a body in chunks into the texts of its items.

use crate::Framing;
use crate::steps;

/// The error of an item larger than the limit.
#[derive(Debug)]
pub(crate) struct TooLarge;

/// An item: its text, and the other fields of an event.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(crate) text: Vec<u8>,
    pub(crate) event: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) retry: Option<u64>,
}

/// Splits chunks into items.
pub(crate) struct Cutter {
    framing: Framing,
    limit: usize,
    /// The received bytes: unread from `start`, and without an end of an item up to `searched`.
    buffer: Vec<u8>,
    start: usize,
    searched: usize,
    is_finished: bool,
    /// True if a chunk ended with the carriage return of a line, which a line feed may complete.
    after_return: bool,
    /// True before the first item, where a byte order mark is skipped.
    is_first: bool,
    /// The fields of the event under way, and whether it has data.
    event: Item,
    has_data: bool,
}

impl Cutter {
    /// Creates a cutter for items up to this size.
    pub(crate) fn new(framing: Framing, limit: usize) -> Self {
        Self {
            framing,
            limit,
            buffer: Vec::new(),
            start: 0,
            searched: 0,
            is_finished: false,
            after_return: false,
            is_first: true,
            event: Item::default(),
            has_data: false,
        }
    }

    /// Adds a chunk.
    pub(crate) fn push(&mut self, chunk: &[u8]) {
        if self.start > 0 {
            steps::add(self.buffer.len() - self.start);
        }
        self.buffer.drain(..self.start);
        self.searched -= self.start;
        self.start = 0;
        self.buffer.extend_from_slice(chunk);
    }

    /// Marks the end of the body.
    pub(crate) fn finish(&mut self) {
        self.is_finished = true;
    }

    /// Returns the next item; none if more of the body is needed.
    pub(crate) fn next(&mut self) -> Result<Option<Item>, TooLarge> {
        while let Some(piece) = self.piece()? {
            let item = match self.framing {
                Framing::Lines | Framing::Sequence => json(piece),
                Framing::Events | Framing::EventData => self.field(&piece)?,
            };
            if item.is_some() {
                return Ok(item);
            }
        }
        Ok(None)
    }

    /// The next line, or what is between two record separators.
    fn piece(&mut self) -> Result<Option<Vec<u8>>, TooLarge> {
        if self.after_return && self.start < self.buffer.len() {
            self.after_return = false;
            self.start += usize::from(self.buffer[self.start] == b'\n');
            self.searched = self.start;
        }
        let found = self.end();
        if found.map_or(self.buffer.len(), |(end, _)| end) - self.start > self.limit {
            return Err(TooLarge);
        }
        let Some((end, next)) = found else {
            self.searched = self.buffer.len();
            return Ok(None);
        };
        let mut piece = &self.buffer[self.start..end];
        if std::mem::take(&mut self.is_first) {
            piece = piece.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(piece);
        }
        let piece = piece.to_vec();
        steps::add(piece.len());
        self.after_return = next == self.buffer.len() && self.buffer.last() == Some(&b'\r');
        (self.start, self.searched) = (next, next);
        Ok(Some(piece))
    }

    /// The end of the piece under way, and where the next begins.
    fn end(&self) -> Option<(usize, usize)> {
        let rest = &self.buffer[self.searched..];
        let is_event = matches!(self.framing, Framing::Events | Framing::EventData);
        let is_end = |byte: &u8| match self.framing {
            Framing::Sequence => *byte == 0x1E,
            Framing::Lines => *byte == b'\n',
            Framing::Events | Framing::EventData => matches!(byte, b'\n' | b'\r'),
        };
        let found = rest.iter().position(is_end);
        steps::add(found.unwrap_or(rest.len()));
        match found {
            Some(at) => {
                let end = self.searched + at;
                let is_pair = rest[at..].starts_with(b"\r\n");
                Some((end, end + if is_pair { 2 } else { 1 }))
            }
            // An event without its empty line is none (HTML, 9.2.6).
            None if self.is_finished && !is_event && self.start < self.buffer.len() => {
                Some((self.buffer.len(), self.buffer.len()))
            }
            None => None,
        }
    }

    /// Interprets a line of an event stream (HTML, 9.2.6); an empty one ends the event.
    fn field(&mut self, line: &[u8]) -> Result<Option<Item>, TooLarge> {
        if line.is_empty() {
            let event = std::mem::take(&mut self.event);
            return Ok(std::mem::take(&mut self.has_data).then_some(event));
        }
        let (name, value) = match line.iter().position(|byte| *byte == b':') {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, &[][..]),
        };
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let text = || String::from_utf8_lossy(value).into_owned();
        match name {
            b"data" => self.data(value)?,
            b"event" => self.event.event = Some(text()),
            b"id" if !value.contains(&0) => self.event.id = Some(text()),
            b"retry" if value.iter().all(u8::is_ascii_digit) => {
                self.event.retry = text().parse().ok();
            }
            // A comment, or a field that the standard does not know.
            _ => {}
        }
        Ok(None)
    }

    fn data(&mut self, line: &[u8]) -> Result<(), TooLarge> {
        if self.event.text.len() + line.len() >= self.limit {
            return Err(TooLarge);
        }
        if self.has_data {
            self.event.text.push(b'\n');
        }
        self.event.text.extend_from_slice(line);
        self.has_data = true;
        Ok(())
    }
}

/// The text without the white space around it, if there is any.
fn json(piece: Vec<u8>) -> Option<Item> {
    let text = piece.trim_ascii();
    (!text.is_empty()).then(|| Item {
        text: text.to_vec(),
        ..Item::default()
    })
}

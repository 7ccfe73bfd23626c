//! Automata over bytes, encoded as text.
//!
//! The text has no character that a literal must escape: a digit is one of the 91 characters from `#` to `~` without the
//! backslash. A number below 60 is one digit. A larger number `n` is two digits: 60 plus `(n - 60) / 91`, and `(n - 60) % 91`. The
//! text consists of these numbers:
//!
//! * the number of classes, the number of states, the initial state, and the bounds `forever`, `live` and `accepting` (see
//!   [`Table`]);
//! * runs of bytes: a class and the number of additional bytes of it, until there are 256;
//! * groups of rows in order, until all rows are defined:
//!
//! | | followed by | rows |
//! |---|---|---|
//! | 0 | an earlier row, a count, and that many classes | one for each class: a copy of that row that goes to the next row for the class |
//! | 1 | an earlier row, a count, and that many pairs of a class and a state | a copy of that row except for these |
//! | 2 | a state, a count, and that many pairs of a class and a state | one that goes to that state except for these |

/// A minimal automaton over classes of bytes, of `N` bytes.
///
/// A state is the index where its row begins; a row has a cell for each class, and a cell is the next state. Rows are in this
/// order, so that the kind of a state follows from comparisons:
///
/// | state | |
/// |---|---|
/// | `0 .. forever` | accepts any rest |
/// | `forever .. live` | rejects any rest |
/// | `live .. accepting` | rejects if the string ends here |
/// | `accepting ..` | accepts if the string ends here |
#[derive(Clone, Copy, Debug)]
pub struct Table<const N: usize> {
    classes: [u8; 256],
    cells: [u8; N],
    /// True if a cell has two bytes, lower byte first.
    is_wide: bool,
    start: u16,
    forever: u16,
    live: u16,
    accepting: u16,
}

impl<const N: usize> Table<N> {
    /// Decodes an automaton.
    ///
    /// # Panics
    ///
    /// If the text is not the encoding of an automaton of `N` bytes.
    pub const fn new(text: &str) -> Self {
        let mut reader = Reader {
            text: text.as_bytes(),
            at: 0,
        };
        let (stride, states) = (reader.number(), reader.number());
        let rows = [
            reader.number(),
            reader.number(),
            reader.number(),
            reader.number(),
        ];
        let is_wide = N != stride * states;
        assert!(!is_wide || N == 2 * stride * states);
        let mut table = Self {
            classes: reader.classes(),
            cells: [0; N],
            is_wide,
            start: (rows[0] * stride) as u16,
            forever: (rows[1] * stride) as u16,
            live: (rows[2] * stride) as u16,
            accepting: (rows[3] * stride) as u16,
        };
        let mut row = 0;
        while row < states {
            row = table.read_rows(&mut reader, row, stride);
        }
        assert!(reader.at == reader.text.len());
        table
    }

    /// Decodes the next rows, and returns the row after them.
    const fn read_rows(&mut self, reader: &mut Reader<'_>, first: usize, stride: usize) -> usize {
        let (kind, from, count) = (reader.number(), reader.number(), reader.number());
        if kind == 0 {
            let mut row = first;
            while row < first + count {
                self.copy(from, row, stride);
                let class = reader.number();
                self.set(row * stride + class, (row + 1) * stride);
                row += 1;
            }
            return row;
        }
        match kind {
            1 => self.copy(from, first, stride),
            _ => self.fill(first, from, stride),
        }
        let mut pair = 0;
        while pair < count {
            let (class, target) = (reader.number(), reader.number());
            self.set(first * stride + class, target * stride);
            pair += 1;
        }
        first + 1
    }

    const fn copy(&mut self, from: usize, to: usize, stride: usize) {
        let mut class = 0;
        while class < stride {
            let cell = self.get(from * stride + class);
            self.set(to * stride + class, cell);
            class += 1;
        }
    }

    const fn fill(&mut self, row: usize, target: usize, stride: usize) {
        let mut class = 0;
        while class < stride {
            self.set(row * stride + class, target * stride);
            class += 1;
        }
    }

    const fn set(&mut self, cell: usize, state: usize) {
        if self.is_wide {
            [self.cells[2 * cell], self.cells[2 * cell + 1]] = (state as u16).to_le_bytes();
        } else {
            self.cells[cell] = state as u8;
        }
    }

    const fn get(&self, cell: usize) -> usize {
        if self.is_wide {
            u16::from_le_bytes([self.cells[2 * cell], self.cells[2 * cell + 1]]) as usize
        } else {
            self.cells[cell] as usize
        }
    }

    /// Returns true if the automaton accepts the text, in time linear in its length.
    #[inline]
    pub const fn admits(&self, text: &str) -> bool {
        let state = if self.is_wide {
            self.walk_pairs(text.as_bytes())
        } else {
            self.walk_bytes(text.as_bytes())
        };
        state < self.forever || state >= self.accepting
    }

    const fn walk_bytes(&self, text: &[u8]) -> u16 {
        let mut state = self.start;
        let mut at = 0;
        while at < text.len() && state >= self.live {
            let class = self.classes[text[at] as usize];
            state = self.cells[state as usize + class as usize] as u16;
            at += 1;
        }
        state
    }

    const fn walk_pairs(&self, text: &[u8]) -> u16 {
        let mut state = self.start;
        let mut at = 0;
        while at < text.len() && state >= self.live {
            let class = self.classes[text[at] as usize];
            let cell = 2 * (state as usize + class as usize);
            state = u16::from_le_bytes([self.cells[cell], self.cells[cell + 1]]);
            at += 1;
        }
        state
    }
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    const fn digit(&mut self) -> usize {
        let byte = self.text[self.at];
        self.at += 1;
        (byte - b'#' - (byte > b'\\') as u8) as usize
    }

    const fn number(&mut self) -> usize {
        match self.digit() {
            digit @ 0..60 => digit,
            digit => 60 + (digit - 60) * 91 + self.digit(),
        }
    }

    const fn classes(&mut self) -> [u8; 256] {
        let mut classes = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            let (class, more) = (self.number(), self.number());
            let end = byte + more + 1;
            while byte < end {
                classes[byte] = class as u8;
                byte += 1;
            }
        }
        classes
    }
}

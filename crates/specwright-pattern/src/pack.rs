//! Encodes a table as the text that `specwright-matcher` decodes; its `table.rs` documents the format.

use crate::table::Table;

impl Table {
    /// Encodes a table as text. Rows that are similar to an earlier row are short.
    pub fn pack(&self) -> String {
        let mut packer = Packer {
            text: String::new(),
            rows: self.rows(),
        };
        let row = |state: u16| usize::from(state) / self.stride;
        for number in [
            self.stride,
            packer.rows.len(),
            row(self.start),
            row(self.forever),
            row(self.live),
            row(self.accepting),
        ] {
            packer.number(number);
        }
        for class in self.classes.chunk_by(|left, right| left == right) {
            packer.number(class[0].into());
            packer.number(class.len() - 1);
        }
        let mut row = 0;
        while row < packer.rows.len() {
            row = packer.rows_from(row);
        }
        packer.text
    }

    /// Returns the size of the decoded table: one byte for each cell, or two if there are larger states.
    pub fn bytes(&self) -> usize {
        let last = self.transitions.len() - self.stride;
        self.transitions.len() * if last > 0xFF { 2 } else { 1 }
    }

    /// The target row of each row by class.
    fn rows(&self) -> Vec<Vec<usize>> {
        let rows = self.transitions.chunks(self.stride);
        let target = |cell: &u16| usize::from(*cell) / self.stride;
        rows.map(|row| row.iter().map(target).collect()).collect()
    }
}

struct Packer {
    text: String,
    rows: Vec<Vec<usize>>,
}

impl Packer {
    fn digit(&mut self, digit: usize) {
        let byte = b'#' + digit as u8;
        self.text.push(char::from(byte + u8::from(byte >= b'\\')));
    }

    fn number(&mut self, number: usize) {
        match number.checked_sub(60) {
            None => self.digit(number),
            Some(more) => {
                self.digit(60 + more / 91);
                self.digit(more % 91);
            }
        }
    }

    /// Writes one row, or several that form a chain, and returns the row after them.
    fn rows_from(&mut self, row: usize) -> usize {
        let chains = (0..row).map(|base| (self.chain(base, row), base));
        if let Some((length @ 1.., base)) = chains.max_by_key(|it| it.0) {
            self.number(0);
            self.number(base);
            self.number(length);
            for row in row..row + length {
                let class = self.misfits(row, |class| self.rows[base][class])[0].0;
                self.number(class);
            }
            return row + length;
        }
        let (kind, from, misfits) = self.nearest(row);
        self.number(kind);
        self.number(from);
        self.number(misfits.len());
        for (class, target) in misfits {
            self.number(class);
            self.number(target);
        }
        row + 1
    }

    /// Returns the best base of a row: an earlier row, or one state.
    fn nearest(&self, row: usize) -> (usize, usize, Vec<(usize, usize)>) {
        let copies =
            (0..row).map(|base| (1, base, self.misfits(row, |class| self.rows[base][class])));
        let states = self.rows[row].iter();
        let fills = states.map(|&state| (2, state, self.misfits(row, |_| state)));
        let nearest = fills.chain(copies).min_by_key(|it| it.2.len());
        nearest.unwrap_or_default()
    }

    /// Returns the cells of a row that differ from its base.
    fn misfits(&self, row: usize, expected: impl Fn(usize) -> usize) -> Vec<(usize, usize)> {
        let cells = self.rows[row].iter().copied().enumerate();
        cells
            .filter(|(class, target)| *target != expected(*class))
            .collect()
    }

    /// Returns the length of a chain of rows that each equal an earlier row except for one class, which leads to the next row.
    fn chain(&self, base: usize, first: usize) -> usize {
        let is_link = |row: &usize| {
            let misfits = self.misfits(*row, |class| self.rows[base][class]);
            misfits.len() == 1 && misfits[0].1 == row + 1
        };
        (first..self.rows.len()).take_while(is_link).count()
    }
}

#[cfg(test)]
mod tests {
    use specwright_matcher::Table;

    /// Checks that the text decodes to the same automaton of `N` bytes.
    #[track_caller]
    fn check<const N: usize>(pattern: &str, texts: &[&str]) {
        let table = crate::table(pattern).unwrap().unwrap();
        assert_eq!(table.bytes(), N, "{pattern}");
        let text = table.pack();
        assert!(
            text.bytes()
                .all(|it| matches!(it, b'#'..=b'~') && it != b'\\')
        );
        let read = Table::<N>::new(&text);
        for text in texts {
            assert_eq!(
                read.admits(text),
                table.admits(text.as_bytes()),
                "{pattern}: {text}"
            );
        }
    }

    #[test]
    fn texts_are_tables() {
        let numbers = ["", "1", "1,2", "1,,2", ",", "-1", "1-", "12,-34,5", "é"];
        check::<16>("^-?[0-9]+(,-?[0-9]+)*$", &numbers);
        check::<12>("^ab", &["", "a", "ab", "abc", "b"]);
        let long = "a".repeat(130);
        let longer = format!("{}c", "b".repeat(190));
        check::<2576>(
            "^(a{1,130}|b{1,190}c)$",
            &["", &long, &longer, "a", "bc", "c", &long[1..]],
        );
    }

    /// The text of a mostly literal pattern is not much longer than the pattern.
    #[test]
    fn chains_are_short() {
        let pattern = "arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{12}:experiment-trial/.*";
        let table = crate::table(pattern).unwrap().unwrap();
        let (packed, bytes) = (table.pack().len(), table.bytes());
        assert!(packed * 4 < bytes, "{packed} for {bytes}");
    }
}

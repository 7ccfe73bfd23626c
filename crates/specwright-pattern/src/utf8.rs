//! Valid UTF-8 as an automaton (RFC 3629, section 4).

/// The kinds of bytes in valid UTF-8, as inclusive ranges in order. Other bytes do not occur in a `str`.
pub(crate) const KINDS: [(u8, u8); 12] = [
    (0x00, 0x7F),
    (0x80, 0x8F),
    (0x90, 0x9F),
    (0xA0, 0xBF),
    (0xC2, 0xDF),
    (0xE0, 0xE0),
    (0xE1, 0xEC),
    (0xED, 0xED),
    (0xEE, 0xEF),
    (0xF0, 0xF0),
    (0xF1, 0xF3),
    (0xF4, 0xF4),
];

/// The number of [`State`]s.
pub(crate) const STATES: usize = 8;

/// The position within a code point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Boundary,
    OneMore,
    TwoMore,
    ThreeMore,
    AfterE0,
    AfterEd,
    AfterF0,
    AfterF4,
}

impl State {
    pub(crate) const ALL: [State; STATES] = [
        State::Boundary,
        State::OneMore,
        State::TwoMore,
        State::ThreeMore,
        State::AfterE0,
        State::AfterEd,
        State::AfterF0,
        State::AfterF4,
    ];

    /// Returns the state after a byte; none if the byte is invalid there.
    pub(crate) fn next(self, byte: u8) -> Option<State> {
        Some(match (self, byte) {
            (State::Boundary, 0x00..=0x7F) | (State::OneMore, 0x80..=0xBF) => State::Boundary,
            (State::Boundary, 0xC2..=0xDF)
            | (State::TwoMore, 0x80..=0xBF)
            | (State::AfterE0, 0xA0..=0xBF)
            | (State::AfterEd, 0x80..=0x9F) => State::OneMore,
            (State::Boundary, 0xE0) => State::AfterE0,
            (State::Boundary, 0xED) => State::AfterEd,
            (State::Boundary, 0xE1..=0xEF)
            | (State::ThreeMore, 0x80..=0xBF)
            | (State::AfterF0, 0x90..=0xBF)
            | (State::AfterF4, 0x80..=0x8F) => State::TwoMore,
            (State::Boundary, 0xF0) => State::AfterF0,
            (State::Boundary, 0xF1..=0xF3) => State::ThreeMore,
            (State::Boundary, 0xF4) => State::AfterF4,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(bytes: &[u8]) -> Option<State> {
        bytes
            .iter()
            .try_fold(State::Boundary, |state, &byte| state.next(byte))
    }

    #[test]
    fn takes_every_code_point() {
        for point in '\0'..=char::MAX {
            assert_eq!(
                end(point.encode_utf8(&mut [0; 4]).as_bytes()),
                Some(State::Boundary),
                "{point:?}"
            );
        }
    }

    #[test]
    fn rejects_all_other_bytes() {
        for number in 0..=0xFF_FFFFu32 {
            let bytes = &number.to_be_bytes()[1..];
            let is_whole = end(bytes) == Some(State::Boundary);
            if is_whole != std::str::from_utf8(bytes).is_ok() {
                panic!("{bytes:?}");
            }
        }
    }

    #[test]
    fn kinds_are_distinct_and_complete() {
        for state in State::ALL {
            for byte in 0..=0xFF {
                let kind = KINDS
                    .iter()
                    .find(|(first, last)| (*first..=*last).contains(&byte));
                let of_kind = kind.and_then(|(first, _)| state.next(*first));
                assert_eq!(state.next(byte), of_kind, "{byte:#x} after {state:?}");
            }
        }
    }
}

//! The source of random choices.

/// A source of choices, where 0 is the simplest.
#[derive(Clone, Debug)]
pub(crate) struct Choices {
    source: Source,
    dice: u64,
    /// The number of draws in progress whose first attempt failed, so that the simplest value is of no use.
    wild: u32,
}

#[derive(Clone, Debug)]
enum Source {
    /// Always the simplest choice.
    Simplest,
    /// Every optional part is present.
    Full,
    Random,
    /// These choices, then the simplest.
    #[cfg(feature = "proptest")]
    List(std::vec::IntoIter<u32>),
}

impl Choices {
    pub(crate) fn of_seed(seed: u64) -> Self {
        let source = match seed {
            0 => Source::Simplest,
            1 => Source::Full,
            _ => Source::Random,
        };
        Self::new(source, seed)
    }

    #[cfg(feature = "proptest")]
    pub(crate) fn of_list(list: Vec<u32>) -> Self {
        Self::new(Source::List(list.into_iter()), 0)
    }

    fn new(source: Source, dice: u64) -> Self {
        Self {
            source,
            dice,
            wild: 0,
        }
    }

    /// Chooses a number below another; 0 if that is 0.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        let chosen = match &mut self.source {
            _ if self.wild > 0 => self.roll(),
            Source::Simplest => 0,
            Source::Full | Source::Random => self.roll(),
            #[cfg(feature = "proptest")]
            Source::List(list) => list.next().unwrap_or(0),
        };
        chosen % limit.max(1)
    }

    /// Decides whether an optional value is present.
    pub(crate) fn maybe(&mut self) -> bool {
        let all = self.wild == 0 && matches!(self.source, Source::Full);
        all || self.below(2) == 1
    }

    /// Begins an attempt; all but the first are random, until it is [ended](Self::end).
    pub(crate) fn begin(&mut self, attempt: u32) {
        self.wild += u32::from(attempt > 0);
    }

    /// Ends an attempt.
    pub(crate) fn end(&mut self, attempt: u32) {
        self.wild -= u32::from(attempt > 0);
    }

    /// SplitMix64.
    fn roll(&mut self) -> u32 {
        self.dice = self.dice.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.dice;
        it = (it ^ it >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ it >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((it ^ it >> 31) >> 32) as u32
    }
}

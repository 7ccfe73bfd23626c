//! Test values of generated types: valid values, and values that violate a single constraint.
//!
//! ```
//! use specwright_runtime::sample::Sample;
//! use specwright_runtime::{Constraint, Constraints, Validate, json, object};
//!
//! pub struct User {
//!     pub id: i64,
//!     pub name: Option<String>,
//! }
//!
//! object! {
//!     User("/components/schemas/User", deny);
//!     required(id, "id");
//!     optional(name, "name").constraints_at(Constraints::new("/components/schemas/User/properties/name", &[Constraint::MinLength(2)]));
//! }
//!
//! // Deterministic per seed: 0 is the minimal value, 1 has every optional part, others are random.
//! assert_eq!(User::sample(0).name, None);
//! assert!(User::sample(1).name.unwrap().len() >= 2);
//! assert!(User::sample(77).validate().is_ok());
//!
//! for broken in User::broken(1) {
//!     let json::Error::Violations(found) = json::from_slice::<User>(broken.json().as_bytes()).unwrap_err() else {
//!         panic!("{broken:?}");
//!     };
//!     assert!(found.iter().any(|it| (it.instance(), it.keyword()) == (broken.instance(), broken.keyword())));
//! }
//! ```
//!
//! With the feature `proptest` every type has a strategy, whose values shrink to that of seed 0:
//!
//! ```text
//! proptest! {
//!     #[test]
//!     fn holds(token in UserAccessToken::strategy()) { … }
//! }
//! ```
//!
//! A type describes its outline one level deep; one interpreter builds JSON from it with a source of choices, and the type's own
//! reader makes a value of it. Strings of a pattern come from its automaton. For assertions (`not`, `if`, `contains` …) and for
//! `oneOf`, values are drawn until one is valid, a bounded number of times.

mod breaks;
mod choices;
mod draw;
mod formats;
mod hints;
mod number;
mod outline;
mod prove;
#[cfg(feature = "proptest")]
mod strategy;
mod text;

pub use self::breaks::{Breaks, Broken};
pub use self::draw::Missing;
pub use self::prove::{Proof, prove};

pub(crate) use self::outline::{Form, Text};
#[doc(hidden)]
pub use self::outline::{Outline, OutlineFn, TupleItem};

use self::choices::Choices;
use self::draw::draw;
use crate::{Json, json};

/// A type with samples: every generated type, and those of the runtime.
pub trait Sample: Json {
    /// Returns the valid value of a seed: 0 is the minimal value, 1 has every optional part, others are random.
    ///
    /// # Panics
    ///
    /// If none is found: the type has no value, or random values hardly ever satisfy its constraints; see
    /// [`try_sample`](Self::try_sample).
    fn sample(seed: u64) -> Self {
        Self::try_sample(seed).unwrap_or_else(|| {
            let name = std::any::type_name::<Self>();
            panic!("no value of {name} is found for the seed {seed}")
        })
    }

    /// Returns the valid value of a seed; `None` if none is found.
    fn try_sample(seed: u64) -> Option<Self> {
        drawn(&mut Choices::of_seed(seed))
    }

    /// Returns the valid value of a seed, changed to violate one constraint at one place at a time.
    fn broken(seed: u64) -> Breaks {
        let mut choices = Choices::of_seed(seed);
        let node = draw(Self::outline, &mut choices).ok();
        Breaks::new(Self::outline, node, choices)
    }

    /// Returns a strategy of the valid values.
    #[cfg(feature = "proptest")]
    fn strategy() -> impl proptest::strategy::Strategy<Value = Self> {
        strategy::strategy::<Self>()
    }
}

impl<T: Json> Sample for T {}

/// Draws the value of a source of choices.
fn drawn<T: Json>(choices: &mut Choices) -> Option<T> {
    let json = draw(T::outline, choices).ok()?.to_json()?;
    json::parse(json.as_bytes()).ok()
}

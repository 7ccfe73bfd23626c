//! Names, each decided once: [`case`] converts texts to names, [`scope`] makes names distinct, and [`keywords`] defines the valid
//! identifiers.

mod ascii;
pub(crate) mod case;
pub(crate) mod keywords;
pub(crate) mod members;
pub(crate) mod places;
pub(crate) mod variants;

pub(crate) mod scope;

pub(crate) use case::{Kind, name};
pub(crate) use keywords::DEVICES;
pub use keywords::is_device_name;
pub(crate) use places::Places;

pub(crate) use scope::{Claim, Rank, settle};

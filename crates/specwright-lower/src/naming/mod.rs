//! Names, each decided once: [`case`] converts texts to names, [`scope`] makes names distinct, and [`keywords`] defines the valid
//! identifiers.

mod apart;
mod ascii;
pub(crate) mod case;
pub(crate) mod cleaned;
pub(crate) mod derived;
pub(crate) mod keywords;
mod lists;
mod member_traits;
pub(crate) mod members;
pub(crate) mod patterns;
pub(crate) mod places;
pub(crate) mod variants;

pub(crate) mod scope;

pub(crate) use case::{Kind, name, spell};
pub(crate) use keywords::DEVICES;
pub use keywords::is_device_name;
pub(crate) use lists::list_words;
pub(crate) use places::Places;

pub(crate) use scope::{Claim, Rank, settle};
pub(crate) use variants::joining;

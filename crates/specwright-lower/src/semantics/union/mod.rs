//! The meaning of `oneOf` and `anyOf` of several alternatives.
//!
//! [`classify`](mod@classify) decides, with the table of all cases; the other files have the rules of single rows.

pub(crate) mod children;
mod classify;
pub(crate) mod constants;
pub(crate) mod discriminator;
pub(crate) mod disjoint;
mod enum_members;
mod member;
mod strategy;

pub(crate) use classify::{
    ChoiceSite, Classification, Evidence, Role, Written, classify, role, written,
};
pub(crate) use enum_members::ListedValue;
pub(crate) use member::Member;
pub(crate) use strategy::sort_for_trial;

//! The meaning of schemas, apart from the Rust that they become.
//!
//! Input is the [`Document`](specwright_spec::Document), with the options that choose between readings; output is facts about
//! schemas. Nothing here knows a draft, a name of Rust or the state of lowering: `xtask ci` refuses a file of this folder that uses
//! anything of the crate but this module and `Untyped`.
//!
//! | question                                                        | module                        |
//! |-----------------------------------------------------------------|-------------------------------|
//! | which schemas hold at a place                                   | [`all_of`]                    |
//! | their keywords, taken together                                  | [`merged`]                    |
//! | one `oneOf` or `anyOf`                                          | [`choice`], [`mod@union`]     |
//! | … whose members are constraints only                            | [`constraint_only_members`]   |
//! | the JSON types of values                                        | [`types`], [`null`], [`formats`] |
//! | objects and arrays that `unevaluated…: false` closes            | [`closed`]                    |
//! | arrays that are tuples                                          | [`tuple`]                     |
//! | the keywords that only an assertion can enforce                 | [`assertion_scope`]           |
//! | bounds and factors as the runtime compares them                 | [`numbers`]                   |
//! | the strings that patterns match                                 | [`patterns`]                  |
//! | `readOnly`, `writeOnly`, `default`, `deprecated`                | [`annotations`]               |
//! | extensions (`x-`) of exporters                                  | [`extensions`]                |
//! | is a value an instance                                          | [`instance`]                     |
//! | a value that two schemas admit                                  | [`witness`]                   |

pub(crate) mod all_of;
pub(crate) mod annotations;
pub(crate) mod assertion_scope;
pub(crate) mod choice;
pub(crate) mod closed;
pub(crate) mod constraint_only_members;
pub(crate) mod extensions;
pub(crate) mod formats;
pub(crate) mod instance;
pub(crate) mod merged;
pub(crate) mod null;
pub(crate) mod numbers;
pub(crate) mod patterns;
pub(crate) mod tuple;
pub(crate) mod types;
pub(crate) mod union;
pub(crate) mod witness;

pub(crate) use all_of::{conjuncts, parts};
pub(crate) use annotations::{Access, access, default, is_deprecated};
pub(crate) use choice::Choice;
pub(crate) use merged::{Contradiction, Merged};
pub(crate) use types::types_of;

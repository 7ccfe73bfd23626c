//! Names, each decided once: [`case`] converts texts to names, [`scope`] makes names distinct, and [`keywords`] defines the valid
//! identifiers. The words of a name come from the item itself:
//!
//! | name of                                               | words from                                      |
//! |-------------------------------------------------------|-------------------------------------------------|
//! | types                                                 | [`places`]; shared ones: `dedup`                |
//! | fields of structs                                     | `assemble/names.rs`                             |
//! | fields for parameters; structs of headers             | `parameters.rs`; `headers.rs`                   |
//! | variants of unions                                    | [`variants`] chooses; the words of members without a name: [`members`], [`schema_words`] |
//! | variants of enums                                     | `schema/enums.rs`                               |
//! | operations, their types; their modules                | `operations/names.rs`, without what frameworks add ([`cleaned`]); `operations/modules.rs` |
//! | methods that accept one media type                    | `operations/accept.rs`                          |
//! | inline schemas of operations                          | `operations/anchors.rs`                         |
//! | variants of responses; of bodies                      | `responses/status.rs`; `bodies/contents.rs`     |
//! | servers and their variables                           | `servers.rs`                                    |
//! | security schemes and sets of credentials              | `security`                                      |
//! | functions of patterns                                 | [`patterns`]                                    |
//! | constants, statics and functions of codecs            | [`derived`]                                     |

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
mod schema_words;
pub(crate) mod variants;

pub(crate) mod scope;

pub(crate) use case::{Kind, name, spell};
pub(crate) use keywords::DEVICES;
pub use keywords::is_device_name;
pub(crate) use lists::list_words;
pub(crate) use places::Places;

pub(crate) use scope::{Claim, Rank, settle};
pub(crate) use variants::joining;

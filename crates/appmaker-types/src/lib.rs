//! The models and operation types of the AppMaker API.
//!
//! Generated from `specs/appmaker/openapi.yaml` by `cargo xtask codegen`: schemas at the root under the names of the document,
//! requests and responses in [`operations`], and credentials in [`security`].
//!
//! A value of a validated type is always valid, whether parsed or written as a literal:
//!
//! ```
//! use appmaker_types::MongoId;
//!
//! const OWNER: MongoId = MongoId::literal("65f1a0b2c3d4e5f60718293a");
//! assert!(MongoId::try_from("not an id").is_err());
//! ```
//!
//! ```compile_fail,E0080
//! use appmaker_types::MongoId;
//!
//! const OWNER: MongoId = MongoId::literal("not an id");
//! # let _ = OWNER;
//! ```
//!
//! With the feature `samples`, every type has valid and invalid values for tests, determined by a seed; with `proptest`, also a
//! strategy:
//!
//! ```
//! use appmaker_types::{UserAccessToken, runtime::sample::Sample};
//!
//! let token = UserAccessToken::sample(0);
//! assert_eq!(token.user_id.as_str(), "aaaaaaaaaaaaaaaaaaaaaaaa");
//! for broken in UserAccessToken::broken(1) {
//!     let (json, place, keyword) = (broken.json(), broken.instance(), broken.keyword());
//!     assert!(appmaker_types::runtime::json::from_slice::<UserAccessToken>(json.as_bytes()).is_err(), "{keyword} at {place}");
//! }
//! ```

#![allow(
    clippy::too_many_arguments,
    reason = "a constructor takes all required fields"
)]

#[rustfmt::skip]
mod generated;

pub use generated::*;
pub use specwright_runtime as runtime;

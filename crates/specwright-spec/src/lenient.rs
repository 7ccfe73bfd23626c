//! Parts of a document that cannot be read, in a lenient run: each is read in a form that requires no less than the document does.
//!
//! | part                                       | file            |
//! |--------------------------------------------|-----------------|
//! | constraints of schemas                     | [`constraints`] |
//! | parameters                                 | [`placement`]   |
//! | security schemes                           | [`security`]    |
//!
//! `check/repairs.rs` lists the errors that such a reading repairs.

pub(crate) mod constraints;
pub(crate) mod placement;
pub(crate) mod security;

//! The schema `{}`.

use crate::{Location, Schema};

impl Schema {
    /// Returns the schema `{}`, which accepts every value.
    pub(super) fn empty(at: Location) -> Self {
        Self {
            at,
            component: None,
            reference: None,
            title: None,
            description: None,
            types: None,
            nullable: false,
            format: None,
            enumeration: None,
            default: None,
            examples: Vec::new(),
            read_only: false,
            write_only: false,
            deprecated: false,
            items: None,
            properties: Vec::new(),
            has_properties: false,
            required: Vec::new(),
            additional_properties: None,
            all_of: Vec::new(),
            any_of: Vec::new(),
            one_of: Vec::new(),
            uncommon: None,
        }
    }
}

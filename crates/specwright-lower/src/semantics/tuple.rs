//! Arrays whose items have a schema by position (`prefixItems`, 2020-12 Core, section 10.3.1.1).

use specwright_ir::Tuple;
use specwright_spec::{Document, Schema};

use super::choice::is_false;

/// Returns true if the positions of a schema, and the rest of the array, fit into a tuple.
pub(crate) fn is_tuple(document: &Document, schema: &Schema) -> bool {
    let rest = usize::from(!is_closed(document, schema));
    schema.prefix_items.len() + rest <= Tuple::MAX
}

/// Returns true if no item may follow those with a position.
pub(crate) fn is_closed(document: &Document, schema: &Schema) -> bool {
    let ends = |id| is_false(document, id);
    let most = schema.max_items.unwrap_or(u64::MAX);
    schema.items.is_some_and(ends) || most <= schema.prefix_items.len() as u64
}

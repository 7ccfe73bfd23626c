//! The values of a `discriminator` (OpenAPI 3.0.4, "Discriminator Object").

use foldhash::{HashMap, HashSet};
use specwright_spec::{Document, SchemaId};

use super::constants;
use crate::semantics::extensions::DISCRIMINATOR_VALUE;

/// Returns the discriminator values of each member.
///
/// They are the values of `mapping`, those of extensions, and those that the member itself allows for the property, since no other
/// is valid, unless another member has them too. A member without any of these has the name of its schema.
pub(crate) fn values(
    document: &Document,
    owner: SchemaId,
    members: &[SchemaId],
    property: &str,
) -> Vec<Vec<String>> {
    let mapping = Mapping::new(document, owner);
    let declared: Vec<Vec<String>> = members.iter().map(|it| mapping.declared(*it)).collect();
    let allowed: Vec<Vec<String>> = members
        .iter()
        .map(|member| constants::of_property(document, *member, property))
        .collect();
    // The number of members that declare or allow each value.
    let mut owners: HashMap<&str, usize> = HashMap::default();
    for (declared, allowed) in declared.iter().zip(&allowed) {
        let own: HashSet<&str> = declared.iter().chain(allowed).map(String::as_str).collect();
        own.into_iter()
            .for_each(|value| *owners.entry(value).or_default() += 1);
    }
    let mut found = Vec::with_capacity(members.len());
    for ((member, declared), allowed) in members.iter().zip(&declared).zip(&allowed) {
        let mut tags = declared.clone();
        if allowed
            .iter()
            .all(|value| owners.get(value.as_str()) == Some(&1))
        {
            let more = allowed.iter().filter(|value| !declared.contains(value));
            tags.extend(more.cloned());
        }
        if tags.is_empty() {
            tags.extend(mapping.name(*member).or_else(|| {
                let is_free = |value: &&String| owners.get(value.as_str()) == Some(&1);
                allowed.iter().find(is_free).cloned()
            }));
        }
        found.push(tags);
    }
    found
}

/// The `mapping` of a discriminator, by its targets.
struct Mapping<'d> {
    document: &'d Document,
    targets: HashMap<SchemaId, Vec<&'d str>>,
    values: HashSet<&'d str>,
}

impl<'d> Mapping<'d> {
    fn new(document: &'d Document, owner: SchemaId) -> Self {
        let mut targets: HashMap<SchemaId, Vec<&str>> = HashMap::default();
        let mut values = HashSet::default();
        for (value, target) in &document.schemas[owner].mapping {
            targets.entry(*target).or_default().push(value);
            values.insert(value.as_str());
        }
        Self {
            document,
            targets,
            values,
        }
    }

    /// Returns the values of a member in `mapping` and in extensions.
    fn declared(&self, member: SchemaId) -> Vec<String> {
        let mapped = self.targets.get(&member).map_or(&[][..], Vec::as_slice);
        let extensions = self.document.schemas[member].extensions.iter();
        let named = extensions
            .filter(|(key, _)| DISCRIMINATOR_VALUE.contains(&key.as_str()))
            .filter_map(|(_, value)| value.as_str())
            .filter(|value| !mapped.contains(value));
        mapped
            .iter()
            .copied()
            .chain(named)
            .map(str::to_owned)
            .collect()
    }

    /// Returns the name of a member, unless `mapping` gives it to another.
    fn name(&self, member: SchemaId) -> Option<String> {
        let name = self.document.schemas[member].component.as_deref()?;
        (!self.values.contains(name)).then(|| name.to_owned())
    }
}

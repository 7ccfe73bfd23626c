//! Diagnoses a node that must be an object: reports every violation.

use super::field::Stop;
use super::{Object, ObjectDescription, Property, Reader, UnknownProperties};
use crate::json::node::Node;
use crate::pointer::Pointer;
use crate::{Constraints, Json, Path, Report, steps};
use std::collections::BTreeMap;

/// Reports every violation of a node that must be a `T`: repeated, missing, unknown and invalid properties.
pub fn diagnose<T: Object>(node: &Node, at: &Path<'_>, place: Constraints, report: &mut Report) {
    let Node::Object(properties) = node else {
        let schema = T::DESCRIPTION.schema_of("type", "");
        return Constraints::new(schema, &[]).wrong_type("an object", node, at, report);
    };
    let repeated = report_repeated(properties, at, T::DESCRIPTION.schema.into(), report);
    let is_ignored = |(name, _): &&(String, Node)| T::DESCRIPTION.ignored.contains(&name.as_str());
    let ignored = properties.iter().filter(is_ignored).count();
    for constraints in T::DESCRIPTION.constraints.iter().chain([&place]) {
        let count = properties.len().saturating_sub(repeated + ignored);
        constraints.check_property_count(count, at, report);
        constraints.check_assertions(node, at, report);
    }
    for property in T::DESCRIPTION.table {
        if property.required && node.get(property.name).is_none() {
            let name = property.name;
            report.add(
                at,
                T::DESCRIPTION.schema_of("required", name),
                "required",
                format_args!("the property `{name}`"),
                "",
            );
        }
    }
    // `NodeFields` always stops `fill`; the result is the report.
    let _ = T::fill(&mut NodeFields {
        properties,
        next: 0,
        field: None,
        table: T::DESCRIPTION.table,
        unknown: T::DESCRIPTION.unknown,
        ignored: T::DESCRIPTION.ignored,
        schema: T::DESCRIPTION.schema_of("type", ""),
        description: T::DESCRIPTION,
        at,
        report,
    });
}

/// Reports repeated properties (RFC 8259, section 4), and returns the number of repetitions.
pub(crate) fn report_repeated(
    properties: &[(String, Node)],
    at: &Path<'_>,
    schema: Pointer,
    report: &mut Report,
) -> usize {
    steps::add(properties.len());
    let mut names: Vec<&str> = properties.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    let mut repeated = 0;
    for pair in names.windows(2) {
        if pair[0] == pair[1] {
            repeated += 1;
            report.add(
                &at.property(pair[0]),
                schema,
                // The data model of JSON Schema has no such object (2020-12 Core, 4.2.1).
                "type",
                "unique property names",
                "a repeated name",
            );
        }
    }
    repeated
}

/// A reader that diagnoses the properties of a node by the types of their fields.
struct NodeFields<'n, 'a> {
    properties: &'n [(String, Node)],
    /// The position after the current property.
    next: usize,
    /// The current property, if it has a field.
    field: Option<&'static Property>,
    table: &'static [Property],
    unknown: UnknownProperties,
    ignored: &'static [&'static str],
    /// The schema that has `type: object`.
    schema: &'static str,
    description: ObjectDescription,
    at: &'a Path<'a>,
    report: &'a mut Report,
}

impl NodeFields<'_, '_> {
    fn look<T: Json>(&mut self, constraints: Option<Constraints>) {
        steps::add(1);
        self.report.keep(1);
        let (name, value) = &self.properties[self.next - 1];
        let constraints = constraints
            .unwrap_or(Constraints::new(self.schema, &[]))
            .or_at(self.schema);
        let at = self.at.property(name);
        self.report.redacting(constraints.is_secret(), |report| {
            T::diagnose(value, &at, constraints, report);
        });
    }
}

impl Reader for NodeFields<'_, '_> {
    type Error = Stop;

    fn next(&mut self) -> Result<Option<usize>, Stop> {
        let name = loop {
            let Some((name, _)) = self.properties.get(self.next) else {
                return Err(Stop);
            };
            self.next += 1;
            if !self.ignored.contains(&name.as_str()) {
                break name;
            }
        };
        if self.report.is_full() {
            return Err(Stop);
        }
        let found = self.table.iter().position(|it| it.name == name);
        self.field = found.map(|at| &self.table[at]);
        match self.unknown {
            UnknownProperties::Deny(keyword) if found.is_none() => self.report.add(
                &self.at.property(name),
                self.description.schema_of(keyword, name),
                keyword,
                "no property of this name",
                "",
            ),
            _ => {}
        }
        Ok(Some(found.unwrap_or(self.table.len())))
    }

    fn value<T: Json>(&mut self, _: &mut Option<T>) -> Result<(), Stop> {
        let constraints = self.field.and_then(|property| property.constraints);
        self.look::<T>(constraints);
        Ok(())
    }

    fn captured<T: Json>(&mut self, _: &mut BTreeMap<String, T>) -> Result<(), Stop> {
        let UnknownProperties::Capture(constraints) = self.unknown else {
            return Ok(());
        };
        self.look::<T>(constraints);
        Ok(())
    }
}

//! A visitor of the ids in an API: to gather them, or to replace them after items are removed.

use crate::{
    AlternativeId, Api, Assertion, AssertionId, Constraint, Construction, DefaultValue, Headers,
    HeadersId, Initial, Keyword, Operation, Parameter, PatternId, Presence, Response, Scopes,
    Success, Type, TypeDef, TypeId, TypeKind, UnknownProperties, Value, ValueConstraints,
};

/// A visitor of ids. A method that is not implemented does nothing.
pub trait VisitIds {
    /// Visits the id of a type.
    fn ty(&mut self, id: &mut TypeId);

    /// Visits the id of headers.
    fn headers(&mut self, id: &mut HeadersId) {
        let _ = id;
    }

    /// Visits a constraint: the ids of patterns and assertions, and formats.
    fn constraint(&mut self, constraint: &mut Constraint) {
        let _ = constraint;
    }

    /// Visits the credentials of an operation.
    fn security(&mut self, security: &mut Vec<(AlternativeId, Scopes)>) {
        let _ = security;
    }

    /// Visits the ids in the definition of a type.
    fn in_type(&mut self, ty: &mut TypeDef)
    where
        Self: Sized,
    {
        match &mut ty.kind {
            TypeKind::Alias(target) => in_expression(self, target),
            TypeKind::Struct(it) => {
                for field in &mut it.fields {
                    in_value(self, &mut field.value);
                    if let Presence::Optional(Some(default)) = &mut field.presence {
                        in_default(self, default);
                    }
                }
                if let UnknownProperties::Capture(_, values) = &mut it.additional {
                    in_value(self, values);
                }
                in_constraints(self, &mut it.constraints);
                in_construction(self, &mut it.construction);
            }
            TypeKind::Newtype(it) => it.constraints.iter_mut().for_each(|it| self.constraint(it)),
            TypeKind::Wrapper(value) => in_value(self, value),
            TypeKind::Union(it) => {
                let variants = it.variants.iter_mut();
                variants.for_each(|it| in_value(self, &mut it.value));
            }
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::LiteralEnum(_) => {}
        }
    }

    /// Visits the ids in an operation.
    fn in_operation(&mut self, operation: &mut Operation)
    where
        Self: Sized,
    {
        let parameters = operation.path_parameters.iter_mut();
        for parameter in parameters.chain(&mut operation.parameters) {
            in_parameter(self, parameter);
        }
        in_construction(self, &mut operation.parameters_construction);
        in_construction(self, &mut operation.request_construction);
        for body in &mut operation.bodies {
            in_value(self, &mut body.value);
        }
        match &mut operation.outcome.success {
            Success::One(response) => in_response(self, response),
            Success::Many(_, responses) => in_responses(self, responses),
        }
        if let Some((_, responses)) = &mut operation.outcome.failure {
            in_responses(self, responses);
        }
        self.security(&mut operation.security);
    }

    /// Visits the ids in headers.
    fn in_headers(&mut self, headers: &mut Headers)
    where
        Self: Sized,
    {
        let fields = headers.fields.iter_mut();
        fields.for_each(|it| in_parameter(self, it));
        in_construction(self, &mut headers.construction);
    }

    /// Visits the ids in responses.
    fn in_responses(&mut self, responses: &mut [Response])
    where
        Self: Sized,
    {
        in_responses(self, responses);
    }
}

fn in_responses(visitor: &mut impl VisitIds, responses: &mut [Response]) {
    responses.iter_mut().for_each(|it| in_response(visitor, it));
}

fn in_response(visitor: &mut impl VisitIds, response: &mut Response) {
    if let Some(id) = &mut response.headers {
        visitor.headers(id);
    }
    if let Some(body) = &mut response.body {
        in_value(visitor, &mut body.value);
    }
}

fn in_parameter(visitor: &mut impl VisitIds, parameter: &mut Parameter) {
    in_value(visitor, &mut parameter.value);
    if let Some(default) = &mut parameter.default {
        in_default(visitor, default);
    }
}

fn in_value(visitor: &mut impl VisitIds, value: &mut Value) {
    in_expression(visitor, &mut value.ty);
    in_constraints(visitor, &mut value.constraints);
}

fn in_constraints(visitor: &mut impl VisitIds, constraints: &mut Option<ValueConstraints>) {
    let list = constraints.iter_mut().flat_map(|it| &mut it.list);
    list.for_each(|it| visitor.constraint(it));
}

fn in_expression(visitor: &mut impl VisitIds, ty: &mut Type) {
    match ty {
        Type::Named(id) => visitor.ty(id),
        Type::Array(value) | Type::Map(value) => in_value(visitor, value),
        Type::Tuple(it) => it.values_mut().for_each(|value| in_value(visitor, value)),
        Type::Boxed(inner) => in_expression(visitor, inner),
        _ => {}
    }
}

fn in_default(visitor: &mut impl VisitIds, default: &mut DefaultValue) {
    if let DefaultValue::Variant(id, _) | DefaultValue::Literal(id, _) = default {
        visitor.ty(id);
    }
}

fn in_construction(visitor: &mut impl VisitIds, construction: &mut Construction) {
    let fields = construction.constructor.iter_mut();
    for initial in fields.flat_map(|it| &mut it.fields) {
        if let Initial::Only(default) = initial {
            in_default(visitor, default);
        }
    }
}

impl Assertion {
    /// Visits the constraints of an assertion, and the patterns of its properties as constraints.
    pub fn visit_constraints(&mut self, visitor: &mut impl VisitIds) {
        for keyword in &mut self.keywords {
            match keyword {
                Keyword::Constraint(it) => visitor.constraint(it),
                Keyword::PatternProperties(list) => {
                    list.iter_mut().for_each(|(id, _)| in_pattern(visitor, id))
                }
                _ => {}
            }
        }
    }

    /// Returns every assertion that this one names.
    pub fn ids_mut(&mut self) -> impl Iterator<Item = &mut AssertionId> {
        self.keywords.iter_mut().flat_map(Keyword::ids_mut)
    }
}

fn in_pattern(visitor: &mut impl VisitIds, id: &mut PatternId) {
    let mut constraint = Constraint::Pattern(*id);
    visitor.constraint(&mut constraint);
    if let Constraint::Pattern(new) = constraint {
        *id = new;
    }
}

impl Api {
    /// Visits all ids in types, headers and operations.
    pub fn visit_ids(&mut self, visitor: &mut impl VisitIds) {
        self.types.iter_mut().for_each(|it| visitor.in_type(it));
        let headers = self.headers.iter_mut();
        headers.for_each(|it| visitor.in_headers(it));
        let modules = self.modules.iter_mut();
        for operation in modules.flat_map(|it| &mut it.operations) {
            visitor.in_operation(operation);
        }
    }
}

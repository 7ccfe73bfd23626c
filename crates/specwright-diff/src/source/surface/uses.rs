//! The messages that the values of a type are sent in.

use specwright_ir::{
    Api, Body, Headers, Operation, Parameter, Success, Type, TypeId, TypeKind, UnknownProperties,
    Value,
};

/// The messages that values are sent in. A client makes requests and reads responses, a server the reverse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// True if a request has them.
    pub request: bool,
    /// True if a response has them.
    pub response: bool,
}

impl Uses {
    /// Requests only.
    pub const REQUEST: Self = Self {
        request: true,
        response: false,
    };
    /// Responses only.
    pub const RESPONSE: Self = Self {
        request: false,
        response: true,
    };
    /// Requests and responses.
    pub const BOTH: Self = Self {
        request: true,
        response: true,
    };

    /// Those of both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            request: self.request || other.request,
            response: self.response || other.response,
        }
    }

    /// Returns true if no message has them.
    pub fn is_empty(self) -> bool {
        !self.request && !self.response
    }
}

/// The uses of each model, by its position.
pub(super) fn of_types(api: &Api) -> Vec<Uses> {
    let mut walk = Walk {
        api,
        uses: vec![Uses::default(); api.types.len()],
    };
    api.operations().for_each(|it| walk.operation(it));
    walk.uses
}

struct Walk<'a> {
    api: &'a Api,
    uses: Vec<Uses>,
}

impl Walk<'_> {
    fn operation(&mut self, it: &Operation) {
        it.all_parameters()
            .for_each(|it| self.parameter(it, Uses::REQUEST));
        it.bodies.iter().for_each(|it| self.body(it, Uses::REQUEST));
        let successes = match &it.outcome.success {
            Success::One(reply) => std::slice::from_ref(&**reply),
            Success::Many(_, replies) => replies,
        };
        let failures = it.outcome.failure.iter().flat_map(|(_, it)| it);
        for reply in successes.iter().chain(failures) {
            if let Some(id) = reply.headers {
                let headers: &Headers = self.api.response_headers(id);
                let fields = headers.fields.iter();
                fields.for_each(|it| self.parameter(it, Uses::RESPONSE));
            }
            if let Some(body) = &reply.body {
                self.body(body, Uses::RESPONSE);
            }
        }
    }

    fn parameter(&mut self, it: &Parameter, uses: Uses) {
        self.ty(&it.value.ty, uses);
    }

    fn body(&mut self, it: &Body, uses: Uses) {
        self.ty(&it.value.ty, uses);
    }

    fn value(&mut self, it: &Value, uses: Uses) {
        self.ty(&it.ty, uses);
    }

    fn ty(&mut self, it: &Type, uses: Uses) {
        match it {
            Type::Named(id) => self.named(*id, uses),
            Type::Array(items) | Type::Map(items) => self.value(items, uses),
            Type::Tuple(it) => it.values().for_each(|it| self.value(it, uses)),
            Type::Boxed(inner) => self.ty(inner, uses),
            _ => {}
        }
    }

    fn named(&mut self, id: TypeId, uses: Uses) {
        let known = &mut self.uses[id.0 as usize];
        let all = known.or(uses);
        if all == *known {
            return;
        }
        *known = all;
        let api = self.api;
        match &api.ty(id).kind {
            TypeKind::Alias(target) => self.ty(target, uses),
            TypeKind::Wrapper(value) => self.value(value, uses),
            TypeKind::Union(it) => it
                .variants
                .iter()
                .for_each(|it| self.value(&it.value, uses)),
            TypeKind::Struct(it) => {
                it.fields.iter().for_each(|it| self.value(&it.value, uses));
                if let UnknownProperties::Capture(_, values) = &it.additional {
                    self.value(values, uses);
                }
            }
            TypeKind::Newtype(_)
            | TypeKind::StringEnum(_)
            | TypeKind::IntegerEnum(_)
            | TypeKind::LiteralEnum(_) => {}
        }
    }
}

//! The types and headers that operations need.

use specwright_ir::{Api, HeadersId, Operation, TypeId, VisitIds};

/// The types and headers that are needed, by position.
pub(crate) struct Reachable {
    pub types: Vec<bool>,
    pub headers: Vec<bool>,
    /// The types that were found and not visited.
    open: Vec<TypeId>,
}

impl VisitIds for Reachable {
    fn ty(&mut self, id: &mut TypeId) {
        if !std::mem::replace(&mut self.types[id.0 as usize], true) {
            self.open.push(*id);
        }
    }

    fn headers(&mut self, id: &mut HeadersId) {
        self.headers[id.0 as usize] = true;
    }
}

impl Reachable {
    /// Returns what some operations of an API need.
    pub(crate) fn of(api: &mut Api, are_meant: impl Fn(&Operation) -> bool) -> Self {
        let mut found = Self {
            types: vec![false; api.types.len()],
            headers: vec![false; api.headers.len()],
            open: Vec::new(),
        };
        let operations = api.modules.iter_mut().flat_map(|it| &mut it.operations);
        for operation in operations.filter(|it| are_meant(it)) {
            found.in_operation(operation);
        }
        let needed = found.headers.clone();
        for (headers, _) in api.headers.iter_mut().zip(needed).filter(|(_, it)| *it) {
            found.in_headers(headers);
        }
        found.follow(api);
        found
    }

    /// Adds types, with those that they need.
    pub(crate) fn add(&mut self, api: &mut Api, is_meant: impl Fn(usize) -> bool) {
        let all = (0..self.types.len()).filter(|it| is_meant(*it));
        all.for_each(|it| self.ty(&mut TypeId(it as u32)));
        self.follow(api);
    }

    fn follow(&mut self, api: &mut Api) {
        while let Some(id) = self.open.pop() {
            self.in_type(&mut api.types[id.0 as usize]);
        }
    }
}

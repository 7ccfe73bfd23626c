//! An operation between lowering and naming.

use specwright_ir::{self as ir, TypeId, Value};
use specwright_spec::{Operation, SecurityRequirement};

use super::OperationOrigin;
use crate::draft::push_named;
use crate::parameters::ParameterDraft;
use crate::responses::ResponseDraft;

/// A lowered operation whose names are not decided yet.
#[derive(Clone, Debug)]
pub(crate) struct OperationDraft<'d> {
    pub source: &'d Operation,
    pub origin: OperationOrigin<'d>,
    pub path_parameters: Vec<ParameterDraft>,
    pub parameters: Vec<ParameterDraft>,
    pub bodies: Vec<ir::Body>,
    pub responses: Vec<ResponseDraft>,
}

impl OperationDraft<'_> {
    /// Returns the requirements that a client meets and a server checks. Those of an outgoing operation are for its receivers
    /// (`senders`).
    pub(crate) fn security(&self) -> &[SecurityRequirement] {
        match self.origin.is_outgoing() {
            true => &[],
            false => &self.source.security,
        }
    }

    /// Returns the values that the API receives: the request of an operation, or the responses to an outgoing one. These have
    /// no `readOnly` properties.
    pub(crate) fn inbound_mut(&mut self) -> Box<dyn Iterator<Item = &mut Value> + '_> {
        match self.origin.is_outgoing() {
            true => Box::new(self.response_values_mut()),
            false => Box::new(self.request_values_mut()),
        }
    }

    /// Returns the values that the API sends.
    pub(crate) fn outbound_mut(&mut self) -> Box<dyn Iterator<Item = &mut Value> + '_> {
        match self.origin.is_outgoing() {
            true => Box::new(self.request_values_mut()),
            false => Box::new(self.response_values_mut()),
        }
    }

    /// Returns all parameters, those of the path first.
    pub(crate) fn all_parameters(&self) -> impl Iterator<Item = &ParameterDraft> {
        self.path_parameters.iter().chain(&self.parameters)
    }

    /// Returns all parameters, those of the path first.
    pub(crate) fn all_parameters_mut(&mut self) -> impl Iterator<Item = &mut ParameterDraft> {
        self.path_parameters.iter_mut().chain(&mut self.parameters)
    }

    /// Returns the bodies of the request and of the responses.
    pub(crate) fn bodies(&self) -> impl Iterator<Item = &ir::Body> {
        let responses = self.responses.iter();
        let of_responses = responses.filter_map(|it| it.response.body.as_ref());
        self.bodies.iter().chain(of_responses)
    }

    /// Returns the bodies of the request and of the responses.
    pub(crate) fn bodies_mut(&mut self) -> impl Iterator<Item = &mut ir::Body> {
        let responses = self.responses.iter_mut();
        let of_responses = responses.filter_map(|it| it.response.body.as_mut());
        self.bodies.iter_mut().chain(of_responses)
    }

    /// Returns the values of the request and of the responses.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        self.request_values().chain(self.response_values())
    }

    /// Returns the named types of the values that the API receives, and of those that it sends.
    pub(crate) fn named(&self) -> (Vec<TypeId>, Vec<TypeId>) {
        let (mut request, mut responses) = (Vec::new(), Vec::new());
        self.request_values()
            .for_each(|value| push_named(&value.ty, &mut request));
        self.response_values()
            .for_each(|value| push_named(&value.ty, &mut responses));
        match self.origin.is_outgoing() {
            true => (responses, request),
            false => (request, responses),
        }
    }

    fn request_values(&self) -> impl Iterator<Item = &Value> {
        let bodies = self.bodies.iter().map(|body| &body.value);
        self.all_parameters()
            .map(|it| &it.parameter.value)
            .chain(bodies)
    }

    fn request_values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        let parameters = self.path_parameters.iter_mut().chain(&mut self.parameters);
        parameters
            .map(|it| &mut it.parameter.value)
            .chain(self.bodies.iter_mut().map(|body| &mut body.value))
    }

    fn response_values(&self) -> impl Iterator<Item = &Value> {
        self.responses.iter().flat_map(ResponseDraft::values)
    }

    fn response_values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.responses
            .iter_mut()
            .flat_map(ResponseDraft::values_mut)
    }
}

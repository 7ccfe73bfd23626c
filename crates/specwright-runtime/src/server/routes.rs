//! Operations, routed.

use super::template::Template;
use super::{Head, Incoming, Options, Reason, Rejection, Response};
use crate::Operation;
use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::routing::any;
use http::Method;
use http::header::{CONTENT_LENGTH, HeaderValue};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

type Answer = Pin<Box<dyn Future<Output = Result<Response, Rejection>> + Send>>;
type Handler<A> = Arc<dyn Fn(Arc<A>, Incoming) -> Answer + Send + Sync>;

/// The routes of an API, to be made into a router.
pub struct Routes<A> {
    api: Arc<A>,
    options: Options,
    /// By the pattern that axum sees.
    groups: BTreeMap<String, Vec<Route<A>>>,
}

struct Route<A> {
    template: Template,
    method: Method,
    operation: &'static Operation,
    handler: Handler<A>,
}

impl<A> Route<A> {
    /// What comes first, where several match: more text, then more pairs of the query, then the path that is less as text, so
    /// that of two operations with one route it is always the same that answers.
    fn rank(&self) -> (Reverse<usize>, Reverse<usize>, &'static str) {
        let template = &self.template;
        (
            Reverse(template.weight()),
            Reverse(template.pairs()),
            self.operation.path,
        )
    }
}

impl<A: Send + Sync + 'static> Routes<A> {
    /// No routes yet.
    pub fn new(api: A, options: Options) -> Self {
        Self {
            api: Arc::new(api),
            options,
            groups: BTreeMap::new(),
        }
    }

    /// Adds an operation.
    pub fn add<F>(&mut self, operation: &'static Operation, handler: fn(Arc<A>, Incoming) -> F)
    where
        F: Future<Output = Result<Response, Rejection>> + Send + 'static,
    {
        self.push(Template::new(operation.template()), operation, handler);
    }

    /// Adds an operation that the API sends, at the path that it is given, if it is given one.
    pub fn receive<F>(
        &mut self,
        path: &dyn Fn(&Operation) -> Option<String>,
        operation: &'static Operation,
        handler: fn(Arc<A>, Incoming) -> F,
    ) where
        F: Future<Output = Result<Response, Rejection>> + Send + 'static,
    {
        if let Some(path) = path(operation) {
            self.push(Template::plain(&path), operation, handler);
        }
    }

    fn push<F>(
        &mut self,
        template: Template,
        operation: &'static Operation,
        handler: fn(Arc<A>, Incoming) -> F,
    ) where
        F: Future<Output = Result<Response, Rejection>> + Send + 'static,
    {
        let method = Method::from_bytes(operation.method.as_bytes()).unwrap_or_default();
        let handler: Handler<A> = Arc::new(move |api, incoming| Box::pin(handler(api, incoming)));
        let group = self.groups.entry(template.pattern()).or_default();
        group.push(Route {
            template,
            method,
            operation,
            handler,
        });
    }

    /// The router. It has a fallback, which answers 404; where two of them are merged, one wants
    /// [`reset_fallback`](Router::reset_fallback).
    pub fn finish(self) -> Router {
        let Self {
            api,
            options,
            groups,
        } = self;
        // Of the document's paths some begin with a colon or an asterisk, which axum 0.7 read as parameters.
        let mut router = Router::new().without_v07_checks();
        for (pattern, mut group) in groups {
            group.sort_by_key(Route::rank);
            let (api, options, group) = (Arc::clone(&api), options.clone(), Arc::new(group));
            router = router.route(
                &pattern,
                any(move |request| answer(api.clone(), options.clone(), group.clone(), request)),
            );
        }
        router.fallback(move || {
            std::future::ready(
                options.refuse(&Rejection::new(Reason::NotFound, "There is no such path.")),
            )
        })
    }
}

impl<A> fmt::Debug for Routes<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(
                self.groups
                    .values()
                    .flatten()
                    .map(|route| route.operation.id),
            )
            .finish()
    }
}

async fn answer<A>(
    api: Arc<A>,
    options: Options,
    group: Arc<Vec<Route<A>>>,
    request: Request,
) -> Response {
    let is_head = request.method() == Method::HEAD;
    let response = match dispatch(api, &options, &group, request) {
        Ok(answer) => answer.await,
        Err(rejection) => Err(rejection),
    };
    let response = response.unwrap_or_else(|rejection| options.refuse(&rejection));
    if is_head {
        without_body(response)
    } else {
        response
    }
}

/// Finds the operation of a request, and calls its handler.
fn dispatch<A>(
    api: Arc<A>,
    options: &Options,
    group: &[Route<A>],
    request: Request,
) -> Result<Answer, Rejection> {
    let path = request.uri().path();
    let query = request.uri().query().unwrap_or_default();
    let mut routes = group
        .iter()
        .filter(|route| route.template.has_pairs(query))
        .filter_map(|route| Some((route, route.template.capture(path)?)))
        .peekable();
    // Of the templates that match, the first is meant, and every other with as much text.
    let Some(weight) = routes.peek().map(|(route, _)| route.template.weight()) else {
        return Err(Rejection::new(Reason::NotFound, "There is no such path."));
    };
    let routes: Vec<_> = routes
        .take_while(|(route, _)| route.template.weight() == weight)
        .collect();
    let find = |method: &Method| routes.iter().find(|(route, _)| route.method == method);
    let head_as_get = || {
        (request.method() == Method::HEAD)
            .then(|| find(&Method::GET))
            .flatten()
    };
    let Some((route, captures)) = find(request.method()).or_else(head_as_get) else {
        return Err(Rejection::not_allowed(allowed(
            routes.iter().map(|(route, _)| &route.method),
        )));
    };
    let captures = captures
        .iter()
        .map(|(name, text)| (*name, (*text).to_owned()))
        .collect();
    let (handler, operation) = (Arc::clone(&route.handler), route.operation);
    let (parts, body) = request.into_parts();
    let head = Head {
        parts,
        captures,
        operation,
    };
    Ok(handler(api, Incoming::new(head, body, options.body_limit)))
}

/// The methods of a path; where there is GET, there is HEAD.
fn allowed<'a>(methods: impl Iterator<Item = &'a Method>) -> impl Iterator<Item = String> {
    let mut allowed: Vec<String> = methods.map(Method::to_string).collect();
    if allowed.iter().any(|method| method == "GET") {
        allowed.push("HEAD".to_owned());
    }
    allowed.sort();
    allowed.dedup();
    allowed.into_iter()
}

/// The answer to HEAD: that to GET, its length included, without its body (RFC 9110, section 9.3.2).
fn without_body(mut response: Response) -> Response {
    if let Some(length) = response.body().size_hint().exact()
        && let Ok(length) = HeaderValue::try_from(length.to_string())
    {
        response
            .headers_mut()
            .entry(CONTENT_LENGTH)
            .or_insert(length);
    }
    *response.body_mut() = Body::empty();
    response
}

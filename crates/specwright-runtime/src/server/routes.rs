//! Routes requests to operations.

use super::panic::{answered, caught, guarded};
use super::{Head, Incoming, Options, Rejection, Response, body};
use crate::Operation;
use crate::params::normalized;
use crate::template::Template;
use axum::Router;
use axum::extract::Request;
use axum::routing::{MethodFilter, MethodRouter};
use http::Method;
use http::header::{ALLOW, HeaderValue};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower_layer::Layer;
use tower_service::Service;

type Answer = Pin<Box<dyn Future<Output = Result<Response, Rejection>> + Send>>;
type Handler = Arc<dyn Fn(Incoming) -> Answer + Send + Sync>;

/// The routes of an API, from which a router is built.
pub struct Routes<A> {
    api: Arc<A>,
    options: Options,
    /// The routes by axum pattern.
    groups: BTreeMap<String, Vec<Route>>,
}

struct Route {
    template: Template,
    method: Method,
    operation: &'static Operation,
    handler: Handler,
    options: Options,
    /// The position of its API among the merged ones.
    api: usize,
}

impl Route {
    /// Returns the order of routes that match the same path: more literal text first, then more query pairs, then the API that others
    /// are merged into, then operations that require credentials, so that none is reached without them through another
    /// operation; then the path as text, so that the order is total.
    fn rank(&self) -> (Reverse<usize>, Reverse<usize>, usize, Access, &'static str) {
        let template = &self.template;
        (
            Reverse(template.weight()),
            Reverse(template.pairs()),
            self.api,
            Access::of(self.operation),
            self.operation.path,
        )
    }
}

/// The access to an operation, the most restricted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Access {
    /// Credentials are required.
    Credential,
    /// Credentials are optional, and checked if present.
    Optional,
    /// The operation has no security requirement.
    Public,
}

impl Access {
    fn of(operation: &Operation) -> Self {
        let alternatives = operation.security;
        match alternatives.iter().any(|it| it.is_empty()) {
            _ if alternatives.is_empty() => Self::Public,
            true => Self::Optional,
            false => Self::Credential,
        }
    }
}

impl<A: Send + Sync + 'static> Routes<A> {
    /// Creates an empty set of routes.
    pub fn new(api: A, options: Options) -> Self {
        Self {
            api: Arc::new(api),
            options,
            groups: BTreeMap::new(),
        }
    }

    /// Adds the route of an operation.
    pub fn add<F>(&mut self, operation: &'static Operation, handler: fn(Arc<A>, Incoming) -> F)
    where
        F: Future<Output = Result<Response, Rejection>> + Send + 'static,
    {
        self.push(Template::new(operation.template()), operation, handler);
    }

    /// Adds the route of an operation that the API sends, at the path that `path` returns, if any.
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
        let api = Arc::clone(&self.api);
        let handler: Handler = Arc::new(move |incoming| Box::pin(handler(api.clone(), incoming)));
        let group = self.groups.entry(template.pattern()).or_default();
        group.push(Route {
            template,
            method,
            operation,
            handler,
            options: self.options.clone(),
            api: 0,
        });
    }

    /// Adds the routes of another API. A request that both match goes to `self`; a path that neither has is rejected by the options of
    /// `self`.
    pub fn merge<B>(mut self, other: Routes<B>) -> Self {
        let own = self.groups.values().flatten().map(|route| route.api);
        let first = own.max().map_or(0, |last| last + 1);
        for (pattern, mut routes) in other.groups {
            routes.iter_mut().for_each(|route| route.api += first);
            self.groups.entry(pattern).or_default().extend(routes);
        }
        self
    }

    /// Builds the router. An unknown path is a 404 in the form of the options.
    ///
    /// # Merging
    ///
    /// It can be merged with others ([`Router::merge`]), even if paths differ only in the names of their parameters. The custom fallback
    /// of either router is used, otherwise that of the last. Axum panics if both have the same method of a path, or of two paths
    /// that differ only in segments with parameters (`/a/{x}` and `/a/{y}.json`); [`Routes::merge`] supports those too.
    ///
    /// # Nesting
    ///
    /// [`Router::nest_service`] passes on every path below a prefix. [`Router::nest`] passes on only paths that axum matches: unknown
    /// paths, and those that are only equivalent to a path (`/p%61th` to `/path`; RFC 3986, section 6.2.2), go to the fallback of the outer
    /// router, which can use [`Options::refuse`].
    pub fn finish(self) -> Router {
        let (patterns, mut groups): (Vec<String>, Vec<Vec<Route>>) =
            self.groups.into_iter().unzip();
        groups
            .iter_mut()
            .for_each(|group| group.sort_by_key(Route::rank));
        let table = Arc::new(Table {
            options: self.options,
            groups,
        });
        let all = Arc::clone(&table);
        let unknown = Responder::new(move |request| Box::pin(answer(all.clone(), None, request)));
        // A layer around the default fallback, since axum cannot merge two custom fallbacks. Segments may begin with a colon or
        // an asterisk, which axum 0.7 read as parameters.
        let mut router = Router::new().without_v07_checks().layer(Instead(unknown));
        for (index, pattern) in patterns.iter().enumerate() {
            router = router.route(pattern, method_router(&table, index));
        }
        router
    }
}

/// The routes of a router, grouped by pattern.
struct Table {
    options: Options,
    groups: Vec<Vec<Route>>,
}

impl Table {
    /// Returns the routes of a path, for which axum may have found this group. Axum compares paths byte by byte; an equivalent path is
    /// matched here.
    fn group(&self, found: Option<usize>, sent: &str, path: &str) -> &[Route] {
        let index = match sent == path {
            true => found,
            false => {
                let fits = |group: &[Route]| {
                    let mut templates = group.iter().map(|route| &route.template);
                    let template = templates.find(|it| it.capture_whole(path).is_some())?;
                    Some(template.shape().collect::<Vec<bool>>())
                };
                let groups = self.groups.iter().enumerate();
                let fitting = groups.filter_map(|(index, group)| Some((fits(group)?, index)));
                fitting.min().map(|(_, index)| index)
            }
        };
        index.map_or(&[], |index| &self.groups[index])
    }
}

/// Returns the routes of one pattern by method, so that routers with other methods of it can be merged. Methods that axum does not
/// know or no route has go to the fallback, which is a layer for the same reason.
fn method_router(table: &Arc<Table>, index: usize) -> MethodRouter {
    let all = Arc::clone(table);
    let known = Responder::new(move |request| Box::pin(answer(all.clone(), Some(index), request)));
    let all = Arc::clone(table);
    let other = Responder::new(move |request| Box::pin(answer_other(all.clone(), index, request)));
    let methods = table.groups[index].iter().map(|route| route.method.clone());
    let mut filters: Vec<MethodFilter> = methods
        .filter_map(|method| MethodFilter::try_from(method).ok())
        .collect();
    filters.sort_by_key(|filter| format!("{filter:?}"));
    filters.dedup();
    let router = MethodRouter::<(), Infallible>::new().layer(Instead(other));
    filters.into_iter().fold(router, |router, filter| {
        router.on_service(filter, known.clone())
    })
}

/// A layer that replaces the inner service.
#[derive(Clone)]
struct Instead(Responder);

impl<S> Layer<S> for Instead {
    type Service = Responder;

    fn layer(&self, _: S) -> Responder {
        self.0.clone()
    }
}

type Responding = Pin<Box<dyn Future<Output = Response> + Send>>;

/// A function as a service.
#[derive(Clone)]
struct Responder(Arc<dyn Fn(Request) -> Responding + Send + Sync>);

impl Responder {
    fn new(respond: impl Fn(Request) -> Responding + Send + Sync + 'static) -> Self {
        Self(Arc::new(respond))
    }
}

impl Service<Request> for Responder {
    type Response = Response;
    type Error = Infallible;
    type Future = Responded;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Responded {
        Responded((self.0)(request))
    }
}

/// The future of a response.
struct Responded(Responding);

impl Future for Responded {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context).map(Ok)
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

async fn answer(table: Arc<Table>, found: Option<usize>, request: Request) -> Response {
    let is_head = request.method() == Method::HEAD;
    let response = match dispatch(&table, found, request) {
        Ok((route, answer)) => match answered(answer).await {
            Ok(response) => guarded(response, &route.options),
            Err(rejection) => route.options.refuse(&rejection),
        },
        Err((options, rejection)) => options.refuse(&rejection),
    };
    match (response.status().as_u16(), is_head) {
        (204 | 304, _) => body::without_length(response),
        (_, true) => body::of_head(response),
        (_, false) => response,
    }
}

/// Handles a request that reaches the fallback of a pattern. To a response without `Allow`, axum adds the methods of all merged
/// routers with the pattern, which only axum knows; methods that axum does not know are missing from it.
async fn answer_other(table: Arc<Table>, index: usize, request: Request) -> Response {
    let sent = request.uri().path();
    let group = table.group(Some(index), sent, &normalized(sent));
    let is_found = std::ptr::eq(group, &*table.groups[index]);
    let is_known = |route: &Route| MethodFilter::try_from(route.method.clone()).is_ok();
    let is_left_to_axum = is_found && group.iter().all(is_known);
    let methods = allowed(group.iter().map(|route| &route.method));
    let methods = methods.collect::<Vec<_>>().join(", ");
    let mut response = answer(Arc::clone(&table), Some(index), request).await;
    if let Ok(methods) = HeaderValue::try_from(methods) {
        let headers = response.headers_mut();
        let is_own = *headers.entry(ALLOW).or_insert(methods.clone()) == methods;
        if is_left_to_axum && is_own {
            headers.remove(ALLOW);
        }
    }
    response
}

/// Finds the operation of a request, and calls its handler.
fn dispatch(
    table: &Table,
    found: Option<usize>,
    request: Request,
) -> Result<(&Route, Answer), (&Options, Rejection)> {
    let sent = request.uri().path();
    let path = normalized(sent);
    let group = table.group(found, sent, &path);
    let options = group.first().map_or(&table.options, |it| &it.options);
    let refused = |rejection: Rejection| (options, rejection);
    let query = request.uri().query().unwrap_or_default();
    let mut routes = group
        .iter()
        .filter(|route| route.template.has_pairs(query))
        .filter_map(|route| Some((route, route.template.capture(&path)?)))
        .peekable();
    // The first matching template is used, and all with the same amount of literal text.
    let Some(weight) = routes.peek().map(|(route, _)| route.template.weight()) else {
        return Err(refused(Rejection::not_found()));
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
        let methods = allowed(routes.iter().map(|(route, _)| &route.method));
        return Err(refused(Rejection::not_allowed(methods)));
    };
    let captures = captures
        .iter()
        .map(|(name, text)| (*name, (*text).to_owned()))
        .collect();
    let route = *route;
    let (parts, body) = request.into_parts();
    let head = Head {
        parts,
        captures,
        operation: route.operation,
    };
    let incoming = Incoming::new(head, body, route.options.body_limit);
    match caught(|| (route.handler)(incoming)) {
        Ok(answer) => Ok((route, answer)),
        Err(panic) => Err(refused(Rejection::internal(panic))),
    }
}

/// Returns the methods of a path, with HEAD if there is GET.
fn allowed<'a>(methods: impl Iterator<Item = &'a Method>) -> impl Iterator<Item = String> {
    let mut allowed: Vec<String> = methods.map(Method::to_string).collect();
    if allowed.iter().any(|method| method == "GET") {
        allowed.push("HEAD".to_owned());
    }
    allowed.sort();
    allowed.dedup();
    allowed.into_iter()
}

//! Operations: lowered one by one, then named together.
//!
//! | name                        | from                                                                  |
//! |-----------------------------|-----------------------------------------------------------------------|
//! | method                      | `operationId`, else method and path: `GET /pets/{id}` is `get_pets_by_id` |
//! | request                     | the method's name in upper camel case: `GetPet`                       |
//! | error, parameters, successes | `GetPetError`, `GetPetParams`, `GetPetSuccess`                       |
//! | module                      | the operation's first tag; `untagged` without one; `webhooks`, `callbacks` |

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use specwright_ir::{self as ir, Ident, Module, Omitted, TypeId, Value};
use specwright_spec::{
    Document, Location, Operation, Parameter, PathPart, SchemaId, SecurityRequirement,
};

use crate::context::Context;
use crate::docs::{code, docs, see as see_words, with_paragraph};
use crate::draft::{Shape, index, push_named};
use crate::naming::{Claim, DEVICES, Kind, Rank, name, settle};
use crate::parameters::ParameterDraft;
use crate::responses::ResponseDraft;
use crate::security::Accepted;
use crate::{
    bodies, bodiless, contents, diagnostics, headers, parameters, responses, schema, senders,
    servers,
};

/// The tag of operations without one.
const UNTAGGED: &str = "untagged";

/// The modules of what the API sends; no tag is called so.
const WEBHOOKS: &str = "\u{0}webhooks";
const CALLBACKS: &str = "\u{0}callbacks";

/// What generated code calls itself: functions beside the operations', and modules and crates beside the tags'.
const FUNCTIONS: [&str; 7] = [
    "builder",
    "new",
    "router",
    "router_with",
    "caller",
    "credentials",
    "verify_sender",
];
const MODULES: [&str; 20] = [
    "mod",
    "client",
    "codec",
    "server",
    "api",
    "router",
    "security",
    "models",
    "operations",
    "headers",
    "types",
    "generated",
    "core",
    "std",
    "alloc",
    "http",
    "bytes",
    "serde_core",
    "specwright_runtime",
    "axum",
];

/// An operation on its way.
#[derive(Clone, Debug)]
pub(crate) struct OperationDraft<'d> {
    pub source: &'d Operation,
    pub origin: OperationOrigin<'d>,
    pub path_parameters: Vec<ParameterDraft>,
    pub parameters: Vec<ParameterDraft>,
    pub bodies: Vec<ir::Body>,
    pub replies: Vec<ResponseDraft>,
}

/// Where an operation comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum OperationOrigin<'d> {
    /// `paths`
    Paths,
    /// `webhooks`, by the key.
    Webhook(&'d str),
    /// `callbacks` of an operation, by the key.
    Callback(&'d Operation, &'d str),
}

/// Every operation of a document: of its paths, its webhooks and its callbacks. One that several refer to is there once.
pub(crate) fn all(document: &Document) -> Vec<(&Operation, OperationOrigin<'_>)> {
    let paths = document
        .operations
        .iter()
        .map(|it| (it, OperationOrigin::Paths));
    let webhooks = document.webhooks.iter();
    let webhooks = webhooks.map(|it| (&it.operation, OperationOrigin::Webhook(&it.name)));
    let callbacks = document.operations.iter().flat_map(|owner| {
        let callbacks = owner.callbacks.iter();
        callbacks.map(move |it| (&it.operation, OperationOrigin::Callback(owner, &it.name)))
    });
    let mut all: Vec<_> = paths.collect();
    let mut sent = HashSet::new();
    all.extend(
        webhooks
            .chain(callbacks)
            .filter(|(it, _)| sent.insert(&it.at)),
    );
    all
}

impl OperationDraft<'_> {
    /// Returns the requirements that a client meets and a server checks. Those of what the API sends are for its receivers
    /// (`senders`).
    pub(crate) fn security(&self) -> &[SecurityRequirement] {
        match self.origin {
            OperationOrigin::Paths => &self.source.security,
            OperationOrigin::Webhook(_) | OperationOrigin::Callback(..) => &[],
        }
    }

    /// The values that are sent to the API. What the API itself sends, be it a request, it answers for: there are its
    /// `readOnly` properties.
    pub(crate) fn requests_mut(&mut self) -> Box<dyn Iterator<Item = &mut Value> + '_> {
        match self.origin {
            OperationOrigin::Paths => Box::new(self.asked_mut()),
            OperationOrigin::Webhook(_) | OperationOrigin::Callback(..) => {
                Box::new(self.answered_mut())
            }
        }
    }

    /// The values that come from the API.
    pub(crate) fn replies_mut(&mut self) -> Box<dyn Iterator<Item = &mut Value> + '_> {
        match self.origin {
            OperationOrigin::Paths => Box::new(self.answered_mut()),
            OperationOrigin::Webhook(_) | OperationOrigin::Callback(..) => {
                Box::new(self.asked_mut())
            }
        }
    }

    fn asked_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        let parameters = self.path_parameters.iter_mut().chain(&mut self.parameters);
        parameters
            .map(|it| &mut it.parameter.value)
            .chain(self.bodies.iter_mut().map(|body| &mut body.value))
    }

    fn answered_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.replies.iter_mut().flat_map(ResponseDraft::values_mut)
    }

    /// The bodies, both ways.
    pub(crate) fn bodies(&self) -> impl Iterator<Item = &ir::Body> {
        let replies = self.replies.iter();
        let replies = replies.filter_map(|it| it.reply.body.as_ref());
        self.bodies.iter().chain(replies)
    }

    /// The bodies, both ways.
    pub(crate) fn bodies_mut(&mut self) -> impl Iterator<Item = &mut ir::Body> {
        let replies = self.replies.iter_mut();
        let replies = replies.filter_map(|it| it.reply.body.as_mut());
        self.bodies.iter_mut().chain(replies)
    }

    /// The parameters and bodies that are asked with.
    fn asked(&self) -> impl Iterator<Item = &Value> {
        let parameters = self.path_parameters.iter().chain(&self.parameters);
        let bodies = self.bodies.iter().map(|body| &body.value);
        parameters.map(|it| &it.parameter.value).chain(bodies)
    }

    /// Every value, both ways.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        let answered = self.replies.iter().flat_map(ResponseDraft::values);
        self.asked().chain(answered)
    }

    /// The named types of what is sent to the API, and of what comes from it.
    pub(crate) fn named(&self) -> (Vec<TypeId>, Vec<TypeId>) {
        let (mut asked, mut answered) = (Vec::new(), Vec::new());
        self.asked()
            .for_each(|value| push_named(&value.ty, &mut asked));
        let values = self.replies.iter().flat_map(ResponseDraft::values);
        values.for_each(|value| push_named(&value.ty, &mut answered));
        match self.origin {
            OperationOrigin::Paths => (asked, answered),
            OperationOrigin::Webhook(_) | OperationOrigin::Callback(..) => (answered, asked),
        }
    }
}

/// What an operation is called in the document, or might be.
fn text(operation: &Operation, origin: OperationOrigin<'_>) -> String {
    let id = operation.operation_id.as_deref();
    // What is sent mostly has one method.
    let method = match operation.method.as_str() {
        "POST" => String::new(),
        other => format!(" {}", other.to_ascii_lowercase()),
    };
    match (id.filter(|id| !id.trim().is_empty()), origin) {
        (Some(id), _) => id.to_owned(),
        (None, OperationOrigin::Webhook(name)) => format!("{name}{method}"),
        (None, OperationOrigin::Callback(owner, name)) => {
            let owner = text(owner, OperationOrigin::Paths);
            format!("{owner} {name}{method}")
        }
        (None, OperationOrigin::Paths) => method_words(operation),
    }
}

/// Method and path in words: `GET /pets/{id}` is `get pets by id`.
fn method_words(operation: &Operation) -> String {
    let method = operation.method.to_ascii_lowercase();
    format!("{method} {}", path_words(&operation.template()))
}

/// A path in words: `/pets/{id}` is `pets by id`, `/` is `root`.
fn path_words(path: &str) -> String {
    if path.trim_matches('/').is_empty() {
        return "root".to_owned();
    }
    spaced(path)
}

/// Returns a path with spaces between its words.
pub(crate) fn spaced(path: &str) -> String {
    path.replace('{', " by ").replace(['}', '/'], " ")
}

/// Names the places of schemas in operations: after the operation that they stand in, or else after the first that refers
/// to them.
pub(crate) fn anchor(context: &mut Context<'_>) {
    let document = context.session.document;
    let operations = all(document);
    let claims: Vec<Claim> = operations.iter().map(|it| claim(it.0, it.1)).collect();
    let (names, _) = settle(&claims);
    let mut anchors = Anchors::default();
    for ((operation, origin), settled) in operations.into_iter().zip(names) {
        let own = text(operation, origin);
        let is_own = name(&own, Kind::Function) == settled.as_str();
        let text = if is_own {
            own
        } else {
            settled.as_str().to_owned()
        };
        anchors.operation(document, operation, &text);
    }
    for (at, text) in anchors.own.into_iter().chain(anchors.referred) {
        context.arena.places.anchor(at, text);
    }
}

/// Names for the places of schemas.
#[derive(Default)]
struct Anchors {
    own: Vec<(Location, String)>,
    referred: Vec<(Location, String)>,
}

impl Anchors {
    fn operation(&mut self, document: &Document, operation: &Operation, text: &str) {
        let mut found = Vec::new();
        for parameter in &operation.parameters {
            let owner = match is_within(&parameter.at, &operation.at) {
                true => text.to_owned(),
                false => path_words(&operation.template()),
            };
            anchor_parameter(document, parameter, &owner, &mut found);
        }
        if let Some(body) = &operation.request_body {
            let own = body
                .component
                .clone()
                .unwrap_or_else(|| format!("{text} body"));
            anchor_content(document, &body.content, &own, &mut found);
        }
        for (status, response) in &operation.responses {
            let word = responses::place_word(*status);
            let own = response
                .component
                .clone()
                .unwrap_or_else(|| format!("{text} {word}"));
            anchor_content(document, &response.content, &own, &mut found);
            for header in &response.headers {
                anchor_parameter(document, header, &own, &mut found);
            }
        }
        let is_own = |(at, _): &(Location, String)| is_within(at, &operation.at);
        let (own, referred): (Vec<_>, Vec<_>) = found.into_iter().partition(is_own);
        self.own.extend(own);
        self.referred.extend(referred);
    }
}

fn anchor_parameter(
    document: &Document,
    parameter: &Parameter,
    owner: &str,
    found: &mut Vec<(Location, String)>,
) {
    let own = parameter
        .component
        .clone()
        .unwrap_or_else(|| format!("{owner} {}", parameter.name));
    for id in parameters::schemas(parameter) {
        found.extend(anchor_schema(document, &parameter.at, id, own.clone()));
    }
}

fn anchor_content(
    document: &Document,
    content: &[specwright_spec::MediaType],
    own: &str,
    found: &mut Vec<(Location, String)>,
) {
    let Some(first) = contents::first(document, content) else {
        return;
    };
    for media in content {
        let text = bodies::place_word(first, media)
            .map_or_else(|| own.to_owned(), |word| format!("{own} {word}"));
        if let Some(id) = media.item_schema {
            let text = format!("{text} item");
            found.extend(anchor_schema(document, &media.at, id, text));
        }
        if let Some(id) = media.schema {
            found.extend(anchor_schema(document, &media.at, id, text));
        }
    }
}

/// A schema that stands within something, not one that it refers to.
fn anchor_schema(
    document: &Document,
    owner: &Location,
    id: SchemaId,
    text: String,
) -> Option<(Location, String)> {
    let at = &document.schemas[id].at;
    is_within(at, owner).then(|| (at.clone(), text))
}

fn is_within(at: &Location, outer: &Location) -> bool {
    at.file == outer.file && at.pointer.as_str().starts_with(outer.pointer.as_str())
}

/// Lowers every operation.
pub(crate) fn lower<'d>(context: &mut Context<'d>) -> Vec<OperationDraft<'d>> {
    let document = context.session.document;
    let mut lowered = Vec::with_capacity(document.operations.len());
    for (operation, origin) in all(document) {
        lowered.push(lower_one(context, operation, origin));
        schema::fill(context);
    }
    lowered
}

fn lower_one<'d>(
    context: &mut Context<'d>,
    source: &'d Operation,
    origin: OperationOrigin<'d>,
) -> OperationDraft<'d> {
    let mut path_parameters = Vec::new();
    let mut others = Vec::new();
    let position = |name: &str| {
        let mut parts = source.parts.iter();
        parts.position(|part| matches!(part, PathPart::Parameter(it) if it == name))
    };
    for parameter in &source.parameters {
        let lowered = parameters::lower(context, parameter);
        match lowered.parameter.location {
            ir::ParameterLocation::Path => path_parameters.push(lowered),
            _ => others.push(lowered),
        }
    }
    path_parameters.sort_by_key(|it| position(&it.parameter.wire));
    let body = bodiless::request_body(context.session.document, source);
    let bodies = body.map(|body| {
        bodies::lower(
            context,
            &body.content,
            body.description.as_deref(),
            body.required,
        )
    });
    let replies = responses::lower(context, source);
    OperationDraft {
        source,
        origin,
        path_parameters,
        parameters: others,
        bodies: bodies.unwrap_or_default(),
        replies,
    }
}

/// Takes out the operations that meet an allowed gap.
pub(crate) fn omit(
    context: &Context<'_>,
    operations: &mut Vec<OperationDraft<'_>>,
) -> Vec<Omitted> {
    let gaps = reached_gaps(context);
    let mut omitted = Vec::new();
    operations.retain(|operation| {
        let own = context.session.omissions.get(&operation.source.at).cloned();
        let Some((reason, at)) = own.or_else(|| type_gap(context, &gaps, operation)) else {
            return true;
        };
        omitted.push(Omitted {
            method: operation.source.method.clone(),
            path: match operation.origin {
                OperationOrigin::Webhook(name) => name.to_owned(),
                OperationOrigin::Paths | OperationOrigin::Callback(..) => {
                    operation.source.template()
                }
            },
            reason,
            at: at.pointer.as_str().to_owned(),
        });
        false
    });
    omitted
}

/// Why a type that an operation needs cannot be lowered, and where that stands.
fn type_gap(
    context: &Context<'_>,
    gaps: &HashMap<TypeId, TypeId>,
    operation: &OperationDraft<'_>,
) -> Option<(String, Location)> {
    let (mut ids, received) = operation.named();
    ids.extend(received);
    let gap = &context.arena.drafts[index(*ids.iter().find_map(|id| gaps.get(id))?)];
    let reason = match &gap.shape {
        Shape::Gap(reason) => reason.clone(),
        _ => String::new(),
    };
    Some((reason, gap.at.clone()))
}

/// The drafts from which a gap is reached, each with the gap.
fn reached_gaps(context: &Context<'_>) -> HashMap<TypeId, TypeId> {
    let mut users: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
    let mut found = HashMap::new();
    let mut open = Vec::new();
    for (position, draft) in context.arena.drafts.iter().enumerate() {
        let id = TypeId(position as u32);
        draft
            .shape
            .named()
            .into_iter()
            .for_each(|used| users.entry(used).or_default().push(id));
        if matches!(draft.shape, Shape::Gap(_)) {
            found.insert(id, id);
            open.push(id);
        }
    }
    while let Some(id) = open.pop() {
        let gap = found[&id];
        for user in users.get(&id).into_iter().flatten() {
            if !found.contains_key(user) {
                found.insert(*user, gap);
                open.push(*user);
            }
        }
    }
    found
}

/// The modules of the API, every name decided.
pub(crate) fn assemble(
    context: &mut Context<'_>,
    mut operations: Vec<OperationDraft<'_>>,
    security: Vec<Vec<Accepted>>,
) -> (Vec<Module>, Vec<ir::Headers>) {
    let functions = name_operations(context, &operations);
    let sets = headers::gather(&mut operations);
    let (names, header_names) = name_types(&functions, &sets);
    let types = names.iter().flat_map(Names::types);
    let taken: Vec<Ident> = types.chain(&header_names).cloned().collect();
    let headers = headers::finish(context, sets, header_names, &mut operations);
    let modules = name_modules(context, &operations, &taken);
    let mut found: BTreeMap<Ident, Module> = BTreeMap::new();
    for ((operation, names), security) in operations.into_iter().zip(names).zip(security) {
        let outgoing = match operation.origin {
            OperationOrigin::Paths => None,
            OperationOrigin::Webhook(_) => Some(ir::Outgoing::Webhooks),
            OperationOrigin::Callback(..) => Some(ir::Outgoing::Callbacks),
        };
        let (module, docs) = modules[tag(&operation)].clone();
        let operation = finish(context, operation, names, security);
        let module = found.entry(module.clone()).or_insert_with(|| Module {
            name: module,
            docs,
            outgoing,
            operations: Vec::new(),
        });
        module.operations.push(operation);
    }
    let mut modules: Vec<Module> = found.into_values().collect();
    modules.iter_mut().for_each(|module| {
        module
            .operations
            .sort_by(|left, right| left.name.cmp(&right.name))
    });
    (modules, headers)
}

/// The names that an operation has in Rust.
struct Names {
    function: Ident,
    request: Ident,
    error: Ident,
    params: Ident,
    success: Ident,
    body: Ident,
}

impl Names {
    /// The names of its types.
    fn types(&self) -> [&Ident; 5] {
        [
            &self.request,
            &self.error,
            &self.params,
            &self.success,
            &self.body,
        ]
    }
}

/// The name that an operation asks for: that of its method and path if several have its `operationId`.
fn claim(operation: &Operation, origin: OperationOrigin<'_>) -> Claim {
    let words = method_words(operation);
    // The key of a webhook is no promised name, as that of an operation is.
    let (rank, what) = match origin {
        OperationOrigin::Paths => (Rank::Named, "operation"),
        OperationOrigin::Webhook(_) => (Rank::Inline, "webhook"),
        OperationOrigin::Callback(..) => (Rank::Inline, "callback"),
    };
    let claim = Claim::new(&text(operation, origin), Kind::Function, rank, what);
    let claim = match (&operation.operation_id, origin) {
        (None, OperationOrigin::Paths) => {
            let method = operation.method.to_ascii_lowercase();
            claim.spelled(&format!("{method}{}", operation.template()))
        }
        _ => claim,
    };
    claim.with_alternate(&words).with_disambiguator(&words)
}

fn name_operations(context: &mut Context<'_>, operations: &[OperationDraft<'_>]) -> Vec<Ident> {
    let places: Vec<Location> = operations
        .iter()
        .map(|operation| operation.source.at.clone())
        .collect();
    let mut claims = Vec::new();
    for operation in operations {
        let claim = claim(operation.source, operation.origin);
        let pinned = context.session.rename_operation(&operation.source.at);
        claims.push(pinned.map_or(claim, |name| Claim::pinned(&name)));
    }
    claims.extend(FUNCTIONS.map(Claim::reserved));
    let (mut functions, collisions) = settle(&claims);
    context
        .session
        .report_collisions(&places, &claims, &functions, &collisions);
    for (operation, function) in operations.iter().zip(&functions) {
        let has_name = !matches!(operation.origin, OperationOrigin::Paths);
        if operation.source.operation_id.is_none() && !has_name {
            context.session.report(diagnostics::missing_operation_id(
                &operation.source.at,
                function.as_str(),
            ));
        }
    }
    functions.truncate(operations.len());
    functions
}

/// Names the types of operations, those of the requests first, and the headers of responses.
fn name_types(functions: &[Ident], headers: &[headers::HeadersDraft]) -> (Vec<Names>, Vec<Ident>) {
    let request = |function: &Ident| {
        Claim::new(function.as_str(), Kind::Type, Rank::Named, "call")
            .with_disambiguator(function.as_str())
    };
    let mut claims: Vec<Claim> = functions.iter().map(request).collect();
    for words in [
        ["Error", "ErrorReply"],
        ["Params", "Parameters"],
        ["Success", "Reply"],
        ["Content", "BodyContent"],
    ] {
        for function in functions {
            let base = name(function.as_str(), Kind::Type)
                .trim_end_matches('_')
                .to_owned();
            let names = words.map(|word| format!("{base}{word}"));
            claims.push(
                Claim::derived(&[&names[0], &names[1]]).with_disambiguator(function.as_str()),
            );
        }
    }
    claims.extend(headers.iter().map(headers::claim));
    let (mut names, _) = settle(&claims);
    let count = functions.len();
    let header_names = names.split_off(5 * count);
    let names_of = |(position, function): (usize, &Ident)| Names {
        function: function.clone(),
        request: names[position].clone(),
        error: names[count + position].clone(),
        params: names[2 * count + position].clone(),
        success: names[3 * count + position].clone(),
        body: names[4 * count + position].clone(),
    };
    let names = functions.iter().enumerate().map(names_of);
    (names.collect(), header_names)
}

fn tag<'a>(operation: &'a OperationDraft<'_>) -> &'a str {
    match operation.origin {
        OperationOrigin::Paths => operation
            .source
            .tags
            .first()
            .map_or(UNTAGGED, String::as_str),
        OperationOrigin::Webhook(_) => WEBHOOKS,
        OperationOrigin::Callback(..) => CALLBACKS,
    }
}

/// What is said of the operations that the API sends.
fn sent_docs(tag: &str) -> Option<&'static str> {
    match tag {
        WEBHOOKS => Some("What the API sends unasked, to URLs that it is told by other means."),
        CALLBACKS => Some("What the API sends to URLs that it is told in requests."),
        _ => None,
    }
}

/// The module of each tag that is the first of an operation, and its doc comment. A module stands beside the types that are
/// `taken`, from which a name in a script without case does not differ, and is a file.
fn name_modules(
    context: &mut Context<'_>,
    operations: &[OperationDraft<'_>],
    taken: &[Ident],
) -> BTreeMap<String, (Ident, ir::Docs)> {
    let tags: BTreeSet<&str> = operations.iter().map(tag).collect();
    let root = context.session.root().child("tags");
    let document = context.session.document;
    let declared = |tag: &str| document.tags.iter().position(|it| it.name == tag);
    // A tag need not be declared: then it is where an operation first has it (OpenAPI 3.0.4, "Operation Object").
    let used = |wanted: &str| {
        let operation = operations.iter().find(|it| tag(it) == wanted);
        let source = operation
            .map(|it| it.source)
            .filter(|it| !it.tags.is_empty());
        source.map_or_else(|| root.clone(), |it| it.at.child("tags").index(0))
    };
    let places: Vec<Location> = tags
        .iter()
        .map(|tag| declared(tag).map_or_else(|| used(tag), |it| root.index(it)))
        .collect();
    let mut claims = Vec::new();
    for (tag, at) in tags.iter().zip(&places) {
        claims.push(match tag.strip_prefix('\u{0}') {
            Some(own) => {
                Claim::new(own, Kind::Module, Rank::Inline, "sent").with_disambiguator(tag)
            }
            None => {
                let claim = Claim::new(tag, Kind::Module, Rank::Named, "operations")
                    .with_disambiguator(tag);
                context.session.pin(at, false, claim)
            }
        });
    }
    claims.extend(MODULES.map(Claim::reserved));
    claims.extend(DEVICES.map(Claim::reserved));
    let taken: BTreeSet<&str> = taken.iter().map(Ident::as_str).collect();
    claims.extend(
        taken
            .into_iter()
            .filter(|it| is_caseless(it))
            .map(Claim::reserved),
    );
    let (names, mut collisions) = settle(&claims);
    // Of the module of webhooks, which stands nowhere, there is nothing to tell.
    let sent = tags
        .iter()
        .take_while(|tag| tag.starts_with('\u{0}'))
        .count();
    for collision in &mut collisions {
        collision.moved.retain(|index| *index >= sent);
    }
    context
        .session
        .report_collisions(&places, &claims, &names, &collisions);
    let described = |tag: &str| {
        let declared = declared(tag).map(|index| &document.tags[index]);
        let see = declared.and_then(|it| it.external_docs.as_ref());
        let see = see.map(|it| see_words(&it.url, it.description.as_deref()));
        docs([
            sent_docs(tag),
            declared.and_then(|it| it.description.as_deref()),
            see.as_deref(),
        ])
    };
    tags.into_iter()
        .zip(names)
        .map(|(tag, name)| (tag.to_owned(), (name, described(tag))))
        .collect()
}

/// Whether a name is the same for a type and for a module.
fn is_caseless(name: &str) -> bool {
    !name.contains(char::is_uppercase)
}

fn finish(
    context: &mut Context<'_>,
    mut operation: OperationDraft<'_>,
    names: Names,
    security: Vec<Accepted>,
) -> ir::Operation {
    let source = operation.source;
    let is_sent = !matches!(operation.origin, OperationOrigin::Paths);
    let mut all: Vec<&mut ParameterDraft> = operation
        .path_parameters
        .iter_mut()
        .chain(&mut operation.parameters)
        .collect();
    let has_accept = responses::has_choice(&operation.replies);
    parameters::name_all(context, &mut all, has_accept);
    let path_parameters: Vec<ir::Parameter> = operation
        .path_parameters
        .into_iter()
        .map(|it| it.parameter)
        .collect();
    let parameters: Vec<ir::Parameter> = operation
        .parameters
        .into_iter()
        .map(|it| it.parameter)
        .collect();
    let see = source.external_docs.as_ref();
    let see = see.map(|it| see_words(&it.url, it.description.as_deref()));
    ir::Operation {
        id: source
            .operation_id
            .clone()
            .unwrap_or_else(|| names.function.as_str().to_owned()),
        docs: with_paragraph(
            docs([
                source.summary.as_deref(),
                source.description.as_deref(),
                see.as_deref(),
            ]),
            &origin_words(operation.origin, source),
        ),
        deprecated: source.deprecated,
        method: source.method.clone(),
        path: if is_sent {
            String::new()
        } else {
            source.template()
        },
        servers: if is_sent {
            Vec::new()
        } else {
            servers::own(context, source)
        },
        parameters_name: (!parameters.is_empty()).then_some(names.params),
        same_parameters: None,
        path_parameters,
        parameters,
        body_name: (operation.bodies.len() > 1).then_some(names.body),
        bodies: operation.bodies,
        has_accept,
        redirects: responses::redirects(&operation.replies),
        outcome: responses::outcome(
            operation.replies.into_iter().map(|it| it.reply).collect(),
            names.success,
            names.error,
        ),
        security,
        sender: match is_sent {
            true => senders::lower(context.session.document, &source.security),
            false => Vec::new(),
        },
        name: names.function,
        request: names.request,
    }
}

/// Where the API sends what it sends.
fn origin_words(origin: OperationOrigin<'_>, source: &Operation) -> String {
    match origin {
        OperationOrigin::Paths => String::new(),
        OperationOrigin::Webhook(name) => {
            format!("Sent by the API, as the webhook {}.", code(name))
        }
        OperationOrigin::Callback(owner, name) => format!(
            "Sent by the API to {}, as the callback {} of {}.",
            code(&source.path),
            code(name),
            code(&format!("{} {}", owner.method, owner.template())),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_words() {
        for (path, named) in [
            ("/me/tokens/{tokenId}", "me_tokens_by_token_id"),
            ("/a.b/{x}-{y}", "a_b_by_x_by_y"),
            ("/x?beta=true", "x_beta_true"),
            ("/", "root"),
        ] {
            assert_eq!(name(&path_words(path), Kind::Function), named, "{path}");
        }
    }
}

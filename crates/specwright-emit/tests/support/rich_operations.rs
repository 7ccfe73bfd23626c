//! The operations of the rich API.

use super::*;

pub fn add(b: &mut Builder) {
    let bearer = b.scheme("bearer_auth", "bearerAuth", Credential::Bearer);
    let basic = b.scheme("login", "login", Credential::Basic);
    let header = b.scheme("app_id", "appId", Credential::Header("X-App".to_owned()));
    let query = b.scheme("api_key", "apiKey", Credential::Query("key".to_owned()));
    let digest = b.scheme("digest", "digest", Credential::Http("Digest".to_owned()));
    let tls = b.scheme("tls", "tls", Credential::MutualTls);
    let cookie = b.scheme("session", "session", Credential::Cookie("sid".to_owned()));
    b.api.security_schemes[2].docs = text("Ask for *one*.");
    let bearer_scheme = bearer;
    let bearer = b.alternative("BearerAuth", &[bearer]);
    let basic = b.alternative("Login", &[basic]);
    let both = b.alternative("AppIdAndApiKey", &[header, query]);
    let cookie = b.alternative("Session", &[cookie]);
    let shown = b.alternative("Tls", &[tls]);
    let digest = b.alternative("DigestAndTls", &[digest, tls]);
    let anonymous = b.alternative("Anonymous", &[]);
    let scopes = vec!["read".to_owned(), "write".to_owned()];
    let mut list = list(b);
    list.security = vec![
        (bearer, [(bearer_scheme, scopes)].into()),
        (both, Scopes::new()),
        (anonymous, Scopes::new()),
    ];
    let mut find = find(b);
    find.security = vec![(basic, Scopes::new()), (cookie, Scopes::new())];
    find.security
        .extend([(shown, Scopes::new()), (digest, Scopes::new())]);
    find.servers = vec!["https://files.example.com/v2".to_owned(), "/v3".to_owned()];
    find.path.push_str("?beta=true#find");
    let replace = replace(b);
    b.module("pets", vec![find, list, replace]).docs = text("Pets.");
    let mut caller = operation("caller", "Caller", "GET", "/caller");
    if let Success::One(reply) = &mut caller.outcome.success {
        reply.links = text("Leads to `find_pets` as `Pets`.");
    }
    let mut default = operation("default", "Default", "GET", "/default");
    default.outcome.failure = Some((
        Ident::new("DefaultError"),
        vec![
            Response {
                links: text("Leads to `list_pets`."),
                ..reply("NotFound", ResponseStatus::Code(404), "", None)
            },
            reply(
                "ClientError",
                ResponseStatus::Range(4),
                "Wrong",
                Some(json(b.named("Error"))),
            ),
            reply(
                "Other",
                ResponseStatus::Default,
                "Else",
                Some(body(Codec::Text, "text/plain", value(Type::String))),
            ),
        ],
    ));
    let upload = upload(b);
    let (attach, submit) = (attach(b), submit(b));
    let mut client = operation("client", "Client", "GET", "/client");
    client.outcome.success = Success::Many(Ident::new("ClientOk"), Vec::new());
    b.module(
        "r#type".trim_start_matches("r#"),
        vec![attach, caller, client, default, submit, upload],
    );
}

/// Every location and style.
fn list(b: &Builder) -> Operation {
    use ParameterLocation::{Cookie, Header, Path, Query};
    use ParameterStyle::{DeepObject, Json, Label, Matrix, PipeDelimited, SpaceDelimited};
    let mut it = operation(
        "list_pets",
        "ListPets",
        "GET",
        "/owners/{reader}/{ids}/{type}/pets",
    );
    let styled = |name: &str, location, ty, style, explode| {
        let mut it = parameter(name, location, value(ty));
        (it.style, it.explode) = (style, explode);
        it
    };
    let ids = || array(value(Type::Integer(IntegerWidth::I64)));
    it.path_parameters = vec![
        parameter("reader", Path, value(b.named("Code"))),
        styled("ids", Path, ids(), Matrix, true),
        styled("type", Path, Type::String, Label, false),
    ];
    let at = "/paths/~1owners/get/parameters/0/schema";
    let mut limit = parameter(
        "limit",
        Query,
        ruled(
            Type::Integer(IntegerWidth::I32),
            at,
            &[Constraint::Maximum("100".to_owned())],
        ),
    );
    (limit.default, limit.docs) = (
        Some(DefaultValue::Number("20".to_owned())),
        text("How many."),
    );
    let mut sort = parameter(
        "sort",
        Query,
        ruled(Type::String, at, &[Constraint::Pattern(PatternId(2))]),
    );
    (sort.default, sort.deprecated, sort.allow_reserved) =
        (Some(DefaultValue::String("name".to_owned())), true, true);
    let mut reader = parameter("reader", Header, value(Type::String));
    (reader.required, reader.wire) = (true, "X-Reader".to_owned());
    // Without effect: it must be there.
    reader.default = Some(DefaultValue::String("me".to_owned()));
    it.parameters = vec![
        limit,
        sort,
        styled("pipes", Query, ids(), PipeDelimited, false),
        styled("spaces", Query, ids(), SpaceDelimited, false),
        styled("deep", Query, b.named("Filter"), DeepObject, true),
        styled("json", Query, b.named("Filter"), Json, true),
        reader,
        parameter("sid", Cookie, nullable(Type::String)),
    ];
    it.parameters_name = Some(Ident::new("ListPetsParams"));
    it.outcome.success = one(200, array(value(b.named("Pet"))));
    it
}

/// Several successes, with every kind of status and body.
fn find(b: &Builder) -> Operation {
    let mut it = operation("find_pets", "FindPets", "POST", "/pets/find");
    it.deprecated = true;
    let mut filter = json(b.named("Filter"));
    (filter.required, filter.docs) = (false, text("Which."));
    it.bodies = vec![filter];
    it.outcome.success = Success::Many(
        Ident::new("FindPetsOk"),
        vec![
            reply(
                "Ok",
                ResponseStatus::Code(200),
                "Found.",
                Some(json(b.named("Pet"))),
            ),
            reply("NoContent", ResponseStatus::Code(204), "", None),
            reply(
                "Successful",
                ResponseStatus::Range(2),
                "",
                Some(body(Codec::Text, "text/plain", value(Type::String))),
            ),
            reply("Redirection", ResponseStatus::Range(3), "", None),
        ],
    );
    it.outcome.failure = Some((
        Ident::new("FindPetsError"),
        vec![
            reply(
                "BadRequest",
                ResponseStatus::Code(400),
                "",
                Some(json(b.named("Error"))),
            ),
            reply("Other", ResponseStatus::Default, "", None),
        ],
    ));
    it
}

/// A body with constraints of its own.
fn replace(b: &Builder) -> Operation {
    let mut it = operation("replace_pets", "ReplacePets", "PUT", "/pets");
    it.docs = text("Replaces all pets");
    let at = "/paths/~1pets/put/requestBody/content/application~1json/schema";
    it.bodies = Vec::from([body(
        Codec::Json,
        "application/vnd.pets+json",
        ruled(array(value(b.named("Pet"))), at, &[Constraint::MaxItems(9)]),
    )]);
    it.outcome.success = one(200, Type::Any(specwright_ir::UntypedReason::Schema));
    it
}

/// Forms, both ways.
fn submit(b: &Builder) -> Operation {
    let mut it = operation("submit", "Submit", "POST", "/submit");
    let mut form = body(
        Codec::Form,
        "application/x-www-form-urlencoded",
        value(b.named("Pet")),
    );
    form.written.encodings = vec![
        Encoding {
            wire: "tags".to_owned(),
            form: EncodingForm::Style(ParameterStyle::DeepObject, true),
        },
        Encoding {
            wire: "name".to_owned(),
            form: EncodingForm::Json,
        },
    ];
    it.bodies = vec![form.clone()];
    let ok = reply("Ok", ResponseStatus::Code(200), "", Some(form.clone()));
    it.outcome.success = Success::One(Box::new(ok));
    it.outcome.failure = Some((
        Ident::new("SubmitError"),
        vec![reply("Other", ResponseStatus::Default, "", Some(form))],
    ));
    it
}

/// Parts, both ways.
fn attach(b: &Builder) -> Operation {
    let mut it = operation("attach", "Attach", "POST", "/attach");
    let mut parts = body(
        Codec::Multipart,
        "multipart/form-data",
        value(b.named("Attachment")),
    );
    parts.written.encodings = vec![Encoding {
        wire: "file".to_owned(),
        form: EncodingForm::ContentType("image/png".to_owned()),
    }];
    it.bodies = vec![parts.clone()];
    let ok = reply("Ok", ResponseStatus::Code(200), "", Some(parts.clone()));
    it.outcome.success = Success::One(Box::new(ok));
    parts.written.encodings = Vec::new();
    it.outcome.failure = Some((
        Ident::new("AttachError"),
        vec![reply("Other", ResponseStatus::Default, "", Some(parts))],
    ));
    it
}

fn upload(_: &Builder) -> Operation {
    let mut it = operation("upload", "Upload", "POST", "/upload");
    it.bodies = Vec::from([body(
        Codec::Binary,
        "application/octet-stream",
        value(Type::Base64),
    )]);
    let text = body(Codec::Text, "text/plain", value(Type::String));
    it.outcome.success = Success::One(Box::new(reply(
        "Ok",
        ResponseStatus::Code(200),
        "",
        Some(text),
    )));
    let bytes = body(Codec::Binary, "image/png", value(Type::Base64));
    it.outcome.failure = Some((
        Ident::new("UploadError"),
        vec![reply(
            "Conflict",
            ResponseStatus::Code(409),
            "",
            Some(bytes),
        )],
    ));
    it
}

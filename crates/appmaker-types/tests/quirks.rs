//! Tests the types generated for unusual parts of the AppMaker document.

use appmaker_types::{
    BadRequestError, CreateUserAccessTokenRequest, ForbiddenError, GenericErrorResponse,
    GetUserAccessTokensResponseItem, MongoId, Organization, ReadOnlyDate, ReadOnlyMongoId, Slug,
    Status, TokenLifetime, UnauthorizedError, UserAccessToken,
};
use serde_json::{Value, from_value, json, to_value};
use specwright_runtime::Validate;

const ID: &str = "65f1a0b2c3d4e5f60718293a";

fn token() -> Value {
    json!({
        "_id": ID, "name": "deploy", "token": "abcd…wxyz", "privileges": ["orders:read"], "userId": ID,
        "organizationId": ID, "expiresOn": "2027-01-31T12:00:00Z",
    })
}

fn organization() -> Value {
    json!({
        "_id": ID, "name": "Acme", "slug": "acme", "description": "Makers of things", "owner": ID,
        "isExecutive": false, "status": 1, "privileges": [],
    })
}

/// Returns the value with one member set, or removed if the value is none.
fn with(mut value: Value, name: &str, member: Option<Value>) -> Value {
    let object = value.as_object_mut().expect("an object");
    match member {
        Some(member) => object.insert(name.to_owned(), member),
        None => object.remove(name),
    };
    value
}

/// `allOf` of a reference and an empty object, with `properties` beside it: one struct.
#[test]
fn an_item_of_the_list_has_the_token_and_its_organization() {
    let value = with(token(), "organization", Some(organization()));
    let item: GetUserAccessTokensResponseItem = from_value(value.clone()).unwrap();
    assert_eq!(item.name, "deploy");
    assert_eq!(item.organization.as_ref().unwrap().slug.as_str(), "acme");
    assert_eq!(to_value(&item).unwrap(), value);
}

#[test]
fn a_required_property_that_is_missing_is_an_error_even_if_it_has_a_default() {
    for name in [
        "_id",
        "name",
        "slug",
        "description",
        "owner",
        "isExecutive",
        "status",
        "privileges",
    ] {
        let error = from_value::<Organization>(with(organization(), name, None)).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
    }
    assert!(from_value::<Organization>(json!({})).is_err());
}

/// `readOnly` is on the referenced schemas: `expiresOn` is required in a response, the others are optional.
#[test]
fn read_only_properties_are_there_in_responses() {
    assert!(from_value::<UserAccessToken>(with(token(), "expiresOn", None)).is_err());
    let token: UserAccessToken = from_value(with(token(), "_id", None)).unwrap();
    assert_eq!(
        (token.id, token.created_at, token.updated_at),
        (None, None, None)
    );
}

#[test]
fn an_optional_property_is_not_null() {
    assert!(from_value::<UserAccessToken>(with(token(), "createdAt", Some(Value::Null))).is_err());
}

/// The body has `properties` and no `type`: an object.
#[test]
fn the_request_body_is_an_object() {
    for wrong in [
        json!(null),
        json!([]),
        json!(["deploy", "one-week"]),
        json!("deploy"),
        json!({"name": "deploy"}),
    ] {
        assert!(
            from_value::<CreateUserAccessTokenRequest>(wrong.clone()).is_err(),
            "{wrong}"
        );
    }
    let body: CreateUserAccessTokenRequest =
        from_value(json!({"name": "deploy", "lifetime": "one-week"})).unwrap();
    assert_eq!(
        (body.lifetime, body.privileges),
        (TokenLifetime::OneWeek, None)
    );
}

#[test]
fn an_unknown_lifetime_is_kept_when_read_and_refused_by_validation() {
    let body: CreateUserAccessTokenRequest =
        from_value(json!({"name": "a", "lifetime": "two-weeks"})).unwrap();
    assert_eq!(body.lifetime, TokenLifetime::from("two-weeks"));
    let violations = body.validate().unwrap_err();
    let found: Vec<_> = violations
        .iter()
        .map(|found| (found.instance(), found.keyword()))
        .collect();
    assert_eq!(found, [("/lifetime", "enum")]);
}

#[test]
fn a_status_is_an_integer() {
    assert_eq!(from_value::<Status>(json!(0)).unwrap(), Status::Value0);
    assert_eq!(to_value(Status::Value1).unwrap(), json!(1));
    assert_eq!(from_value::<Status>(json!(2)).unwrap(), Status::from(2));
    assert!(Status::from(2).validate().is_err());
    assert!(from_value::<Status>(json!("1")).is_err());
}

/// Schemas that differ only in `readOnly`, which does not affect values: one type.
#[test]
fn a_read_only_id_is_an_id() {
    let id: ReadOnlyMongoId = MongoId::literal(ID);
    assert_eq!(size_of_val(&id), 24);
    let copy = id;
    assert_eq!(id, copy);
}

#[test]
fn the_invariant_of_an_id_cannot_be_broken() {
    for wrong in [
        "",
        "65f1a0b2c3d4e5f60718293",
        "65f1a0b2c3d4e5f60718293ag",
        "65f1a0b2c3d4e5f60718293g",
        "é5f1a0b2c3d4e5f60718293",
    ] {
        assert!(MongoId::try_from(wrong).is_err(), "{wrong}");
        assert!(wrong.parse::<MongoId>().is_err(), "{wrong}");
        assert!(from_value::<MongoId>(json!(wrong)).is_err(), "{wrong}");
    }
    assert_eq!(
        MongoId::try_from("65F1A0B2C3D4E5F60718293A")
            .unwrap()
            .as_str(),
        "65F1A0B2C3D4E5F60718293A"
    );
}

/// The pattern repeats the bounds of the length; both hold.
#[test]
fn a_slug_has_two_to_a_hundred_characters() {
    for (text, fits) in [
        ("a", false),
        ("ab", true),
        ("a-0", true),
        ("A0", false),
        ("a_0", false),
    ] {
        assert_eq!(Slug::try_from(text).is_ok(), fits, "{text}");
    }
    assert!(Slug::try_from("a".repeat(100)).is_ok());
    assert!(Slug::try_from("a".repeat(101)).is_err());
    const ACME: Slug = Slug::literal("acme");
    assert_eq!(ACME.as_str(), "acme");
}

/// Three errors of one shape are three types: a document that names them apart means different errors.
#[test]
fn errors_of_one_shape_keep_their_types() {
    let api_error = Some(vec!["no".to_owned()]);
    let body = json!({"apiError": ["no"]});
    let bad_request = BadRequestError {
        api_error: api_error.clone(),
    };
    let unauthorized = UnauthorizedError {
        api_error: api_error.clone(),
    };
    let forbidden = ForbiddenError { api_error };
    assert_eq!(to_value(bad_request).unwrap(), body);
    assert_eq!(to_value(unauthorized).unwrap(), body);
    assert_eq!(to_value(forbidden).unwrap(), body);
}

/// `validationError` has arbitrary keys, `apiError` arbitrary elements.
#[test]
fn a_generic_error_has_any_values() {
    let value = json!({"validationError": {"name": ["too short"], "x": 1}, "apiError": ["a", {"b": null}, 3]});
    let error: GenericErrorResponse = from_value(value.clone()).unwrap();
    assert_eq!(error.api_error.as_ref().unwrap().len(), 3);
    assert_eq!(to_value(&error).unwrap(), value);
    assert!(from_value::<GenericErrorResponse>(json!({"validationError": []})).is_err());
}

#[test]
fn constraints_of_a_place_are_checked_on_request() {
    let value = with(
        with(organization(), "name", Some(json!("A"))),
        "description",
        Some(json!("x".repeat(256))),
    );
    let organization: Organization = from_value(value).unwrap();
    let violations = organization.validate().unwrap_err();
    let found: Vec<_> = violations
        .iter()
        .map(|found| (found.instance(), found.schema(), found.keyword()))
        .collect();
    assert_eq!(
        found,
        [
            (
                "/description",
                "/components/schemas/Organization/properties/description",
                "maxLength"
            ),
            (
                "/name",
                "/components/schemas/Organization/properties/name",
                "minLength"
            ),
        ]
    );
}

#[test]
fn dates_are_those_of_rfc_3339() {
    for wrong in [
        "2027-01-31",
        "2027-01-31T12:00:00",
        "2027-02-30T12:00:00Z",
        "2027-01-31 12:00:00Z",
        "31.1.2027",
    ] {
        assert!(
            from_value::<UserAccessToken>(with(token(), "expiresOn", Some(json!(wrong)))).is_err(),
            "{wrong}"
        );
    }
    let date: ReadOnlyDate = "2027-01-31T12:00:00Z".parse().unwrap();
    let token: UserAccessToken = from_value(with(
        token(),
        "expiresOn",
        Some(json!("2027-01-31T13:00:00+01:00")),
    ))
    .unwrap();
    assert_eq!(token.expires_on, date);
}

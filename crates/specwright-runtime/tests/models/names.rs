//! Names that the macros, and the prelude of Rust, use themselves.

use super::*;

#[derive(Clone)]
pub enum Result {
    Ok,
    Err,
    Some,
    None,
    Unknown(Unlisted<std::string::String, Result>),
}

string_enum! {
    Result("/components/schemas/Result");
    values(Ok = "ok", Err = "err", Some = "some", None = "none");
    unknown(Unknown);
}

pub struct Option {
    pub map: i64,
    pub key: std::option::Option<i64>,
    pub extra: BTreeMap<std::string::String, Value>,
    pub report: Ok,
    pub serializer: std::option::Option<Some>,
    pub name: i64,
}

object! {
    Option("/components/schemas/Option", capture(extra));
    required(map, "map");
    optional(key, "key").or_default_with(|| 5);
    required(report, "at");
    optional(serializer, "__Other");
    required(name, "node");
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Ok([u8; 2]);

ascii! {
    Ok("/components/schemas/Ok", 2);
    Pattern("^[A-Z]{2}$", is_code);
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Some(i64);

number! {
    Some("/components/schemas/Some", i64);
    Minimum(Decimal::new("1"));
}

#[derive(Clone, PartialEq)]
pub enum Err {
    None(Box<Option>),
    Ok(Ok),
}

union! {
    Err("/components/schemas/Err");
    json_type();
    variant(0, None).object();
    variant(1, Ok).string();
}

//! Random schemas of strings, numbers and booleans.

use crate::maker::{Maker, Version, join, set};
use serde_json::{Value, json};

const STRING_FORMATS: &[&str] = &[
    "date-time",
    "date",
    "time",
    "duration",
    "uuid",
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "iri",
    "iri-reference",
    "uri-template",
    "json-pointer",
    "relative-json-pointer",
    "regex",
    "byte",
    "binary",
    "password",
    "int64",
    "decimal",
    "char",
    "html",
    "phone",
    "",
    "url",
    "date-time-rfc1123",
    "base64url",
    "unix-time",
    "double",
    "float",
    "int32",
    "guid",
    "ULID",
    "media-range",
    "commonmark",
    "uint64",
];

const INTEGER_FORMATS: &[&str] = &[
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "unixtime",
    "int",
    "long",
    "",
    "double-int",
    "timestamp",
    "unix-timestamp",
    "int128",
    "bigint",
    "double",
    "date-time",
];

const NUMBER_FORMATS: &[&str] = &[
    "float",
    "double",
    "decimal",
    "int32",
    "int64",
    "money",
    "",
    "double-int",
    "float64",
    "single-int",
];

const PATTERNS: &[&str] = &[
    "^[a-z]+$",
    "^[0-9a-fA-F]{24}$",
    "^\\d+$",
    "^.*$",
    "",
    "^$",
    ".",
    "^\\S+$",
    "[a-z]",
    "^[^@]+@[^@]+$",
    "^[A-Z]{2}(-[A-Z0-9]{1,3})?$",
    "^\\d{4}-\\d{2}-\\d{2}$",
    "^(a|b|ab)*c$",
    "^(?!foo)bar",
    "(?<=a)b",
    "^(a)\\1$",
    "^\\p{L}+$",
    "^[\\w.\\-]+$",
    "^\\+?[1-9]\\d{1,14}$",
    "^[\\s\\S]{1,100}$",
    "^(?:[A-Za-z0-9+/]{4})*$",
    "/^a$/",
    "^\\u0041+$",
    "^[\\u{1F600}-\\u{1F64F}]+$",
    "^#(?:[0-9a-f]{3}){1,2}$",
    "^\"\\\\/$",
    "^[-+]?[0-9]*\\.?[0-9]+$",
    "^[a-z]{1,1000}$",
    "^((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}$",
    "^(?=.*[a-z])(?=.*\\d).{8,}$",
    "\\bfoo\\b",
    "^[^\\x00-\\x1f]*$",
    "^arn:aws:[a-z]+:.*:\\d{12}:.+$",
    "^[\\u0009\\u000A\\u000D\\u0020-\\uD7FF\\uE000-\\uFFFD]*$",
    "a{0}",
    "^[]$",
    "[^]",
    "^([a-z0-9]+(-[a-z0-9]+)*\\.)+[a-z]{2,}$",
];

impl Maker {
    /// Returns a schema of a string, number or boolean.
    pub fn scalar(&mut self) -> Value {
        let mut schema = match self.below(12) {
            0..=2 => self.string(),
            3 => self.enumeration(),
            4 | 5 => self.integer(),
            6 | 7 => self.number(),
            8 => self.boolean(),
            9 => self.constant(),
            10 => json!({ "type": "string" }),
            _ => json!({ "type": "integer" }),
        };
        if self.chance(15) {
            let value = self.value();
            set(&mut schema, "default", value);
        }
        schema
    }

    pub fn string(&mut self) -> Value {
        let mut schema = json!({ "type": "string" });
        if self.chance(50) {
            set(&mut schema, "format", self.pick(STRING_FORMATS));
        }
        if self.chance(25) {
            set(&mut schema, "pattern", self.pick(PATTERNS));
        }
        if self.chance(25) {
            let least = self.pick(&[0, 1, 2, 24, 255]);
            set(&mut schema, "minLength", least);
        }
        if self.chance(25) {
            set(
                &mut schema,
                "maxLength",
                self.pick(&[255_u64, 256, 1024, 4_294_967_296, 9_007_199_254_740_991]),
            );
        }
        if self.chance(10) {
            let value = self.pick(&[
                "",
                "a",
                "2020-01-01",
                "2020-01-01T00:00:00Z",
                "\"\\\n{}",
                "aaaaaaaaaaaaaaaaaaaaaaaa",
            ]);
            set(&mut schema, "default", value);
        }
        if self.is_modern() && self.chance(20) {
            set(
                &mut schema,
                "contentEncoding",
                self.pick(&["base64", "base64url", "quoted-printable", "base16"]),
            );
        }
        if self.is_modern() && self.chance(20) {
            set(
                &mut schema,
                "contentMediaType",
                self.pick(&["application/json", "image/png", "text/html"]),
            );
        }
        schema
    }

    /// Returns an enum of strings.
    pub fn enumeration(&mut self) -> Value {
        let names = self.names(1, 8);
        let mut schema = json!({ "type": "string", "enum": names });
        if self.chance(20) {
            set(&mut schema, "default", self.pick(&names));
        }
        if self.chance(10) {
            let docs: Vec<_> = names.iter().map(|_| self.description()).collect();
            set(&mut schema, "x-enumDescriptions", docs);
            let named: Vec<_> = names.iter().map(|_| self.name()).collect();
            set(&mut schema, "x-enum-varnames", named);
        }
        schema
    }

    pub fn integer(&mut self) -> Value {
        let mut schema = json!({ "type": "integer" });
        if self.chance(50) {
            set(&mut schema, "format", self.pick(INTEGER_FORMATS));
        }
        if self.chance(20) {
            let values = self.pick(&[
                json!([0, 1, 2]),
                json!([-1, 0, 1]),
                json!([1.0, 2]),
                json!([9_223_372_036_854_775_807_i64]),
                json!([100, 200, 404]),
                json!([18_446_744_073_709_551_615_u64, 1]),
            ]);
            set(&mut schema, "enum", values);
            return schema;
        }
        self.bounds(
            &mut schema,
            &[
                json!(0),
                json!(1),
                json!(-1),
                json!(-128),
                json!(-2_147_483_648),
                json!(i64::MIN),
                json!(0.0),
                json!(-1e3),
            ],
            &[
                json!(1000),
                json!(255),
                json!(65_535),
                json!(2_147_483_647),
                json!(4_294_967_295_u64),
                json!(i64::MAX),
                json!(u64::MAX),
                json!(1e18),
                json!(9_007_199_254_740_991_u64),
                json!(1e25),
            ],
        );
        if self.chance(10) {
            set(
                &mut schema,
                "multipleOf",
                self.pick(&[json!(1), json!(10), json!(0.5), json!(2.0)]),
            );
        }
        if self.chance(10) {
            let value = self.pick(&[json!(0), json!(10), json!(100.0), json!(1000)]);
            set(&mut schema, "default", value);
        }
        schema
    }

    pub fn number(&mut self) -> Value {
        let mut schema = json!({ "type": "number" });
        if self.chance(50) {
            set(&mut schema, "format", self.pick(NUMBER_FORMATS));
        }
        if self.chance(10) {
            set(
                &mut schema,
                "enum",
                self.pick(&[json!([0.5, 1]), json!([1, 2]), json!([1e100, -0.0])]),
            );
            return schema;
        }
        self.bounds(
            &mut schema,
            &[
                json!(0),
                json!(-1.5),
                json!(-1e300),
                json!(-90),
                json!(1e-9),
                json!(-0.0),
            ],
            &[
                json!(100),
                json!(0.5),
                json!(1e300),
                json!(180.0),
                json!(1_000_000),
            ],
        );
        if self.chance(10) {
            set(
                &mut schema,
                "multipleOf",
                self.pick(&[json!(0.01), json!(1), json!(1e-7), json!(2.5)]),
            );
        }
        if self.chance(10) {
            set(
                &mut schema,
                "default",
                self.pick(&[json!(0.5), json!(1), json!(0), json!(0.25)]),
            );
        }
        schema
    }

    fn bounds(&mut self, schema: &mut Value, lower: &[Value], upper: &[Value]) {
        for (key, exclusive, values) in [
            ("minimum", "exclusiveMinimum", lower),
            ("maximum", "exclusiveMaximum", upper),
        ] {
            if !self.chance(30) {
                continue;
            }
            let value = self.pick(values);
            match (self.chance(30), self.version >= Version::V3_1) {
                (false, _) => set(schema, key, value),
                (true, false) => {
                    set(schema, key, value);
                    let is = self.chance(80);
                    set(schema, exclusive, is);
                }
                (true, true) => set(schema, exclusive, value),
            }
        }
    }

    pub fn boolean(&mut self) -> Value {
        let mut schema = json!({ "type": "boolean" });
        match self.below(6) {
            0 => set(&mut schema, "default", true),
            1 => set(&mut schema, "enum", json!([true])),
            2 => set(&mut schema, "enum", json!([true, false])),
            _ => {}
        }
        schema
    }

    /// Returns a constant, or an enum of several types.
    fn constant(&mut self) -> Value {
        let value = self.value();
        if self.is_modern() {
            return match self.chance(50) {
                true => json!({ "const": value }),
                false => json!({ "const": "a", "type": "string" }),
            };
        }
        let others = [
            json!({ "enum": [value] }),
            json!({ "enum": ["a", 1, true] }),
            json!({ "enum": ["1", 1] }),
            json!({ "enum": ["a", "A", "á"] }),
            json!({ "enum": ["a"], "type": "string" }),
            json!({ "enum": [{ "a": 1 }, [1], "b"] }),
            json!({ "enum": [1, 2] }),
            json!({ "enum": ["x", null], "nullable": true, "type": "string" }),
        ];
        let last = if self.version == Version::V3_0 { 8 } else { 7 };
        self.pick(&others[..last])
    }

    /// Returns any small value.
    pub fn value(&mut self) -> Value {
        let values = [
            json!(null),
            json!(true),
            json!(false),
            json!(0),
            json!(1),
            json!(-1),
            json!(1.5),
            json!(1e100),
            json!(""),
            json!("a"),
            json!("foo"),
            json!("2020-01-01"),
            json!("1"),
            json!([]),
            json!({}),
            json!([1, "a", null]),
            json!({ "id": 1, "a": { "b": [] } }),
            json!(["a"]),
            json!({ "type": "Foo" }),
            json!(u64::MAX),
            json!("\"\u{0}\\{}é🦀\n"),
        ];
        self.pick(&values)
    }

    /// Adds keywords that any schema may have.
    pub fn decorate(&mut self, schema: &mut Value) {
        if self.chance(20) {
            let text = self.description();
            set(schema, "description", text);
        }
        if self.chance(8) {
            let text = self.name();
            set(schema, "title", text);
        }
        if self.chance(5) {
            let value = self.value();
            set(schema, "example", value);
        }
        if self.chance(4) && self.version != Version::V2_0 {
            set(schema, "deprecated", true);
        }
        if self.chance(5) {
            let xml = json!({ "name": "x", "attribute": true, "wrapped": false });
            join(
                schema,
                json!({ "xml": xml, "x-nullable": false, "x-go-type": "Foo" }),
            );
        }
    }
}

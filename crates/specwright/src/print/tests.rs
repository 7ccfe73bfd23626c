//! Tests every rule of the layout on the shortest text that it applies to.

use super::print;
use proc_macro2::TokenStream;

fn check(source: &str, wanted: &str) {
    let tokens: TokenStream = source.parse().expect("the test's tokens are balanced");
    assert_eq!(print(tokens, false), wanted);
}

#[test]
fn items_are_separated_but_imports_are_not() {
    check(
        "use a::B; use c::*; pub use d::{E, F}; mod g; mod h; struct I; struct K(pub ::a::B); struct L(pub (A,)); struct M(pub(super) A); impl J { type K = L; type M = N; fn f() {} fn g(&self) {} }",
        "use a::B;\nuse c::*;\n\npub use d::{E, F};\n\nmod g;\nmod h;\n\nstruct I;\n\nstruct K(pub ::a::B);\n\nstruct L(pub (A,));\n\nstruct M(pub(super) A);\n\nimpl J {\n    type K = L;\n    type M = N;\n\n    fn f() {}\n\n    fn g(&self) {}\n}\n",
    );
}

#[test]
fn inner_attributes_are_separated() {
    check(
        "#![doc = \" A.\"] #![doc = r\" B.\"] #![forbid(unsafe_code)] mod c;",
        "//! A.\n//! B.\n\n#![forbid(unsafe_code)]\n\nmod c;\n",
    );
}

#[test]
fn a_wide_attribute_has_no_trailing_comma() {
    let features = ["a", "b", "c", "d"].map(|it| format!("feature = \"{}\"", it.repeat(20)));
    let [first, second, third, fourth] = &features;
    check(
        &format!("#[cfg(any({}))] mod a;", features.join(", ")),
        &format!("#[cfg(any(\n    {first}, {second},\n    {third}, {fourth},\n))]\nmod a;\n"),
    );
}

#[test]
fn tables_have_a_line_for_each_row() {
    check(
        r#"runtime::object! { A("/a"); required(b, "b").rules(&[1, 2,]); }"#,
        "runtime::object! {\n    A(\"/a\");\n    required(b, \"b\").rules(&[1, 2]);\n}\n",
    );
}

#[test]
fn the_type_of_a_constant_is_never_broken() {
    let name = "LONG".repeat(21);
    check(
        &format!("const {name}: &[&[Requirement]] = &[&[A], &[B]];"),
        &format!("const {name}: &[&[Requirement]] =\n    &[&[A], &[B]];\n"),
    );
}

#[test]
fn documentation_that_no_line_can_hold_stays_an_attribute() {
    let (lines, slash, escaped) = (" a\nb", "/ c", " \"d\" \u{e9} \\");
    let tokens = quote::quote!(#[doc = #lines] #[doc = #slash] #[doc = #escaped] struct A;);
    assert_eq!(
        print(tokens, false),
        "#[doc = \" a\\nb\"]\n#[doc = \"/ c\"]\n/// \"d\" \u{e9} \\\nstruct A;\n"
    );
}

#[test]
fn operators_and_generics_are_distinguished() {
    check(
        "fn f<'a, T: ?Sized>(a: &'a mut Vec<Vec<u8>>, b: [u8; 2]) -> <A as B>::C { let c = -1 - x * *y; g::<D>(|e| !e && a < b, ..)?.h(move || i) }",
        "fn f<'a, T: ?Sized>(a: &'a mut Vec<Vec<u8>>, b: [u8; 2]) -> <A as B>::C {\n    let c = -1 - x * *y;\n    g::<D>(|e| !e && a < b, ..)?.h(move || i)\n}\n",
    );
}

#[test]
fn a_body_that_fits_on_a_line_of_its_own_gets_braces() {
    let long = "a".repeat(46);
    check(
        &format!(
            "match b {{ C {{ d, .. }} => e, F({long}) => g({long}), H => {{ i }} J => K {{ l }} }}"
        ),
        &format!(
            "match b {{\n    C {{ d, .. }} => e,\n    F({long}) => {{\n        g({long})\n    }}\n    H => {{\n        i\n    }}\n    J => K {{ l }},\n}}\n"
        ),
    );
}

#[test]
fn long_lines_are_broken_at_the_loosest_position() {
    let long = "a".repeat(50);
    check(
        &format!(
            "fn f() {{ let b = c({long}, {long}); let {long} = d({long}); {long}.e({long}).g(1) }}"
        ),
        &format!(
            "fn f() {{\n    let b = c(\n        {long},\n        {long},\n    );\n    let {long} =\n        d({long});\n    {long}\n        .e({long})\n        .g(1)\n}}\n"
        ),
    );
}

#[test]
fn parameters_are_broken_before_the_return_type() {
    let long = "a".repeat(30);
    check(
        &format!("fn f(b: {long}, c: {long}) -> Result<D, {long}> {{ e }}"),
        &format!("fn f(\n    b: {long},\n    c: {long},\n) -> Result<D, {long}> {{\n    e\n}}\n"),
    );
}

#[test]
fn the_only_element_of_a_list_is_broken_itself() {
    let long = "a".repeat(50);
    check(
        &format!("t! {{ a(B::new({long}, &[C {{ d: {long} }}])); }}"),
        &format!(
            "t! {{\n    a(B::new(\n        {long},\n        &[C {{ d: {long} }}],\n    ));\n}}\n"
        ),
    );
}

#[test]
fn a_visibility_is_one_word() {
    let long = "a".repeat(80);
    check(
        &format!("pub(super) const fn {long}(b: C) {{}}"),
        &format!("pub(super) const fn {long}(\n    b: C,\n) {{}}\n"),
    );
}

#[test]
fn an_operand_in_parentheses_does_not_become_a_tuple() {
    let long = "a".repeat(50);
    check(
        &format!("fn f() {{ b |= (({long} > 5) & ({long} < 5)) as u8; let c = (d,); }}"),
        &format!(
            "fn f() {{\n    b |= (\n        ({long} > 5)\n            & ({long} < 5)\n    ) as u8;\n    let c = (d,);\n}}\n"
        ),
    );
}

#[test]
fn a_wide_tuple_of_one_value_keeps_its_comma() {
    let long = "a".repeat(50);
    check(
        &format!("struct A {{ b: Option<(C<({long}, {long}), D>,)> }}"),
        &format!(
            "struct A {{\n    b: Option<\n        (\n            C<\n                (\n                    {long},\n                    {long},\n                ),\n                D,\n            >,\n        ),\n    >,\n}}\n"
        ),
    );
}

#[test]
fn awaits_follow_calls_that_are_broken() {
    let long = "a".repeat(50);
    check(
        &format!("fn f() {{ g(b, {long}).await; h(b, c).await; i.j({long}).k().await }}"),
        &format!(
            "fn f() {{\n    g(b, {long}).await;\n    h(b, c).await;\n    i.j({long})\n        .k()\n        .await\n}}\n"
        ),
    );
}

#[test]
fn fields_of_a_value_have_a_line_each_if_they_are_wide() {
    check(
        "fn f() { let a = B { c: d.into(), e: f() }; let b = C { d, e }; match b { C { first, second, third } => a } }",
        "fn f() {\n    let a = B {\n        c: d.into(),\n        e: f(),\n    };\n    let b = C { d, e };\n    match b {\n        C { first, second, third } => a,\n    }\n}\n",
    );
}

#[test]
fn wide_arguments_and_arrays_have_a_line_each() {
    let long = "a".repeat(40);
    check(
        &format!(
            "impl A {{ const B: C = C::new({long}, {long}).d(\"e\").f(&[G({long}), H({long})]); fn f(self) {{ g(&[{long}, {long}]) }} }}"
        ),
        &format!(
            "impl A {{\n    const B: C = C::new(\n        {long},\n        {long},\n    )\n    .d(\"e\")\n    .f(&[\n        G({long}),\n        H({long}),\n    ]);\n\n    fn f(self) {{\n        g(&[\n            {long},\n            {long},\n        ])\n    }}\n}}\n"
        ),
    );
}

#[test]
fn rows_of_a_macro_are_as_wide_as_the_page() {
    let long = "a".repeat(40);
    check(
        &format!("t! {{ a({long}, [{long}]); }}"),
        &format!("t! {{\n    a({long}, [{long}]);\n}}\n"),
    );
}

#[test]
fn a_brace_is_on_its_own_line_after_a_return_type_without_room() {
    let long = "a".repeat(80);
    check(
        &format!("fn f(b: C) -> Result<D, {long}> {{ e }}"),
        &format!("fn f(\n    b: C,\n) -> Result<D, {long}>\n{{\n    e\n}}\n"),
    );
}

#[test]
fn an_argument_of_a_type_is_broken_behind_its_name() {
    let long = "a".repeat(45);
    check(
        &format!("fn f() -> impl Future<Output = Result<{long}, {long}>> + Send;"),
        &format!(
            "fn f() -> impl Future<\n    Output = Result<\n        {long},\n        {long},\n    >,\n> + Send;\n"
        ),
    );
}

/// Printing adds or removes only commas and the braces of match arms.
#[test]
fn the_tokens_stay_the_same() {
    for source in [
        include_str!("layout.rs"),
        include_str!("token_kind.rs"),
        include_str!("parts.rs"),
        include_str!("row.rs"),
        include_str!("../generate.rs"),
        include_str!("../sync.rs"),
    ] {
        let tokens: TokenStream = source.parse().expect("a source file");
        let printed = print(tokens.clone(), false);
        let again: TokenStream = printed.parse().expect("what is printed is Rust");
        assert_eq!(essence(&again), essence(&tokens));
        assert_eq!(print(again, false), printed, "printing is stable");
        syn::parse_file(&printed).expect("what is printed is a file");
    }
}

fn essence(tokens: &TokenStream) -> String {
    let mut text = tokens.to_string();
    text.retain(|char| !char.is_whitespace() && !matches!(char, ',' | '{' | '}'));
    text
}

//! Random paths.

use crate::maker::Maker;

/// Segments of paths.
const SEGMENTS: &[&str] = &[
    "foo",
    "bar",
    "v1",
    "v2.0",
    "foo-bar",
    "foo_bar",
    "foo.json",
    "$batch",
    "~",
    "type",
    "self",
    "1",
    "foo:bar",
    "@me",
    "%7Bx%7D",
    "foo,bar",
    "foo;v=1",
    "Foo",
    "(default)",
    "_search",
    "+",
    "é",
    "a b",
    "foo'bar",
    "=",
    "&",
    "*",
    "-",
];

impl Maker {
    /// Returns a path with a unique number, and the names of its parameters.
    pub fn path(&mut self, number: usize) -> (String, Vec<String>) {
        let mut path = format!("/{number}");
        let mut names: Vec<String> = Vec::new();
        for _ in 0..self.random.between(0, 4) {
            if self.chance(60) {
                path.push('/');
                path.push_str(self.pick(SEGMENTS));
                continue;
            }
            let name = self.path_name();
            if names.contains(&name) {
                continue;
            }
            let form = self.pick(&[
                "/{}",
                "/{}",
                "/{}",
                "/foo-{}",
                "/{}.json",
                "/{}:cancel",
                "('{}')",
                "/Foo(Id={})",
                "/@{}",
                "/a{}b",
            ]);
            path.push_str(&form.replace("{}", &format!("{{{name}}}")));
            names.push(name);
        }
        if self.chance(5) {
            path.push('/');
        }
        (path, names)
    }

    /// Returns the name of a path parameter.
    fn path_name(&mut self) -> String {
        let name = self.name();
        let allowed =
            |char: &char| !matches!(char, '{' | '}' | '/' | '?' | '#') && !char.is_control();
        let name: String = name.chars().filter(allowed).collect();
        match name.is_empty() || name.starts_with('&') {
            true => "id".to_owned(),
            false => name,
        }
    }
}

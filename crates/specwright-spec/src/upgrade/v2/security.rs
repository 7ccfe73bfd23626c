//! Conversion of security schemes (Swagger 2.0, "Security Scheme Object").

use super::Upgrade;
use super::object::{Object, text};
use crate::{Node, Pointer};

/// The names of flows in Swagger 2.0 and OpenAPI 3.
pub(crate) const FLOWS: [(&str, &str); 4] = [
    ("implicit", "implicit"),
    ("password", "password"),
    ("application", "clientCredentials"),
    ("accessCode", "authorizationCode"),
];

impl Upgrade {
    pub(super) fn security_scheme(&mut self, mut scheme: Object, now: &Pointer) -> Node {
        match scheme.text("type") {
            Some("basic") => {
                scheme.set("type", text("http"));
                scheme.set("scheme", text("basic"));
            }
            Some("oauth2") => self.flows(&mut scheme, now),
            _ => {}
        }
        scheme.into_node()
    }

    fn flows(&mut self, scheme: &mut Object, now: &Pointer) {
        let flow = scheme.text("flow").map(str::to_owned);
        let known = FLOWS.iter().find(|(name, _)| flow.as_deref() == Some(name));
        let Some((_, name)) = known else {
            // `check` reports the flow; the other fields are irrelevant then.
            return drop(scheme.take_all(&["authorizationUrl", "tokenUrl", "scopes"]));
        };
        scheme.take("flow");
        let flow = scheme.take_all(&["authorizationUrl", "tokenUrl", "scopes"]);
        let mut flows = Object::default();
        flows.push(name, flow.into_node());
        self.made(now.child("flows"), &now.child("flow"));
        self.made(now.child("flows").child(name), now);
        scheme.set("flows", flows.into_node());
    }
}

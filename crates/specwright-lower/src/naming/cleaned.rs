//! Names without what frameworks add: shorter names, which an item has if no other claims them.
//!
//! | framework                | name in the document                          | shorter names                  |
//! |--------------------------|-----------------------------------------------|--------------------------------|
//! | FastAPI: method and path | `read_item_api_v1_items__item_id__get`        | `read_item`                    |
//! | NestJS: the controller   | `PetsController_findAll`, `PetsController.findAll` | `find_all`, `pets_find_all` |
//! | springfox: the method    | `listPetsUsingGET`, `listPetsUsingGET_1`      | `list_pets`                    |
//! | packages of components   | `io.k8s.api.core.v1.Pod`                      | `Pod`, `V1Pod`, `CoreV1Pod`, … |

use super::case::{Kind, name};

/// Returns the shorter names of an operation, by its `operationId`, method and path.
pub(crate) fn operation(id: &str, method: &str, path: &str) -> Vec<String> {
    let texts = match controller(id) {
        Some((controller, method)) => vec![method.to_owned(), format!("{controller} {method}")],
        None => without_path(id, method, path)
            .or_else(|| without_method(id, method))
            .into_iter()
            .collect(),
    };
    texts
        .iter()
        .map(|text| name(text, Kind::Function))
        .collect()
}

/// Returns the controller, without that word, and the method of a controller.
fn controller(id: &str) -> Option<(&str, &str)> {
    let (class, method) = id.split_once(['_', '.', '#'])?;
    let controller = class.strip_suffix("Controller")?;
    (!controller.is_empty() && !method.is_empty()).then_some((controller, method))
}

/// Returns the words of an id before those of the path and the method.
fn without_path(id: &str, method: &str, path: &str) -> Option<String> {
    let (id, end) = (words(id), words(&format!("{path} {method}")));
    let start = id.strip_suffix(end.as_slice())?;
    (!start.is_empty() && end.len() > 1).then(|| start.join(" "))
}

/// Returns an id before `UsingGET`, with or without a number after it.
fn without_method(id: &str, method: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = match id.rsplit_once('_') {
        Some((before, number)) if digits(number) => before,
        _ => id,
    };
    let start = plain.strip_suffix(method)?.strip_suffix("Using")?;
    (!start.is_empty()).then(|| start.to_owned())
}

/// Returns the words of a text between punctuation, in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|char: char| !char.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Returns the shorter names of a component: the last segment, the last two, and so on.
pub(crate) fn component(text: &str) -> Vec<String> {
    let starts = text.rmatch_indices('.').map(|(at, _)| at + 1);
    let ends = starts
        .map(|start| &text[start..])
        .filter(|end| !end.is_empty());
    ends.map(|end| name(end, Kind::Type)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_lose_what_frameworks_add() {
        for (id, method, path, shorter) in [
            (
                "read_item_api_v1_items__item_id__get",
                "GET",
                "/api/v1/items/{item_id}",
                &["read_item"][..],
            ),
            (
                "read_item_api_v1_items_item_id_get",
                "GET",
                "/api/v1/items/{item_id}",
                &["read_item"],
            ),
            ("root__get", "GET", "/", &[]),
            ("items_get", "GET", "/items", &[]),
            (
                "PetsController_findAll",
                "GET",
                "/pets",
                &["find_all", "pets_find_all"],
            ),
            (
                "PetsController.findAll",
                "GET",
                "/pets",
                &["find_all", "pets_find_all"],
            ),
            ("Controller_findAll", "GET", "/pets", &[]),
            ("listPetsUsingGET_1", "GET", "/pets", &["list_pets"]),
            ("listPetsUsingPOST", "GET", "/pets", &[]),
            ("UsingGET", "GET", "/pets", &[]),
            ("listPets", "GET", "/pets", &[]),
        ] {
            assert_eq!(operation(id, method, path), shorter, "{id}");
        }
    }

    #[test]
    fn components_lose_their_packages() {
        assert_eq!(component("Pod"), [""; 0]);
        assert_eq!(component("Pod."), [""; 0]);
        assert_eq!(component("core.v1.Pod"), ["Pod", "V1Pod"]);
    }
}

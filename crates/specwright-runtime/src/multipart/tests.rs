use super::{read, write};
use crate::json::{Json, to_node};
use crate::{Constraint, Constraints, Encoding, File, Report, object};

struct Upload {
    title: String,
    photo: File,
    age: Option<i64>,
    pages: Option<Vec<File>>,
    tags: Option<Vec<String>>,
    owner: Option<Owner>,
    owners: Option<Vec<Owner>>,
}

struct Owner {
    name: String,
}

object! {
    Upload("/u", deny);
    required(title, "title");
    required(photo, "photo").constraints_at(Constraints::new("/u/properties/photo", &[Constraint::MaxLength(9)]));
    optional(age, "age");
    optional(pages, "pages");
    optional(tags, "tags");
    optional(owner, "owner");
    optional(owners, "owners");
}

object! {
    Owner("/o", ignore);
    required(name, "name");
}

const TYPE: &str = "multipart/form-data; boundary=b";

fn small() -> Upload {
    Upload {
        title: "t".to_owned(),
        photo: File::new("a.png", b"\xff\r\n--x").with_media_type("image/png"),
        age: None,
        pages: None,
        tags: None,
        owner: None,
        owners: None,
    }
}

fn full() -> Upload {
    let page = |name: &str| File::new(name, b"").with_media_type("text/plain");
    let owner = Owner {
        name: "\u{fc}\r\n\"".to_owned(),
    };
    Upload {
        title: "a\r\nb".to_owned(),
        age: Some(-3),
        pages: Some(vec![page("1 \"\\\u{fc}\r\n;=%.txt"), page("2")]),
        tags: Some(vec!["[x".to_owned(), String::new()]),
        owner: Some(owner.clone()),
        owners: Some(vec![owner]),
        ..small()
    }
}

fn round(upload: &Upload, encodings: &[Encoding]) -> String {
    let node = to_node(upload).unwrap();
    let (content_type, body) = write(&node, "multipart/*", encodings).unwrap();
    assert_eq!(write(&node, "multipart/*", encodings).unwrap().1, body);
    let node = read(&body, &content_type, Upload::shape(), encodings).unwrap();
    let mut report = Report::default();
    Upload::diagnose(
        &node,
        &crate::Path::ROOT,
        Constraints::new("", &[]),
        &mut report,
    );
    assert!(report.is_empty(), "{report:?}");
    assert_eq!(Upload::read(node).as_ref(), Ok(upload));
    let text = String::from_utf8_lossy(&body).into_owned();
    let boundary = content_type.split_once("boundary=").unwrap().1;
    text.replace(boundary, "b").replace("\r\n", "\n")
}

fn parse(body: &str) -> Result<Upload, String> {
    let node = read(body.as_bytes(), TYPE, Upload::shape(), &[]).map_err(|it| it.0.to_owned())?;
    let mut report = Report::default();
    Upload::diagnose(
        &node,
        &crate::Path::ROOT,
        Constraints::new("", &[]),
        &mut report,
    );
    report.finish().map_err(|it| it.to_string())?;
    Upload::read(node).map_err(|error| error.to_string())
}

/// A body of two parts that must be there, and these.
fn body(parts: &str) -> String {
    let title = "--b\ncontent-disposition: form-data; name=title\n\nt\n";
    let photo = "--b\ncontent-disposition: form-data; name=photo; filename=p\n\np\n";
    format!("{title}{photo}{parts}--b--\n").replace('\n', "\r\n")
}

#[test]
fn what_is_written_is_read() {
    let text = round(&small(), &[]);
    let photo = "Content-Disposition: form-data; name=\"photo\"; filename=\"a.png\"";
    let expected = format!(
        "--b\nContent-Disposition: form-data; name=\"title\"\n\nt\n--b\n{photo}\nContent-Type: image/png\n\n\u{fffd}\n--x\n--b--\n"
    );
    assert_eq!(text, expected);
    let text = round(&full(), &[]);
    assert!(
        text.contains("filename=\"1 %22\\\\\u{fc}%0D%0A;=%.txt\""),
        "{text}"
    );
    assert!(text.contains("name=\"owner\"\nContent-Type: application/json\n\n{\"name\":"));
    assert_eq!(text.matches("name=\"tags\"").count(), 2);
    let text = round(&full(), &[Encoding::json("tags")]);
    assert!(text.contains("\n\n\"[x\"\n"), "{text}");
}

#[test]
fn a_file_has_the_type_of_the_document() {
    let mut upload = small();
    upload.photo.media_type = None;
    let write = |encodings: &[Encoding]| {
        let node = to_node(&upload).unwrap();
        let (_, body) = write(&node, "multipart/mixed", encodings).unwrap();
        String::from_utf8_lossy(&body).into_owned()
    };
    assert!(write(&[]).contains("\r\nContent-Type: application/octet-stream\r\n"));
    let encodings = [Encoding::content_type("photo", "image/*, image/jpeg")];
    assert!(write(&encodings).contains("\r\nContent-Type: image/jpeg\r\n"));
    let node = to_node(&small().photo).unwrap();
    assert_eq!(File::read(node).as_ref(), Ok(&small().photo));
    upload.photo.media_type = Some("a\r\nb: c".to_owned());
    assert!(super::write(&to_node(&upload).unwrap(), "multipart/mixed", &[]).is_err());
}

#[test]
fn parts_are_read_as_people_write_them() {
    let minimal = parse(&body("")).unwrap();
    assert_eq!(
        (minimal.title.as_str(), minimal.photo.name.as_str()),
        ("t", "p")
    );
    let part = |head: &str, content: &str| {
        let head = format!("--b \t\nContent-Disposition: form-data; {head}");
        format!("before\r\n{}after", body(&format!("{head}\n\n{content}\n")))
    };
    let json = "\nContent-Type: application/json";
    let named = |name: &str| format!("name=\"{name}\"");
    let tags = parse(&part(&named("tags[]"), "x")).unwrap().tags;
    assert_eq!(tags.unwrap(), ["x"]);
    let tags = parse(&part(&format!("name=tags{json}"), r#"["x", "y"]"#)).unwrap();
    assert_eq!(tags.tags.unwrap(), ["x", "y"]);
    // As a browser sends `new Blob([json])`.
    let head = format!("name=owner; filename=\"blob\"{json}");
    let owner = parse(&part(&head, r#"{"name": "n"}"#)).unwrap().owner;
    assert_eq!(owner.unwrap().name, "n");
    let head = "name=pages; filename=\"C:\\x\"; filename*=UTF-8''%c3%bc";
    assert_eq!(
        parse(&part(head, "")).unwrap().pages.unwrap()[0].name,
        "\u{fc}"
    );
    let age = parse(&part("name=age; filename=a", "7")).unwrap().age;
    assert_eq!(age, Some(7));
    let text = parse(&body("").replace("; filename=p", "")).unwrap().photo;
    assert_eq!((text.name.as_str(), &*text.bytes), ("", &b"p"[..]));
}

#[test]
fn errors_name_the_fault() {
    let head = "--b\nContent-Disposition: form-data; name=";
    for (text, expected) in [
        (String::new(), "boundary before"),
        (body("").replace("--b--", "--c--"), "boundary after"),
        (body("--bb\n\n\n"), "line end"),
        (body("--b\n\nno head\n"), "name"),
        (body("--b\nno head\n\nx\n"), "headers"),
        (body("--b\nContent-Type: text/plain\n\nx\n"), "name"),
        (body(&format!("{head}\"age\n\nx\n")), "name"),
        (body(&format!("{head}age\n\nx\n")), "an integer"),
        (body(&format!("{head}other\n\nx\n")), "other"),
        (
            body(&format!(
                "{head}age\nContent-Transfer-Encoding: base64\n\nMQ==\n"
            )),
            "Transfer",
        ),
        (
            body("").replace("\r\np\r\n", "\r\n0123456789\r\n"),
            "10 bytes",
        ),
        (body(&format!("{head}tags\n\n\n").repeat(5000)), "4096"),
        (
            body(&format!("{head}tags{}\n\n\n", " ".repeat(20_000))),
            "headers",
        ),
    ] {
        let error = parse(&text).unwrap_err();
        assert!(error.contains(expected), "{error}: {text:.300}");
    }
    for content_type in ["multipart/form-data", "multipart/form-data; boundary=\"\""] {
        assert!(read(b"--b--", content_type, Upload::shape(), &[]).is_err());
    }
    assert!(read(b"--b--", TYPE, Upload::shape(), &[]).is_ok());
}

#[test]
fn parts_in_order_have_no_names() {
    let texts = vec!["a".to_owned(), String::new(), "\r\nb".to_owned()];
    let (content_type, body) = write(&to_node(&texts).unwrap(), "multipart/mixed", &[]).unwrap();
    assert!(!String::from_utf8_lossy(&body).contains("Content-Disposition"));
    let node = read(&body, &content_type, Vec::<String>::shape(), &[]).unwrap();
    assert_eq!(Vec::<String>::read(node).unwrap(), texts);

    let owners = vec![Owner { name: "A".into() }, Owner { name: "B".into() }];
    let encodings = [
        Encoding::content_type("0", "text/x-owner"),
        Encoding::json(""),
    ];
    let node = to_node(&owners).unwrap();
    let (content_type, body) = write(&node, "multipart/related", &encodings).unwrap();
    let node = read(&body, &content_type, Vec::<Owner>::shape(), &encodings).unwrap();
    assert_eq!(Vec::<Owner>::read(node).unwrap(), owners);
}

//! The program, as a shell sees it.

use crate::support::Outcome;
use appmaker_types::{GetUserAccessTokensResponseItem, MongoId, UserAccessToken};
use std::io::{BufRead, BufReader, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// The program, knowing nothing of the credentials of whoever runs the tests.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_appmaker-tokens"));
    command
        .env_remove("APPMAKER_BEARER_TOKEN")
        .env_remove("APPMAKER_ACCESS_TOKEN")
        .stdin(Stdio::null());
    command
}

/// Makes a user, and gives back the session token.
pub fn add_user(database: &Path, name: &str) -> Outcome<String> {
    let output = program()
        .args(["user", "add", name, "--database"])
        .arg(database)
        .output()?;
    assert!(output.status.success(), "{output:?}");
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}

/// A running `serve`, killed when it is dropped.
pub struct Serving {
    child: Child,
    /// As `--server` takes it.
    pub url: String,
}

impl Serving {
    /// Starts a server on a port that is free, and waits until it listens.
    pub fn start(database: &Path) -> Outcome<Self> {
        let mut command = program();
        command
            .args(["serve", "--address", "127.0.0.1:0", "--database"])
            .arg(database)
            .stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let url = line
            .trim_end()
            .strip_prefix("listening on ")
            .unwrap_or_default()
            .to_owned();
        let serving = Self { child, url };
        assert!(
            !serving.url.is_empty(),
            "the server says where it listens, not {line:?}"
        );
        Ok(serving)
    }

    /// SIGKILL: nothing is flushed, nothing is printed.
    pub fn kill(&mut self) -> std::io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(|_| ())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.kill();
    }
}

/// Runs a client command against a server.
fn run(url: &str, variable: &str, credential: &str, arguments: &[&str]) -> std::io::Result<Output> {
    program()
        .args(arguments)
        .args(["--server", url])
        .env(variable, credential)
        .output()
}

/// The exit status, and what was said of the error.
fn failure(output: Output) -> (Option<i32>, String) {
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[track_caller]
fn check_table(table: &str, created: &UserAccessToken, id: MongoId) {
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(lines.len(), 2, "{table}");
    assert!(lines[0].starts_with("ID "), "{table}");
    assert!(
        lines[1].starts_with(id.as_str()) && lines[1].ends_with("example       orders:read"),
        "{table}"
    );
    assert!(!table.contains(&created.token), "{table}");
}

#[test]
fn creates_lists_and_deletes() -> Outcome {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("tokens.db");
    let bearer = add_user(&database, "ada")?;
    let server = Serving::start(&database)?;
    let as_ada = |arguments: &[&str]| run(&server.url, "APPMAKER_BEARER_TOKEN", &bearer, arguments);

    let arguments = [
        "create",
        "ci",
        "--lifetime",
        "one-year",
        "--privilege",
        "orders:read",
        "--json",
    ];
    let created: UserAccessToken = serde_json::from_slice(&as_ada(&arguments)?.stdout)?;
    let id = created.id.ok_or("a new token has an id")?;

    let table = String::from_utf8(as_ada(&["list"])?.stdout)?;
    check_table(&table, &created, id);

    let as_program = |arguments: &[&str]| {
        run(
            &server.url,
            "APPMAKER_ACCESS_TOKEN",
            &created.token,
            arguments,
        )
    };
    let listed: Vec<GetUserAccessTokensResponseItem> =
        serde_json::from_slice(&as_program(&["list", "--json"])?.stdout)?;
    assert_eq!(
        listed.iter().map(|token| token.id).collect::<Vec<_>>(),
        [Some(id)]
    );

    assert_eq!(as_ada(&["delete", id.as_str()])?.status.code(), Some(0));
    let (code, message) = failure(as_ada(&["delete", id.as_str()])?);
    assert_eq!(
        (code, message),
        (
            Some(1),
            format!("error: the server answered 400: You have no token with the id {id}.\n")
        )
    );
    let (code, message) = failure(as_program(&["list"])?);
    assert_eq!(
        (code, message.as_str()),
        (
            Some(1),
            "error: the server answered 401: The access token is not known.\n"
        )
    );
    Ok(())
}

#[test]
fn a_credential_need_not_be_an_argument() -> Outcome {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("tokens.db");
    let bearer = add_user(&database, "ada")?;
    let server = Serving::start(&database)?;
    for (sent, code) in [(&*bearer, Some(0)), ("", Some(2))] {
        let mut child = program()
            .args(["list", "--bearer-token", "-", "--server", &server.url])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            writeln!(stdin, "{sent}")?;
        }
        assert_eq!(child.wait()?.code(), code);
    }
    Ok(())
}

#[test]
fn wrong_usage_exits_with_2() -> Outcome {
    for arguments in [
        &["list"][..],
        &["create", "ci", "--lifetime", "two-weeks"],
        &["delete", "not-an-id", "--access-token", "x"],
        &["list", "--server", "staging", "--access-token", "x"],
        &["list", "--access-token", "x", "--bearer-token", "y"],
        &["list", "--access-token", "line\nbreak"],
        &["serve", "--head-timeout", "0"],
        &["serve", "--request-timeout", "soon"],
    ] {
        let (code, message) = failure(program().args(arguments).output()?);
        assert_eq!(code, Some(2), "{arguments:?}: {message}");
    }
    Ok(())
}

#[test]
fn a_server_that_does_not_answer_exits_with_3() -> Outcome {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    // It takes every call, and hangs up.
    std::thread::spawn(move || listener.incoming().for_each(drop));
    let (code, message) = failure(run(&url, "APPMAKER_ACCESS_TOKEN", "x", &["list"])?);
    assert_eq!(code, Some(3), "{message}");
    Ok(())
}

#[test]
fn a_suspended_user_may_do_nothing_until_restored() -> Outcome {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("tokens.db");
    let bearer = add_user(&database, "ada")?;
    let server = Serving::start(&database)?;
    let user = |what: &str| {
        program()
            .args(["user", what, "ada", "--database"])
            .arg(&database)
            .status()
    };
    let code = |output: Output| output.status.code();

    assert!(user("suspend")?.success());
    assert_eq!(
        code(run(
            &server.url,
            "APPMAKER_BEARER_TOKEN",
            &bearer,
            &["list"]
        )?),
        Some(1)
    );
    assert!(user("restore")?.success());
    assert_eq!(
        code(run(
            &server.url,
            "APPMAKER_BEARER_TOKEN",
            &bearer,
            &["list"]
        )?),
        Some(0)
    );
    Ok(())
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_the_server_in_peace() -> Outcome {
    let folder = tempfile::tempdir()?;
    let mut server = Serving::start(&folder.path().join("tokens.db"))?;
    assert!(
        Command::new("kill")
            .args(["-INT", &server.child.id().to_string()])
            .status()?
            .success()
    );
    assert_eq!(server.child.wait()?.code(), Some(0));
    Ok(())
}

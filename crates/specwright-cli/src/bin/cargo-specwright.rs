//! `cargo specwright …`: runs the program `specwright`, which is installed beside this one, with the same arguments.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let program = program();
    let mut command = Command::new(&program);
    command.args(arguments(env::args_os()));
    match run(command) {
        Ok(exit) => exit,
        Err(error) => {
            eprintln!("error: cannot run {}: {error}", program.display());
            ExitCode::from(2)
        }
    }
}

/// Returns the path of the program: beside this one, or else as the system finds it.
fn program() -> PathBuf {
    let name = format!("specwright{}", env::consts::EXE_SUFFIX);
    let beside = env::current_exe().map(|it| it.with_file_name(&name));
    let beside = beside.ok().filter(|it| it.is_file());
    beside.unwrap_or_else(|| name.into())
}

/// Returns the arguments without the program, and without the name of the subcommand, which cargo passes first.
fn arguments(all: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = all.skip(1).collect();
    if arguments.first().is_some_and(|it| it == "specwright") {
        arguments.remove(0);
    }
    arguments
}

/// Runs a command in place of this program.
#[cfg(unix)]
fn run(mut command: Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

/// Runs a command, and returns its exit status.
#[cfg(not(unix))]
fn run(mut command: Command) -> std::io::Result<ExitCode> {
    let status = command.status()?;
    let code = status.code().and_then(|it| u8::try_from(it).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_subcommand_is_removed() {
        let of = |all: &[&str]| arguments(all.iter().map(OsString::from));
        assert_eq!(of(&["x", "specwright", "lint", "a"]), ["lint", "a"]);
        assert_eq!(of(&["x", "lint", "specwright"]), ["lint", "specwright"]);
        assert!(of(&["x"]).is_empty());
    }
}

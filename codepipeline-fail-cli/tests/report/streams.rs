//! What is printed, and what becomes of it.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::Stdio;

use codepipeline_local::{ActionType, NewJob};

use crate::support::{Served, command, fails, run, signal};

const REPORT: [&str; 5] =
    ["put-job-failure-result", "--job-id", "1", "--failure-details", "type=JobFailed,message=tell-nobody"];

#[test]
fn a_query_is_asked_of_an_answer_without_members() {
    for (arguments, printed) in [
        (&["--query", "jobId"][..], "null\n"),
        (&["--query", "jobId", "--output", "text"], "None\n"),
        (&["--query", "length(@)"], "0\n"),
        (&["--query", "{a: 'x'}", "--output", "yaml"], "a: x\n"),
        (&[], ""),
    ] {
        let served = Served::new();
        let id = served.endpoint.start(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")));
        let mut command = served.command(&["put-job-success-result", "--job-id", id.as_str()]);
        assert_eq!(
            run(command.args(arguments)),
            (Some(0), printed.to_owned(), String::new()),
            "{arguments:?}"
        );
    }
}

#[test]
fn help_needs_nothing() {
    for arguments in [&["put-job-failure-result", "help"][..], &["help", "put-job-failure-result"]] {
        let (status, out, err) = run(command(arguments).env_remove("AWS_REGION"));
        assert_eq!((status, err.as_str()), (Some(0), ""));
        assert!(out.starts_with("NAME\n       put-job-failure-result -\n"), "{out}");
    }
    for arguments in [&["--help"][..], &["-h"], &["help"]] {
        let (status, out, _) = run(&mut command(arguments));
        assert!(status == Some(0) && out.contains("put-third-party-job-success-result"), "{out}");
    }
    let version = format!("codepipeline-fail {}\n", env!("CARGO_PKG_VERSION"));
    for arguments in [&["--version"][..], &["-V"], &["put-job-failure-result", "--bogus", "--version"]] {
        assert_eq!(run(&mut command(arguments)), (Some(0), version.clone(), String::new()));
    }
}

#[test]
fn what_is_done_is_told_without_what_is_secret() {
    let served = Served::new();
    let (status, out, err) =
        run(served.command(&REPORT).arg("--debug").env("AWS_SESSION_TOKEN", "a-session"));
    assert_eq!((status, out.as_str()), (Some(254), ""));
    for told in ["connection", served.url.as_str(), "AKID", "answer", "400"] {
        assert!(err.contains(told), "{told}: {err}");
    }
    for secret in ["hush-hush", "a-session", "tell-nobody", "Signature="] {
        assert!(!err.contains(secret), "{secret}: {err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_told() {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut command = command(&["put-job-failure-result", "--generate-cli-skeleton"]);
    let output = command.stdout(full).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(255), "{err}");
    assert!(err.contains("cannot write to the standard output"), "{err}");
}

#[cfg(unix)]
#[test]
fn words_that_are_no_text_are_refused() {
    use std::os::unix::ffi::OsStrExt;
    let mut command = command(&["put-job-failure-result", "--job-id"]);
    command.arg(std::ffi::OsStr::from_bytes(b"\xff"));
    fails(&mut command, 252, "is no UTF-8");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_with_130_and_a_new_line() {
    // It takes the request, and lets it wait.
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let mut command = command(&REPORT);
    let mut child = command.args(["--endpoint-url", &url]).stdout(Stdio::piped()).spawn().unwrap();
    let (stream, _) = listener.accept().unwrap();
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line).unwrap();
    assert_eq!(line, "POST / HTTP/1.1\r\n");
    signal("INT", child.id());
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    assert_eq!((child.wait().unwrap().code(), out.as_str()), (Some(130), "\n"));
}

//! How it starts, what it says and how it ends.

use crate::support::{JOB, Local, command, refused};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Stdio;

/// What the lines that are printed put into a shell's environment.
fn exports(local: &mut Local, lines: usize) -> BTreeMap<String, String> {
    let lines: Vec<_> = (0..lines).map(|_| local.line()).collect();
    let words = lines.iter().filter_map(|line| line.strip_prefix("export ")).flat_map(|line| line.split(' '));
    words.map(|word| word.split_once('=').unwrap()).map(|(name, value)| (name.into(), value.into())).collect()
}

#[test]
fn it_says_where_it_listens_and_what_to_export() {
    let mut local = Local::start(&["--region", "eu-west-1"]);
    assert_eq!(local.get("/health")["status"], "ok");
    let url = format!("http://{}", local.address);
    assert_eq!(local.line(), format!("# for people: {url}/_codepipeline/"));
    let exports = exports(&mut local, 3);
    let expected = [
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_DEFAULT_REGION", "eu-west-1"),
        ("AWS_ENDPOINT_URL_CODEPIPELINE", &url),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
    ];
    assert_eq!(exports, expected.map(|(name, value)| (name.into(), value.into())).into());
    let errors = local.stop();
    assert!(!errors.contains("warning"), "loopback is nothing to warn of: {errors}");
}

#[test]
fn a_signal_ends_it_in_order() {
    for name in ["TERM", "INT"] {
        let local = Local::start(&[]);
        local.signal(name);
        assert_eq!(local.end(), (Some(0), String::new()), "{name}");
    }
}

#[test]
fn open_connections_do_not_hold_it_up() {
    for name in ["TERM", "INT"] {
        let local = Local::start(&[]);
        let mut idle = local.connect();
        let mut half = local.connect();
        half.write_all(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{").unwrap();
        let mut events = local.connect();
        events.write_all(b"GET /_codepipeline/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut seen = Vec::new();
        while !String::from_utf8_lossy(&seen).contains("event: changed") {
            let mut byte = [0];
            events.read_exact(&mut byte).unwrap();
            seen.push(byte[0]);
        }
        local.signal(name);
        assert_eq!(local.end().0, Some(0), "{name}");
        for stream in [&mut idle, &mut half, &mut events] {
            // A reset is an end as well.
            let _ended = stream.read_to_end(&mut Vec::new());
        }
    }
}

#[test]
fn a_port_in_use_is_told_with_a_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let (status, errors) = refused(&mut command(&["--port", &address.port().to_string()]));
    assert_eq!(status, 1);
    assert!(errors.starts_with(&format!("codepipeline-fail: cannot listen on {address}: ")), "{errors}");
    assert!(errors.ends_with("; `--port 0` takes a free port\n"), "{errors}");
}

#[test]
fn what_is_no_option_is_refused() {
    for (arguments, word) in [
        (&["--prot", "0"][..], "--port"),
        (&["stray"], "stray"),
        (&["--host", "example.com"], "give an IP address or `localhost`"),
        (&["--log", "xml"], "json"),
        (&["--port", "65536"], "65536"),
    ] {
        let (status, errors) = refused(&mut command(arguments));
        assert_eq!(status, 252, "{errors}");
        assert!(errors.contains(word), "{errors}");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let help = command(&["--help"]).output().unwrap();
    assert_eq!(help.status.code(), Some(0));
    let text = String::from_utf8(help.stdout).unwrap();
    for option in
        ["--seed", "--state", "--faults", "--auth", "--headless", "--log", "--clock", "--allow-host"]
    {
        assert!(text.contains(option), "{option}: {text}");
    }
}

#[test]
fn a_headless_server_speaks_of_no_page_and_has_none() {
    let mut local = Local::start(&["--headless"]);
    assert_eq!(local.line(), format!("export AWS_ENDPOINT_URL_CODEPIPELINE=http://{}", local.address));
    assert_eq!(local.control("GET", "/", "").0, 404);
    assert_eq!(local.get("/health")["status"], "ok");
    local.stop();
}

#[test]
fn whoever_may_reach_it_is_warned_of() {
    let mut local = Local::start(&["--host", "0.0.0.0"]);
    let port = local.address.port();
    assert_eq!(local.line(), format!("# for people: http://127.0.0.1:{port}/_codepipeline/"));
    assert_eq!(exports(&mut local, 1)["AWS_ENDPOINT_URL_CODEPIPELINE"], format!("http://127.0.0.1:{port}"));
    let warning = "codepipeline-fail: warning: 0.0.0.0 is no loopback address: whoever reaches it can drive the \
                   endpoint\n";
    assert!(local.stop().starts_with(warning));
}

#[test]
fn names_are_allowed() {
    let local = Local::start(&["--allow-host", "codepipeline", "--allow-host", "other"]);
    let get = "GET /_codepipeline/health HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n";
    for (host, status) in [("codepipeline", 200), ("other:80", 200), ("another", 403)] {
        assert_eq!(local.send(&get.replace("HOST", host)).0, status, "{host}");
    }
}

#[test]
fn signatures_need_a_key_to_check_them_with() {
    let sigv4 = || command(&["--port", "0", "--auth", "sigv4"]);
    for (missing, given) in
        [("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), ("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID")]
    {
        let (status, errors) = refused(sigv4().env(given, "hush"));
        let expected = format!("codepipeline-fail: `--auth sigv4` needs {missing} in the environment\n");
        assert_eq!((status, errors), (1, expected));
    }
    let mut both = sigv4();
    both.env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE").env("AWS_SECRET_ACCESS_KEY", "hush");
    let mut local = Local::spawn(both);
    assert_eq!(exports(&mut local, 3).len(), 3, "no other key is offered");
    assert_eq!(local.call("GetJobDetails", "{}").1["__type"], "InvalidSignatureException");
    local.signal("TERM");
    assert_eq!(local.rest(), "");
}

#[test]
fn no_signature_is_asked_for_if_so_wished() {
    let local = Local::start(&["--auth", "off"]);
    let unsigned = "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\n\
                    X-Amz-Target: CodePipeline_20150709.GetJobDetails\r\n\
                    Content-Type: application/x-amz-json-1.1\r\n\r\n{}";
    assert!(local.send(unsigned).1.contains("ValidationException"));
    let strict = Local::start(&[]);
    assert!(strict.send(unsigned).1.contains("MissingAuthenticationTokenException"));
}

/// A script may read the first line and close the pipe.
#[test]
fn who_reads_only_the_first_line_is_served() {
    for _ in 0..20 {
        let mut local = Local::start(&[]);
        local.close_stdout();
        assert_eq!(local.control("POST", "/jobs", JOB).0, 201);
        local.stop();
    }
}

#[test]
fn without_standard_output_there_is_nobody_to_serve() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = command(&["--port", "0"]);
    let output = command.stdout(writer).spawn().unwrap().wait_with_output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.starts_with("codepipeline-fail: cannot say where it listens: "), "{errors}");
}

/// Nobody reads what it logs, but it answers.
#[test]
fn without_standard_error_it_serves_all_the_same() {
    for arguments in [&["--log", "text"], &["--log", "json"]] {
        let mut local = Local::start(arguments);
        local.close_stderr();
        for _ in 0..3 {
            assert_eq!(local.call("GetJobDetails", "{}").1["__type"], "ValidationException");
        }
    }
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut warned = command(&["--port", "0", "--host", "0.0.0.0"]);
    warned.stderr(writer).stdout(Stdio::piped());
    assert_eq!(Local::spawn(warned).get("/health")["status"], "ok");
}

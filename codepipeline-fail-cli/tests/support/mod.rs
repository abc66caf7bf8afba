//! An endpoint, and the command that reports to it.

#![allow(dead_code, reason = "not every test program that includes it needs all of it")]

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Once};

use codepipeline_local::{AccessKeys, Authentication, Endpoint, EndpointBuilder, Server};
use signal_hook::consts::SIGINT;
use signal_hook::flag;
use tokio::runtime::{Builder, Runtime};

/// An endpoint that takes only what is signed with the credentials of [`command`].
pub fn endpoint() -> EndpointBuilder {
    Endpoint::builder().authentication(Authentication::Signature(AccessKeys::new().with("AKID", "hush-hush")))
}

/// An endpoint on a port of its own, for as long as this is there.
pub struct Served {
    pub endpoint: Endpoint,
    pub url: String,
    _server: Server,
    pub runtime: Runtime,
}

impl Served {
    pub fn new() -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        let endpoint = endpoint().build();
        let server = runtime.block_on(endpoint.serve(([127, 0, 0, 1], 0))).expect("a free port");
        Self { endpoint, url: server.url(), _server: server, runtime }
    }

    /// The command, which reports to it.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(arguments);
        command.args(["--endpoint-url", &self.url]);
        command
    }
}

/// The command with static credentials, and nothing else of this machine.
pub fn command(arguments: &[&str]) -> Command {
    catch_ignored_interrupts();
    let mut command = Command::new(env!("CARGO_BIN_EXE_codepipeline-fail"));
    command.env_clear().envs([
        ("AWS_ACCESS_KEY_ID", "AKID"),
        ("AWS_SECRET_ACCESS_KEY", "hush-hush"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("AWS_MAX_ATTEMPTS", "1"),
        ("HOME", "/no/such/home"),
        ("PATH", "/usr/bin:/bin"),
    ]);
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Where Ctrl-C is ignored, as in all that a shell runs in the background, the command would ignore it as well: to children
/// a signal that is ignored stays so, and one that is caught does not.
fn catch_ignored_interrupts() {
    static CAUGHT: Once = Once::new();
    const INTERRUPT: u64 = 1 << (SIGINT - 1);
    CAUGHT.call_once(|| {
        // Only Linux tells.
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap_or("0");
        let ignored = u64::from_str_radix(ignored.trim(), 16).expect("a number of base 16");
        if ignored & INTERRUPT != 0 {
            flag::register(SIGINT, Arc::default()).expect("a signal that can be caught");
        }
    });
}

/// Sends a signal to a process, by its name.
pub fn signal(name: &str, process: u32) {
    let killed = Command::new("kill").args(["-s", name, &process.to_string()]).status();
    assert!(killed.unwrap().success());
}

/// Its exit status, and its words on the standard output and error.
pub fn run(command: &mut Command) -> (Option<i32>, String, String) {
    told(command.output().expect("it was built"))
}

/// The same, with something on its standard input.
pub fn run_with(command: &mut Command, input: &str) -> (Option<i32>, String, String) {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    told(child.wait_with_output().unwrap())
}

fn told(output: Output) -> (Option<i32>, String, String) {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Expects that it says nothing and ends well.
pub fn succeeds(command: &mut Command) {
    assert_eq!(run(command), (Some(0), String::new(), String::new()));
}

/// Expects that it ends with this status, and says this.
pub fn fails(command: &mut Command, status: i32, words: &str) {
    let (ended, out, err) = run(command);
    assert_eq!((ended, out.as_str()), (Some(status), ""), "{err}");
    assert!(err.contains(words), "{err}");
}

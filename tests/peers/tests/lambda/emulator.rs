//! The emulators: a process each, that starts a function or waits for one.

use std::net::{Ipv4Addr, SocketAddr};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use std::{env, fs};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep, timeout};

/// How long anything may take before a test fails.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The variable by which the processes of one emulator, and of nobody else, are known. Its value is the emulator's folder.
const MARK: &str = "PEER_TEST_FOLDER";

/// The name that the function is invoked by.
pub const NAME: &str = "function";

/// An emulator at work. Dropping it kills it and all that it started, in whichever process group that is.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    folder: TempDir,
}

/// What an emulator answered to an invocation.
#[derive(Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

impl Answer {
    /// The function error that it is: its type and its message.
    pub fn error(&self) -> (String, String) {
        let error: Value = serde_json::from_str(&self.body).unwrap_or_default();
        let text = |name: &str| error[name].as_str().map(str::to_owned);
        let both = text("errorType").zip(text("errorMessage"));
        both.unwrap_or_else(|| panic!("{self:?} is no function error"))
    }
}

impl Emulator {
    /// AWS's runtime interface emulator, which starts the function by itself.
    pub async fn rie(function: &[&str], variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (address, runtime_api) = (free_port().await, free_port().await);
        let mut emulator = marked(&named_by("AWS_LAMBDA_RIE", "aws-lambda-rie"), folder.path());
        emulator.args(["--runtime-interface-emulator-address", &address.to_string()]);
        emulator.args(["--runtime-api-address", &runtime_api.to_string()]).args(function);
        emulator.env("AWS_LAMBDA_FUNCTION_NAME", NAME).envs(variables.iter().copied());
        Self::start(emulator, address, folder).await
    }

    /// cargo-lambda, beside which the function is started: it would have cargo build it, and would start it again only
    /// after a change of its source.
    pub async fn cargo_lambda(function: &[&str], variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        package(folder.path());
        let address = free_port().await;
        let mut watch = marked(&cargo_lambda(), folder.path());
        watch.args(["lambda", "watch", "--only-lambda-apis", "--invoke-address", "127.0.0.1"]);
        watch.args(["--invoke-port", &address.port().to_string()]);
        watch.args(["--timeout", &PATIENCE.as_secs().to_string()]);
        let this = Self::start(watch, address, folder).await;
        let mut process = marked(Path::new(function[0]), this.folder.path());
        process.args(&function[1..]).envs([
            ("AWS_LAMBDA_RUNTIME_API", format!("http://{address}/.rt/{NAME}")),
            ("AWS_LAMBDA_FUNCTION_NAME", NAME.to_owned()),
        ]);
        process.envs([
            ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "4096"),
            ("AWS_LAMBDA_LOG_GROUP_NAME", "group"),
            ("AWS_LAMBDA_LOG_STREAM_NAME", "stream"),
        ]);
        spawn(process.envs(variables.iter().copied()));
        this
    }

    async fn start(mut command: Command, address: SocketAddr, folder: TempDir) -> Self {
        // Made first, so that it is dropped if the process does not listen.
        let this = Self { address, folder };
        spawn(&mut command);
        let patient = Instant::now() + PATIENCE;
        while TcpStream::connect(address).await.is_err() {
            assert!(Instant::now() < patient, "it does not listen; its log:\n{}", this.log());
            sleep(Duration::from_millis(10)).await;
        }
        this
    }

    /// Lets cargo-lambda's own command invoke the function, and returns what it prints.
    pub async fn invoke_by_cargo_lambda(&self, event: &str) -> String {
        let mut invoke = marked(&cargo_lambda(), self.folder.path());
        invoke.args(["lambda", "invoke", NAME, "--data-ascii", event, "--invoke-address", "127.0.0.1"]);
        invoke.args(["--invoke-port", &self.address.port().to_string()]);
        invoke.stdout(Stdio::piped()).stderr(Stdio::piped());
        let output = timeout(PATIENCE, peer_tests::run(invoke)).await.expect("it ends");
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        format!("{}{}", out.trim(), err.trim())
    }

    pub async fn invoke(&self, event: &str) -> Answer {
        let answer = timeout(PATIENCE, self.post(event)).await;
        answer.unwrap_or_else(|_| panic!("it does not answer; its log:\n{}", self.log()))
    }

    /// By HTTP 1.0, whose bodies end with the connection.
    async fn post(&self, event: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).await.expect("it listens");
        let request = format!(
            "POST /2015-03-31/functions/{NAME}/invocations HTTP/1.0\r\ncontent-length: {}\r\n\r\n{event}",
            event.len()
        );
        stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("it answers in UTF-8");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Answer {
            status: status.unwrap_or_else(|| panic!("it answers {head:?}; its log:\n{}", self.log())),
            body: body.to_owned(),
        }
    }

    /// Kills one of its processes, as the kernel does with one that needs too much memory.
    pub fn kill_process(&self, id: &str) {
        let process = id.parse().ok().and_then(Pid::from_raw);
        let process = process.filter(|process| marked_processes(self.folder.path()).contains(process));
        kill_process(process.expect("it is one of its"), Signal::KILL).expect("it is there");
    }

    /// What the emulator and the function have logged.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(log(self.folder.path())).unwrap_or_default()).into_owned()
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        // What is started meanwhile is found in the next round.
        for _ in 0..100 {
            let processes = marked_processes(self.folder.path());
            if processes.is_empty() {
                return;
            }
            for process in processes {
                let _ended = kill_process(process, Signal::KILL);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// The processes that have the mark of a folder: those of others cannot be read, and those that have ended have none.
fn marked_processes(folder: &Path) -> Vec<Pid> {
    let mark = format!("{MARK}={}", folder.display());
    let has_mark = |environment: &[u8]| environment.split(|byte| *byte == 0).any(|it| it == mark.as_bytes());
    let entries = fs::read_dir("/proc").expect("Linux has it").flatten();
    entries
        .filter(|entry| fs::read(entry.path().join("environ")).is_ok_and(|read| has_mark(&read)))
        .filter_map(|entry| Pid::from_raw(entry.file_name().to_str()?.parse().ok()?))
        .collect()
}

/// A program that a variable may name.
fn named_by(variable: &str, name: &str) -> PathBuf {
    env::var_os(variable).map_or_else(|| name.into(), PathBuf::from)
}

fn cargo_lambda() -> PathBuf {
    named_by("CARGO_LAMBDA", "cargo-lambda")
}

/// A program that runs in a folder, writes what it says into the log there, and is known by it.
fn marked(program: &Path, folder: &Path) -> Command {
    let mut command = peer_tests::program(program);
    let log = fs::File::options().create(true).append(true).open(log(folder)).expect("room for it");
    command.stdin(Stdio::null()).stdout(log.try_clone().expect("a handle")).stderr(log);
    command.current_dir(folder).env(MARK, folder).env("AWS_REGION", "us-east-1");
    // Where cargo and its toolchain are, if that is no usual place.
    command.envs(["CARGO_HOME", "RUSTUP_HOME"].iter().filter_map(|name| Some((name, env::var_os(name)?))));
    command
}

fn spawn(command: &mut Command) {
    let shown = command.get_program().to_owned();
    let child = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", shown.display()));
    // It is killed by its mark, and reaped here.
    std::thread::spawn(move || child.wait_with_output());
}

fn log(folder: &Path) -> PathBuf {
    folder.join("log")
}

/// A package, of which cargo-lambda takes the names of functions.
fn package(folder: &Path) {
    fs::create_dir(folder.join("src")).expect("room for it");
    let manifest = format!("[package]\nname = {NAME:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    fs::write(folder.join("Cargo.toml"), manifest).expect("room for it");
    fs::write(folder.join("src/main.rs"), "fn main() {}\n").expect("room for it");
}

/// A port that is free and stays so: below those that Linux gives to whoever asks for any, and each is given once. Another run
/// of these tests begins elsewhere.
async fn free_port() -> SocketAddr {
    const PORTS: Range<u32> = 10_000..30_000;
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    let own = std::process::id().wrapping_mul(101);
    for _ in PORTS {
        let offset = own.wrapping_add(GIVEN.fetch_add(1, Ordering::Relaxed)) % (PORTS.end - PORTS.start);
        let port = u16::try_from(PORTS.start + offset).expect("it is a port");
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        if TcpListener::bind(address).await.is_ok() {
            return address;
        }
    }
    panic!("no port is free")
}

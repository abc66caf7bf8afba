//! The worker under test. What a job does, its user parameters say; each run is noted in a file.
//!
//! `worker URL FOLDER NAME [SETTING=VALUE]...`

use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, abort, exit};
use std::time::Duration;

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::{BehaviorVersion, Credentials, Region};
use codepipeline_fail::{ActionType, Failure, Job, LostAcknowledgement, Outcome, Success, Worker, failure};

#[derive(serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Work {
    Succeed,
    Fail,
    Panic,
    /// Waits for what never comes.
    Hang,
    /// Keeps a thread of the runtime, which may hold up all else.
    Block,
    /// Keeps a thread that is there for that.
    Blocking,
    Abort,
    /// Calls itself until its stack is full.
    Overflow,
    /// Takes memory until there is none.
    Allocate,
    Exit,
    /// Ends well after so many milliseconds.
    Run(u64),
}

async fn handle(job: Job, runs: PathBuf) -> Result<Outcome, Failure> {
    let line = format!("{}\n", job.id());
    let noted = OpenOptions::new().create(true).append(true).open(runs);
    noted.and_then(|mut file| file.write_all(line.as_bytes())).expect("the run is noted");
    match job.user_parameters()? {
        Work::Succeed => {}
        Work::Fail => return Err(failure!(RevisionUnavailable, "the commit is gone")),
        Work::Panic => panic!("a bug"),
        Work::Hang => std::future::pending().await,
        Work::Block => keep_thread(),
        Work::Blocking => tokio::task::spawn_blocking(|| -> () { keep_thread() }).await.expect("no panic"),
        Work::Abort => abort(),
        Work::Overflow => return Err(failure!(JobFailed, "{}", overflow(1))),
        Work::Allocate => {
            let mut taken = Vec::new();
            loop {
                taken.push(vec![1_u8; 16 << 20]);
            }
        }
        Work::Exit => exit(3),
        Work::Run(millis) => tokio::time::sleep(Duration::from_millis(millis)).await,
    }
    Ok(Success::new().summary("done").into())
}

fn keep_thread() -> ! {
    loop {
        std::thread::park();
    }
}

fn overflow(depth: u64) -> u64 {
    let frame = std::hint::black_box([depth; 64]);
    if depth == 0 { 0 } else { overflow(depth + 1) + frame[7] }
}

fn worker(url: &str, journal: &Path, settings: &[String]) -> Result<Worker, Box<dyn Error>> {
    let config = aws_sdk_codepipeline::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(url)
        .credentials_provider(Credentials::new("test", "test", None, None, "static"))
        .http_client(aws_smithy_http_client::Builder::new().build_http());
    let client = Client::from_conf(config.build());
    let worker = Worker::custom(&client, ActionType::new("Deploy", "Acme", "1"));
    let mut worker = worker.journal(journal).poll_interval(Duration::from_millis(30));
    for setting in settings {
        let (name, value) = setting.split_once('=').ok_or("a setting is NAME=VALUE")?;
        worker = match name {
            "concurrency" => worker.concurrency(value.parse()?),
            "grace" => worker.shutdown_grace(Duration::from_millis(value.parse()?)),
            "attempt" => worker.attempt_timeout(Duration::from_millis(value.parse()?)),
            "lost" if value == "ours" => worker.lost_acknowledgement(LostAcknowledgement::Ours),
            _ => return Err(format!("there is no setting {setting}").into()),
        };
    }
    Ok(worker)
}

#[tokio::main(worker_threads = 4)]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).init();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, folder, name, settings @ ..] = &arguments[..] else {
        eprintln!("usage: worker URL FOLDER NAME [SETTING=VALUE]...");
        return ExitCode::from(2);
    };
    let folder = PathBuf::from(folder);
    let (journal, runs) = (folder.join(name), folder.join("runs"));
    let worker = worker(url, &journal, settings).expect("the settings are right");
    if let Err(error) = worker.run(move |job| handle(job, runs.clone())).await {
        let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
        eprintln!("{error}{cause}");
        return ExitCode::FAILURE;
    }
    // Not by returning, which waits for threads that a job keeps.
    exit(0)
}

//! The endpoint, in a process of its own that is told by lines what to do.

use crate::peer::action_type;
use crate::process::Process;
use codepipeline_local::{ActionType, Artifact, Endpoint, Fault, NewJob, Operation};
use std::io::{self, stdin};
use std::thread;
use std::time::Duration;

/// Serves until its standard input ends.
pub async fn serve(answers_after: Duration) -> io::Result<()> {
    let [category, provider, version] = action_type();
    let action_type = ActionType::custom(category, provider, version);
    // It is small, whatever has passed through it.
    let builder = Endpoint::builder().forget_after(Duration::from_secs(1)).action_type(action_type.clone());
    let endpoint = builder.build();
    if answers_after > Duration::ZERO {
        endpoint.faults().push(Fault::delay(None, answers_after).always());
    }
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await?;
    println!("LISTENING {}", server.url());
    let told = thread::spawn(move || {
        for line in stdin().lines().map_while(Result::ok) {
            match line.split_once(' ') {
                Some(("queue", jobs)) => {
                    (0..jobs.parse().unwrap_or(0)).for_each(|_| drop(endpoint.queue(job(&action_type))));
                    println!("QUEUED");
                }
                _ => println!("POLLS {}", polls(&endpoint)),
            }
        }
    });
    tokio::task::spawn_blocking(move || told.join())
        .await?
        .map_err(|_| io::Error::other("a line was not understood"))
}

/// When there were polls, in milliseconds.
fn polls(endpoint: &Endpoint) -> String {
    let requests = endpoint.requests();
    let polls = requests.iter().filter(|request| request.operation == Some(Operation::PollForJobs));
    polls.map(|poll| poll.at.as_millis().to_string()).collect::<Vec<_>>().join(" ")
}

/// A job as most are: some configuration, an artifact to read and one to write.
fn job(action_type: &ActionType) -> NewJob {
    NewJob::custom(action_type.clone())
        .configuration("Stack", "shop-frontend")
        .user_parameters(r#"{"url":"https://example.com","retries":3}"#)
        .pipeline("shop", "Production", "Deploy")
        .input_artifact(Artifact::s3("Source", "artifact-store-of-the-pipelines", "shop/source/1.zip"))
        .output_artifact(Artifact::s3("Report", "artifact-store-of-the-pipelines", "shop/report/1.zip"))
}

/// The endpoint, as the process that measures sees it.
pub struct Remote {
    process: Process,
    pub url: String,
}

impl Remote {
    pub fn start(answers_after: Duration) -> io::Result<Self> {
        let mut process = Process::start(&["endpoint", &answers_after.as_millis().to_string()])?;
        let url = process.read("LISTENING")?;
        Ok(Self { process, url })
    }

    pub fn queue(&mut self, jobs: usize) -> io::Result<()> {
        self.process.write(&format!("queue {jobs}"))?;
        self.process.read("QUEUED").map(drop)
    }

    /// When there were polls, in milliseconds since the endpoint's start.
    pub fn polls(&mut self) -> io::Result<Vec<u64>> {
        self.process.write("polls")?;
        let times = self.process.read("POLLS")?;
        Ok(times.split_whitespace().flat_map(str::parse).collect())
    }
}

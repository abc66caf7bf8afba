//! What the tests beside this file need: an endpoint on a port, and worker processes that they can do anything to.

#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use codepipeline_local::{ActionType, Endpoint, EndpointBuilder, JobId, JobStatus, JobView, NewJob, Server};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::watch;
use tokio::time::timeout;

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_mins(1);

/// An endpoint on a port, and a folder for the workers' journals.
pub struct Lab {
    program: PathBuf,
    /// The endpoint.
    pub endpoint: Endpoint,
    server: Server,
    folder: TempDir,
}

impl Lab {
    /// With this worker program, and an endpoint as usual.
    pub async fn new(program: &str) -> Self {
        Self::with(program, Endpoint::builder()).await
    }

    /// With this worker program and this endpoint.
    ///
    /// # Panics
    /// If there is no port or no folder.
    pub async fn with(program: &str, endpoint: EndpointBuilder) -> Self {
        let endpoint = endpoint.action_type(action_type()).build();
        let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
        Self { program: program.into(), endpoint, server, folder: tempfile::tempdir().expect("a folder") }
    }

    /// Where the journals are.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a job in that does this.
    #[must_use]
    pub fn queue(&self, work: &str) -> JobId {
        self.endpoint.queue(NewJob::custom(action_type()).user_parameters(work))
    }

    /// Starts a worker; its name is that of its journal.
    #[must_use]
    pub fn start(&self, name: &str, settings: &[&str]) -> Process {
        self.start_by(Command::new(&self.program), self.folder(), name, settings)
    }

    /// Starts a worker by a command that takes its arguments, with its files in this folder.
    ///
    /// # Panics
    /// If it cannot be started.
    #[must_use]
    pub fn start_by(&self, mut command: Command, folder: &Path, name: &str, settings: &[&str]) -> Process {
        command.arg(self.server.url()).arg(folder).arg(name).args(settings);
        command.stdin(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().expect("the worker starts");
        let stderr = child.stderr.take().expect("it is piped");
        let (sender, log) = watch::channel(String::new());
        tokio::spawn(async move {
            let mut lines = BufReader::new(stderr).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                sender.send_modify(|log| *log += &(line + "\n"));
            }
        });
        Process { child, log }
    }

    /// A shell that does something and then becomes the worker.
    #[must_use]
    pub fn shell(&self, first: &str) -> Command {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("{first} && exec \"$0\" \"$@\"")).arg(&self.program);
        command
    }

    /// Waits until the endpoint is as wanted.
    ///
    /// # Panics
    /// If it never is.
    pub async fn until(&self, what: &str, wanted: impl FnMut(&Endpoint) -> bool) {
        if timeout(PATIENCE, self.endpoint.wait_until(wanted)).await.is_err() {
            let mut jobs = self.endpoint.jobs();
            jobs.retain(|job| !job.status.is_final());
            panic!("waited in vain for {what}: {jobs:#?}");
        }
    }

    /// Waits until all jobs have ended.
    pub async fn until_done(&self) {
        let is_done = |endpoint: &Endpoint| endpoint.jobs().iter().all(|job| job.status.is_final());
        self.until("the jobs to end", is_done).await;
    }

    /// Waits until a job is at work.
    pub async fn until_status(&self, id: &JobId, status: JobStatus) {
        let is_so = |endpoint: &Endpoint| endpoint.job(id).is_some_and(|job| job.status == status);
        self.until("a job's status", is_so).await;
    }

    /// The job, as it is now.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn job(&self, id: &JobId) -> JobView {
        self.endpoint.job(id).expect("the job exists")
    }

    /// The type and the message of the failure that ended the job.
    ///
    /// # Panics
    /// If none did.
    #[must_use]
    pub fn failure(&self, id: &JobId) -> (String, String) {
        let job = self.job(id);
        let failure = job.failure().unwrap_or_else(|| panic!("no failure: {job:#?}"));
        (failure.failure_type.clone(), failure.message.clone())
    }

    /// The jobs whose handlers were run, once for each time.
    #[must_use]
    pub fn runs(&self) -> Vec<String> {
        let runs = std::fs::read_to_string(self.folder().join("runs")).unwrap_or_default();
        runs.lines().map(str::to_owned).collect()
    }

    /// Expects that each job was run once at most, and has one result; who sent more of them sent the same.
    ///
    /// # Panics
    /// If it is not so.
    pub fn check(&self) {
        self.check_runs();
        for job in self.endpoint.jobs() {
            assert!(matches!(job.status, JobStatus::Succeeded | JobStatus::Failed), "{job:#?}");
            assert!(
                job.refused.iter().all(|refused| Some(&refused.result) == job.result.as_ref()),
                "{job:#?}"
            );
        }
    }

    /// Expects that each job was run once at most.
    ///
    /// # Panics
    /// If it is not so.
    pub fn check_runs(&self) {
        let mut runs = self.runs();
        let count = runs.len();
        runs.sort();
        runs.dedup();
        assert_eq!(runs.len(), count, "a job was run twice");
    }
}

fn action_type() -> ActionType {
    ActionType::custom("Deploy", "Acme", "1")
}

/// A worker. It is killed when this is dropped.
pub struct Process {
    child: Child,
    log: watch::Receiver<String>,
}

impl Process {
    /// Sends it a signal.
    ///
    /// # Panics
    /// If it has ended.
    pub fn signal(&self, signal: Signal) {
        let id = self.child.id().and_then(|id| Pid::from_raw(id.try_into().ok()?)).expect("it runs");
        kill_process(id, signal).expect("it can be sent a signal");
    }

    /// Waits until it ends by itself.
    ///
    /// # Panics
    /// If it never does.
    pub async fn ended(&mut self) -> ExitStatus {
        match timeout(PATIENCE, self.child.wait()).await {
            Ok(status) => status.expect("it can be waited for"),
            Err(elapsed) => panic!("the worker goes on ({elapsed}): {}", self.log()),
        }
    }

    /// Asks it to end, once it listens, and expects it to do so well.
    ///
    /// # Panics
    /// If it does not.
    pub async fn end(&mut self) {
        self.logged("the worker polls for jobs").await;
        self.signal(Signal::TERM);
        let status = self.ended().await;
        assert!(status.success(), "{status}: {}", self.log());
    }

    /// Kills it.
    ///
    /// # Panics
    /// If that is not possible.
    pub async fn kill(&mut self) {
        self.child.kill().await.expect("it can be killed");
    }

    /// What it has logged.
    #[must_use]
    pub fn log(&self) -> String {
        self.log.borrow().clone()
    }

    /// All that it logged, when it has ended.
    pub async fn whole_log(&mut self) -> String {
        while self.log.changed().await.is_ok() {}
        self.log()
    }

    /// Waits until it has logged this.
    ///
    /// # Panics
    /// If it never does.
    pub async fn logged(&mut self, text: &str) {
        let logged = timeout(PATIENCE, self.log.wait_for(|log| log.contains(text))).await;
        let has_logged = logged.is_ok_and(|log| log.is_ok());
        assert!(has_logged, "it never logged {text:?}: {}", self.log());
    }
}

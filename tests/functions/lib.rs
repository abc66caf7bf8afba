//! What the tests beside this file need: CodePipeline, Lambda, and a function that can be told to do anything.

#![cfg(unix)]

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use codepipeline_local::lambda::{Attempt, Function, FunctionBuilder, Invocation, Output};
use codepipeline_local::{Endpoint, JobId, JobView, NewJob, Server};
use tempfile::TempDir;
use tokio::time::timeout;

/// The function's name, by which jobs are its.
const NAME: &str = "function";

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_mins(1);

/// An endpoint on a port, and a function that it invokes.
pub struct Lab {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// The function.
    pub function: Function,
    log: PathBuf,
    _folder: TempDir,
    _server: Server,
}

impl Lab {
    /// With a function as usual: it has two seconds, and its report a half of one; after an error it is tried again at once.
    pub async fn new(program: &str) -> Self {
        Self::with(program, &["action", "500"], |function| function).await
    }

    /// With a function that has these arguments, and these settings.
    ///
    /// # Panics
    /// If there is no port or no folder.
    pub async fn with(
        program: &str,
        arguments: &[&str],
        settings: impl FnOnce(FunctionBuilder) -> FunctionBuilder,
    ) -> Self {
        let endpoint = Endpoint::new();
        let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
        let folder = tempfile::tempdir().expect("a folder");
        let log = folder.path().join("log");
        let builder = Function::builder(program)
            .arguments(arguments.iter().copied())
            .timeout(Duration::from_secs(2))
            .retry_delays([Duration::ZERO; 2])
            .report_to(&server)
            .output(Output::File(fs::File::create(&log).expect("room for it")));
        let function = settings(builder.name(NAME)).build();
        function.attach(&endpoint);
        Self { endpoint, function, log, _folder: folder, _server: server }
    }

    /// Invokes the function with a job that does this.
    #[must_use]
    pub fn start(&self, what: &str) -> JobId {
        self.endpoint.start(NewJob::lambda(NAME).user_parameters(format!("{what:?}")))
    }

    /// Lets the function do a job: the job as it is then, and how the attempts went.
    ///
    /// # Panics
    /// If that takes too long.
    pub async fn run(&self, what: &str) -> (JobView, Vec<Attempt>) {
        let id = self.start(what);
        let attempts = self.ended(&self.invocation_of(&id).await).await;
        (self.view(&id), attempts)
    }

    /// The invocation with a job.
    ///
    /// # Panics
    /// If that takes too long.
    pub async fn invocation_of(&self, id: &JobId) -> Invocation {
        let invocation = timeout(PATIENCE, self.function.invocation_of(id)).await;
        invocation.unwrap_or_else(|_| panic!("the function is not invoked; its log:\n{}", self.log()))
    }

    /// How the attempts of an invocation went.
    ///
    /// # Panics
    /// If that takes too long.
    pub async fn ended(&self, invocation: &Invocation) -> Vec<Attempt> {
        let ended = timeout(PATIENCE, invocation.ended()).await;
        ended.unwrap_or_else(|_| panic!("it does not end; its log:\n{}", self.log()))
    }

    /// A job as it is now.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn view(&self, id: &JobId) -> JobView {
        self.endpoint.job(id).expect("it was put in")
    }

    /// What the function has logged.
    ///
    /// # Panics
    /// If it cannot be read.
    #[must_use]
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).expect("it was made")).into_owned()
    }
}

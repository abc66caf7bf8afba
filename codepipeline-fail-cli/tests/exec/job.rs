//! A job that a program does.

use std::process::Command;

use codepipeline_local::{ActionType, FailureDetails, JobId, JobSuccess, NewJob};

use crate::support::{Served, command, run};

/// A job, and the endpoint that has it.
pub struct Job {
    pub served: Served,
    pub id: JobId,
}

impl Job {
    pub fn new() -> Self {
        Self::of(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")))
    }

    pub fn of(job: NewJob) -> Self {
        let served = Served::new();
        let id = served.endpoint.start(job);
        Self { served, id }
    }

    /// A command that does it with these options and this program.
    pub fn exec(&self, options: &[&str], program: &[&str]) -> Command {
        let mut command =
            command(&["exec", "--job-id", self.id.as_str(), "--endpoint-url", &self.served.url]);
        command.args(options).arg("--").args(program);
        command
    }

    /// The same with a shell.
    pub fn script(&self, options: &[&str], script: &str) -> Command {
        self.exec(options, &["sh", "-c", script])
    }

    /// Expects that it ends with this status; its words on the standard error.
    pub fn ends_with(command: &mut Command, status: i32) -> String {
        let (ended, out, err) = run(command);
        assert_eq!((ended, out.as_str()), (Some(status), ""), "{err}");
        err
    }

    pub fn failure(&self) -> FailureDetails {
        let job = self.served.endpoint.job(&self.id).expect("it is there");
        job.failure().unwrap_or_else(|| panic!("it ended with {:?}", job.result)).clone()
    }

    /// Its failure's type and message.
    pub fn failed(&self) -> (String, String) {
        let failure = self.failure();
        (failure.failure_type.as_str().to_owned(), failure.message)
    }

    pub fn success(&self) -> JobSuccess {
        let job = self.served.endpoint.job(&self.id).expect("it is there");
        job.success().unwrap_or_else(|| panic!("it ended with {:?}", job.result)).clone()
    }

    pub fn is_success(&self) -> bool {
        self.served.endpoint.job(&self.id).expect("it is there").success().is_some()
    }

    /// Whether it has no result.
    pub fn is_open(&self) -> bool {
        self.served.endpoint.job(&self.id).expect("it is there").result.is_none()
    }
}

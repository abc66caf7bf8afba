//! Helpers of the tests beside this file: an endpoint, a client that talks to it, and what it was told.

use std::sync::{Arc, Mutex};

use aws_sdk_codepipeline::Client;
use aws_sdk_codepipeline::config::{BehaviorVersion, Builder, Credentials, Region};
use codepipeline_local::{Endpoint, FailureDetails, JobSuccess};

/// A client that hands its requests to the endpoint in this process, with static credentials.
pub fn client(endpoint: &Endpoint) -> Client {
    Client::from_conf(config("http://localhost").http_client(endpoint.http_client()).build())
}

/// The configuration of a client that needs nothing from its environment.
pub fn config(url: &str) -> Builder {
    aws_sdk_codepipeline::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(url)
        .credentials_provider(Credentials::new("test", "test", None, None, "static"))
}

/// The failure that ended the job.
///
/// # Panics
/// If none did.
pub fn failure(endpoint: &Endpoint, id: impl AsRef<str>) -> FailureDetails {
    let job = endpoint.job(id).expect("the job exists");
    job.failure().unwrap_or_else(|| panic!("the job ended with {:?}", job.result)).clone()
}

/// The success that ended the job.
///
/// # Panics
/// If none did.
pub fn success(endpoint: &Endpoint, id: impl AsRef<str>) -> JobSuccess {
    let job = endpoint.job(id).expect("the job exists");
    job.success().unwrap_or_else(|| panic!("the job ended with {:?}", job.result)).clone()
}

/// Takes the reference from the end of a message: the message without it, and the reference.
///
/// # Panics
/// If there is none.
pub fn without_reference(message: &str) -> (&str, &str) {
    let (message, reference) = message.rsplit_once(" (ref ").expect("the message has a reference");
    (message, reference.strip_suffix(')').expect("the reference ends the message"))
}

/// A log that is kept in memory.
#[derive(Clone, Debug, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// What has been logged.
    ///
    /// # Panics
    /// If the log is not UTF-8.
    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone())
            .expect("UTF-8")
    }

    /// Logs what happens on this thread until the guard is dropped.
    pub fn begin(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let subscriber =
            tracing_subscriber::fmt().with_ansi(false).without_time().with_writer(move || log.clone());
        tracing::subscriber::set_default(subscriber.with_max_level(tracing::Level::TRACE).finish())
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

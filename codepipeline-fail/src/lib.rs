//! Say once, on your error type, how each error fails an AWS CodePipeline job. The runtime makes sure CodePipeline hears
//! it.
//!
//! A job that ends without a result leaves its action hanging until it times out: 20 minutes for a Lambda function,
//! hours for most custom actions. So every worker maps errors to one of six failure types, writes a message that
//! people can act on, and delivers it whatever happens. This crate is that code.
//!
//! ```
//! use codepipeline_fail::{FailureDetails, FailureType, JobFailure};
//!
//! #[derive(Debug, thiserror::Error, JobFailure)]
//! enum DeployError {
//!     #[error("{0} is not a number of replicas")]
//!     #[failure(ConfigurationError)]
//!     Replicas(String, #[source] std::num::ParseIntError),
//!     #[error("read {key}")]
//!     #[failure(inherit, "cannot read the input artifact {key}")]
//!     Artifact { key: String, source: std::io::Error },
//! }
//!
//! fn replicas(text: &str) -> Result<u32, DeployError> {
//!     text.parse().map_err(|source| DeployError::Replicas(text.to_owned(), source))
//! }
//!
//! let error = replicas("three").unwrap_err();
//! let details = FailureDetails::of(&error);
//! assert_eq!(details.failure_type(), FailureType::ConfigurationError);
//! assert_eq!(details.message(), "three is not a number of replicas");
//! ```
//!
//! With the SDK, `Reporter` sends it, and sees to it that exactly one result arrives:
//!
//! ```
//! # #[cfg(feature = "sdk")]
//! # async fn example(client: aws_sdk_codepipeline::Client, id: &str) -> Result<(), codepipeline_fail::ReportError> {
//! use codepipeline_fail::{Failure, Reporter, ResultExt, Success};
//!
//! let report = Reporter::new(&client)
//!     .job(id)
//!     .run(async {
//!         let notes = std::fs::read_to_string("notes.md").or_classified("cannot read the release notes")?;
//!         Ok::<_, Failure>(Success::new().summary(notes))
//!     })
//!     .await?;
//! # let _ = report;
//! # Ok(())
//! # }
//! ```
//!
//! | to | use |
//! |---|---|
//! | say how your own errors fail a job | [`#[derive(JobFailure)]`](derive@JobFailure), or the [trait](trait@JobFailure) |
//! | fail with foreign errors by `?` | [`ResultExt::or_fail`], [`ResultExt::or_classified`], [`failure!`] |
//! | return any of these from a function | [`Failure`] |
//! | tell the type from a foreign error | [`Classify`] |
//! | see what will be sent | [`FailureDetails`] |
//! | keep secrets out of it | `#[failure(secret)]`, [`Redactor`] |
//! | deliver it | `Reporter` (feature `sdk`) |
//! | do the jobs of an action type | `Worker`, with `Job` and `Outcome` for handlers (feature `worker`) |
//! | do them in a Lambda function | `lambda::action`, `lambda::integration` (feature `lambda`) |
//! | write a runbook page of all failures | [`catalog`] |
//!
//! # Features
//!
//! | feature | brings | dependencies |
//! |---|---|---|
//! | none | the types above | none |
//! | `derive` (default) | `#[derive(JobFailure)]` | syn, quote, proc-macro2 |
//! | `sdk` (default) | `Reporter`, and [`Classify`] for the SDK's errors | aws-sdk-codepipeline without its default features, tokio |
//! | `worker` | `Worker`, and `Job` and `Outcome` for its handlers | redb, serde, serde_json, serde_path_to_error, tokio-util, tower-service |
//! | `lambda` | `lambda`, and `Job` and `Outcome` for its handlers | lambda_runtime without its default features, serde, serde_json, serde_path_to_error, tokio-util, tower-service |
//! | `metrics` | what a worker does, counted by the `metrics` facade | metrics |
//! | `serde_json`, `reqwest`, `anyhow`, `tower` | [`Classify`] for their errors | the crate |
//!
//! A crate that only defines errors leaves `sdk` out, and builds in seconds:
//!
//! ```toml
//! codepipeline-fail = { version = "0.1", default-features = false, features = ["derive"] }
//! ```
//!
//! The SDK client is the caller's. This crate makes none, so it brings no TLS.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod bytes;
pub mod catalog;
mod causes;
mod classify;
#[cfg(feature = "_job")]
mod clock;
#[cfg(feature = "_job")]
mod ending;
mod failure;
mod failure_details;
mod failure_type;
#[cfg(feature = "_job")]
mod handler;
#[cfg(feature = "_job")]
mod job;
mod job_failure;
#[cfg(feature = "lambda")]
pub mod lambda;
mod redactor;
mod result_ext;
#[cfg(feature = "sdk")]
mod sdk;
#[cfg(feature = "worker")]
mod worker;

#[doc(hidden)]
pub mod __private;

pub use catalog::FailureCatalog;
pub use classify::Classify;
pub use failure::{Failure, IntoFailure};
pub use failure_details::FailureDetails;
pub use failure_type::{FailureType, ParseFailureTypeError};
#[cfg(feature = "_job")]
pub use job::{Artifact, Checkpoint, Continuation, Job, JobBuilder, JobDataError, Mistake, Outcome};
pub use job_failure::{AsJobFailure, JobFailure};
pub use redactor::Redactor;
pub use result_ext::{Cause, ResultExt};
#[cfg(feature = "sdk")]
#[doc(hidden)]
pub use sdk::DescribedSdkError;
#[cfg(feature = "sdk")]
pub use sdk::{
    Delivery, JobReporter, JobResult, Report, ReportError, ReportErrorKind, Reporter, Revision, Success,
};
#[cfg(feature = "_job")]
#[doc(no_inline)]
pub use tokio_util::sync::CancellationToken;
#[cfg(feature = "worker")]
pub use worker::{
    ActionType, Health, JournalError, JournalErrorKind, LostAcknowledgement, Recovery, Shutdown,
    ShutdownTrigger, Worker, WorkerError,
};

#[cfg(feature = "derive")]
#[doc = include_str!("derive.md")]
pub use codepipeline_fail_derive::JobFailure;

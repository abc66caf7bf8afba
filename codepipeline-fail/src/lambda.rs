//! CodePipeline's jobs in AWS Lambda: [Invoke actions](action()), and the [integration model](integration()) of action types.
//!
//! ```no_run
//! use codepipeline_fail::{Failure, Job, Success, lambda};
//!
//! #[derive(serde::Deserialize)]
//! struct Check {
//!     url: String,
//! }
//!
//! async fn check(job: Job) -> Result<Success, Failure> {
//!     let check: Check = job.user_parameters()?; // fails the job with ConfigurationError
//!     Ok(Success::new().summary(format!("{} answers", check.url)))
//! }
//!
//! # async fn example(client: aws_sdk_codepipeline::Client) -> Result<(), lambda_runtime::Error> {
//! lambda_runtime::run(lambda::action(&client, check)).await
//! # }
//! ```
//!
//! The handler is the same as a `Worker`'s: to move it, only `main` changes.
//!
//! # What goes wrong without it
//!
//! - A function that fails, or runs out of time, leaves its action hanging for 20 minutes
//!   (<https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html>), and Lambda runs it twice more
//!   (<https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>).
//! - So does an event that cannot be read, of which the handler never hears.
//! - A handler that blocks its thread keeps a timer on the same runtime from reporting in time.
//!
//! # What is never logged
//!
//! The event holds credentials for the artifacts, and secret values of the configuration. Nothing here logs it, and
//! [`Event`] does not show it by `Debug`. But at the level `TRACE`, `lambda_runtime` logs the raw event, and the SDK the answers
//! to its requests, such as GetJobDetails, by which credentials are renewed after 12 minutes. Keep both at `DEBUG` or above,
//! whatever `AWS_LAMBDA_LOG_LEVEL` says:
//!
//! ```
//! # mod tracing_subscriber { pub mod filter {
//! #     #[derive(Debug)] pub struct Targets; pub struct LevelFilter;
//! #     impl LevelFilter { pub const DEBUG: Self = Self; pub const INFO: Self = Self; }
//! #     impl Targets {
//! #         pub fn new() -> Self { Self }
//! #         pub fn with_default(self, _: LevelFilter) -> Self { self }
//! #         pub fn with_target(self, _: &str, _: LevelFilter) -> Self { self }
//! #     }
//! # } }
//! use tracing_subscriber::filter::{LevelFilter, Targets};
//!
//! let filter = Targets::new()
//!     .with_default(LevelFilter::INFO)
//!     .with_target("lambda_runtime", LevelFilter::DEBUG)
//!     .with_target("aws_smithy_runtime", LevelFilter::DEBUG);
//! # let _ = filter;
//! ```

mod action;
mod error;
mod event;
mod function;
mod integration;
mod integration_result;
mod invocation;
mod progress;
mod settings;
mod stopper;
mod time;
mod watch;
mod watchdog;

pub use action::{Action, action, action_service};
pub use error::InvocationError;
pub use event::Event;
pub use integration::{Integration, integration, integration_service};
pub use integration_result::{IntegrationResult, PermissionSpelling};
pub use stopper::Stopper;

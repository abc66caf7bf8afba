//! A strict local endpoint for the job API of AWS CodePipeline: tests of a worker or a Lambda function without AWS.
//!
//! It answers as the service does, on a port or in the same process: every constraint of the API's model is enforced,
//! a job has the states and nonces that the service gives it, and faults come on demand.
//!
//! # A first test
//!
//! Put a job in, let your code work, look at what became of the job. With the feature `sdk` an AWS SDK client talks to
//! the endpoint without a socket:
//!
#![cfg_attr(feature = "sdk", doc = "```")]
#![cfg_attr(not(feature = "sdk"), doc = "```ignore")]
//! use aws_sdk_codepipeline::config::{BehaviorVersion, Credentials, Region};
//! use aws_sdk_codepipeline::{Client, Config};
//! use codepipeline_local::{Endpoint, JobStatus, NewJob};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let endpoint = Endpoint::new();
//! let config = Config::builder()
//!     .behavior_version(BehaviorVersion::latest())
//!     .region(Region::new("us-east-1"))
//!     .endpoint_url("http://localhost")
//!     .credentials_provider(Credentials::new("test", "test", None, None, "static"))
//!     .http_client(endpoint.http_client());
//! let client = Client::from_conf(config.build());
//!
//! let id = endpoint.start(NewJob::lambda("check").user_parameters(r#"{"url":"https://example.com"}"#));
//! client.put_job_success_result().job_id(&id).output_variables("Status", "200").send().await?; // your code
//!
//! let job = endpoint.job(&id).unwrap();
//! assert_eq!(job.status, JobStatus::Succeeded);
//! assert_eq!(job.success().unwrap().output_variables["Status"], "200");
//! # Ok(()) }
//! ```
//!
//! Any other client, in any language, talks to the port of `Endpoint::serve`. The examples below need neither: they use
//! [`Endpoint::call`].
//!
//! # A job for a worker
//!
//! A job of a custom action type waits in the queue until a worker polls for it and acknowledges it by its nonce. The
//! first result ends it; what comes later is refused and kept for you to see.
//!
//! ```
//! use codepipeline_local::{ActionType, Endpoint, JobStatus, NewJob, Operation};
//! use serde_json::json;
//!
//! let endpoint = Endpoint::new();
//! let id = endpoint.queue(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")).configuration("Stack", "shop"));
//! let id = id.as_str();
//!
//! let action_type = json!({ "category": "Deploy", "owner": "Custom", "provider": "Acme", "version": "1" });
//! let polled = endpoint.call(Operation::PollForJobs, json!({ "actionTypeId": action_type }).to_string()).json();
//! let nonce = &polled["jobs"][0]["nonce"];
//! endpoint.call(Operation::AcknowledgeJob, json!({ "jobId": id, "nonce": nonce }).to_string());
//!
//! let details = json!({ "type": "JobFailed", "message": "the stack rolled back" });
//! let failure = json!({ "jobId": id, "failureDetails": details }).to_string();
//! assert_eq!(endpoint.call(Operation::PutJobFailureResult, failure.clone()).error(), None);
//! let again = endpoint.call(Operation::PutJobFailureResult, failure);
//! assert_eq!(again.error().as_deref(), Some("InvalidJobStateException"));
//!
//! let job = endpoint.job(id).unwrap();
//! assert_eq!((job.status, job.deliveries, job.refused.len()), (JobStatus::Failed, 1, 1));
//! assert_eq!(job.failure().unwrap().message, "the stack rolled back");
//! ```
//!
//! # Faults and time
//!
//! A [`Fault`] strikes before or after a request takes effect. A manual [`Clock`] makes an hour pass at once.
//!
//! ```
//! use codepipeline_local::{Clock, Endpoint, Fault, JobStatus, NewJob, Operation};
//! use std::time::Duration;
//!
//! let endpoint = Endpoint::builder().clock(Clock::manual()).build();
//! let id = endpoint.start(NewJob::lambda("check"));
//!
//! endpoint.faults().push(Fault::error(Operation::PutJobSuccessResult, "ThrottlingException", 400).times(2));
//! let body = format!(r#"{{"jobId":"{id}"}}"#);
//! assert_eq!(endpoint.call(Operation::PutJobSuccessResult, body).error().as_deref(), Some("ThrottlingException"));
//!
//! endpoint.advance(Duration::from_mins(20));
//! assert_eq!(endpoint.job(&id).unwrap().status, JobStatus::TimedOut);
//! assert_eq!(endpoint.requests().len(), 1); // what was asked, without secrets
//! ```
//!
//! # What it holds to
//!
//! | what | how | from |
//! |---|---|---|
//! | constraints | required, length in Unicode code points, pattern, range, enum and map size; all violations in one message, without the values | the API's model; the wording of the service's own messages |
//! | types | a wrong one is a `SerializationException` | other JSON services of AWS |
//! | protocol | AWS JSON 1.1; results are answered with an empty body | Smithy, the API reference |
//! | poll | jobs of the action type and the queried configuration, oldest first | the API reference |
//! | nonce | numbers the deliveries of a job; serves once, only the latest | AWS's own workers; our reading |
//! | redelivery | after a minute without acknowledgement: [`EndpointBuilder::acknowledge_within`] | AWS's own worker; the time is ours |
//! | results | the first wins, later ones are `InvalidJobStateException` | our reading |
//! | before the acknowledgement | `InvalidJobStateException`: [`EndpointBuilder::accept_unacknowledged_result`] | our choice |
//! | the same nonce again | `InvalidNonceException`: [`EndpointBuilder::repeated_acknowledgement`] | AWS's Jenkins plugin |
//! | the same result again | `InvalidJobStateException`: [`EndpointBuilder::accept_repeated_result`] | our reading |
//! | `InvalidJobException` | from GetThirdPartyJobDetails, for a job that is no partner's | our choice |
//! | continuation | ends the job and makes another at once, with the token: [`EndpointBuilder::continue_after`] | the user guide, where it takes about 30 seconds |
//! | artifact credentials | new ones for each GetJobDetails; they report no result (`AccessDeniedException`) | the API reference; public bug reports |
//! | a queryable property | a poll has to name it, if the action type is known to have one: [`Endpoint::define`] | the API reference |
//! | timeouts | an hour, 20 minutes for a Lambda function, from a job's creation | the user guide; what counts is ours |
//! | output variables | 122,880 bytes of names and values; none with a continuation token | the user guide, the API reference |
//!
//! | signatures | scoped to `codepipeline`; the whole signature if wanted: [`EndpointBuilder::authentication`] | the IAM user guide |
//!
//! Every message of an error can be set ([`EndpointBuilder::error_message`]), and no client should depend on one.
//!
//! # Control
//!
#![doc = include_str!("control.md")]
//!
//! # Features
//!
//! - `server` (default): `Endpoint::serve`, on a port; `EndpointBuilder::open`, with jobs in a file that outlive the process.
//! - `lambda`: `lambda::Function`, a Lambda function that is started and invoked with jobs. On Unix.
//! - `sdk`: `Endpoint::http_client`, for an AWS SDK client of the same process.
//! - `signatures`: `Authentication::Signature`, which checks the signatures of requests.

#![cfg_attr(
    not(feature = "server"),
    expect(dead_code, reason = "without a server nobody asks for some of what is known of jobs")
)]

mod action_type;
mod answer;
mod authorization;
#[cfg(any(feature = "sdk", feature = "server"))]
mod broken_off;
mod builder;
mod check;
mod clock;
#[cfg(feature = "server")]
mod control;
mod endpoint;
mod error;
mod error_spelling;
mod fault;
mod id;
mod job;
mod jobs;
mod journal;
#[cfg(all(feature = "lambda", unix))]
pub mod lambda;
mod lock;
mod model;
mod operation;
mod operations;
mod protocol;
mod random;
mod rules;
#[cfg(feature = "sdk")]
mod sdk;
mod seconds;
mod secrets;
#[cfg(feature = "server")]
mod server;
mod shape;
mod state;
#[cfg(feature = "server")]
mod state_file;

pub use action_type::{ActionType, ActionTypeDefinition, ConfigurationProperty};
pub use answer::Answer;
#[cfg(feature = "signatures")]
pub use authorization::AccessKeys;
pub use authorization::Authentication;
pub use builder::EndpointBuilder;
pub use clock::Clock;
pub use endpoint::{Endpoint, Faults};
pub use error_spelling::{ErrorPlace, ErrorSpelling};
pub use fault::Fault;
pub use id::JobId;
pub use job::{
    Artifact, ArtifactCredentials, CurrentRevision, Event, EventKind, ExecutionDetails, FailureDetails,
    JobData, JobKind, JobResult, JobStatus, JobSuccess, JobView, NewJob, RefusedResult, SeedError,
};
pub use journal::RecordedRequest;
pub use model::LengthUnit;
pub use operation::Operation;
pub use rules::RepeatedAcknowledgement;
#[cfg(feature = "server")]
pub use server::{Server, ServerBuilder};

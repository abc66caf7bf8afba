//! A strict local endpoint for the job API of AWS CodePipeline.
mod action_type;
mod answer;
mod builder;
mod check;
mod clock;
mod endpoint;
mod error;
mod fault;
mod id;
mod job;
mod job_data;
mod journal;
mod model;
mod new_job;
mod offer;
mod operation;
mod operations;
mod protocol;
mod result;
#[cfg(feature = "sdk")]
mod sdk;
#[cfg(feature = "server")]
mod server;
mod shape;
mod state;
mod view;

pub use action_type::ActionType;
pub use answer::Answer;
pub use builder::EndpointBuilder;
pub use clock::Clock;
pub use endpoint::{Endpoint, Faults};
pub use fault::Fault;
pub use id::JobId;
pub use job_data::{Artifact, ArtifactCredentials, JobData};
pub use journal::RecordedRequest;
pub use new_job::NewJob;
pub use operation::Operation;
pub use result::{CurrentRevision, ExecutionDetails, FailureDetails, JobResult, JobSuccess};
#[cfg(feature = "server")]
pub use server::Server;
pub use view::{Event, EventKind, JobStatus, JobView, RefusedResult};

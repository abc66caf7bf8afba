//! What there is to be found, and how it is asked for.

use crate::program::NO_JOBS;
use codepipeline_local::{JobStatus, Operation};
use serde_json::{Value, json};
use std::ops::Range;

/// How many values the configured property has.
const VALUES: usize = 1_000;

/// Jobs in the endpoint, and the requests about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// There are none.
    Empty,
    /// The polls are for a type without jobs. Of the others, one half waits, and one is in progress.
    OtherType,
    /// Each poll is handed the oldest of those that wait.
    Oldest,
    /// Each poll is handed the oldest with the value it asks for, one value after the other.
    ByValue,
    /// No polls: each request is the result of another of the jobs, which are all in progress.
    Results,
}

impl Load {
    pub const ALL: [Self; 5] = [Self::Empty, Self::OtherType, Self::Oldest, Self::ByValue, Self::Results];

    pub fn label(self) -> &'static str {
        match self {
            Self::Empty => "polls: no jobs",
            Self::OtherType => "polls: none of the type, all jobs of others",
            Self::Oldest => "polls: one of all jobs, the oldest",
            Self::ByValue => "polls: one of all jobs, by one of 1,000 values",
            Self::Results => "results",
        }
    }

    pub fn operation(self) -> Operation {
        match self {
            Self::Results => Operation::PutJobFailureResult,
            _ => Operation::PollForJobs,
        }
    }

    /// The status that jobs have until a request is about them, if each is about another.
    pub fn used_up(self) -> Option<JobStatus> {
        match self {
            Self::Empty | Self::OtherType => None,
            Self::Oldest | Self::ByValue => Some(JobStatus::Queued),
            Self::Results => Some(JobStatus::InProgress),
        }
    }

    /// What makes the action type known that is polled for.
    pub fn action_type() -> Value {
        json!({ "actionTypes": [polled_type()] })
    }

    /// The jobs of these numbers, as the endpoint reads them.
    pub fn jobs(self, numbers: Range<usize>) -> Value {
        let action_type = |number| match self {
            Self::Empty => None,
            Self::OtherType if number % 2 == 0 => Some(type_of("AWS", "Lambda")),
            Self::Results => Some(type_of("AWS", "Lambda")),
            Self::OtherType => Some(type_of("Custom", "Other")),
            Self::Oldest | Self::ByValue => Some(polled_type()),
        };
        numbers.filter_map(|number| Some(job(number, &action_type(number)?))).collect()
    }

    /// The requests, to be sent in turn.
    pub fn requests(self, jobs: usize) -> Vec<String> {
        let action_type = polled_type();
        let poll = |value| {
            let query = json!({ "Project": format!("project-{value}") });
            json!({ "actionTypeId": action_type, "maxBatchSize": 1, "queryParam": query }).to_string()
        };
        match self {
            Self::ByValue => (0..VALUES).map(poll).collect(),
            Self::Results => (0..jobs).map(result).collect(),
            _ => vec![json!({ "actionTypeId": action_type, "maxBatchSize": 1 }).to_string()],
        }
    }

    /// Whether this is how such a request is to be answered.
    pub fn expects(self, answer: &str) -> bool {
        match self {
            Self::Empty | Self::OtherType => answer == NO_JOBS,
            Self::Oldest | Self::ByValue => answer.contains(r#""nonce":"1""#),
            Self::Results => answer.is_empty() || answer == "{}",
        }
    }
}

fn result(number: usize) -> String {
    let details = json!({ "type": "JobFailed", "message": "stack shop rolled back after 17 minutes" });
    json!({ "jobId": id(number), "failureDetails": details }).to_string()
}

fn id(number: usize) -> String {
    format!("{number:08x}-0000-4000-8000-000000000000")
}

fn polled_type() -> Value {
    type_of("Custom", "Acme")
}

fn type_of(owner: &str, provider: &str) -> Value {
    let category = if owner == "AWS" { "Invoke" } else { "Deploy" };
    json!({ "category": category, "owner": owner, "provider": provider, "version": "1" })
}

/// A job as large as most are: some configuration, an artifact to read and one to write.
fn job(number: usize, action_type: &Value) -> Value {
    let artifact = |name: &str| {
        let key = format!("shop/{name}/{number}.zip");
        json!({ "name": name, "location": { "type": "S3", "s3Location": {
            "bucketName": "artifact-store-of-the-pipelines", "objectKey": key,
        } } })
    };
    let data = json!({
        "actionTypeId": action_type,
        "actionConfiguration": { "configuration": {
            "Project": format!("project-{}", number % VALUES),
            "Stack": "shop-frontend",
            "UserParameters": r#"{"url":"https://example.com","retries":3}"#,
        } },
        "pipelineContext": {
            "pipelineName": "shop", "stage": { "name": "Production" }, "action": { "name": "Deploy" },
        },
        "inputArtifacts": [artifact("Source")],
        "outputArtifacts": [artifact("Report")],
    });
    json!({ "id": id(number), "data": data, "timeoutSeconds": 86_400 })
}

//! The events that a function is invoked with.

use codepipeline_local::JobView;
use serde_json::{Value, json};

use super::plan::Work;
use crate::behaviour::CANARY;

/// An event, and what is known of it.
#[derive(Debug)]
pub struct Event {
    /// The job that it names, if that can be read.
    pub job_id: Option<String>,
    /// What becomes of it; nothing if there is no such job.
    pub work: Option<Work>,
    pub body: Value,
}

impl Event {
    /// As CodePipeline writes it, unless it is to be one that cannot be read.
    pub fn of_job(job: &JobView, work: Work) -> Self {
        let credentials = &job.artifact_credentials;
        let mut data = json!({
            "actionConfiguration": { "configuration": job.data.configuration },
            "inputArtifacts": [],
            "outputArtifacts": [],
            "artifactCredentials": {
                "accessKeyId": credentials.access_key_id,
                "secretAccessKey": credentials.secret_access_key,
                "sessionToken": credentials.session_token,
            },
            "continuationToken": job.data.continuation_token,
        });
        if let Work::Unreadable(way) = work {
            spoil(&mut data, way);
        }
        let body = json!({ "CodePipeline.job": { "id": job.id.as_str(), "accountId": "111122223333", "data": data } });
        Self { job_id: Some(job.id.as_str().to_owned()), work: Some(work), body }
    }

    /// One that no job of CodePipeline's belongs to.
    pub fn stray(kind: u8) -> Self {
        let unknown = "99999999-abcd-1111-abcd-111111abcdef";
        let (job_id, body) = match kind % 6 {
            0 => (None, json!({})),
            1 => (None, json!(CANARY)),
            2 => (None, json!({ "Records": [{ "password": CANARY }] })),
            3 => (None, json!({ "CodePipeline.job": { "id": 7, "data": CANARY } })),
            4 => (Some("not-a-uuid"), json!({ "CodePipeline.job": { "id": "not-a-uuid", "data": CANARY } })),
            // An integration's, which is not for this function.
            _ => (Some(unknown), json!({ "jobId": unknown, "data": { "actionCredentials": CANARY } })),
        };
        Self { job_id: job_id.map(str::to_owned), work: None, body }
    }
}

/// Makes a job's data what nobody can read, and what must not be quoted.
fn spoil(data: &mut Value, way: u8) {
    match way % 5 {
        0 => *data = json!(format!("{CANARY}-data")),
        1 => data["outputArtifacts"] = json!(format!("{CANARY}-artifact")),
        2 => data["artifactCredentials"]["secretAccessKey"] = json!([format!("{CANARY}-key")]),
        3 => data["actionConfiguration"]["configuration"] = json!([format!("{CANARY}-password")]),
        _ => data["inputArtifacts"] = json!([{ "location": { "s3Location": format!("{CANARY}-place") } }]),
    }
}

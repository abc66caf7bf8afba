//! The extra `__type` members of the service's answers.

use serde_json::{Value, json};

/// Names the shapes within `JobData` as the service does in the examples of the AWS CLI's documentation (poll-for-jobs,
/// get-job-details). Clients have to ignore such members.
pub(super) fn add(data: &mut Value) {
    let members = [
        ("actionConfiguration", "ActionConfiguration"),
        ("actionTypeId", "ActionTypeId"),
        ("artifactCredentials", "AWSSessionCredentials"),
        ("encryptionKey", "EncryptionKey"),
        ("pipelineContext", "PipelineContext"),
    ];
    for (member, shape) in members {
        name(data.get_mut(member), shape);
    }
    for artifacts in ["inputArtifacts", "outputArtifacts"] {
        for artifact in data[artifacts].as_array_mut().into_iter().flatten() {
            name(Some(artifact), "Artifact");
        }
    }
}

fn name(structure: Option<&mut Value>, shape: &str) {
    if let Some(structure) = structure {
        structure["__type"] = json!(shape);
    }
}

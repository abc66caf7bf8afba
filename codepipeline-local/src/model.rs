//! The constraints of the API's Smithy model (`com.amazonaws.codepipeline`, 2015-07-09), by hand.
//!
//! The tests walk the model itself and fail on any difference.

use crate::shape::{Member, Pattern, Shape, Text};

pub(crate) const POLL_FOR_JOBS: &[Member] = &[
    required("actionTypeId", ACTION_TYPE_ID),
    optional("maxBatchSize", Shape::Integer { min: 1, max: None }),
    optional(
        "queryParam",
        Shape::Map {
            max: Some(1),
            key: ACTION_CONFIGURATION_KEY,
            value: ACTION_CONFIGURATION_QUERYABLE_VALUE,
        },
    ),
];

pub(crate) const ACKNOWLEDGE_JOB: &[Member] = &[required("jobId", JOB_ID), required("nonce", text(1, 50))];

pub(crate) const GET_JOB_DETAILS: &[Member] = &[required("jobId", JOB_ID)];

pub(crate) const PUT_JOB_SUCCESS_RESULT: &[Member] = &[
    required("jobId", JOB_ID),
    optional("currentRevision", CURRENT_REVISION),
    optional("continuationToken", CONTINUATION_TOKEN),
    optional("executionDetails", EXECUTION_DETAILS),
    optional("outputVariables", Shape::Map { max: None, key: OUTPUT_VARIABLES_KEY, value: ANY_TEXT }),
];

pub(crate) const PUT_JOB_FAILURE_RESULT: &[Member] =
    &[required("jobId", JOB_ID), required("failureDetails", FAILURE_DETAILS)];

pub(crate) const PUT_THIRD_PARTY_JOB_SUCCESS_RESULT: &[Member] = &[
    required("jobId", THIRD_PARTY_JOB_ID),
    required("clientToken", CLIENT_TOKEN),
    optional("currentRevision", CURRENT_REVISION),
    optional("continuationToken", CONTINUATION_TOKEN),
    optional("executionDetails", EXECUTION_DETAILS),
];

pub(crate) const PUT_THIRD_PARTY_JOB_FAILURE_RESULT: &[Member] = &[
    required("jobId", THIRD_PARTY_JOB_ID),
    required("clientToken", CLIENT_TOKEN),
    required("failureDetails", FAILURE_DETAILS),
];

/// What may be set of a job: the part of `JobData` that a seed brings, and the client token.
pub(crate) const SEED: &[Member] = &[
    required("actionTypeId", ACTION_TYPE_ID),
    required("actionConfiguration", Shape::Structure(&[required("configuration", ACTION_CONFIGURATION_MAP)])),
    required("pipelineContext", PIPELINE_CONTEXT),
    required("inputArtifacts", Shape::List(&ARTIFACT)),
    required("outputArtifacts", Shape::List(&ARTIFACT)),
    optional("continuationToken", CONTINUATION_TOKEN),
    optional("encryptionKey", ENCRYPTION_KEY),
    optional("clientToken", CLIENT_TOKEN),
];

/// The six types a failure can have.
const FAILURE_TYPES: &[&str] = &[
    "JobFailed",
    "ConfigurationError",
    "PermissionError",
    "RevisionOutOfSync",
    "RevisionUnavailable",
    "SystemUnavailable",
];

const FAILURE_DETAILS: Shape = Shape::Structure(&[
    required("type", Shape::Enum(FAILURE_TYPES)),
    required("message", text(1, 5000)),
    optional("externalExecutionId", text(1, 1500)),
]);

const EXECUTION_DETAILS: Shape = Shape::Structure(&[
    optional("summary", text(1, 2048)),
    optional("externalExecutionId", text(1, 1500)),
    optional("percentComplete", Shape::Integer { min: 0, max: Some(100) }),
]);

const CURRENT_REVISION: Shape = Shape::Structure(&[
    required("revision", text(1, 1500)),
    required("changeIdentifier", text(1, 100)),
    optional("created", Shape::Timestamp),
    optional("revisionSummary", text(1, 2048)),
]);

const ACTION_TYPE_ID: Shape = Shape::Structure(&[
    required(
        "category",
        Shape::Enum(&["Source", "Build", "Deploy", "Test", "Invoke", "Approval", "Compute"]),
    ),
    required("owner", Shape::Enum(&["AWS", "ThirdParty", "Custom"])),
    required("provider", of_pattern(1, 35, WORD)),
    required("version", of_pattern(1, 9, WORD)),
]);

const PIPELINE_CONTEXT: Shape = Shape::Structure(&[
    required("pipelineName", of_pattern(1, 100, NAME)),
    required("stage", Shape::Structure(&[required("name", of_pattern(1, 100, NAME))])),
    required("action", Shape::Structure(&[required("name", of_pattern(1, 100, NAME))])),
]);

const ARTIFACT: Shape = Shape::Structure(&[
    required(
        "name",
        of_pattern(
            1,
            100,
            Pattern::Alphanumeric { and: "_-", source: r"[a-zA-Z0-9_\-]+" }, // not WORD: another spelling
        ),
    ),
    optional("revision", text(1, 1500)),
]);

const ENCRYPTION_KEY: Shape =
    Shape::Structure(&[required("id", text(1, 400)), required("type", Shape::Enum(&["KMS"]))]);

/// Values of a job's configuration: the model says 1,000 characters, the service itself 50,000
/// (its message: "Member must have length less than or equal to 50000").
const ACTION_CONFIGURATION_MAP: Shape = Shape::Map {
    max: None,
    key: ACTION_CONFIGURATION_KEY,
    value: Text { length: Some((1, 50_000)), pattern: None },
};

const ACTION_CONFIGURATION_KEY: Text = Text { length: Some((1, 50)), pattern: None };

const ACTION_CONFIGURATION_QUERYABLE_VALUE: Text = Text {
    length: Some((1, 50)),
    pattern: Some(Pattern::Alphanumeric { and: "_-", source: "[a-zA-Z0-9_-]+" }),
};

const OUTPUT_VARIABLES_KEY: Text =
    Text { length: None, pattern: Some(Pattern::Alphanumeric { and: "@-_", source: r"[A-Za-z0-9@\-_]+" }) };

const ANY_TEXT: Text = Text { length: None, pattern: None };
const JOB_ID: Shape = Shape::Text(Text { length: None, pattern: Some(Pattern::Uuid) });
const THIRD_PARTY_JOB_ID: Shape = text(1, 512);
const CLIENT_TOKEN: Shape = text(1, 256);
const CONTINUATION_TOKEN: Shape = text(1, 2048);
const WORD: Pattern = Pattern::Alphanumeric { and: "_-", source: "[0-9A-Za-z_-]+" };
const NAME: Pattern = Pattern::Alphanumeric { and: ".@-_", source: r"[A-Za-z0-9.@\-_]+" };

const fn required(name: &'static str, shape: Shape) -> Member {
    Member { name, required: true, shape }
}

const fn optional(name: &'static str, shape: Shape) -> Member {
    Member { name, required: false, shape }
}

const fn text(min: usize, max: usize) -> Shape {
    Shape::Text(Text { length: Some((min, max)), pattern: None })
}

const fn of_pattern(min: usize, max: usize, pattern: Pattern) -> Shape {
    Shape::Text(Text { length: Some((min, max)), pattern: Some(pattern) })
}

#[cfg(test)]
mod tests;

//! The constraints of the API's Smithy model (`com.amazonaws.codepipeline`, 2015-07-09), by hand.
//!
//! The tests walk the model itself and fail on any difference.

use crate::shape::{Member, Pattern, Shape, Text};

/// What the length of a text is counted in. AWS's model does not say; Smithy counts code points, and a service written
/// in Java would count UTF-16 units: [`EndpointBuilder::length_unit`](crate::EndpointBuilder::length_unit).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum LengthUnit {
    /// Unicode code points. The default.
    #[default]
    CodePoint,
    /// UTF-16 code units: two for a character beyond the Basic Multilingual Plane.
    Utf16,
    /// Bytes of UTF-8.
    Byte,
}

impl LengthUnit {
    pub(crate) fn length(self, text: &str) -> usize {
        match self {
            Self::CodePoint => text.chars().count(),
            Self::Utf16 => text.encode_utf16().count(),
            Self::Byte => text.len(),
        }
    }
}

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

/// Unlike PollForJobs it has no `queryParam`.
pub(crate) const POLL_FOR_THIRD_PARTY_JOBS: &[Member] = &[
    required("actionTypeId", ACTION_TYPE_ID),
    optional("maxBatchSize", Shape::Integer { min: 1, max: None }),
];

pub(crate) const ACKNOWLEDGE_THIRD_PARTY_JOB: &[Member] = &[
    required("jobId", THIRD_PARTY_JOB_ID),
    required("nonce", text(1, 50)),
    required("clientToken", CLIENT_TOKEN),
];

pub(crate) const GET_THIRD_PARTY_JOB_DETAILS: &[Member] =
    &[required("jobId", THIRD_PARTY_JOB_ID), required("clientToken", CLIENT_TOKEN)];

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

/// What may be set of a job: the part of `JobData` that a seed brings, and what is known of its client.
pub(crate) const SEED: &[Member] = &[
    required("actionTypeId", ACTION_TYPE_ID),
    optional("actionConfiguration", Shape::Structure(&[optional("configuration", ACTION_CONFIGURATION_MAP)])),
    optional("pipelineContext", PIPELINE_CONTEXT),
    optional("inputArtifacts", Shape::List(&ARTIFACT)),
    optional("outputArtifacts", Shape::List(&ARTIFACT)),
    optional("artifactCredentials", ARTIFACT_CREDENTIALS),
    optional("continuationToken", CONTINUATION_TOKEN),
    optional("encryptionKey", ENCRYPTION_KEY),
    optional("clientId", CLIENT_ID),
    optional("clientToken", CLIENT_TOKEN),
];

/// The parts of an action type.
pub(crate) const ACTION_TYPE: &[Member] = ACTION_TYPE_ID_MEMBERS;

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

const ACTION_TYPE_ID: Shape = Shape::Structure(ACTION_TYPE_ID_MEMBERS);

const ACTION_TYPE_ID_MEMBERS: &[Member] = &[
    required(
        "category",
        Shape::Enum(&["Source", "Build", "Deploy", "Test", "Invoke", "Approval", "Compute"]),
    ),
    required("owner", Shape::Enum(&["AWS", "ThirdParty", "Custom"])),
    required("provider", of_pattern(1, 35, WORD)),
    required("version", of_pattern(1, 9, WORD)),
];

const PIPELINE_CONTEXT: Shape = Shape::Structure(&[
    optional("pipelineName", of_pattern(1, 100, NAME)),
    optional("pipelineExecutionId", UUID),
    optional("stage", Shape::Structure(&[optional("name", of_pattern(1, 100, NAME))])),
    optional(
        "action",
        Shape::Structure(&[optional("name", of_pattern(1, 100, NAME)), optional("actionExecutionId", ANY)]),
    ),
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
    optional("location", ARTIFACT_LOCATION),
]);

const ARTIFACT_LOCATION: Shape = Shape::Structure(&[
    optional("type", Shape::Enum(&["S3"])),
    optional("s3Location", Shape::Structure(&[required("bucketName", ANY), required("objectKey", ANY)])),
]);

const ARTIFACT_CREDENTIALS: Shape = Shape::Structure(&[
    required("accessKeyId", ANY),
    required("secretAccessKey", ANY),
    required("sessionToken", ANY),
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
const ANY: Shape = Shape::Text(ANY_TEXT);
const UUID: Shape = Shape::Text(Text { length: None, pattern: Some(Pattern::Uuid) });
const JOB_ID: Shape = UUID;
const CLIENT_ID: Shape = UUID;
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

//! Where AWS does not say what its service does, what this endpoint is to do.

use crate::error_spelling::ErrorSpelling;
use crate::model::LengthUnit;
use std::collections::BTreeMap;
use std::time::Duration;

/// What an endpoint holds to. [`EndpointBuilder`](crate::EndpointBuilder) has a method for each.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub(crate) struct Rules {
    pub acknowledge_within: Duration,
    pub job_timeout: Duration,
    pub lambda_timeout: Duration,
    pub continue_after: Duration,
    pub forget_after: Option<Duration>,
    pub repeated_acknowledgement: RepeatedAcknowledgement,
    pub accept_unacknowledged_result: bool,
    pub accept_repeated_result: bool,
    pub default_batch_size: usize,
    pub length_unit: LengthUnit,
    pub relaxed: bool,
    pub coral_types: bool,
    pub error_spelling: ErrorSpelling,
    pub error_messages: BTreeMap<String, String>,
}

/// What a job answers that is acknowledged again by the nonce it was acknowledged by. AWS does not say, and people have
/// built on each of these: [`EndpointBuilder::repeated_acknowledgement`](crate::EndpointBuilder::repeated_acknowledgement).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RepeatedAcknowledgement {
    /// `InvalidNonceException`, which AWS's own Jenkins plugin reads as "was already acknowledged". The default.
    #[default]
    InvalidNonce,
    /// `InvalidJobStateException`, which the API's model does not list for AcknowledgeJob, as some emulators have it.
    InvalidJobState,
    /// The status of the job, which is `InProgress` until it ends.
    Status,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            acknowledge_within: Duration::from_mins(1),
            job_timeout: Duration::from_hours(1),
            lambda_timeout: Duration::from_mins(20),
            continue_after: Duration::ZERO,
            forget_after: None,
            repeated_acknowledgement: RepeatedAcknowledgement::InvalidNonce,
            accept_unacknowledged_result: false,
            accept_repeated_result: false,
            default_batch_size: 1,
            length_unit: LengthUnit::CodePoint,
            relaxed: false,
            coral_types: false,
            error_spelling: ErrorSpelling::default(),
            error_messages: BTreeMap::new(),
        }
    }
}

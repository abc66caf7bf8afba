//! The operations of the job API.

use crate::model;
use crate::shape::Member;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An operation of the job API.
///
/// ```
/// use codepipeline_local::Operation;
///
/// assert_eq!(Operation::PollForJobs.to_string(), "PollForJobs");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Operation {
    /// Hands out queued jobs of one custom action type.
    PollForJobs,
    /// Claims a job that was handed out, by its nonce.
    AcknowledgeJob,
    /// Tells what a job is about, with credentials for its artifacts.
    GetJobDetails,
    /// Ends a job as a success, or hands it on by a continuation token.
    PutJobSuccessResult,
    /// Ends a job as a failure.
    PutJobFailureResult,
    /// Names queued jobs of one of a partner's action types, with the clients they belong to.
    PollForThirdPartyJobs,
    /// As [`AcknowledgeJob`](Self::AcknowledgeJob), for a job of a partner's action type.
    AcknowledgeThirdPartyJob,
    /// As [`GetJobDetails`](Self::GetJobDetails), for a job of a partner's action type, with its nonce.
    GetThirdPartyJobDetails,
    /// As [`PutJobSuccessResult`](Self::PutJobSuccessResult), for a job of a partner's action type.
    PutThirdPartyJobSuccessResult,
    /// As [`PutJobFailureResult`](Self::PutJobFailureResult), for a job of a partner's action type.
    PutThirdPartyJobFailureResult,
}

impl Operation {
    /// All ten.
    pub const ALL: &[Self] = &[
        Self::PollForJobs,
        Self::AcknowledgeJob,
        Self::GetJobDetails,
        Self::PutJobSuccessResult,
        Self::PutJobFailureResult,
        Self::PollForThirdPartyJobs,
        Self::AcknowledgeThirdPartyJob,
        Self::GetThirdPartyJobDetails,
        Self::PutThirdPartyJobSuccessResult,
        Self::PutThirdPartyJobFailureResult,
    ];

    /// The name, as the API spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PollForJobs => "PollForJobs",
            Self::AcknowledgeJob => "AcknowledgeJob",
            Self::GetJobDetails => "GetJobDetails",
            Self::PutJobSuccessResult => "PutJobSuccessResult",
            Self::PutJobFailureResult => "PutJobFailureResult",
            Self::PollForThirdPartyJobs => "PollForThirdPartyJobs",
            Self::AcknowledgeThirdPartyJob => "AcknowledgeThirdPartyJob",
            Self::GetThirdPartyJobDetails => "GetThirdPartyJobDetails",
            Self::PutThirdPartyJobSuccessResult => "PutThirdPartyJobSuccessResult",
            Self::PutThirdPartyJobFailureResult => "PutThirdPartyJobFailureResult",
        }
    }

    /// Whether it is of a partner's worker, which shows a client token.
    pub fn is_third_party(self) -> bool {
        self.name().contains("ThirdParty")
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|operation| operation.name() == name)
    }

    /// What the model asks of the input.
    pub(crate) fn input(self) -> &'static [Member] {
        match self {
            Self::PollForJobs => model::POLL_FOR_JOBS,
            Self::AcknowledgeJob => model::ACKNOWLEDGE_JOB,
            Self::GetJobDetails => model::GET_JOB_DETAILS,
            Self::PutJobSuccessResult => model::PUT_JOB_SUCCESS_RESULT,
            Self::PutJobFailureResult => model::PUT_JOB_FAILURE_RESULT,
            Self::PollForThirdPartyJobs => model::POLL_FOR_THIRD_PARTY_JOBS,
            Self::AcknowledgeThirdPartyJob => model::ACKNOWLEDGE_THIRD_PARTY_JOB,
            Self::GetThirdPartyJobDetails => model::GET_THIRD_PARTY_JOB_DETAILS,
            Self::PutThirdPartyJobSuccessResult => model::PUT_THIRD_PARTY_JOB_SUCCESS_RESULT,
            Self::PutThirdPartyJobFailureResult => model::PUT_THIRD_PARTY_JOB_FAILURE_RESULT,
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

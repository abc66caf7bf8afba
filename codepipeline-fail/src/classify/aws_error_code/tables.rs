//! What the codes and their words mean. `tests/data/aws-error-codes.snapshot` shows what comes of it.

use crate::FailureType;
use crate::FailureType::{
    ConfigurationError, JobFailed, PermissionError, RevisionOutOfSync, RevisionUnavailable, SystemUnavailable,
};

/// Codes whose meaning their words do not tell, or tell wrongly. As AWS spells them.
pub(super) const CODES: &[(FailureType, &[&str])] = &[
    (
        RevisionUnavailable,
        &[
            // S3: missing, or archived and not restored.
            "NoSuchKey",
            "NoSuchVersion",
            "InvalidObjectState",
            "ObjectNotInActiveTierError",
            // CodeCommit and CodeDeploy.
            "BlobIdDoesNotExistException",
            "CommitDoesNotExistException",
            "CommitIdDoesNotExistException",
            "FileDoesNotExistException",
            "ParentCommitDoesNotExistException",
            "RevisionDoesNotExistException",
            // ECR.
            "ImageNotFoundException",
            "LayerInaccessibleException",
            "LayersNotFoundException",
            "ReferencedImagesNotFoundException",
            "UnableToGetUpstreamImageException",
            "UnableToGetUpstreamLayerException",
        ],
    ),
    (
        RevisionOutOfSync,
        &[
            "ConcurrentReferenceUpdateException",
            "ConditionalRequestConflict",
            "DraftUploadOutOfSyncException",
            "InvalidIfMatchVersion",
            "NotLatestPipelineExecutionException",
            "ParentCommitIdOutdatedException",
            "PipelineExecutionOutdatedException",
            "RevisionNotCurrentException",
            "StaleRequestException",
            "TipOfSourceReferenceIsDifferentException",
            "TipsDivergenceExceededException",
            "UpdateOutOfSyncException",
            "WAFStaleDataException",
        ],
    ),
    (
        PermissionError,
        &[
            "AccessToClusterDenied",
            "AccessToSnapshotDenied",
            "AccountNotManagementOrDelegatedAdministratorException",
            "AccountProblem",
            "AllAccessDisabled",
            "AuthFailure",
            "AuthorizationError",
            "AuthorizationErrorException",
            "AuthorizationFailure",
            "CallerIsNotManagementAccountException",
            "CloudTrailInvalidClientTokenId",
            "IDPRejectedClaim",
            "IamRoleMissingPermissions",
            "IncompleteSignature",
            "InvalidAccessException",
            "InvalidAccessKeyId",
            "InvalidAuthenticationCode",
            "InvalidClientTokenId",
            "InvalidIdentityToken",
            "InvalidSecurity",
            "KMSKeyNotAccessibleFault",
            "LogDestinationPermissionException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotOrganizationMasterAccount",
            "NotSignedUp",
            "ProductionAccessNotGranted",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "TokenRefreshRequired",
            "UnableToAccessSecretException",
            "WAFLogDestinationPermissionIssueException",
            "XksProxyIncorrectAuthenticationCredentialException",
        ],
    ),
    (
        SystemUnavailable,
        &[
            "APICallRateForCustomerExceeded",
            "BandwidthLimitExceeded",
            "DatabaseResumingException",
            "DependencyException",
            "EFSIOException",
            "EntityTemporarilyUnmodifiable",
            "FederationSourceRetryableException",
            "IDPCommunicationError",
            "KeyUnavailable",
            "OpenIdIdpCommunicationError",
            "PriorRequestNotComplete",
            "RequestLimitExceeded",
            "RequestLimitExceededException",
            "RequestTimeTooSkewed",
            "RetryableConflictException",
            "ServiceException",
            "ServiceFault",
            "ThroughputLimitExceeded",
            "TransactionInProgressException",
            "WAFUnavailableEntityException",
        ],
    ),
    (
        ConfigurationError,
        &[
            "ArgumentException",
            "CloudWatchLogsDeliveryUnavailable",
            "ConfigurationException",
            "ContinuousBackupsUnavailableException",
            "FeatureUnavailableInTierException",
            "IllegalLocationConstraintException",
            "InsufficientCapabilitiesException",
            // CodeCommit: APPROVE or REVOKE, an argument and not the state of anything.
            "InvalidApprovalStateException",
            "PermanentRedirect",
            "PlatformUnknownException",
            "PointInTimeRecoveryUnavailableException",
            "UninitializedAccountException",
        ],
    ),
    (
        JobFailed,
        &[
            "CancelledByUserException",
            "ConditionalCheckFailedException",
            "DryRunOperation",
            "DryRunOperationException",
            "EncryptionIntegrityChecksFailedException",
            // Not the configuration is invalid but the thing, in its present state.
            "EC2InstanceStateInvalid",
            "InvalidChangeSetStatus",
            "InvalidEventDataStoreStatus",
            "InvalidFleetStatusException",
            "InvalidGameSessionStatusException",
            "InvalidInstanceStatusException",
            "InvalidKeySigningKeyStatus",
            "InvalidLDAPSStatusException",
            "InvalidQueryStatus",
            "InvalidSigningStatus",
            "KMSInvalidMac",
            "KMSInvalidSignature",
            "LicenseUsageFailure",
            "LoopDetectedException",
            // CodeCommit: a merge conflict.
            "ManualMergeRequiredException",
            "ObjectAlreadyInActiveTierError",
            "OverLimit",
            "PasswordResetRequiredException",
            "PendingVerification",
            "TestFunctionFailed",
        ],
    ),
];

/// What codes begin with, end with or contain, `*` standing for any text; the first that fits decides. They are compared
/// with the code without its last word (`Exception`, `Error`, `Fault`), whatever the case of its letters.
pub(super) const PATTERNS: &[(FailureType, &[&str])] = &[
    (
        PermissionError,
        &[
            "*AccessDenied*",
            "*AccessNotEnabled",
            "*AuthenticationFailed",
            "ExpiredToken*",
            "*Forbidden*",
            "InsufficientDependency*Permission",
            "*InsufficientPermission*",
            "InsufficientPrivileges*",
            "Insufficient*Policy",
            "InvalidCredentials*",
            "InvalidSignature*",
            "*NoAuthorization",
            "*NotAuthorized*",
            "*NotEntitled",
            "*OptInRequired",
            "Unauthenticated*",
            "*Unauthorized*",
            "UnrecognizedClient*",
        ],
    ),
    (RevisionOutOfSync, &["*OptimisticLock*", "*Precondition*", "*VersionMismatch"]),
    (
        SystemUnavailable,
        &[
            "*CapacityExceeded",
            "DependencyFail*",
            "DependentService*Failure",
            "FailedDependency*",
            "Insufficient*Capacity",
            "*Internal*",
            "*NotReady*",
            "*Offline",
            "OutOfCapacity*",
            "*RateExceeded",
            "*RateLimitExceeded",
            "*Server",
            "ServiceFailure",
            "SlowDown*",
            "*Throttl*",
            "*ThroughputExceeded",
            "TooManyRequests*",
            "*Unavailable",
            "*Unreachable",
        ],
    ),
    // Quotas, and what may be otherwise at the next try but not soon.
    (
        JobFailed,
        &[
            "*Already*",
            "Conflict*",
            "*Duplicate*",
            "Incorrect*State",
            "*InUse",
            "*InProgress",
            "*InvalidState*",
            "Invalid*State",
            "*LimitExceeded*",
            "*LimitReached",
            "Maximum*Exceeded",
            "*Quota*",
        ],
    ),
    (
        ConfigurationError,
        &[
            "*BadRequest*",
            "*DoesNotExist*",
            "IllegalArgument*",
            "*Incompatib*",
            "*Invalid*",
            "*KeyDisabled",
            "KMS*Disabled",
            "*Malformed*",
            "*Missing*",
            "*NonExistent*",
            "NoSuch*",
            "*NotCompatible",
            "*NotEnabled",
            "*NotExists",
            "*NotFound*",
            "*NotInServiceRegion",
            "*NotSupported*",
            "*NotValid",
            "*Required",
            "TagPolicy*",
            "Unknown*",
            "*Unsupported*",
            "*Validation*",
        ],
    ),
    // Last, for there are timeouts that one configures.
    (SystemUnavailable, &["*TimedOut", "*Timeout"]),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{matches, without_last_word};
    use super::*;

    /// Codes that no model has: of S3, of EC2, and of the layer in front of every service.
    const WITHOUT_A_MODEL: &[&str] = &[
        "AccountProblem",
        "AllAccessDisabled",
        "AuthFailure",
        "BandwidthLimitExceeded",
        "ConditionalRequestConflict",
        "IllegalLocationConstraintException",
        "IncompleteSignature",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "MissingAuthenticationTokenException",
        "NoSuchVersion",
        "NotSignedUp",
        "PermanentRedirect",
        "RequestExpired",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
        "TokenRefreshRequired",
    ];

    fn known_codes() -> BTreeSet<&'static str> {
        let text = include_str!("../../../tests/data/aws-error-codes.tsv");
        let published = text.lines().filter_map(|line| line.split_once('\t')).map(|(code, _statuses)| code);
        published.chain(WITHOUT_A_MODEL.iter().copied()).collect()
    }

    #[test]
    fn every_code_is_one_of_aws_and_stands_once() {
        let known = known_codes();
        let mut seen = BTreeSet::new();
        for &code in CODES.iter().flat_map(|(_, codes)| *codes) {
            assert!(known.contains(code), "{code} is not a code of AWS");
            assert!(seen.insert(code), "{code} stands twice");
        }
    }

    #[test]
    fn every_pattern_fits_a_code() {
        let known = known_codes();
        for pattern in PATTERNS.iter().flat_map(|(_, patterns)| *patterns) {
            let fits = |code: &&str| matches(pattern, without_last_word(code));
            assert!(known.iter().any(fits), "{pattern} fits no code");
        }
    }
}

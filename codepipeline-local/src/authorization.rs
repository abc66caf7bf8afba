//! Who sends a request: its AWS Signature Version 4.
//!
//! The order of the checks and the words of the refusals are those of AWS's JSON services, less the values that AWS
//! repeats from the request: DynamoDB's, as the emulator dynalite records them, and answers in public issue trackers.

mod credential;
mod date;
#[cfg_attr(
    not(any(test, feature = "signatures")),
    expect(dead_code, reason = "what only a whole signature is compared with")
)]
mod header;
#[cfg(feature = "signatures")]
mod keys;
#[cfg(feature = "signatures")]
mod signature;

use crate::error::ApiError;
use bytes::Bytes;
use header::Authorization;
use http::Request;
#[cfg(feature = "signatures")]
pub use keys::AccessKeys;
use std::fmt;
use std::time::SystemTime;

/// How requests must be signed.
///
/// An AWS SDK signs every request by itself, and `curl --aws-sigv4` does. To write a request by hand, let nothing be
/// checked:
///
/// ```
/// use codepipeline_local::Authentication;
///
/// assert!(matches!(Authentication::default(), Authentication::Scope));
/// let by_hand = Authentication::Off;
/// # drop(by_hand);
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Authentication {
    /// Not at all: an `Authorization` header is ignored.
    Off,
    /// An AWS Signature Version 4 whose credential is scoped to the service `codepipeline`. The default.
    ///
    /// The signature itself is not checked, nor is the time of signing compared with a clock: any key will do, and a
    /// request may be old. The rest is: a scope of five parts with the day of the request's `X-Amz-Date`, and that
    /// `host` and every `X-Amz-` header are signed (AWS IAM User Guide, "Create a signed AWS API request").
    #[default]
    Scope,
    /// The whole signature, of at most five minutes ago or ahead, made with one of these access keys.
    ///
    /// What AWS would have to know is not checked: whether a session token belongs to the key. A body must be signed;
    /// `UNSIGNED-PAYLOAD` is refused, for no operation of the API's model has the trait `aws.auth#unsignedPayload`.
    ///
    /// With the feature `signatures`.
    #[cfg(feature = "signatures")]
    Signature(AccessKeys),
}

/// Who signed a request, by its own account or, if the signature was checked, in truth.
#[derive(Clone, PartialEq)]
pub(crate) struct Caller {
    pub access_key_id: String,
    pub region: String,
}

/// Of the access key id no more than its first four characters, which tell what kind it is (AWS IAM User Guide,
/// "IAM identifiers").
impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind: String = self.access_key_id.chars().take(4).collect();
        f.debug_struct("Caller")
            .field("access_key_id", &format_args!("\"{kind}...\""))
            .field("region", &self.region)
            .finish()
    }
}

impl Authentication {
    /// Who sent `request`; nobody that is known, if nothing is checked.
    ///
    /// # Errors
    /// As AWS answers a request that is not signed as asked.
    pub(crate) fn check(
        &self,
        request: &Request<Bytes>,
        #[cfg_attr(
            not(feature = "signatures"),
            expect(unused_variables, reason = "only a whole signature is of a time")
        )]
        now: SystemTime,
    ) -> Result<Option<Caller>, ApiError> {
        let authorization = match self {
            Self::Off => return Ok(None),
            Self::Scope => {
                let authorization = Authorization::of(request.headers())?;
                authorization.credential.check_key_id()?;
                authorization
            }
            #[cfg(feature = "signatures")]
            Self::Signature(keys) => {
                let authorization = Authorization::of(request.headers())?;
                authorization.date.check(now)?;
                signature::verify(request, &authorization, keys)?;
                authorization
            }
        };
        let credential = authorization.credential;
        Ok(Some(Caller {
            access_key_id: credential.access_key_id.to_owned(),
            region: credential.region.to_owned(),
        }))
    }
}

#[cfg(test)]
mod tests;

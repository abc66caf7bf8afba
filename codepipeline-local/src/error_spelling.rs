//! The ways in which an answer may say which error it is.

use bytes::Bytes;
use http::header::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::json;

const NAMESPACE: &str = "com.amazonaws.codepipeline";
const URI: &str = "http://internal.amazon.com/coral/com.amazonaws.codepipeline/";

/// How an answer spells an error's code. A server should write the shape's name as `__type`, as CodePipeline does; a
/// client must accept every spelling of [`ErrorSpelling::ALL`] (Smithy, AWS JSON 1.1 protocol, "Operation error
/// serialization" and its compliance tests `AwsJson11FooError...`).
///
/// ```
/// use codepipeline_local::{Endpoint, ErrorSpelling, Operation};
///
/// for spelling in ErrorSpelling::ALL {
///     let endpoint = Endpoint::builder().error_spelling(*spelling).build();
///     let answer = endpoint.call(Operation::GetJobDetails, "{}");
///     assert_eq!(answer.error().as_deref(), Some("ValidationException"), "{spelling:?}");
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct ErrorSpelling {
    /// Where the code stands.
    #[serde(rename = "in")]
    pub place: ErrorPlace,
    /// Whether the shape's namespace and a `#` stand before it.
    #[serde(default)]
    pub namespace: bool,
    /// Whether a colon and a URI stand behind it.
    #[serde(default)]
    pub uri: bool,
}

/// Where an error's code stands. [`ErrorSpelling`] shows it in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum ErrorPlace {
    /// The member `__type` of the body.
    #[default]
    #[serde(rename = "__type")]
    Type,
    /// The member `code` of the body.
    #[serde(rename = "code")]
    Code,
    /// The header `X-Amzn-Errortype`.
    #[serde(rename = "header")]
    Header,
}

impl ErrorSpelling {
    /// All that Smithy's compliance tests know.
    pub const ALL: &[Self] = &[
        Self::new(ErrorPlace::Type, false, false),
        Self::new(ErrorPlace::Type, true, false),
        Self::new(ErrorPlace::Type, false, true),
        Self::new(ErrorPlace::Type, true, true),
        Self::new(ErrorPlace::Code, false, false),
        Self::new(ErrorPlace::Code, true, false),
        Self::new(ErrorPlace::Code, false, true),
        Self::new(ErrorPlace::Code, true, true),
        Self::new(ErrorPlace::Header, false, false),
        Self::new(ErrorPlace::Header, false, true),
        Self::new(ErrorPlace::Header, true, true),
    ];

    const fn new(place: ErrorPlace, namespace: bool, uri: bool) -> Self {
        Self { place, namespace, uri }
    }

    /// The body of an error's answer, and into the headers what belongs there.
    pub(crate) fn write(self, code: &str, message: &str, headers: &mut HeaderMap) -> Bytes {
        let namespace = if self.namespace { format!("{NAMESPACE}#") } else { String::new() };
        let uri = if self.uri { format!(":{URI}") } else { String::new() };
        let spelled = format!("{namespace}{code}{uri}");
        let body = match self.place {
            ErrorPlace::Type => json!({ "__type": spelled, "message": message }),
            ErrorPlace::Code => json!({ "code": spelled, "message": message }),
            ErrorPlace::Header => {
                if let Ok(value) = HeaderValue::from_str(&spelled) {
                    headers.insert("x-amzn-errortype", value);
                }
                json!({ "message": message })
            }
        };
        body.to_string().into()
    }
}

/// The code of an error, however it is spelled.
pub(crate) fn read(headers: &HeaderMap, body: &serde_json::Value) -> Option<String> {
    let header = headers.get("x-amzn-errortype").and_then(|value| value.to_str().ok());
    let spelled = header.or(body["code"].as_str()).or(body["__type"].as_str())?;
    let code = spelled.rsplit('#').next().unwrap_or(spelled);
    Some(code.split(':').next().unwrap_or(code).to_owned())
}

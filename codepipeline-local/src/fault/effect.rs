//! What the client of a struck request meets.

use crate::error_spelling::ErrorSpelling;
use bytes::Bytes;
use http::StatusCode;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) enum Effect {
    Error {
        code: String,
        #[serde(default = "bad_request")]
        status: u16,
        #[serde(default, skip_serializing_if = "is_default")]
        spelling: ErrorSpelling,
    },
    Answer {
        status: u16,
        #[serde(default, with = "text")]
        body: Bytes,
    },
    Disconnect,
    Reset,
    Silence,
    Truncate,
    Garble,
}

/// The status of every error that the API models.
fn bad_request() -> u16 {
    400
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_default(spelling: &ErrorSpelling) -> bool {
    *spelling == ErrorSpelling::default()
}

impl Effect {
    /// Whether there has to be an answer for it to strike.
    pub(crate) fn damages_the_answer(&self) -> bool {
        matches!(self, Self::Truncate | Self::Garble)
    }

    pub(super) fn mistake(&self) -> Option<String> {
        let (Self::Error { status, .. } | Self::Answer { status, .. }) = self else { return None };
        // hyper would take a status below 200 for an interim response.
        let fits = StatusCode::from_u16(*status).is_ok() && *status >= 200;
        (!fits).then(|| format!("{status} is not the HTTP status of an answer: 200 to 999 are"))
    }
}

/// A body in JSON: text, for a person writes it.
mod text {
    use bytes::Bytes;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(body: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&String::from_utf8_lossy(body))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
        String::deserialize(deserializer).map(Bytes::from)
    }
}

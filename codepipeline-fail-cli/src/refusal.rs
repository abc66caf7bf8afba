//! What the service says when it refuses a request.

use crate::retries::Retries;

/// An answer that is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The status of the answer.
    pub status: u16,
    /// The kind of error, as in `JobNotFoundException`; the status, if the answer names none.
    pub code: String,
    /// What it says of it.
    pub message: String,
    /// Whether it was cut off, so that it may say something else.
    pub is_cut: bool,
}

impl Refusal {
    /// Reads the body of an answer.
    ///
    /// ```
    /// use codepipeline_fail_cli::refusal::Refusal;
    ///
    /// let refusal = Refusal::read(400, br#"{"__type": "a.b#JobNotFoundException", "message": "Which job?"}"#);
    /// assert_eq!((refusal.code.as_str(), refusal.message.as_str()), ("JobNotFoundException", "Which job?"));
    /// ```
    #[must_use]
    pub fn read(status: u16, body: &[u8]) -> Self {
        if status == 300 {
            // The AWS CLI looks for an error only behind this one.
            return Self { status, code: "Unknown".to_owned(), message: "Unknown".to_owned(), is_cut: false };
        }
        let text = String::from_utf8_lossy(body);
        if status >= 500 && (text.trim().is_empty() || text.trim().starts_with("<html>")) {
            let phrase = http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
            return Self {
                status,
                code: status.to_string(),
                message: phrase.unwrap_or_default().to_owned(),
                is_cut: false,
            };
        }
        let json = serde_json::from_str::<serde_json::Value>(&text);
        let member = |name: &str| Some(json.as_ref().ok()?.get(name)?.as_str()?.to_owned());
        let code = member("__type").map(|name| name.rsplit('#').next().unwrap_or_default().to_owned());
        let message = match &json {
            Ok(_) => member("message").or_else(|| member("Message")).unwrap_or_default(),
            Err(_) => text.into_owned(),
        };
        Self { status, code: code.unwrap_or_else(|| status.to_string()), message, is_cut: false }
    }

    /// Whether the same request may succeed later.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        Retries::may_help(self.status, &self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> (String, String) {
        let refusal = Refusal::read(status, body.as_bytes());
        (refusal.code, refusal.message)
    }

    fn pair(code: &str, message: &str) -> (String, String) {
        (code.to_owned(), message.to_owned())
    }

    #[test]
    fn the_code_is_what_stands_behind_the_last_hash() {
        assert_eq!(read(400, r#"{"__type":"a#b#C","Message":"m"}"#), pair("C", "m"));
        assert_eq!(read(400, r#"{"code":"C","message":"m"}"#), pair("400", "m"));
        assert_eq!(read(400, "{}"), pair("400", ""));
        assert_eq!(read(400, "[1]"), pair("400", ""));
        assert_eq!(read(300, r#"{"__type":"C"}"#), pair("Unknown", "Unknown"));
        assert_eq!(read(301, r#"{"__type":"C"}"#), pair("C", ""));
    }

    #[test]
    fn what_is_no_json_is_the_message() {
        assert_eq!(read(404, "<html>lost</html>"), pair("404", "<html>lost</html>"));
        assert_eq!(read(503, "<html>gone</html>"), pair("503", "Service Unavailable"));
        assert_eq!(read(500, " \n"), pair("500", "Internal Server Error"));
        assert_eq!(read(502, "plain"), pair("502", "plain"));
    }
}

//! Whatever an error says, what is sent is valid and holds none of the secrets.
#![no_main]

use codepipeline_fail::{FailureDetails, FailureType, JobFailure, Redactor};
use libfuzzer_sys::fuzz_target;
use std::fmt;

struct Failed<'a> {
    message: &'a str,
    repeat: usize,
}

impl JobFailure for Failed<'_> {
    fn failure_type(&self) -> FailureType {
        FailureType::JobFailed
    }

    fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..self.repeat).try_for_each(|_| formatter.write_str(self.message))
    }

    fn external_execution_id(&self) -> Option<String> {
        Some(self.message.to_owned())
    }
}

fuzz_target!(|input: (&str, &str, u8)| {
    let (message, secret, repeat) = input;
    let redactor = Redactor::new().with_secret(secret);
    let details = FailureDetails::redacted(&Failed { message, repeat: usize::from(repeat) }, &redactor);
    let length = details.message().encode_utf16().count();
    assert!((1..=FailureDetails::MAX_MESSAGE_LENGTH).contains(&length));
    let allowed = |character: char| !character.is_control() || matches!(character, '\n' | '\t');
    assert!(details.message().chars().all(allowed));
    let is_stars = secret.trim().chars().all(|character| character == '*');
    let sent = [Some(details.message()), details.external_execution_id()];
    if !is_stars {
        assert!(sent.into_iter().flatten().all(|text| !text.contains(secret)), "{details:?}");
    }
    if let Some(id) = details.external_execution_id() {
        assert!((1..=1500).contains(&id.encode_utf16().count()));
    }
});

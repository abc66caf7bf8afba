//! What the API does not take is not sent, whatever a derived error says.

#![deny(warnings)]

use std::fmt::{self, Display};

use codepipeline_fail::{FailureDetails, FailureType, JobFailure};

#[derive(JobFailure)]
#[failure(JobFailed)]
enum Limits {
    #[failure(external_execution_id = id, "{text}")]
    Text { text: String, id: String },
    #[failure("{0}")]
    Shown(Misbehaving),
    #[failure("日本語 {0} 🦀")]
    Unicode(u8),
}

/// A `Display` that goes wrong.
enum Misbehaving {
    Fails,
    Panics,
}

impl Display for Misbehaving {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("as far as this")?;
        match self {
            Self::Fails => Err(fmt::Error),
            Self::Panics => panic!("in a `Display`"),
        }
    }
}

fn text(text: impl Into<String>) -> FailureDetails {
    FailureDetails::of(&Limits::Text { text: text.into(), id: "id".to_owned() })
}

#[test]
fn long_and_empty_messages() {
    let characters = "é".repeat(FailureDetails::MAX_MESSAGE_LENGTH);
    assert_eq!(text(characters.as_str()).message(), characters);
    let cut = text(characters + "end");
    assert!(cut.message().chars().count() <= FailureDetails::MAX_MESSAGE_LENGTH);
    assert!(cut.message().starts_with('é') && cut.message().ends_with("éend"));
    assert!(!text("").message().is_empty());
    assert_eq!(FailureDetails::of(&Limits::Unicode(1)).message(), "日本語 1 🦀");
}

#[test]
fn a_display_that_fails_or_panics() {
    for misbehaving in [Misbehaving::Fails, Misbehaving::Panics] {
        let details = FailureDetails::of(&Limits::Shown(misbehaving));
        assert_eq!(details.failure_type(), FailureType::JobFailed);
        assert!(details.message().starts_with("as far as this"), "{details}");
    }
}

#[test]
fn ids_that_are_too_long_or_blank() {
    let id = |id: String| {
        let details = FailureDetails::of(&Limits::Text { text: "m".to_owned(), id });
        details.external_execution_id().map(str::to_owned)
    };
    assert_eq!(id("x".repeat(1_501)), None);
    assert_eq!(id(" ".to_owned()), None);
    assert_eq!(id(" x ".to_owned()).as_deref(), Some("x"));
}

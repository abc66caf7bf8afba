//! What is done with an error, and by whom.

use crate::failure::{ByHand, DeployError};
use aws_sdk_codepipeline::types;
use codepipeline_fail::{FailureDetails, JobFailure};
use std::fmt::{self, Write as _};
use std::hint::black_box;

/// What is done with an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Its message, into a `String` that is empty.
    Message,
    /// Type and message, as the SDK sends them.
    Details,
}

/// By whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    Derived,
    ByHand,
    Thiserror,
}

impl Task {
    pub const ALL: [Self; 2] = [Self::Message, Self::Details];

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|task| format!("{task:?}") == name)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Details => "error to details",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Message => "The message of an error",
            Self::Details => "From an error to the details that the SDK sends",
        }
    }

    /// Ours first.
    pub fn peers(self) -> &'static [Peer] {
        match self {
            Self::Message => &[Peer::Derived, Peer::ByHand, Peer::Thiserror],
            Self::Details => &[Peer::Derived, Peer::ByHand],
        }
    }

    /// How many times as many instructions ours may take as by hand.
    pub fn most(self) -> f64 {
        match self {
            Self::Message => 1.0,
            Self::Details => 1.2,
        }
    }

    pub fn run(self, peer: Peer, error: &DeployError) {
        match self {
            Self::Message => drop(black_box(message(peer, error))),
            Self::Details => drop(black_box(details(peer, error))),
        }
    }
}

impl Peer {
    const ALL: [Self; 3] = [Self::Derived, Self::ByHand, Self::Thiserror];

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|peer| format!("{peer:?}") == name)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Derived => "derived",
            Self::ByHand => "by hand",
            Self::Thiserror => "thiserror's Display",
        }
    }
}

fn message(peer: Peer, error: &DeployError) -> String {
    match peer {
        Peer::Derived => message_of(error),
        Peer::ByHand => message_of(&ByHand(error)),
        Peer::Thiserror => text(error),
    }
}

fn details(peer: Peer, error: &DeployError) -> types::FailureDetails {
    if peer == Peer::Derived {
        return FailureDetails::of(error).into();
    }
    let error = ByHand(error);
    let details = types::FailureDetails::builder().r#type(error.failure_type().into());
    details.message(message_of(&error)).build().expect("it has all that it needs")
}

fn message_of(failure: &impl JobFailure) -> String {
    text(fmt::from_fn(|formatter| failure.fmt_message(formatter)))
}

/// `to_string` would write some texts without the formatter, and so not measure the same for all.
fn text(shown: impl fmt::Display) -> String {
    let mut text = String::new();
    write!(text, "{shown}").expect("a String takes every text");
    text
}

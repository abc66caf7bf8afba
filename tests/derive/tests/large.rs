//! Many variants, and the longest message.

#![deny(warnings)]
#![allow(missing_docs)]

use codepipeline_fail::{FailureCatalog, FailureType};
use derive_tests::assert_reports;

#[allow(dead_code)] // a few of them stand for all
mod many_variants {
    include!("../included/many_variants.rs");
}

mod long_message {
    include!("../included/long_message.rs");
}

#[test]
fn three_hundred_variants() {
    use many_variants::Many;
    assert_eq!(Many::FAILURES.len(), 300);
    assert_reports(&Many::V0, FailureType::JobFailed, "number 0");
    assert_reports(&Many::V298 { all: 300 }, FailureType::RevisionUnavailable, "number 298 of 300");
    assert_reports(&Many::V299(300), FailureType::SystemUnavailable, "number 299 of 300");
}

/// A match has no more than 250 patterns; what is beyond them is matched by another.
#[test]
fn variants_about_the_end_of_a_match() {
    use many_variants::Many;
    assert_reports(&Many::V247 { all: 300 }, FailureType::ConfigurationError, "number 247 of 300");
    assert_reports(&Many::V248(300), FailureType::PermissionError, "number 248 of 300");
    assert_reports(&Many::V249, FailureType::RevisionOutOfSync, "number 249");
    assert_reports(&Many::V250 { all: 300 }, FailureType::RevisionUnavailable, "number 250 of 300");
    assert_reports(&Many::V251(300), FailureType::SystemUnavailable, "number 251 of 300");
    assert_reports(&Many::V252, FailureType::JobFailed, "number 252");
}

#[test]
fn five_thousand_characters_fit_whatever_their_bytes() {
    assert_reports(&long_message::Long, FailureType::JobFailed, &"ä".repeat(5000));
}

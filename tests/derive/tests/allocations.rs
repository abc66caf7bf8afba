//! What the reporting of an error allocates, beside the same by hand.

use std::fmt::{self, Write as _};
use std::hint::black_box;
use std::path::PathBuf;

use codepipeline_fail::{FailureDetails, FailureType, JobFailure};

#[derive(JobFailure)]
enum DeployError {
    #[failure(PermissionError, "the stage has no approval")]
    Unit,
    #[failure(JobFailed, "stack {stack} rolled back after {minutes} minutes")]
    Named { stack: String, minutes: u32 },
    #[failure(JobFailed, "{0} of {1} tests failed: {names}", names = .2.join(", "))]
    Tuple(u32, u32, Vec<&'static str>),
    #[failure(ConfigurationError, "no template at {path}")]
    Path { path: PathBuf },
}

impl DeployError {
    fn each() -> [Self; 5] {
        [
            Self::Unit,
            Self::Named { stack: "checkout-production".to_owned(), minutes: 17 },
            Self::Named { stack: "prüfung-検証".to_owned(), minutes: 17 },
            Self::Tuple(2, 40, vec!["login", "logout"]),
            Self::Path { path: "/codebuild/output/src/template.yaml".into() },
        ]
    }
}

/// What one would write without the derive.
struct ByHand<'a>(&'a DeployError);

impl ByHand<'_> {
    fn failure_type(&self) -> FailureType {
        match self.0 {
            DeployError::Unit => FailureType::PermissionError,
            DeployError::Named { .. } | DeployError::Tuple(..) => FailureType::JobFailed,
            DeployError::Path { .. } => FailureType::ConfigurationError,
        }
    }
}

impl fmt::Display for ByHand<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            DeployError::Unit => formatter.write_str("the stage has no approval"),
            DeployError::Named { stack, minutes } => {
                write!(formatter, "stack {stack} rolled back after {minutes} minutes")
            }
            DeployError::Tuple(failed, tests, names) => {
                write!(formatter, "{failed} of {tests} tests failed: {}", names.join(", "))
            }
            DeployError::Path { path } => write!(formatter, "no template at {}", path.display()),
        }
    }
}

/// How many times `call` allocates or grows memory, and what it returns.
fn allocations<T>(call: impl FnOnce() -> T) -> (u64, T) {
    let mut returned = None;
    let counted = allocation_counter::measure(|| returned = Some(black_box(call())));
    (counted.count_total, returned.expect("measure calls it"))
}

/// The text in a String that grows with each piece.
fn text(shown: impl fmt::Display) -> String {
    let mut text = String::new();
    write!(text, "{shown}").expect("a String takes every text");
    text
}

#[test]
fn a_message_allocates_what_it_would_by_hand() {
    for error in DeployError::each() {
        let (by_hand, expected) = allocations(|| text(ByHand(&error)));
        let (derived, message) = allocations(|| text(fmt::from_fn(|formatter| error.fmt_message(formatter))));
        assert_eq!(message, expected);
        assert!(by_hand > 0, "nothing was counted");
        assert_eq!(derived, by_hand, "{message}");
    }
}

#[test]
fn a_message_that_is_written_elsewhere_allocates_nothing() {
    let error = DeployError::Named { stack: "checkout-production".to_owned(), minutes: 17 };
    let mut text = String::with_capacity(100);
    let message = fmt::from_fn(|formatter| error.fmt_message(formatter));
    let (derived, result) = allocations(|| write!(text, "{message}"));
    assert_eq!((derived, result), (0, Ok(())));
    assert_eq!(text, "stack checkout-production rolled back after 17 minutes");
}

/// To clean the message, to look for secrets and to check the limits takes none of its own; and the message is written into
/// memory that is enough from the start.
#[test]
fn details_allocate_once_and_so_no_more_than_by_hand() {
    for error in DeployError::each() {
        // What an argument of the message allocates, by hand as well.
        let by_argument = u64::from(matches!(error, DeployError::Tuple(..)));
        let (by_hand, expected) = allocations(|| {
            let error = ByHand(&error);
            (error.failure_type(), text(&error))
        });
        let (of, details) = allocations(|| FailureDetails::of(&error));
        assert_eq!((details.failure_type(), details.message()), (expected.0, expected.1.as_str()));
        assert!(by_hand > 0, "nothing was counted");
        assert_eq!(of, 1 + by_argument, "{details}");
        assert!(of <= by_hand, "{details}: {of} instead of {by_hand}");
    }
}

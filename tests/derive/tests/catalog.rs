//! `FailureCatalog`: every failure of a type, as data.

#![deny(warnings)]

use codepipeline_fail::catalog::{CatalogEntry, ReportedType, markdown};
use codepipeline_fail::{FailureCatalog, FailureType, JobFailure};

/// What can go wrong.
///
/// In any deployment.
#[derive(Debug, thiserror::Error, JobFailure)]
#[error("shown")]
#[failure(JobFailed)]
#[expect(dead_code, reason = "the catalog needs no errors")]
enum Listed<T: std::fmt::Debug> {
    /// Look at {the} log.
    ///   With care.
    #[failure("stack {stack} failed \"{0:?}\"", .stack)]
    Stack { stack: T },
    #[doc = " By attribute. "]
    #[failure(inherit, "m")]
    Inherits(#[source] std::io::Error),
    #[doc = concat!("made ", "of parts")]
    #[failure(transparent)]
    Transparent(Box<Listed<T>>),
    /** A block. */
    Display,
    #[failure(ConfigurationError, fmt = function)]
    Function,
}

fn function(formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    formatter.write_str("function")
}

#[test]
fn every_variant_is_listed() {
    let fixed = |name, failure_type, message, documentation| {
        CatalogEntry::new(name, ReportedType::Fixed(failure_type), message, documentation)
    };
    let failed = FailureType::JobFailed;
    let expected = [
        fixed("Stack", failed, Some("stack {stack} failed \"{0:?}\""), "Look at {the} log.\n  With care."),
        CatalogEntry::new("Inherits", ReportedType::Inherited, Some("m"), "By attribute."),
        CatalogEntry::new("Transparent", ReportedType::Transparent, None, "made of parts"),
        fixed("Display", failed, None, "A block."),
        fixed("Function", FailureType::ConfigurationError, None, ""),
    ];
    for (entry, expected) in Listed::<u8>::FAILURES.iter().zip(&expected) {
        // Parts that only rustc can put together keep the line's end.
        let documentation = entry.documentation.trim();
        assert_eq!(
            CatalogEntry::new(entry.name, entry.failure_type, entry.message, documentation),
            *expected
        );
    }
    assert_eq!(Listed::<u8>::FAILURES.len(), expected.len());
    assert_eq!(Listed::<u8>::NAME, "Listed");
    assert_eq!(Listed::<u8>::DOCUMENTATION, "What can go wrong.\n\nIn any deployment.");
}

/// One.
#[derive(JobFailure)]
#[failure(SystemUnavailable, "gone for {0} s")]
struct One(u8);

#[test]
fn a_struct_is_its_own_only_failure() {
    let entry = CatalogEntry::new(
        "One",
        ReportedType::Fixed(FailureType::SystemUnavailable),
        Some("gone for {0} s"),
        "",
    );
    assert_eq!(One::FAILURES, [entry]);
    assert_eq!(One::DOCUMENTATION, "One.");
    assert_eq!(One(1).failure_type(), FailureType::SystemUnavailable);
    assert!(markdown::<One>().contains("| `One` | SystemUnavailable | gone for {0} s |"));
}

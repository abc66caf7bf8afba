//! Errors as trait objects, and errors that cannot leave their thread.

#![deny(warnings)]

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use codepipeline_fail::{Failure, FailureDetails, FailureType, JobFailure};
use derive_tests::assert_reports;

#[derive(JobFailure)]
#[failure(JobFailed, external_execution_id = .0.get(), "{}", .0.get())]
struct Local(Rc<Cell<u8>>);

#[derive(JobFailure)]
#[failure(ConfigurationError, "{0}")]
struct Sendable(String);

#[test]
fn in_boxes_and_behind_references() {
    let sendable = || Sendable("text".to_owned());
    let kind = FailureType::ConfigurationError;
    let boxed: Box<dyn JobFailure + Send + Sync> = Box::new(sendable());
    assert_reports(&*boxed, kind, "text");
    assert_reports(&boxed, kind, "text");
    assert_reports(&*Failure::from(boxed), kind, "text");
    let shared: Arc<dyn JobFailure> = Arc::new(sendable());
    assert_reports(&*shared, kind, "text");

    let errors: [Box<dyn JobFailure>; 2] = [Box::new(Local(Rc::new(Cell::new(1)))), Box::new(sendable())];
    let messages = errors.iter().map(|error| FailureDetails::of(error).message().to_owned());
    assert_eq!(messages.collect::<Vec<_>>(), ["1", "text"]);
}

#[test]
fn auto_traits_are_those_of_the_fields() {
    fn assert_sendable<T: Send + Sync + 'static>(_: &T) {}
    assert_sendable(&Sendable(String::new()));
    assert_sendable(&Failure::from(Sendable(String::new())));
}

//! What an entry is made of on the disk.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::option::of;
use proptest::prelude::*;

use super::*;
use crate::worker::journal::record::{read, write};
use crate::{Redactor, Revision, failure};

fn time() -> impl Strategy<Value = SystemTime> {
    (-5_000_000_000_i64..253_402_300_800, 0_u32..1_000_000_000).prop_map(|(seconds, nanoseconds)| {
        let distance = Duration::from_secs(seconds.unsigned_abs());
        let start = if seconds < 0 { UNIX_EPOCH - distance } else { UNIX_EPOCH + distance };
        start + Duration::from_nanos(u64::from(nanoseconds / 100 * 100)) // Windows counts in hundreds.
    })
}

fn revision() -> impl Strategy<Value = Revision> {
    ("\\PC{1,40}", ".{1,40}", of(".{1,80}"), of(time())).prop_map(|(name, change, summary, created)| {
        Revision { summary, created, ..Revision::new(name, change) }
    })
}

fn success() -> impl Strategy<Value = Success> {
    let variables = proptest::collection::btree_map("[A-Za-z0-9@_-]{1,12}", any::<String>(), 0..5);
    let texts = (of(any::<String>()), of(".{1,60}"), of(".{1,60}"));
    (texts, of(0_u8..=100), variables, of(revision())).prop_map(
        |(texts, percent_complete, variables, revision)| {
            let (summary, external_execution_id, continuation_token) = texts;
            Success {
                summary,
                external_execution_id,
                percent_complete,
                variables,
                revision,
                continuation_token,
            }
        },
    )
}

fn failure() -> impl Strategy<Value = FailureDetails> {
    let failure_type = proptest::sample::select(&FailureType::ALL);
    (failure_type, any::<String>(), of(".{1,40}")).prop_map(|(failure_type, message, id)| {
        let details = FailureDetails::new(failure_type, message);
        match id {
            Some(id) => details.with_external_execution_id(id),
            None => details,
        }
    })
}

fn entry() -> impl Strategy<Value = Entry> {
    let state = prop_oneof![
        1 => Just(EntryState::Intended),
        1 => Just(EntryState::Acknowledged),
        4 => failure().prop_map(|details| EntryState::Ended(JobResult::Failure(details))),
        4 => success().prop_map(|success| EntryState::Ended(JobResult::Success(success))),
    ];
    (any::<String>(), of(".{1,40}"), of("[0-9]{1,9}"), time(), state)
        .prop_map(|(job_id, client_id, nonce, at, state)| Entry { job_id, client_id, nonce, at, state })
}

proptest! {
    #[test]
    fn an_entry_is_the_same_after_it_was_written_and_read(entry in entry()) {
        let (job_id, bytes) = write(entry.clone());
        prop_assert_eq!(read(&job_id, &bytes), Ok(entry));
    }

    #[test]
    fn bytes_that_are_no_entry_are_an_error(entry in entry(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let (job_id, mut bytes) = write(entry);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read(&job_id, &bytes);
        prop_assert!(read(&job_id, &bytes[..at]).is_err());
    }
}

#[test]
fn the_format() {
    let (job_id, bytes) = write(acknowledged(1));
    assert_eq!(job_id, "00000001-0000-4000-8000-123456789abc");
    let text = r#"{"at":[1700000001,5,false],"nonce":"3","state":"acknowledged"}"#;
    assert_eq!(String::from_utf8(bytes).unwrap(), text);

    let (_, bytes) = write(ended(1));
    let text = r#"{"at":[1700000001,5,false],"nonce":"3","state":{"failed":{"type":"JobFailed","message":"1 tests failed"}}}"#;
    assert_eq!(String::from_utf8(bytes).unwrap(), text);

    let revision = Revision::new("v1", "9f2c").created(UNIX_EPOCH - Duration::from_secs(1));
    let success = Success::new().percent_complete(100).output_variable("a", "b").revision(revision);
    let (_, bytes) =
        write(Entry { state: EntryState::Ended(JobResult::Success(success)), ..acknowledged(1) });
    let text = concat!(
        r#"{"at":[1700000001,5,false],"nonce":"3","state":{"succeeded":{"percent_complete":100,"variables":{"a":"b"},"#,
        r#""revision":{"name":"v1","change_identifier":"9f2c","created":[1,0,true]}}}}"#,
    );
    assert_eq!(String::from_utf8(bytes).unwrap(), text);
}

#[test]
fn members_of_later_versions_are_passed_over() {
    let text = r#"{"at":[1,2,false],"mood":[1],"state":{"succeeded":{"summary":"done","tags":{"a":1}}}}"#;
    let entry = read("x", text.as_bytes()).unwrap();
    assert_eq!(entry.state, EntryState::Ended(JobResult::Success(Success::new().summary("done"))));
    assert_eq!(entry.at, UNIX_EPOCH + Duration::new(1, 2));
}

#[test]
fn no_secret_is_in_the_file_and_the_owner_is() {
    let canary = "canary-7f3a9b1c5d";
    let redactor = Redactor::new().with_secret(canary);
    let failure = failure!(PermissionError, "{canary} and AKIAIOSFODNN7EXAMPLE are refused: reason 4711")
        .with_external_execution_id(format!("run-{canary}"));
    let details = FailureDetails::redacted(&failure, &redactor);
    let disk = SimulatedDisk::default();
    let (mut store, _) = Store::open(Disk::new(disk.clone()), None, OWNER).unwrap();
    let entry = Entry { state: EntryState::Ended(JobResult::Failure(details)), ..acknowledged(1) };
    store
        .commit(&crate::worker::journal::store::Batch { writes: [write(entry)].into(), ..Default::default() })
        .unwrap();
    store.close().unwrap();
    let bytes = disk.bytes();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    for text in [canary, "AKIAIOSFODNN7EXAMPLE"] {
        assert!(!holds(text), "{text}");
    }
    for text in ["codepipeline-fail journal", OWNER, "are refused: reason 4711"] {
        assert!(holds(text), "{text}");
    }
}

mod crash;
mod damage;
mod faults;
mod files;
mod grouping;
mod processes;
mod records;

use std::time::{Duration, UNIX_EPOCH};

use simulated_disk::SimulatedDisk;

use super::disk::Disk;
use super::store::Store;
use super::{Entry, EntryState, Journal, JournalError, JournalErrorKind};
use crate::{FailureDetails, FailureType, JobResult, Success};

const OWNER: &str = "Custom Deploy/Acme/1";

fn acknowledged(job: usize) -> Entry {
    Entry {
        job_id: format!("{job:08x}-0000-4000-8000-123456789abc"),
        client_id: None,
        nonce: Some("3".to_owned()),
        at: UNIX_EPOCH + Duration::new(1_700_000_000 + job as u64, 5),
        state: EntryState::Acknowledged,
    }
}

fn ended(job: usize) -> Entry {
    let result = if job.is_multiple_of(2) {
        JobResult::Success(
            Success::new().summary("deployed").output_variable("Url", "x".repeat(job * 37 % 6_000)),
        )
    } else {
        JobResult::Failure(FailureDetails::new(FailureType::JobFailed, format!("{job} tests failed")))
    };
    Entry { state: EntryState::Ended(result), ..acknowledged(job) }
}

/// What a journal on this disk would find.
fn entries_on(disk: &SimulatedDisk) -> Result<Vec<Entry>, JournalError> {
    Store::open(Disk::new(disk.clone()), None, OWNER).map(|(_, entries)| entries)
}

#[tokio::test]
async fn what_was_written_is_found_again_the_oldest_first() {
    let disk = SimulatedDisk::default();
    let (journal, entries) = Journal::on(disk.clone(), OWNER).unwrap();
    assert_eq!(entries, []);
    for job in [3, 1, 2] {
        journal.write(acknowledged(job)).await.unwrap();
    }
    journal.write(ended(1)).await.unwrap();
    journal.forget(&acknowledged(3).job_id);
    journal.close().await.unwrap();
    assert_eq!(entries_on(&disk).unwrap(), [ended(1), acknowledged(2)]);
}

#[tokio::test]
async fn a_closed_journal_says_so() {
    let (journal, _) = Journal::on(SimulatedDisk::default(), OWNER).unwrap();
    let other = journal.clone();
    journal.close().await.unwrap();
    other.forget("x");
    let error = other.write(acknowledged(1)).await.unwrap_err();
    assert_eq!(error.kind(), JournalErrorKind::Closed);
    assert_eq!(error.to_string(), "the journal is closed: nothing can be written any more");
    other.close().await.unwrap();
}

#[tokio::test]
async fn a_journal_that_is_dropped_writes_what_is_left() {
    let disk = SimulatedDisk::default();
    let (journal, _) = Journal::on(disk.clone(), OWNER).unwrap();
    drop(journal.write(acknowledged(1)));
    drop(journal.write(acknowledged(2)));
    journal.forget(&acknowledged(1).job_id);
    drop(journal);
    while !disk.is_closed() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(entries_on(&disk).unwrap(), [acknowledged(2)]);
}

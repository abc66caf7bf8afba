//! A disk that fails, and is mended.

use simulated_disk::Faults;

use super::*;

/// Jobs 1 and 2 are written, then the disk fails, then job 3 is written, which may fail, then the disk is mended.
async fn after(faults: Faults) -> (SimulatedDisk, Journal, Result<(), JournalError>) {
    let disk = SimulatedDisk::default();
    let (journal, _) = Journal::on(disk.clone(), OWNER).unwrap();
    journal.write(acknowledged(1)).await.unwrap();
    journal.write(ended(2)).await.unwrap();
    disk.set(faults);
    let written = journal.write(acknowledged(3)).await;
    disk.set(Faults::default());
    (disk, journal, written)
}

#[tokio::test(start_paused = true)]
async fn after_a_full_disk_the_journal_is_as_before() {
    let mut failures = 0;
    for room in (0..200_000).step_by(997) {
        let (disk, journal, written) = after(Faults { room: Some(room), ..Faults::default() }).await;
        if let Err(error) = &written {
            failures += 1;
            assert_eq!(error.kind(), JournalErrorKind::CannotWrite, "{room}: {error}");
        }
        let left = entries_on(&disk.crashed()).unwrap();
        assert!(left.starts_with(&[acknowledged(1), ended(2)]), "{room}: {left:?}");
        journal.write(ended(4)).await.unwrap();
        let left = entries_on(&disk.crashed()).unwrap();
        assert!(left.contains(&acknowledged(1)) && left.contains(&ended(2)) && left.contains(&ended(4)));
        assert!(written.is_err() || left.contains(&acknowledged(3)));
        journal.close().await.unwrap();
        if written.is_ok() {
            break;
        }
    }
    assert!(failures > 5, "{failures}");
}

#[tokio::test(start_paused = true)]
async fn after_a_failed_sync_the_journal_is_as_before() {
    let (disk, journal, written) = after(Faults { sync: true, ..Faults::default() }).await;
    let error = written.unwrap_err();
    assert_eq!(error.kind(), JournalErrorKind::CannotWrite);
    assert!(error.to_string().contains("input/output error"), "{error}");
    assert_eq!(entries_on(&disk.crashed()).unwrap(), [acknowledged(1), ended(2)]);
    journal.write(acknowledged(4)).await.unwrap();
    let left = entries_on(&disk.crashed()).unwrap();
    assert!(
        left.contains(&acknowledged(1)) && left.contains(&ended(2)) && left.contains(&acknowledged(4)),
        "{left:?}"
    );
}

/// The pages of the write whose sync failed stay in the tree, where later writes change other ones.
#[tokio::test(start_paused = true)]
async fn what_a_failed_sync_lost_is_written_again_where_nothing_else_changes() {
    let disk = SimulatedDisk::default();
    let (journal, _) = Journal::on(disk.clone(), OWNER).unwrap();
    let mut written: Vec<_> = (80..160).step_by(2).map(ended).collect();
    for entry in &written {
        journal.write(entry.clone()).await.unwrap();
    }
    for turn in 0..3 {
        disk.set(Faults { sync: true, ..Faults::default() });
        for job in [150, 152, 154] {
            journal.write(ended(job)).await.unwrap_err();
        }
        disk.set(Faults::default());
        journal.write(ended(turn)).await.unwrap();
        written.push(ended(turn));
        let left = entries_on(&disk.crashed()).unwrap_or_else(|error| panic!("{turn}: {error}"));
        for entry in &written {
            assert!(left.iter().any(|found| found.job_id == entry.job_id), "{turn}: {entry:?}");
        }
        assert!(left.contains(&ended(turn)), "{turn}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_disk_that_became_read_only() {
    let (disk, journal, written) = after(Faults { read_only: true, ..Faults::default() }).await;
    assert_eq!(written.unwrap_err().kind(), JournalErrorKind::CannotWrite);
    journal.write(ended(3)).await.unwrap();
    assert_eq!(entries_on(&disk.crashed()).unwrap(), [acknowledged(1), ended(2), ended(3)]);
}

#[tokio::test(start_paused = true)]
async fn each_writer_of_a_failed_commit_is_told() {
    let disk = SimulatedDisk::default();
    let (journal, _) = Journal::on(disk.clone(), OWNER).unwrap();
    disk.set(Faults { read_only: true, ..Faults::default() });
    let writes: Vec<_> = (0..5).map(|job| journal.write(acknowledged(job))).collect();
    for write in writes {
        assert_eq!(write.await.unwrap_err().kind(), JournalErrorKind::CannotWrite);
    }
    assert_eq!(journal.commits(), 0);
    assert_eq!(journal.close().await.map_err(|error| error.kind()), Ok(()));
}

#[tokio::test(start_paused = true)]
async fn forgets_wait_until_the_disk_is_mended() {
    let disk = SimulatedDisk::default();
    let (journal, _) = Journal::on(disk.clone(), OWNER).unwrap();
    journal.write(acknowledged(1)).await.unwrap();
    disk.set(Faults { read_only: true, ..Faults::default() });
    journal.forget(&acknowledged(1).job_id);
    tokio::time::sleep(Duration::from_secs(20)).await;
    disk.set(Faults::default());
    assert_eq!(entries_on(&disk.crashed()).unwrap(), [acknowledged(1)]);
    tokio::time::sleep(Duration::from_secs(20)).await;
    assert_eq!(entries_on(&disk.crashed()).unwrap(), []);
}

#[tokio::test(start_paused = true)]
async fn a_disk_that_is_full_from_the_start() {
    for room in (0..20_000).step_by(499) {
        let disk = SimulatedDisk::default();
        disk.set(Faults { room: Some(room), ..Faults::default() });
        match Journal::on(disk.clone(), OWNER) {
            Ok((journal, _)) => journal.close().await.ok(),
            Err(error) => {
                assert_eq!(error.kind(), JournalErrorKind::CannotWrite, "{room}: {error}");
                None
            }
        };
        disk.set(Faults::default());
        assert_eq!(entries_on(&disk).unwrap(), [], "{room}");
    }
}

//! How many commits are made.

use std::time::Duration;

use tokio::task::JoinSet;

use super::*;

async fn write_at_once(journal: &Journal, entries: impl Iterator<Item = Entry>) {
    let mut writes = JoinSet::new();
    for entry in entries {
        let journal = journal.clone();
        writes.spawn(async move { journal.write(entry).await });
    }
    for written in writes.join_all().await {
        written.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn jobs_that_end_together_are_written_together() {
    let (journal, _) = Journal::on(SimulatedDisk::default(), OWNER).unwrap();
    write_at_once(&journal, (0..100).map(acknowledged)).await;
    assert_eq!(journal.commits(), 1);
    write_at_once(&journal, (0..100).map(ended)).await;
    assert_eq!(journal.commits(), 2);
    journal.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn jobs_of_many_threads_are_written_together() {
    let disk = SimulatedDisk::default();
    let (journal, _) = Journal::on(disk.clone(), OWNER).unwrap();
    write_at_once(&journal, (0..400).map(acknowledged)).await;
    write_at_once(&journal, (0..400).map(ended)).await;
    assert!(journal.commits() < 400, "{} commits", journal.commits());
    journal.close().await.unwrap();
    assert_eq!(entries_on(&disk).unwrap(), (0..400).map(ended).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_job_costs_two_commits() {
    let disk = SimulatedDisk::default();
    let (journal, _) = Journal::on(disk.clone(), OWNER).unwrap();
    for job in 0..20 {
        journal.write(acknowledged(job)).await.unwrap();
        journal.write(ended(job)).await.unwrap();
        journal.forget(&acknowledged(job).job_id);
    }
    assert_eq!(journal.commits(), 40);
    journal.close().await.unwrap();
    assert_eq!(journal.commits(), 41); // The last forget, which no write came after.
    assert_eq!(entries_on(&disk).unwrap(), []);
}

#[tokio::test(start_paused = true)]
async fn a_forget_waits_a_second_for_company() {
    let disk = SimulatedDisk::default();
    let (journal, _) = Journal::on(disk.clone(), OWNER).unwrap();
    journal.write(acknowledged(1)).await.unwrap();
    journal.write(acknowledged(2)).await.unwrap();
    journal.forget(&acknowledged(1).job_id);
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert_eq!(journal.commits(), 2);
    journal.forget(&acknowledged(2).job_id); // This does not put it off.
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(journal.commits(), 3);
    assert_eq!(entries_on(&disk.crashed()).unwrap(), []);
    tokio::time::sleep(Duration::from_hours(1)).await;
    assert_eq!(journal.commits(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_last_word_on_a_job_counts() {
    let disk = SimulatedDisk::default();
    let (journal, _) = Journal::on(disk.clone(), OWNER).unwrap();
    let first = journal.write(acknowledged(1));
    journal.forget(&acknowledged(1).job_id);
    let second = journal.write(acknowledged(2));
    journal.forget(&acknowledged(3).job_id);
    let third = journal.write(acknowledged(3));
    let fourth = journal.write(ended(3));
    for written in [first.await, second.await, third.await, fourth.await] {
        written.unwrap();
    }
    assert_eq!(journal.commits(), 1);
    assert_eq!(entries_on(&disk.crashed()).unwrap(), [acknowledged(2), ended(3)]);
}

#[tokio::test(start_paused = true)]
async fn a_write_goes_on_when_nobody_waits_for_it() {
    let disk = SimulatedDisk::default();
    let (journal, _) = Journal::on(disk.clone(), OWNER).unwrap();
    drop(journal.write(acknowledged(1))); // not even polled
    tokio::time::timeout(Duration::ZERO, journal.write(acknowledged(2))).await.ok();
    journal.close().await.unwrap();
    assert_eq!(entries_on(&disk.crashed()).unwrap(), [acknowledged(1), acknowledged(2)]);
}

#[tokio::test(start_paused = true)]
async fn the_file_stays_small() {
    let disk = SimulatedDisk::default();
    let (journal, _) = Journal::on(disk.clone(), OWNER).unwrap();
    let mut early = 0;
    for job in 0..20_000 {
        journal.write(ended(job)).await.unwrap();
        journal.forget(&ended(job).job_id);
        if job == 500 {
            early = disk.longest();
        }
    }
    assert_eq!(disk.longest(), early);
    assert!(early < 4 << 20, "{early} bytes");
    journal.close().await.unwrap();
    assert!(disk.bytes().len() < 1 << 20, "{} bytes", disk.bytes().len());
}

//! A crash at any moment loses nothing of which a writer was told that it is written.

use std::collections::BTreeMap;

use simulated_disk::Step;

use super::*;

/// After how many steps of the disk which entry was known to be written, or which job was forgotten.
type Told = Vec<(usize, String, Option<Entry>)>;

/// Some jobs' lives, the first of them on an empty disk.
async fn lives(disk: &SimulatedDisk, jobs: std::ops::Range<usize>) -> Told {
    let mut told = Vec::new();
    let (journal, _) = Journal::on(disk.clone(), OWNER).unwrap();
    for job in jobs {
        for entry in [acknowledged(job), ended(job)] {
            journal.write(entry.clone()).await.unwrap();
            told.push((disk.steps(), entry.job_id.clone(), Some(entry)));
        }
        if job % 3 == 0 {
            told.push((disk.steps(), acknowledged(job).job_id, None));
            journal.forget(&acknowledged(job).job_id);
        }
    }
    journal.close().await.unwrap();
    told
}

/// Numbers that look random, and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// What a crash after these steps leaves: what was synced, and of the rest what the dice say: each write whole, torn, or
/// not at all, where `odds` of 4 are lost and `odds` of 4 are torn.
fn after_crash(before: &[u8], steps: &[Step], odds: usize, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = before.to_vec();
    let synced = steps.iter().rposition(|step| matches!(step, Step::Sync)).map_or(0, |last| last + 1);
    steps[..synced].iter().for_each(|step| step.apply(&mut bytes));
    for step in &steps[synced..] {
        match step {
            _ if dice.roll(4) < odds => {}
            Step::Write(offset, data) if dice.roll(4) < odds && !data.is_empty() => {
                // The head of it, or the tail.
                let cut = dice.roll(data.len());
                let torn = if dice.roll(2) == 0 {
                    Step::Write(*offset, data[..cut].to_vec())
                } else {
                    Step::Write(offset + cut, data[cut..].to_vec())
                };
                torn.apply(&mut bytes);
            }
            step => step.apply(&mut bytes),
        }
    }
    bytes
}

/// That the entries are those that were told until this step: the last of each job or a later one, which was on its way.
fn check(entries: &[Entry], told: &Told, step: usize, what: &str) {
    let mut last: BTreeMap<&str, &Option<Entry>> = BTreeMap::new();
    for (_, job_id, entry) in told.iter().filter(|(at, ..)| *at <= step) {
        last.insert(job_id, entry);
    }
    for (job_id, known) in last {
        let found = entries.iter().find(|entry| entry.job_id == job_id);
        let Some(known) = known else { continue }; // It may be forgotten by now, and need not.
        let found = found.unwrap_or_else(|| panic!("{what}: {job_id} is lost"));
        let is_later = matches!(found.state, EntryState::Ended(_)) && known.state == EntryState::Acknowledged;
        assert!(found == known || is_later, "{what}: {found:?} instead of {known:?}");
    }
    for entry in entries {
        let is_ours = told.iter().any(|(.., known)| known.as_ref() == Some(entry));
        assert!(is_ours, "{what}: nobody wrote {entry:?}");
    }
}

#[tokio::test]
async fn at_each_step() {
    let disk = SimulatedDisk::default().recording();
    let told = lives(&disk, 1..7).await;
    let history = disk.history();
    let mut dice = Dice(7);
    for step in 0..=history.len() {
        for odds in [0, 4, 1, 2] {
            let what = format!("after {step} of {} steps, odds {odds}", history.len());
            let bytes = after_crash(&[], &history[..step], odds, &mut dice);
            let entries = entries_on(&SimulatedDisk::with(bytes));
            check(&entries.unwrap_or_else(|error| panic!("{what}: {error}")), &told, step, &what);
        }
    }
}

#[tokio::test]
async fn while_the_file_is_mended_after_a_crash() {
    let disk = SimulatedDisk::default().recording();
    let told = lives(&disk, 1..5).await;
    let history = disk.history();
    let mut dice = Dice(11);
    for _ in 0..40 {
        let step = dice.roll(history.len() + 1);
        let first = after_crash(&[], &history[..step], 2, &mut dice);
        let again = SimulatedDisk::with(first.clone()).recording();
        entries_on(&again).unwrap();
        let mending = again.history();
        for _ in 0..6 {
            let mended = dice.roll(mending.len() + 1);
            let what = format!("{step} of {} steps, {mended} of {}", history.len(), mending.len());
            let second = after_crash(&first, &mending[..mended], 2, &mut dice);
            let entries = entries_on(&SimulatedDisk::with(second));
            check(&entries.unwrap_or_else(|error| panic!("{what}: {error}")), &told, step, &what);
        }
    }
}

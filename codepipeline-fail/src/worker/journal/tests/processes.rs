//! Journals and the ends of processes.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::*;

const PATH: &str = "CODEPIPELINE_FAIL_TEST_JOURNAL";

/// Not a test: the process that is killed. It says which job it has written.
#[tokio::test]
async fn writes_until_it_is_killed() {
    let Some(path) = env::var_os(PATH) else { return };
    let (journal, _) = Journal::open(Path::new(&path), OWNER).unwrap();
    for job in 0..100_000 {
        journal.write(ended(job)).await.unwrap();
        println!("\nwritten {job}");
    }
}

fn writer(path: &Path) -> Child {
    let name = "worker::journal::tests::processes::writes_until_it_is_killed";
    Command::new(env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(PATH, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The jobs that were written when the process had written so many, and was killed.
fn killed_after(writer: &mut Child, least: usize) -> usize {
    let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut written = 0;
    while written < least {
        let line = lines.next().unwrap();
        written += usize::from(line.starts_with("written "));
    }
    writer.kill().unwrap();
    written += lines.filter(|line| line.starts_with("written ")).count();
    writer.wait().unwrap();
    written
}

#[tokio::test]
async fn a_killed_process_leaves_what_it_wrote() {
    let folder = tempfile::tempdir().unwrap();
    for least in [1, 2, 7, 20, 50] {
        let path = folder.path().join(least.to_string());
        let mut writer = writer(&path);
        let written = killed_after(&mut writer, least);
        let (journal, entries) = Journal::open(&path, OWNER).unwrap();
        assert!(entries.len() >= written, "{} of {written}", entries.len());
        assert_eq!(entries, (0..entries.len()).map(ended).collect::<Vec<_>>());
        journal.write(acknowledged(0)).await.unwrap();
        journal.close().await.unwrap();
    }
}

#[tokio::test]
async fn two_processes_cannot_share_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let mut writer = writer(&path);
    let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines().map(Result::unwrap);
    lines.find(|line| line.starts_with("written ")).unwrap();
    let error = Journal::open(&path, OWNER).unwrap_err();
    assert_eq!(error.kind(), JournalErrorKind::InUse);
    writer.kill().unwrap();
    writer.wait().unwrap();
    Journal::open(&path, OWNER).unwrap().0.close().await.unwrap();
}

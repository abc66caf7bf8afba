//! Journals in real files.

use std::fs;

use super::*;

#[tokio::test]
async fn a_file_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, entries) = Journal::open(&path, OWNER).unwrap();
    assert_eq!(entries, []);
    journal.write(ended(1)).await.unwrap();
    journal.close().await.unwrap();
    let (journal, entries) = Journal::open(&path, OWNER).unwrap();
    assert_eq!(entries, [ended(1)]);
    journal.close().await.unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test]
async fn one_worker_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (journal, _) = Journal::open(&path, OWNER).unwrap();
    let error = Journal::open(&path, OWNER).unwrap_err();
    assert_eq!(error.kind(), JournalErrorKind::InUse);
    assert_eq!(error.path(), Some(&*path));
    let text = format!(
        "another worker has the journal {} open; give each worker a journal of its own",
        path.display()
    );
    assert_eq!(error.to_string(), text);
    journal.write(acknowledged(1)).await.unwrap();
    journal.close().await.unwrap();
    assert_eq!(Journal::open(&path, OWNER).unwrap().1, [acknowledged(1)]);
}

#[tokio::test]
async fn another_owner_is_told_of_both() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    Journal::open(&path, OWNER).unwrap().0.close().await.unwrap();
    let before = fs::read(&path).unwrap();
    let error = Journal::open(&path, "Custom Test/Acme/1").unwrap_err();
    assert_eq!(error.kind(), JournalErrorKind::OtherOwner);
    assert!(fs::read(&path).unwrap() == before);
    Journal::open(&path, OWNER).unwrap().0.close().await.unwrap(); // The refusal gave the lock back.
}

#[tokio::test]
async fn what_cannot_be_a_file() {
    let folder = tempfile::tempdir().unwrap();
    for (path, what) in
        [(folder.path().to_owned(), "it is not a file"), (folder.path().join("none/journal"), "No such file")]
    {
        let error = Journal::open(&path, OWNER).unwrap_err();
        assert_eq!(error.kind(), JournalErrorKind::CannotOpen);
        assert!(!cfg!(unix) || error.to_string().contains(what), "{error}");
    }
}

#[tokio::test]
async fn a_file_that_may_not_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    Journal::open(&path, OWNER).unwrap().0.close().await.unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    if fs::OpenOptions::new().write(true).open(&path).is_ok() {
        return; // root may
    }
    let error = Journal::open(&path, OWNER).unwrap_err();
    assert_eq!(error.kind(), JournalErrorKind::CannotOpen);
}

#[tokio::test]
async fn a_file_of_something_else_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    fs::write(&path, "milk, bread").unwrap();
    let error = Journal::open(&path, OWNER).unwrap_err();
    assert_eq!(error.kind(), JournalErrorKind::Damaged);
    assert!(error.to_string().contains("move it away"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"milk, bread");
}

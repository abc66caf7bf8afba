//! Files that are damaged or something else: an error, never a panic, and never a change.

use super::*;
use crate::worker::journal::store::{Batch, VERSION};

/// The bytes of a journal with three entries: closed, or as a crash left it.
fn journal(is_closed: bool) -> Vec<u8> {
    let disk = SimulatedDisk::default();
    let (mut store, _) = Store::open(Disk::new(disk.clone()), None, OWNER).unwrap();
    for entry in [ended(1), acknowledged(2), ended(100)] {
        let writes = [crate::worker::journal::record::write(entry)].into();
        store.commit(&Batch { writes, ..Batch::default() }).unwrap();
    }
    if is_closed {
        store.close().unwrap();
        return disk.bytes();
    }
    let bytes = disk.bytes();
    drop(store);
    bytes
}

fn whole() -> [Entry; 3] {
    [ended(1), acknowledged(2), ended(100)]
}

/// What is read of these bytes; a refusal leaves them as they are.
fn opened(bytes: &[u8], what: &str) -> Option<Vec<Entry>> {
    let disk = SimulatedDisk::with(bytes.to_owned());
    match entries_on(&disk) {
        Ok(entries) => Some(entries),
        Err(error) => {
            assert_eq!(error.kind(), JournalErrorKind::Damaged, "{what}: {error}");
            assert!(disk.bytes() == bytes, "{what}: it was changed");
            None
        }
    }
}

#[test]
fn truncated() {
    for is_closed in [true, false] {
        let bytes = journal(is_closed);
        for len in (1..600).chain((600..bytes.len()).step_by(bytes.len() / 97)) {
            if let Some(entries) = opened(&bytes[..len], &format!("{len} bytes")) {
                assert_eq!(entries, whole(), "{len} bytes"); // What has been cut off was not used.
            }
        }
    }
}

#[test]
fn with_a_flipped_bit() {
    for is_closed in [true, false] {
        let bytes = journal(is_closed);
        let used: Vec<_> = (0..bytes.len()).filter(|&at| at < 400 || bytes[at] != 0).collect();
        let mut refused = 0;
        for (turn, &at) in used.iter().enumerate().step_by(1 + used.len() / 700) {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1 << (turn % 8);
            match opened(&bytes, &format!("byte {at}")) {
                Some(entries) if is_closed => assert_eq!(entries, whole(), "byte {at}"),
                // After a crash a last commit that is not whole cannot be told from one that never came to its end.
                Some(entries) => {
                    assert!(whole().starts_with(&entries[..]) && entries.len() >= 2, "byte {at}");
                }
                None => refused += 1,
            }
        }
        assert!(refused > if is_closed { 20 } else { 2 }, "{refused}");
    }
}

#[test]
fn something_else() {
    for (what, bytes) in [
        ("text", b"jobs: none\n".to_vec()),
        ("a letter", b"x".to_vec()),
        ("a beginning", b"redb".repeat(5_000)),
        ("zeros with an end", [vec![0; 9_000], vec![1]].concat()),
    ] {
        assert_eq!(opened(&bytes, what), None, "{what}");
    }
    assert_eq!(opened(&[0; 9_000], "zeros"), Some(Vec::new()));
}

/// A journal that is changed by the store's own means.
fn changed(table: &'static str, key: &str, value: Option<&str>) -> JournalError {
    let disk = SimulatedDisk::with(journal(true));
    let database = redb::Builder::new().create_with_backend(disk.clone()).unwrap();
    let transaction = database.begin_write().unwrap();
    match value {
        Some(value) if table == "entries" => {
            let definition = redb::TableDefinition::<&str, &[u8]>::new(table);
            transaction.open_table(definition).unwrap().insert(key, value.as_bytes()).unwrap();
        }
        Some(value) => {
            let definition = redb::TableDefinition::<&str, &str>::new(table);
            transaction.open_table(definition).unwrap().insert(key, value).unwrap();
        }
        None => {
            assert!(transaction.delete_table(redb::TableDefinition::<&str, &str>::new(table)).unwrap());
        }
    }
    transaction.commit().unwrap();
    drop(database);
    let before = disk.bytes();
    let error = entries_on(&disk).unwrap_err();
    assert!(disk.bytes() == before);
    error
}

#[test]
fn of_another_version_or_owner() {
    let error = changed("about", "version", Some("2"));
    assert_eq!(error.kind(), JournalErrorKind::OtherVersion);
    assert!(
        error.to_string().contains(&format!("its format is 2, and this version writes {VERSION}")),
        "{error}"
    );

    let error = changed("about", "owner", Some("Custom Test/Acme/2"));
    assert_eq!(error.kind(), JournalErrorKind::OtherOwner);
    let both = r#"it belongs to "Custom Test/Acme/2", and this worker is "Custom Deploy/Acme/1""#;
    assert!(error.to_string().contains(both), "{error}");
}

#[test]
fn of_something_else_in_the_same_store() {
    for error in [changed("about", "format", Some("cookbook")), changed("about", "", None)] {
        assert_eq!(error.kind(), JournalErrorKind::Damaged);
        assert!(error.to_string().contains("a redb database of something else"), "{error}");
    }
}

#[test]
fn with_an_entry_that_cannot_be_read() {
    for value in ["", "{", r#"{"at":[1,2]}"#, r#"{"at":[18446744073709551615,0],"state":"intended"}"#] {
        let error = changed("entries", "job-7", Some(value));
        assert_eq!(error.kind(), JournalErrorKind::Damaged);
        assert!(error.to_string().contains(r#"the entry of job "job-7" cannot be read"#), "{error}");
    }
}

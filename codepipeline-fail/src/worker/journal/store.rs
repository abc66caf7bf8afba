//! The entries on the disk: one table of a redb database, and one that says whose it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use redb::{
    Builder, Database, Durability, ReadableDatabase as _, ReadableTable as _, TableDefinition, TableError,
};

use super::disk::Disk;
use super::error::{JournalError, JournalErrorKind};
use super::{Entry, record};
use crate::failure_details::guarded;

const ABOUT: TableDefinition<'_, &str, &str> = TableDefinition::new("about");
const ENTRIES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("entries");

const FORMAT: &str = "codepipeline-fail journal";

/// The version of the format. It changes where an older version would misread what a newer one wrote.
pub const VERSION: &str = "1";

/// How much of the file is kept in memory. What the journal holds is small, and mostly written.
const CACHE_BYTES: usize = 4 << 20;

/// What one commit changes: the forgets come first.
#[derive(Debug, Default)]
pub struct Batch {
    pub forgets: BTreeSet<String>,
    pub writes: BTreeMap<String, Vec<u8>>,
}

impl Batch {
    pub fn is_empty(&self) -> bool {
        self.forgets.is_empty() && self.writes.is_empty()
    }
}

/// A journal's file, open and locked.
#[derive(Debug)]
pub struct Store {
    disk: Disk,
    path: Option<Arc<Path>>,
    owner: String,
    /// None after an error, until the next commit opens it again.
    database: Option<Database>,
    commits: Arc<AtomicU64>,
}

/// Why a file is not opened: what the store says, or what we do.
enum Trouble {
    Store(redb::Error),
    Ours(JournalErrorKind, String),
}

impl<E: Into<redb::Error>> From<E> for Trouble {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// The store on this disk, made if the disk is empty, and what it holds, the oldest first.
    pub fn open(
        disk: Disk,
        path: Option<Arc<Path>>,
        owner: &str,
    ) -> Result<(Self, Vec<Entry>), JournalError> {
        let commits = Arc::new(AtomicU64::new(0));
        let mut store = Self { disk, path, owner: owner.to_owned(), database: None, commits };
        let (database, mut entries) = store.database()?;
        store.database = Some(database);
        entries.sort_by_key(|entry| entry.at);
        Ok((store, entries))
    }

    /// Counts the commits.
    pub fn commits(&self) -> &Arc<AtomicU64> {
        &self.commits
    }

    /// Changes the entries, durably. After an error each write of the batch may have been made or not, and the next
    /// commit begins by opening the file again.
    pub fn commit(&mut self, batch: &Batch) -> Result<(), JournalError> {
        let database = match self.database.take() {
            Some(database) => database,
            None => self.database()?.0,
        };
        let path = self.path.as_ref();
        let committed = unpanicked(path, || {
            let committed = commit(&database, batch).map_err(|error| JournalError::writing(error, path));
            committed.map(|()| database) // An error drops the database, which may panic as well.
        });
        self.database = Some(committed?);
        self.commits.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Closes the file and gives its lock back.
    pub fn close(self) -> Result<(), JournalError> {
        let Self { database, path, .. } = self;
        let path = path.as_ref();
        let Some(database) = database else { return Ok(()) };
        unpanicked(path, || database.close().map_err(|error| JournalError::writing(error.into(), path)))
    }

    /// Opens the database: first in memory, so that one that cannot be opened or read is not changed.
    fn database(&self) -> Result<(Database, Vec<Entry>), JournalError> {
        let path = self.path.as_ref();
        let told = |trouble| match trouble {
            Trouble::Store(error) => JournalError::opening(error, path),
            Trouble::Ours(kind, detail) => JournalError::new(kind, path, detail),
        };
        self.disk.rehearse();
        unpanicked(path, || {
            let database = open(&self.disk).map_err(told)?;
            read(&database, &self.owner).map_err(told)
        })?;
        self.disk.perform().map_err(|error| told(error.into()))?;
        unpanicked(path, || {
            let database = open(&self.disk).map_err(told)?;
            match read(&database, &self.owner).map_err(told)? {
                Some(entries) => Ok((database, entries)),
                None => begin(&database, &self.owner).map_err(told).map(|()| (database, Vec::new())),
            }
        })
    }
}

/// The store panics where it finds in a file what it never writes.
fn unpanicked<T>(
    path: Option<&Arc<Path>>,
    function: impl FnOnce() -> Result<T, JournalError>,
) -> Result<T, JournalError> {
    guarded(function).unwrap_or_else(|| {
        let detail = "reading it caused a panic";
        Err(JournalError::new(JournalErrorKind::Damaged, path, detail))
    })
}

fn open(disk: &Disk) -> Result<Database, Trouble> {
    let mut builder = Builder::new();
    builder.set_cache_size(CACHE_BYTES).set_check_integrity_on_open(true);
    Ok(builder.create_with_backend(disk.clone())?)
}

/// What the database holds, or none if it is new.
fn read(database: &Database, owner: &str) -> Result<Option<Vec<Entry>>, Trouble> {
    let transaction = database.begin_read()?;
    let about = match transaction.open_table(ABOUT) {
        Ok(about) => about,
        Err(TableError::TableDoesNotExist(_)) => {
            let is_new = transaction.list_tables()?.next().is_none()
                && transaction.list_multimap_tables()?.next().is_none();
            return if is_new { Ok(None) } else { Err(foreign()) };
        }
        Err(error) => return Err(error.into()),
    };
    let word = |key| -> Result<String, Trouble> {
        Ok(about.get(key)?.map(|word| word.value().to_owned()).unwrap_or_default())
    };
    if word("format")? != FORMAT {
        return Err(foreign());
    }
    let version = word("version")?;
    if version != VERSION {
        let detail = format!("its format is {version}, and this version writes {VERSION}");
        return Err(Trouble::Ours(JournalErrorKind::OtherVersion, detail));
    }
    let theirs = word("owner")?;
    if theirs != owner {
        let detail = format!("it belongs to {theirs:?}, and this worker is {owner:?}");
        return Err(Trouble::Ours(JournalErrorKind::OtherOwner, detail));
    }
    let mut entries = Vec::new();
    for entry in transaction.open_table(ENTRIES)?.iter()? {
        let (job_id, bytes) = entry?;
        let entry = record::read(job_id.value(), bytes.value());
        entries.push(entry.map_err(|detail| Trouble::Ours(JournalErrorKind::Damaged, detail))?);
    }
    Ok(Some(entries))
}

fn foreign() -> Trouble {
    Trouble::Ours(JournalErrorKind::Damaged, "it is a redb database of something else".to_owned())
}

fn begin(database: &Database, owner: &str) -> Result<(), Trouble> {
    let mut transaction = database.begin_write()?;
    transaction.set_durability(Durability::Immediate).map_err(redb::Error::from)?;
    {
        let mut about = transaction.open_table(ABOUT)?;
        for (key, word) in [("format", FORMAT), ("version", VERSION), ("owner", owner)] {
            about.insert(key, word)?;
        }
        transaction.open_table(ENTRIES)?;
    }
    Ok(transaction.commit()?)
}

fn commit(database: &Database, batch: &Batch) -> Result<(), redb::Error> {
    let mut transaction = database.begin_write()?;
    transaction.set_durability(Durability::Immediate)?;
    {
        let mut entries = transaction.open_table(ENTRIES)?;
        for job_id in &batch.forgets {
            entries.remove(job_id.as_str())?;
        }
        for (job_id, bytes) in &batch.writes {
            entries.insert(job_id.as_str(), bytes.as_slice())?;
        }
    }
    Ok(transaction.commit()?)
}

//! What the disk takes for a durable write, and nothing else: the least that a journal adds to each that is waited for.

use crate::options::Options;
use codepipeline_fail_benches::{Figures, Table, median};
use std::fs::{File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The unit in which files are kept in memory, and journals written.
const PAGE: [u8; 4096] = [b'x'; 4096];
/// How many pages the file has.
const PAGES: u64 = 256;

pub fn measure(figures: &mut Figures, options: &Options, folder: &TempDir) -> io::Result<()> {
    let runs = if options.is_short { 5 } else { 1_000 };
    let path = folder.path().join("pages");
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    (0..PAGES).try_for_each(|_| file.write_all(&PAGE))?;
    file.sync_all()?;
    let mut table = Table::new(format!("A durable write, medians of {runs}"), ["of", "µs"]);
    for (what, pages) in [("a page", 1), ("six pages apart, as redb writes them", 6)] {
        let times: io::Result<Vec<_>> = (0..runs).map(|run| write(&mut file, run, pages)).collect();
        table.push([what.to_owned(), median(times?, Duration::cmp).as_micros().to_string()]);
    }
    figures.table(table);
    Ok(())
}

fn write(file: &mut File, run: u64, pages: u64) -> io::Result<Duration> {
    let start = Instant::now();
    for page in 0..pages {
        // No two of them are neighbours.
        let place = (run + page * PAGES / pages) % PAGES;
        file.seek(SeekFrom::Start(place * PAGE.len() as u64))?;
        file.write_all(&PAGE)?;
    }
    file.sync_data()?;
    Ok(start.elapsed())
}

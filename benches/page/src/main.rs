//! Writes docs/performance.md: a text, and in it what the benchmarks have found.
//!
//! Its arguments are the folder in which they kept their figures, and the file to write. Pictures go into a folder of the
//! file's name beside it.

mod machine;
mod picture;
mod text;

use codepipeline_fail_benches::Figures;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

/// The text, with `{{ name }}` where figures go.
const TEXT: &str = include_str!("../performance.md");

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [figures, page] = arguments.as_slice() else {
        eprintln!("usage: codepipeline-fail-bench-page FOLDER FILE");
        return ExitCode::FAILURE;
    };
    codepipeline_fail_benches::end(write(figures.as_ref(), page.as_ref()))
}

fn write(folder: &Path, page: &Path) -> io::Result<()> {
    let all = read(folder)?;
    // Before anything is written, which would be a change to the commit that was measured.
    let machine = machine::describe(&all)?;
    let pictures = page.with_extension("");
    fs::create_dir_all(&pictures)?;
    let folder_name =
        pictures.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    for plot in all.values().flat_map(|figures| &figures.plots) {
        let file = pictures.join(format!("{}.svg", plot.name));
        picture::draw(plot, &file)
            .map_err(|error| io::Error::other(format!("{}: {error}", file.display())))?;
    }
    fs::write(page, text::filled(TEXT, &all, &machine, &folder_name)?)
}

/// The figures, by the names of the benchmarks.
fn read(folder: &Path) -> io::Result<BTreeMap<String, Figures>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let (Some(name), Some("json")) =
            (path.file_stem(), path.extension().and_then(|text| text.to_str()))
        {
            let figures = serde_json::from_slice(&fs::read(&path)?)?;
            all.insert(name.to_string_lossy().into_owned(), figures);
        }
    }
    Ok(all)
}

//! How many instructions a piece of work takes: unlike time, it is the same whatever else the machine does.
//!
//! Valgrind counts them. A benchmark that counts its own begins with [`work`], which does the work if the program was
//! started to do it; [`of_compiler`] counts those of rustc, which cargo starts.

use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

/// The argument that asks for the work.
const WORK: &str = "--work-that-is-counted";

/// That Valgrind counts, and keeps no more than that.
const COUNT: [&str; 2] = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];

/// How often the work is done in the shorter of the two runs whose difference counts.
const TIMES: u64 = 200;

/// If the program was started by [`count`], calls `work` with its name as many times as it is told to,
/// and says that it did.
pub fn work(mut work: impl FnMut(&str)) -> bool {
    let arguments: Vec<_> = env::args().collect();
    let [_, asked, name, times] = arguments.as_slice() else { return false };
    if asked != WORK {
        return false;
    }
    let times = times.parse().unwrap_or(0);
    (0..times).for_each(|_: u64| work(name));
    true
}

/// How many instructions the work of this name takes: those of a longer run without those of a shorter, so that the
/// start of the program counts for none.
///
/// # Errors
/// If there is no Valgrind, or if it does not say how many.
pub fn count(name: &str) -> io::Result<f64> {
    let [short, long] = [TIMES, 3 * TIMES].map(|times| run(name, times));
    let more = u32::try_from(long?.saturating_sub(short?)).map_err(io::Error::other)?;
    Ok(f64::from(more) / f64::from(u32::try_from(2 * TIMES).map_err(io::Error::other)?))
}

/// Which Valgrind there is, if there is one.
pub fn version() -> Option<String> {
    let output = Command::new("valgrind").arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().trim_start_matches("valgrind-").to_owned())
}

fn run(name: &str, times: u64) -> io::Result<u64> {
    let output = Command::new("valgrind")
        .args(COUNT)
        .arg(env::current_exe()?)
        .args([WORK, name, &times.to_string()])
        .output()
        .map_err(|error| {
            io::Error::new(
                error.kind(),
                format!("valgrind cannot be run ({error}); on Debian: apt-get install valgrind"),
            )
        })?;
    let text = String::from_utf8_lossy(&output.stderr);
    collected(&text)
        .ok_or_else(|| io::Error::other(format!("valgrind does not say how many instructions:\n{text}")))
}

fn collected(text: &str) -> Option<u64> {
    text.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
}

/// How many instructions the compiler takes for the one crate that this call of cargo compiles, of its workspace. What is written
/// for that is in this folder, which is emptied.
///
/// # Errors
/// If the crate does not compile, of which cargo says why; if there is no Valgrind; or if the folder cannot be written, or is
/// none that a shell's script can name.
pub fn of_compiler(cargo: &mut Command, folder: &Path) -> io::Result<u64> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => fs::create_dir_all(folder.join("counts"))?,
    }
    let log = folder.join("counts/%p");
    let log = log.to_str().filter(|log| !log.contains('\''));
    let log = log.ok_or_else(|| io::Error::other("the target folder's name does not fit into a script"))?;
    let valgrind = format!("valgrind {} --trace-children=yes '--log-file={log}'", COUNT.join(" "));
    let wrapper = folder.join("counted");
    fs::write(&wrapper, format!("#!/bin/sh\nexec {valgrind} \"$@\"\n"))?;
    #[cfg(unix)]
    fs::set_permissions(&wrapper, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    if !cargo.env("RUSTC_WORKSPACE_WRAPPER", &wrapper).status()?.success() {
        return Err(io::Error::other("what is to be counted does not compile under valgrind"));
    }
    // It is also asked for its version, which takes less.
    let mut most = None;
    for log in fs::read_dir(folder.join("counts"))? {
        most = most.max(collected(&fs::read_to_string(log?.path())?));
    }
    most.ok_or_else(|| io::Error::other("valgrind has counted nothing"))
}

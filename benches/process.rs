//! Processes: their end, and what they take of the machine, as Linux tells it; none where there is no `/proc`.

use std::fs;
use std::process::Child;
use std::time::Duration;

/// A process that is killed when this is dropped.
pub struct Killed(pub Child);

impl Drop for Killed {
    fn drop(&mut self) {
        // One that has ended by itself is as good.
        let _gone = self.0.kill();
        let _gone = self.0.wait();
    }
}

/// The most memory that a running process has had, in bytes.
///
/// ```
/// let peak = codepipeline_fail_benches::peak_memory(std::process::id());
/// assert!(peak.is_none_or(|bytes| bytes > 100_000));
/// ```
#[must_use]
pub fn peak_memory(process: u32) -> Option<u64> {
    status(&process.to_string(), "VmHWM:")
}

/// The memory that this process has now, in bytes.
///
/// ```
/// let memory = codepipeline_fail_benches::memory();
/// assert!(memory.is_none_or(|bytes| bytes > 100_000));
/// ```
#[must_use]
pub fn memory() -> Option<u64> {
    status("self", "VmRSS:")
}

/// The time that the threads of this process that live have spent on a processor, to the nanosecond.
///
/// ```
/// let time = codepipeline_fail_benches::cpu_time();
/// assert!(time.is_none_or(|time| time.as_nanos() > 0));
/// ```
#[must_use]
pub fn cpu_time() -> Option<Duration> {
    let threads = fs::read_dir("/proc/self/task").ok()?.flatten();
    let times = threads.map(|thread| {
        let statistics = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        statistics.split(' ').next()?.parse::<u64>().ok()
    });
    Some(Duration::from_nanos(times.sum::<Option<u64>>()?))
}

/// The time that the children of this process whose end it has seen, and theirs, have spent on a processor, to the
/// hundredth of a second.
///
/// ```
/// let time = codepipeline_fail_benches::cpu_time_of_children();
/// assert!(time.is_none_or(|time| time.subsec_nanos() % 10_000_000 == 0));
/// ```
#[must_use]
pub fn cpu_time_of_children() -> Option<Duration> {
    let statistics = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, may hold spaces (<https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html>).
    let (_, after_name) = statistics.rsplit_once(')')?;
    let times = after_name.split_whitespace().skip(13).take(2).map(|ticks| ticks.parse::<u64>().ok());
    Some(Duration::from_millis(10 * times.sum::<Option<u64>>()?))
}

fn status(process: &str, name: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let value = status.lines().find_map(|line| line.strip_prefix(name))?;
    Some(value.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

//! What this process takes of the machine, as Linux tells it.

use std::fs;
use std::time::Duration;

/// The memory that the process has now, in bytes. None where there is no `/proc`.
///
/// ```
/// let memory = codepipeline_fail_worker_bench::memory();
/// assert!(memory.is_none_or(|bytes| bytes > 100_000));
/// ```
#[must_use]
pub fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let now = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(now.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

/// The time that the threads of the process that live have spent on a processor, to the nanosecond. None where there is
/// no `/proc`.
///
/// ```
/// let time = codepipeline_fail_worker_bench::cpu_time();
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

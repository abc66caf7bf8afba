#[failure(JobFailed, "{path} at {pointer:p} by {reason} {LIMIT:width$}")]
struct Shown {
    path: PathBuf,
    pointer: &'static u8,
    reason: Reason,
    width: usize,
}

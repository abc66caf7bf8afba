use codepipeline_fail::failure;

fn main() {
    // A failure type that does not exist.
    let _ = failure!(ConfigError, "bad");
    let _ = failure!(AccessDenied, "bad");
}

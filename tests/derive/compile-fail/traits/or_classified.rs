use codepipeline_fail::ResultExt;

#[derive(Debug, thiserror::Error)]
#[error("foreign")]
struct Foreign;

fn main() {
    // An error of which nothing is known.
    let _ = Err::<(), _>(Foreign).or_classified("no");
}

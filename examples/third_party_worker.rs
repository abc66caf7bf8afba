//! A partner's worker: the token of each client stands in a file that is named by the client's id.
//!
//! `cargo run --example third_party_worker -- FOLDER_OF_TOKENS JOURNAL`

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use codepipeline_fail::{ActionType, Failure, Job, Success, Worker, failure};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (Some(tokens), Some(journal)) = (arguments.next(), arguments.next()) else {
        return Err("usage: third_party_worker FOLDER_OF_TOKENS JOURNAL".into());
    };
    let client = codepipeline_fail_examples::client().await;
    let token_of = move |client_id: String| {
        let token = token_of(&tokens, &client_id);
        async { token }
    };
    Worker::third_party(&client, ActionType::new("Test", "Acme", "1"), token_of)
        .journal(journal)
        .poll_interval(Duration::from_secs(1))
        .run(check)
        .await?;
    Ok(())
}

/// It is asked for each job, so a token that is changed or a client that is new needs no restart.
fn token_of(folder: &Path, client_id: &str) -> io::Result<String> {
    // The id becomes a path.
    if !client_id.chars().all(|char| char.is_ascii_hexdigit() || char == '-') {
        return Err(io::Error::other("the client's id is no UUID"));
    }
    Ok(std::fs::read_to_string(folder.join(client_id))?.trim_end().to_owned())
}

async fn check(job: Job) -> Result<Success, Failure> {
    match job.configuration_value("Suite")? {
        suite @ ("unit" | "end-to-end") => Ok(Success::new().summary(format!("{suite}: all tests passed"))),
        suite => Err(failure!(ConfigurationError, "there is no suite {suite}")),
    }
}

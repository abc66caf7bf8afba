//! What is the same, and what is not.

use crate::case::Case;
use crate::run::Run;

/// What ours does in another way than the original.
pub fn differences(case: &Case, ours: &Run, theirs: &Run) -> Vec<String> {
    let mut found = Vec::new();
    let mut expect = |is_met: bool, what: &str, ours: &dyn std::fmt::Debug, theirs: &dyn std::fmt::Debug| {
        if !is_met {
            found.push(format!("  {what}\n    ours:   {ours:?}\n    theirs: {theirs:?}"));
        }
    };
    if let Some(status) = case.differs {
        expect(ours.status == Some(status), "exit status", &ours.status, &status);
        expect(theirs.status != ours.status, "the original does the same now", &ours.status, &theirs.status);
    } else {
        expect(
            ours.status == theirs.status,
            "exit status",
            &(ours.status, &ours.err),
            &(theirs.status, &theirs.err),
        );
        expect(ours.out == theirs.out, "standard output", &ours.out, &theirs.out);
        expect(ours.requests == theirs.requests, "requests", &ours.requests, &theirs.requests);
    }
    let is_signed_well = |run: &Run| run.requests.iter().all(|request| request.is_signed_well);
    expect(is_signed_well(ours), "signatures", &ours.requests, &theirs.requests);
    if let Some(words) = &case.says {
        expect(ours.err.contains(words), "standard error", &ours.err, words);
    } else if case.differs.is_none() {
        let missing: Vec<_> = words(&theirs.err).filter(|line| !ours.err.contains(line)).collect();
        expect(missing.is_empty(), "standard error", &ours.err, &missing);
        expect(ours.err.is_empty() == theirs.err.is_empty(), "standard error", &ours.err, &theirs.err);
    }
    found
}

/// What ours does in another way than version 1 of the original: its statuses are others, as are its words, so that it counts
/// whether they succeed, and what is sent then.
pub fn differences_from_v1(case: &Case, ours: &Run, theirs: &Run) -> Vec<String> {
    let succeeds = |run: &Run| run.status == Some(0);
    let is_same = succeeds(ours) == succeeds(theirs) && (!succeeds(ours) || ours.requests == theirs.requests);
    match (is_same, case.differs_from_v1) {
        (true, false) | (false, true) => Vec::new(),
        (true, true) => vec!["  version 1 does the same now".to_owned()],
        (false, false) => vec![format!("  ours:   {ours:?}\n  theirs: {theirs:?}")],
    }
}

/// The lines that tell what is wrong: without those that tell how the original is used.
fn words(err: &str) -> impl Iterator<Item = &str> {
    let is_usage = |line: &&str| {
        let line = line.trim();
        ["usage: aws", "To see help text", "aws help", "aws <command>", "Note: AWS CLI"]
            .iter()
            .any(|start| line.starts_with(start))
    };
    err.lines().filter(move |line| !line.trim().is_empty() && !is_usage(line)).map(|line| {
        let line = line.trim_end();
        line.strip_prefix("aws: error: ").unwrap_or(line)
    })
}

//! The commands that report a result beside the AWS CLI's, on the same command lines and against the same answers: exit
//! status, requests, and what is printed. Version 1, whose statuses and words are others, is compared in less. The cases are in `cases/`; each file says what it is about.

mod capture;
mod case;
mod compare;
mod run;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{env, fs, thread};

use case::Case;
use run::{Program, Run};

/// How many cases run at a time: what takes long is the start of the AWS CLI.
const THREADS: usize = 3;

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the cases").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files.iter().flat_map(|file| Case::all_of(file)).collect()
}

/// An AWS CLI, which a variable may name.
fn aws(variable: &str, version: &str) -> Program {
    let aws = Program::new(env::var(variable).unwrap_or_else(|_| "aws".to_owned()));
    let shown = aws.version();
    assert!(shown.starts_with(version), "{shown} is not {version}*, which {variable} may name");
    aws
}

/// Runs cases through ours and through an AWS CLI, and expects no differences.
fn compare(aws: &Program, is_meant: fn(&Case) -> bool, differences: fn(&Case, &Run, &Run) -> Vec<String>) {
    // One at a time: some cases are about time.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let ours = Program::new(peer_tests::built("codepipeline-fail-cli", "codepipeline-fail"));
    let wanted = env::var("CASE").unwrap_or_default();
    let mut cases: Vec<_> = cases().into_iter().filter(|case| case.name.contains(&wanted)).collect();
    assert!(!cases.is_empty(), "no case has {wanted} in its name");
    cases.retain(is_meant);
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let differences = differences(case, &ours.run(case), &aws.run(case));
                    if !differences.is_empty() {
                        let shown = format!("{}\n{}\n{}", case.name, case.script, differences.join("\n"));
                        found.lock().expect("no panic").push(shown);
                    }
                }
            });
        }
    });
    let found = found.into_inner().expect("no panic");
    assert!(found.is_empty(), "{} of {}:\n\n{}", found.len(), cases.len(), found.join("\n\n"));
    println!("{} command lines mean the same to {}", cases.len(), aws.version());
}

#[test]
#[ignore = "needs the AWS CLI 2, `aws` or what AWS_CLI_V2 names: `apt-get install awscli`, then \
            `AWS_CLI_V2=... cargo test -p peer-tests --test command -- --ignored version_2`; CASE=words runs those with the \
            words in their names"]
fn command_lines_mean_what_they_mean_to_version_2() {
    compare(&aws("AWS_CLI_V2", "aws-cli/2."), |_| true, compare::differences);
}

#[test]
#[ignore = "needs the AWS CLI 1, `aws` or what AWS_CLI_V1 names: `pip install awscli`, then \
            `AWS_CLI_V1=... cargo test -p peer-tests --test command -- --ignored version_1`; CASE=words runs those with the \
            words in their names"]
fn command_lines_mean_what_they_mean_to_version_1() {
    // It tries again in a way of its own, unless it is told not to.
    let aws = aws("AWS_CLI_V1", "aws-cli/1.").with(&[("AWS_RETRY_MODE", "standard")]);
    compare(&aws, Case::is_for_v1, compare::differences_from_v1);
}

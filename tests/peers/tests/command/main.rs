//! The commands that report a result beside the AWS CLI's, on the same command lines and against the same answers: exit
//! status, requests, and what is printed. The cases are in `cases/`; each file says what it is about.

mod capture;
mod case;
mod compare;
mod run;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, thread};

use case::Case;
use run::Program;

/// How many cases run at a time: what takes long is the start of the AWS CLI.
const THREADS: usize = 3;

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the cases").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files.iter().flat_map(|file| Case::all_of(file)).collect()
}

/// Our program, as it is now.
fn ours() -> PathBuf {
    let target = env::current_exe().expect("this test").parent().and_then(Path::parent).map(Path::to_owned);
    let program = target.expect("the folder of the profile").join("codepipeline-fail");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "codepipeline-fail-cli", "--bin", "codepipeline-fail"])
        .status();
    assert!(
        built.expect("cargo is there").success() && program.exists(),
        "{} is not there",
        program.display()
    );
    program
}

#[test]
#[ignore = "needs the AWS CLI 2, `aws` or what AWS_CLI_V2 names: `apt-get install awscli`, then \
            `AWS_CLI_V2=... cargo test -p peer-tests --test command -- --ignored`; CASE=words runs those with the words in \
            their names"]
fn command_lines_mean_what_they_mean_to_the_aws_cli() {
    let aws = Program::new(env::var("AWS_CLI_V2").unwrap_or_else(|_| "aws".to_owned()));
    let version = aws.version();
    assert!(version.starts_with("aws-cli/2."), "{version} is not the AWS CLI 2");
    let ours = Program::new(ours());
    let wanted = env::var("CASE").unwrap_or_default();
    let cases: Vec<_> = cases().into_iter().filter(|case| case.name.contains(&wanted)).collect();
    assert!(!cases.is_empty(), "no case has {wanted} in its name");
    let (next, differences) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = compare::differences(case, &ours.run(case), &aws.run(case));
                    if !found.is_empty() {
                        let shown = format!("{}\n{}\n{}", case.name, case.script, found.join("\n"));
                        differences.lock().expect("no panic").push(shown);
                    }
                }
            });
        }
    });
    let differences = differences.into_inner().expect("no panic");
    assert!(
        differences.is_empty(),
        "{} of {}:\n\n{}",
        differences.len(),
        cases.len(),
        differences.join("\n\n")
    );
    println!("{} command lines mean the same to {version}", cases.len());
}

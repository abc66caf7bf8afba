//! The files it is given: seeds, faults, and a state that was not made by it.

use crate::support::{JOB, Local, command, refused};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn write(folder: &TempDir, name: &str, content: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn seeds_and_faults_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (write(&folder, "one", JOB), write(&folder, "two", &format!("[{JOB},{JOB}]")));
    let faults = write(&folder, "f", r#"[{"operation":"GetJobDetails","effect":{"error":{"code":"Stop"}}}]"#);
    let local = Local::start(&["--seed", &one, "--seed", &two, "--faults", &faults, "--faults", &faults]);
    assert_eq!(local.ids().len(), 3);
    let answers: Vec<_> = (0..3).map(|_| local.call("GetJobDetails", "{}").1["__type"].clone()).collect();
    assert_eq!(answers, ["Stop", "Stop", "ValidationException"]);
}

#[test]
fn a_file_that_will_not_do_is_named_with_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing").to_str().unwrap().to_owned();
    let [text, number, bad_job, bad_fault] = [
        ("text", "jobs: []"),
        ("number", "7"),
        ("bad_job", r#"{"jobs":[{"actionTypeId":7}]}"#),
        ("bad_fault", r#"[{"effect":"explode"}]"#),
    ]
    .map(|(name, content)| write(&folder, name, content));
    let here = folder.path().to_str().unwrap().to_owned();
    for (option, path, what) in [
        ("--seed", &missing, "No such file or directory"),
        ("--seed", &here, "Is a directory"),
        ("--seed", &text, "it is not JSON: "),
        ("--seed", &number, "a seed is a JSON object or a list of them"),
        ("--seed", &bad_job, "jobs[0]: Value at 'actionTypeId'"),
        ("--faults", &missing, "No such file or directory"),
        ("--faults", &text, "it is not JSON: "),
        ("--faults", &number, "faults[0]: invalid type"),
        ("--faults", &bad_fault, "faults[0]: unknown variant `explode`"),
        ("--state", &text, "it is not a state file, or a damaged one"),
        ("--state", &bad_fault, "it is not a state file, or a damaged one"),
        ("--state", &here, "cannot keep the state in "),
    ] {
        let (status, errors) = refused(&mut command(&["--port", "0", option, path]));
        assert_eq!(status, 1, "{errors}");
        assert!(errors.starts_with("codepipeline-fail: "), "{errors}");
        assert!(errors.contains(path.as_str()) && errors.contains(what), "{option} {what}: {errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
    }
    assert_eq!(fs::read_to_string(&text).unwrap(), "jobs: []");
}

#[test]
fn a_seed_comes_once_into_a_state() {
    let folder = tempfile::tempdir().unwrap();
    let seed = write(&folder, "seed", JOB);
    let state = folder.path().join("state");
    let state = state.to_str().unwrap();
    let arguments = ["--seed", &seed, "--state", state];
    let local = Local::start(&arguments);
    let ids = local.ids();
    local.stop();
    let local = Local::start(&arguments);
    assert_eq!((local.ids(), ids.len()), (ids, 1));
    // Even after everything was forgotten: it is the state that counts.
    assert_eq!(local.control("POST", "/reset", "").0, 204);
    local.stop();
    assert!(Local::start(&arguments).ids().is_empty());
}

/// Whoever mends a file that was refused starts from the beginning.
#[test]
fn a_refused_file_leaves_no_state_behind() {
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (write(&folder, "good", JOB), write(&folder, "bad", "[7]"));
    let state = folder.path().join("state");
    let state_text = state.to_str().unwrap();
    for arguments in [
        &["--seed", &good, "--seed", &bad][..],
        &["--seed", &good, "--faults", &bad],
        &["--seed", &good, "--seed", "/missing"],
    ] {
        let (status, _) = refused(command(&["--port", "0", "--state", state_text]).args(arguments));
        assert_eq!((status, state.exists()), (1, false), "{arguments:?}");
    }
    fs::write(&bad, format!("[{JOB}]")).unwrap();
    let local = Local::start(&["--state", state_text, "--seed", &good, "--seed", &bad]);
    assert_eq!(local.ids().len(), 2);
}

#[test]
fn seeds_are_kept_before_it_listens() {
    let folder = tempfile::tempdir().unwrap();
    let seed = write(&folder, "seed", JOB);
    let state = folder.path().join("state");
    let local = Local::start(&["--seed", &seed, "--state", state.to_str().unwrap()]);
    assert!(Path::new(&state).exists());
    local.stop();
}

#[test]
fn two_processes_do_not_share_a_state() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state").to_str().unwrap().to_owned();
    let first = Local::start(&["--state", &state]);
    let (status, errors) = refused(&mut command(&["--port", "0", "--state", &state]));
    let expected = format!(
        "codepipeline-fail: cannot keep the state in {state}: another process keeps its state there\n"
    );
    assert_eq!((status, errors), (1, expected));
    first.stop();
    Local::start(&["--state", &state]).stop();
}

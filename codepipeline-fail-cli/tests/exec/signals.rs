//! Signals and limits of time.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};

use crate::job::Job;
use crate::support::signal;

/// Starts it, and waits until the program says that it is ready.
fn started(command: &mut Command) -> (Child, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    (child, line.trim().to_owned())
}

/// Waits for a signal, and then does this.
fn waiting(trap: &str) -> String {
    format!("sleep 1000 >/dev/null 2>&1 & trap 'kill $!; {trap}' TERM INT USR1; echo ready; wait")
}

#[test]
fn signals_are_passed_on() {
    for name in ["TERM", "INT", "USR1"] {
        let job = Job::new();
        let (mut child, _) = started(&mut job.script(&[], &waiting("echo told >&2; exit 4")));
        signal(name, child.id());
        assert_eq!(child.wait().unwrap().code(), Some(4), "{name}");
        assert_eq!(job.failed().1, "sh exited with status 4\n\ntold");
    }
}

#[test]
fn a_program_that_ends_well_after_a_signal_is_a_success() {
    let job = Job::new();
    let (mut child, _) = started(&mut job.script(&[], &waiting("exit 0")));
    signal("TERM", child.id());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    job.success();
}

#[test]
fn a_program_that_a_signal_ends_can_be_tried_again() {
    let job = Job::new();
    Job::ends_with(&mut job.script(&[], "kill -KILL $$"), 128 + 9);
    let message = "sh was ended by signal 9 (SIGKILL)".to_owned();
    assert_eq!(job.failed(), ("SystemUnavailable".to_owned(), message));
}

#[test]
fn who_does_not_listen_is_killed() {
    let job = Job::new();
    let script = "trap '' TERM; echo ready; while :; do sleep 1 2>/dev/null; done";
    let (mut child, _) = started(&mut job.script(&["--grace", "10ms"], script));
    signal("TERM", child.id());
    assert_eq!(child.wait().unwrap().code(), Some(128 + 9));
    assert_eq!(job.failed().0, "SystemUnavailable");
}

#[test]
fn who_takes_too_long_is_told_to_end() {
    let job = Job::new();
    let script = waiting("echo cleaned up >&2; exit 0").replace("echo ready; ", "");
    Job::ends_with(&mut job.script(&["--timeout", "2s"], &script), 124);
    let message = "sh did not end within 2s\n\ncleaned up".to_owned();
    assert_eq!(job.failed(), ("JobFailed".to_owned(), message));
}

/// As somebody may write it who wants none.
#[test]
fn a_limit_may_be_longer_than_time_is_counted() {
    const EVER: &str = "10000000000000000000s";
    let job = Job::new();
    Job::ends_with(&mut job.script(&["--timeout", EVER], "exit 3"), 3);
    assert_eq!(job.failed().1, "sh exited with status 3");

    let job = Job::new();
    let (mut child, _) = started(&mut job.script(&["--grace", EVER], &waiting("exit 4")));
    signal("TERM", child.id());
    assert_eq!(child.wait().unwrap().code(), Some(4));
    assert_eq!(job.failed().1, "sh exited with status 4");
}

/// What `nohup` and the like say holds for the program, too.
#[cfg(target_os = "linux")]
#[test]
fn what_was_ignored_stays_ignored() {
    let job = Job::new();
    let exec = job.script(&[], "kill -HUP $$; exit 3");
    let mut nohup = Command::new("nohup");
    nohup.arg(exec.get_program()).args(exec.get_args());
    nohup.env_clear().envs(exec.get_envs().filter_map(|(name, value)| Some((name, value?))));
    assert_eq!(nohup.stdin(Stdio::null()).output().unwrap().status.code(), Some(3));
    assert_eq!(job.failed().1, "sh exited with status 3");
}

/// Something may be left running that holds the standard error open: the job has ended all the same.
#[test]
fn what_is_left_running_is_not_waited_for() {
    let job = Job::new();
    let mut command = job.script(&[], "sleep 1000 & echo $!; echo gone >&2; exit 3");
    let (mut child, left) = started(&mut command);
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert_eq!(job.failed().1, "sh exited with status 3\n\ngone");
    signal("KILL", left.parse().unwrap());
}

/// Ctrl-C while the result cannot be delivered: somebody is there who does not want to wait.
#[test]
fn a_report_can_be_broken_off() {
    use codepipeline_local::{Fault, Operation};
    let job = Job::new();
    let endpoint = &job.served.endpoint;
    endpoint.faults().push(Fault::silence(Operation::PutJobSuccessResult));
    let mut child = job.exec(&[], &["true"]).stderr(Stdio::piped()).spawn().unwrap();
    job.served.runtime.block_on(endpoint.wait_until(|endpoint| !endpoint.requests().is_empty()));
    signal("INT", child.id());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(255));
    assert!(err.contains("interrupted: the result may be lost"), "{err}");
}

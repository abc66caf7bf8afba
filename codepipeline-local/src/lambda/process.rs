//! The process of a function: started, frozen, ended, and never left behind.

use crate::lock::lock;
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, kill_process_group, waitid};
use std::io;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use tokio::sync::watch;

/// A process, and all that it has started: they are a process group of their own. Dropping it kills them.
///
/// If this process is killed itself, a function that is at work finds its Runtime API gone, and has to draw its
/// conclusion; one that is frozen is ended by the kernel, which sends SIGHUP to the members of an orphaned process group of
/// which one is stopped (POSIX, `_exit`).
#[derive(Debug)]
pub(super) struct Process {
    pid: Pid,
    /// Whether the process id may be another's by now. Signals are sent under this lock.
    reaped: Arc<Mutex<bool>>,
    exited: watch::Receiver<Option<Exit>>,
}

/// How a process ended; without a status if somebody else took it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exit(Option<ExitStatus>);

impl Exit {
    /// In Lambda's words: those of its Runtime Interface Emulator
    /// (<https://github.com/aws/aws-lambda-runtime-interface-emulator>).
    pub(super) fn message(self) -> String {
        let Some(status) = self.0 else { return "Runtime exited without providing a reason".into() };
        match (status.code(), status.signal()) {
            (Some(0), _) => "Runtime exited without providing a reason".into(),
            (Some(code), _) => format!("Runtime exited with error: exit status {code}"),
            (None, Some(signal)) => {
                let core = if status.core_dumped() { " (core dumped)" } else { "" };
                format!("Runtime exited with error: signal: {}{core}", name(signal))
            }
            (None, None) => format!("Runtime exited with error: {status}"),
        }
    }
}

/// A signal as Go names it, in which the emulator is written.
fn name(signal: i32) -> String {
    let named = SIGNALS.iter().find(|(known, _)| known.as_raw() == signal);
    named.map_or_else(|| format!("signal {signal}"), |(_, name)| (*name).to_owned())
}

/// Why a program does not start, in the same words.
fn not_started(command: &Command, error: &io::Error) -> io::Error {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or_default().to_lowercase();
    io::Error::new(error.kind(), format!("fork/exec {}: {words}", command.get_program().display()))
}

const SIGNALS: [(Signal, &str); 15] = [
    (Signal::HUP, "hangup"),
    (Signal::INT, "interrupt"),
    (Signal::QUIT, "quit"),
    (Signal::ILL, "illegal instruction"),
    (Signal::TRAP, "trace/breakpoint trap"),
    (Signal::ABORT, "aborted"),
    (Signal::BUS, "bus error"),
    (Signal::FPE, "floating point exception"),
    (Signal::KILL, "killed"),
    (Signal::USR1, "user defined signal 1"),
    (Signal::SEGV, "segmentation fault"),
    (Signal::USR2, "user defined signal 2"),
    (Signal::PIPE, "broken pipe"),
    (Signal::ALARM, "alarm clock"),
    (Signal::TERM, "terminated"),
];

impl Process {
    pub(super) fn start(command: &mut Command) -> io::Result<Self> {
        let reaped = Arc::new(Mutex::new(false));
        let (sender, exited) = watch::channel(None);
        let (hand_over, handed_over) = mpsc::channel();
        // A thread, not a task: the process is reaped even if the async runtime has ended. First of all, so that there is no
        // process without one.
        thread::Builder::new().name("function".into()).spawn({
            let reaped = Arc::clone(&reaped);
            move || {
                if let Ok((child, pid)) = handed_over.recv() {
                    sender.send_replace(Some(reap(child, pid, &reaped)));
                }
            }
        })?;
        let child = command.process_group(0).spawn().map_err(|error| not_started(command, &error))?;
        let pid = Pid::from_child(&child);
        // It waits for it.
        let _received = hand_over.send((child, pid));
        Ok(Self { pid, reaped, exited })
    }

    pub(super) fn id(&self) -> u32 {
        self.pid.as_raw_pid().unsigned_abs()
    }

    pub(super) fn has_exited(&self) -> bool {
        self.exited.borrow().is_some()
    }

    /// Waits until it has ended.
    pub(super) async fn exited(&self) -> Exit {
        let mut exited = self.exited.clone();
        // Without a sender there is no process either.
        exited.wait_for(Option::is_some).await.ok().and_then(|exit| *exit).unwrap_or(Exit(None))
    }

    /// Stops it, and all that it started, until it is [thawed](Self::thaw). It has stopped when this returns.
    pub(super) fn freeze(&self) {
        self.signal_group(Signal::STOP);
        // It does not choose when, so this is no long wait. An error means that it has been reaped.
        let options = WaitIdOptions::STOPPED | WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
        while matches!(waitid(WaitId::Pid(self.pid), options), Err(Errno::INTR)) {}
    }

    pub(super) fn thaw(&self) {
        self.signal_group(Signal::CONT);
    }

    pub(super) fn kill(&self) {
        self.signal_group(Signal::KILL);
    }

    /// Asks the process itself to end.
    pub(super) fn terminate(&self) {
        if !*lock(&self.reaped) {
            // One that is ending needs no signal.
            let _ended = kill_process(self.pid, Signal::TERM);
        }
    }

    fn signal_group(&self, signal: Signal) {
        if !*lock(&self.reaped) {
            let _ended = kill_process_group(self.pid, signal);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Waits for the end of a process, ends what it leaves behind, and gives its process id back.
fn reap(mut child: Child, pid: Pid, reaped: &Mutex<bool>) -> Exit {
    // It stays a zombie, and its id its own, until it is waited for below, where no signal is being sent.
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    while matches!(waitid(WaitId::Pid(pid), options), Err(Errno::INTR)) {}
    let mut reaped = lock(reaped);
    let _nobody_left = kill_process_group(pid, Signal::KILL);
    *reaped = true;
    Exit(child.wait().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::process::Stdio;

    fn shell(script: &str) -> Process {
        let mut command = Command::new("/bin/sh");
        Process::start(command.args(["-c", script]).stdin(Stdio::null())).unwrap()
    }

    #[tokio::test]
    async fn an_exit_is_told_in_lambdas_words() {
        for (script, message) in [
            ("exit 0", "Runtime exited without providing a reason"),
            ("exit 3", "Runtime exited with error: exit status 3"),
            ("kill -KILL $$", "Runtime exited with error: signal: killed"),
            ("kill -TERM $$", "Runtime exited with error: signal: terminated"),
            ("ulimit -c 0; kill -SEGV $$", "Runtime exited with error: signal: segmentation fault"),
        ] {
            assert_eq!(shell(script).exited().await.message(), message, "{script}");
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_told_in_lambdas_words() {
        let error = Process::start(&mut Command::new("/nowhere/check")).unwrap_err();
        assert_eq!(error.to_string(), "fork/exec /nowhere/check: no such file or directory");
    }

    #[tokio::test]
    async fn a_frozen_process_is_killed_too() {
        let process = shell("while :; do sleep 60; done");
        process.freeze();
        process.kill();
        assert_eq!(process.exited().await.message(), "Runtime exited with error: signal: killed");
        process.thaw(); // There is nobody any more, and nobody else gets the signal.
    }

    #[tokio::test]
    async fn what_a_process_started_ends_with_it() {
        let (mut reader, writer) = io::pipe().unwrap();
        let mut command = Command::new("/bin/sh");
        // The child holds the pipe open for as long as it lives.
        command.args(["-c", "sleep 3600 & exit 0"]).stdin(Stdio::null()).stdout(writer);
        let process = Process::start(&mut command).unwrap();
        drop(command);
        let read = tokio::task::spawn_blocking(move || reader.read_to_end(&mut Vec::new()));
        process.exited().await;
        assert_eq!(read.await.unwrap().unwrap(), 0);
    }
}

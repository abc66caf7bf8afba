//! A program that runs: its end, its standard error, and the signals for it.

use std::io::{self, Read, Write as _};
use std::process::{ChildStderr, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use signal_hook::consts::SIGTERM;

use super::outcome::Outcome;
use super::signals;
use super::tail::Tail;

/// The end of standard error that is kept: twice what fits into a message and more, as only half of it may be told.
const TAIL: usize = 16 * 1024;

/// How long the rest of standard error is waited for: something that the program left running may hold it open.
const REST: Duration = Duration::from_millis(500);

/// What may happen while a program runs.
#[derive(Debug)]
pub(super) enum Event {
    /// It has ended.
    Exited,
    /// There is no more on its standard error.
    Silent,
    /// A signal has come, which is meant for it.
    Signal(i32),
}

/// How long a program may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Before it is told to end.
    pub(super) timeout: Option<Duration>,
    /// After it was.
    pub(super) grace: Duration,
}

/// Runs a program to its end; how it ended, and what it said last.
pub(super) fn run(
    command: &mut Command,
    limits: Limits,
    events: &Sender<Event>,
    happened: &Receiver<Event>,
) -> (Outcome, Tail) {
    let tail = Arc::new(Mutex::new(Tail::new(TAIL)));
    // If the machine has no threads left, it is told before there is a program whose end nobody would see.
    let started = Watchers::start(events, &tail)
        .and_then(|watchers| Ok((watchers, command.stderr(Stdio::piped()).spawn()?)));
    let (watchers, mut child) = match started {
        Ok(started) => started,
        Err(error) => return (Outcome::NotStarted(error), Tail::new(TAIL)),
    };
    let program = Running { process: Pid::from_child(&child) };
    watchers.watch(program.process, child.stderr.take());
    let (is_late, is_silent) = program.wait(limits, happened);
    if !is_silent {
        wait_for_rest(happened);
    }
    let outcome = match (is_late, limits.timeout, child.wait()) {
        (true, Some(limit), _) => Outcome::TooLate(limit),
        (_, _, Ok(status)) => Outcome::Ended(status),
        (_, _, Err(error)) => Outcome::NotStarted(error),
    };
    let tail = tail.lock().unwrap_or_else(PoisonError::into_inner).clone();
    (outcome, tail)
}

/// Threads that wait for a program.
struct Watchers {
    of_end: Sender<Pid>,
    of_stderr: Sender<ChildStderr>,
}

impl Watchers {
    fn start(events: &Sender<Event>, tail: &Arc<Mutex<Tail>>) -> io::Result<Self> {
        let (of_end, process) = mpsc::channel();
        let ended = events.clone();
        thread::Builder::new().spawn(move || {
            // Without a process, none was started.
            let Ok(process) = process.recv() else { return };
            // It stays a zombie until it is reaped where no signal is sent any more.
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            while matches!(waitid(WaitId::Pid(process), options), Err(Errno::INTR)) {}
            let _ = ended.send(Event::Exited); // The other end waits for it.
        })?;
        let (of_stderr, stderr) = mpsc::channel();
        let (silent, tail) = (events.clone(), Arc::clone(tail));
        thread::Builder::new().spawn(move || {
            let Ok(stderr) = stderr.recv() else { return };
            pass_on(stderr, &tail);
            let _ = silent.send(Event::Silent); // Nobody waits for ever.
        })?;
        Ok(Self { of_end, of_stderr })
    }

    fn watch(self, process: Pid, stderr: Option<ChildStderr>) {
        // They wait for it.
        let _ = self.of_end.send(process);
        if let Some(stderr) = stderr {
            let _ = self.of_stderr.send(stderr);
        }
    }
}

/// Copies the program's standard error to ours as it comes.
fn pass_on(mut stderr: ChildStderr, tail: &Mutex<Tail>) {
    let mut bytes = [0; 8192];
    loop {
        match stderr.read(&mut bytes) {
            Ok(0) => return,
            Ok(read) => {
                tail.lock().unwrap_or_else(PoisonError::into_inner).push(&bytes[..read]);
                // If nobody reads ours, the program goes on all the same.
                let _unread = io::stderr().write_all(&bytes[..read]);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

fn wait_for_rest(happened: &Receiver<Event>) {
    let end = Instant::now() + REST;
    while let Ok(event) = happened.recv_timeout(end.saturating_duration_since(Instant::now())) {
        if matches!(event, Event::Silent) {
            return;
        }
    }
}

/// A program that has not been reaped, so that its process id is its own.
struct Running {
    process: Pid,
}

impl Running {
    /// Waits until it has ended. Whether that was too late, and whether its standard error has ended, too.
    fn wait(&self, limits: Limits, happened: &Receiver<Event>) -> (bool, bool) {
        let (mut is_late, mut is_silent) = (false, false);
        let mut terminate_at = limits.timeout.and_then(after);
        let mut kill_at = None;
        loop {
            match next(happened, [terminate_at, kill_at].into_iter().flatten().min()) {
                Some(Event::Exited) => return (is_late, is_silent),
                Some(Event::Silent) => is_silent = true,
                Some(Event::Signal(signal)) => {
                    if !signals::is_sent_by_terminal(signal) {
                        self.signal(signal);
                    }
                    if signal == SIGTERM {
                        kill_at = kill_at.or_else(|| after(limits.grace));
                    }
                }
                None if terminate_at.is_some_and(|moment| moment <= Instant::now()) => {
                    is_late = true;
                    terminate_at = None;
                    self.signal(SIGTERM);
                    kill_at = kill_at.or_else(|| after(limits.grace));
                }
                None => {
                    kill_at = None;
                    self.signal(Signal::KILL.as_raw());
                }
            }
        }
    }

    fn signal(&self, signal: i32) {
        if let Some(signal) = Signal::from_named_raw(signal) {
            // One that has ended meanwhile needs none.
            let _ = kill_process(self.process, signal);
        }
    }
}

/// The moment so much later; none if it is too far away to be counted, as it never comes.
fn after(limit: Duration) -> Option<Instant> {
    Instant::now().checked_add(limit)
}

/// The next event; none if a moment comes before.
fn next(happened: &Receiver<Event>, moment: Option<Instant>) -> Option<Event> {
    let Some(moment) = moment else {
        return Some(happened.recv().expect("we hold an end ourselves"));
    };
    match happened.recv_timeout(moment.saturating_duration_since(Instant::now())) {
        Ok(event) => Some(event),
        Err(RecvTimeoutError::Timeout) => None,
        Err(RecvTimeoutError::Disconnected) => unreachable!("we hold an end ourselves"),
    }
}

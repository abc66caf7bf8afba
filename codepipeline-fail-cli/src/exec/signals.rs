//! Signals that are meant for the program.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use codepipeline_fail_cli::failure::FailureKind;
use rustix::process::getpgrp;
use rustix::termios::tcgetpgrp;
use signal_hook::consts::{SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2};
use signal_hook::flag;
use signal_hook::iterator::Signals;

use super::program::Event;

/// What is passed on.
const SIGNALS: [i32; 6] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2];

/// From now on, signals are events, and end this process no more; once there is a result to report, Ctrl-C does again.
pub(super) fn listen(events: Sender<Event>, is_reporting: Arc<AtomicBool>) -> io::Result<()> {
    // Who starts us may ignore it, and hand that down; then the system forgets how a program ended.
    flag::register(SIGCHLD, Arc::default())?;
    let mut signals = Signals::new(SIGNALS.into_iter().filter(|signal| !is_ignored(*signal)))?;
    thread::Builder::new().spawn(move || {
        for signal in signals.forever() {
            if signal == SIGINT && is_reporting.load(Ordering::SeqCst) {
                let _unread =
                    writeln!(io::stderr(), "\ncodepipeline-fail: interrupted: the result may be lost");
                std::process::exit(FailureKind::Other.status().into());
            }
            // Nobody waits for it once the program has ended.
            let _ = events.send(Event::Signal(signal));
        }
    })?;
    Ok(())
}

/// Whether a signal was ignored when we were started, as by `nohup`: then the program is to ignore it, too. Only Linux tells.
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask =
        status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("SigIgn:")?.trim(), 16).ok());
    mask.is_some_and(|mask| mask & 1 << (signal - 1) != 0)
}

/// Whether a signal has come to the program, too: a terminal sends those of its keys to all that run in its foreground.
pub(super) fn is_sent_by_terminal(signal: i32) -> bool {
    let is_of_key = [SIGINT, SIGQUIT].contains(&signal);
    is_of_key && File::open("/dev/tty").is_ok_and(|tty| tcgetpgrp(tty).is_ok_and(|group| group == getpgrp()))
}

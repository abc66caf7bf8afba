//! Signals that are meant for the program.

use std::fs::File;
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
    let mut signals = Signals::new(SIGNALS)?;
    thread::spawn(move || {
        for signal in signals.forever() {
            if signal == SIGINT && is_reporting.load(Ordering::SeqCst) {
                let _unread =
                    writeln!(io::stderr(), "\ncodepipeline-fail: interrupted: the result may be lost");
                std::process::exit(FailureKind::Other.status().into());
            }
            // Nobody waits for it once the program has ended.
            let _ = events.send(Event::Signal(signal));
        }
    });
    Ok(())
}

/// Whether a signal has come to the program, too: a terminal sends those of its keys to all that run in its foreground.
pub(super) fn is_sent_by_terminal(signal: i32) -> bool {
    let is_of_key = [SIGINT, SIGQUIT].contains(&signal);
    is_of_key && File::open("/dev/tty").is_ok_and(|tty| tcgetpgrp(tty).is_ok_and(|group| group == getpgrp()))
}

//! Ctrl-C, as the AWS CLI takes it.

use std::io::Write as _;

use signal_hook::consts::SIGINT;
use signal_hook::iterator::Signals;

/// The exit status of who was broken off.
pub(crate) const STATUS: u8 = 130;

/// From now on, Ctrl-C ends the process with an exit status, and not as a signal would.
pub(crate) fn listen() {
    // Without it, the signal ends the process all the same.
    let Ok(mut signals) = Signals::new([SIGINT]) else { return };
    std::thread::spawn(move || {
        if signals.forever().next().is_some() {
            let _unread = writeln!(std::io::stdout());
            std::process::exit(STATUS.into());
        }
    });
}

//! When to end: SIGTERM or Ctrl-C.

use std::io;

/// Whoever waits for this waits until the process is asked to end.
#[cfg(unix)]
#[derive(Debug)]
pub(super) struct Stop {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Stop {
    /// From now on, such a signal no longer kills the process.
    pub(super) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    pub(super) async fn asked(mut self) {
        std::future::poll_fn(|cx| {
            let terminate = self.terminate.poll_recv(cx);
            if terminate.is_ready() { terminate } else { self.interrupt.poll_recv(cx) }
        })
        .await;
    }
}

/// Elsewhere there is Ctrl-C alone.
#[cfg(not(unix))]
#[derive(Debug)]
pub(super) struct Stop;

#[cfg(not(unix))]
impl Stop {
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(super) fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    pub(super) async fn asked(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without it, there is nothing to wait for.
            std::future::pending().await
        }
    }
}

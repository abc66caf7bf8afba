//! When a worker ends, and how soon.

use std::io;

use tokio_util::sync::CancellationToken;

/// Says when a [`Worker`](super::Worker) is to end: by [signals](Self::on_signals), or [by hand](Self::by_hand).
///
/// ```
/// use codepipeline_fail::Shutdown;
///
/// let (trigger, shutdown) = Shutdown::by_hand();
/// trigger.stop(); // let the jobs end
/// trigger.hurry(); // do not wait for them any longer
/// # drop(shutdown);
/// ```
#[derive(Clone, Debug)]
pub struct Shutdown {
    stopping: CancellationToken,
    hurrying: CancellationToken,
}

/// Ends the worker that has the [`Shutdown`] made with it. Dropping it ends nothing.
#[derive(Clone, Debug)]
pub struct ShutdownTrigger(Shutdown);

impl ShutdownTrigger {
    /// Takes no more jobs, and lets those under way end within the worker's grace.
    pub fn stop(&self) {
        self.0.stopping.cancel();
    }

    /// Does not wait any longer for jobs under way: they are reported as they are.
    pub fn hurry(&self) {
        self.stop();
        self.0.hurrying.cancel();
    }
}

impl Shutdown {
    /// Ends when the trigger says so.
    #[must_use]
    pub fn by_hand() -> (ShutdownTrigger, Self) {
        let shutdown = Self { stopping: CancellationToken::new(), hurrying: CancellationToken::new() };
        (ShutdownTrigger(shutdown.clone()), shutdown)
    }

    /// Ends on SIGTERM or Ctrl-C; a second one hurries. From now on, such a signal no longer kills the process.
    ///
    /// # Errors
    /// If the process cannot listen to signals.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub fn on_signals() -> io::Result<Self> {
        let mut signals = Signals::listen()?;
        let (trigger, shutdown) = Self::by_hand();
        tokio::spawn(async move {
            signals.next().await;
            tracing::info!("asked to end: no more jobs are taken");
            trigger.stop();
            signals.next().await;
            tracing::warn!("asked to end once more: jobs under way are not waited for");
            trigger.hurry();
        });
        Ok(shutdown)
    }

    /// Waits until the worker is to end.
    pub(crate) async fn stopping(&self) {
        self.stopping.cancelled().await;
    }

    /// Waits until it is to end at once.
    pub(crate) async fn hurrying(&self) {
        self.hurrying.cancelled().await;
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.is_cancelled()
    }
}

#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Elsewhere there is Ctrl-C alone.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without it, there is nothing to wait for.
            std::future::pending::<()>().await;
        }
    }
}

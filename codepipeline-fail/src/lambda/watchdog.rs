//! A thread of its own, with a runtime of its own, for what has to happen in time: a handler that blocks the function's
//! runtime does not stop it.

use std::io;
use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;

/// Where jobs are watched, and their results sent.
#[derive(Debug)]
pub(super) struct Watchdog {
    runtime: Handle,
    tasks: TaskTracker,
    /// The thread ends with it.
    _alive: Option<oneshot::Sender<()>>,
}

impl Watchdog {
    /// Starts the thread.
    ///
    /// # Errors
    /// If the machine has none left.
    pub fn start(tasks: TaskTracker) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (alive, ended) = oneshot::channel::<()>();
        thread::Builder::new().name("codepipeline-watchdog".to_owned()).spawn(move || {
            // It is an error when the other end is dropped, which is what is waited for.
            let _dropped = runtime.block_on(ended);
        })?;
        Ok(Self { runtime: handle, tasks, _alive: Some(alive) })
    }

    /// On the caller's runtime, whose time may be virtual.
    pub fn here(tasks: TaskTracker) -> Self {
        Self { runtime: Handle::current(), tasks, _alive: None }
    }

    pub fn spawn<T: Send + 'static>(&self, task: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
        self.tasks.spawn_on(task, &self.runtime)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(flavor = "current_thread")]
    async fn it_goes_on_while_the_runtime_is_blocked() {
        let watchdog = Watchdog::start(TaskTracker::new()).unwrap();
        let (sender, receiver) = std::sync::mpsc::channel();
        let task = watchdog.spawn(async move {
            tokio::time::sleep(Duration::from_millis(1)).await;
            sender.send(thread::current().name().map(str::to_owned)).unwrap();
        });
        // This blocks the only thread of the test's runtime.
        assert_eq!(receiver.recv().unwrap().as_deref(), Some("codepipeline-watchdog"));
        task.await.unwrap();
    }
}

//! A thread of its own that keeps time: a handler that blocks the function's runtime does not stop it.

use std::io;
use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;

/// Where jobs are watched.
#[derive(Debug)]
pub(super) struct Watchdog {
    runtime: Handle,
    tasks: TaskTracker,
    /// The thread ends with it; none if the runtime is the caller's.
    alive: Option<oneshot::Sender<()>>,
}

impl Watchdog {
    /// Starts the thread. Its runtime knows time and nothing else, so that it costs next to nothing where all goes well.
    ///
    /// # Errors
    /// If the machine has none left.
    pub fn start(tasks: TaskTracker) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_time().build()?;
        let handle = runtime.handle().clone();
        let (alive, ended) = oneshot::channel::<()>();
        thread::Builder::new().name("watchdog".to_owned()).spawn(move || {
            // It is an error when the other end is dropped, which is what is waited for.
            let _dropped = runtime.block_on(ended);
        })?;
        Ok(Self { runtime: handle, tasks, alive: Some(alive) })
    }

    /// On the caller's runtime, whose time may be virtual.
    pub fn here(tasks: TaskTracker) -> Self {
        Self { runtime: Handle::current(), tasks, alive: None }
    }

    /// Lets a task keep time.
    pub fn spawn<T: Send + 'static>(&self, task: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
        self.tasks.spawn_on(task, &self.runtime)
    }

    /// Does what takes a connection, on another thread and a runtime of its own, which nobody else can block.
    ///
    /// # Errors
    /// If the machine has none left.
    pub async fn connected<T: Send + 'static>(
        &self,
        task: impl Future<Output = T> + Send + 'static,
    ) -> io::Result<T> {
        if self.alive.is_none() {
            return Ok(task.await);
        }
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (done, result) = oneshot::channel();
        thread::Builder::new().name("watchdog-report".to_owned()).spawn(move || {
            // Nobody waits for it if the process ends.
            let _ended = done.send(runtime.block_on(task));
        })?;
        result.await.map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(flavor = "current_thread")]
    async fn it_goes_on_while_the_runtime_is_blocked() {
        let watchdog = std::sync::Arc::new(Watchdog::start(TaskTracker::new()).unwrap());
        let (sender, receiver) = std::sync::mpsc::channel();
        let connecting = std::sync::Arc::clone(&watchdog);
        let task = watchdog.spawn(async move {
            tokio::time::sleep(Duration::from_millis(1)).await;
            let name = connecting.connected(async { thread::current().name().map(str::to_owned) }).await;
            sender.send(name.unwrap()).unwrap();
        });
        // This blocks the only thread of the test's runtime.
        assert_eq!(receiver.recv().unwrap().as_deref(), Some("watchdog-report"));
        task.await.unwrap();
    }
}

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Cuts the jobs in hand short when the function is shut down: see [`Action::stopper`](super::Action::stopper).
///
/// Lambda sends SIGTERM only to a function with a registered extension, and kills it 300 to 500 milliseconds later, or two
/// seconds where there are extensions outside of the process
/// (<https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-shutdown>). That is
/// enough for one request. `lambda_runtime::spawn_graceful_shutdown_handler` registers an extension, and calls a hook:
///
/// ```no_run
/// # mod lambda_runtime {
/// #     pub use ::lambda_runtime::*;
/// #     pub async fn spawn_graceful_shutdown_handler<F: Future>(_: impl FnOnce() -> F + Send + 'static) {}
/// # }
/// # async fn example(client: aws_sdk_codepipeline::Client) -> Result<(), lambda_runtime::Error> {
/// use codepipeline_fail::{Failure, Job, lambda};
///
/// let action = lambda::action(&client, async |job: Job| Ok::<_, Failure>(()));
/// let stopper = action.stopper();
/// lambda_runtime::spawn_graceful_shutdown_handler(move || async move { stopper.stop().await }).await;
/// lambda_runtime::run(action).await
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Stopper {
    pub(super) stopping: CancellationToken,
    pub(super) tasks: TaskTracker,
}

impl Stopper {
    pub(super) fn new() -> Self {
        Self { stopping: CancellationToken::new(), tasks: TaskTracker::new() }
    }

    /// Reports the jobs in hand: hands on those whose handlers left a [checkpoint](crate::Job::checkpoint), fails the
    /// others with `SystemUnavailable`. Returns when that is done; at once if there are none. A job that comes later is cut
    /// short as well.
    pub async fn stop(&self) {
        self.stopping.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

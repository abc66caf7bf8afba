//! Watching one job: until it is reported, or has to be.

use tokio::sync::oneshot;
use tokio::time::sleep_until;
use tokio_util::sync::CancellationToken;

use super::time::Time;
use crate::job::JobControl;

/// Said of a job whose function is about to be killed.
const OUT_OF_TIME: &str = "The Lambda function ran out of time before the job ended; retry the stage, or give the function more time.";

/// Said of a job whose function is being shut down.
const STOPPED: &str = "The Lambda function was shut down before the job ended; retry the stage.";

/// Said of a job that nobody waits for any more.
const DROPPED: &str = "The job was cancelled before it ended.";

/// A job in hand.
pub(super) struct Watched {
    pub control: JobControl,
    pub time: Time,
    /// The function is being shut down.
    pub stopping: CancellationToken,
}

impl Watched {
    /// Waits until whoever works on the job has let go of it, which drops the other end of `work`; but no longer than there
    /// is time. The handler is told before its time is over. What is to be said of a job that has no result by then.
    pub async fn over(&self, work: oneshot::Receiver<()>) -> &'static str {
        let out_of_time = async {
            sleep_until(self.time.notice).await;
            self.control.cancel();
            sleep_until(self.time.stop).await;
        };
        tokio::select! {
            biased;
            _ = work => DROPPED,
            () = self.stopping.cancelled() => {
                self.control.cancel();
                STOPPED
            }
            () = out_of_time => OUT_OF_TIME,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use tokio::time::Instant;

    use super::*;

    /// A minute, of which the last four seconds are two for notice and two for the report, as a margin says.
    fn watched() -> Watched {
        let now = SystemTime::now();
        let time = Time::until(now + Duration::from_mins(1), now, Some(Duration::from_secs(2)));
        Watched { control: JobControl::default(), time, stopping: CancellationToken::new() }
    }

    #[tokio::test(start_paused = true)]
    async fn work_that_ends_in_time_is_not_cut_short() {
        let (watched, (work, over)) = (watched(), oneshot::channel());
        drop(work);
        assert_eq!(watched.over(over).await, DROPPED);
        assert!(!watched.control.cancellation.is_cancelled());
    }

    #[tokio::test(start_paused = true)]
    async fn the_handler_is_told_before_the_job_is_cut_short() {
        let (watched, (_work, over)) = (watched(), oneshot::channel());
        let started = Instant::now();
        let told = async {
            watched.control.cancellation.cancelled().await;
            started.elapsed()
        };
        let (told, message) = tokio::join!(told, watched.over(over));
        assert_eq!(told.as_secs(), 56);
        assert_eq!(message, OUT_OF_TIME);
        assert_eq!(started.elapsed().as_secs(), 58);
    }

    #[tokio::test(start_paused = true)]
    async fn a_function_that_is_shut_down_does_not_wait() {
        let (watched, (_work, over)) = (watched(), oneshot::channel());
        watched.stopping.cancel();
        assert_eq!(watched.over(over).await, STOPPED);
        assert!(watched.control.cancellation.is_cancelled());
    }
}

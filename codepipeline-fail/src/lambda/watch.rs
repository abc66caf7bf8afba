//! Watching one job: until the handler has ended, or its time is over.

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

/// How the watch over a job ended.
pub(super) enum Watch<T> {
    /// There is a result.
    Ended(T),
    /// The job is to be cut short; what is to be said of it.
    CutShort(&'static str),
}

impl Watched {
    /// Waits for the result, but no longer than there is time. The handler is told before its time is over.
    pub async fn end<T>(&self, mut result: oneshot::Receiver<T>) -> Watch<T> {
        tokio::select! {
            biased;
            result = &mut result => return result.map_or(Watch::CutShort(DROPPED), Watch::Ended),
            () = self.stopping.cancelled() => return self.cut_short(STOPPED),
            () = sleep_until(self.time.notice) => self.control.cancel(),
        }
        tokio::select! {
            biased;
            result = &mut result => result.map_or(Watch::CutShort(DROPPED), Watch::Ended),
            () = self.stopping.cancelled() => self.cut_short(STOPPED),
            () = sleep_until(self.time.stop) => self.cut_short(OUT_OF_TIME),
        }
    }

    fn cut_short<T>(&self, message: &'static str) -> Watch<T> {
        self.control.cancel();
        Watch::CutShort(message)
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
    async fn what_comes_in_time_counts() {
        let (watched, (sender, receiver)) = (watched(), oneshot::channel());
        sender.send(1).unwrap();
        assert!(matches!(watched.end(receiver).await, Watch::Ended(1)));
        assert!(!watched.control.cancellation.is_cancelled());
    }

    #[tokio::test(start_paused = true)]
    async fn the_handler_is_told_before_the_job_is_cut_short() {
        let (watched, (_sender, receiver)) = (watched(), oneshot::channel::<()>());
        let started = Instant::now();
        let told = async {
            watched.control.cancellation.cancelled().await;
            started.elapsed()
        };
        let (told, ended) = tokio::join!(told, watched.end(receiver));
        assert_eq!(told.as_secs(), 56);
        assert!(matches!(ended, Watch::CutShort(OUT_OF_TIME)));
        assert_eq!(started.elapsed().as_secs(), 58);
    }

    #[tokio::test(start_paused = true)]
    async fn a_function_that_is_shut_down_does_not_wait() {
        let (watched, (_sender, receiver)) = (watched(), oneshot::channel::<()>());
        watched.stopping.cancel();
        assert!(matches!(watched.end(receiver).await, Watch::CutShort(STOPPED)));
        assert!(watched.control.cancellation.is_cancelled());
    }

    #[tokio::test(start_paused = true)]
    async fn a_job_that_is_dropped_is_cancelled() {
        let (watched, (sender, receiver)) = (watched(), oneshot::channel::<()>());
        drop(sender);
        assert!(matches!(watched.end(receiver).await, Watch::CutShort(DROPPED)));
    }
}

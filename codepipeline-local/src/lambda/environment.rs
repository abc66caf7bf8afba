//! An execution environment: one process, and the API by which it takes events and answers them.

use super::builder::Settings;
use super::exchange::{Answer, Exchange, Handout, Step};
use super::invocation::Request;
use super::outcome::{FunctionError, Outcome};
use super::process::Process;
use super::runtime_api::RuntimeApi;
use super::variables;
use std::io;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use time::OffsetDateTime;
use time::format_description::StaticFormatDescription;
use time::macros::format_description;
use tokio::time::{Instant, sleep_until, timeout};

/// How long the shutdown of a function with an internal extension may take, as Lambda has it
/// (<https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>, "Shutdown phase").
const SHUTDOWN: Duration = Duration::from_millis(500);

/// As Lambda writes the time of a timeout.
const TIME: StaticFormatDescription =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");

#[derive(Debug)]
pub(super) struct Environment {
    process: Process,
    exchange: Arc<Exchange>,
    api: RuntimeApi,
    timeout: Duration,
    initialization_timeout: Duration,
    /// Whether it does one invocation at a time, and is reset by one that takes too long.
    is_single: bool,
    freezes: bool,
}

/// An attempt that has its outcome.
pub(super) struct Ended {
    pub outcome: Outcome,
    /// When the process has to be done, whatever it still does after its answer. None if it is not to go on.
    pub deadline: Option<Instant>,
}

impl Environment {
    /// Starts the process: what Lambda calls a cold start.
    pub(super) fn start(settings: &Settings, log_stream: &str) -> io::Result<Self> {
        let exchange = Arc::new(Exchange::new(settings));
        let api = RuntimeApi::serve(Arc::clone(&exchange))?;
        let mut command = settings.command()?;
        command.env_clear().envs(variables::of(settings, api.address(), log_stream));
        Ok(Self {
            process: Process::start(&mut command)?,
            exchange,
            api,
            timeout: settings.timeout,
            initialization_timeout: settings.initialization_timeout,
            is_single: settings.concurrency == 1,
            freezes: settings.freezes(),
        })
    }

    pub(super) fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// Whether nothing can be asked of it any more.
    pub(super) fn has_ended(&self) -> bool {
        self.process.has_exited() || self.exchange.initialization_failed()
    }

    /// Hands an event to the process and waits for what becomes of it.
    pub(super) async fn invoke(&self, request: &Arc<Request>, handed_out: impl Fn()) -> Ended {
        self.process.thaw();
        // The time it takes to ask for its first event is not the function's.
        let limit = if self.exchange.is_initialized() { self.timeout } else { self.initialization_timeout };
        let latest = Instant::now() + limit;
        loop {
            let poll = tokio::select! {
                biased;
                step = self.exchange.next() => match step {
                    Step::Poll(poll) => poll,
                    Step::InitializationError(error) => return self.reset(Outcome::Error(error)).await,
                },
                exit = self.process.exited() => return Ended::exited(request, &exit.message()),
                () = sleep_until(latest) => return self.time_out(request, limit).await,
            };
            let (deadline, wall) = (Instant::now() + self.timeout, SystemTime::now() + self.timeout);
            let handout = Handout { request: Arc::clone(request), deadline: wall };
            let answer = self.exchange.begin(handout.clone());
            if poll.send(handout.clone()).is_err() {
                // Who asked has gone: somebody else has to.
                self.exchange.forget(&request.id);
                continue;
            }
            self.exchange.tell_extensions(&handout);
            handed_out();
            return tokio::select! {
                biased;
                Ok(answer) = answer => Ended { outcome: answer.into(), deadline: Some(deadline) },
                exit = self.process.exited() => Ended::exited(request, &exit.message()),
                () = sleep_until(deadline) => self.time_out(request, self.timeout).await,
            };
        }
    }

    /// Waits until the process is done with an invocation, which it says by asking for the next, and freezes it. False if
    /// it has ended, or had to be.
    pub(super) async fn rest(&self, deadline: Option<Instant>) -> bool {
        let Some(deadline) = deadline else { return false };
        if !self.is_single {
            return !self.has_ended();
        }
        tokio::select! {
            biased;
            () = self.exchange.is_asked() => {
                if self.freezes {
                    self.process.freeze();
                }
                true
            }
            _ = self.process.exited() => false,
            () = sleep_until(deadline) => {
                self.process.kill();
                self.process.exited().await;
                false
            }
        }
    }

    /// Ends the process as Lambda does: it hears of it only if it has registered an extension.
    pub(super) async fn shut_down(&self) {
        if self.exchange.has_extension() {
            self.process.thaw();
            self.process.terminate();
            // Whether it has ended by itself or not.
            let _in_time = timeout(SHUTDOWN, self.process.exited()).await;
        }
        self.process.kill();
        self.process.exited().await;
        self.api.close();
    }

    /// Kills the process, for others to find out. False if it has ended.
    pub(super) fn crash(&self) -> bool {
        let is_there = !self.process.has_exited();
        self.process.kill();
        is_there
    }

    /// Ends the process at once.
    pub(super) fn kill(&self) {
        self.process.kill();
        self.api.close();
    }

    async fn time_out(&self, request: &Request, limit: Duration) -> Ended {
        let now = OffsetDateTime::now_utc().format(TIME).unwrap_or_default();
        let message = format!("{now} {} Task timed out after {:.2} seconds", request.id, limit.as_secs_f64());
        let outcome = Outcome::TimedOut(FunctionError::new("Sandbox.Timedout", message));
        if self.is_single || !self.exchange.is_initialized() {
            return self.reset(outcome).await;
        }
        // Others go on in it; a late answer finds nobody.
        self.exchange.forget(&request.id);
        Ended { outcome, deadline: Some(Instant::now()) }
    }

    async fn reset(&self, outcome: Outcome) -> Ended {
        self.process.kill();
        self.process.exited().await;
        Ended { outcome, deadline: None }
    }
}

impl Ended {
    fn exited(request: &Request, message: &str) -> Self {
        let message = format!("RequestId: {} Error: {message}", request.id);
        Self { outcome: Outcome::Exited(FunctionError::new("Runtime.ExitError", message)), deadline: None }
    }
}

impl From<Answer> for Outcome {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Response(body) => Self::Response(body),
            Answer::Error(error) => Self::Error(error),
        }
    }
}

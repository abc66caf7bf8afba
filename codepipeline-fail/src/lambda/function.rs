//! What a function has, whichever model it is of.

use std::io;
use std::sync::{Arc, OnceLock};

use lambda_runtime::Context;
use tracing::Span;

use super::InvocationError;
use super::settings::Settings;
use super::stopper::Stopper;
use super::time::Time;
use super::watch::Watched;
use super::watchdog::Watchdog;
use crate::clock::WallClock;
use crate::ending::{cut_short, wording};
use crate::handler::Handler;
use crate::job::{JobControl, JobParts};
use crate::sdk::reporter::Wording;
use crate::{JobDataError, JobResult};

#[derive(Clone)]
pub(super) struct Function {
    handler: Handler,
    settings: Arc<Settings>,
    pub stopper: Stopper,
    watchdog: Arc<OnceLock<io::Result<Watchdog>>>,
}

impl Function {
    pub fn new(handler: Handler) -> Self {
        Self { handler, settings: Arc::default(), stopper: Stopper::new(), watchdog: Arc::default() }
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn settings_mut(&mut self) -> &mut Settings {
        Arc::make_mut(&mut self.settings)
    }

    /// Keeps time on the caller's runtime, whose time may be virtual, and by this clock.
    pub fn simulate(&mut self, clock: WallClock) {
        self.settings_mut().clock = clock;
        self.watchdog = Arc::new(Ok(Watchdog::here(self.stopper.tasks.clone())).into());
    }

    /// The time that an invocation has, from now on.
    pub fn time(&self, context: &Context) -> Time {
        Time::until(context.deadline(), self.settings.clock.now(), self.settings.margin)
    }

    /// The watchdog, which is started by the first who needs it.
    pub fn watchdog(&self) -> Result<&Watchdog, InvocationError> {
        let watchdog = self.watchdog.get_or_init(|| Watchdog::start(self.stopper.tasks.clone()));
        watchdog.as_ref().map_err(|error| InvocationError::NoThread(error.kind().into()))
    }

    pub fn watched(&self, control: &JobControl, time: Time) -> Watched {
        Watched { control: control.clone(), time, stopping: self.stopper.stopping.clone() }
    }

    /// What the handler makes of a job, or what keeps it from being called.
    pub async fn result(&self, parts: Result<JobParts, JobDataError>, control: &JobControl) -> JobResult {
        let ended = match parts {
            Ok(parts) => self.handler.start(self.settings.job(parts, control), Span::current()).await,
            Err(mistake) => Ok(Err(mistake.into())),
        };
        // Only now, for the job's credentials may have been renewed.
        self.wording(control).ended(ended)
    }

    /// The result of a job whose handler does not end in time, of which this is to be said.
    pub fn cut_short(&self, control: &JobControl, message: &'static str) -> JobResult {
        let handed_on = control.checkpoint().map(Into::into);
        cut_short(&self.wording(control), handed_on, message)
    }

    pub fn wording(&self, control: &JobControl) -> Wording {
        wording(&self.settings.redactor, control, false)
    }
}

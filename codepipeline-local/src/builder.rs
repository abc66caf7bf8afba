//! How an endpoint is to be.

use crate::action_type::{ActionType, ActionTypeDefinition};
use crate::authorization::Authentication;
use crate::clock::Clock;
use crate::endpoint::Endpoint;
use crate::error_spelling::ErrorSpelling;
use crate::model::LengthUnit;
use crate::protocol::Core;
use crate::rules::{RepeatedAcknowledgement, Rules};
use crate::state::State;
use std::time::Duration;

/// Makes an [`Endpoint`].
///
/// AWS does not publish all of how its service behaves. Where it does not, a method here says so and lets you choose.
///
/// ```
/// use codepipeline_local::{Clock, Endpoint};
/// use std::time::Duration;
///
/// let endpoint = Endpoint::builder()
///     .clock(Clock::manual())
///     .seed(7)
///     .job_timeout(Duration::from_mins(10))
///     .build();
/// # drop(endpoint);
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct EndpointBuilder {
    clock: Clock,
    seed: u64,
    account_id: String,
    region: String,
    action_types: Vec<ActionTypeDefinition>,
    authentication: Authentication,
    rules: Rules,
}

impl Default for EndpointBuilder {
    fn default() -> Self {
        Self {
            clock: Clock::real(),
            seed: 0,
            account_id: "111122223333".into(),
            region: "us-east-1".into(),
            action_types: Vec::new(),
            authentication: Authentication::default(),
            rules: Rules::default(),
        }
    }
}

impl EndpointBuilder {
    /// Where the time comes from. Default: [`Clock::real`].
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// What ids and credentials are made from: the same seed and the same calls make the same ones. Default: 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The account that the jobs belong to. Default: 111122223333, which AWS keeps for documentation.
    ///
    /// # Panics
    /// If it is not 12 digits.
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = account_id.into();
        assert!(is_account_id(&self.account_id), "an account id is 12 digits");
        self
    }

    /// The region in the ARN of a pipeline. Default: us-east-1.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// How requests must be signed. [`Endpoint::call`] needs no signature. Default: [`Authentication::Scope`].
    pub fn authentication(mut self, authentication: Authentication) -> Self {
        self.authentication = authentication;
        self
    }

    /// Makes an action type known, as [`Endpoint::register`] does.
    pub fn action_type(mut self, action_type: ActionType) -> Self {
        self.action_types.push(ActionTypeDefinition::unknown(action_type));
        self
    }

    /// Makes an action type known with its properties, as [`Endpoint::define`] does.
    ///
    /// # Panics
    /// If more than one property is queryable.
    pub fn define(mut self, definition: ActionTypeDefinition) -> Self {
        if let Some(mistake) = definition.mistake() {
            panic!("CodePipeline would not have such an action type: {mistake}");
        }
        self.action_types.push(definition);
        self
    }

    /// How long a job that was handed out waits to be acknowledged, before it is handed out again. AWS does not say how
    /// long that is. Default: one minute.
    pub fn acknowledge_within(mut self, time: Duration) -> Self {
        self.rules.acknowledge_within = time;
        self
    }

    /// How long a job may take from its creation until its result. AWS counts by the action and names one hour for most
    /// (AWS CodePipeline User Guide, "Quotas"). Default: one hour.
    pub fn job_timeout(mut self, time: Duration) -> Self {
        self.rules.job_timeout = time;
        self
    }

    /// The same for the job of a Lambda function. Default: 20 minutes, as AWS has it (same page).
    pub fn lambda_timeout(mut self, time: Duration) -> Self {
        self.rules.lambda_timeout = time;
        self
    }

    /// How long after a continuation token the next job comes into the queue, or the Lambda function is invoked again.
    /// AWS says "in another 30 seconds" of Lambda (User Guide, "Integrations reference") and nothing of workers.
    /// Default: at once.
    pub fn continue_after(mut self, time: Duration) -> Self {
        self.rules.continue_after = time;
        self
    }

    /// How long after its end a job is forgotten: then its id is unknown (`JobNotFoundException`), and it takes no
    /// memory. AWS does not say how long it remembers. Default: for ever.
    pub fn forget_after(mut self, time: Duration) -> Self {
        self.rules.forget_after = Some(time);
        self
    }

    /// What a job answers that is acknowledged again by the same nonce. AWS does not say. Default: `InvalidNonceException`.
    pub fn repeated_acknowledgement(mut self, answer: RepeatedAcknowledgement) -> Self {
        self.rules.repeated_acknowledgement = answer;
        self
    }

    /// Whether a job that was not acknowledged takes a result. AWS does not say. Default: no,
    /// `InvalidJobStateException`.
    pub fn accept_unacknowledged_result(mut self, accept: bool) -> Self {
        self.rules.accept_unacknowledged_result = accept;
        self
    }

    /// Whether a job that has ended accepts the result that ended it again, without effect. AWS does not say. Default:
    /// no, `InvalidJobStateException`.
    pub fn accept_repeated_result(mut self, accept: bool) -> Self {
        self.rules.accept_repeated_result = accept;
        self
    }

    /// How many jobs a poll without `maxBatchSize` gets. AWS does not say. Default: 1.
    pub fn default_batch_size(mut self, jobs: usize) -> Self {
        self.rules.default_batch_size = jobs;
        self
    }

    /// What lengths are counted in. AWS does not say. Default: Unicode code points, as Smithy has it.
    pub fn length_unit(mut self, unit: LengthUnit) -> Self {
        self.rules.length_unit = unit;
        self
    }

    /// Whether a request that violates the model's constraints is let pass, and the violations
    /// [counted](Endpoint::violations). Values of a wrong type are refused all the same. Default: no.
    pub fn relaxed(mut self, relaxed: bool) -> Self {
        self.rules.relaxed = relaxed;
        self
    }

    /// Whether structures within `JobData` name their shape as `__type`, as the service's answers do in the examples of
    /// the AWS CLI's documentation. Clients have to ignore that. Default: no.
    pub fn coral_types(mut self, coral_types: bool) -> Self {
        self.rules.coral_types = coral_types;
        self
    }

    /// How answers spell an error's code. Default: as `__type`, the shape's name alone.
    pub fn error_spelling(mut self, spelling: ErrorSpelling) -> Self {
        self.rules.error_spelling = spelling;
        self
    }

    /// Sets the message of an error such as `InvalidJobStateException`. AWS publishes no runtime text of the job errors;
    /// the default is what the API reference says of each. No client should depend on them.
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, Operation};
    ///
    /// let endpoint = Endpoint::builder().error_message("ValidationException", "Something else.").build();
    /// assert_eq!(endpoint.call(Operation::GetJobDetails, "{}").json()["message"], "Something else.");
    /// ```
    pub fn error_message(mut self, code: impl Into<String>, message: impl Into<String>) -> Self {
        self.rules.error_messages.insert(code.into(), message.into());
        self
    }

    /// The endpoint.
    #[must_use]
    pub fn build(self) -> Endpoint {
        let authentication = self.authentication.clone();
        let (state, clock) = self.state();
        let action_types = state.action_types.clone();
        Endpoint::from_parts(Core::new(state), clock, authentication, action_types)
    }

    /// The endpoint, with jobs and action types as a file holds them, and kept there from now on. What a request changes
    /// is on the disk before its answer is sent; the file is replaced as a whole, so that it is never half written. Time
    /// stands still between two processes. Faults and the journal are not kept.
    ///
    /// Every change writes the whole file: it is meant for hundreds of jobs, not for thousands. The file holds client
    /// tokens and is readable for its owner alone.
    ///
    /// # Errors
    /// If the file cannot be read or written, is not a state file, or another process keeps its state there.
    ///
    /// ```
    /// use codepipeline_local::{Endpoint, JobStatus, NewJob};
    ///
    /// let folder = tempfile::tempdir()?;
    /// let path = folder.path().join("jobs.json");
    /// let id = Endpoint::builder().open(&path)?.start(NewJob::lambda("check"));
    ///
    /// let again = Endpoint::builder().open(&path)?;
    /// assert_eq!(again.job(&id).unwrap().status, JobStatus::InProgress);
    /// # Ok::<_, std::io::Error>(())
    /// ```
    #[cfg(feature = "server")]
    pub fn open(self, path: impl AsRef<std::path::Path>) -> std::io::Result<Endpoint> {
        let place = crate::state_file::Place::open(path.as_ref())?;
        let authentication = self.authentication.clone();
        let (mut state, clock) = self.state();
        let action_types = state.action_types.clone();
        place.read(&mut state)?;
        clock.advance(state.now.saturating_sub(clock.now()));
        Endpoint::with_state_file(Core::new(state), clock, authentication, action_types, place)
    }

    fn state(self) -> (State, Clock) {
        let mut state = State::new(self.seed, self.account_id, self.region, self.rules);
        for definition in self.action_types {
            state.define(definition);
        }
        (state, self.clock)
    }
}

pub(crate) fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

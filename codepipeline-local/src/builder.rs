//! How an endpoint is to be.

use crate::action_type::ActionType;
use crate::clock::Clock;
use crate::endpoint::Endpoint;
use crate::job::Rules;
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
    action_types: Vec<ActionType>,
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
            rules: Rules {
                acknowledge_within: Duration::from_mins(1),
                job_timeout: Duration::from_hours(1),
                lambda_timeout: Duration::from_mins(20),
                accept_repeated_acknowledgement: false,
                accept_unacknowledged_result: false,
            },
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
        let digits = self.account_id.bytes().all(|byte| byte.is_ascii_digit());
        assert!(digits && self.account_id.len() == 12, "an account id is 12 digits");
        self
    }

    /// The region in the ARN of a pipeline. Default: us-east-1.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// Makes an action type known, as [`Endpoint::register`] does.
    pub fn action_type(mut self, action_type: ActionType) -> Self {
        self.action_types.push(action_type);
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

    /// Whether a job that was acknowledged may be acknowledged again by the same nonce, and answers its status.
    ///
    /// AWS does not say. Default: no, `InvalidNonceException`; so AWS's own Jenkins plugin reads that error ("was
    /// already acknowledged").
    pub fn accept_repeated_acknowledgement(mut self, accept: bool) -> Self {
        self.rules.accept_repeated_acknowledgement = accept;
        self
    }

    /// Whether a job that was not acknowledged takes a result. AWS does not say. Default: no,
    /// `InvalidJobStateException`.
    pub fn accept_unacknowledged_result(mut self, accept: bool) -> Self {
        self.rules.accept_unacknowledged_result = accept;
        self
    }

    /// The endpoint.
    #[must_use]
    pub fn build(self) -> Endpoint {
        let mut state = State::new(self.seed, self.account_id, self.region, self.rules);
        for action_type in self.action_types {
            state.register(action_type);
        }
        Endpoint::from_parts(state, self.clock)
    }
}

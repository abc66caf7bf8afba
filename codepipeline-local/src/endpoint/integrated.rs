//! Jobs that a function does by what it returns.

use super::Endpoint;
use crate::action_type::ActionType;
use crate::error::ApiError;
use crate::id::JobId;
use crate::job::{ClientToken, Job, JobKind, JobResult, Offer, Origin};
use crate::operation::Operation;
use serde_json::Value;

impl Endpoint {
    /// From now on, no poll gets a job of this type.
    pub(crate) fn integrate(&self, action_type: &ActionType) {
        self.change(|core| {
            core.state.register(action_type.clone());
            core.state.integrated.insert(action_type.clone());
        });
    }

    /// Starts the jobs of a type that wait; each with what is made of it for its function.
    pub(crate) fn start_integrated(
        &self,
        action_type: &ActionType,
        event: fn(&Job, &str, &str) -> Value,
    ) -> Vec<(JobId, Value)> {
        // Nothing changes unless there is something to start: whoever calls this waits for changes.
        if !self.look(|state| state.jobs.has_waiting(action_type)) {
            return Vec::new();
        }
        self.change(|core| {
            let state = &mut core.state;
            let started = state.start_waiting(action_type).into_iter();
            let job = started.map(|number| state.jobs.get(number));
            job.map(|job| (job.view.id.clone(), event(job, &state.region, &state.account_id))).collect()
        })
    }

    /// Ends a job by the result that its function returned.
    pub(crate) fn end_integrated(&self, id: &JobId, result: JobResult) -> Result<(), ApiError> {
        self.change(|core| {
            let origin = core.state.job(id.as_str()).map(|job| job.origin.clone());
            let client_token = match &origin {
                Some(Origin::ThirdParty { client_token: ClientToken(token), .. }) => Some(token.as_str()),
                _ => None,
            };
            let is_third_party = origin.as_ref().is_some_and(|origin| origin.kind() == JobKind::ThirdParty);
            let operation = match (result.success().is_some(), is_third_party) {
                (true, false) => Operation::PutJobSuccessResult,
                (false, false) => Operation::PutJobFailureResult,
                (true, true) => Operation::PutThirdPartyJobSuccessResult,
                (false, true) => Operation::PutThirdPartyJobFailureResult,
            };
            core.state.put(Offer { operation, job_id: id.as_str(), result, client_token })
        })
    }
}

//! A result that a worker offers.

use super::{Job, JobResult};
use crate::error::ApiError;
use crate::operation::Operation;
use crate::rules::Rules;

/// The longest that the names and values of all output variables may be together, in bytes of UTF-8 (AWS CodePipeline
/// User Guide, "Quotas": 122,880 bytes for an action; that names count is our reading).
const OUTPUT_VARIABLES_SIZE: usize = 122_880;

/// A result that a worker offers to a job.
#[derive(Debug)]
pub(crate) struct Offer<'a> {
    pub operation: Operation,
    pub job_id: &'a str,
    pub result: JobResult,
    pub client_token: Option<&'a str>,
}

impl Offer<'_> {
    /// Whether the offer ends the job.
    pub(crate) fn check(&self, job: &Job, rules: &Rules) -> Result<(), ApiError> {
        job.check_client_token(self.client_token)?;
        if self.output_variables_size() > OUTPUT_VARIABLES_SIZE {
            return Err(ApiError::output_variables_size_exceeded());
        }
        let repeated = job.view.result.as_ref() == Some(&self.result);
        if repeated && rules.accept_repeated_result { Ok(()) } else { job.takes_result(rules) }
    }

    fn output_variables_size(&self) -> usize {
        let variables = self.result.success().map(|success| &success.output_variables);
        variables.into_iter().flatten().map(|(name, value)| name.len() + value.len()).sum()
    }
}

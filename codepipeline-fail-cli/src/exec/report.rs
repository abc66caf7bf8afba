//! What the service is told.

use codepipeline_fail::{FailureDetails, FailureType, Redactor};
use codepipeline_fail_cli::body;
use codepipeline_fail_cli::connection::{Connection, NotSent};
use codepipeline_fail_cli::failure::Failure;
use codepipeline_fail_cli::operation::Operation;
use codepipeline_fail_cli::put;
use codepipeline_fail_cli::value::{Map, Value};

/// Codes by which the service says that a success cannot be, whose ever the job is
/// (<https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PutJobSuccessResult.html#API_PutJobSuccessResult_Errors>).
const INVALID: [&str; 2] = ["ValidationException", "OutputVariablesSizeExceededException"];

/// The commands that report a success and a failure: of a job of one's own, and of a partner's.
const SUCCESS: [&str; 2] = ["put-job-success-result", "put-third-party-job-success-result"];
const FAILURE: [&str; 2] = ["put-job-failure-result", "put-third-party-job-failure-result"];

/// The job, and the way to report its result.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) connection: Connection,
    pub(super) job_id: String,
    pub(super) client_token: Option<String>,
    /// Knows what is never told.
    pub(super) redactor: Redactor,
}

impl Report {
    /// Finds what is wrong with the job or its token, before there is a result.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let operation = self.operation(SUCCESS);
        put::validate(operation, &self.input())
    }

    /// Reports success. If the service does not take what belongs to it, the failure is reported that it is, so that the job
    /// ends.
    pub(super) fn succeed(&self, id: Option<&str>, variables: Option<Value>) -> Result<(), Failure> {
        let mut input = self.input();
        if let Some(id) = id {
            let details = Map::from_iter([("externalExecutionId".to_owned(), id.into())]);
            input.insert("executionDetails".to_owned(), Value::Map(details));
        }
        if let Some(variables) = variables {
            input.insert("outputVariables".to_owned(), variables);
        }
        let operation = self.operation(SUCCESS);
        let Err(not_sent) = self.send(operation, &input) else { return Ok(()) };
        let failure = not_sent.failure(operation);
        if let Some(refusal) = not_sent.refusal().filter(|refusal| INVALID.contains(&refusal.code.as_str())) {
            let message = format!("the success cannot be reported: {}: {}", refusal.code, refusal.message);
            self.fail(FailureType::ConfigurationError, message, None)?;
        }
        Err(failure)
    }

    /// Reports failure.
    pub(super) fn fail(
        &self,
        failure_type: FailureType,
        message: String,
        id: Option<&str>,
    ) -> Result<(), Failure> {
        let failure = codepipeline_fail::Failure::new(failure_type, message);
        let details = FailureDetails::redacted(&failure, &self.redactor);
        let mut members = Map::from_iter([
            ("type".to_owned(), details.failure_type().as_str().into()),
            ("message".to_owned(), details.message().into()),
        ]);
        if let Some(id) = id {
            members.insert("externalExecutionId".to_owned(), id.into());
        }
        let mut input = self.input();
        input.insert("failureDetails".to_owned(), Value::Map(members));
        let operation = self.operation(FAILURE);
        self.send(operation, &input).map_err(|not_sent| not_sent.failure(operation))
    }

    fn input(&self) -> Map {
        let token = self.client_token.as_deref().map(|token| ("clientToken".to_owned(), token.into()));
        [("jobId".to_owned(), self.job_id.as_str().into())].into_iter().chain(token).collect()
    }

    fn operation(&self, [own, partners]: [&str; 2]) -> &'static Operation {
        let command = if self.client_token.is_some() { partners } else { own };
        Operation::of_command(command).expect("it is in the table")
    }

    fn send(&self, operation: &Operation, input: &Map) -> Result<(), NotSent> {
        match self.connection.send(operation, &body::of(operation, input)) {
            // It is the same result that came before, whose answer was lost.
            Err(not_sent) if not_sent.is_in_doubt() && is_ended(&not_sent) => Ok(()),
            sent => sent,
        }
    }
}

fn is_ended(not_sent: &NotSent) -> bool {
    not_sent.refusal().is_some_and(|refusal| refusal.code == "InvalidJobStateException")
}

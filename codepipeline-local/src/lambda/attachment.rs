//! What connects a function with an endpoint: it is invoked with the endpoint's jobs.

use super::function::Function;
use super::job_event;
use super::service::Service;
use crate::endpoint::Endpoint;
use crate::id::JobId;
use crate::job::{Job, JobKind, JobStatus};
use crate::jobs::Number;
use crate::state::State;
use bytes::Bytes;
use std::sync::Arc;

impl Function {
    /// Invokes the function, asynchronously, with every job of a Lambda function that is in progress or comes: with each new
    /// one, and with each that continues another, when its time has come
    /// ([`EndpointBuilder::continue_after`](crate::EndpointBuilder::continue_after)). It ends with the function.
    ///
    /// A function with a [name](super::FunctionBuilder::name) is invoked with the jobs whose `FunctionName` is that name,
    /// or an ARN with it; one without a name, with all of them.
    ///
    /// Such a job is in progress, and takes a result without an acknowledgement. It times out if there is none
    /// ([`EndpointBuilder::lambda_timeout`](crate::EndpointBuilder::lambda_timeout)), however its invocation went:
    /// CodePipeline does not look at that.
    ///
    /// # Panics
    /// Outside a Tokio runtime with I/O and time enabled.
    pub fn attach(&self, endpoint: &Endpoint) {
        let settings = self.service.settings();
        let name = settings.is_named.then(|| settings.name.clone());
        let mut watch = Watch { name, ..Watch::default() };
        let (service, endpoint) = (Arc::clone(&self.service), endpoint.clone());
        self.service.spawn(async move {
            endpoint.follow(|endpoint| watch.invoke(endpoint, &service)).await;
        });
    }
}

/// Which jobs the function has been invoked with.
#[derive(Debug, Default)]
struct Watch {
    /// The name of the function, if jobs have to name it.
    name: Option<String>,
    /// The first job that has not been looked at.
    next: Number,
    /// Jobs whose time has not come.
    waiting: Vec<Number>,
}

impl Watch {
    /// Invokes the function with the jobs whose time has come.
    fn invoke(&mut self, endpoint: &Endpoint, service: &Arc<Service>) {
        for (id, event) in endpoint.look(|state| self.take(state)) {
            service.invoke(event, Some(id), true);
        }
    }

    fn take(&mut self, state: &State) -> Vec<(JobId, Bytes)> {
        let waiting = std::mem::take(&mut self.waiting);
        let waited = waiting
            .into_iter()
            .filter_map(|number| state.jobs.from(number).next().filter(|(found, _)| *found == number));
        let new = state.jobs.from(self.next);
        let mut taken = Vec::new();
        for (number, job) in waited.chain(new) {
            match job.view.status {
                JobStatus::Created => self.waiting.push(number),
                JobStatus::InProgress if self.wants(job) => {
                    let event = job_event::of(job, &state.region, &state.account_id);
                    taken.push((job.view.id.clone(), event.to_string().into()));
                }
                // It ended before anybody could be invoked, or is another's.
                _ => {}
            }
        }
        self.next = state.jobs.next();
        taken
    }

    fn wants(&self, job: &Job) -> bool {
        let given = job.view.data.configuration.get("FunctionName").map(String::as_str).unwrap_or_default();
        job.origin.kind() == JobKind::Lambda && self.name.as_deref().is_none_or(|name| names(given, name))
    }
}

/// Whether a name or an ARN, with or without a version or an alias, is that of the function
/// (<https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>, "FunctionName").
fn names(given: &str, name: &str) -> bool {
    let given = given.split_once(":function:").map_or(given, |(_, rest)| rest);
    given.split(':').next() == Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ActionType, Clock, NewJob, Operation};
    use std::time::Duration;

    fn taken(watch: &mut Watch, endpoint: &Endpoint) -> Vec<String> {
        endpoint.look(|state| watch.take(state)).into_iter().map(|(id, _)| id.into()).collect()
    }

    #[test]
    fn a_function_is_named_by_its_name_or_its_arn() {
        for given in [
            "check",
            "check:live",
            "arn:aws:lambda:us-east-1:111122223333:function:check",
            "arn:aws:lambda:us-east-1:111122223333:function:check:7",
            "111122223333:function:check",
        ] {
            assert!(names(given, "check"), "{given}");
        }
        for given in ["", "checks", "arn:aws:lambda:us-east-1:111122223333:function:checks", "live:check"] {
            assert!(!names(given, "check"), "{given}");
        }
    }

    #[test]
    fn each_job_of_a_function_is_taken_once_when_its_time_has_come() {
        let endpoint =
            Endpoint::builder().clock(Clock::manual()).continue_after(Duration::from_secs(30)).build();
        let earlier = endpoint.start(NewJob::lambda("check"));
        let mut watch = Watch { name: Some("check".into()), ..Watch::default() };
        assert_eq!(taken(&mut watch, &endpoint), [earlier.as_str()]);

        endpoint.start(NewJob::custom(ActionType::custom("Test", "Acme", "1")));
        endpoint.start(NewJob::lambda("other"));
        let id = endpoint.start(NewJob::lambda("check"));
        assert_eq!(taken(&mut watch, &endpoint), [id.as_str()]);

        let body = format!(r#"{{"jobId":"{id}","continuationToken":"go on"}}"#);
        endpoint.call(Operation::PutJobSuccessResult, body);
        let next = endpoint.job(&id).unwrap().continued_by.unwrap();
        assert!(taken(&mut watch, &endpoint).is_empty());
        endpoint.advance(Duration::from_secs(30));
        assert_eq!(taken(&mut watch, &endpoint), [next.as_str()]);
        assert!(taken(&mut watch, &endpoint).is_empty());
    }

    #[test]
    fn a_reset_hides_no_job() {
        let endpoint = Endpoint::new();
        endpoint.start(NewJob::lambda("check"));
        let mut watch = Watch::default();
        assert_eq!(taken(&mut watch, &endpoint).len(), 1);
        endpoint.reset();
        let ids = [endpoint.start(NewJob::lambda("check")), endpoint.start(NewJob::lambda("other"))];
        assert_eq!(taken(&mut watch, &endpoint), ids.map(String::from));
    }
}

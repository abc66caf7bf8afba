//! The jobs as the pipeline's console shows them.

use codepipeline_local::{JobResult, JobView};

pub fn print(jobs: &[JobView]) {
    for job in jobs {
        println!("{} / {}: {}", job.data.stage, job.data.action, job.status);
        match &job.result {
            Some(JobResult::Failure(failure)) => {
                println!("    {}", failure.failure_type);
                line(Some(&failure.message));
                line(failure.external_execution_id.as_deref());
            }
            Some(JobResult::Success(success)) => {
                let details = success.execution_details.as_ref();
                line(details.and_then(|details| details.summary.as_deref()));
                line(details.and_then(|details| details.external_execution_id.as_deref()));
            }
            None => {}
        }
        println!();
    }
}

fn line(text: Option<&str>) {
    if let Some(text) = text {
        println!("    {text}");
    }
}

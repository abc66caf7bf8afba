//! Whatever is asked of the endpoint, it answers as AWS JSON does, and never panics.
#![no_main]

use codepipeline_local::{Endpoint, NewJob, Operation};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|requests: Vec<(u8, Vec<u8>)>| {
    let endpoint = Endpoint::new();
    let id = endpoint.start(NewJob::lambda("check")).to_string();
    for (operation, body) in requests {
        let operations = [
            Operation::PollForJobs,
            Operation::AcknowledgeJob,
            Operation::GetJobDetails,
            Operation::PutJobSuccessResult,
            Operation::PutJobFailureResult,
        ];
        let operation = operations[usize::from(operation) % operations.len()];
        let body = String::from_utf8_lossy(&body).replace("$id", &id);
        let answer = endpoint.call(operation, body);
        let response = answer.response().expect("no fault was asked for");
        assert!(matches!(response.status().as_u16(), 200 | 400 | 413));
    }
});

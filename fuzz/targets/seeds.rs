//! Whatever JSON is given as jobs or faults, it is taken or refused, and what was taken can be worked with.
#![no_main]

use codepipeline_local::{Endpoint, Fault, Operation};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(json) = serde_json::from_str::<serde_json::Value>(text) else { return };
    let endpoint = Endpoint::new();
    if let Ok(ids) = endpoint.seed(&json) {
        for id in ids {
            let input = serde_json::json!({ "jobId": id }).to_string();
            endpoint.call(Operation::GetJobDetails, input.clone());
            endpoint.call(Operation::PutJobSuccessResult, input);
            assert!(endpoint.job(&id).is_some());
        }
    }
    for fault in Fault::list(json).unwrap_or_default() {
        let text = serde_json::to_value(&fault).expect("a fault is JSON");
        assert_eq!(Fault::list(text).expect("it was one before"), [fault.clone()]);
        endpoint.faults().push(fault);
        endpoint.call(Operation::PollForJobs, "{}");
    }
});

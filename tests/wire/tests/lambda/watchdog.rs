//! The watchdog on its own thread, in real time, over real connections.

use std::sync::mpsc;
use std::time::Duration;

use codepipeline_fail::lambda::{Event, action};
use codepipeline_fail::{Failure, Job};
use codepipeline_local::{Endpoint, NewJob};
use lambda_runtime::{Context, LambdaEvent};
use tokio::runtime::Builder;
use tower_service::Service as _;
use wire_tests::{config, failure};

/// A handler blocks the only thread of the runtime, after that thread has opened a connection to CodePipeline, until the job
/// is reported.
#[test]
fn a_blocked_runtime_does_not_keep_it_from_reporting() {
    let elsewhere = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let endpoint = Endpoint::new();
    let server = elsewhere.block_on(endpoint.serve(([127, 0, 0, 1], 0))).unwrap();
    let id = endpoint.start(NewJob::lambda("check"));

    let (ended, blocked) = mpsc::channel::<()>();
    let blocked = std::sync::Mutex::new(Some(blocked));
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let http = aws_smithy_http_client::Builder::new().build_http();
    let client = aws_sdk_codepipeline::Client::from_conf(config(&server.url()).http_client(http).build());
    let asked = client.clone();
    let mut function = action(&client, move |job: Job| {
        let (asked, blocked) = (asked.clone(), blocked.lock().unwrap().take().expect("it is called once"));
        async move {
            // The pool of this runtime has a connection now, which stands still with it.
            asked.get_job_details().job_id(job.id()).send().await.expect("the job is there");
            let _ended = blocked.recv();
            Ok::<_, Failure>(())
        }
    })
    .deadline_margin(Duration::from_millis(500));

    let event = format!(r#"{{"CodePipeline.job": {{"id": "{id}"}}}}"#);
    let event: Event = serde_json::from_str(&event).unwrap();
    let mut context = Context::default();
    let deadline = std::time::SystemTime::now() + Duration::from_secs(2);
    context.deadline =
        deadline.duration_since(std::time::UNIX_EPOCH).unwrap().as_millis().try_into().unwrap();
    let invocation =
        std::thread::spawn(move || runtime.block_on(function.call(LambdaEvent::new(event, context))));

    elsewhere.block_on(endpoint.wait_for(&id, |job| job.status.is_final()));
    let reported = failure(&endpoint, &id);
    assert_eq!(reported.failure_type, "SystemUnavailable");
    // The handler ends later; what it returns is not sent.
    drop(ended);
    invocation.join().unwrap().unwrap();
    assert_eq!(failure(&endpoint, &id), reported);
}

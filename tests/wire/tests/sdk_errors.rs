//! Errors of the SDK's in messages: code and text are shown, "service error" and the raw response never.

use aws_sdk_codepipeline::config::retry::RetryConfig;
use aws_sdk_codepipeline::error::SdkError;
use aws_sdk_codepipeline::operation::get_job_details::GetJobDetailsError;
use codepipeline_fail::{Classify, Failure, FailureDetails, FailureType, JobFailure, ResultExt};
use codepipeline_local::{Endpoint, Fault, NewJob, Operation};
use wire_tests::{client, config};

type DetailsError = SdkError<GetJobDetailsError>;

#[derive(Debug, thiserror::Error, JobFailure)]
enum Error {
    #[error("look up: {0}")]
    #[failure(inherit)]
    Displayed(#[source] DetailsError),
    #[error("look up")]
    #[failure(inherit, "cannot look up: {0}")]
    Template(#[source] DetailsError),
    #[error("look up")]
    #[failure(inherit, "cannot look up: {0}")]
    Boxed(#[source] Box<DetailsError>),
    #[error("look up")]
    #[failure(inherit, causes, "cannot look up")]
    Causes(#[source] DetailsError),
}

/// The same error for each way to show it.
async fn errors(endpoint: &Endpoint) -> Vec<Failure> {
    let client = client(endpoint);
    let look_up = async || {
        let answer = client.get_job_details().job_id("11111111-2222-4333-8444-555555555555").send().await;
        answer.expect_err("there is no such job")
    };
    vec![
        Error::Displayed(look_up().await).into(),
        Error::Template(look_up().await).into(),
        Error::Boxed(Box::new(look_up().await)).into(),
        Error::Causes(look_up().await).into(),
        Err::<(), _>(look_up().await).or_classified("cannot look up").expect_err("it is one").with_causes(),
    ]
}

fn assert_says(failure: &Failure, failure_type: FailureType, text: &str) {
    let details = FailureDetails::of(failure);
    let message = details.message();
    assert!(message.contains(text), "{message}");
    assert_eq!(details.failure_type(), failure_type, "{message}");
    for never in ["service error", "dispatch failure", "HttpResponse", "Response {", "headers", "x-amzn"] {
        assert!(!message.contains(never), "{never:?} is in {message:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_modelled_error_is_shown_by_code_and_text() {
    for failure in errors(&Endpoint::new()).await {
        let text = "JobNotFoundException: The job was specified in an invalid format or cannot be found.";
        assert_says(&failure, FailureType::ConfigurationError, text);
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_that_is_not_modelled_is_shown_by_code_and_text() {
    let endpoint = Endpoint::new();
    let body = r#"{"__type":"AccessDeniedException","message":"User ci is not authorized"}"#;
    endpoint.faults().push(Fault::answer(Operation::GetJobDetails, 400, body).times(5));
    for failure in errors(&endpoint).await {
        assert_says(
            &failure,
            FailureType::PermissionError,
            "AccessDeniedException: User ci is not authorized",
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_fails_is_shown_by_its_cause() {
    let endpoint = Endpoint::new();
    endpoint.faults().push(Fault::disconnect(Operation::GetJobDetails).times(100));
    for failure in errors(&endpoint).await {
        assert_says(&failure, FailureType::SystemUnavailable, "io error");
    }
}

#[tokio::test]
async fn a_refused_connection_is_system_unavailable() {
    // The port was free a moment ago, and nobody listens on it now.
    let endpoint = Endpoint::new();
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
    let url = server.url();
    server.shutdown().await;
    let http = aws_smithy_http_client::Builder::new().build_http();
    let config = config(&url).http_client(http).retry_config(RetryConfig::disabled()).build();
    let client = aws_sdk_codepipeline::Client::from_conf(config);
    let error = client.get_job_details().job_id("x").send().await.expect_err("nobody listens");
    assert_eq!(error.classify(), FailureType::SystemUnavailable);
    assert_says(&Error::Displayed(error).into(), FailureType::SystemUnavailable, "onnection refused");
}

#[tokio::test]
async fn a_job_is_reported_over_a_port() {
    let endpoint = Endpoint::new();
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
    let http = aws_smithy_http_client::Builder::new().build_http();
    let client = aws_sdk_codepipeline::Client::from_conf(config(&server.url()).http_client(http).build());
    let id = endpoint.start(NewJob::lambda("test"));
    let failure = codepipeline_fail::failure!(JobFailed, "größer \u{1f600}\n\"zwei\"");
    let _ = codepipeline_fail::Reporter::new(&client).job(&id).fail(&failure).await.expect("it is delivered");
    assert!(wire_tests::failure(&endpoint, &id).message.starts_with("größer \u{1f600}\n\"zwei\" (ref "));
}

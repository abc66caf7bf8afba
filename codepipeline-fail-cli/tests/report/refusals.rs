//! What is refused, and by which status.

use codepipeline_local::{ActionType, Endpoint, Fault, NewJob, Operation};

use crate::support::{Served, command, fails, run, succeeds};

const REPORT: [&str; 5] =
    ["put-job-failure-result", "--job-id", "ID", "--failure-details", "type=JobFailed,message=m"];

fn report(id: &str) -> [&str; 5] {
    REPORT.map(|word| if word == "ID" { id } else { word })
}

fn job(endpoint: &Endpoint) -> String {
    endpoint.start(NewJob::custom(ActionType::custom("Deploy", "Acme", "1"))).as_str().to_owned()
}

#[test]
fn a_wrong_command_line_is_252() {
    for (arguments, words) in [
        (
            &["put-job-failure-result"][..],
            "the following arguments are required: --job-id, --failure-details",
        ),
        (&[&REPORT[..], &["--bogus", "x"]].concat(), "Unknown options: --bogus, x"),
        (&[&REPORT[..], &["--output", "xml"]].concat(), "Invalid choice, valid choices are:"),
        (&[&REPORT[..], &["--query", "["]].concat(), "Bad value for --query ["),
        (&["put-job-failure-result", "--job-id", "1", "--failure-details", "oops"], "Expected: '='"),
        (
            &["put-job-failure-result", "--job-id", "1", "--failure-details", "message=m"],
            r#"Missing required parameter in failureDetails: "type""#,
        ),
        (&["put-job-failure-results"], "unrecognized subcommand"),
        (&["--region", "eu-west-1"], "Usage"),
    ] {
        fails(&mut command(arguments), 252, words);
    }
}

#[test]
fn without_a_region_or_credentials_it_is_253() {
    fails(command(&REPORT).env_remove("AWS_REGION"), 253, "(NoRegion): You must specify a region");
    let mut nobody = command(&REPORT);
    fails(nobody.env_remove("AWS_ACCESS_KEY_ID"), 253, "(NoCredentials): Unable to locate credentials");
    // The input is looked at before.
    let mut command = command(&["put-job-failure-result", "--cli-input-json", "{}"]);
    fails(command.env_remove("AWS_ACCESS_KEY_ID"), 252, "Parameter validation failed");
}

#[test]
fn what_the_service_refuses_is_254() {
    let served = Served::new();
    let unknown = "00000000-0000-4000-8000-000000000000";
    let words = "An error occurred (JobNotFoundException) when calling the PutJobFailureResult operation";
    fails(&mut served.command(&report(unknown)), 254, words);

    let id = job(&served.endpoint);
    succeeds(&mut served.command(&report(&id)));
    fails(&mut served.command(&report(&id)), 254, "(InvalidJobStateException)");

    let mut others = served.command(&report(&id));
    fails(others.env("AWS_SECRET_ACCESS_KEY", "another"), 254, "(InvalidSignatureException)");
    // What is cut off is no JSON.
    served.endpoint.faults().push(Fault::truncate(Operation::PutJobFailureResult));
    fails(&mut served.command(&REPORT), 254, "An error occurred (400) when calling");
    let mut unsigned = served.command(&report(&id));
    fails(unsigned.arg("--no-sign-request"), 254, "(MissingAuthenticationTokenException)");
}

#[test]
fn of_a_long_refusal_the_beginning_is_told() {
    let served = Served::new();
    let page = format!("<p>too long{}", "x".repeat(3 << 20));
    served.endpoint.faults().push(Fault::answer(Operation::PutJobFailureResult, 404, page));
    let (status, _, err) = run(&mut served.command(&REPORT));
    assert_eq!(status, Some(254));
    assert!(err.contains("(reached max retries: 0): <p>too longxxx"), "{err:.300}");
    assert!(err.len() < 2 << 20, "{} bytes", err.len());
}

#[test]
fn everything_else_is_255() {
    let refused = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    let url = format!("http://{refused}");
    let mut command = command(&REPORT);
    let words = format!("Could not connect to the endpoint URL: \"{url}/\"");
    fails(command.args(["--endpoint-url", &url]), 255, &words);

    let served = Served::new();
    served.endpoint.faults().push(Fault::disconnect(Operation::PutJobFailureResult));
    fails(&mut served.command(&REPORT), 255, "Connection was closed before we received a valid response");
    served.endpoint.faults().push(Fault::silence(Operation::PutJobFailureResult));
    let mut command = served.command(&REPORT);
    fails(command.args(["--cli-read-timeout", "1"]), 255, "Read timeout on endpoint URL");
    fails(
        served.command(&REPORT).args(["--profile", "nope"]),
        255,
        "The config profile (nope) could not be found",
    );
    fails(served.command(&REPORT).env("AWS_MAX_ATTEMPTS", "0"), 255, "max_attempts");
}

#[test]
fn what_may_pass_is_tried_again() {
    let served = Served::new();
    let id = job(&served.endpoint);
    served.endpoint.faults().push(Fault::error(Operation::PutJobFailureResult, "ThrottlingException", 400));
    succeeds(served.command(&report(&id)).env("AWS_MAX_ATTEMPTS", "2"));
    assert_eq!(served.endpoint.requests().len(), 2);

    let fault = Fault::error(Operation::PutJobFailureResult, "ThrottlingException", 400).always();
    served.endpoint.faults().push(fault);
    let words =
        "(ThrottlingException) when calling the PutJobFailureResult operation (reached max retries: 1)";
    fails(served.command(&report(&id)).env("AWS_MAX_ATTEMPTS", "2"), 254, words);
}

#[test]
fn the_region_that_is_signed_for_is_the_one_that_was_given() {
    let served = Served::new();
    let id = job(&served.endpoint);
    succeeds(served.command(&report(&id)).args(["--region", "us-east-2"]));
    assert_eq!(served.endpoint.requests()[0].region.as_deref(), Some("us-east-2"));
    let (status, ..) = run(served.command(&report(&id)).args(["--region", "not a region"]));
    assert_eq!(status, Some(255));
}

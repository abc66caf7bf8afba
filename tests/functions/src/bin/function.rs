//! A function that does what a job's `UserParameters` say: `function action|concurrent|integration [MARGIN in milliseconds]`.
//!
//! Its runtime has one thread, so that a handler that blocks it blocks all of it.

use std::env;
use std::time::Duration;

use aws_sdk_codepipeline::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_codepipeline::{Client, Config};
use codepipeline_fail::{
    Continuation, Failure, FailureType, Job, Outcome, ResultExt as _, Success, failure, lambda,
};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

async fn handle(client: Option<Client>, job: Job) -> Result<Outcome, Failure> {
    let what: String = job.user_parameters()?;
    let (first, argument) = what.split_once(' ').unwrap_or((&what, ""));
    match if first == "fail" { first } else { &what } {
        "succeed" => Ok(Success::new().summary(format!("process {}", std::process::id())).into()),
        "fail" => {
            let failure_type = argument.parse::<FailureType>().expect("a failure type");
            Err(Failure::new(failure_type, "it is so"))
        }
        "panic" => panic!("a bug"),
        "continue" if job.continuation_token().is_none() => Ok(Continuation::new("half").into()),
        "continue" => Ok(Success::new().summary("the rest").into()),
        "checkpoint" => {
            job.checkpoint("from here")?;
            std::future::pending().await
        }
        "sleep" => std::future::pending().await,
        "ask and sleep" => {
            // So a test knows that the handler is at work.
            let client = client.expect("an action has one");
            client.get_job_details().job_id(job.id()).send().await.or_classified("cannot ask for the job")?;
            std::future::pending().await
        }
        "block" => {
            std::thread::sleep(Duration::from_mins(10));
            Ok(().into())
        }
        "exit" => std::process::exit(7),
        "leak" => {
            let key = env::var("CANARY").unwrap_or_default();
            Err(failure!(JobFailed, "{key} {}", job.configuration_value("Password").unwrap_or_default()))
        }
        other => Err(failure!(ConfigurationError, "there is no {other:?}")),
    }
}

/// A client for plain HTTP, with what the environment says.
fn client() -> Client {
    let variable = |name: &str| env::var(name).unwrap_or_default();
    let credentials = Credentials::new(
        variable("AWS_ACCESS_KEY_ID"),
        variable("AWS_SECRET_ACCESS_KEY"),
        None,
        None,
        "environment",
    );
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(variable("AWS_REGION")))
        .endpoint_url(variable("AWS_ENDPOINT_URL_CODEPIPELINE"))
        .credentials_provider(credentials)
        .http_client(aws_smithy_http_client::Builder::new().build_http());
    Client::from_conf(config.build())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    // All that may be logged, so that a test sees what is in it: `lambda_runtime` would write the event at the level below.
    let filter =
        Targets::new().with_default(LevelFilter::TRACE).with_target("lambda_runtime", LevelFilter::DEBUG);
    let log = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(std::io::stderr);
    tracing_subscriber::registry().with(log).with(filter).init();
    let mut arguments = env::args().skip(1);
    let model = arguments.next().unwrap_or_default();
    let margin = arguments.next().and_then(|margin| margin.parse().ok()).map(Duration::from_millis);
    if model == "integration" {
        let function = lambda::integration(|job| handle(None, job));
        return lambda_runtime::run(match margin {
            Some(margin) => function.deadline_margin(margin),
            None => function,
        })
        .await;
    }
    let client = client();
    let asking = client.clone();
    let mut function = lambda::action(&client, move |job| handle(Some(asking.clone()), job));
    if let Some(margin) = margin {
        function = function.deadline_margin(margin);
    }
    let stopper = function.stopper();
    lambda_runtime::spawn_graceful_shutdown_handler(move || async move { stopper.stop().await }).await;
    if model == "concurrent" {
        lambda_runtime::run_concurrent(function).await
    } else {
        lambda_runtime::run(function).await
    }
}

//! The options of `codepipeline-fail exec`.

use std::borrow::Cow;
use std::ffi::OsString;
use std::time::Duration;

use clap::builder::NonEmptyStringValueParser;
use codepipeline_fail::FailureType;
use codepipeline_fail_cli::command_line::Given;
use codepipeline_fail_cli::common::Common;
use codepipeline_fail_cli::failure::Failure;

/// Run a program as a job, and report how it ended
///
/// Success if it exits with 0. Otherwise failure, with the end of what it wrote to standard error; the failure type follows
/// its exit status: 77 is PermissionError, 64 and 78 are ConfigurationError, 66 is RevisionUnavailable, 69 and 75 are
/// SystemUnavailable, as is the end by a signal; all others are JobFailed.
///
/// Exits as the program does: 128 and the signal's number if one ended it, 124 if it took too long, 126 or 127 if it cannot be
/// started, 255 if the result could not be delivered.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The job
    #[arg(long, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    pub job_id: String,

    /// The token of a third-party job; may be in a file: `file://...`
    #[arg(long, value_name = "TOKEN")]
    pub client_token: Option<String>,

    /// The failure type for an exit status, as in `3=PermissionError`; may be repeated
    #[arg(long, value_name = "STATUS=TYPE", value_parser = on)]
    pub on: Vec<(u8, FailureType)>,

    /// The id that people find the run by; `file://...` is read when the program has ended
    #[arg(long, value_name = "ID")]
    pub external_execution_id: Option<String>,

    /// What later actions can use, as in `Url=https://example.com,Files=3`, or JSON; `file://...` is read when the program has
    /// ended
    #[arg(long, value_name = "VARIABLES", conflicts_with = "client_token")]
    pub output_variables: Option<String>,

    /// How long the program may take, as in `30m`; then it gets SIGTERM
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    pub timeout: Option<Duration>,

    /// How long it may take to end after SIGTERM; then it gets SIGKILL
    #[arg(long, value_name = "DURATION", default_value = "10s", value_parser = humantime::parse_duration)]
    pub grace: Duration,

    #[command(flatten)]
    pub service: Service,

    /// The program, and its arguments
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true, value_name = "PROGRAM")]
    pub program: Vec<OsString>,
}

/// The way to the service.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Where to report")]
pub(crate) struct Service {
    /// Another URL than the service's
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,

    /// The region of the pipeline
    #[arg(long, value_name = "REGION")]
    region: Option<String>,

    /// The profile with the configuration and the credentials
    #[arg(long, value_name = "PROFILE")]
    profile: Option<String>,

    /// The certificates to trust
    #[arg(long, value_name = "FILE")]
    ca_bundle: Option<String>,

    /// Do not verify the certificate of the service
    #[arg(long)]
    no_verify_ssl: bool,

    /// Do not sign requests
    #[arg(long)]
    no_sign_request: bool,

    /// How many seconds an answer is waited for; 0 is for ever
    #[arg(long, value_name = "SECONDS")]
    cli_read_timeout: Option<String>,

    /// How many seconds a connection is waited for; 0 is for ever
    #[arg(long, value_name = "SECONDS")]
    cli_connect_timeout: Option<String>,

    /// Tell on standard error what is done to report
    #[arg(long)]
    pub debug: bool,
}

impl Service {
    /// The same, as the commands have it that only report.
    pub fn common(&self) -> Result<Common, Failure> {
        let values = [
            ("--endpoint-url", &self.endpoint_url),
            ("--region", &self.region),
            ("--profile", &self.profile),
            ("--ca-bundle", &self.ca_bundle),
            ("--cli-read-timeout", &self.cli_read_timeout),
            ("--cli-connect-timeout", &self.cli_connect_timeout),
        ];
        let flags = [("--no-verify-ssl", self.no_verify_ssl), ("--no-sign-request", self.no_sign_request)];
        let given = |name: &'static str, value| Given { name: Cow::Borrowed(name), value };
        let values = values.into_iter().filter(|(_, value)| value.is_some());
        let values = values.map(|(name, value)| given(name, value.clone()));
        let flags = flags.into_iter().filter(|(_, is_given)| *is_given).map(|(name, _)| given(name, None));
        Common::read(&values.chain(flags).collect::<Vec<_>>())
    }
}

fn on(text: &str) -> Result<(u8, FailureType), String> {
    let (status, failure_type) = text.split_once('=').ok_or("write it as in `3=PermissionError`")?;
    let status = status.parse().ok().filter(|status| *status > 0);
    let status = status.ok_or("an exit status for a failure is a number from 1 to 255")?;
    let failure_type = failure_type.parse().map_err(|_| {
        format!("{failure_type} is none of {}", FailureType::ALL.map(FailureType::as_str).join(", "))
    })?;
    Ok((status, failure_type))
}

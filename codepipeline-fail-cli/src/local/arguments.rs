//! The options of `codepipeline-fail local`.

use super::error::Error;
use super::log;
use clap::ValueEnum;
use codepipeline_local::{
    AccessKeys, Authentication, Clock, EndpointBuilder, LengthUnit, RepeatedAcknowledgement, ServerBuilder,
};
#[cfg(unix)]
use codepipeline_local::{Endpoint, Server, lambda::Function};
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::Duration;

/// Serve a strict local endpoint for CodePipeline's job API
///
/// Prints `LISTENING` and its URL when it is ready, then lines to paste into a shell, so that AWS SDKs and the AWS CLI
/// talk to it. A page for people shows the jobs. SIGTERM or Ctrl-C ends it.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The address to listen on; another than loopback lets everybody in who reaches it
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = host)]
    pub host: IpAddr,

    /// The port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 4577)]
    pub port: u16,

    /// Answer requests for this host name too, such as a container's; may be repeated
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,

    /// Put in the jobs and action types of this JSON file: JobData, a Lambda event, an answer of the API; not if `--state`
    /// names a file that is there already; may be repeated
    #[arg(long, value_name = "FILE")]
    pub seed: Vec<PathBuf>,

    /// Keep the jobs in this file; without it they are lost when the process ends
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,

    /// Inject the faults of this JSON file; may be repeated
    #[arg(long, value_name = "FILE")]
    pub faults: Vec<PathBuf>,

    /// What of a request's signature is checked; for `sigv4` the one valid key is taken from AWS_ACCESS_KEY_ID and
    /// AWS_SECRET_ACCESS_KEY
    #[arg(long, default_value = "scope")]
    auth: Auth,

    /// Do without the page for people
    #[arg(long)]
    pub headless: bool,

    /// What to write to standard error of each request, and of each invocation of a function
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub log: log::Format,

    /// Whether time passes by itself, or only when it is told to
    #[arg(long, default_value = "real")]
    clock: ClockKind,

    /// What ids, credentials and the chances of faults are made from
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    rng_seed: u64,

    /// The region in the ARN of a pipeline
    #[arg(long, default_value = "us-east-1")]
    pub region: String,

    /// The account that the jobs belong to
    #[arg(long, value_name = "ID", default_value = "111122223333", value_parser = account_id)]
    account_id: String,

    /// Let requests pass that violate the API's constraints, and count the violations
    #[arg(long)]
    relaxed: bool,

    #[cfg(unix)]
    #[command(flatten)]
    function: super::function::Options,

    #[command(flatten)]
    undocumented: Undocumented,
}

/// What AWS does not say of its service.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Where AWS does not say how its service behaves")]
struct Undocumented {
    /// How long a job that was handed out waits to be acknowledged, before it is handed out again
    #[arg(long, value_name = "DURATION", default_value = "1m", value_parser = humantime::parse_duration)]
    acknowledge_within: Duration,

    /// How long a job may take until its result
    #[arg(long, value_name = "DURATION", default_value = "1h", value_parser = humantime::parse_duration)]
    job_timeout: Duration,

    /// The same for the job of a Lambda function
    #[arg(long, value_name = "DURATION", default_value = "20m", value_parser = humantime::parse_duration)]
    lambda_timeout: Duration,

    /// How long after a continuation token the next job comes
    #[arg(long, value_name = "DURATION", default_value = "0s", value_parser = humantime::parse_duration)]
    continue_after: Duration,

    /// How long after its end a job is forgotten; by default never
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    forget_after: Option<Duration>,

    /// What a job answers that is acknowledged again by the same nonce
    #[arg(long, value_name = "ANSWER", default_value = "invalid-nonce")]
    repeated_acknowledgement: Repeated,

    /// Let a job take a result that was not acknowledged
    #[arg(long)]
    accept_unacknowledged_result: bool,

    /// Accept the result that ended a job once more, without effect
    #[arg(long)]
    accept_repeated_result: bool,

    /// How many jobs a poll without maxBatchSize gets
    #[arg(long, value_name = "JOBS", default_value_t = 1)]
    default_batch_size: usize,

    /// What lengths are counted in
    #[arg(long, value_name = "UNIT", default_value = "code-point")]
    length_unit: Unit,

    /// Name the shapes within JobData as `__type`
    #[arg(long)]
    coral_types: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Auth {
    /// Nothing: requests need none
    Off,
    /// That it is for CodePipeline; any key will do
    Scope,
    /// All of it
    Sigv4,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ClockKind {
    Real,
    Manual,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Repeated {
    InvalidNonce,
    InvalidJobState,
    Status,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Unit {
    CodePoint,
    Utf16,
    Byte,
}

/// No other name is looked up.
fn host(text: &str) -> Result<IpAddr, String> {
    if text == "localhost" {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    text.parse().map_err(|_| "give an IP address or `localhost`".into())
}

fn account_id(text: &str) -> Result<String, String> {
    let is_one = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_one.then(|| text.to_owned()).ok_or("an account id is 12 digits".into())
}

impl Arguments {
    /// # Errors
    /// If the environment lacks the key that `--auth sigv4` asks for.
    pub(super) fn builder(&self) -> Result<EndpointBuilder, Error> {
        let Undocumented {
            acknowledge_within,
            job_timeout,
            lambda_timeout,
            continue_after,
            forget_after,
            repeated_acknowledgement,
            accept_unacknowledged_result,
            accept_repeated_result,
            default_batch_size,
            length_unit,
            coral_types,
        } = self.undocumented;
        let builder = EndpointBuilder::default()
            .clock(match self.clock {
                ClockKind::Real => Clock::real(),
                ClockKind::Manual => Clock::manual(),
            })
            .seed(self.rng_seed)
            .region(&self.region)
            .account_id(&self.account_id)
            .relaxed(self.relaxed)
            .authentication(self.authentication()?)
            .acknowledge_within(acknowledge_within)
            .job_timeout(job_timeout)
            .lambda_timeout(lambda_timeout)
            .continue_after(continue_after)
            .repeated_acknowledgement(match repeated_acknowledgement {
                Repeated::InvalidNonce => RepeatedAcknowledgement::InvalidNonce,
                Repeated::InvalidJobState => RepeatedAcknowledgement::InvalidJobState,
                Repeated::Status => RepeatedAcknowledgement::Status,
            })
            .accept_unacknowledged_result(accept_unacknowledged_result)
            .accept_repeated_result(accept_repeated_result)
            .default_batch_size(default_batch_size)
            .length_unit(match length_unit {
                Unit::CodePoint => LengthUnit::CodePoint,
                Unit::Utf16 => LengthUnit::Utf16,
                Unit::Byte => LengthUnit::Byte,
            })
            .coral_types(coral_types);
        Ok(match forget_after {
            Some(time) => builder.forget_after(time),
            None => builder,
        })
    }

    pub(super) fn server(&self) -> ServerBuilder {
        let builder = ServerBuilder::new().headless(self.headless);
        self.allow_host.iter().fold(builder, ServerBuilder::allow_host)
    }

    /// The Lambda function that is asked for, which is invoked with the endpoint's jobs and can sign its requests.
    #[cfg(unix)]
    pub(super) fn function(&self, server: &Server, endpoint: &Endpoint) -> Option<Function> {
        let mut builder = self.function.function(server, &self.region, &self.account_id)?;
        if !self.takes_any_key() {
            for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] {
                builder = builder.variable(name, std::env::var_os(name).unwrap_or_default());
            }
        }
        let function = builder.build();
        function.attach(endpoint);
        Some(function)
    }

    /// Whether a client may sign with whatever key it likes.
    pub(super) fn takes_any_key(&self) -> bool {
        self.auth != Auth::Sigv4
    }

    fn authentication(&self) -> Result<Authentication, Error> {
        let variable = |name| std::env::var(name).map_err(|_| Error::NoKey(name));
        Ok(match self.auth {
            Auth::Off => Authentication::Off,
            Auth::Scope => Authentication::Scope,
            Auth::Sigv4 => {
                let (id, secret) = (variable("AWS_ACCESS_KEY_ID")?, variable("AWS_SECRET_ACCESS_KEY")?);
                Authentication::Signature(AccessKeys::new().with(id, secret))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn parse(line: &str) -> Result<Arguments, String> {
        let line = ["local"].into_iter().chain(line.split_whitespace());
        Line::try_parse_from(line).map(|line| line.arguments).map_err(|error| error.to_string())
    }

    #[test]
    fn a_host_is_an_address() {
        assert!(parse("").unwrap().host.is_loopback());
        assert!(parse("--host localhost").unwrap().host.is_loopback());
        assert!(parse("--host ::1").unwrap().host.is_loopback());
        assert!(parse("--host 0.0.0.0").unwrap().host.is_unspecified());
        assert!(parse("--host example.com").unwrap_err().contains("give an IP address or `localhost`"));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for line in [
            "--port 65536",
            "--account-id 7",
            "--auth none",
            "--clock fast",
            "--job-timeout 5",
            "--length-unit word",
            "--rng-seed -1",
            "stray",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }

    #[test]
    fn every_option_reaches_the_endpoint() {
        let options = "--relaxed --coral-types --rng-seed 7 --acknowledge-within 90s --job-timeout 5m \
                       --lambda-timeout 1s --continue-after 30s --forget-after 1d --default-batch-size 3 \
                       --accept-unacknowledged-result --accept-repeated-result --account-id 444455556666";
        let built = format!("{:?}", parse(options).unwrap().builder().unwrap());
        for part in [
            "relaxed: true",
            "coral_types: true",
            "seed: 7",
            "acknowledge_within: 90s",
            "job_timeout: 300s",
            "lambda_timeout: 1s",
            "continue_after: 30s",
            "forget_after: Some(86400s)",
            "default_batch_size: 3",
            "accept_unacknowledged_result: true",
            "accept_repeated_result: true",
            "444455556666",
        ] {
            assert!(built.contains(part), "{part}: {built}");
        }
    }
}

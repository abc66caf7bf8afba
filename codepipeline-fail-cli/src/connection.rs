//! The way to the service: all that has to be known before a request can be sent, and the sending.
//!
//! What is wrong is found in the order in which the AWS CLI finds it: a region that is none, the profile, half credentials,
//! no region, retries, the endpoint. Credentials are asked for only when a request is to be sent.

mod not_sent;

use std::cell::OnceCell;
use std::io::Write as _;

use aws_credential_types::Credentials;
use http::Uri;
use tracing::debug;

use crate::common::Common;
use crate::configuration::{Configuration, Files};
use crate::credentials::{self, Source};
use crate::endpoint::{Endpoint, Region};
use crate::environment::Environment;
use crate::failure::Failure;
use crate::http::Http;
use crate::operation::Operation;
use crate::refusal::Refusal;
use crate::retries::Retries;
use crate::signature;
use not_sent::Reason;

pub use not_sent::NotSent;

/// Who sends a request.
const AGENT: &str = concat!("codepipeline-fail/", env!("CARGO_PKG_VERSION"));

/// The way to the service.
#[derive(Debug)]
pub struct Connection {
    endpoint: Endpoint,
    url: Uri,
    http: Http,
    retries: Retries,
    /// Whether it is sent again, too, where the AWS CLI does not try.
    is_patient: bool,
    /// None if requests are not signed.
    source: Option<Source>,
    credentials: OnceCell<Credentials>,
    validates: bool,
    output: Option<String>,
}

impl Connection {
    /// Finds out all that has to be known. Asks nobody, except a machine of AWS's for its region if nothing else tells it.
    ///
    /// # Errors
    /// If something that is needed is missing or wrong.
    pub fn open(common: &Common, environment: &Environment, files: &Files) -> Result<Self, Failure> {
        let region = Region::told(common, environment)?;
        let configuration = Configuration::of(files, environment, common.profile.as_deref())?;
        let region = region.map_or_else(|| Region::configured(&configuration), |region| Ok(Some(region)))?;
        let mut http = Http::of(common, environment, &configuration);
        // Half credentials are a mistake even if nothing is signed.
        let source = Source::of(common.profile.is_some(), environment, &configuration)?;
        let source = common.signs.then_some(source);
        let region = match region {
            Some(region) => region,
            None => Region::of_machine(credentials::region_of_machine(environment, &http))?,
        };
        let retries = Retries::of(environment, &configuration)?;
        let endpoint = Endpoint::of(&region, common, environment, &configuration);
        let url = endpoint.url.parse::<Uri>().ok().filter(is_http);
        let url = url.ok_or_else(|| Failure::other(format!("Invalid endpoint: {}", endpoint.url)))?;
        if url.scheme_str() == Some("https") || matches!(source, Some(Source::Elsewhere(_))) {
            http = http.with_certificates()?;
        }
        if !common.verifies_tls && url.scheme_str() == Some("https") {
            // It is sent all the same, whether somebody reads this or not.
            let _unread = writeln!(
                std::io::stderr(),
                "InsecureRequestWarning: the certificate of '{}' is not verified",
                url.host().unwrap_or_default()
            );
        }
        debug!(url = endpoint.url, region = endpoint.region, attempts = retries.attempts, "connection");
        let validates =
            configuration.get("parameter_validation").is_none_or(|value| value.eq_ignore_ascii_case("true"));
        let output = configuration.or_variable("output", environment, "AWS_DEFAULT_OUTPUT");
        Ok(Self {
            endpoint,
            url,
            http,
            retries,
            is_patient: false,
            source,
            credentials: OnceCell::new(),
            validates,
            output: output.map(str::to_owned),
        })
    }

    /// Whether what is to be sent is checked before: not if the configuration says `parameter_validation = false`.
    #[must_use]
    pub fn validates(&self) -> bool {
        self.validates
    }

    /// How the environment or the configuration wants output to look.
    #[must_use]
    pub fn output(&self) -> Option<&str> {
        self.output.as_deref()
    }

    /// The same, which sends a request so often unless the environment or the configuration says how often, asks for
    /// credentials again if they are not given, and asks what an answer says that was cut off.
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.is_patient = true;
        if !self.retries.is_set {
            self.retries.attempts = attempts;
        }
        self
    }

    /// Finds out whether there are credentials, if they are needed.
    ///
    /// # Errors
    /// If there are none, or who has them does not give them.
    pub fn check_credentials(&self) -> Result<(), Failure> {
        // They may have expired by the time of the request, so they are not kept.
        self.source.as_ref().map_or(Ok(()), |source| source.load(&self.endpoint.region, &self.http).map(drop))
    }

    /// Sends an operation's body, as often as retries allow.
    ///
    /// # Errors
    /// If it did not succeed.
    pub fn send(&self, operation: &Operation, body: &str) -> Result<(), NotSent> {
        let mut is_in_doubt = false;
        for attempt in 1.. {
            let is_last = attempt >= self.retries.attempts;
            let Err(reason) = self.attempt(operation, body, attempt) else { return Ok(()) };
            let may_pass = reason.may_pass() || (self.is_patient && reason.may_be_another());
            if is_last || !may_pass {
                return Err(NotSent { reason, attempts: attempt, is_last, is_in_doubt });
            }
            is_in_doubt |= reason.may_have_arrived();
            let wait = Retries::wait(attempt);
            debug!(attempt, ?wait, "another attempt");
            std::thread::sleep(wait);
        }
        unreachable!("the last attempt ends the loop")
    }

    fn attempt(&self, operation: &Operation, body: &str, attempt: u32) -> Result<(), Reason> {
        let credentials = self.credentials().map_err(Reason::NoCredentials)?;
        let request = signature::request(operation, &self.endpoint, &self.url, body, credentials);
        let mut request = request.map_err(|reason| Reason::Local(Failure::other(reason)))?;
        let value = |text: String| text.try_into().expect("ASCII");
        let headers = request.headers_mut();
        headers.insert("user-agent", value(format!("{AGENT} command/codepipeline.{}", operation.command)));
        headers.insert("amz-sdk-request", value(format!("attempt={attempt}; max={}", self.retries.attempts)));
        let answer = self.http.exchange(request).map_err(Reason::Unanswered)?;
        debug!(attempt, status = answer.status, "answer");
        if (200..300).contains(&answer.status) {
            return Ok(());
        }
        let refusal = Refusal::read(answer.status, &answer.body);
        Err(Reason::Refused(Refusal { is_cut: answer.is_cut, ..refusal }))
    }

    fn credentials(&self) -> Result<Option<&Credentials>, Failure> {
        let Some(source) = &self.source else { return Ok(None) };
        if let Some(credentials) = self.credentials.get() {
            return Ok(Some(credentials));
        }
        let loaded = source.load(&self.endpoint.region, &self.http)?;
        debug!(access_key_id = loaded.access_key_id(), "credentials");
        Ok(Some(self.credentials.get_or_init(|| loaded)))
    }
}

fn is_http(url: &Uri) -> bool {
    matches!(url.scheme_str(), Some("http" | "https")) && url.host().is_some_and(|host| !host.is_empty())
}

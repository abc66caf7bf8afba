//! How a function is to be.

use super::function::Function;
use super::service::Service;
use crate::builder::is_account_id;
use crate::server::Server;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Where what a function writes goes, to its standard output and its standard error alike: Lambda has one log for both.
///
/// ```
/// use codepipeline_local::lambda::{Function, Output};
///
/// # fn main() -> std::io::Result<()> {
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("log");
/// let log = std::fs::File::create(path)?;
/// let builder = Function::builder("target/debug/check").output(Output::File(log));
/// # drop(builder);
/// # Ok(()) }
/// ```
#[derive(Debug, Default)]
#[non_exhaustive]
pub enum Output {
    /// To the standard error of this process. The default.
    #[default]
    StandardError,
    /// To this file.
    File(File),
    /// Nowhere.
    Discard,
}

/// Makes a [`Function`]. What is not set is as Lambda has it.
///
/// ```
/// use codepipeline_local::lambda::Function;
/// use std::time::Duration;
///
/// let builder = Function::builder("target/debug/check")
///     .argument("--verbose")
///     .variable("TABLE", "checks")
///     .timeout(Duration::from_secs(1))
///     .retry_delays([Duration::ZERO; 2]);
/// # drop(builder);
/// ```
#[derive(Debug)]
#[must_use]
pub struct FunctionBuilder {
    settings: Settings,
}

#[derive(Debug)]
pub(super) struct Settings {
    program: OsString,
    arguments: Vec<OsString>,
    /// The values may be secret.
    pub variables: Variables,
    pub name: String,
    /// Whether the name was given, and the function is for jobs that name it.
    pub is_named: bool,
    pub account_id: String,
    pub region: String,
    pub memory_size: u32,
    pub timeout: Duration,
    pub initialization_timeout: Duration,
    pub concurrency: usize,
    retry_delays: Vec<Duration>,
    freeze: bool,
    output: Output,
    /// The URL of the endpoint.
    pub codepipeline: Option<String>,
}

/// Variables of the environment. `Debug` shows their names.
#[derive(Clone, Default)]
pub(super) struct Variables(Vec<(OsString, OsString)>);

impl std::fmt::Debug for Variables {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

impl IntoIterator for Variables {
    type Item = (OsString, OsString);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FunctionBuilder {
    pub(super) fn new(program: OsString) -> Self {
        Self {
            settings: Settings {
                name: name(Path::new(&program)),
                program,
                arguments: Vec::new(),
                variables: Variables::default(),
                is_named: false,
                account_id: "111122223333".into(),
                region: "us-east-1".into(),
                memory_size: 128,
                timeout: Duration::from_secs(3),
                initialization_timeout: Duration::from_secs(10),
                concurrency: 1,
                retry_delays: vec![Duration::from_mins(1), Duration::from_mins(2)],
                freeze: true,
                output: Output::default(),
                codepipeline: None,
            },
        }
    }

    /// Adds an argument for the program.
    pub fn argument(mut self, argument: impl Into<OsString>) -> Self {
        self.settings.arguments.push(argument.into());
        self
    }

    /// Adds arguments for the program.
    pub fn arguments<T: Into<OsString>>(mut self, arguments: impl IntoIterator<Item = T>) -> Self {
        self.settings.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// Sets a variable of its environment, also in place of one of Lambda's. Nothing of this process's environment is
    /// there otherwise.
    pub fn variable(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.settings.variables.0.push((name.into(), value.into()));
        self
    }

    /// Lets the function report to this endpoint: sets `AWS_ENDPOINT_URL_CODEPIPELINE` for it.
    pub fn report_to(mut self, server: &Server) -> Self {
        self.settings.codepipeline = Some(server.url());
        self
    }

    /// Names it, by 1 to 64 characters of `[A-Za-z0-9_-]`. Then [`Function::attach`] hands it the jobs alone whose
    /// `FunctionName` it is. Default: the name of the program.
    ///
    /// # Panics
    /// If it is no name for a function.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.settings.name = name.into();
        self.settings.is_named = true;
        let fits =
            self.settings.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        assert!(fits && (1..=64).contains(&self.settings.name.len()), "it is no name for a function");
        self
    }

    /// How much memory it believes to have, in MB. Nothing keeps it to that. Default: 128.
    pub fn memory_size(mut self, megabytes: u32) -> Self {
        self.settings.memory_size = megabytes;
        self
    }

    /// How long an invocation may take. Lambda takes whole seconds up to 15 minutes. Default: 3 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// How long its process may take until it asks for its first event. Lambda would then start it once more, within the
    /// time of the invocation; here the attempt has timed out. Default: 10 seconds, as Lambda has it.
    pub fn initialization_timeout(mut self, timeout: Duration) -> Self {
        self.settings.initialization_timeout = timeout;
        self
    }

    /// How many invocations its process takes at the same time, as one of Lambda Managed Instances does: it is told so by
    /// `AWS_LAMBDA_MAX_CONCURRENCY`, is not frozen, and lives on when one of them times out. Default: 1.
    ///
    /// There is one process at a time in any case: invocations beyond that wait, where Lambda would start others.
    ///
    /// # Panics
    /// If it is zero.
    pub fn concurrency(mut self, invocations: usize) -> Self {
        assert!(invocations > 0, "a function takes at least one invocation at a time");
        self.settings.concurrency = invocations;
        self
    }

    /// How long after an error, a timeout or an exit an asynchronous invocation is tried again, each time. None of them is
    /// none. Default: one minute, then two (<https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>).
    ///
    /// # Panics
    /// If there are more than two: Lambda does not try more often.
    pub fn retry_delays(mut self, delays: impl IntoIterator<Item = Duration>) -> Self {
        self.settings.retry_delays = delays.into_iter().collect();
        assert!(self.settings.retry_delays.len() <= 2, "Lambda tries an event three times at most");
        self
    }

    /// Whether its process is stopped (SIGSTOP) while it has nothing to do. Default: yes, as Lambda freezes it
    /// (<https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>).
    pub fn freeze(mut self, freeze: bool) -> Self {
        self.settings.freeze = freeze;
        self
    }

    /// Where goes what it writes. Default: to the standard error of this process.
    pub fn output(mut self, output: Output) -> Self {
        self.settings.output = output;
        self
    }

    /// The region it is in. Default: us-east-1.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.settings.region = region.into();
        self
    }

    /// The account it is in. Default: 111122223333, which AWS keeps for documentation.
    ///
    /// # Panics
    /// If it is not 12 digits.
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.settings.account_id = account_id.into();
        assert!(is_account_id(&self.settings.account_id), "an account id is 12 digits");
        self
    }

    /// The function. Its process is started by the first invocation.
    pub fn build(self) -> Function {
        Function::new(Service::new(self.settings))
    }

    #[cfg(test)]
    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }
}

impl Settings {
    /// The process to be, short of its environment.
    pub(super) fn command(&self) -> io::Result<Command> {
        let stdio = || match &self.output {
            Output::StandardError => Ok(Stdio::from(io::stderr())),
            Output::File(file) => file.try_clone().map(Stdio::from),
            Output::Discard => Ok(Stdio::null()),
        };
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).stdin(Stdio::null()).stdout(stdio()?).stderr(stdio()?);
        Ok(command)
    }

    pub(super) fn arn(&self) -> String {
        format!("arn:aws:lambda:{}:{}:function:{}", self.region, self.account_id, self.name)
    }

    pub(super) fn retry_delays(&self) -> &[Duration] {
        &self.retry_delays
    }

    /// What does several things at once may have some of them going on at any time.
    pub(super) fn freezes(&self) -> bool {
        self.freeze && self.concurrency == 1
    }
}

/// The name of a program, as a function may have it.
fn name(program: &Path) -> String {
    let stem = program.file_stem().unwrap_or_default().to_string_lossy();
    let fitting = |character: char| if character.is_ascii_alphanumeric() { character } else { '-' };
    let name: String = stem.chars().take(64).map(fitting).collect();
    if name.is_empty() { "function".into() } else { name }
}

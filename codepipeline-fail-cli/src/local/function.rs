//! The Lambda function beside the endpoint: its options, and how they make one.

use codepipeline_local::Server;
use codepipeline_local::lambda::{Function, FunctionBuilder};
use std::ffi::OsString;
use std::time::Duration;

/// A program that is started as Lambda starts it, and invoked with each job of a Lambda function.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "A Lambda function")]
pub(crate) struct Options {
    /// The program of a Lambda function, and its arguments: it is invoked with each job of one, and writes to standard
    /// error; of this environment it has the variables alone that `--function-variable` names
    #[arg(last = true, value_name = "PROGRAM")]
    program: Vec<OsString>,

    /// Invoke it only with jobs whose FunctionName is this
    #[arg(long, value_name = "NAME", requires = "program", value_parser = name)]
    function_name: Option<String>,

    /// How long it may take for an event; then it gets SIGKILL
    #[arg(long, value_name = "DURATION", default_value = "3s", value_parser = humantime::parse_duration)]
    function_timeout: Duration,

    /// After which times an event is delivered again that it did not succeed with: two at most, or `never`
    #[arg(long, value_name = "DURATIONS", default_value = "1m,2m", value_parser = delays)]
    function_retries: Delays,

    /// A variable of its environment; without a value that of this one; may be repeated
    #[arg(long, value_name = "NAME[=VALUE]", requires = "program", value_parser = variable)]
    function_variable: Vec<(String, OsString)>,
}

/// The delays before each further attempt.
#[derive(Clone, Debug, PartialEq)]
struct Delays(Vec<Duration>);

impl Options {
    /// The function that is asked for, which reports to the server.
    pub(super) fn function(
        &self,
        server: &Server,
        region: &str,
        account_id: &str,
    ) -> Option<FunctionBuilder> {
        let (program, arguments) = self.program.split_first()?;
        let mut builder = Function::builder(program)
            .arguments(arguments)
            .timeout(self.function_timeout)
            .retry_delays(self.function_retries.0.iter().copied())
            .region(region)
            .account_id(account_id)
            .report_to(server);
        if let Some(name) = &self.function_name {
            builder = builder.name(name);
        }
        let variables = self.function_variable.iter();
        Some(variables.fold(builder, |builder, (name, value)| builder.variable(name, value)))
    }
}

fn name(text: &str) -> Result<String, String> {
    let fits = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    let fits = fits && (1..=64).contains(&text.len());
    fits.then(|| text.to_owned()).ok_or("a function's name is 1 to 64 letters, digits, `-` and `_`".into())
}

fn delays(text: &str) -> Result<Delays, String> {
    if text == "never" {
        return Ok(Delays(Vec::new()));
    }
    let delays = text.split(',').map(|delay| humantime::parse_duration(delay.trim()));
    let delays = delays.collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())?;
    if delays.len() > 2 {
        Err("Lambda tries an event three times at most".into())
    } else {
        Ok(Delays(delays))
    }
}

fn variable(text: &str) -> Result<(String, OsString), String> {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name, value.into()),
        None => (text, std::env::var_os(text).ok_or("it is not set here: give it a value")?),
    };
    if name.is_empty() { Err("a variable has a name".into()) } else { Ok((name.to_owned(), value)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_are_two_at_most() {
        let seconds = |seconds: &[u64]| Delays(seconds.iter().copied().map(Duration::from_secs).collect());
        for (text, expected) in [
            ("1m,2m", seconds(&[60, 120])),
            ("0s, 5s", seconds(&[0, 5])),
            ("1s", seconds(&[1])),
            ("never", seconds(&[])),
        ] {
            assert_eq!(delays(text), Ok(expected), "{text}");
        }
        for text in ["", "1s,1s,1s", "1", "none"] {
            assert!(delays(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_variable_has_a_name_and_a_value_from_somewhere() {
        assert_eq!(variable("A=b=c"), Ok(("A".into(), "b=c".into())));
        assert_eq!(variable("A="), Ok(("A".into(), "".into())));
        assert_eq!(variable("PATH").unwrap().1, std::env::var_os("PATH").unwrap());
        assert!(variable("=b").is_err());
        assert!(variable("NO_SUCH_VARIABLE_IS_SET").is_err());
    }

    #[test]
    fn a_name_is_one_that_lambda_takes() {
        assert!(name("check_2-b").is_ok());
        for text in ["", "a.b", "arn:aws:lambda:us-east-1:111122223333:function:check", &"a".repeat(65)] {
            assert!(name(text).is_err(), "{text}");
        }
    }
}

//! `codepipeline-fail exec`: a program as a job.
//!
//! What can be wrong with the way to the service is told before the program is started. Once it runs, its end is reported
//! whatever happens to it.

mod arguments;
mod outcome;
mod program;
mod report;
mod signals;
mod tail;

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use codepipeline_fail::{FailureType, Redactor};
use codepipeline_fail_cli::command_line::Given;
use codepipeline_fail_cli::configuration::Files;
use codepipeline_fail_cli::connection::Connection;
use codepipeline_fail_cli::environment::Environment;
use codepipeline_fail_cli::failure::{Failure, FailureKind};
use codepipeline_fail_cli::operation::Operation;
use codepipeline_fail_cli::value::Value;
use codepipeline_fail_cli::{file, input, message, put};

pub(crate) use arguments::Arguments;
use outcome::Outcome;
use program::Limits;
use report::Report;

/// How often a result is sent: for some minutes, as there is nobody else to send it.
const ATTEMPTS: u32 = 30;

/// Runs the program, and reports how it ended.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if arguments.service.debug {
        crate::debug::start();
    }
    let environment = Environment::of_process();
    let files = Files::read(&environment)?;
    let connection =
        Connection::open(&arguments.service.common()?, &environment, &files)?.with_attempts(ATTEMPTS);
    connection.check_credentials()?;
    let client_token = arguments.client_token.as_deref().map(value).transpose().map_err(Failure::value)?;
    if let Some(variables) = arguments.output_variables.as_deref().filter(|text| !is_file(text)) {
        output_variables(variables)?;
    }
    let redactor = message::redactor(&environment).with_secrets(&client_token);
    let report = Report { connection, job_id: arguments.job_id.clone(), client_token, redactor };
    report.check()?;

    let is_reporting = Arc::new(AtomicBool::new(false));
    let (events, happened) = mpsc::channel();
    signals::listen(events.clone(), Arc::clone(&is_reporting))
        .map_err(|error| Failure::other(format!("cannot listen to signals: {error}")))?;
    let [name, words @ ..] = arguments.program.as_slice() else { unreachable!("clap requires a program") };
    let limits = Limits { timeout: arguments.timeout, grace: arguments.grace };
    let (outcome, tail) = program::run(Command::new(name).args(words), limits, &events, &happened);
    is_reporting.store(true, Ordering::SeqCst);

    let id = external_execution_id(arguments, &report.redactor);
    if outcome.is_success() {
        succeed(&report, arguments, id.as_deref())?;
    } else {
        let name = Path::new(name).file_name().unwrap_or(name).to_string_lossy();
        let message = outcome.message(&name);
        if let Outcome::NotStarted(_) = outcome {
            let _unread = writeln!(io::stderr(), "codepipeline-fail: {message}");
        }
        let tail = tail.text(&report.redactor);
        let message = if tail.is_empty() { message } else { format!("{message}\n\n{tail}") };
        let failure_type = outcome.failure_type(&arguments.on);
        report.fail(failure_type, message, id.as_deref()).map_err(undelivered)?;
    }
    Ok(ExitCode::from(outcome.exit_status()))
}

fn succeed(report: &Report, arguments: &Arguments, id: Option<&str>) -> Result<(), Failure> {
    match arguments.output_variables.as_deref().map(output_variables).transpose() {
        Ok(variables) => report.succeed(id, variables).map_err(undelivered),
        Err(failure) => {
            let message = failure.text.clone();
            report.fail(FailureType::ConfigurationError, message, id).map_err(undelivered)?;
            Err(failure)
        }
    }
}

/// Whatever the reason is, the status tells that the result was not delivered, and not how the program ended.
fn undelivered(failure: Failure) -> Failure {
    Failure::new(FailureKind::Other, failure.text)
}

fn is_file(value: &str) -> bool {
    ["file://", "fileb://"].iter().any(|prefix| value.starts_with(prefix))
}

/// A value, or what is in the file that it names, without the blanks around it.
fn value(text: &str) -> Result<String, String> {
    match file::load(text).map_err(|failure| failure.text)? {
        None => Ok(text.to_owned()),
        Some(Value::Text(text)) => Ok(text.trim().to_owned()),
        Some(_) => Err(format!("{text}: use the file:// prefix instead of the fileb:// prefix")),
    }
}

/// The id that people find the run by. A job ends without one rather than not at all.
fn external_execution_id(arguments: &Arguments, redactor: &Redactor) -> Option<String> {
    let id = value(arguments.external_execution_id.as_deref()?).and_then(|id| {
        message::external_execution_id(&id, redactor).ok_or_else(|| "it is blank or too long".to_owned())
    });
    let told = id.inspect_err(|reason| {
        let _unread = writeln!(io::stderr(), "codepipeline-fail: no external execution id: {reason}");
    });
    told.ok()
}

/// What the option of the command holds that reports a success.
fn output_variables(text: &str) -> Result<Value, Failure> {
    let operation = Operation::of_command("put-job-success-result").expect("it is in the table");
    let given = Given { name: "--output-variables".into(), value: Some(text.to_owned()) };
    let mut members = input::read(operation, &[given])?;
    members.insert("jobId".to_owned(), Value::Text(String::new()));
    put::validate(operation, &members)?;
    Ok(members.swap_remove("outputVariables").expect("it was given"))
}

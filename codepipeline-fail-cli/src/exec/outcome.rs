//! How a program ended, and what that means for its job.

use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;
use std::time::Duration;

use codepipeline_fail::FailureType;
use signal_hook::low_level::signal_name;

/// How a program ended.
#[derive(Debug)]
pub(super) enum Outcome {
    /// By itself, or by a signal.
    Ended(ExitStatus),
    /// It was told to, because it took longer than this.
    TooLate(Duration),
    /// It was never started.
    NotStarted(io::Error),
}

impl Outcome {
    /// Whether the job is done.
    pub(super) fn is_success(&self) -> bool {
        matches!(self, Self::Ended(status) if status.success())
    }

    /// The type of the failure, with what the user says of exit statuses. Others are those of sysexits
    /// (<https://man.openbsd.org/sysexits.3>).
    pub(super) fn failure_type(&self, on: &[(u8, FailureType)]) -> FailureType {
        let code = match self {
            Self::NotStarted(_) => return FailureType::ConfigurationError,
            Self::TooLate(_) => return FailureType::JobFailed,
            Self::Ended(status) => match status.code() {
                None => return FailureType::SystemUnavailable,
                Some(code) => code,
            },
        };
        if let Some((_, failure_type)) = on.iter().rev().find(|(status, _)| i32::from(*status) == code) {
            return *failure_type;
        }
        match code {
            64 | 78 => FailureType::ConfigurationError,
            66 => FailureType::RevisionUnavailable,
            69 | 75 => FailureType::SystemUnavailable,
            77 => FailureType::PermissionError,
            _ => FailureType::JobFailed,
        }
    }

    /// What happened to the program of this name.
    pub(super) fn message(&self, program: &str) -> String {
        match self {
            Self::NotStarted(error) => format!("{program} cannot be started: {error}"),
            Self::TooLate(limit) => {
                format!("{program} did not end within {}", humantime::format_duration(*limit))
            }
            Self::Ended(status) => match (status.code(), status.signal()) {
                (Some(code), _) => format!("{program} exited with status {code}"),
                (None, Some(signal)) => {
                    let name = signal_name(signal).unwrap_or("no name");
                    format!("{program} was ended by signal {signal} ({name})")
                }
                (None, None) => format!("{program} ended: {status}"),
            },
        }
    }

    /// The exit status that tells it to whoever started us, as shells and `timeout` tell it.
    pub(super) fn exit_status(&self) -> u8 {
        let status = match self {
            Self::NotStarted(error) if error.kind() == io::ErrorKind::NotFound => 127,
            Self::NotStarted(_) => 126,
            Self::TooLate(_) => 124,
            Self::Ended(status) => {
                status.code().or(status.signal().map(|signal| 128 + signal)).unwrap_or(255)
            }
        };
        u8::try_from(status).unwrap_or(255)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `wait` tells it: the exit status in the upper byte, the signal in the lower.
    fn ended(code: i32, signal: i32) -> Outcome {
        Outcome::Ended(ExitStatus::from_raw(code << 8 | signal))
    }

    #[test]
    fn an_exit_status_has_a_failure_type() {
        use FailureType::*;
        for (code, expected) in [
            (1, JobFailed),
            (64, ConfigurationError),
            (66, RevisionUnavailable),
            (69, SystemUnavailable),
            (75, SystemUnavailable),
            (77, PermissionError),
            (78, ConfigurationError),
        ] {
            assert_eq!(ended(code, 0).failure_type(&[]), expected, "{code}");
        }
        let on = [(3, RevisionOutOfSync), (77, JobFailed), (3, PermissionError)];
        assert_eq!(ended(3, 0).failure_type(&on), PermissionError);
        assert_eq!(ended(77, 0).failure_type(&on), JobFailed);
        assert_eq!(ended(0, 9).failure_type(&on), SystemUnavailable);
        assert!(ended(0, 0).is_success() && !ended(0, 15).is_success());
    }

    #[test]
    fn it_is_told_what_happened() {
        let not_found = Outcome::NotStarted(io::ErrorKind::NotFound.into());
        let too_late = Outcome::TooLate(Duration::from_secs(90));
        for (outcome, message, status) in [
            (ended(3, 0), "x exited with status 3", 3),
            (ended(0, 9), "x was ended by signal 9 (SIGKILL)", 137),
            (too_late, "x did not end within 1m 30s", 124),
            (not_found, "x cannot be started: entity not found", 127),
        ] {
            assert_eq!((outcome.message("x").as_str(), outcome.exit_status()), (message, status));
        }
        assert_eq!(Outcome::NotStarted(io::ErrorKind::PermissionDenied.into()).exit_status(), 126);
    }
}

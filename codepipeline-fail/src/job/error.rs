use std::error::Error;
use std::fmt;

use super::Checkpoint;
use crate::{FailureType, JobFailure};

/// What is wrong with a job's data, or with what a handler made of it.
///
/// `?` turns it into a [`Failure`](crate::Failure), or into an error of your own:
///
/// ```
/// use codepipeline_fail::{FailureDetails, Job, JobDataError, JobFailure};
///
/// #[derive(Debug, thiserror::Error, JobFailure)]
/// enum DeployError {
///     #[error(transparent)]
///     #[failure(transparent)]
///     Job(#[from] JobDataError),
/// }
///
/// fn stack(job: &Job) -> Result<&str, DeployError> {
///     Ok(job.configuration_value("Stack")?)
/// }
///
/// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").build();
/// let details = FailureDetails::of(&stack(&job).unwrap_err());
/// assert_eq!(details.to_string(), "ConfigurationError: the action's configuration has no \"Stack\"");
/// ```
///
/// Its text names members, artifacts and positions. It never shows a value of the configuration, not even in part: which
/// of them are secret, only the author of the pipeline knows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JobDataError {
    /// There are no `UserParameters`, or they are blank.
    NoUserParameters,
    /// `UserParameters` are not JSON, from this position on.
    UserParametersNotJson {
        /// The line, from 1.
        line: usize,
        /// The column in the line, in bytes.
        column: usize,
    },
    /// `UserParameters` are JSON, but not what the handler reads.
    UserParameters {
        /// The member, as in `hosts[2].port`; empty for the whole.
        path: String,
        /// What is wrong with it.
        mistake: Mistake,
        /// The line, from 1; 0 if it is not known.
        line: usize,
        /// The column in the line, in bytes.
        column: usize,
    },
    /// The event that a Lambda function was invoked with is not what CodePipeline's guide says.
    Event {
        /// The member, as in `CodePipeline.job.data.inputArtifacts[0]`; empty for the whole.
        path: String,
        /// What is wrong with it.
        mistake: Mistake,
    },
    /// The action's configuration is not what the handler reads.
    Configuration {
        /// The key; empty for the whole.
        path: String,
        /// What is wrong with its value.
        mistake: Mistake,
    },
    /// The action's configuration has no value for the key.
    NoConfigurationValue {
        /// The key.
        key: String,
    },
    /// The action has no input artifact of that name.
    NoInputArtifact {
        /// The name.
        name: String,
        /// The names of those that it has.
        existing: Vec<String>,
    },
    /// The action has no output artifact of that name.
    NoOutputArtifact {
        /// The name.
        name: String,
        /// The names of those that it has.
        existing: Vec<String>,
    },
    /// CodePipeline does not tell where an artifact is.
    NoLocation {
        /// The name of the artifact.
        artifact: String,
    },
    /// CodePipeline does not tell the revision of an artifact.
    NoRevision {
        /// The name of the artifact.
        artifact: String,
    },
    /// A continuation token does not have 1 to 2,048 characters.
    ContinuationToken {
        /// How many it has, in UTF-16 code units.
        length: usize,
    },
    /// More than all of the work is said to be done.
    PercentComplete {
        /// How much.
        percent: u8,
    },
}

/// What is wrong with a member of a job's configuration.
///
/// Names are those of the type that the handler reads, in the spelling that serde was told.
///
/// ```
/// use codepipeline_fail::{Job, JobDataError, Mistake};
///
/// let job = Job::builder("01234567-89ab-cdef-0123-456789abcdef").user_parameters("{\"dry\": 1}").build();
/// let error = job.user_parameters::<std::collections::HashMap<String, bool>>().unwrap_err();
/// let JobDataError::UserParameters { path, mistake, .. } = error else { panic!("{error}") };
/// assert_eq!((path.as_str(), mistake), ("dry", Mistake::Not("true or false")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mistake {
    /// This member is missing.
    Missing(&'static str),
    /// This member is there twice.
    Duplicate(&'static str),
    /// It is none of the members that there can be.
    UnknownMember(&'static [&'static str]),
    /// It is none of these.
    UnknownVariant(&'static [&'static str]),
    /// It is not this, for instance not `an integer from 0 to 255`.
    Not(&'static str),
    /// The type does not take the value for a reason of its own.
    Value,
}

impl JobFailure for JobDataError {
    /// `RevisionUnavailable` for an artifact without location or revision, `JobFailed` for a checkpoint that cannot be
    /// one, `ConfigurationError` for the rest.
    fn failure_type(&self) -> FailureType {
        match self {
            Self::NoLocation { .. } | Self::NoRevision { .. } => FailureType::RevisionUnavailable,
            Self::ContinuationToken { .. } | Self::PercentComplete { .. } => FailureType::JobFailed,
            _ => FailureType::ConfigurationError,
        }
    }

    fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Error for JobDataError {}

impl fmt::Display for JobDataError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoUserParameters => formatter.write_str("the action has no UserParameters"),
            Self::UserParametersNotJson { line, column } => {
                formatter.write_str("UserParameters are not JSON")?;
                write_position(formatter, *line, *column)
            }
            Self::UserParameters { path, mistake, line, column } => {
                formatter.write_str("UserParameters: ")?;
                write_mistake(formatter, path, mistake)?;
                write_position(formatter, *line, *column)
            }
            Self::Event { path, mistake } => {
                formatter.write_str("the event of CodePipeline: ")?;
                write_mistake(formatter, path, mistake)
            }
            Self::Configuration { path, mistake } => {
                formatter.write_str("the action's configuration: ")?;
                write_mistake(formatter, path, mistake)
            }
            Self::NoConfigurationValue { key } => {
                write!(formatter, "the action's configuration has no {key:?}")
            }
            Self::NoInputArtifact { name, existing } => write_no_artifact(formatter, "input", name, existing),
            Self::NoOutputArtifact { name, existing } => {
                write_no_artifact(formatter, "output", name, existing)
            }
            Self::NoLocation { artifact } => write!(formatter, "the artifact {artifact:?} has no location"),
            Self::NoRevision { artifact } => write!(formatter, "the artifact {artifact:?} has no revision"),
            Self::ContinuationToken { length } => write!(
                formatter,
                "a continuation token has 1 to {} characters, not {length}",
                Checkpoint::MAX_TOKEN_LENGTH
            ),
            Self::PercentComplete { percent } => {
                write!(formatter, "{percent} percent is more than all of the job")
            }
        }
    }
}

fn write_position(formatter: &mut fmt::Formatter<'_>, line: usize, column: usize) -> fmt::Result {
    if line == 0 { Ok(()) } else { write!(formatter, " (line {line}, column {column})") }
}

fn write_mistake(formatter: &mut fmt::Formatter<'_>, path: &str, mistake: &Mistake) -> fmt::Result {
    let inner = |name: &str| match path {
        "" => format!("`{name}`"),
        path => format!("`{path}.{name}`"),
    };
    let whole = match path {
        "" => "the whole".to_owned(),
        path => format!("`{path}`"),
    };
    match mistake {
        Mistake::Missing(name) => write!(formatter, "{} is missing", inner(name)),
        Mistake::Duplicate(name) => write!(formatter, "{} is there twice", inner(name)),
        Mistake::UnknownMember(names) => {
            write!(formatter, "{whole} is none of the members {}", list(names))
        }
        Mistake::UnknownVariant(names) => write!(formatter, "{whole} is none of {}", list(names)),
        Mistake::Not(expected) => write!(formatter, "{whole} is not {expected}"),
        Mistake::Value => write!(formatter, "{whole} has a value that is not accepted"),
    }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn write_no_artifact(
    formatter: &mut fmt::Formatter<'_>,
    direction: &str,
    name: &str,
    existing: &[String],
) -> fmt::Result {
    write!(formatter, "the action has no {direction} artifact {name:?}; ")?;
    match existing {
        [] => formatter.write_str("it has none"),
        existing => write!(formatter, "it has {}", existing.join(", ")),
    }
}

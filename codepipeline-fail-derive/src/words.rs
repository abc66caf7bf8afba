//! The words of `#[failure(...)]`: which there are, where each belongs, and what is said of others.

use crate::diagnostics::Diagnostic;
use crate::model::FailureType;
use crate::suggest;

/// Where an attribute stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Enum,
    Struct,
    Variant,
    Field,
}

/// A word that the attribute knows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Word {
    FailureType(FailureType),
    Inherit,
    Transparent,
    ExternalExecutionId,
    Causes,
    Fmt,
    Error,
    Crate,
    Source,
    From,
    Secret,
}

/// The words beside the failure types, as they are written.
const WORDS: [(&str, Word); 10] = [
    ("inherit", Word::Inherit),
    ("transparent", Word::Transparent),
    ("external_execution_id", Word::ExternalExecutionId),
    ("causes", Word::Causes),
    ("fmt", Word::Fmt),
    ("error", Word::Error),
    ("crate", Word::Crate),
    ("source", Word::Source),
    ("from", Word::From),
    ("secret", Word::Secret),
];

/// Words that people try for another.
const SYNONYMS: [(&str, &str); 15] = [
    ("cause", "source"),
    ("chain", "causes"),
    ("classify", "inherit"),
    ("delegate", "transparent"),
    ("execution_id", "external_execution_id"),
    ("external", "external_execution_id"),
    ("external_id", "external_execution_id"),
    ("format", "fmt"),
    ("forward", "transparent"),
    ("function", "fmt"),
    ("id", "external_execution_id"),
    ("into", "from"),
    ("redact", "secret"),
    ("sensitive", "secret"),
    ("with", "fmt"),
];

/// Words that people write before a message, which stands alone.
const MESSAGE_KEYS: [&str; 8] = ["message", "msg", "mesage", "text", "reason", "description", "display", "template"];

/// Words that people write before a failure type, which stands alone.
const TYPE_KEYS: [&str; 6] = ["type", "kind", "ty", "failure_type", "failureType", "default"];

impl Word {
    pub fn read(text: &str) -> Option<Self> {
        let other = || WORDS.iter().find(|(name, _)| *name == text).map(|(_, word)| *word);
        FailureType::from_name(text).map(Word::FailureType).or_else(other)
    }

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Word::FailureType(failure_type) => failure_type.name(),
            other => WORDS.iter().find(|(_, word)| *word == other).map_or("", |(name, _)| name),
        }
    }

    /// What could stand behind `=`; `None` for words that stand alone.
    pub fn example_value(self) -> Option<&'static str> {
        match self {
            Word::ExternalExecutionId => Some("field"),
            Word::Fmt => Some("path::to::function"),
            Word::Crate => Some("path::to::codepipeline_fail"),
            Word::FailureType(_)
            | Word::Inherit
            | Word::Transparent
            | Word::Causes
            | Word::Error
            | Word::Source
            | Word::From
            | Word::Secret => None,
        }
    }

    /// Where a word may stand:
    ///
    /// | | enum | struct | variant | field |
    /// | --- | --- | --- | --- | --- |
    /// | a failure type, `inherit` | as the default | yes | yes | |
    /// | `transparent` | | yes | yes | |
    /// | `causes` | for all variants | yes | yes | |
    /// | `external_execution_id`, `fmt` | | yes | yes | |
    /// | `error`, `crate` | yes | yes | | |
    /// | `source`, `from`, `secret` | | | | yes |
    pub fn check_place(self, place: Place) -> Result<(), Diagnostic> {
        let option = self.name().to_owned();
        match (self, place) {
            (Word::FailureType(_) | Word::Inherit | Word::Causes, Place::Enum | Place::Struct | Place::Variant)
            | (Word::Transparent | Word::ExternalExecutionId | Word::Fmt, Place::Struct | Place::Variant)
            | (Word::Error | Word::Crate, Place::Enum | Place::Struct)
            | (Word::Source | Word::From | Word::Secret, Place::Field) => Ok(()),
            (Word::Transparent, Place::Enum) => Err(Diagnostic::TransparentOnEnum),
            (Word::ExternalExecutionId | Word::Fmt, Place::Enum) => Err(Diagnostic::BelongsOnVariant { option }),
            (Word::Error | Word::Crate, Place::Variant) => {
                Err(Diagnostic::BelongsOnItem { option, item: "enum".to_owned() })
            }
            (Word::Source | Word::From | Word::Secret, Place::Enum | Place::Struct | Place::Variant) => {
                Err(Diagnostic::BelongsOnField { option })
            }
            (
                Word::FailureType(_)
                | Word::Inherit
                | Word::Transparent
                | Word::Causes
                | Word::ExternalExecutionId
                | Word::Fmt
                | Word::Error
                | Word::Crate,
                Place::Field,
            ) => Err(Diagnostic::NotOnField { option }),
        }
    }
}

/// What to say of a word that is none of ours.
pub fn unknown(found: &str, has_value: bool, place: Place) -> Diagnostic {
    let found = found.to_owned();
    if place == Place::Field {
        return Diagnostic::UnknownOption { advice: other_option(&found, place), found };
    }
    if MESSAGE_KEYS.contains(&found.as_str()) {
        return Diagnostic::MessageKey { found };
    }
    if TYPE_KEYS.contains(&found.as_str()) && has_value {
        return Diagnostic::FailureTypeWithKey { key: found, advice: "write the failure type alone: `#[failure(ConfigurationError)]`".to_owned() };
    }
    if found == "JobFailure" {
        return Diagnostic::UnknownFailureType { found, advice: "`JobFailure` is the trait; the failure type is `JobFailed`".to_owned() };
    }
    let is_option = SYNONYMS.iter().any(|(word, _)| *word == found);
    let looks_like_a_type = found.starts_with(char::is_uppercase) && Word::read(&found.to_lowercase()).is_none();
    match suggest::failure_type(&found) {
        Some(meant) if !is_option => Diagnostic::UnknownFailureType { found, advice: use_type(meant) },
        None if looks_like_a_type => Diagnostic::UnknownFailureType { found, advice: all_types() },
        _ => Diagnostic::UnknownOption { advice: other_option(&found, place), found },
    }
}

/// The advice for a word that means a failure type: its name, and what it is for.
pub fn use_type(meant: FailureType) -> String {
    let meaning = match meant {
        FailureType::JobFailed => "the work ran, and its answer is no",
        FailureType::ConfigurationError => "the action's configuration is wrong, and another try cannot help",
        FailureType::PermissionError => "credentials or permissions do not suffice",
        FailureType::RevisionOutOfSync => "the target has moved since the input revision was taken",
        FailureType::RevisionUnavailable => "an input artifact or revision is missing",
        FailureType::SystemUnavailable => "the fault lies outside the job, and another try may succeed",
    };
    format!("write `{}`: {meaning}", meant.name())
}

fn all_types() -> String {
    let names: Vec<_> = FailureType::ALL.iter().map(|failure_type| failure_type.name()).collect();
    format!("CodePipeline knows {}", names.join(", "))
}

fn other_option(found: &str, place: Place) -> String {
    let here: Vec<&str> =
        WORDS.iter().filter(|(_, word)| word.check_place(place).is_ok()).map(|(name, _)| *name).collect();
    let synonym = SYNONYMS.iter().find(|(word, _)| *word == found).map(|(_, meant)| *meant);
    let meant = synonym.or_else(|| suggest::closest(found, &WORDS.map(|(name, _)| name)));
    match meant {
        Some(meant) => format!("write `{}`", with_value(meant)),
        None if place == Place::Field => format!("above a field stand {}", listed(&here)),
        None => format!("write a failure type, then any of {}, then the message", listed(&here)),
    }
}

fn with_value(name: &str) -> String {
    match Word::read(name).and_then(Word::example_value) {
        Some(example) => format!("{name} = {example}"),
        None => name.to_owned(),
    }
}

fn listed(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{}`", with_value(name))).collect();
    names.join(", ")
}

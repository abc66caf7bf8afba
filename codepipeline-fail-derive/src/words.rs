//! The words of `#[failure(...)]`: which there are, where each belongs, and what is said of others.

use proc_macro2::{TokenStream, TokenTree};

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

impl Place {
    /// What could be written there.
    pub fn example(self) -> &'static str {
        match self {
            Place::Enum => "`#[failure(JobFailed)]` for a default failure type, or leave it out",
            Place::Struct | Place::Variant => "`#[failure(JobFailed, \"...\")]`, or another failure type",
            Place::Field => "`#[failure(secret)]`, `#[failure(source)]` or `#[failure(from)]`",
        }
    }
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
const MESSAGE_KEYS: [&str; 7] = ["message", "msg", "text", "reason", "description", "display", "template"];

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

    /// As it is written with a value, where it takes one.
    pub fn usage(self) -> String {
        match self.example_value() {
            Some(example) => format!("{} = {example}", self.name()),
            None => self.name().to_owned(),
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
            (
                Word::FailureType(_) | Word::Inherit | Word::Causes,
                Place::Enum | Place::Struct | Place::Variant,
            )
            | (Word::Transparent | Word::ExternalExecutionId | Word::Fmt, Place::Struct | Place::Variant)
            | (Word::Error | Word::Crate, Place::Enum | Place::Struct)
            | (Word::Source | Word::From | Word::Secret, Place::Field) => Ok(()),
            (Word::Transparent, Place::Enum) => Err(Diagnostic::TransparentOnEnum),
            (Word::ExternalExecutionId | Word::Fmt, Place::Enum) => {
                Err(Diagnostic::BelongsOnVariant { found: format!("`{option}`") })
            }
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
            ) => Err(Diagnostic::NotOnField { found: format!("`{option}`") }),
        }
    }
}

/// What to say of a word that is none of ours, with what was given to it as a value.
pub fn unknown(found: &str, value: &[TokenTree], place: Place) -> Diagnostic {
    let has_value = !value.is_empty();
    if place != Place::Field {
        let is_key_of_message =
            suggest::closest(found, &["message"]).is_some() || MESSAGE_KEYS.contains(&found);
        if is_key_of_message {
            return Diagnostic::MessageKey { found: found.to_owned() };
        }
        if TYPE_KEYS.contains(&found) && has_value {
            return Diagnostic::FailureTypeWithKey { key: found.to_owned(), advice: failure_type_in(value) };
        }
        let option = other_word(found, place);
        let is_capitalized = found.starts_with(char::is_uppercase);
        if option.is_none() && (is_capitalized || (!has_value && suggest::failure_type(found).is_some())) {
            return unknown_failure_type(found);
        }
    }
    Diagnostic::UnknownOption { found: found.to_owned(), advice: option_advice(found, place) }
}

/// What to say of a word that stands for a failure type.
pub fn unknown_failure_type(found: &str) -> Diagnostic {
    let advice = match suggest::failure_type(found) {
        _ if found == "JobFailure" => "`JobFailure` is the trait; the failure type is `JobFailed`".to_owned(),
        Some(meant) => format!("write `{}`: {}", meant.name(), meaning(meant)),
        None => format!("CodePipeline knows {}", all_types()),
    };
    Diagnostic::UnknownFailureType { found: found.to_owned(), advice }
}

/// What a failure type is for, so that one who meant something else sees it.
fn meaning(failure_type: FailureType) -> &'static str {
    match failure_type {
        FailureType::JobFailed => "the work ran, and its answer is no",
        FailureType::ConfigurationError => "the action's configuration is wrong, and another try cannot help",
        FailureType::PermissionError => "credentials or permissions do not suffice",
        FailureType::RevisionOutOfSync => "the target has moved since the input revision was taken",
        FailureType::RevisionUnavailable => "an input artifact or revision is missing",
        FailureType::SystemUnavailable => "the fault lies outside the job, and another try may succeed",
    }
}

fn all_types() -> String {
    FailureType::ALL.map(FailureType::name).join(", ")
}

/// The advice for `kind = ConfigurationError`: the failure type, as far as the value tells it.
fn failure_type_in(value: &[TokenTree]) -> String {
    let value: TokenStream = value.iter().cloned().collect();
    let value = value.to_string();
    let last = value.split(|character: char| !character.is_alphanumeric()).rfind(|word| !word.is_empty());
    match last.and_then(suggest::failure_type) {
        Some(meant) => format!("write `{}` alone", meant.name()),
        None => format!("write one alone: {}", all_types()),
    }
}

/// The word that may be meant, of those that have their place there.
fn other_word(found: &str, place: Place) -> Option<Word> {
    let here = words_at(place);
    let names: Vec<&str> = here.iter().map(|word| word.name()).collect();
    let synonym = SYNONYMS.iter().find(|(word, _)| *word == found).map(|(_, meant)| *meant);
    let meant = synonym.or_else(|| suggest::closest(found, &names))?;
    here.into_iter().find(|word| word.name() == meant)
}

fn words_at(place: Place) -> Vec<Word> {
    WORDS.iter().map(|(_, word)| *word).filter(|word| word.check_place(place).is_ok()).collect()
}

fn option_advice(found: &str, place: Place) -> String {
    let options =
        words_at(place).into_iter().filter(|word| !matches!(word, Word::Inherit | Word::Transparent));
    let here: Vec<String> = options.map(|word| format!("`{}`", word.usage())).collect();
    match (other_word(found, place), place) {
        (Some(meant), _) => format!("write `{}`", meant.usage()),
        (None, Place::Field) => format!("above a field stand {}", here.join(", ")),
        (None, Place::Enum) => format!("above an enum stand a default failure type and {}", here.join(", ")),
        (None, Place::Struct | Place::Variant) => {
            format!(
                "write a failure type, then options, then the message; the options are {}",
                here.join(", ")
            )
        }
    }
}

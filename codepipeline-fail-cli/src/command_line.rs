//! A command line as the AWS CLI takes it apart.
//!
//! - A name may be cut short as long as it is clear which one is meant: first among the options that every command has,
//!   then among those of the command.
//! - `--option value` and `--option=value` are the same; of an option that comes twice, the later counts.
//! - Options of every command may stand before the command as well as after it.
//! - A value may begin with a hyphen if it is a number, has a blank in it, or is nothing else.
//! - After `--` nothing is taken for an option of every command; directly behind a command, it means no more than that.

mod options;
mod word;

use std::borrow::Cow;
use std::fmt;

pub use options::{COMMON, OptionName, Takes, additions, of};

use word::Word;

/// What a command line says, as far as it is clear without knowing the command.
#[derive(Debug, PartialEq, Eq)]
pub struct Split {
    /// The options that every command has, in the order in which they were given, with their values.
    pub common: Vec<Given>,
    /// The first word that is no option.
    pub command: Option<String>,
    /// All others, in their order: what the command is told.
    pub rest: Vec<String>,
}

/// An option that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its whole name, as in `--job-id`.
    pub name: Cow<'static, str>,
    /// Its value, if it has one.
    pub value: Option<String>,
}

/// What is wrong with a command line, in the words of the AWS CLI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misuse(String);

impl fmt::Display for Misuse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Misuse {}

/// Takes the options that every command has out of a command line.
///
/// # Errors
/// If one of them is given without a value or with one that it does not have, or it is not clear which one is meant.
pub fn split(words: impl IntoIterator<Item = String>) -> Result<Split, Misuse> {
    let mut split = Split { common: Vec::new(), command: None, rest: Vec::new() };
    let mut words = Words::new(COMMON, words);
    while let Some(word) = words.next()? {
        match word {
            Word::Option { option, value } => split.common.push(words.given(option, value)?),
            // An empty one means nothing.
            Word::Plain(word) if split.command.is_none() && !word.is_empty() => split.command = Some(word),
            Word::Plain(word) | Word::Unknown(word) => split.rest.push(word),
            Word::Separator => split.rest.push(SEPARATOR.to_owned()),
        }
    }
    Ok(split)
}

/// The options of a command, and the words that are none: the first one that does not even look like an option comes last,
/// and counts only if there is something in it.
///
/// # Errors
/// As for [`split()`].
pub fn options(
    known: &[OptionName],
    words: impl IntoIterator<Item = String>,
) -> Result<(Vec<Given>, Vec<String>), Misuse> {
    let (mut given, mut others, mut first) = (Vec::new(), Vec::new(), None);
    let mut words = Words::new(known, words);
    while let Some(word) = words.next()? {
        match word {
            Word::Option { option, value } => given.push(words.given(option, value)?),
            Word::Plain(word) if first.is_none() => first = Some(word),
            Word::Unknown(word) | Word::Plain(word) => others.push(word),
            Word::Separator => {}
        }
    }
    others.extend(first.filter(|word| !word.is_empty()));
    Ok((given, others))
}

/// What stands between options and words that are none, whatever they look like.
pub const SEPARATOR: &str = "--";

/// Words, read with certain options in mind.
struct Words<'o, I: Iterator> {
    known: &'o [OptionName],
    rest: std::iter::Peekable<I>,
    /// After `--`.
    are_plain: bool,
}

impl<'o, I: Iterator<Item = String>> Words<'o, I> {
    fn new(known: &'o [OptionName], words: impl IntoIterator<IntoIter = I>) -> Self {
        Self { known, rest: words.into_iter().peekable(), are_plain: false }
    }

    fn next(&mut self) -> Result<Option<Word<'o>>, Misuse> {
        let Some(word) = self.rest.next() else { return Ok(None) };
        if self.are_plain {
            return Ok(Some(Word::Plain(word)));
        }
        let word = Word::read(word, self.known).map_err(Misuse)?;
        self.are_plain = matches!(word, Word::Separator);
        Ok(Some(word))
    }

    /// The next word, if it can be a value.
    fn value(&mut self) -> Option<String> {
        let known = self.known;
        self.rest.next_if(|word| matches!(Word::read(word.clone(), known), Ok(Word::Plain(_))))
    }

    /// An option with its value, which may be the next word.
    fn given(&mut self, option: &'o OptionName, value: Option<String>) -> Result<Given, Misuse> {
        let name = &option.name;
        let value = match (&option.takes, value) {
            (Takes::Nothing, None) => None,
            (Takes::Nothing, Some(value)) => {
                return Err(Misuse(format!("argument {name}: ignored explicit argument '{value}'")));
            }
            (_, Some(value)) => Some(value),
            (Takes::MaybeOneOf(_), None) => self.value(),
            (Takes::Value | Takes::OneOf(_), None) => {
                let value = self.value();
                let missing = || Misuse(format!("argument {name}: expected one argument"));
                Some(value.ok_or_else(missing)?)
            }
        };
        if let (Takes::OneOf(choices) | Takes::MaybeOneOf(choices), Some(value)) = (&option.takes, &value)
            && !choices.contains(&value.as_str())
        {
            return Err(Misuse(options::invalid_choice(name, choices)));
        }
        Ok(Given { name: name.clone(), value })
    }
}

#[cfg(test)]
mod tests;

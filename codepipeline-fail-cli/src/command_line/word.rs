//! What one word of a command line is.

use super::SEPARATOR;
use super::options::OptionName;

/// A word, read with certain options in mind.
#[derive(Debug)]
pub enum Word<'o> {
    /// One of the options, by its whole name or the beginning of it, maybe with a value after `=`.
    Option { option: &'o OptionName, value: Option<String> },
    /// It looks like an option, and is none of these.
    Unknown(String),
    /// A value, or a command.
    Plain(String),
    /// Two hyphens alone.
    Separator,
}

impl<'o> Word<'o> {
    /// Reads a word; says what is wrong if it is the beginning of more than one option.
    pub fn read(word: String, known: &'o [OptionName]) -> Result<Self, String> {
        if word == SEPARATOR {
            return Ok(Self::Separator);
        }
        if !word.starts_with('-') || word == "-" {
            return Ok(Self::Plain(word));
        }
        if let Some(option) = known.iter().find(|option| option.name == word) {
            return Ok(Self::Option { option, value: None });
        }
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        if let Some(option) = known.iter().find(|option| option.name == name) {
            return Ok(Self::Option { option, value });
        }
        let meant: Vec<_> = known.iter().filter(|option| is_short_for(name, &option.name)).collect();
        match meant.as_slice() {
            [] if is_number(&word) || word.contains(' ') => Ok(Self::Plain(word)),
            [] => Ok(Self::Unknown(word)),
            [option] => Ok(Self::Option { option, value }),
            options => {
                let names: Vec<_> = options.iter().map(|option| &*option.name).collect();
                Err(format!("ambiguous option: {word} could match {}", names.join(", ")))
            }
        }
    }
}

/// Two hyphens alone are short for nothing.
fn is_short_for(name: &str, option: &str) -> bool {
    name.len() > 2 && option.starts_with(name)
}

/// Such as -1 or -1.5.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match fraction {
        None => !whole.is_empty() && are_digits(whole),
        Some(fraction) => !fraction.is_empty() && are_digits(whole) && are_digits(fraction),
    }
}

//! What is wrong with a text, shown in it.

use std::error::Error;
use std::fmt;

/// Why a text is no shorthand: in the words of the AWS CLI, with the text and a mark below the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShorthandError(String);

#[derive(Debug)]
pub enum Mistake {
    Syntax { expected: Expected, received: Option<char>, index: usize },
    Twice { key: String, index: usize },
    TooDeep { index: usize },
    File(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Character(char),
    Later,
    SingleQuoted,
    DoubleQuoted,
}

impl ShorthandError {
    pub(super) fn new(mistake: Mistake, text: &[char]) -> Self {
        Self(match mistake {
            Mistake::Syntax { expected, received, index } => {
                let (expected, nothing) = match expected {
                    Expected::Character(character) => (character.to_string(), "EOF"),
                    Expected::Later => ("<second>".to_owned(), "<none>"),
                    Expected::SingleQuoted => ("<singled quoted>".to_owned(), "<none>"),
                    Expected::DoubleQuoted => ("<double quoted>".to_owned(), "<none>"),
                };
                let received = received.map_or_else(|| nothing.to_owned(), String::from);
                format!("Expected: '{expected}', received: '{received}' for input:\n{}", marked(text, index))
            }
            Mistake::Twice { key, index } => format!(
                "Second instance of key \"{key}\" encountered for input:\n{}\nThis is often because there is a \
                 preceding \",\" instead of a space.",
                marked(text, index)
            ),
            Mistake::TooDeep { index } => {
                format!("Too many brackets within each other for input:\n{}", marked(text, index))
            }
            Mistake::File(reason) => reason,
        })
    }
}

/// The text with `^` in a line of its own, below the place.
fn marked(text: &[char], index: usize) -> String {
    let column = text[..index].iter().rev().take_while(|character| **character != '\n').count();
    let end =
        text[index..].iter().position(|character| *character == '\n').map_or(text.len(), |at| index + at);
    let (until, after) = text.split_at(end);
    let (until, after): (String, String) = (until.iter().collect(), after.iter().collect());
    format!("{until}\n{}^{after}", " ".repeat(column))
}

impl fmt::Display for ShorthandError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Error for ShorthandError {}

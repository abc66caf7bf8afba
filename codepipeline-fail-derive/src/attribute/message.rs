//! The message: a string literal and, behind it, the arguments of its format string.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::LitStr;

use super::reader::{Reader, is_punct};
use crate::arguments::{self, Argument};
use crate::diagnostics::Diagnostic;
use crate::model::{FailureType, MessageTemplate};
use crate::template::{Position, Template};
use crate::words::{Place, Word};

impl Reader<'_> {
    /// The message and its arguments: all that is left.
    pub fn message(mut self, literal: LitStr, text: String) {
        self.comma();
        let rest = self.tokens.split_off(self.position.min(self.tokens.len()));
        for comma in extra_commas(&rest) {
            self.mistakes.at(comma.span(), &Diagnostic::ExtraComma);
        }
        let template = Template::read(&text);
        let arguments = self.arguments(&template, arguments::split(rest.into_iter().collect()));
        let span = literal.span();
        match self.place {
            Place::Enum => {
                self.mistakes.at(span, &Diagnostic::BelongsOnVariant { found: "a message".to_owned() });
            }
            Place::Field => self.mistakes.at(span, &Diagnostic::NotOnField { found: "a message".to_owned() }),
            Place::Struct | Place::Variant if self.merged.message.is_some() => {
                self.mistakes.at(span, &Diagnostic::SecondMessage);
            }
            Place::Struct | Place::Variant => {
                self.merged.message = Some(MessageTemplate { literal, text, template, arguments });
            }
        }
    }

    /// The arguments without what was meant for another place.
    fn arguments(&mut self, template: &Template, arguments: Vec<Argument>) -> Vec<Argument> {
        let mut unnamed = 0;
        let mut kept = Vec::new();
        for argument in arguments {
            let is_used = match &argument.name {
                Some(name) => uses(template, &Position::Name(arguments::unraw(name))),
                None => {
                    unnamed += 1;
                    uses_unnamed(template, unnamed)
                }
            };
            if !self.is_misplaced(&argument, is_used) {
                kept.push(argument);
            }
        }
        kept
    }

    /// Reports an argument that cannot have been meant as one.
    fn is_misplaced(&mut self, argument: &Argument, is_used: bool) -> bool {
        let word = match (&argument.name, argument.expression.as_slice()) {
            (Some(name), []) => {
                let (option, example) = (name.to_string(), "expression".to_owned());
                self.mistakes.at(name.span(), &Diagnostic::NeedsValue { option, example });
                return true;
            }
            (None, []) => return true,
            (Some(name), _) => name,
            (None, [TokenTree::Ident(ident)]) => ident,
            (None, [TokenTree::Literal(literal)]) if !is_used && is_string(literal) => {
                self.mistakes.at(literal.span(), &Diagnostic::SecondMessage);
                return true;
            }
            (None, _) => return false,
        };
        // No argument is called as a failure type is, whatever the string asks for.
        let is_failure_type = argument.name.is_none() && FailureType::from_name(&word.to_string()).is_some();
        (is_failure_type || !is_used) && self.is_word(word)
    }

    fn is_word(&mut self, ident: &Ident) -> bool {
        let Some(word) = Word::read(&arguments::unraw(ident)) else { return false };
        if word.check_place(self.place).is_err() {
            return false;
        }
        let found = word.name().to_owned();
        if let Word::FailureType(_) | Word::Inherit | Word::Transparent = word {
            self.mistakes.at(ident.span(), &Diagnostic::FailureTypeAfterMessage { found });
            if self.merged.rule.is_none() {
                self.merged.set_flag(word, ident.span(), self.mistakes);
            }
        } else {
            let usage = word.usage();
            self.mistakes.at(ident.span(), &Diagnostic::OptionAfterMessage { option: found, usage });
        }
        true
    }
}

fn uses(template: &Template, wanted: &Position) -> bool {
    template.positions().any(|position| position == wanted)
}

/// Whether the string shows the argument that is so many-th among those without a name.
fn uses_unnamed(template: &Template, rank: usize) -> bool {
    let next = template.positions().filter(|position| **position == Position::Next).count();
    let by_number =
        |position: &Position| matches!(position, Position::Number(number, _) if number + 1 == rank);
    rank <= next || template.positions().any(by_number)
}

fn is_string(literal: &proc_macro2::Literal) -> bool {
    syn::parse2::<LitStr>(TokenStream::from(TokenTree::from(literal.clone()))).is_ok()
}

/// The commas behind which an argument was expected.
fn extra_commas(tokens: &[TokenTree]) -> Vec<TokenTree> {
    let mut extra = Vec::new();
    let mut rest = tokens;
    while !rest.is_empty() {
        let length = arguments::first_length(rest);
        extra.extend(rest.first().filter(|token| length == 0 && is_punct(token, ',')).cloned());
        rest = rest.get(length + 1..).unwrap_or_default();
    }
    extra
}

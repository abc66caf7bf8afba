//! What stands in the parentheses: a failure type, options and a message, with commas between them.
//!
//! After a mistake the reader goes on behind the next comma, so that one mistake does not hide another.

use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use syn::{Lit, LitStr};

use super::{Attribute, OptionValue, set, value};
use crate::arguments;
use crate::diagnostics::{Diagnostic, Mistakes};
use crate::model::{FailureType, Rule};
use crate::suggest;
use crate::words::{self, Place, Word};

pub struct Reader<'a> {
    pub tokens: Vec<TokenTree>,
    pub position: usize,
    pub place: Place,
    pub merged: &'a mut Attribute,
    pub mistakes: &'a mut Mistakes,
}

impl<'a> Reader<'a> {
    pub fn new(
        tokens: TokenStream,
        place: Place,
        merged: &'a mut Attribute,
        mistakes: &'a mut Mistakes,
    ) -> Self {
        Self { tokens: tokens.into_iter().collect(), position: 0, place, merged, mistakes }
    }

    pub fn read(mut self) {
        while let Some(token) = self.peek().cloned() {
            match token {
                TokenTree::Punct(comma) if comma.as_char() == ',' => {
                    self.mistakes.at(comma.span(), &Diagnostic::ExtraComma);
                    self.position += 1;
                    continue;
                }
                // What a fragment of `macro_rules!` stands for is read as if it had been written here.
                TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                    self.tokens.splice(self.position..=self.position, group.stream());
                    continue;
                }
                TokenTree::Literal(literal) => {
                    if let Some((message, text)) = self.literal(literal) {
                        return self.message(message, text);
                    }
                }
                TokenTree::Ident(ident) => self.word(&ident),
                TokenTree::Punct(colon) if colon.as_char() == ':' => self.path(),
                TokenTree::Punct(_) | TokenTree::Group(_) => {
                    self.mistakes.at(token.span(), &Diagnostic::UnexpectedToken { found: opening(&token) });
                    self.skip_element();
                }
            }
            self.comma();
        }
    }

    fn peek(&self) -> Option<&TokenTree> {
        self.tokens.get(self.position)
    }

    fn at_punct(&self, offset: usize, character: char) -> bool {
        self.tokens.get(self.position + offset).is_some_and(|token| is_punct(token, character))
    }

    /// The tokens up to the next comma, which are read with this.
    fn skip_element(&mut self) -> Vec<TokenTree> {
        let rest = &self.tokens[self.position..];
        let length = rest.iter().position(|token| is_punct(token, ',')).unwrap_or(rest.len());
        let skipped = rest[..length].to_vec();
        self.position += length;
        skipped
    }

    pub fn comma(&mut self) {
        match self.peek() {
            Some(token) if is_punct(token, ',') => self.position += 1,
            Some(other) => {
                let diagnostic = Diagnostic::MissingComma { found: opening(other) };
                let is_separator = matches!(other, TokenTree::Punct(_));
                self.mistakes.at(other.span(), &diagnostic);
                self.position += usize::from(is_separator);
            }
            None => {}
        }
    }

    /// A string, with what it stands for, is the message, which ends the list: `None` for any other literal, which is reported.
    fn literal(&mut self, literal: Literal) -> Option<(LitStr, String)> {
        let literal = match Lit::new(literal) {
            Lit::Str(literal) => Some(literal),
            _ => None,
        };
        let goes_on = matches!(self.tokens.get(self.position + 1), Some(TokenTree::Punct(punct)) if !matches!(punct.as_char(), ',' | ';'));
        let Some(literal) = literal.filter(|_| !goes_on) else {
            let expression: TokenStream = self.skip_element().into_iter().collect();
            self.mistakes.over(&expression, &Diagnostic::NotAString { found: value::text(&expression) });
            return None;
        };
        self.position += 1;
        let text = literal.value();
        match FailureType::from_name(&text) {
            Some(failure_type) if self.merged.rule.is_none() && self.place != Place::Field => {
                self.mistakes.at(literal.span(), &Diagnostic::QuotedFailureType { found: text });
                self.merged.rule = Some((Rule::Fixed(failure_type), literal.span()));
                None
            }
            _ => Some((literal, text)),
        }
    }

    fn word(&mut self, ident: &Ident) {
        let name = arguments::unraw(ident);
        if (self.at_punct(1, ':') && self.at_punct(2, ':')) || self.at_punct(1, '!') {
            return self.path();
        }
        let Some(word) = Word::read(&name) else {
            let element = self.skip_element();
            // After a failure type, another word in capitals is a constant that should be the message.
            let is_constant = self.merged.rule.is_some() && !name.contains(char::is_lowercase);
            let diagnostic = match name.as_str() {
                "true" | "false" => Diagnostic::NotAString { found: name },
                _ if is_constant && suggest::failure_type(&name).is_none() => {
                    Diagnostic::NotAString { found: name }
                }
                _ => words::unknown(&name, &element[1..], self.place),
            };
            return self.mistakes.at(ident.span(), &diagnostic);
        };
        self.position += 1;
        if let Err(diagnostic) = word.check_place(self.place) {
            self.skip_element();
            return self.mistakes.at(ident.span(), &diagnostic);
        }
        match word.example_value() {
            Some(example) => self.option_with_value(word, ident.span(), example),
            None => self.flag(word, ident.span()),
        }
    }

    /// A word that stands alone.
    fn flag(&mut self, word: Word, span: Span) {
        let has_value = match self.peek() {
            Some(TokenTree::Group(group)) => group.delimiter() != Delimiter::None,
            Some(TokenTree::Punct(punct)) => matches!(punct.as_char(), '=' | ':' | '<'),
            Some(TokenTree::Ident(_) | TokenTree::Literal(_)) | None => false,
        };
        if has_value {
            let value: TokenStream = self.skip_element().into_iter().collect();
            let found = word.name().to_owned();
            let diagnostic = match word {
                Word::FailureType(_) => Diagnostic::FailureTypeWithValue { found },
                _ => Diagnostic::TakesNoValue { option: found },
            };
            self.mistakes.over(value, &diagnostic);
        }
        self.merged.set_flag(word, span, self.mistakes);
    }

    /// `option = value`.
    fn option_with_value(&mut self, word: Word, span: Span, example: &str) {
        let Some(value) = self.value(word, span, example) else { return };
        let value = match word {
            Word::ExternalExecutionId => {
                let value = OptionValue { span, value };
                return set(&mut self.merged.external_execution_id, value, span, word, self.mistakes);
            }
            Word::Fmt => value::function_path(&value),
            _ => value::crate_path(&value),
        };
        match value {
            Err((tokens, diagnostic)) => self.mistakes.over(tokens, &diagnostic),
            Ok(value) => {
                let slot = if word == Word::Fmt { &mut self.merged.fmt } else { &mut self.merged.crate_path };
                set(slot, OptionValue { span, value }, span, word, self.mistakes);
            }
        }
    }

    /// What stands behind `=`, up to the comma that ends it.
    fn value(&mut self, word: Word, span: Span, example: &str) -> Option<Vec<TokenTree>> {
        let option = word.name().to_owned();
        let is_equals = self.at_punct(0, '=') && !self.at_punct(1, '=') && !self.at_punct(1, '>');
        if !is_equals {
            let element = self.skip_element();
            let example = value::meant(&element).unwrap_or_else(|| example.to_owned());
            match element.first() {
                Some(instead) => {
                    self.mistakes.at(instead.span(), &Diagnostic::NeedsEquals { option, example });
                }
                None => self.mistakes.at(span, &Diagnostic::NeedsValue { option, example }),
            }
            return None;
        }
        let equals = self.tokens[self.position].span();
        self.position += 1;
        let rest = &self.tokens[self.position..];
        let value = &rest[..value::length(rest)];
        self.position += value.len();
        if value.is_empty() {
            self.mistakes.at(equals, &Diagnostic::NeedsValue { option, example: example.to_owned() });
            return None;
        }
        Some(arguments::ungrouped(value))
    }

    /// A path or a macro: `FailureType::ConfigurationError` and `format!("...")`, by habit.
    fn path(&mut self) {
        let element = self.skip_element();
        let tokens: TokenStream = element.iter().cloned().collect();
        let found = value::text(&tokens);
        let is_macro = element.iter().any(|token| is_punct(token, '!'));
        let path =
            element.iter().take_while(|token| !is_punct(token, '!') && !matches!(token, TokenTree::Group(_)));
        let names: Vec<String> = path.filter_map(ident).collect();
        let last = names.last().cloned().unwrap_or_default();
        let failure_type = FailureType::from_name(&last);
        if let (Some(failure_type), Some(first)) = (failure_type, element.first()) {
            self.merged.rule.get_or_insert((Rule::Fixed(failure_type), first.span()));
        }
        let diagnostic = match failure_type {
            Some(_) => Diagnostic::FailureTypeWithPath { found: last },
            None if is_macro => Diagnostic::MessageFromMacro { found: last },
            None if names.iter().any(|name| name == "FailureType") => words::unknown_failure_type(&last),
            None if self.merged.rule.is_some() => Diagnostic::NotAString { found },
            None => Diagnostic::UnexpectedToken { found },
        };
        self.mistakes.over(tokens, &diagnostic);
    }
}

fn ident(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    }
}

pub fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

/// A token as it begins: a group by its opening delimiter.
fn opening(token: &TokenTree) -> String {
    match token {
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Parenthesis => "(".to_owned(),
            Delimiter::Brace => "{".to_owned(),
            Delimiter::Bracket => "[".to_owned(),
            Delimiter::None => group.stream().to_string(),
        },
        other => other.to_string(),
    }
}

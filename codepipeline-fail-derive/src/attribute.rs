//! Reading `#[failure(...)]`.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned as _;
use syn::{LitStr, Meta};

use crate::arguments::{self, Argument};
use crate::diagnostics::{Diagnostic, Mistakes};
use crate::model::{FailureType, MessageTemplate, Rule};
use crate::template::{Position, Template};
use crate::words::{self, Place, Word};

/// All `#[failure(...)]` on one item, variant or field, merged.
#[derive(Default)]
pub struct Attribute {
    /// Where the first of them stands.
    pub written: Option<Span>,
    pub rule: Option<(Rule, Span)>,
    pub message: Option<MessageTemplate>,
    pub external_execution_id: Option<Vec<TokenTree>>,
    pub causes: Option<Span>,
    pub fmt: Option<TokenStream>,
    pub error: Option<Span>,
    pub crate_path: Option<TokenStream>,
    pub source: Option<Span>,
    pub from: Option<Span>,
    pub secret: Option<Span>,
}

impl Attribute {
    pub fn read(attributes: &[syn::Attribute], place: Place, mistakes: &mut Mistakes) -> Self {
        let mut merged = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("failure")) {
            let path = attribute.path().span();
            merged.written.get_or_insert(path);
            match &attribute.meta {
                Meta::List(list) if list.tokens.is_empty() => mistakes.at(path, &Diagnostic::EmptyAttribute),
                Meta::List(list) => {
                    let tokens = list.tokens.clone().into_iter().collect();
                    Reader { tokens, position: 0, place, merged: &mut merged, mistakes }.read();
                }
                Meta::Path(_) => mistakes.at(path, &Diagnostic::EmptyAttribute),
                Meta::NameValue(pair) => mistakes.at(pair.eq_token.span(), &Diagnostic::AttributeIsNoList),
            }
        }
        merged
    }
}

struct Reader<'a> {
    tokens: Vec<TokenTree>,
    position: usize,
    place: Place,
    merged: &'a mut Attribute,
    mistakes: &'a mut Mistakes,
}

impl Reader<'_> {
    fn read(mut self) {
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
                TokenTree::Literal(_) => {
                    let Ok(literal) = syn::parse2::<LitStr>(token.to_token_stream()) else {
                        self.mistakes.at(token.span(), &Diagnostic::NotAString { found: token.to_string() });
                        self.skip_element();
                        self.comma();
                        continue;
                    };
                    self.position += 1;
                    return self.message(literal);
                }
                TokenTree::Ident(ident) => self.word(&ident),
                TokenTree::Punct(colon) if colon.as_char() == ':' => self.path(),
                TokenTree::Punct(_) | TokenTree::Group(_) => {
                    let found = opening(&token);
                    self.mistakes.at(token.span(), &Diagnostic::UnexpectedToken { found });
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
        matches!(self.tokens.get(self.position + offset), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
    }

    /// The tokens up to the next comma, which are read with this.
    fn skip_element(&mut self) -> Vec<TokenTree> {
        let rest = &self.tokens[self.position..];
        let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
        let length = rest.iter().position(is_comma).unwrap_or(rest.len());
        let skipped = rest[..length].to_vec();
        self.position += length;
        skipped
    }

    fn comma(&mut self) {
        match self.peek() {
            Some(TokenTree::Punct(comma)) if comma.as_char() == ',' => self.position += 1,
            Some(other) => {
                let found = opening(other);
                let is_separator = matches!(other, TokenTree::Punct(punct) if punct.as_char() == ';');
                self.mistakes.at(other.span(), &Diagnostic::MissingComma { found });
                self.position += usize::from(is_separator);
            }
            None => {}
        }
    }

    fn word(&mut self, ident: &Ident) {
        let name = arguments::unraw(ident);
        if self.at_punct(1, ':') && self.at_punct(2, ':') {
            return self.path();
        }
        if self.at_punct(1, '!') {
            self.skip_element();
            return self.mistakes.at(ident.span(), &Diagnostic::MessageFromMacro { found: name });
        }
        let Some(word) = Word::read(&name) else {
            let element = self.skip_element();
            self.mistakes.at(ident.span(), &words::unknown(&name, element.len() > 1, self.place));
            return;
        };
        self.position += 1;
        if let Err(diagnostic) = word.check_place(self.place) {
            self.skip_element();
            return self.mistakes.at(ident.span(), &diagnostic);
        }
        match word.example_value() {
            Some(example) => self.option_with_value(word, ident, example),
            None => self.option(word, ident),
        }
    }

    /// A word that stands alone.
    fn option(&mut self, word: Word, ident: &Ident) {
        let next_separates = match self.peek() {
            None => true,
            Some(TokenTree::Punct(punct)) => matches!(punct.as_char(), ',' | ';'),
            Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::None,
            Some(TokenTree::Ident(_) | TokenTree::Literal(_)) => true, // a comma is missing
        };
        if !next_separates {
            let has_generics = self.at_punct(0, '<');
            let span = self.peek().map_or_else(Span::call_site, TokenTree::span);
            self.skip_element();
            let found = word.name().to_owned();
            let diagnostic = match word {
                Word::FailureType(_) if has_generics => Diagnostic::FailureTypeWithGenerics { found },
                Word::FailureType(_) => Diagnostic::FailureTypeWithArguments { found },
                _ => Diagnostic::TakesNoValue { option: found },
            };
            self.mistakes.at(span, &diagnostic);
        }
        let span = ident.span();
        match word {
            Word::FailureType(failure_type) => self.set_rule(Rule::Fixed(failure_type), span),
            Word::Inherit => self.set_rule(Rule::Inherit(span), span),
            Word::Transparent => self.set_rule(Rule::Transparent(span), span),
            Word::Causes => set(&mut self.merged.causes, span, span, word, self.mistakes),
            Word::Error => set(&mut self.merged.error, span, span, word, self.mistakes),
            Word::Source => set(&mut self.merged.source, span, span, word, self.mistakes),
            Word::From => set(&mut self.merged.from, span, span, word, self.mistakes),
            Word::Secret => set(&mut self.merged.secret, span, span, word, self.mistakes),
            Word::ExternalExecutionId | Word::Fmt | Word::Crate => {}
        }
    }

    fn set_rule(&mut self, rule: Rule, span: Span) {
        if let Some((first, _)) = self.merged.rule {
            let (first, second) = (rule_name(first), rule_name(rule));
            self.mistakes.at(span, &Diagnostic::SecondFailureType { first, second });
        } else {
            self.merged.rule = Some((rule, span));
        }
    }

    /// `option = value`.
    fn option_with_value(&mut self, word: Word, ident: &Ident, example: &str) {
        let equals = self.at_punct(0, '=') && !self.at_punct(1, '=') && !self.at_punct(1, '>');
        let rest = &self.tokens[self.position.min(self.tokens.len())..];
        let value = if equals { &rest[1..] } else { &[] };
        let value = arguments::ungrouped(&value[..arguments::first_length(value)]);
        if value.is_empty() {
            let span = self.peek().filter(|_| !self.at_punct(0, ',')).map_or(ident.span(), TokenTree::span);
            self.skip_element();
            let option = word.name().to_owned();
            return self.mistakes.at(span, &Diagnostic::NeedsValue { option, example: example.to_owned() });
        }
        self.position += 1 + arguments::first_length(&rest[1..]);
        let span = ident.span();
        match word {
            Word::ExternalExecutionId => {
                set(&mut self.merged.external_execution_id, value, span, word, self.mistakes);
            }
            Word::Fmt => {
                if let Some(path) = self.function_path(&value) {
                    set(&mut self.merged.fmt, path, span, word, self.mistakes);
                }
            }
            _ => {
                if let Some(path) = self.crate_path(&value) {
                    set(&mut self.merged.crate_path, path, span, word, self.mistakes);
                }
            }
        }
    }

    /// The value of `fmt`: a path, with generic arguments where the function has some.
    fn function_path(&mut self, value: &[TokenTree]) -> Option<TokenStream> {
        let tokens: TokenStream = value.iter().cloned().collect();
        let path = syn::parse2::<syn::ExprPath>(tokens.clone());
        if path.is_ok() {
            return Some(tokens);
        }
        let (last, before) = value.split_last()?;
        let is_call = matches!(last, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
            && syn::parse2::<syn::ExprPath>(before.iter().cloned().collect()).is_ok();
        if is_call {
            self.mistakes.at(last.span(), &Diagnostic::FmtIsCalled);
        } else {
            self.mistakes.over(tokens, &Diagnostic::FmtIsNoPath);
        }
        None
    }

    /// The value of `crate`: the path of a module.
    fn crate_path(&mut self, value: &[TokenTree]) -> Option<TokenStream> {
        let tokens: TokenStream = value.iter().cloned().collect();
        if syn::parse2::<LitStr>(tokens.clone()).is_ok() {
            self.mistakes.over(tokens, &Diagnostic::CrateIsQuoted);
            return None;
        }
        let path = syn::parse2::<syn::Path>(tokens.clone()).ok();
        let is_module = path.is_some_and(|path| {
            let starts_with_type = path.segments.first().is_some_and(|segment| segment.ident == "Self");
            !starts_with_type && path.segments.iter().all(|segment| segment.arguments.is_none())
        });
        if !is_module {
            self.mistakes.over(tokens, &Diagnostic::CrateIsNoPath);
            return None;
        }
        Some(tokens)
    }

    /// `FailureType::ConfigurationError`, by habit.
    fn path(&mut self) {
        let element = self.skip_element();
        let tokens: TokenStream = element.iter().cloned().collect();
        let names = element.iter().filter_map(|token| match token {
            TokenTree::Ident(ident) => Some(ident.to_string()),
            _ => None,
        });
        let diagnostic = match names.last().and_then(|name| crate::suggest::failure_type(&name)) {
            Some(failure_type) => {
                let span = element.first().map_or_else(Span::call_site, TokenTree::span);
                self.merged.rule.get_or_insert((Rule::Fixed(failure_type), span));
                Diagnostic::FailureTypeWithPath { found: failure_type.name().to_owned() }
            }
            None => Diagnostic::UnexpectedToken { found: tokens.to_string().replace(' ', "") },
        };
        self.mistakes.over(tokens, &diagnostic);
    }

    /// The message and, behind it, its arguments: all that is left.
    fn message(mut self, literal: LitStr) {
        self.comma();
        let arguments = arguments::split(self.tokens.drain(..).skip(self.position).collect());
        let template = Template::read(&literal.value());
        self.check_arguments(&template, &arguments);
        let span = literal.span();
        if self.place == Place::Enum {
            return self.mistakes.at(span, &Diagnostic::BelongsOnVariant { option: "a message".to_owned() });
        }
        if self.place == Place::Field {
            return self.mistakes.at(span, &Diagnostic::NotOnField { option: "a message".to_owned() });
        }
        let value = literal.value();
        if FailureType::from_name(&value).is_some() && self.merged.rule.is_none() {
            return self.mistakes.at(span, &Diagnostic::QuotedFailureType { found: value });
        }
        if self.merged.message.is_some() {
            return self.mistakes.at(span, &Diagnostic::SecondMessage);
        }
        self.merged.message = Some(MessageTemplate { literal, template, arguments });
    }

    /// Reports what was meant to stand before the message: it would be an argument that the message does not use.
    fn check_arguments(&mut self, template: &Template, arguments: &[Argument]) {
        let names = |name: &str| template.positions().any(|position| *position == Position::Name(name.to_owned()));
        let takes_unnamed =
            template.positions().any(|position| matches!(position, Position::Next | Position::Number(..)));
        for argument in arguments {
            let word = match (&argument.name, argument.expression.as_slice()) {
                (Some(name), _) if !names(&name.to_string()) => Word::read(&name.to_string()),
                (None, [TokenTree::Ident(ident)]) if !takes_unnamed => Word::read(&ident.to_string()),
                _ => None,
            };
            let Some(word) = word else { continue };
            let span = argument.name.as_ref().map_or_else(|| argument.span(Span::call_site()), Ident::span);
            let name = word.name().to_owned();
            let diagnostic = match word {
                Word::FailureType(_) | Word::Inherit | Word::Transparent => {
                    Diagnostic::FailureTypeAfterMessage { found: name }
                }
                _ => Diagnostic::OptionAfterMessage { option: name },
            };
            self.mistakes.at(span, &diagnostic);
        }
    }
}

fn rule_name(rule: Rule) -> String {
    match rule {
        Rule::Fixed(failure_type) => failure_type.name(),
        Rule::Inherit(_) => "inherit",
        Rule::Transparent(_) => "transparent",
    }
    .to_owned()
}

fn set<T>(slot: &mut Option<T>, value: T, span: Span, word: Word, mistakes: &mut Mistakes) {
    if slot.is_some() {
        mistakes.at(span, &Diagnostic::RepeatedOption { option: word.name().to_owned() });
    } else {
        *slot = Some(value);
    }
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

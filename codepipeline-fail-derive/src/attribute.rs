//! Reading `#[failure(...)]`.

mod message;
mod reader;
mod value;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::Meta;
use syn::spanned::Spanned as _;

use self::reader::Reader;
use crate::diagnostics::{Diagnostic, Mistakes};
use crate::model::{MessageTemplate, Rule};
use crate::words::{Place, Word};

/// All `#[failure(...)]` on one item, variant or field, merged.
#[derive(Default)]
pub struct Attribute {
    /// Where the first of them stands.
    pub written: Option<Span>,
    /// Something in them could not be read.
    pub is_broken: bool,
    pub rule: Option<(Rule, Span)>,
    pub message: Option<MessageTemplate>,
    pub external_execution_id: Option<OptionValue<Vec<TokenTree>>>,
    pub causes: Option<Span>,
    pub fmt: Option<OptionValue<TokenStream>>,
    pub error: Option<Span>,
    pub crate_path: Option<OptionValue<TokenStream>>,
    pub source: Option<Span>,
    pub from: Option<Span>,
    pub secret: Option<Span>,
}

/// `option = value`.
pub struct OptionValue<T> {
    /// Where the option's word stands.
    pub span: Span,
    pub value: T,
}

impl Attribute {
    pub fn read(attributes: &[syn::Attribute], place: Place, mistakes: &mut Mistakes) -> Self {
        let mut merged = Self::default();
        let before = mistakes.count();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("failure")) {
            let path = attribute.path().span();
            merged.written.get_or_insert(path);
            let example = || place.example().to_owned();
            match &attribute.meta {
                Meta::List(list) if !list.tokens.is_empty() => {
                    Reader::new(list.tokens.clone(), place, &mut merged, mistakes).read();
                }
                Meta::List(_) | Meta::Path(_) => {
                    mistakes.at(path, &Diagnostic::EmptyAttribute { example: example() });
                }
                Meta::NameValue(pair) => {
                    mistakes.at(pair.eq_token.span(), &Diagnostic::AttributeIsNoList { example: example() });
                }
            }
        }
        merged.is_broken = mistakes.count() > before;
        merged
    }

    /// Takes a failure type, or what stands in its place. There can be one.
    fn set_rule(&mut self, rule: Rule, span: Span, mistakes: &mut Mistakes) {
        let Some((first, _)) = self.rule else {
            self.rule = Some((rule, span));
            return;
        };
        let (first, second) = (first.name().to_owned(), rule.name().to_owned());
        let diagnostic = match first.as_str() {
            "transparent" if first != second => Diagnostic::TransparentWith { found: format!("`{second}`") },
            _ if first == second => Diagnostic::Repeated { found: second },
            _ => Diagnostic::SecondFailureType { first, second },
        };
        mistakes.at(span, &diagnostic);
    }

    /// Takes a word that stands alone.
    fn set_flag(&mut self, word: Word, span: Span, mistakes: &mut Mistakes) {
        let slot = match word {
            Word::FailureType(failure_type) => {
                return self.set_rule(Rule::Fixed(failure_type), span, mistakes);
            }
            Word::Inherit => return self.set_rule(Rule::Inherit(span), span, mistakes),
            Word::Transparent => return self.set_rule(Rule::Transparent(span), span, mistakes),
            Word::Causes => &mut self.causes,
            Word::Error => &mut self.error,
            Word::Source => &mut self.source,
            Word::From => &mut self.from,
            Word::Secret => &mut self.secret,
            Word::ExternalExecutionId | Word::Fmt | Word::Crate => return,
        };
        set(slot, span, span, word, mistakes);
    }
}

/// Takes what can be given once.
fn set<T>(slot: &mut Option<T>, value: T, span: Span, word: Word, mistakes: &mut Mistakes) {
    if slot.is_some() {
        mistakes.at(span, &Diagnostic::Repeated { found: word.name().to_owned() });
    } else {
        *slot = Some(value);
    }
}

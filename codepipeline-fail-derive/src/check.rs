//! What is wrong with an item whose attributes could be read.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::LitStr;

use crate::arguments::{expand_shorthand, mentions};
use crate::diagnostics::{Diagnostic, Mistakes};
use crate::generics;
use crate::model::{Item, Message, MessageTemplate, Rule, Style, Variant};
use crate::template::Position;

/// CodePipeline's limits: <https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureDetails.html>.
const LONGEST_MESSAGE: usize = 5000;
const LONGEST_EXTERNAL_EXECUTION_ID: usize = 1500;

pub fn item(item: &Item, mistakes: &mut Mistakes) {
    for variant in &item.variants {
        rule(variant, mistakes);
        sources(item, variant, mistakes);
        if let Message::Template(message) = &variant.message {
            length(message, mistakes);
            placeholders(variant, message, mistakes);
            numbers_and_arguments(variant, message, mistakes);
            secrets_in_message(variant, message, mistakes);
            if item.error.is_some() {
                endless_display(message, mistakes);
            }
        }
        if let Some(id) = &variant.external_execution_id {
            external_execution_id(variant, id, mistakes);
        }
        let has_own_message = !matches!(variant.message, Message::Display) || matches!(variant.rule, Rule::Transparent(_));
        if item.error.is_some() && !has_own_message {
            mistakes.at(variant.name.span(), &Diagnostic::ErrorNeedsMessage { name: variant.name.to_string() });
        }
    }
}

/// `inherit` needs a source; `transparent` needs exactly one field.
fn rule(variant: &Variant, mistakes: &mut Mistakes) {
    let name = variant.name.to_string();
    match variant.rule {
        Rule::Inherit(span) if variant.source.is_none() => {
            mistakes.at(span, &Diagnostic::NoSource { option: "inherit".to_owned(), name });
        }
        Rule::Transparent(span) => match variant.fields.len() {
            0 => mistakes.at(span, &Diagnostic::TransparentNeedsField { name }),
            1 => {}
            count => mistakes.at(span, &Diagnostic::TransparentNeedsOneField { name, count: count.to_string() }),
        },
        Rule::Inherit(_) | Rule::Fixed(_) => {}
    }
}

/// `from` fills the whole variant from one value. A source is handed out as `&(dyn Error + 'static)`.
fn sources(item: &Item, variant: &Variant, mistakes: &mut Mistakes) {
    for field in &variant.fields {
        if let Some(span) = field.from && variant.fields.len() > 1 {
            mistakes.at(span, &Diagnostic::FromWithOtherFields { name: variant.name.to_string() });
        }
    }
    if let Some(field) = variant.source_field()
        && let Some(lifetime) = generics::borrowed_lifetime(&field.ty, &item.generics)
    {
        mistakes.at(lifetime.span(), &Diagnostic::BorrowedSource { lifetime: lifetime.to_string() });
    }
}

/// A message is of 1 to 5,000 characters and not blank. What the placeholders add is checked when it is sent.
fn length(message: &MessageTemplate, mistakes: &mut Mistakes) {
    let span = message.literal.span();
    if message.template.malformed {
        return;
    }
    if !message.template.says_something {
        mistakes.at(span, &Diagnostic::EmptyMessage);
    }
    if message.template.text_length > LONGEST_MESSAGE {
        mistakes.at(span, &Diagnostic::LongMessage { count: message.template.text_length.to_string() });
    }
}

/// A placeholder names a field as the variant does: by name, or by number in a tuple.
///
/// Names that are neither fields nor arguments can be constants, so rustc reports those; but one in small letters, in
/// a variant that has no named field, cannot have been meant otherwise.
fn placeholders(variant: &Variant, message: &MessageTemplate, mistakes: &mut Mistakes) {
    let span = message.literal.span();
    for found in &message.template.expressions {
        mistakes.at(span, &Diagnostic::ExpressionInBraces { found: found.clone() });
    }
    if message.template.malformed {
        return;
    }
    let unnamed = message.arguments.iter().filter(|argument| argument.name.is_none()).count();
    let is_argument = |name: &str| message.arguments.iter().any(|argument| argument.name.as_ref().is_some_and(|own| crate::arguments::unraw(own) == name));
    for position in message.template.positions() {
        if let Some(diagnostic) = position_mistake(variant, position, unnamed, &is_argument) {
            mistakes.at(span, &diagnostic);
        }
    }
}

fn position_mistake(
    variant: &Variant,
    position: &Position,
    unnamed: usize,
    is_argument: &dyn Fn(&str) -> bool,
) -> Option<Diagnostic> {
    let name = variant.name.to_string();
    match position {
        Position::Next if unnamed == 0 => {
            let example = match variant.fields.first() {
                Some(field) if variant.style == Style::Named => format!("{{{}}}", field.display_name()),
                _ => "{0}".to_owned(),
            };
            Some(Diagnostic::NothingToPrint { example })
        }
        Position::Number(number, _) if unnamed == 0 => match variant.style {
            Style::Tuple if *number < variant.fields.len() => None,
            Style::Tuple => Some(Diagnostic::NoSuchField { found: number.to_string(), name, count: field_numbers(variant) }),
            Style::Unit => Some(Diagnostic::NoFields { found: number.to_string(), name }),
            Style::Named => {
                let example = variant.fields.get(*number).or(variant.fields.first());
                let example = example.map_or_else(String::new, super::model::Field::display_name);
                Some(Diagnostic::FieldsHaveNames { found: number.to_string(), name, example })
            }
        },
        Position::Name(found) if !is_argument(found) && variant.field(found).is_none() && looks_like_a_field(found) => {
            match variant.style {
                Style::Unit => Some(Diagnostic::NoFields { found: found.clone(), name }),
                Style::Tuple => Some(Diagnostic::FieldsHaveNoNames { found: found.clone(), name }),
                Style::Named => None,
            }
        }
        Position::Next | Position::Number(..) | Position::Name(_) => None,
    }
}

/// Constants and statics are written in capitals.
fn looks_like_a_field(name: &str) -> bool {
    name != "self" && !name.chars().any(char::is_uppercase) && name.chars().any(char::is_lowercase)
}

fn field_numbers(variant: &Variant) -> String {
    match variant.fields.len() {
        0 => "none".to_owned(),
        1 => "0".to_owned(),
        count => format!("0 to {}", count - 1),
    }
}

/// In a tuple `{0}` is a field; beside an argument without a name it could be that one.
fn numbers_and_arguments(variant: &Variant, message: &MessageTemplate, mistakes: &mut Mistakes) {
    let has_numbers = message.template.positions().any(|position| matches!(position, Position::Number(..)));
    let unnamed = message.arguments.iter().find(|argument| argument.name.is_none());
    if let (Style::Tuple, true, Some(argument)) = (variant.style, has_numbers, unnamed) {
        mistakes.at(argument.span(message.literal.span()), &Diagnostic::AmbiguousNumber);
    }
}

/// A secret field is named neither in the message nor in its arguments.
fn secrets_in_message(variant: &Variant, message: &MessageTemplate, mistakes: &mut Mistakes) {
    for position in message.template.positions() {
        let field = match position {
            Position::Name(name) if !message.arguments.iter().any(|argument| argument.name.as_ref().is_some_and(|own| own == name)) => variant.field(name),
            Position::Number(number, _) if variant.style == Style::Tuple => variant.fields.get(*number),
            _ => None,
        };
        if let Some(field) = field && field.secret.is_some() {
            mistakes.at(message.literal.span(), &Diagnostic::SecretInMessage { field: field.display_name() });
        }
    }
    for argument in &message.arguments {
        secrets_in_expression(variant, &argument.expression, &mut |span, field| {
            mistakes.at(span, &Diagnostic::SecretInMessage { field });
        });
    }
}

fn secrets_in_expression(variant: &Variant, expression: &[TokenTree], found: &mut dyn FnMut(Span, String)) {
    let mut report = |member: &str, span: Span| {
        if let Some(field) = variant.field(member) && field.secret.is_some() {
            found(span, field.display_name());
        }
    };
    let rest = expand_shorthand(expression, &mut |member, span| {
        report(member, span);
        variant.field(member).map(|_| TokenStream::new())
    });
    mentions(rest, &mut report);
}

/// With `error`, `Display` is the message, so that a message that shows `self` would call itself.
fn endless_display(message: &MessageTemplate, mistakes: &mut Mistakes) {
    let shows_self = message.template.placeholders.iter().any(|placeholder| {
        placeholder.argument == Position::Name("self".to_owned()) && placeholder.shown == crate::template::Trait::Display
    });
    if shows_self {
        mistakes.at(message.literal.span(), &Diagnostic::SelfInMessage);
    }
}

/// An external execution id has 1 to 1,500 characters, names no secret, and is not the bare number of a field.
fn external_execution_id(variant: &Variant, id: &[TokenTree], mistakes: &mut Mistakes) {
    secrets_in_expression(variant, id, &mut |span, field| {
        mistakes.at(span, &Diagnostic::SecretInExternalExecutionId { field });
    });
    let [token] = id else { return };
    match token {
        TokenTree::Literal(literal) => {
            if let Ok(literal) = syn::parse2::<LitStr>(TokenStream::from(token.clone())) {
                let count = literal.value().trim().encode_utf16().count();
                if !(1..=LONGEST_EXTERNAL_EXECUTION_ID).contains(&count) {
                    mistakes.at(literal.span(), &Diagnostic::ExternalExecutionIdLength { count: count.to_string() });
                }
            } else if literal.to_string().parse::<usize>().is_ok() {
                mistakes.at(token.span(), &Diagnostic::ExternalExecutionIdIsNumber { found: literal.to_string() });
            }
        }
        TokenTree::Ident(ident) => {
            let found = crate::arguments::unraw(ident);
            if variant.style == Style::Tuple && variant.field(&found).is_none() && looks_like_a_field(&found) {
                let name = variant.name.to_string();
                mistakes.at(ident.span(), &Diagnostic::ExternalExecutionIdHasNoName { found, name });
            }
        }
        TokenTree::Group(_) | TokenTree::Punct(_) => {}
    }
}

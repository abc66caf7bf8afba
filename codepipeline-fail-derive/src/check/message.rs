//! What is wrong with a message.

use proc_macro2::{Span, TokenTree};

use super::{fields_in_expression, looks_like_a_field, other_field, secrets_in_expression};
use crate::arguments::Argument;
use crate::diagnostics::{Diagnostic, Mistakes};
use crate::model::{Item, MessageTemplate, Style, Variant};
use crate::template::{Placeholder, Position, Trait};

/// CodePipeline's limit: <https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureDetails.html>.
const LONGEST_MESSAGE: usize = 5000;

pub fn check(item: &Item, variant: &Variant, message: &MessageTemplate, mistakes: &mut Mistakes) {
    length(message, mistakes);
    placeholders(variant, message, mistakes);
    numbers_and_arguments(variant, message, mistakes);
    for argument in &message.arguments {
        fields_in_expression(variant, &argument.expression, mistakes);
    }
    secrets(variant, message, mistakes);
    if item.error.is_some() {
        endless_display(message, mistakes);
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
    // Of raw identifiers rustc says more: that they are written without `r#`.
    for found in message.template.expressions.iter().filter(|found| !found.starts_with("r#")) {
        let (found, argument) = (found.clone(), as_argument(found));
        mistakes.at(span, &Diagnostic::ExpressionInBraces { found, argument });
    }
    if message.template.malformed {
        return;
    }
    for position in message.template.positions() {
        if let Some(diagnostic) = position_mistake(variant, message, position) {
            mistakes.at(span, &diagnostic);
        }
    }
}

/// What stands in braces as an argument: `0.name` is a field of field 0.
fn as_argument(found: &str) -> String {
    match found {
        _ if found.starts_with(|first: char| first.is_ascii_digit()) => format!(".{found}"),
        _ if found.starts_with('.') || syn::parse_str::<syn::Expr>(found).is_ok() => found.to_owned(),
        _ => "expression".to_owned(),
    }
}

fn position_mistake(variant: &Variant, message: &MessageTemplate, position: &Position) -> Option<Diagnostic> {
    let has_unnamed = message.arguments.iter().any(|argument| argument.name.is_none());
    match position {
        Position::Next if has_unnamed || variant.is_broken => None,
        Position::Next => Some(Diagnostic::NothingToPrint { advice: something_to_print(variant) }),
        Position::Number(..) if has_unnamed => None,
        Position::Number(number, _) => number_mistake(variant, *number),
        Position::Name(found)
            if message.named_argument(found).is_some() || variant.field(found).is_some() =>
        {
            None
        }
        Position::Name(_) if variant.is_broken => None,
        Position::Name(found) => name_mistake(variant, found),
    }
}

fn something_to_print(variant: &Variant) -> String {
    match variant.fields.first() {
        Some(field) => {
            let name = field.display_name();
            format!(
                "name a field, `{{{name}}}`, or give an argument after the message: `\"{{}}\", expression`"
            )
        }
        None => "give an argument after the message: `\"{}\", expression`".to_owned(),
    }
}

fn number_mistake(variant: &Variant, number: usize) -> Option<Diagnostic> {
    let name = variant.name.to_string();
    let field = variant.fields.get(number);
    match (variant.style, field) {
        (Style::Tuple, Some(_)) => None,
        _ if variant.fields.is_empty() => {
            let argument = "\"{}\", expression".to_owned();
            Some(Diagnostic::NoFields { found: format!("{{{number}}}"), name, argument })
        }
        (Style::Tuple | Style::Unit, _) => {
            let found = number.to_string();
            Some(Diagnostic::NoSuchField { advice: other_field(variant, &found, ""), found, name })
        }
        (Style::Named, field) => {
            let advice = match field {
                Some(field) => format!("write `{{{}}}`", field.display_name()),
                None => other_field(variant, "", ""),
            };
            Some(Diagnostic::FieldsHaveNames { found: number.to_string(), name, advice })
        }
    }
}

fn name_mistake(variant: &Variant, found: &str) -> Option<Diagnostic> {
    let name = variant.name.to_string();
    let is_number = variant.style == Style::Tuple
        && found.strip_prefix('_').is_some_and(|own| own.parse::<usize>().is_ok());
    if is_number {
        let advice = other_field(variant, found, "");
        return Some(Diagnostic::NoSuchField { found: found.to_owned(), name, advice });
    }
    if !looks_like_a_field(found) {
        return None;
    }
    match variant.style {
        _ if variant.fields.is_empty() => {
            let argument = format!("{found} = expression");
            Some(Diagnostic::NoFields { found: format!("{{{found}}}"), name, argument })
        }
        Style::Tuple => Some(Diagnostic::FieldsHaveNoNames { found: found.to_owned(), name }),
        Style::Unit | Style::Named => None,
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
fn secrets(variant: &Variant, message: &MessageTemplate, mistakes: &mut Mistakes) {
    for position in message.template.positions() {
        let field = match position {
            Position::Name(name) if message.named_argument(name).is_none() => variant.field(name),
            Position::Number(number, _) if variant.style == Style::Tuple => variant.fields.get(*number),
            Position::Name(_) | Position::Number(..) | Position::Next => None,
        };
        if let Some(field) = field.filter(|field| field.secret.is_some()) {
            mistakes.at(message.literal.span(), &Diagnostic::SecretInMessage { field: field.display_name() });
        }
    }
    for argument in &message.arguments {
        secrets_in_expression(variant, &argument.expression, &mut |span, field| {
            mistakes.at(span, &Diagnostic::SecretInMessage { field });
        });
    }
}

/// With `error`, `Display` is the message, so that a message that shows `self` would call itself.
fn endless_display(message: &MessageTemplate, mistakes: &mut Mistakes) {
    let mut unnamed = message.arguments.iter().filter(|argument| argument.name.is_none());
    for placeholder in &message.template.placeholders {
        let span = shows_self(message, placeholder, &mut unnamed);
        if let Some(span) = span.filter(|_| placeholder.shown == Trait::Display) {
            return mistakes.at(span, &Diagnostic::SelfInMessage);
        }
    }
}

fn shows_self<'a>(
    message: &MessageTemplate,
    placeholder: &Placeholder,
    unnamed: &mut impl Iterator<Item = &'a Argument>,
) -> Option<Span> {
    // A precision `.*` takes an argument before the value does.
    let before = placeholder.parameters.iter().filter(|parameter| **parameter == Position::Next).count();
    let argument = match &placeholder.argument {
        Position::Next => unnamed.nth(before),
        Position::Number(number, _) => message.arguments.get(*number),
        Position::Name(name) if name == "self" => return Some(message.literal.span()),
        Position::Name(name) => message.named_argument(name),
    };
    let Some((TokenTree::Ident(last), before)) = argument?.expression.split_last() else { return None };
    let is_self = last == "self" && before.iter().all(|token| matches!(token, TokenTree::Punct(_)));
    is_self.then(|| last.span())
}

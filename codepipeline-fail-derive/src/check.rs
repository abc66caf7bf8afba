//! What is wrong with an item whose attributes could be read.

mod message;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::LitStr;

use crate::arguments::{expand_shorthand, mentions, unraw};
use crate::diagnostics::{Diagnostic, Mistakes};
use crate::generics;
use crate::model::{Field, Item, Message, Rule, Style, Variant};
use crate::suggest;
use crate::template::{Position, Template};

/// CodePipeline's limit: <https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureDetails.html>.
const LONGEST_EXTERNAL_EXECUTION_ID: usize = 1500;

pub fn item(item: &Item, mistakes: &mut Mistakes) {
    for (number, variant) in (1..).zip(&item.variants) {
        mistakes.about_variant(number);
        transparent(variant, mistakes);
        sources(item, variant, mistakes);
        if let Message::Template(message) = &variant.message {
            message::check(item, variant, message, mistakes);
        }
        if let Some(id) = &variant.external_execution_id {
            external_execution_id(variant, id, mistakes);
        }
        let says_something = !matches!(variant.message, Message::Display) || variant.is_transparent();
        if item.error.is_some() && !says_something && !variant.is_broken {
            mistakes
                .at(variant.name.span(), &Diagnostic::ErrorNeedsMessage { name: variant.name.to_string() });
        }
    }
}

/// `transparent` needs exactly one field.
fn transparent(variant: &Variant, mistakes: &mut Mistakes) {
    let Rule::Transparent(span) = variant.rule else { return };
    let name = variant.name.to_string();
    match variant.fields.len() {
        0 => mistakes.at(span, &Diagnostic::TransparentNeedsField { name }),
        1 => {}
        count => mistakes.at(span, &Diagnostic::TransparentNeedsOneField { name, count: count.to_string() }),
    }
}

/// `from` fills the whole variant from one value. A source is handed out as `&(dyn Error + 'static)`.
fn sources(item: &Item, variant: &Variant, mistakes: &mut Mistakes) {
    let from = variant.fields.iter().find_map(|field| field.from);
    if let Some(span) = from.filter(|_| variant.fields.len() > 1 && !variant.is_broken) {
        mistakes.at(span, &Diagnostic::FromWithOtherFields { name: variant.name.to_string() });
    }
    if let Some(field) = variant.source_field()
        && let Some(lifetime) = generics::borrowed_lifetime(&field.ty, &item.generics)
    {
        mistakes.at(lifetime.span(), &Diagnostic::BorrowedSource { lifetime: lifetime.to_string() });
    }
}

/// An external execution id has 1 to 1,500 characters, names no secret, and is neither the bare number of a field nor
/// a format string.
fn external_execution_id(variant: &Variant, id: &[TokenTree], mistakes: &mut Mistakes) {
    fields_in_expression(variant, id, mistakes);
    secrets_in_expression(variant, id, &mut |span, field| {
        mistakes.at(span, &Diagnostic::SecretInExternalExecutionId { field });
    });
    let [token] = id else { return };
    let diagnostic = match token {
        TokenTree::Literal(literal) => match syn::parse2::<LitStr>(TokenStream::from(token.clone())) {
            Ok(literal) => id_string(variant, &literal),
            Err(_) => id_number(variant, &literal.to_string()),
        },
        TokenTree::Ident(ident) => id_name(variant, &unraw(ident)),
        TokenTree::Group(_) | TokenTree::Punct(_) => None,
    };
    if let Some(diagnostic) = diagnostic {
        mistakes.at(token.span(), &diagnostic);
    }
}

fn id_string(variant: &Variant, literal: &LitStr) -> Option<Diagnostic> {
    let count = literal.value().trim().encode_utf16().count();
    if !(1..=LONGEST_EXTERNAL_EXECUTION_ID).contains(&count) {
        return Some(Diagnostic::ExternalExecutionIdLength { count: count.to_string() });
    }
    let template = Template::read(&literal.value());
    template.positions().find_map(|position| {
        let (found, expression) = match position {
            Position::Name(name) => (name.clone(), format!("format!(\"{{{name}}}\")")),
            Position::Number(number, _) => (number.to_string(), format!(".{number}")),
            Position::Next => return None,
        };
        variant.field(&found)?;
        Some(Diagnostic::ExternalExecutionIdIsTemplate { found: format!("{{{found}}}"), expression })
    })
}

fn id_number(variant: &Variant, found: &str) -> Option<Diagnostic> {
    let number: usize = found.parse().ok()?;
    let as_string = format!("for this very id, write it as a string: `\"{number}\"`");
    let advice = match variant.style {
        Style::Tuple if number < variant.fields.len() => {
            format!("to name the field, write `.{number}`; {as_string}")
        }
        Style::Named => format!("to name a field, write its name; {as_string}"),
        Style::Tuple | Style::Unit => as_string,
    };
    Some(Diagnostic::ExternalExecutionIdIsNumber { found: found.to_owned(), advice })
}

fn id_name(variant: &Variant, found: &str) -> Option<Diagnostic> {
    if variant.field(found).is_some() || !looks_like_a_field(found) {
        return None;
    }
    let (found, name) = (found.to_owned(), variant.name.to_string());
    match variant.style {
        _ if variant.fields.is_empty() => Some(Diagnostic::ExternalExecutionIdHasNoField { found, name }),
        Style::Tuple => Some(Diagnostic::ExternalExecutionIdHasNoName { found, name }),
        Style::Unit | Style::Named => None,
    }
}

/// Constants and statics are written in capitals.
fn looks_like_a_field(name: &str) -> bool {
    name != "self" && !name.chars().any(char::is_uppercase) && name.chars().any(char::is_lowercase)
}

/// The shorthand `.field` and `.0` names fields that there are: rustc could not tell of others, because it does not
/// know the shorthand.
fn fields_in_expression(variant: &Variant, expression: &[TokenTree], mistakes: &mut Mistakes) {
    expand_shorthand(expression, &mut |member, span| {
        if variant.field(member).is_none() {
            let (found, name) = (member.to_owned(), variant.name.to_string());
            mistakes.at(
                span,
                &Diagnostic::NoSuchField { found, name, advice: other_field(variant, member, ".") },
            );
        }
        Some(TokenStream::new())
    });
}

/// The advice for a field that is not there.
fn other_field(variant: &Variant, found: &str, prefix: &str) -> String {
    let all: Vec<String> = variant.fields.iter().map(Field::display_name).collect();
    let names: Vec<&str> = all.iter().filter(|_| variant.style == Style::Named).map(String::as_str).collect();
    match (suggest::closest(found, &names), all.as_slice()) {
        (Some(meant), _) => format!("write `{prefix}{meant}`"),
        (None, []) => "it has no fields".to_owned(),
        (None, [only]) => format!("its only field is `{only}`"),
        (None, [others @ .., last]) => format!("its fields are `{}` and `{last}`", others.join("`, `")),
    }
}

/// Calls `found` for every secret field that the expression names.
fn secrets_in_expression(variant: &Variant, expression: &[TokenTree], found: &mut dyn FnMut(Span, String)) {
    let mut report = |member: &str, span: Span| {
        if let Some(field) = variant.field(member).filter(|field| field.secret.is_some()) {
            found(span, field.display_name());
        }
    };
    let rest = expand_shorthand(expression, &mut |member, span| {
        report(member, span);
        variant.field(member).map(|_| TokenStream::new())
    });
    mentions(rest, &mut report);
}

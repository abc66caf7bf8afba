//! From the item as syn reads it to the model: attributes are read, defaults filled in.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Data, DataEnum, DeriveInput, Fields};

use crate::attribute::{Attribute, OptionValue};
use crate::diagnostics::{Diagnostic, Mistakes};
use crate::model::{FailureType, Field, Item, Message, MessageTemplate, Rule, Source, Style, Variant};
use crate::words::Place;

/// Reads the item. What is wrong in it is added to `mistakes`, and the rest is read all the same.
pub fn item(input: DeriveInput, mistakes: &mut Mistakes) -> Item {
    let DeriveInput { attrs, ident: name, generics, data, .. } = input;
    let is_enum = matches!(data, Data::Enum(_));
    let mut attribute = Attribute::read(&attrs, if is_enum { Place::Enum } else { Place::Struct }, mistakes);
    let error = attribute.error;
    let crate_path =
        attribute.crate_path.take().map_or_else(|| quote!(::codepipeline_fail), |option| option.value).into();
    let variants = match data {
        Data::Enum(data) => enum_variants(&name, data, &attribute, mistakes),
        Data::Struct(data) => {
            let (written, lacks_type) = (attribute.written, attribute.rule.is_none());
            let mut variant = variant(name.clone(), &attrs, data.fields, attribute, mistakes);
            if lacks_type && !variant.is_broken {
                report_no_failure_type(&name, written, mistakes);
            }
            variant.is_broken |= lacks_type;
            vec![variant]
        }
        Data::Union(data) => {
            let union = data.union_token;
            mistakes.over(quote!(#union #name), &Diagnostic::Union);
            Vec::new()
        }
    };
    Item { name, generics, documentation: documentation(&attrs), is_enum, crate_path, error, variants }
}

fn enum_variants(name: &Ident, data: DataEnum, default: &Attribute, mistakes: &mut Mistakes) -> Vec<Variant> {
    let mut variants = Vec::new();
    let mut without_type = Vec::new();
    for (number, syn_variant) in (1..).zip(data.variants) {
        mistakes.about_variant(number);
        let syn::Variant { attrs, ident: name, fields, .. } = syn_variant;
        let mut attribute = Attribute::read(&attrs, Place::Variant, mistakes);
        attribute.rule = attribute.rule.or(default_rule(default, &name));
        let (written, lacks_type) = (attribute.written, attribute.rule.is_none());
        let mut variant = variant(name, &attrs, fields, attribute, mistakes);
        let takes_causes = variant.source.is_some() && !variant.is_transparent();
        variant.causes |= default.causes.is_some() && takes_causes;
        if lacks_type && !variant.is_broken && !default.is_broken {
            without_type.push((number, variant.name.clone(), written));
        }
        variant.is_broken |= lacks_type;
        variants.push(variant);
    }
    report_variants_without_type(name, &without_type, variants.len(), mistakes);
    mistakes.about_variant(0);
    variants
}

/// The rule of a variant that names none. Whatever is wrong with it there is wrong with the variant.
fn default_rule(default: &Attribute, variant: &Ident) -> Option<(Rule, Span)> {
    let (rule, _) = default.rule?;
    let span = variant.span();
    let rule = match rule {
        Rule::Fixed(failure_type) => Rule::Fixed(failure_type),
        Rule::Inherit(_) => Rule::Inherit(span),
        Rule::Transparent(_) => Rule::Transparent(span),
    };
    Some((rule, span))
}

/// Where nothing is said at all, one error says more than one for each variant.
fn report_variants_without_type(
    item: &Ident,
    without_type: &[(usize, Ident, Option<Span>)],
    count: usize,
    mistakes: &mut Mistakes,
) {
    let nothing_is_said =
        without_type.len() == count && without_type.iter().all(|(.., written)| written.is_none());
    if nothing_is_said && count > 1 {
        let variants =
            shortened(&without_type.iter().map(|(_, name, _)| format!("`{name}`")).collect::<Vec<_>>());
        mistakes.about_variant(0);
        mistakes.at(item.span(), &Diagnostic::NoFailureTypeInEnum { name: item.to_string(), variants });
        return;
    }
    for (number, name, written) in without_type {
        mistakes.about_variant(*number);
        report_no_failure_type(name, *written, mistakes);
    }
}

fn report_no_failure_type(name: &Ident, written: Option<Span>, mistakes: &mut Mistakes) {
    match written {
        Some(attribute) => mistakes.at(attribute, &Diagnostic::FailureTypeMissing),
        None => mistakes.at(name.span(), &Diagnostic::NoFailureType { name: name.to_string() }),
    }
}

/// The first few of a list that could be long.
fn shortened(names: &[String]) -> String {
    const MOST: usize = 5;
    match names.len().checked_sub(MOST + 1) {
        Some(more) => format!("{} and {} more", names[..MOST].join(", "), more + 1),
        None => names.join(", "),
    }
}

fn variant(
    name: Ident,
    attributes: &[syn::Attribute],
    syn_fields: Fields,
    attribute: Attribute,
    mistakes: &mut Mistakes,
) -> Variant {
    let style = match &syn_fields {
        Fields::Named(_) => Style::Named,
        Fields::Unnamed(_) => Style::Tuple,
        Fields::Unit => Style::Unit,
    };
    let before = mistakes.count();
    let (fields, marked) = fields(syn_fields, mistakes);
    let is_broken = attribute.is_broken || mistakes.count() > before;
    // Without a failure type there is a mistake already, and no impl that could be wrong.
    let rule = attribute.rule.map_or(Rule::Fixed(FailureType::JobFailed), |(rule, _)| rule);
    let source = marked.or(match rule {
        Rule::Inherit(_) if fields.len() == 1 => Some(Source { position: 0, implied: true }),
        _ => None,
    });
    match rule {
        Rule::Transparent(_) => report_beside_transparent(&attribute, &fields, mistakes),
        // The lack of a source is told once: of `inherit`, where there is one.
        Rule::Fixed(_) if source.is_none() && !is_broken => {
            if let Some(span) = attribute.causes {
                mistakes.at(span, &no_source("causes", &name, &fields));
            }
        }
        Rule::Inherit(span) if source.is_none() && !is_broken => {
            mistakes.at(span, &no_source("inherit", &name, &fields));
        }
        Rule::Fixed(_) | Rule::Inherit(_) => {}
    }
    Variant {
        documentation: documentation(attributes),
        is_broken,
        style,
        fields,
        rule,
        causes: attribute.causes.is_some(),
        external_execution_id: attribute.external_execution_id.map(|option| option.value),
        message: message(attribute.message, attribute.fmt, mistakes),
        source,
        name,
    }
}

fn message(
    template: Option<MessageTemplate>,
    fmt: Option<OptionValue<TokenStream>>,
    mistakes: &mut Mistakes,
) -> Message {
    match (template, fmt) {
        (Some(template), fmt) => {
            if fmt.is_some() {
                mistakes.at(template.literal.span(), &Diagnostic::MessageAndFmt);
            }
            Message::Template(Box::new(template))
        }
        (None, Some(function)) => Message::Function(function.value),
        (None, None) => Message::Display,
    }
}

fn no_source(option: &str, name: &Ident, fields: &[Field]) -> Diagnostic {
    let advice = match fields {
        [] => "add the error as a field called `source`",
        [field] if field.name.is_none() => "mark the field with `#[failure(source)]`",
        [_] => "mark the field with `#[failure(source)]`, or call it `source`",
        _ => "mark one of the fields with `#[failure(source)]`, or call it `source`",
    };
    Diagnostic::NoSource { option: option.to_owned(), name: name.to_string(), advice: advice.to_owned() }
}

/// `transparent` takes all from the field, so nothing else can be said.
fn report_beside_transparent(attribute: &Attribute, fields: &[Field], mistakes: &mut Mistakes) {
    let id = attribute.external_execution_id.as_ref().map(|option| option.span);
    let fmt = attribute.fmt.as_ref().map(|option| option.span);
    let message = attribute.message.as_ref().map(|message| message.literal.span());
    let secret = fields.iter().find_map(|field| field.secret);
    for (found, span) in [
        ("`external_execution_id`", id),
        ("`causes`", attribute.causes),
        ("`fmt`", fmt),
        ("a message", message),
        ("`secret`", secret),
    ] {
        if let Some(span) = span {
            mistakes.at(span, &Diagnostic::TransparentWith { found: found.to_owned() });
        }
    }
}

/// The fields, and which of them is marked as the source.
///
/// A field is the source if it is marked `#[failure(source)]`, `#[failure(from)]`, `#[source]` or `#[from]` (which
/// thiserror reads too), or else if it is called `source` (but not `r#source`, as in thiserror).
fn fields(fields: Fields, mistakes: &mut Mistakes) -> (Vec<Field>, Option<Source>) {
    let mut read = Vec::new();
    let mut source: Option<Source> = None;
    let mut by_name = None;
    for (position, syn_field) in fields.into_iter().enumerate() {
        let syn::Field { attrs, ident: name, ty, .. } = syn_field;
        let attribute = Attribute::read(&attrs, Place::Field, mistakes);
        let foreign = |name: &str| attrs.iter().find(|attribute| attribute.path().is_ident(name));
        let from = attribute.from.filter(|span| {
            let is_twice = foreign("from").is_some();
            if is_twice {
                mistakes.at(*span, &Diagnostic::FromTwice);
            }
            !is_twice
        });
        let ours = attribute.source.or(attribute.from);
        let theirs =
            || foreign("source").or_else(|| foreign("from")).map(|attribute| first_span(attribute.path()));
        let is_called_source = name.as_ref().is_some_and(|name| name == "source");
        let field = Field { position, name, ty, secret: attribute.secret, from };
        if let Some(span) = ours.or_else(theirs) {
            match source {
                None => source = Some(Source { position, implied: false }),
                Some(first) => {
                    let first: &Field = &read[first.position];
                    mistakes.at(span, &Diagnostic::SecondSource { first: first.display_name() });
                }
            }
        } else if is_called_source {
            by_name = Some(Source { position, implied: false });
        }
        read.push(field);
    }
    (read, source.or(by_name))
}

fn first_span(tokens: impl ToTokens) -> Span {
    tokens.into_token_stream().into_iter().next().map_or_else(Span::call_site, |token| token.span())
}

/// The values of the doc attributes, one for each line.
fn documentation(attributes: &[syn::Attribute]) -> Vec<TokenStream> {
    let value = |attribute: &syn::Attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => Some(pair.value.to_token_stream()),
        _ => None,
    };
    attributes.iter().filter_map(value).collect()
}

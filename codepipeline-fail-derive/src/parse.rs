//! From the item as syn reads it to the model: attributes are read, defaults filled in.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Fields};

use crate::attribute::Attribute;
use crate::diagnostics::{Diagnostic, Mistakes};
use crate::model::{Field, Item, Message, Rule, Source, Style, Variant};
use crate::words::Place;

/// Reads the item. What is wrong in it is added to `mistakes`, and the rest is read all the same.
pub fn item(input: &DeriveInput, mistakes: &mut Mistakes) -> Item {
    let is_enum = matches!(input.data, Data::Enum(_));
    let place = if is_enum { Place::Enum } else { Place::Struct };
    let before = mistakes.count();
    let mut attribute = Attribute::read(&input.attrs, place, mistakes);
    let item_is_clean = mistakes.count() == before;
    let error = attribute.error;
    let crate_path = attribute.crate_path.take().unwrap_or_else(|| quote!(::codepipeline_fail));
    let documentation = documentation(&input.attrs);
    let variants = match &input.data {
        Data::Enum(data) => enum_variants(&input.ident, data, &attribute, item_is_clean, mistakes),
        Data::Struct(data) => {
            if item_is_clean && attribute.rule.is_none() {
                mistakes.at(input.ident.span(), &no_failure_type(&input.ident, &attribute));
            }
            vec![variant(input.ident.clone(), &input.attrs, &data.fields, attribute, mistakes)]
        }
        Data::Union(data) => {
            let name = &input.ident;
            let union = &data.union_token;
            mistakes.over(quote!(#union #name), &Diagnostic::Union);
            Vec::new()
        }
    };
    let (name, generics) = (input.ident.clone(), input.generics.clone());
    Item { name, generics, documentation, is_enum, crate_path, error, variants }
}

fn enum_variants(
    name: &Ident,
    data: &syn::DataEnum,
    default: &Attribute,
    item_is_clean: bool,
    mistakes: &mut Mistakes,
) -> Vec<Variant> {
    let mut without_type: Vec<(&Ident, Option<Span>, Diagnostic)> = Vec::new();
    let mut variants = Vec::new();
    for syn_variant in &data.variants {
        let before = mistakes.count();
        let mut attribute = Attribute::read(&syn_variant.attrs, Place::Variant, mistakes);
        let is_clean = mistakes.count() == before;
        if attribute.rule.is_none() && default.rule.is_none() && is_clean && item_is_clean {
            let diagnostic = no_failure_type(&syn_variant.ident, &attribute);
            without_type.push((&syn_variant.ident, attribute.written, diagnostic));
        }
        attribute.rule = attribute.rule.or(default.rule);
        let mut variant = variant(syn_variant.ident.clone(), &syn_variant.attrs, &syn_variant.fields, attribute, mistakes);
        let takes_causes = variant.source.is_some() && !matches!(variant.rule, Rule::Transparent(_));
        variant.causes |= default.causes.is_some() && takes_causes;
        variants.push(variant);
    }
    // Where nothing is said at all, one error says more than one for each variant.
    let nothing_is_said = without_type.len() == variants.len() && without_type.iter().all(|(_, written, _)| written.is_none());
    if nothing_is_said && without_type.len() > 1 {
        let variants = shortened(&without_type.iter().map(|(name, ..)| format!("`{name}`")).collect::<Vec<_>>());
        mistakes.at(name.span(), &Diagnostic::NoFailureTypeInEnum { name: name.to_string(), variants });
    } else {
        for (name, written, diagnostic) in without_type {
            mistakes.at(written.unwrap_or_else(|| name.span()), &diagnostic);
        }
    }
    variants
}

fn no_failure_type(name: &Ident, attribute: &Attribute) -> Diagnostic {
    match attribute.written {
        Some(_) => Diagnostic::FailureTypeMissing,
        None => Diagnostic::NoFailureType { name: name.to_string() },
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
    syn_fields: &Fields,
    attribute: Attribute,
    mistakes: &mut Mistakes,
) -> Variant {
    let style = match syn_fields {
        Fields::Named(_) => Style::Named,
        Fields::Unnamed(_) => Style::Tuple,
        Fields::Unit => Style::Unit,
    };
    // Without a failure type there is a mistake already, and no impl that could be wrong.
    let rule = attribute.rule.map_or(Rule::Fixed(crate::model::FailureType::JobFailed), |(rule, _)| rule);
    let (fields, marked) = fields(syn_fields, mistakes);
    let source = marked.or_else(|| match rule {
        Rule::Inherit(_) if fields.len() == 1 => Some(Source { position: 0, implied: true }),
        _ => None,
    });
    let message = match (attribute.message, attribute.fmt) {
        (Some(template), Some(_)) => {
            mistakes.at(template.literal.span(), &Diagnostic::MessageAndFmt);
            Message::Display
        }
        (Some(template), None) => Message::Template(Box::new(template)),
        (None, Some(path)) => Message::Function(path),
        (None, None) => Message::Display,
    };
    if let Rule::Transparent(_) = rule {
        check_transparent_alone(&message, attribute.causes, attribute.external_execution_id.as_deref(), mistakes);
    }
    if let (Some(span), None) = (attribute.causes, source) && !matches!(rule, Rule::Transparent(_)) {
        mistakes.at(span, &Diagnostic::NoSource { option: "causes".to_owned(), name: name.to_string() });
    }
    Variant {
        documentation: documentation(attributes),
        style,
        fields,
        rule,
        message,
        causes: attribute.causes.is_some(),
        external_execution_id: attribute.external_execution_id,
        source,
        name,
    }
}

/// `transparent` takes all from the field, so nothing else can be said.
fn check_transparent_alone(
    message: &Message,
    causes: Option<Span>,
    external_execution_id: Option<&[proc_macro2::TokenTree]>,
    mistakes: &mut Mistakes,
) {
    let with = |option: &str| Diagnostic::TransparentWith { option: option.to_owned() };
    match message {
        Message::Display => {}
        Message::Template(template) => mistakes.at(template.literal.span(), &with("a message")),
        Message::Function(path) => mistakes.over(path, &with("fmt")),
    }
    if let Some(span) = causes {
        mistakes.at(span, &with("causes"));
    }
    if let Some(id) = external_execution_id {
        mistakes.over(id.iter().cloned().collect::<TokenStream>(), &with("external_execution_id"));
    }
}

/// The fields, and which of them is marked as the source.
///
/// A field is the source if it is marked `#[failure(source)]`, `#[failure(from)]`, `#[source]` or `#[from]` (which
/// thiserror reads too), or else if it is called `source` (but not `r#source`, as in thiserror).
fn fields(fields: &Fields, mistakes: &mut Mistakes) -> (Vec<Field>, Option<Source>) {
    let mut read = Vec::new();
    let mut source: Option<Source> = None;
    let mut by_name = None;
    for (position, syn_field) in fields.iter().enumerate() {
        let attribute = Attribute::read(&syn_field.attrs, Place::Field, mistakes);
        let foreign = |name: &str| syn_field.attrs.iter().find(|attribute| attribute.path().is_ident(name));
        if let (Some(span), Some(_)) = (attribute.from, foreign("from")) {
            mistakes.at(span, &Diagnostic::FromTwice);
        }
        let ours = attribute.source.or(attribute.from);
        let theirs = || foreign("source").or_else(|| foreign("from")).map(|attribute| first_span(attribute.path()));
        let field = Field {
            position,
            name: syn_field.ident.clone(),
            ty: syn_field.ty.clone(),
            secret: attribute.secret,
            from: attribute.from,
        };
        if let Some(span) = ours.or_else(theirs) {
            match source {
                None => source = Some(Source { position, implied: false }),
                Some(first) => {
                    let first: &Field = &read[first.position];
                    mistakes.at(span, &Diagnostic::SecondSource { first: first.display_name() });
                }
            }
        } else if syn_field.ident.as_ref().is_some_and(|name| name == "source") {
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

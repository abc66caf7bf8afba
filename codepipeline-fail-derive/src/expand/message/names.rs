//! The locals through which an expression of the user's, or a format string, sees the fields of a variant.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote};

use crate::arguments::mentions;
use crate::expand::field_local;
use crate::model::{Field, Style, Variant};

/// Which fields are named, and how.
#[derive(Default)]
pub struct Names {
    /// Fields that the pattern binds.
    bound: BTreeSet<usize>,
    /// Fields that an expression names, with the identifier as it stands there.
    mentioned: BTreeMap<usize, Ident>,
    /// Fields that a format string captures: identifier and value.
    captured: Vec<(usize, Ident, TokenStream)>,
    /// Every field, for rustc to suggest one in place of a name that it does not know.
    suggested: Option<Span>,
}

impl Names {
    pub fn bind(&mut self, field: &Field) {
        self.bound.insert(field.position);
    }

    /// `.field` in an expression: the local that holds the field.
    pub fn shorthand(&mut self, variant: &Variant, member: &str, span: Span) -> Option<TokenStream> {
        let field = variant.field(member)?;
        self.bind(field);
        let mut local = field_local(field);
        local.set_span(span.resolved_at(Span::mixed_site()));
        Some(local.into_token_stream())
    }

    /// The fields that the expression names outright.
    pub fn add_mentions(&mut self, variant: &Variant, expression: TokenStream) {
        mentions(expression, &mut |name, span| {
            let is_number = name.starts_with(|character: char| character.is_ascii_digit());
            if let Some(field) = variant.field(name).filter(|_| !is_number) {
                self.bound.insert(field.position);
                self.mentioned.entry(field.position).or_insert_with(|| user_ident(field, name, span));
            }
        });
    }

    pub fn mentions(&self, field: &Field) -> bool {
        self.mentioned.contains_key(&field.position)
    }

    /// The format string sees this field as `ident`, with this value.
    pub fn capture(&mut self, field: &Field, ident: Ident, value: TokenStream) {
        self.captured.push((field.position, ident, value));
    }

    /// The format string captures a name that is no field: a constant, or a slip.
    pub fn may_be_misspelt(&mut self, variant: &Variant, name: &str, span: Span) {
        if variant.style == Style::Named && name != "self" && !name.chars().any(char::is_uppercase) {
            self.suggested = Some(span);
        }
    }

    pub fn fields<'a>(&self, variant: &'a Variant) -> Vec<&'a Field> {
        variant.fields.iter().filter(|field| self.bound.contains(&field.position)).collect()
    }

    /// What the pattern binds. A field that is captured as it is, and needed nowhere else, gets its own name there.
    pub fn bindings<'a>(&self, variant: &'a Variant) -> Vec<(&'a Field, Ident)> {
        let fields = variant.fields.iter().filter(|field| self.suggested.is_some() || self.bound.contains(&field.position));
        fields.map(|field| (field, self.direct(field).unwrap_or_else(|| field_local(field)))).collect()
    }

    /// The other locals.
    pub fn lets(&self, variant: &Variant) -> TokenStream {
        let mut lets = TokenStream::new();
        for field in &variant.fields {
            let local = field_local(field);
            if let (Some(span), Some(name)) = (self.suggested, &field.name) {
                let mut name = name.clone();
                name.set_span(span);
                let value = self.direct(field).unwrap_or(local.clone());
                lets.extend(quote!(let #name = #value; let _ = #name;));
            }
            if let Some(name) = self.mentioned.get(&field.position) {
                lets.extend(quote!(let #name = #local; let _ = #name;));
            }
        }
        for (position, name, value) in &self.captured {
            if variant.fields.get(*position).is_some_and(|field| self.direct(field).is_none()) {
                lets.extend(quote!(let #name = #value;));
            }
        }
        lets
    }

    /// The name under which the pattern itself can bind the field.
    fn direct(&self, field: &Field) -> Option<Ident> {
        let mut captures = self.captured.iter().filter(|(position, ..)| *position == field.position);
        let (_, name, value) = captures.next()?;
        let is_alone = captures.next().is_none() && !self.mentions(field);
        (is_alone && value.to_string() == field_local(field).to_string()).then(|| name.clone())
    }
}

fn user_ident(field: &Field, name: &str, span: Span) -> Ident {
    match &field.name {
        Some(own) if own.to_string().starts_with("r#") => Ident::new_raw(name, span),
        _ => Ident::new(name, span),
    }
}

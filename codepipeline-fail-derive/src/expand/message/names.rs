//! The locals through which an expression of the user's, or a format string, sees the fields of a variant.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote};

use crate::arguments::{mentions, unraw};
use crate::expand::field_local;
use crate::model::{Field, Variant};
use crate::suggest;

/// Which fields are used, and under which names.
#[derive(Default)]
pub struct Names {
    /// By the fields' positions, as far as fields are used.
    uses: Vec<Option<Uses>>,
    /// Every field gets a name at this span, for rustc to suggest one in place of a name that it does not know.
    suggested: Option<Span>,
}

/// How one field is used.
#[derive(Default)]
struct Uses {
    /// Generated code names the local of [`field_local`].
    local: bool,
    /// An expression of the user's may name the field, by this identifier. It need not: `key` in `|key| key.len()` looks
    /// the same.
    mentioned: Option<Ident>,
    /// The format string captures this identifier, with this value where it is not the field itself. No expression
    /// mentions it then.
    captured: Option<(Ident, Option<TokenStream>)>,
}

impl Names {
    /// The local that holds the field.
    pub fn local(&mut self, field: &Field) -> Ident {
        self.uses(field).local = true;
        field_local(field)
    }

    /// `.field` in an expression: the local that holds the field.
    pub fn shorthand(&mut self, variant: &Variant, member: &str, span: Span) -> Option<TokenStream> {
        let mut local = self.local(variant.field(member)?);
        local.set_span(span.resolved_at(Span::mixed_site()));
        Some(local.into_token_stream())
    }

    /// The fields that the expression may name.
    pub fn add_mentions(&mut self, variant: &Variant, expression: TokenStream) {
        mentions(expression, &mut |name, span| {
            let is_number = name.starts_with(|character: char| character.is_ascii_digit());
            match variant.field(name) {
                _ if is_number => {}
                Some(field) => {
                    self.uses(field).mentioned.get_or_insert_with(|| ident(field, name, span));
                }
                None => self.may_be_misspelt(variant, name, span),
            }
        });
    }

    pub fn mentions(&self, field: &Field) -> bool {
        self.used(field).is_some_and(|uses| uses.mentioned.is_some())
    }

    /// This value, which is made of the local that holds the field; or where there is none, the field itself, by whatever
    /// name.
    pub fn value(&mut self, field: &Field, value: Option<TokenStream>) -> TokenStream {
        let mentioned = self.uses(field).mentioned.clone();
        match (value, mentioned) {
            (None, Some(name)) => name.into_token_stream(),
            (value, _) => {
                let local = self.local(field).into_token_stream();
                value.unwrap_or(local)
            }
        }
    }

    /// The format string captures the field as `name`, with this value where it is not the field itself.
    pub fn capture(&mut self, field: &Field, name: &str, span: Span, value: Option<TokenStream>) {
        let uses = self.uses(field);
        uses.local |= value.is_some();
        uses.captured = Some((ident(field, name, span), value));
    }

    /// Something is named that is no field: where it is almost one, all fields are put in reach, for rustc to suggest.
    pub fn may_be_misspelt(&mut self, variant: &Variant, name: &str, span: Span) {
        let fields: Vec<String> =
            variant.fields.iter().filter_map(|field| Some(unraw(field.name.as_ref()?))).collect();
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        if suggest::closest(name, &fields).is_some() {
            self.suggested = Some(span);
        }
    }

    pub fn fields<'a>(&self, variant: &'a Variant) -> Vec<&'a Field> {
        variant.fields.iter().filter(|field| self.used(field).is_some()).collect()
    }

    /// What the pattern binds.
    pub fn bindings<'a>(&self, variant: &'a Variant) -> Vec<(&'a Field, Ident)> {
        let fields =
            if self.suggested.is_some() { variant.fields.iter().collect() } else { self.fields(variant) };
        fields.into_iter().map(|field| (field, self.binding(field))).collect()
    }

    /// The other locals.
    pub fn lets(&self, variant: &Variant) -> TokenStream {
        let mut lets = TokenStream::new();
        for field in &variant.fields {
            let binding = self.binding(field);
            if let (Some(span), Some(name)) = (self.suggested, &field.name) {
                let mut name = name.clone();
                name.set_span(span);
                lets.extend(quote!(let #name = #binding; let _ = #name;));
            }
            let Some(uses) = self.used(field) else { continue };
            if let Some(name) = &uses.mentioned {
                let bind = uses.local.then(|| quote!(let #name = #binding;));
                lets.extend(quote!(#bind let _ = #name;));
            }
            if let Some((name, value)) = &uses.captured {
                let value = value.clone().or_else(|| uses.local.then(|| quote!(#binding)));
                lets.extend(value.map(|value| quote!(let #name = #value;)));
            }
        }
        lets
    }

    fn uses(&mut self, field: &Field) -> &mut Uses {
        if self.uses.len() <= field.position {
            self.uses.resize_with(field.position + 1, || None);
        }
        self.uses[field.position].get_or_insert_default()
    }

    fn used(&self, field: &Field) -> Option<&Uses> {
        self.uses.get(field.position)?.as_ref()
    }

    /// The identifier that the pattern binds: the name that the user's code uses, if the generated code uses none.
    fn binding(&self, field: &Field) -> Ident {
        let named = self
            .used(field)
            .filter(|uses| !uses.local)
            .and_then(|uses| uses.mentioned.as_ref().or(uses.captured.as_ref().map(|(name, _)| name)));
        named.cloned().unwrap_or_else(|| field_local(field))
    }
}

/// The identifier that finds the field at `span`.
pub fn ident(field: &Field, name: &str, span: Span) -> Ident {
    match &field.name {
        Some(own) if own.to_string().starts_with("r#") => Ident::new_raw(name, span),
        _ => Ident::new(name, span),
    }
}

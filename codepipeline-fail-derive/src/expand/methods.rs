//! The methods of `JobFailure` beside the message.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::message::Names;
use super::{field_local, local, match_self, pattern};
use crate::arguments::expand_shorthand;
use crate::generics::Bounds;
use crate::model::{Field, FailureType, Item, Rule, Variant};

/// Variants of one fixed type share an arm; if there is nothing else, there is no match either.
pub fn failure_type(item: &Item, bounds: &mut Bounds) -> TokenStream {
    let cpf = &item.crate_path;
    let mut arms = Vec::new();
    for failure_type in FailureType::ALL {
        let variants = item.variants.iter().filter(|variant| matches!(variant.rule, Rule::Fixed(own) if own == failure_type));
        let patterns: Vec<_> = variants.map(|variant| pattern(item, variant, &[])).collect();
        if patterns.is_empty() {
            continue;
        }
        let name = Ident::new(failure_type.name(), Span::call_site());
        if patterns.len() == item.variants.len() {
            return quote! {
                fn failure_type(&self) -> #cpf::FailureType {
                    #cpf::FailureType::#name
                }
            };
        }
        arms.push(quote!(#(#patterns)|* => #cpf::FailureType::#name,));
    }
    for variant in &item.variants {
        let (field, value) = match variant.rule {
            Rule::Fixed(_) => continue,
            Rule::Inherit(_) => {
                let Some(field) = variant.source_field() else { continue };
                bounds.require_inside(&field.ty, &quote!(#cpf::Classify));
                let classified = quote!(IsClassified<'_, _>);
                (field, checked(item, field, &classified, &probe(item, field, "probe_failure_type", 5)))
            }
            Rule::Transparent(_) => {
                let Some(field) = variant.fields.first() else { continue };
                bounds.require_inside(&field.ty, &quote!(#cpf::AsJobFailure));
                let failure = as_failure(item, field);
                (field, quote!(#cpf::JobFailure::failure_type(#failure)))
            }
        };
        let pattern = pattern(item, variant, &[(field, field_local(field))]);
        arms.push(quote!(#pattern => #value,));
    }
    let uses = use_probes(item, item.variants.iter().any(|variant| !matches!(variant.rule, Rule::Fixed(_))));
    let body = match_self(item, &arms);
    quote! {
        fn failure_type(&self) -> #cpf::FailureType {
            #uses
            #body
        }
    }
}

/// What `external_execution_id = EXPR` says, or the field of a transparent variant.
pub fn external_execution_id(item: &Item, bounds: &mut Bounds) -> TokenStream {
    let cpf = &item.crate_path;
    let arms: Vec<_> = item
        .variants
        .iter()
        .filter_map(|variant| match (&variant.external_execution_id, variant.rule) {
            (Some(id), _) => Some(external_execution_id_arm(item, variant, id, bounds)),
            (None, Rule::Transparent(_)) => Some(transparent_arm(item, variant, &quote!(external_execution_id), &quote!())),
            (None, _) => None,
        })
        .collect();
    optional_method(
        item,
        &arms,
        &quote!(fn external_execution_id(&self) -> ::core::option::Option<#cpf::__private::String>),
        &quote!(::core::option::Option::None),
    )
}

fn external_execution_id_arm(
    item: &Item,
    variant: &Variant,
    id: &[proc_macro2::TokenTree],
    bounds: &mut Bounds,
) -> TokenStream {
    let cpf = &item.crate_path;
    let mut names = Names::default();
    let expression = expand_shorthand(id, &mut |member, span| names.shorthand(variant, member, span));
    names.add_mentions(variant, id.iter().cloned().collect());
    // Whether one field alone is the id can be told from its only token; bounds on other expressions are the user's.
    if let [field] = names.fields(variant).as_slice() && id.len() <= 2 {
        bounds.require_inside(&field.ty, &quote!(::core::fmt::Display));
    }
    let pattern = pattern(item, variant, &names.bindings(variant));
    let lets = names.lets(variant);
    let span = id.first().map_or_else(Span::call_site, proc_macro2::TokenTree::span);
    let method = Ident::new("probe_id", span.resolved_at(Span::mixed_site()));
    let span = span.resolved_at(Span::mixed_site());
    let id = Ident::new("id", span);
    let check = quote_spanned!(span=> <_ as #cpf::__private::IsExternalExecutionId<'_, _>>::found_in);
    // A match, and not a `let`, so that temporary values in the expression live long enough.
    quote! {
        #pattern => {
            #lets
            match &(#expression) { #id => #check(#id, (&&&#cpf::__private::Field(#id)).#method()) }
        }
    }
}

/// The source, where it is an error.
pub fn cause(item: &Item, bounds: &mut Bounds) -> TokenStream {
    let arms: Vec<_> = item
        .variants
        .iter()
        .filter_map(|variant| match (variant.rule, variant.source) {
            (Rule::Transparent(_), _) => Some(transparent_arm(item, variant, &quote!(cause), &quote!())),
            (_, Some(source)) => {
                let field = &variant.fields[source.position];
                let value = if source.implied {
                    probe(item, field, "probe_cause_if_error", 5)
                } else {
                    bounds.require_inside(&field.ty, &quote!(::core::error::Error + 'static));
                    checked(item, field, &quote!(IsError<'_, _>), &probe(item, field, "probe_cause", 5))
                };
                let pattern = pattern(item, variant, &[(field, field_local(field))]);
                Some(quote!(#pattern => #value,))
            }
            (_, None) => None,
        })
        .collect();
    optional_method(
        item,
        &arms,
        &quote!(fn cause(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)>),
        &quote!(::core::option::Option::None),
    )
}

/// The secret fields, and the secrets of a source that is a failure itself.
pub fn visit_secrets(item: &Item, bounds: &mut Bounds) -> TokenStream {
    let visit = local("visit");
    let arms: Vec<_> = item
        .variants
        .iter()
        .filter_map(|variant| {
            if let Rule::Transparent(_) = variant.rule {
                return Some(transparent_arm(item, variant, &quote!(visit_secrets), &quote!(#visit)));
            }
            let mut holders: Vec<(&Field, TokenStream)> = Vec::new();
            for field in &variant.fields {
                if field.secret.is_some() {
                    bounds.require_inside(&field.ty, &quote!(::core::fmt::Display));
                    let secret = probe_with(item, field, "probe_secret", 3, &quote!(#visit));
                    holders.push((field, checked(item, field, &quote!(IsSecret<'_, _>), &secret)));
                } else if variant.source.is_some_and(|source| source.position == field.position) {
                    holders.push((field, probe_with(item, field, "probe_secrets_of_source", 4, &quote!(#visit))));
                }
            }
            let bound: Vec<_> = holders.iter().map(|(field, _)| (*field, field_local(field))).collect();
            let pattern = pattern(item, variant, &bound);
            let visits = holders.iter().map(|(_, visit)| visit);
            (!holders.is_empty()).then(|| quote!(#pattern => { #(#visits;)* }))
        })
        .collect();
    let argument = quote!(#visit: &mut dyn ::core::ops::FnMut(&dyn ::core::fmt::Display));
    optional_method(item, &arms, &quote!(fn visit_secrets(&self, #argument)), &quote!({}))
}

/// The same method of the only field.
fn transparent_arm(item: &Item, variant: &Variant, method: &TokenStream, argument: &TokenStream) -> TokenStream {
    let cpf = &item.crate_path;
    let Some(field) = variant.fields.first() else { return TokenStream::new() };
    let pattern = pattern(item, variant, &[(field, field_local(field))]);
    let failure = as_failure(item, field);
    quote!(#pattern => #cpf::JobFailure::#method(#failure, #argument),)
}

/// The field of a transparent variant, as a `&dyn JobFailure`.
pub fn as_failure(item: &Item, field: &Field) -> TokenStream {
    checked(item, field, &quote!(IsFailure<'_, _>), &probe(item, field, "probe_failure", 3))
}

/// A method that has a default in the trait: written only where an arm says something else.
fn optional_method(item: &Item, arms: &[TokenStream], signature: &TokenStream, default: &TokenStream) -> TokenStream {
    if arms.is_empty() {
        return TokenStream::new();
    }
    let uses = use_probes(item, true);
    let rest = (arms.len() < item.variants.len()).then(|| quote!(_ => #default,));
    quote! {
        #signature {
            #uses
            match self { #(#arms)* #rest }
        }
    }
}

/// The traits that [`probe`] calls, without their names.
pub fn use_probes(item: &Item, needed: bool) -> TokenStream {
    let cpf = &item.crate_path;
    if needed { quote!(use #cpf::__private::probe::*;) } else { TokenStream::new() }
}

/// Calls a method of the runtime that does what the field's type allows.
///
/// Each `&` before the field is one more kind of type that the method is tried for, the most special first. The last
/// has no condition; where it is a mistake, see [`checked`].
pub fn probe(item: &Item, field: &Field, method: &str, kinds: usize) -> TokenStream {
    probe_with(item, field, method, kinds, &TokenStream::new())
}

fn probe_with(item: &Item, field: &Field, method: &str, kinds: usize, argument: &TokenStream) -> TokenStream {
    let cpf = &item.crate_path;
    let bound = field_local(field);
    let span = field.ty.span().resolved_at(Span::mixed_site());
    let method = Ident::new(method, span);
    let references = std::iter::repeat_n(quote!(&), kinds);
    let receiver = quote_spanned!(span=> #cpf::__private::Field(#bound));
    quote_spanned!(span=> (#(#references)* #receiver).#method(#argument))
}

/// Passes on what was found in the field, through a trait that has no impl for what the last kind of type gives, so that
/// rustc reports what the field should be, at the field's type.
fn checked(item: &Item, field: &Field, verdict: &TokenStream, found: &TokenStream) -> TokenStream {
    let (cpf, ty) = (&item.crate_path, &field.ty);
    let span = ty.span().resolved_at(Span::mixed_site());
    quote_spanned!(span=> <#ty as #cpf::__private::#verdict>::found(#found))
}

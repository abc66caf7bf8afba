//! The methods of `JobFailure` beside the message.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::message::Names;
use super::probe::{checked, probe, probe_with, use_probes};
use super::{field_local, local, match_self, pattern, transparent};
use crate::arguments::expand_shorthand;
use crate::generics::Bounds;
use crate::model::{FailureType, Field, Item, Rule, Variant};

/// Variants of one fixed type share an arm; if there is nothing else, there is no match either.
pub fn failure_type(item: &Item, bounds: &mut Bounds) -> TokenStream {
    let cpf = &item.crate_path;
    let mut arms = Vec::new();
    for failure_type in FailureType::ALL {
        let variants = item
            .variants
            .iter()
            .filter(|variant| matches!(variant.rule, Rule::Fixed(own) if own == failure_type));
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
    let mut probes = false;
    for variant in item.variants.iter().filter(|variant| matches!(variant.rule, Rule::Inherit(_))) {
        let Some(field) = variant.source_field() else { continue };
        bounds.require_inside(&field.ty, &quote!(#cpf::Classify));
        let found = probe(item, field, "probe_failure_type", 5);
        let value = checked(item, field, &quote!(IsClassified<'_, _>), &found);
        let pattern = pattern(item, variant, &[(field, field_local(field))]);
        arms.push(quote!(#pattern => #value,));
        probes = true;
    }
    arms.extend(transparent::arm(item, &quote!(failure_type), &quote!()));
    let uses = use_probes(item, probes);
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
        .filter_map(|variant| {
            let id = variant.external_execution_id.as_ref()?;
            Some(external_execution_id_arm(item, variant, id, bounds))
        })
        .collect();
    let method = OptionalMethod {
        signature: quote!(fn external_execution_id(&self) -> ::core::option::Option<#cpf::__private::String>),
        name: quote!(external_execution_id),
        argument: quote!(),
        default: quote!(::core::option::Option::None),
    };
    method.with(item, &arms)
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
    if let [field] = names.fields(variant).as_slice()
        && id.len() <= 2
    {
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
        .filter(|variant| !matches!(variant.rule, Rule::Transparent(_)))
        .filter_map(|variant| {
            let source = variant.source?;
            let field = &variant.fields[source.position];
            let value = if source.implied {
                probe(item, field, "probe_cause_if_error", 5)
            } else {
                bounds.require_inside(&field.ty, &quote!(::core::error::Error + 'static));
                checked(item, field, &quote!(IsError<'_, _>), &probe(item, field, "probe_cause", 5))
            };
            let pattern = pattern(item, variant, &[(field, field_local(field))]);
            Some(quote!(#pattern => #value,))
        })
        .collect();
    let method = OptionalMethod {
        signature: quote!(fn cause(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)>),
        name: quote!(cause),
        argument: quote!(),
        default: quote!(::core::option::Option::None),
    };
    method.with(item, &arms)
}

/// The secret fields, and the secrets of a source that is a failure itself.
pub fn visit_secrets(item: &Item, bounds: &mut Bounds) -> TokenStream {
    let visit = local("visit");
    let own = item.variants.iter().filter(|variant| !matches!(variant.rule, Rule::Transparent(_)));
    let arms: Vec<_> = own.filter_map(|variant| visit_secrets_arm(item, variant, bounds)).collect();
    let argument = quote!(#visit: &mut dyn ::core::ops::FnMut(&dyn ::core::fmt::Display));
    let method = OptionalMethod {
        signature: quote!(fn visit_secrets(&self, #argument)),
        name: quote!(visit_secrets),
        argument: quote!(#visit),
        default: quote!({}),
    };
    method.with(item, &arms)
}

fn visit_secrets_arm(item: &Item, variant: &Variant, bounds: &mut Bounds) -> Option<TokenStream> {
    let visit = local("visit");
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
}

/// A method that has a default in the trait: written only where an arm says something else.
struct OptionalMethod {
    signature: TokenStream,
    /// What a transparent variant calls of its field, and with which argument.
    name: TokenStream,
    argument: TokenStream,
    /// What the variants without an arm give.
    default: TokenStream,
}

impl OptionalMethod {
    fn with(&self, item: &Item, arms: &[TokenStream]) -> TokenStream {
        let Self { signature, name, argument, default } = self;
        let transparent = transparent::arm(item, name, argument);
        if arms.is_empty() && transparent.is_none() {
            return TokenStream::new();
        }
        let uses = use_probes(item, !arms.is_empty());
        let is_transparent = |variant: &&Variant| matches!(variant.rule, Rule::Transparent(_));
        let said = arms.len() + item.variants.iter().filter(is_transparent).count();
        let rest = (said < item.variants.len()).then(|| quote!(_ => #default,));
        quote! {
            #signature {
                #uses
                match self { #(#arms)* #transparent #rest }
            }
        }
    }
}

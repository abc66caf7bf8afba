//! The methods of `JobFailure` beside the message.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::arms::{Arm, match_self};
use super::message::Names;
use super::probe::use_probes;
use super::source::inherited_types;
use super::{pattern, transparent};
use crate::arguments::expand_shorthand;
use crate::generics::Bounds;
use crate::model::{FailureType, Item, Rule, Variant};
use crate::tokens::Tokens;

/// Variants of one fixed type share an arm. The type that most of them have needs no patterns: it is what is left.
pub fn failure_type(item: &Item, bounds: &mut Bounds) -> TokenStream {
    let cpf = &item.crate_path;
    let mut groups: Vec<_> = FailureType::ALL.map(|failure_type| fixed_at(item, failure_type)).into();
    groups.retain(|(_, patterns)| !patterns.is_empty());
    let most = (0..groups.len()).max_by_key(|group| groups[*group].1.len()).map(|group| groups.remove(group));
    let value = |failure_type: FailureType| {
        let name = Ident::new(failure_type.name(), Span::call_site());
        quote!(#cpf::FailureType::#name)
    };
    let arm = |(failure_type, patterns)| Arm::new(patterns, value(failure_type));
    let mut arms: Vec<_> = groups.into_iter().map(arm).collect();
    let inherited = inherited_types(item, bounds);
    let uses = use_probes(item, !inherited.is_empty());
    arms.extend(inherited);
    arms.extend(transparent::arm(item, &quote!(failure_type), &quote!()));
    let body = match most.map(|(failure_type, _)| value(failure_type).into()) {
        Some(most) if arms.is_empty() => most,
        most => match_self(item, arms, most),
    };
    quote! {
        fn failure_type(&self) -> #cpf::FailureType {
            #uses
            #body
        }
    }
}

/// The variants that have this type whatever they hold.
fn fixed_at(item: &Item, failure_type: FailureType) -> (FailureType, Vec<Tokens>) {
    let is_fixed = |variant: &&Variant| matches!(variant.rule, Rule::Fixed(own) if own == failure_type);
    (failure_type, item.variants.iter().filter(is_fixed).map(|variant| pattern(item, variant, &[])).collect())
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
    method.with(item, arms)
}

fn external_execution_id_arm(
    item: &Item,
    variant: &Variant,
    id: &[proc_macro2::TokenTree],
    bounds: &mut Bounds,
) -> Arm {
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
    let value = quote!({
        #lets
        match &(#expression) { #id => #check(#id, (&&&#cpf::__private::Field(#id)).#method()) }
    });
    Arm::new([pattern], value)
}

/// A method that has a default in the trait: written only where an arm says something else.
pub struct OptionalMethod {
    pub signature: TokenStream,
    /// What a transparent variant calls of its field, and with which argument.
    pub name: TokenStream,
    pub argument: TokenStream,
    /// What the variants without an arm give.
    pub default: TokenStream,
}

impl OptionalMethod {
    /// The method with these arms; those of transparent variants are added.
    pub fn with(&self, item: &Item, mut arms: Vec<Arm>) -> TokenStream {
        let Self { signature, name, argument, default } = self;
        let uses = use_probes(item, !arms.is_empty());
        arms.extend(transparent::arm(item, name, argument));
        if arms.is_empty() {
            return TokenStream::new();
        }
        let covered: usize = arms.iter().map(Arm::covers).sum();
        let rest = (covered < item.variants.len()).then(|| default.clone().into());
        let body = match_self(item, arms, rest);
        quote! {
            #signature {
                #uses
                #body
            }
        }
    }
}

//! What follows from the sources: the type where it is inherited, the cause, and secrets that a source holds.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::arms::Arm;
use super::methods::OptionalMethod;
use super::probe::Probe;
use super::{field_local, local, pattern};
use crate::generics::Bounds;
use crate::model::{Field, Item, Rule, Variant};
use crate::tokens::Tokens;

/// Variants whose sources are of one type, as far as can be told from how it is written. They share an arm, since to
/// find out what a type allows takes the compiler as long as all else of a variant. rustc reports a type that does not fit
/// once then, at the first.
struct Group<'a> {
    source: &'a Field,
    /// The source need not be an error.
    implied: bool,
    patterns: Vec<Tokens>,
}

impl<'a> Group<'a> {
    /// The sources of these variants, bound to a local that all groups call alike.
    fn of(item: &'a Item, variants: impl Iterator<Item = &'a Variant>) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        let mut index = HashMap::new();
        for variant in variants {
            let (Some(source), Some(field)) = (variant.source, variant.source_field()) else { continue };
            let pattern = pattern(item, variant, &[(field, local("source"))]);
            let key = format!("{} {}", source.implied, field.ty.to_token_stream());
            let group = *index.entry(key).or_insert_with(|| {
                groups.push(Self { source: field, implied: source.implied, patterns: Vec::new() });
                groups.len() - 1
            });
            groups[group].patterns.push(pattern);
        }
        groups
    }

    fn probe(&self, item: &'a Item) -> Probe<'a> {
        Probe::behind(item, self.source, local("source"))
    }

    fn arm(self, value: TokenStream) -> Arm {
        Arm::new(self.patterns, value)
    }
}

/// `inherit`: the arms of `failure_type` for the variants that take it from their source.
pub fn inherited_types(item: &Item, bounds: &mut Bounds) -> Vec<Arm> {
    let cpf = &item.crate_path;
    let inherits = |variant: &&Variant| matches!(variant.rule, Rule::Inherit(_));
    let arm = |group: Group<'_>| {
        bounds.require_inside(&group.source.ty, &quote!(#cpf::Classify));
        let probe = group.probe(item);
        let found = probe.call("probe_failure_type", 5, &quote!());
        group.arm(probe.checked(&quote!(IsClassified<'_, _>), &found))
    };
    Group::of(item, item.variants.iter().filter(inherits)).into_iter().map(arm).collect()
}

/// The source, where it is an error.
pub fn cause(item: &Item, bounds: &mut Bounds) -> TokenStream {
    let arm = |group: Group<'_>| {
        let probe = group.probe(item);
        if group.implied {
            return group.arm(probe.call("probe_cause_if_error", 5, &quote!()));
        }
        bounds.require_inside(&group.source.ty, &quote!(::core::error::Error + 'static));
        group.arm(probe.checked(&quote!(IsError<'_, _>), &probe.call("probe_cause", 5, &quote!())))
    };
    let groups = Group::of(item, item.variants.iter().filter(|variant| !variant.is_transparent()));
    let arms = groups.into_iter().map(arm).collect();
    let method = OptionalMethod {
        signature: quote!(fn cause(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)>),
        name: quote!(cause),
        argument: quote!(),
        default: quote!(::core::option::Option::None),
    };
    method.with(item, arms)
}

/// The secret fields, and the secrets of a source that is a failure itself.
pub fn visit_secrets(item: &Item, bounds: &mut Bounds) -> TokenStream {
    let visit = local("visit");
    let holds_secrets = |variant: &&Variant| variant.fields.iter().any(|field| field.secret.is_some());
    let own = || item.variants.iter().filter(|variant| !variant.is_transparent());
    let with_secrets: Vec<_> = own().filter(holds_secrets).collect();
    let groups = Group::of(item, own().filter(|variant| !holds_secrets(variant)));
    let secrets = with_secrets.into_iter().map(|variant| secrets_arm(item, variant, bounds));
    let mut arms: Vec<_> = secrets.collect();
    arms.extend(groups.into_iter().map(|group| {
        let probe = group.probe(item).call("probe_secrets_of_source", 4, &visit.to_token_stream());
        group.arm(probe)
    }));
    let argument = quote!(#visit: &mut dyn ::core::ops::FnMut(&dyn ::core::fmt::Display));
    let method = OptionalMethod {
        signature: quote!(fn visit_secrets(&self, #argument)),
        name: quote!(visit_secrets),
        argument: quote!(#visit),
        default: quote!({}),
    };
    method.with(item, arms)
}

fn secrets_arm(item: &Item, variant: &Variant, bounds: &mut Bounds) -> Arm {
    let visit = local("visit").into_token_stream();
    let mut holders: Vec<(&Field, TokenStream)> = Vec::new();
    for field in &variant.fields {
        let probe = Probe::new(item, field);
        if field.secret.is_some() {
            bounds.require_inside(&field.ty, &quote!(::core::fmt::Display));
            let secret = probe.call("probe_secret", 3, &visit);
            holders.push((field, probe.checked(&quote!(IsSecret<'_, _>), &secret)));
        } else if variant.source.is_some_and(|source| source.position == field.position) {
            holders.push((field, probe.call("probe_secrets_of_source", 4, &visit)));
        }
    }
    let bound: Vec<_> = holders.iter().map(|(field, _)| (*field, field_local(field))).collect();
    let pattern = pattern(item, variant, &bound);
    let visits = holders.iter().map(|(_, visit)| visit);
    Arm::new([pattern], quote!({ #(#visits;)* }))
}

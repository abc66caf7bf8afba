//! Transparent variants: one method gives their field as a failure, and those of `JobFailure` ask that.

use proc_macro2::TokenStream;
use quote::quote;

use super::arms::{Arm, match_self};
use super::probe::{Probe, use_probes};
use super::{field_local, pattern};
use crate::generics::Bounds;
use crate::model::{Item, Variant};

/// The method of `__private::Transparent`, for an item with such variants.
pub fn failure(item: &Item, bounds: &mut Bounds) -> Option<TokenStream> {
    let cpf = &item.crate_path;
    let mut arms = Vec::new();
    for variant in variants(item) {
        let field = variant.fields.first()?;
        bounds.require_inside(&field.ty, &quote!(#cpf::AsJobFailure));
        let pattern = pattern(item, variant, &[(field, field_local(field))]);
        let probe = Probe::new(item, field);
        let failure = probe.checked(&quote!(IsFailure<'_, _>), &probe.call("probe_failure", 3, &quote!()));
        arms.push(Arm::new([pattern], failure));
    }
    if arms.is_empty() {
        return None;
    }
    let rest = (arms.len() < item.variants.len()).then(|| quote!(::core::unreachable!()).into());
    let (uses, body) = (use_probes(item, true), match_self(item, arms, rest));
    Some(quote! {
        fn failure(&self) -> &dyn #cpf::JobFailure {
            #uses
            #body
        }
    })
}

/// The arm of a method of `JobFailure` for the transparent variants, if there are any.
pub fn arm(item: &Item, method: &TokenStream, argument: &TokenStream) -> Option<Arm> {
    let cpf = &item.crate_path;
    let patterns: Vec<_> = variants(item).map(|variant| pattern(item, variant, &[])).collect();
    let failure = quote!(#cpf::__private::Transparent::failure(self));
    (!patterns.is_empty()).then(|| Arm::new(patterns, quote!(#cpf::JobFailure::#method(#failure, #argument))))
}

fn variants(item: &Item) -> impl Iterator<Item = &Variant> {
    item.variants.iter().filter(|variant| variant.is_transparent())
}

//! The impls of an item in which there are mistakes: they hold what the rest of the program asks for, so that the
//! mistakes are the only errors.

use proc_macro2::TokenStream;
use quote::quote;

use super::{catalog, from_impls, implement};
use crate::generics::Bounds;
use crate::model::Item;

pub fn fallback(item: &Item) -> TokenStream {
    let cpf = &item.crate_path;
    let bounds = Bounds::new(item);
    let job_failure = implement(
        item,
        &quote!(#cpf::JobFailure),
        &bounds,
        &quote! {
            fn failure_type(&self) -> #cpf::FailureType {
                loop {}
            }

            fn fmt_message(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                loop {}
            }
        },
    );
    let error = item.error.map(|_| {
        let display = quote! {
            fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                loop {}
            }
        };
        let display = implement(item, &quote!(::core::fmt::Display), &bounds, &display);
        let error = implement(item, &quote!(::core::error::Error), &bounds, &TokenStream::new());
        quote!(#display #error)
    });
    let catalog = catalog::failure_catalog(item);
    let whole = item.variants.iter().filter(|variant| variant.fields.len() == 1);
    let from = whole.filter_map(|variant| from_impls(item, variant));
    quote!(#job_failure #error #catalog #(#from)*)
}

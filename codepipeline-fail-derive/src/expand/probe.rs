//! Calls to the runtime that do what the type of a field allows.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::field_local;
use crate::model::{Field, Item};

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

pub fn probe_with(
    item: &Item,
    field: &Field,
    method: &str,
    kinds: usize,
    argument: &TokenStream,
) -> TokenStream {
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
pub fn checked(item: &Item, field: &Field, verdict: &TokenStream, found: &TokenStream) -> TokenStream {
    let (cpf, ty) = (&item.crate_path, &field.ty);
    let span = ty.span().resolved_at(Span::mixed_site());
    quote_spanned!(span=> <#ty as #cpf::__private::#verdict>::found(#found))
}

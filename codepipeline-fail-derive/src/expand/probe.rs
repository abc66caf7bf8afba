//! Calls to the runtime that do what the type of a field allows.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::field_local;
use crate::model::{Field, Item};

/// The traits that [`Probe::call`] calls, without their names.
pub fn use_probes(item: &Item, needed: bool) -> TokenStream {
    let cpf = &item.crate_path;
    if needed { quote!(use #cpf::__private::probe::*;) } else { TokenStream::new() }
}

/// A field, behind a local, whose type decides what is done with it.
pub struct Probe<'a> {
    item: &'a Item,
    field: &'a Field,
    local: Ident,
}

impl<'a> Probe<'a> {
    /// The field behind its own local.
    pub fn new(item: &'a Item, field: &'a Field) -> Self {
        Self { item, field, local: field_local(field) }
    }

    /// The field behind this local.
    pub fn behind(item: &'a Item, field: &'a Field, local: Ident) -> Self {
        Self { item, field, local }
    }

    /// Calls a method of the runtime that does what the field's type allows.
    ///
    /// Each `&` before the field is one more kind of type that the method is tried for, the most special first. The last
    /// has no condition; where it is a mistake, see [`checked`](Self::checked).
    pub fn call(&self, method: &str, kinds: usize, argument: &TokenStream) -> TokenStream {
        let (cpf, local) = (&self.item.crate_path, &self.local);
        let span = self.span();
        let method = Ident::new(method, span);
        let references = std::iter::repeat_n(quote!(&), kinds);
        let receiver = quote_spanned!(span=> #cpf::__private::Field(#local));
        quote_spanned!(span=> (#(#references)* #receiver).#method(#argument))
    }

    /// Passes on what was found in the field, through a trait that has no impl for what the last kind of type gives, so
    /// that rustc reports what the field should be, at the field's type.
    pub fn checked(&self, verdict: &TokenStream, found: &TokenStream) -> TokenStream {
        let (cpf, ty) = (&self.item.crate_path, &self.field.ty);
        quote_spanned!(self.span()=> <#ty as #cpf::__private::#verdict>::found(#found))
    }

    fn span(&self) -> Span {
        self.field.ty.span().resolved_at(Span::mixed_site())
    }
}

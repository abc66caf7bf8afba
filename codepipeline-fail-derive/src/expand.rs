//! From the model to the impls.

mod arms;
mod catalog;
mod fallback;
mod message;
mod methods;
mod probe;
mod source;
mod transparent;

use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};

use crate::generics::{Bounds, inside_option};
use crate::model::{Field, Item, Variant};
use crate::tokens::Tokens;

pub use fallback::fallback;

/// The impls of an item in which there is no mistake.
pub fn expand(item: &Item) -> TokenStream {
    let mut bounds = Bounds::new(item);
    let failure_type = methods::failure_type(item, &mut bounds);
    let fmt_message = message::fmt_message(item, &mut bounds);
    let external_execution_id = methods::external_execution_id(item, &mut bounds);
    let cause = source::cause(item, &mut bounds);
    let visit_secrets = source::visit_secrets(item, &mut bounds);
    let transparent = transparent::failure(item, &mut bounds);
    let body = quote!(#failure_type #fmt_message #external_execution_id #cause #visit_secrets);
    let cpf = &item.crate_path;
    let job_failure = implement(item, &quote!(#cpf::JobFailure), &bounds, &body);
    let transparent =
        transparent.map(|body| implement(item, &quote!(#cpf::__private::Transparent), &bounds, &body));
    let error = error_impls(item, &mut bounds);
    let catalog = catalog::failure_catalog(item);
    let from = item.variants.iter().filter_map(|variant| from_impls(item, variant));
    quote!(#job_failure #transparent #error #catalog #(#from)*)
}

/// `impl Trait for Item`, with attributes that keep lints of the user's crate out of it.
fn implement(item: &Item, implemented: &TokenStream, bounds: &Bounds, body: &TokenStream) -> TokenStream {
    implement_at(Span::call_site(), item, implemented, bounds, body)
}

/// The same for an impl that a word of the user's asks for: rustc points to it where there is another such impl.
fn implement_at(
    span: Span,
    item: &Item,
    implemented: &TokenStream,
    bounds: &Bounds,
    body: &TokenStream,
) -> TokenStream {
    let span = span.resolved_at(Span::call_site());
    let name = &item.name;
    let (impl_generics, type_generics, where_clause) = item.generics.split_for_impl();
    let where_clause = bounds.augment(where_clause);
    quote_spanned! {span=>
        #[automatically_derived]
        #[allow(deprecated, unused_qualifications)]
        impl #impl_generics #implemented for #name #type_generics #where_clause {
            #body
        }
    }
}

/// `error`: `Display` is the message, and `Error` has the source.
fn error_impls(item: &Item, bounds: &mut Bounds) -> TokenStream {
    let Some(span) = item.error else { return TokenStream::new() };
    let cpf = &item.crate_path;
    let formatter = local("formatter");
    let display = implement_at(
        span,
        item,
        &quote!(::core::fmt::Display),
        bounds,
        &quote! {
            fn fmt(&self, #formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #cpf::JobFailure::fmt_message(self, #formatter)
            }
        },
    );
    if item.is_generic() {
        bounds.require_always(quote!(Self: ::core::fmt::Debug));
    }
    let error = implement_at(
        span,
        item,
        &quote!(::core::error::Error),
        bounds,
        &quote! {
            fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                #cpf::JobFailure::cause(self)
            }
        },
    );
    quote!(#display #error)
}

/// `#[failure(from)]` on the only field of a variant.
fn from_impls(item: &Item, variant: &Variant) -> Option<TokenStream> {
    let field = variant.fields.iter().find(|field| field.from.is_some())?;
    let span = field.from?;
    let (from, value) = match inside_option(&field.ty) {
        Some(inside) => (inside, quote!(::core::option::Option::Some(source))),
        None => (&field.ty, quote!(source)),
    };
    let variant_path = variant_path(item, variant);
    let member = member(field);
    let body = quote! {
        fn from(source: #from) -> Self {
            #variant_path { #member: #value }
        }
    };
    let bounds = Bounds::new(item);
    Some(implement_at(span, item, &quote!(::core::convert::From<#from>), &bounds, &body))
}

/// A local of the generated code. Its span keeps it apart from whatever the user's expressions name.
fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// The local that a field is bound to.
fn field_local(field: &Field) -> Ident {
    numbered_local(field.position)
}

fn numbered_local(number: usize) -> Ident {
    format_ident!("field_{number}", span = Span::mixed_site())
}

/// `Name::Variant`, or `Self` for a struct.
///
/// rustc looks for `Self::Variant` in the list of the variants, from the first on, and for `Name::Variant` in a map: of 1,000
/// variants that saves a sixth of what the derive costs. A type parameter cannot be called so: the impl could not name the
/// type then.
fn variant_path(item: &Item, variant: &Variant) -> Tokens {
    let mut path = Tokens::default();
    if item.is_enum {
        let mut name = item.name.clone();
        name.set_span(Span::call_site());
        path.push(name);
        path.push_punctuation("::");
        path.push(variant.name.clone());
    } else {
        path.push_word("Self");
    }
    path
}

fn member(field: &Field) -> TokenTree {
    match &field.name {
        Some(name) => name.clone().into(),
        None => Literal::usize_unsuffixed(field.position).into(),
    }
}

/// `Name::Variant { field: local, .. }`, which fits unit, tuple and named variants.
fn pattern(item: &Item, variant: &Variant, bound: &[(&Field, Ident)]) -> Tokens {
    let mut fields = Tokens::default();
    for (field, local) in bound {
        if field.name.as_ref() != Some(local) {
            fields.push(member(field));
            fields.push_punctuation(":");
        }
        fields.push(local.clone());
        fields.push_punctuation(",");
    }
    if bound.len() < variant.fields.len() {
        fields.push_punctuation("..");
    }
    let mut pattern = variant_path(item, variant);
    pattern.push_group(Delimiter::Brace, fields);
    pattern
}

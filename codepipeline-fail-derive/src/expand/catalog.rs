//! `FailureCatalog`: every variant, as data.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::LitStr;

use super::implement;
use crate::arguments::unraw;
use crate::generics::Bounds;
use crate::model::{FailureType, Item, Message, Rule, Variant};

pub fn failure_catalog(item: &Item) -> TokenStream {
    let cpf = &item.crate_path;
    let name = unraw(&item.name);
    let item_documentation = documentation(item, &item.documentation);
    let entries = item.variants.iter().map(|variant| entry(item, variant));
    // Most entries are of one kind. For these there is a short call, by short names: the compiler takes its time for long
    // lists.
    let uses = item.variants.iter().any(|variant| plain(variant).is_some()).then(|| {
        quote! {
            use #cpf::__private::entry;
            use #cpf::FailureType;
        }
    });
    let body = quote! {
        const NAME: &'static str = #name;
        const DOCUMENTATION: &'static str = #item_documentation;
        const FAILURES: &'static [#cpf::catalog::CatalogEntry] = {
            #uses
            // A constant of its own: Clippy takes a long list in an impl for one on the stack.
            const FAILURES: &[#cpf::catalog::CatalogEntry] = &[#(#entries),*];
            FAILURES
        };
    };
    implement(item, &quote!(#cpf::FailureCatalog), &Bounds::new(item), &body)
}

/// Failure type and message of a variant that has its own of both.
fn plain(variant: &Variant) -> Option<(FailureType, &LitStr)> {
    match (variant.rule, &variant.message) {
        (Rule::Fixed(failure_type), Message::Template(template)) => Some((failure_type, &template.literal)),
        _ => None,
    }
}

fn entry(item: &Item, variant: &Variant) -> TokenStream {
    let cpf = &item.crate_path;
    let name = unraw(&variant.name);
    let documentation = documentation(item, if item.is_enum { &variant.documentation } else { &[] });
    let type_name = |failure_type: FailureType| Ident::new(failure_type.name(), Span::call_site());
    if let Some((failure_type, message)) = plain(variant) {
        let failure_type = type_name(failure_type);
        return quote!(entry(#name, FailureType::#failure_type, #message, #documentation));
    }
    let reported = match variant.rule {
        Rule::Fixed(fixed) => {
            let failure_type = type_name(fixed);
            quote!(Fixed(#cpf::FailureType::#failure_type))
        }
        Rule::Inherit(_) => quote!(Inherited),
        Rule::Transparent(_) => quote!(Transparent),
    };
    let message = match &variant.message {
        Message::Template(template) => {
            let literal = &template.literal;
            quote!(Some(#literal))
        }
        Message::Display | Message::Function(_) => quote!(None),
    };
    quote! {
        #cpf::catalog::CatalogEntry::new(
            #name,
            #cpf::catalog::ReportedType::#reported,
            ::core::option::Option::#message,
            #documentation,
        )
    }
}

/// The lines of a doc comment, without the blank that rustdoc takes away too.
fn documentation(item: &Item, lines: &[TokenStream]) -> TokenStream {
    let literals: Option<Vec<String>> =
        lines.iter().map(|line| syn::parse2::<LitStr>(line.clone()).ok().map(|line| line.value())).collect();
    match literals {
        Some(lines) => {
            let lines: Vec<_> =
                lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
            let text = lines.join("\n");
            let text = text.trim();
            quote!(#text)
        }
        // `#[doc = include_str!("...")]` and the like, which only rustc can read.
        None => {
            let cpf = &item.crate_path;
            quote!(#cpf::__private::concat!(#(#lines, "\n"),*))
        }
    }
}

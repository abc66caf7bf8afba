//! `FailureCatalog`: every variant, as data.
//!
//! Nearly always it is written as one string literal, through `__private::DerivedCatalog`, which costs the compiler a tenth of a
//! list of entries.

use std::fmt::Write as _;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use syn::LitStr;

use super::implement;
use crate::arguments::unraw;
use crate::generics::Bounds;
use crate::model::{Item, Message, Rule, Variant};

pub fn failure_catalog(item: &Item) -> TokenStream {
    as_string(item).unwrap_or_else(|| as_list(item))
}

/// `None` if there is documentation that only rustc can read, or a literal with a suffix, which is for rustc to refuse.
fn as_string(item: &Item) -> Option<TokenStream> {
    let mut catalog = String::new();
    push(&mut catalog, &unraw(&item.name));
    push(&mut catalog, &text(&item.documentation)?);
    for variant in &item.variants {
        push(&mut catalog, &unraw(&variant.name));
        push(&mut catalog, variant.rule.name());
        match &variant.message {
            Message::Template(message) if !message.literal.suffix().is_empty() => return None,
            Message::Template(message) => push(&mut catalog, &message.text),
            Message::Display | Message::Function(_) => catalog.push('-'),
        }
        push(&mut catalog, &text(own_documentation(item, variant))?);
    }
    let (cpf, catalog) = (&item.crate_path, Literal::string(&catalog));
    let count = Literal::usize_unsuffixed(item.variants.len());
    let body = quote! {
        const CATALOG: &'static str = #catalog;
        type Entries = #cpf::__private::Entries<Self, #count>;
    };
    Some(implement(item, &quote!(#cpf::__private::DerivedCatalog), &Bounds::new(item), &body))
}

/// Adds a netstring.
fn push(catalog: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = write!(catalog, "{}:{text},", text.len());
}

fn as_list(item: &Item) -> TokenStream {
    let cpf = &item.crate_path;
    let name = unraw(&item.name);
    let item_documentation = documentation(item, &item.documentation);
    let entries = item.variants.iter().map(|variant| entry(item, variant));
    let body = quote! {
        const NAME: &'static str = #name;
        const DOCUMENTATION: &'static str = #item_documentation;
        const FAILURES: &'static [#cpf::catalog::CatalogEntry] = {
            // A constant of its own: Clippy takes a long list in an impl for one on the stack.
            const FAILURES: &[#cpf::catalog::CatalogEntry] = &[#(#entries),*];
            FAILURES
        };
    };
    implement(item, &quote!(#cpf::FailureCatalog), &Bounds::new(item), &body)
}

fn entry(item: &Item, variant: &Variant) -> TokenStream {
    let cpf = &item.crate_path;
    let name = unraw(&variant.name);
    let documentation = documentation(item, own_documentation(item, variant));
    let reported = match variant.rule {
        Rule::Fixed(fixed) => {
            let failure_type = Ident::new(fixed.name(), Span::call_site());
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

/// That of a struct is the item's.
fn own_documentation<'a>(item: &Item, variant: &'a Variant) -> &'a [TokenStream] {
    if item.is_enum { &variant.documentation } else { &[] }
}

fn documentation(item: &Item, lines: &[TokenStream]) -> TokenStream {
    match text(lines) {
        Some(text) => quote!(#text),
        // `#[doc = include_str!("...")]` and the like.
        None => {
            let cpf = &item.crate_path;
            quote!(#cpf::__private::concat!(#(#lines, "\n"),*))
        }
    }
}

/// The lines of a doc comment, without the blank that rustdoc takes away too; `None` where they are no literals.
fn text(lines: &[TokenStream]) -> Option<String> {
    let lines = lines.iter().map(|line| syn::parse2::<LitStr>(line.clone()).ok().map(|line| line.value()));
    let lines = lines.collect::<Option<Vec<_>>>()?;
    let lines: Vec<_> = lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
    Some(lines.join("\n").trim().to_owned())
}

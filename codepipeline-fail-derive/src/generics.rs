//! Which bounds the generated impls need.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericArgument, Generics, Lifetime, PathArguments, Type, WhereClause};

use crate::model::Item;

/// Bounds found while the body of an impl is written: on field types that mention a type parameter, so that a field of
/// any other type is left for rustc to check where it is used.
pub struct Bounds {
    /// The item, which must not be bounded by itself: to prove that would take itself, without end.
    name: String,
    parameters: Vec<String>,
    seen: HashSet<String>,
    predicates: Vec<TokenStream>,
}

impl Bounds {
    pub fn new(item: &Item) -> Self {
        let parameters = item.generics.type_params().map(|parameter| parameter.ident.to_string()).collect();
        Self { name: item.name.to_string(), parameters, seen: HashSet::new(), predicates: Vec::new() }
    }

    /// Requires `ty: bound`, if a type parameter decides whether that holds.
    pub fn require(&mut self, ty: &Type, bound: &TokenStream) {
        if self.parameters.is_empty() {
            return;
        }
        let mut mentions = Mentions::default();
        self.find_mentions(ty.to_token_stream(), &mut mentions);
        if mentions.parameter && !mentions.item {
            self.require_always(quote!(#ty: #bound));
        }
    }

    /// The same for the type in an `Option`, a box or a reference, or the type itself.
    pub fn require_inside(&mut self, ty: &Type, bound: &TokenStream) {
        self.require(inside(ty), bound);
    }

    pub fn require_always(&mut self, predicate: TokenStream) {
        if self.seen.insert(predicate.to_string()) {
            self.predicates.push(predicate);
        }
    }

    /// The item's own where clause with the bounds found.
    pub fn augment(&self, own: Option<&WhereClause>) -> TokenStream {
        let own =
            own.map(|clause| clause.predicates.iter().map(ToTokens::to_token_stream)).into_iter().flatten();
        let predicates: Vec<_> = own.chain(self.predicates.iter().cloned()).collect();
        if predicates.is_empty() { TokenStream::new() } else { quote!(where #(#predicates),*) }
    }

    fn find_mentions(&self, tokens: TokenStream, found: &mut Mentions) {
        let mut colons = 0;
        for token in tokens {
            let is_colon = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':');
            match token {
                // After `::` stands what another path holds.
                TokenTree::Ident(ident) if colons < 2 => {
                    found.parameter |= self.parameters.contains(&ident.to_string());
                    found.item |= ident == "Self" || ident == self.name;
                }
                TokenTree::Group(group) => self.find_mentions(group.stream(), found),
                TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            colons = if is_colon { colons + 1 } else { 0 };
        }
    }
}

/// What a type's tokens mention.
#[derive(Default)]
struct Mentions {
    parameter: bool,
    item: bool,
}

/// `T` in `Option<T>`, as far as can be told from how it is written.
pub fn inside_option(ty: &Type) -> Option<&Type> {
    only_argument(ty, &["Option"])
}

/// What decides whether the field of a type is an error, a failure and so on: what is in it, or what it points to.
fn inside(ty: &Type) -> &Type {
    match ungrouped(ty) {
        Type::Reference(reference) => inside(&reference.elem),
        other => only_argument(other, &["Option", "Box", "Rc", "Arc"]).map_or(other, inside),
    }
}

/// `T` in `Name<T>`, for one of these names.
fn only_argument<'a>(ty: &'a Type, names: &[&str]) -> Option<&'a Type> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(inside)) if arguments.args.len() == 1 => {
            names.iter().any(|name| last.ident == name).then_some(inside)
        }
        _ => None,
    }
}

/// The type without the invisible group that a fragment of `macro_rules!` puts around it.
pub fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        other => other,
    }
}

/// The first of the item's lifetime parameters that the type holds.
pub fn borrowed_lifetime(ty: &Type, generics: &Generics) -> Option<Lifetime> {
    let names: Vec<String> =
        generics.lifetimes().map(|parameter| parameter.lifetime.ident.to_string()).collect();
    let mut found = None;
    find_lifetime(ty.to_token_stream(), &mut |name, span| {
        if found.is_none() && names.iter().any(|own| own == name) {
            found = Some(Lifetime::new(&format!("'{name}"), span));
        }
    });
    found
}

fn find_lifetime(tokens: TokenStream, found: &mut dyn FnMut(&str, proc_macro2::Span)) {
    let mut after_quote = false;
    for token in tokens {
        match token {
            TokenTree::Punct(punct) => after_quote = punct.as_char() == '\'',
            TokenTree::Ident(ident) if after_quote => {
                found(&ident.to_string(), ident.span());
                after_quote = false;
            }
            TokenTree::Group(group) => find_lifetime(group.stream(), found),
            TokenTree::Ident(_) | TokenTree::Literal(_) => after_quote = false,
        }
    }
}

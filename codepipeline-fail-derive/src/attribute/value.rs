//! The values of options.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::LitStr;

use crate::arguments;
use crate::diagnostics::Diagnostic;

/// What is wrong with a value, and where.
type Mistake = (TokenStream, Diagnostic);

/// How many of `tokens` belong to the expression that they begin with.
///
/// A comma ends it, and so does a string behind a complete operand, which no expression has: there a comma is missing.
pub fn length(tokens: &[TokenTree]) -> usize {
    let length = arguments::first_length(tokens);
    let is_complete = |token: &TokenTree| match token {
        TokenTree::Ident(ident) => syn::parse_str::<syn::Ident>(&ident.to_string()).is_ok(),
        TokenTree::Group(_) | TokenTree::Literal(_) => true,
        TokenTree::Punct(_) => false,
    };
    let without_comma =
        |pair: &[TokenTree]| matches!(&pair[1], TokenTree::Literal(_)) && is_complete(&pair[0]);
    tokens[..length].windows(2).position(without_comma).map_or(length, |before| before + 1)
}

/// What was written in place of `= value`, where it tells the value: `(value)`, `: value`, `== value`.
pub fn meant(element: &[TokenTree]) -> Option<String> {
    let value: TokenStream = match element {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => group.stream(),
        _ => element.iter().skip_while(|token| matches!(token, TokenTree::Punct(_))).cloned().collect(),
    };
    Some(text(&value)).filter(|text| !text.is_empty())
}

/// The tokens as text, for a message.
pub fn text(tokens: &TokenStream) -> String {
    tokens.to_string().replace(" :: ", "::").replace(":: ", "::")
}

/// The value of `fmt`: a path, with generic arguments where the function has some.
pub fn function_path(value: &[TokenTree]) -> Result<TokenStream, Mistake> {
    let tokens = stream(value);
    if is_path(value) {
        return Ok(tokens);
    }
    match value.split_last() {
        Some((TokenTree::Group(group), path))
            if group.delimiter() == Delimiter::Parenthesis && is_path(path) =>
        {
            Err((stream(&value[path.len()..]), Diagnostic::FmtIsCalled { path: text(&stream(path)) }))
        }
        _ => Err((tokens, Diagnostic::FmtIsNoPath)),
    }
}

fn is_path(tokens: &[TokenTree]) -> bool {
    syn::parse2::<syn::ExprPath>(stream(tokens)).is_ok()
}

/// The value of `crate`: the path of a module.
pub fn crate_path(value: &[TokenTree]) -> Result<TokenStream, Mistake> {
    let tokens = stream(value);
    if let Ok(quoted) = syn::parse2::<LitStr>(tokens.clone()) {
        return Err((tokens, Diagnostic::CrateIsQuoted { path: quoted.value() }));
    }
    let is_module = syn::parse2::<syn::Path>(tokens.clone()).is_ok_and(|path| {
        let starts_with_type = path.segments.first().is_some_and(|segment| segment.ident == "Self");
        !starts_with_type && path.segments.iter().all(|segment| segment.arguments.is_none())
    });
    if is_module { Ok(tokens) } else { Err((tokens, Diagnostic::CrateIsNoPath)) }
}

fn stream(tokens: &[TokenTree]) -> TokenStream {
    tokens.iter().cloned().collect()
}

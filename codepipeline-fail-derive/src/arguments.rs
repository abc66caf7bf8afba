//! Expressions in an attribute, which the macro passes on without parsing them.
//!
//! Only three things have to be known of them: where an argument ends, whether it has a name, and where thiserror's
//! shorthand `.field` stands for a field. All three are told from single tokens, so that syn's parser for whole
//! expressions, which takes longer to compile than this crate, is not needed.

mod scan;

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;

use scan::Scan;

/// One argument of a format string, or the value of an option.
pub struct Argument {
    /// `name` in `name = expression`.
    pub name: Option<Ident>,
    /// The expression, as it was written.
    pub expression: Vec<TokenTree>,
}

impl Argument {
    /// The argument's first token, or `fallback` where there is none.
    pub fn span(&self, fallback: Span) -> Span {
        self.expression.first().map_or(fallback, TokenTree::span)
    }
}

/// Splits `name = expression, expression, ...` at its commas; a comma at the end is allowed.
pub fn split(tokens: TokenStream) -> Vec<Argument> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut arguments = Vec::new();
    let mut rest = tokens.as_slice();
    while !rest.is_empty() {
        let end = first_length(rest);
        arguments.push(argument(&rest[..end]));
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    arguments
}

/// How many of `tokens` stand before the first comma that ends an expression.
pub fn first_length(tokens: &[TokenTree]) -> usize {
    let mut scan = Scan::default();
    tokens.iter().position(|token| scan.step(token)).unwrap_or(tokens.len())
}

fn argument(tokens: &[TokenTree]) -> Argument {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Punct(equals), expression @ ..]
            if equals.as_char() == '=' && !is_comparison(equals, expression) =>
        {
            Argument { name: Some(name.clone()), expression: expression.to_vec() }
        }
        _ => Argument { name: None, expression: tokens.to_vec() },
    }
}

/// The first character of `==`.
fn is_comparison(equals: &Punct, rest: &[TokenTree]) -> bool {
    let equals_again = matches!(rest.first(), Some(TokenTree::Punct(next)) if next.as_char() == '=');
    equals_again && equals.spacing() == Spacing::Joint
}

/// Replaces the shorthand `.field` and `.0` by what `replace` makes of the member; anything else stays as it is.
///
/// `replace` returns `None` for a member that is no field, which then stays for rustc to report.
pub fn expand_shorthand(
    tokens: &[TokenTree],
    replace: &mut dyn FnMut(&str, Span) -> Option<TokenStream>,
) -> TokenStream {
    let mut output = TokenStream::new();
    let mut scan = Scan::default();
    let mut position = 0;
    while let Some(token) = tokens.get(position) {
        position += 1;
        let is_dot = matches!(token, TokenTree::Punct(punct) if punct.as_char() == '.' && punct.spacing() == Spacing::Alone);
        if is_dot
            && scan.is_at_beginning()
            && let Some(expanded) = tokens.get(position).and_then(|member| shorthand(member, replace))
        {
            scan.skip_operand();
            position += 1;
            output.extend(expanded);
            continue;
        }
        scan.step(token);
        match token {
            TokenTree::Group(group) => output.extend([TokenTree::Group(inside(group, replace))]),
            other => output.extend([other.clone()]),
        }
    }
    output
}

fn inside(group: &Group, replace: &mut dyn FnMut(&str, Span) -> Option<TokenStream>) -> Group {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let mut expanded = Group::new(group.delimiter(), expand_shorthand(&tokens, replace));
    expanded.set_span(group.span());
    expanded
}

/// `member` after a dot, as the field that it names; `0.1` after a dot is field 1 of field 0.
fn shorthand(
    member: &TokenTree,
    replace: &mut dyn FnMut(&str, Span) -> Option<TokenStream>,
) -> Option<TokenStream> {
    match member {
        TokenTree::Ident(name) => replace(&unraw(name), name.span()),
        TokenTree::Literal(number) => {
            let text = number.to_string();
            let (first, second) =
                text.split_once('.').map_or((text.as_str(), None), |(first, second)| (first, Some(second)));
            let field = replace(first, number.span())?;
            let Some(second) = second else { return Some(field) };
            let mut second = proc_macro2::Literal::usize_unsuffixed(second.parse().ok()?);
            second.set_span(number.span());
            Some(quote::quote!(#field.#second))
        }
        _ => None,
    }
}

/// The name without `r#`.
pub fn unraw(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map_or(name.clone(), str::to_owned)
}

/// Where tokens name something: identifiers that are not members, fields or labels of something else, and names in
/// the braces of string literals, which may be format strings.
pub fn mentions(tokens: TokenStream, found: &mut dyn FnMut(&str, Span)) {
    let mut dots = 0;
    for token in tokens {
        if let TokenTree::Punct(punct) = &token
            && punct.as_char() == '.'
        {
            dots += 1;
            continue;
        }
        match token {
            TokenTree::Group(group) => mentions(group.stream(), found),
            // Behind one dot stands a member; behind the two of a range, an expression.
            TokenTree::Ident(ident) if dots != 1 => found(&unraw(&ident), ident.span()),
            TokenTree::Literal(literal) => {
                names_in_braces(&literal.to_string(), &mut |name| found(name, literal.span()));
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
        dots = 0;
    }
}

fn names_in_braces(text: &str, found: &mut dyn FnMut(&str)) {
    for inside in text.split('{').skip(1) {
        let end = inside
            .find(|character: char| !character.is_alphanumeric() && character != '_')
            .unwrap_or(inside.len());
        if end > 0 {
            found(&inside[..end]);
        }
    }
}

/// The tokens without the invisible group that a `macro_rules!` fragment such as `$value:expr` puts around them.
pub fn ungrouped(tokens: &[TokenTree]) -> Vec<TokenTree> {
    match tokens {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            ungrouped(&group.stream().into_iter().collect::<Vec<_>>())
        }
        other => other.to_vec(),
    }
}

impl ToTokens for Argument {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.expression.iter().cloned());
    }
}

#[cfg(test)]
mod tests;

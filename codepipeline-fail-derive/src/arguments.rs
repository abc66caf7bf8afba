//! Expressions in an attribute, which the macro passes on without parsing them.
//!
//! Only three things have to be known of them: where an argument ends, whether it has a name, and where thiserror's
//! shorthand `.field` stands for a field. All three are told from single tokens, so that syn's parser for whole
//! expressions, which takes longer to compile than this crate, is not needed.

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;

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
///
/// Commas in parentheses, brackets and braces are inside a group. Those left are the ones between generic arguments
/// and between a closure's parameters.
pub fn first_length(tokens: &[TokenTree]) -> usize {
    let mut scan = Scan::default();
    tokens.iter().position(|token| scan.step(token) == Role::Separator).unwrap_or(tokens.len())
}

fn argument(tokens: &[TokenTree]) -> Argument {
    if let [TokenTree::Ident(name), TokenTree::Punct(equals), expression @ ..] = tokens {
        let compares = matches!(expression.first(), Some(TokenTree::Punct(next)) if next.as_char() == '=' || next.as_char() == '>')
            && equals.spacing() == Spacing::Joint;
        if equals.as_char() == '=' && !compares {
            return Argument { name: Some(name.clone()), expression: expression.to_vec() };
        }
    }
    Argument { name: None, expression: tokens.to_vec() }
}

/// What a token is in the expression around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A comma that ends the expression.
    Separator,
    /// The token stands where an expression begins.
    Beginning,
    Other,
}

/// The state of a walk over the tokens of expressions.
struct Scan {
    /// The next token begins an expression: at the start, and after an operator or a keyword.
    beginning: bool,
    /// How many `<` of generic arguments are open.
    generics: usize,
    /// Between the bars of a closure's parameters.
    parameters: bool,
    /// A `<` here would open generic arguments: after `::`, and in the type after `as`.
    before_generics: bool,
    /// In the type after `as`.
    cast: bool,
    /// The token before, where it is a punctuation that joins the next.
    joint: Option<char>,
}

impl Default for Scan {
    fn default() -> Self {
        Self { beginning: true, generics: 0, parameters: false, before_generics: false, cast: false, joint: None }
    }
}

/// Keywords after which an expression begins.
const BEFORE_EXPRESSION: &[&str] = &["break", "else", "if", "in", "match", "move", "mut", "return", "while", "yield"];

impl Scan {
    fn step(&mut self, token: &TokenTree) -> Role {
        let beginning = self.beginning;
        let joint = self.joint.take();
        match token {
            TokenTree::Punct(punct) => {
                if punct.spacing() == Spacing::Joint {
                    self.joint = Some(punct.as_char());
                }
                let inside = self.generics > 0 || self.parameters;
                self.punctuation(punct.as_char(), beginning, joint);
                match punct.as_char() {
                    ',' if !inside => Role::Separator,
                    _ if beginning && !inside => Role::Beginning,
                    _ => Role::Other,
                }
            }
            TokenTree::Ident(ident) => {
                let word = ident.to_string();
                self.beginning = BEFORE_EXPRESSION.contains(&word.as_str());
                self.cast = word == "as" || self.cast;
                self.before_generics = self.cast && word != "as";
                Role::Other
            }
            TokenTree::Group(_) | TokenTree::Literal(_) => {
                self.beginning = false;
                self.before_generics = false;
                Role::Other
            }
        }
    }

    fn punctuation(&mut self, character: char, beginning: bool, joint: Option<char>) {
        let opens_generics = self.before_generics || beginning || self.generics > 0;
        self.before_generics = false;
        match character {
            '<' if opens_generics && joint != Some('<') => self.generics += 1,
            '>' if self.generics > 0 => {
                if !matches!(joint, Some('-' | '=')) {
                    self.generics -= 1;
                    self.before_generics = false;
                    self.beginning = false;
                    return;
                }
            }
            '|' if self.parameters => self.parameters = false,
            // `||` is a closure without parameters: the second bar comes before anything else could.
            '|' if beginning && self.generics == 0 => self.parameters = true,
            ':' if joint == Some(':') => self.before_generics = true,
            _ => {}
        }
        // After `.` a member follows, after `?` an operator, after `'` a lifetime or a label.
        self.beginning = !matches!(character, '.' | '?' | '\'' | ':') || (character == ':' && joint != Some(':'));
        if !matches!(character, ':' | '<' | '>' | '&' | '*' | '\'') {
            self.cast = false;
        }
    }
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
        let begins = scan.beginning && scan.generics == 0 && !scan.parameters;
        let is_dot = matches!(token, TokenTree::Punct(punct) if punct.as_char() == '.' && punct.spacing() == Spacing::Alone);
        if begins && is_dot && let Some(expanded) = tokens.get(position).and_then(|member| shorthand(member, replace)) {
            scan.step(&tokens[position]);
            scan.beginning = false;
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
            let (first, second) = text.split_once('.').map_or((text.as_str(), None), |(first, second)| (first, Some(second)));
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
    let mut after_dot = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                mentions(group.stream(), found);
                after_dot = false;
            }
            TokenTree::Ident(ident) => {
                if !after_dot {
                    found(&unraw(&ident), ident.span());
                }
                after_dot = false;
            }
            TokenTree::Punct(punct) => after_dot = punct.as_char() == '.' && punct.spacing() == Spacing::Alone,
            TokenTree::Literal(literal) => {
                names_in_braces(&literal.to_string(), &mut |name| found(name, literal.span()));
                after_dot = false;
            }
        }
    }
}

fn names_in_braces(text: &str, found: &mut dyn FnMut(&str)) {
    for inside in text.split('{').skip(1) {
        let end = inside.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(inside.len());
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

//! Tokens that are put together without asking the compiler.
//!
//! For each `TokenStream` that `quote!` puts into another, the compiler is asked to join the two, which took a third of
//! the macro's time. So what is written for every variant is made of single tokens, and joined once.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// Single tokens.
#[derive(Clone, Default)]
pub struct Tokens(Vec<TokenTree>);

impl Tokens {
    pub fn push(&mut self, token: impl Into<TokenTree>) {
        self.0.push(token.into());
    }

    /// Adds a word of Rust's, or of the runtime's.
    pub fn push_word(&mut self, word: &str) {
        self.push(Ident::new(word, Span::call_site()));
    }

    /// Adds punctuation, of one character or more, such as `=>`.
    pub fn push_punctuation(&mut self, characters: &str) {
        let mut rest = characters.chars().peekable();
        while let Some(character) = rest.next() {
            let spacing = if rest.peek().is_some() { Spacing::Joint } else { Spacing::Alone };
            self.push(Punct::new(character, spacing));
        }
    }

    /// Adds `path::to::something`, in this crate.
    pub fn push_path(&mut self, crate_path: &Tokens, words: &[&str]) {
        self.0.extend(crate_path.0.iter().cloned());
        for word in words {
            self.push_punctuation("::");
            self.push_word(word);
        }
    }

    pub fn push_group(&mut self, delimiter: Delimiter, inside: Tokens) {
        self.push(Group::new(delimiter, inside.0.into_iter().collect()));
    }

    /// The same, from its first token to its last at this span: rustc reports there what is wrong with all of it.
    pub fn spanning(mut self, span: Span) -> Self {
        if let [first, .., last] = self.0.as_mut_slice() {
            first.set_span(span);
            last.set_span(span);
        }
        self
    }

    pub fn append(&mut self, mut other: Tokens) {
        self.0.append(&mut other.0);
    }
}

impl ToTokens for Tokens {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().cloned());
    }
}

impl From<TokenStream> for Tokens {
    fn from(tokens: TokenStream) -> Self {
        Self(tokens.into_iter().collect())
    }
}

impl From<Ident> for Tokens {
    fn from(ident: Ident) -> Self {
        Self(vec![ident.into()])
    }
}

impl From<Literal> for Tokens {
    fn from(literal: Literal) -> Self {
        Self(vec![literal.into()])
    }
}

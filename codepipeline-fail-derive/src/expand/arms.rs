//! Matches on `self`.

use std::mem;

use proc_macro2::Delimiter;
use quote::quote;

use crate::model::Item;
use crate::tokens::Tokens;

/// How many patterns a match has at most.
///
/// For each variant, rustc looks at each pattern of a match: what the patterns cost would grow with the square of their
/// number. So a match of more is nested in one of these, and where code is optimized, the two become one again.
const MOST_PATTERNS: usize = 250;

/// `pattern | pattern => value,`
pub struct Arm {
    patterns: Vec<Tokens>,
    value: Tokens,
}

impl Arm {
    pub fn new(patterns: impl IntoIterator<Item = Tokens>, value: impl Into<Tokens>) -> Self {
        Self { patterns: patterns.into_iter().collect(), value: value.into() }
    }

    /// For how many variants it is.
    pub fn covers(&self) -> usize {
        self.patterns.len()
    }

    fn append_to(self, arms: &mut Tokens) {
        for (number, pattern) in self.patterns.into_iter().enumerate() {
            if number > 0 {
                arms.push_punctuation("|");
            }
            arms.append(pattern);
        }
        append_value(self.value, arms);
    }
}

fn append_value(value: Tokens, arms: &mut Tokens) {
    arms.push_punctuation("=>");
    arms.append(value);
    arms.push_punctuation(",");
}

/// A match on `self`, which is total even for an enum without variants. `rest` is for the variants that have no arm; `None` if
/// all have one.
pub fn match_self(item: &Item, arms: Vec<Arm>, rest: Option<Tokens>) -> Tokens {
    if item.variants.is_empty() {
        return quote!(match *self {}).into();
    }
    let matches = split(arms);
    // What the other matches name is not known to the last one.
    let unreachable = || quote!(::core::unreachable!()).into();
    let mut rest = rest.or_else(|| (matches.len() > 1).then(unreachable));
    for arms in matches.into_iter().rev() {
        let mut inside = Tokens::default();
        for arm in arms {
            arm.append_to(&mut inside);
        }
        if let Some(rest) = rest.take() {
            inside.push_word("_");
            append_value(rest, &mut inside);
        }
        let mut whole = Tokens::default();
        whole.push_word("match");
        whole.push_word("self");
        whole.push_group(Delimiter::Brace, inside);
        rest = Some(whole);
    }
    rest.unwrap_or_default()
}

/// The arms of each match, with not too many patterns in any.
fn split(arms: Vec<Arm>) -> Vec<Vec<Arm>> {
    let (mut matches, mut current, mut room) = (Vec::new(), Vec::new(), MOST_PATTERNS);
    for Arm { mut patterns, value } in arms {
        while patterns.len() > room {
            let later = patterns.split_off(room);
            if !patterns.is_empty() {
                current.push(Arm { patterns, value: value.clone() });
            }
            matches.push(mem::take(&mut current));
            (patterns, room) = (later, MOST_PATTERNS);
        }
        room -= patterns.len();
        current.push(Arm { patterns, value });
    }
    matches.push(current);
    matches
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::ToTokens as _;

    use super::{Arm, MOST_PATTERNS, split};

    fn arm(patterns: usize, value: &str) -> Arm {
        let pattern: TokenStream = quote::quote!(_);
        Arm::new(
            (0..patterns).map(|_| pattern.clone().into()),
            value.parse::<TokenStream>().expect("an expression"),
        )
    }

    /// For each match, the value of each arm and for how many patterns it is.
    fn parts(arms: Vec<Arm>) -> Vec<Vec<(String, usize)>> {
        let shown = |arm: Arm| {
            let covers = arm.covers();
            (arm.value.to_token_stream().to_string(), covers)
        };
        split(arms).into_iter().map(|arms| arms.into_iter().map(shown).collect()).collect()
    }

    fn part(value: &str, patterns: usize) -> (String, usize) {
        (value.to_owned(), patterns)
    }

    #[test]
    fn a_match_has_as_many_patterns_as_it_may() {
        assert_eq!(parts(vec![arm(MOST_PATTERNS, "a")]), [[part("a", MOST_PATTERNS)]]);
        let full = parts(vec![arm(MOST_PATTERNS, "a"), arm(1, "b")]);
        assert_eq!(full, [[part("a", MOST_PATTERNS)], [part("b", 1)]]);
    }

    #[test]
    fn an_arm_that_does_not_fit_goes_on_in_the_next_match() {
        let parts = parts(vec![arm(1, "a"), arm(2 * MOST_PATTERNS, "b"), arm(3, "c")]);
        let expected = [
            vec![part("a", 1), part("b", MOST_PATTERNS - 1)],
            vec![part("b", MOST_PATTERNS)],
            vec![part("b", 1), part("c", 3)],
        ];
        assert_eq!(parts, expected);
    }
}

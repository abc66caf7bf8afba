//! Arms that variants with plain messages share.
//!
//! A call with a type parameter for each field takes the compiler several times as long as a pattern. So where messages
//! show fields of the same types, one call writes all of them, and only the template is chosen by the variant.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::plain::Plain;
use crate::expand::arms::{Arm, match_self};
use crate::expand::local;
use crate::model::Item;

/// How the messages are written that show plain fields.
pub struct Shared {
    /// Chooses the template, for the arms that need it.
    pub choice: TokenStream,
    pub arms: Vec<Arm>,
}

pub fn share(item: &Item, messages: Vec<Plain<'_>>) -> Shared {
    let (mut templates, mut arms) = (Vec::new(), Vec::new());
    for group in groups(messages) {
        match group.as_slice() {
            [] => {}
            [only] => arms.push(Arm::new([only.pattern(item)], only.write(item, only.template()))),
            [first, ..] => {
                let patterns = group.iter().map(|message| message.pattern(item));
                arms.push(Arm::new(patterns, first.write(item, local("template").into())));
                templates.extend(
                    group.iter().map(|message| Arm::new([message.bare_pattern(item)], message.template())),
                );
            }
        }
    }
    if templates.is_empty() {
        return Shared { choice: TokenStream::new(), arms };
    }
    let others = (templates.len() < item.variants.len()).then(|| quote!("").into());
    let (template, choice) = (local("template"), match_self(item, templates, others));
    let choice = quote!(let #template = #choice;);
    Shared { choice, arms }
}

/// The messages that can share an arm, in the order of the first of each.
fn groups(messages: Vec<Plain<'_>>) -> Vec<Vec<Plain<'_>>> {
    let mut groups: Vec<Vec<Plain<'_>>> = Vec::new();
    let mut index = HashMap::new();
    for message in messages {
        let new = groups.len();
        let group = message.shape().map_or(new, |shape| *index.entry(shape).or_insert(new));
        if group == new {
            groups.push(Vec::new());
        }
        groups[group].push(message);
    }
    groups
}

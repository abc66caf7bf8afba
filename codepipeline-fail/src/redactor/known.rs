//! The secrets that a redactor was told, and where a text contains one.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::decoded::Encoding;
use super::search::Search;
use super::secret::{Form, Secret};
use super::{add, merged};
use crate::bytes::contains_beginning;

/// In bytes. For a shorter text, a search is not worth to be prepared.
const WORTH_A_SEARCH: usize = 1_000;

#[derive(Clone)]
pub(super) struct Known {
    secrets: Vec<Arc<Secret>>,
    /// Made when it is needed, and again after another secret.
    search: OnceLock<Arc<Search>>,
}

impl Known {
    pub(super) const fn none() -> Self {
        Self { secrets: Vec::new(), search: OnceLock::new() }
    }

    pub(super) fn learn(&mut self, secret: &str) {
        if let Some(secret) = Secret::new(secret)
            && self.secrets.iter().all(|known| known.text != secret.text)
        {
            self.secrets.push(Arc::new(secret));
            self.search = OnceLock::new();
        }
    }

    pub(super) fn len(&self) -> usize {
        self.secrets.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.secrets.is_empty()
    }

    /// The length of the longest secret.
    pub(super) fn longest(&self) -> usize {
        self.secrets.iter().map(|secret| secret.text.len()).max().unwrap_or(0)
    }

    /// Adds the places where the text contains one of the secrets, encoded or not.
    pub(super) fn find(&self, text: &str, found: &mut Vec<Range<usize>>) {
        if self.is_empty() {
            return;
        }
        self.find_forms(text, None, found);
        for encoding in [Encoding::Percent, Encoding::Escapes] {
            if let Some(decoded) = encoding.decoded(text) {
                let mut found_in_decoded = Vec::new();
                self.find_forms(&decoded, Some(encoding), &mut found_in_decoded);
                let mut places = merged(found_in_decoded);
                encoding.find_in_original(text, &mut places);
                found.append(&mut places);
            }
        }
    }

    fn find_forms(&self, text: &str, encoding: Option<Encoding>, found: &mut Vec<Range<usize>>) {
        if text.len() < WORTH_A_SEARCH && self.search.get().is_none() {
            return find_each(self.forms(), text, encoding, found);
        }
        let search = self.search.get_or_init(|| Arc::new(Search::new(self.forms().cloned().collect())));
        let found_before = found.len();
        if search.find(text, encoding, found).is_err() {
            found.truncate(found_before);
            find_each(self.forms(), text, encoding, found);
        }
    }

    fn forms(&self) -> impl Iterator<Item = &Form> {
        self.secrets.iter().flat_map(|secret| secret.forms())
    }
}

/// The same without preparation, and in a time that no text can lengthen: the standard library's search is linear.
fn find_each<'f>(
    forms: impl Iterator<Item = &'f Form>,
    text: &str,
    encoding: Option<Encoding>,
    found: &mut Vec<Range<usize>>,
) {
    for form in forms.filter(|form| form.is_looked_for_in(encoding)) {
        let form = &*form.text;
        if contains_beginning(text, form) {
            text.match_indices(form).for_each(|(start, form)| add(start..start + form.len(), found));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Secrets that overlap each other and themselves, in a text of the same letters.
    fn secrets_in_text() -> impl Strategy<Value = (Vec<String>, String)> {
        let secret =
            prop_oneof!["[ab]{1,3}", "[ab]{4,12}", "[ab]{18,40}", "[ab+%]{5,9}", "é[ab]{3,9}", "a{30}b?"];
        let secrets = proptest::collection::vec(secret, 1..4);
        secrets.prop_flat_map(|secrets| {
            let planted = proptest::sample::select(secrets.clone());
            let piece =
                prop_oneof![2 => planted, 1 => "[ab+ %]{0,9}", 1 => "a{1,60}", 1 => "%6[12]", 1 => "é"];
            let text = proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat());
            (Just(secrets), text)
        })
    }

    proptest! {
        #[test]
        fn a_search_finds_what_each_form_alone_finds((secrets, text) in secrets_in_text()) {
            let mut known = Known::none();
            for secret in &secrets {
                known.learn(secret);
            }
            let search = Search::new(known.forms().cloned().collect());
            for encoding in [None, Some(Encoding::Percent), Some(Encoding::Escapes)] {
                let (mut at_once, mut one_by_one) = (Vec::new(), Vec::new());
                prop_assert!(search.find(&text, encoding, &mut at_once).is_ok());
                find_each(known.forms(), &text, encoding, &mut one_by_one);
                prop_assert_eq!(merged(at_once), merged(one_by_one));
            }
        }
    }

    #[test]
    fn a_search_that_compares_too_much_is_given_up() {
        let secret = "a".repeat(10_000) + "baa";
        let mut known = Known::none();
        known.learn(&secret);
        let text = "a".repeat(100_000) + "baa";
        let search = Search::new(known.forms().cloned().collect());
        assert!(search.find(&text, None, &mut Vec::new()).is_err());
        let mut found = Vec::new();
        known.find(&text, &mut found);
        assert_eq!(found, std::iter::once(90_000..100_003).collect::<Vec<_>>());
    }
}

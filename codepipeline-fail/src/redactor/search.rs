//! Where a text contains any of many known texts.
//!
//! A text is looked at in steps, as long as no form can lie between them: at each step, a few bytes say whether they
//! could be part of a form. Almost none are, so a search takes about as long for many forms as for one.

use std::ops::Range;

use super::add;
use super::decoded::Encoding;
use super::secret::Form;

/// How many bytes are looked at in one place, unless a form is shorter.
const LONGEST_GRAM: usize = 4;

/// Longer steps would save little, and make more that has to be kept of each form.
const LONGEST_STEP: usize = 16;

/// How many hashes of grams there are, as a power of two: so many that few grams share one.
const HASH_BITS: u32 = 15;

/// How much may be compared for each byte of a text, before a search is given up.
const MOST_COMPARED: usize = 2;

/// How many bytes are compared in about the time that it takes to begin.
const COMPARED_AT_ONCE: usize = 32;

pub(super) struct Search {
    forms: Vec<Form>,
    gram_mask: u32,
    step: usize,
    known: Hashes,
    /// In the order of grams; those of one form from its end to its beginning.
    grams: Vec<Gram>,
}

/// Some bytes that a form has at some place near its beginning.
struct Gram {
    bytes: u32,
    form: usize,
    at: usize,
}

/// A text made for it let the search compare too much.
pub(super) struct TooHostile;

impl Search {
    pub(super) fn new(forms: Vec<Form>) -> Self {
        let shortest = forms.iter().map(|form| form.text.len()).min().unwrap_or(1);
        let length = shortest.min(LONGEST_GRAM);
        let step = (shortest - length + 1).min(LONGEST_STEP);
        let gram_mask = u32::MAX >> (8 * (LONGEST_GRAM - length));
        let grams_of = |(form, known): (usize, &Form)| {
            let bytes = known.text.as_bytes();
            (0..step)
                .rev()
                .map(move |at| Gram { bytes: gram(bytes, at) & gram_mask, form, at })
                .collect::<Vec<_>>()
        };
        let mut grams: Vec<Gram> = forms.iter().enumerate().flat_map(grams_of).collect();
        // It is stable.
        grams.sort_by_key(|gram| gram.bytes);
        let mut known = Hashes::none();
        for gram in &grams {
            known.add(gram.bytes);
        }
        Self { forms, gram_mask, step, known, grams }
    }

    /// Adds the places of the forms that are looked for in such a text: of each form those that do not overlap, from the
    /// beginning on.
    pub(super) fn find(
        &self,
        text: &str,
        encoding: Option<Encoding>,
        found: &mut Vec<Range<usize>>,
    ) -> Result<(), TooHostile> {
        let bytes = text.as_bytes();
        let mut matches = Matches {
            search: self,
            bytes,
            encoding,
            ends: Vec::new(),
            last_gram: (0, 0),
            left_to_compare: MOST_COMPARED * (bytes.len() + 1_000),
            found,
        };
        let mut place = 0;
        while let Some(&gram) = bytes.get(place..).and_then(|rest| rest.first_chunk()) {
            let gram = u32::from_le_bytes(gram) & self.gram_mask;
            if self.known.may_contain(gram) {
                matches.at(place, gram)?;
            }
            place += self.step;
        }
        for place in (place..bytes.len()).step_by(self.step) {
            matches.at(place, gram(bytes, place) & self.gram_mask)?;
        }
        Ok(())
    }
}

/// A set of grams, which may seem to contain some that it does not.
struct Hashes(Box<[u64; (1 << HASH_BITS) / 64]>);

impl Hashes {
    fn none() -> Self {
        Self(Box::new([0; _]))
    }

    fn add(&mut self, gram: u32) {
        let (word, bit) = Self::place(gram);
        self.0[word] |= 1 << bit;
    }

    fn may_contain(&self, gram: u32) -> bool {
        let (word, bit) = Self::place(gram);
        self.0[word] >> bit & 1 == 1
    }

    fn place(gram: u32) -> (usize, u32) {
        /// 2³² divided by the golden ratio, which spreads what is near each other (Knuth, The Art of Computer Programming,
        /// 6.4).
        const MULTIPLIER: u32 = 0x9e37_79b1;
        let hash = gram.wrapping_mul(MULTIPLIER) >> (u32::BITS - HASH_BITS);
        ((hash / 64) as usize, hash % 64)
    }
}

/// The bytes at a place, with zeros where the text ends before.
fn gram(bytes: &[u8], at: usize) -> u32 {
    let mut gram = [0; LONGEST_GRAM];
    let rest = &bytes[at..bytes.len().min(at + LONGEST_GRAM)];
    gram[..rest.len()].copy_from_slice(rest);
    u32::from_le_bytes(gram)
}

/// What one search finds.
struct Matches<'s> {
    search: &'s Search,
    bytes: &'s [u8],
    encoding: Option<Encoding>,
    /// Of each form where it was found last; empty if none was.
    ends: Vec<usize>,
    left_to_compare: usize,
    /// The last gram that was met, and the first one that is not less: a text may repeat one.
    last_gram: (u32, usize),
    found: &'s mut Vec<Range<usize>>,
}

impl Matches<'_> {
    /// Tries the forms that have this gram, which stands at `place`.
    #[cold]
    fn at(&mut self, place: usize, gram: u32) -> Result<(), TooHostile> {
        let grams = &self.search.grams;
        if self.last_gram.0 != gram {
            self.last_gram = (gram, grams.partition_point(|known| known.bytes < gram));
        }
        for known in grams[self.last_gram.1..].iter().take_while(|known| known.bytes == gram) {
            if let Some(start) = place.checked_sub(known.at) {
                self.try_form(known.form, start)?;
            }
        }
        Ok(())
    }

    fn try_form(&mut self, index: usize, start: usize) -> Result<(), TooHostile> {
        let form = &self.search.forms[index];
        let is_behind_last = self.ends.get(index).is_none_or(|&end| end <= start);
        if !is_behind_last || !form.is_looked_for_in(self.encoding) {
            return Ok(());
        }
        let end = start + form.text.len();
        let known = form.text.as_bytes();
        // A text that repeats the beginning of a form without an end is turned down by its last byte.
        if self.bytes.get(end - 1) != known.last() {
            return Ok(());
        }
        let cost = 1 + known.len() / COMPARED_AT_ONCE;
        self.left_to_compare = self.left_to_compare.checked_sub(cost).ok_or(TooHostile)?;
        if self.bytes[start..end] == *known {
            self.ends.resize(self.search.forms.len(), 0);
            self.ends[index] = end;
            add(start..end, self.found);
        }
        Ok(())
    }
}

//! Random numbers that are the same in every run with the same seed.

use serde::{Deserialize, Serialize};

/// SplitMix64 (Steele, Lea and Flood, 2014): short, and well spread even from a seed of zero.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Whether something of this probability happens now.
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        // 53 bits are what an f64 holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "the shift leaves 53 bits")]
        let drawn = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        drawn < probability
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_kept() {
        for (probability, expected) in [(0.0, 0..=0), (1.0, 10_000..=10_000), (0.25, 2_300..=2_700)] {
            let mut random = Random::new(7);
            let hits = (0..10_000).filter(|_| random.happens(probability)).count();
            assert!(expected.contains(&hits), "{probability}: {hits}");
        }
    }
}

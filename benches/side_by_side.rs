//! Peers that run in turn.

use std::time::Duration;

/// How long each of some peers took, in rounds: in each round, every peer runs once, in turn. So what slows the machine
/// for a while slows all of them, and their ratio stays. Every other round runs backwards, so that what a peer leaves
/// behind, such as pages that are still to be written, is not always the same one's to bear.
pub struct SideBySide {
    rounds: Vec<Vec<Duration>>,
}

impl SideBySide {
    /// Calls `run` with the number of each peer, from 0, as many times as there are rounds.
    ///
    /// ```
    /// use codepipeline_fail_benches::SideBySide;
    /// use std::time::Duration;
    ///
    /// let durations = [Duration::from_millis(20), Duration::from_millis(30)];
    /// let times = SideBySide::new(3, durations.len(), |peer| durations[peer]);
    /// assert_eq!(times.median(1), durations[1]);
    /// assert!((times.ratio(1, 0) - 1.5).abs() < 1e-9);
    /// ```
    ///
    /// # Panics
    ///
    /// If there are no rounds.
    pub fn new(rounds: usize, peers: usize, mut run: impl FnMut(usize) -> Duration) -> Self {
        assert!(rounds > 0, "without a round there is nothing to compare");
        let round = |number: usize| {
            let mut times = vec![Duration::ZERO; peers];
            for turn in 0..peers {
                let peer = if number.is_multiple_of(2) { turn } else { peers - 1 - turn };
                times[peer] = run(peer);
            }
            times
        };
        Self { rounds: (0..rounds).map(round).collect() }
    }

    /// How many peers there are.
    pub fn peers(&self) -> usize {
        self.rounds[0].len()
    }

    /// The median of a peer's times.
    pub fn median(&self, peer: usize) -> Duration {
        median(self.rounds.iter().map(|round| round[peer]).collect(), Duration::cmp)
    }

    /// The median, over the rounds, of how many times longer `peer` took than `other`.
    pub fn ratio(&self, peer: usize, other: usize) -> f64 {
        self.compare(peer, other, |peer, other| peer / other)
    }

    /// The median, over the rounds, of how many seconds longer `peer` took than `other`.
    pub fn difference(&self, peer: usize, other: usize) -> f64 {
        self.compare(peer, other, |peer, other| peer - other)
    }

    fn compare(&self, peer: usize, other: usize, compare: impl Fn(f64, f64) -> f64) -> f64 {
        let compared = |round: &Vec<Duration>| compare(round[peer].as_secs_f64(), round[other].as_secs_f64());
        median(self.rounds.iter().map(compared).collect(), f64::total_cmp)
    }
}

/// The middle one; of two, the second.
///
/// # Panics
/// If there is none.
pub fn median<T: Copy>(mut values: Vec<T>, compare: impl FnMut(&T, &T) -> std::cmp::Ordering) -> T {
    values.sort_unstable_by(compare);
    values[values.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_round_changes_no_ratio() {
        let mut runs = [10, 20, 2_000, 1_000, 12, 24].into_iter();
        let times = SideBySide::new(3, 2, |_| Duration::from_millis(runs.next().expect("six runs")));
        assert_eq!(times.median(0), Duration::from_millis(12));
        assert_eq!(times.median(1), Duration::from_millis(24));
        assert!((times.ratio(1, 0) - 2.0).abs() < 1e-9);
        assert!((times.difference(1, 0) - 0.012).abs() < 1e-9);
    }

    #[test]
    fn every_other_round_runs_backwards() {
        let mut order = Vec::new();
        let times = SideBySide::new(2, 3, |peer| {
            order.push(peer);
            Duration::from_secs(peer as u64)
        });
        assert_eq!(order, [0, 1, 2, 2, 1, 0]);
        assert_eq!(times.median(2), Duration::from_secs(2));
    }
}

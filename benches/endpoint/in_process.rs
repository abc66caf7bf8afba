//! Requests without HTTP and without processes: what the number of jobs does to them.

use crate::load::Load;
use codepipeline_fail_benches::SideBySide;
use codepipeline_local::{Endpoint, Operation};
use std::iter::Cycle;
use std::time::{Duration, Instant};
use std::vec::IntoIter;

/// What a request takes of an endpoint with few jobs and of one with all of them.
pub struct InProcess {
    pub few: usize,
    pub all: usize,
    times: SideBySide,
}

impl InProcess {
    pub fn measure(runs: usize, all: usize) -> Self {
        let few = all.div_ceil(100);
        // All runs together, and the first that counts for none, ask for no more jobs than there are.
        let requests = u32::try_from(few / (runs + 1)).unwrap_or(u32::MAX).clamp(1, 200);
        let mut peers: Vec<_> =
            Load::ALL.into_iter().flat_map(|load| [few, all].map(|jobs| Peer::new(load, jobs))).collect();
        let mut run = |peer: usize| {
            let peer: &mut Peer = &mut peers[peer];
            let start = Instant::now();
            (0..requests).for_each(|_| peer.send());
            start.elapsed() / requests
        };
        for peer in 0..2 * Load::ALL.len() {
            run(peer);
        }
        let times = SideBySide::new(runs, 2 * Load::ALL.len(), run);
        Self { few, all, times }
    }

    /// Under a load: what one takes with few jobs, and how many times longer with all.
    pub fn of(&self, load: Load) -> (Duration, f64) {
        let few = 2 * Load::ALL.into_iter().take_while(|other| *other != load).count();
        (self.times.median(few), self.times.ratio(few + 1, few))
    }
}

/// An endpoint with jobs, and the requests about them.
struct Peer {
    endpoint: Endpoint,
    operation: Operation,
    requests: Cycle<IntoIter<String>>,
}

impl Peer {
    fn new(load: Load, jobs: usize) -> Self {
        let endpoint = Endpoint::new();
        for seed in [Load::action_type(), load.jobs(0..jobs)] {
            endpoint.seed(&seed).expect("the jobs are valid");
        }
        Self { endpoint, operation: load.operation(), requests: load.requests(jobs).into_iter().cycle() }
    }

    fn send(&mut self) {
        let request = self.requests.next().expect("there is a request");
        let answer = self.endpoint.call(self.operation, request);
        assert_eq!(answer.error(), None, "a request is answered");
    }
}

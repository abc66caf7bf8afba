//! The faults of an endpoint, and which of them a request meets.

use super::Fault;
use crate::operation::Operation;
use crate::random::Random;

/// Oldest first.
#[derive(Debug)]
pub(crate) struct FaultPlan {
    faults: Vec<Fault>,
    seed: u64,
    /// How many faults there have been, so that each has a seed of its own.
    count: u64,
}

impl FaultPlan {
    pub(crate) fn new(seed: u64) -> Self {
        Self { faults: Vec::new(), seed, count: 0 }
    }

    pub(crate) fn push(&mut self, mut fault: Fault) {
        if fault.probability.is_some() {
            let seed = fault.seed.unwrap_or_else(|| self.seed.wrapping_add(self.count));
            fault.seed = Some(seed);
            fault.random = Some(Random::new(seed));
        }
        self.count += 1;
        self.faults.push(fault);
    }

    pub(crate) fn all(&self) -> &[Fault] {
        &self.faults
    }

    /// Forgets all faults, and starts again with the seeds.
    pub(crate) fn clear(&mut self) {
        *self = Self::new(self.seed);
    }

    /// The fault that a request meets now, counted.
    pub(crate) fn take(&mut self, operation: Operation, job_id: Option<&str>) -> Option<Fault> {
        let mut waiting = self.faults.iter_mut().filter(|fault| fault.is_for(operation, job_id));
        waiting.find_map(|fault| fault.strikes().then(|| fault.clone()))
    }
}

impl Fault {
    fn is_for(&self, operation: Operation, job_id: Option<&str>) -> bool {
        self.remaining() != Some(0)
            && self.operation.is_none_or(|own| own == operation)
            && (self.job_id.is_none() || self.job_id.as_deref() == job_id)
    }

    /// Whether it strikes a request that it is for, counted.
    fn strikes(&mut self) -> bool {
        if let (Some(probability), Some(random)) = (self.probability, &mut self.random)
            && !random.happens(probability)
        {
            return false;
        }
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        self.injected = self.injected.saturating_add(1);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLL: Operation = Operation::PollForJobs;
    const PUT: Operation = Operation::PutJobFailureResult;

    fn plan(faults: impl IntoIterator<Item = Fault>) -> FaultPlan {
        let mut plan = FaultPlan::new(7);
        faults.into_iter().for_each(|fault| plan.push(fault));
        plan
    }

    #[test]
    fn the_oldest_waiting_fault_of_the_operation_is_taken() {
        let mut plan = plan([
            Fault::silence(Operation::GetJobDetails),
            Fault::disconnect(POLL).times(2),
            Fault::error(POLL, "InternalFailure", 500),
        ]);
        let taken: Vec<_> = (0..4).map(|_| plan.take(POLL, None)).collect();
        let same = |taken: &Option<Fault>, effect| taken.as_ref().unwrap().effect == effect;
        assert!(same(&taken[0], Fault::disconnect(POLL).effect));
        assert!(same(&taken[1], Fault::disconnect(POLL).effect));
        assert!(same(&taken[2], Fault::error(POLL, "InternalFailure", 500).effect));
        assert_eq!(taken[3], None);
        let counts: Vec<_> = plan.all().iter().map(|fault| (fault.injected(), fault.remaining())).collect();
        assert_eq!(counts, [(0, Some(1)), (2, Some(0)), (1, Some(0))]);
    }

    #[test]
    fn a_fault_may_be_for_one_job_or_for_every_operation() {
        let mut plan = plan([Fault::reset(PUT).for_job("a").always(), Fault::silence(None)]);
        let mut struck = |operation, job| plan.take(operation, job).map(|fault| fault.operation());
        assert_eq!(struck(PUT, Some("a")), Some(Some(PUT)));
        assert_eq!(struck(PUT, Some("b")), Some(None));
        assert_eq!(struck(PUT, Some("b")), None);
        assert_eq!(struck(PUT, None), None);
        assert_eq!(struck(PUT, Some("a")), Some(Some(PUT)));
    }

    #[test]
    fn the_first_requests_may_be_spared() {
        let mut plan = plan([Fault::disconnect(POLL).skip(2)]);
        let struck: Vec<_> = (0..4).map(|_| plan.take(POLL, None).is_some()).collect();
        assert_eq!(struck, [false, false, true, false]);
    }

    #[test]
    fn a_seed_decides_whom_a_probability_strikes() {
        let fault = || Fault::disconnect(POLL).always().probability(0.3);
        let struck = |fault: Fault| {
            let mut plan = plan([fault]);
            (0..1000).map(|_| plan.take(POLL, None).is_some()).collect::<Vec<_>>()
        };
        let hits = struck(fault()).iter().filter(|struck| **struck).count();
        assert!((250..350).contains(&hits), "{hits}");
        assert_eq!(struck(fault()), struck(fault()));
        assert_eq!(struck(fault()), struck(fault().seed(7)), "the first fault has the endpoint's seed");
        assert_ne!(struck(fault()), struck(fault().seed(8)));
    }

    #[test]
    fn cleared_faults_start_again_with_their_seeds() {
        let mut plan = plan([Fault::disconnect(POLL), Fault::disconnect(POLL)]);
        plan.clear();
        assert!(plan.all().is_empty());
        plan.push(Fault::disconnect(POLL).probability(0.5));
        assert_eq!(plan.all()[0].seed, Some(7));
    }
}

//! The faults of an endpoint.

use super::Endpoint;
use crate::fault::Fault;

impl Endpoint {
    /// The faults to inject.
    pub fn faults(&self) -> Faults<'_> {
        Faults { endpoint: self }
    }
}

/// The faults of an [`Endpoint`], from [`Endpoint::faults`].
///
/// ```
/// use codepipeline_local::{Endpoint, Fault, Operation};
///
/// let endpoint = Endpoint::new();
/// endpoint.faults().push(Fault::error(Operation::PollForJobs, "ThrottlingException", 400).times(2));
/// let answer = endpoint.call(Operation::PollForJobs, "{}");
/// assert_eq!(answer.error().as_deref(), Some("ThrottlingException"));
/// assert_eq!(endpoint.faults().all()[0].remaining(), Some(1));
/// ```
#[derive(Debug)]
pub struct Faults<'a> {
    endpoint: &'a Endpoint,
}

impl Faults<'_> {
    /// Adds a fault, behind those that wait already.
    pub fn push(&self, fault: Fault) {
        self.endpoint.core().faults.push(fault);
    }

    /// All faults so far, oldest first, with what they have struck.
    pub fn all(&self) -> Vec<Fault> {
        self.endpoint.core().faults.all().to_vec()
    }

    /// Forgets all faults.
    pub fn clear(&self) {
        self.endpoint.core().faults.clear();
    }
}

//! `probe_failure`: the field of a transparent variant. `probe_failure_type`: the source of a variant that inherits.

use std::ops::Deref;

use super::Field;
use crate::{AsJobFailure, Classify, FailureType, JobFailure};

/// `E: JobFailure`, and `Failure`
pub trait AsFailure<'a> {
    fn probe_failure(&self) -> &'a dyn JobFailure;
}

impl<'a, F: AsJobFailure> AsFailure<'a> for &&Field<'a, F> {
    fn probe_failure(&self) -> &'a dyn JobFailure {
        self.0.as_job_failure()
    }
}

/// `Arc<E>`, `&'static E`
pub trait DerefAsFailure<'a> {
    fn probe_failure(&self) -> &'a dyn JobFailure;
}

impl<'a, P: Deref<Target: AsJobFailure>> DerefAsFailure<'a> for &Field<'a, P> {
    fn probe_failure(&self) -> &'a dyn JobFailure {
        self.0.deref().as_job_failure()
    }
}

/// Any other type
pub trait NoFailure<'a, T: ?Sized> {
    fn probe_failure(&self) -> &'a T;
}

impl<'a, T: ?Sized> NoFailure<'a, T> for Field<'a, T> {
    fn probe_failure(&self) -> &'a T {
        self.0
    }
}

/// `Option<Box<E>>`
pub trait ClassifyOptionalDeref {
    fn probe_failure_type(&self) -> FailureType;
}

impl<P: Deref<Target: Classify>> ClassifyOptionalDeref for &&&&Field<'_, Option<P>> {
    fn probe_failure_type(&self) -> FailureType {
        self.0.as_ref().map_or(FailureType::JobFailed, |pointer| pointer.deref().classify())
    }
}

/// `Option<E>`; without a source nothing is known, and the job has failed.
pub trait ClassifyOption {
    fn probe_failure_type(&self) -> FailureType;
}

impl<E: Classify> ClassifyOption for &&&Field<'_, Option<E>> {
    fn probe_failure_type(&self) -> FailureType {
        self.0.as_ref().map_or(FailureType::JobFailed, Classify::classify)
    }
}

/// `E: Classify`
pub trait ClassifySource {
    fn probe_failure_type(&self) -> FailureType;
}

impl<E: Classify + ?Sized> ClassifySource for &&Field<'_, E> {
    fn probe_failure_type(&self) -> FailureType {
        self.0.classify()
    }
}

/// `Box<E>`, `Arc<E>`
pub trait ClassifyDeref {
    fn probe_failure_type(&self) -> FailureType;
}

impl<P: Deref<Target: Classify>> ClassifyDeref for &Field<'_, P> {
    fn probe_failure_type(&self) -> FailureType {
        self.0.deref().classify()
    }
}

/// Any other type
pub trait NotClassified<'a, T: ?Sized> {
    fn probe_failure_type(&self) -> &'a T;
}

impl<'a, T: ?Sized> NotClassified<'a, T> for Field<'a, T> {
    fn probe_failure_type(&self) -> &'a T {
        self.0
    }
}

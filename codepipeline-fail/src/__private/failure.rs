//! `as_failure`: the field of a transparent variant. `classify_source`: the source of a variant that inherits.

use std::ops::Deref;

use super::Field;
use crate::{AsJobFailure, Classify, FailureType, JobFailure};

/// `E: JobFailure`, and `Failure`
pub trait AsFailure<'a> {
    fn as_failure(&self) -> &'a dyn JobFailure;
}

impl<'a, F: AsJobFailure> AsFailure<'a> for &&Field<'a, F> {
    fn as_failure(&self) -> &'a dyn JobFailure {
        self.0.as_job_failure()
    }
}

/// `Arc<E>`, `&'static E`
pub trait DerefAsFailure<'a> {
    fn as_failure(&self) -> &'a dyn JobFailure;
}

impl<'a, P: Deref<Target: AsJobFailure>> DerefAsFailure<'a> for &Field<'a, P> {
    fn as_failure(&self) -> &'a dyn JobFailure {
        self.0.deref().as_job_failure()
    }
}

/// A field that is no failure.
pub trait NoFailure<'a, T: ?Sized> {
    fn as_failure(&self) -> &'a dyn JobFailure
    where
        T: JobFailure;
}

impl<'a, T> NoFailure<'a, T> for Field<'a, T> {
    fn as_failure(&self) -> &'a dyn JobFailure
    where
        T: JobFailure,
    {
        self.0
    }
}

/// `Option<Box<E>>`
pub trait ClassifyOptionalDeref {
    fn classify_source(&self) -> FailureType;
}

impl<P: Deref<Target: Classify>> ClassifyOptionalDeref for &&&&Field<'_, Option<P>> {
    fn classify_source(&self) -> FailureType {
        self.0.as_ref().map_or(FailureType::JobFailed, |pointer| pointer.deref().classify())
    }
}

/// `Option<E>`; without a source nothing is known, and the job has failed.
pub trait ClassifyOption {
    fn classify_source(&self) -> FailureType;
}

impl<E: Classify> ClassifyOption for &&&Field<'_, Option<E>> {
    fn classify_source(&self) -> FailureType {
        self.0.as_ref().map_or(FailureType::JobFailed, Classify::classify)
    }
}

/// `E: Classify`
pub trait ClassifySource {
    fn classify_source(&self) -> FailureType;
}

impl<E: Classify + ?Sized> ClassifySource for &&Field<'_, E> {
    fn classify_source(&self) -> FailureType {
        self.0.classify()
    }
}

/// `Box<E>`, `Arc<E>`
pub trait ClassifyDeref {
    fn classify_source(&self) -> FailureType;
}

impl<P: Deref<Target: Classify>> ClassifyDeref for &Field<'_, P> {
    fn classify_source(&self) -> FailureType {
        self.0.deref().classify()
    }
}

/// A source from which no type can be told.
pub trait NotClassified<T: ?Sized> {
    fn classify_source(&self) -> FailureType
    where
        T: Classify;
}

impl<T: ?Sized> NotClassified<T> for Field<'_, T> {
    fn classify_source(&self) -> FailureType
    where
        T: Classify,
    {
        self.0.classify()
    }
}

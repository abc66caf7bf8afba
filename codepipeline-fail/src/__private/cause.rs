//! `probe_cause`: a field as the source of an error.

use std::error::Error;
use std::ops::Deref;

use super::Field;

type DynError = dyn Error + 'static;

/// What a box or another pointer to an error points to.
pub trait AsDynError {
    fn as_dyn_error(&self) -> &DynError;
}

impl<E: Error + 'static> AsDynError for E {
    fn as_dyn_error(&self) -> &DynError {
        self
    }
}

macro_rules! as_dyn_error {
    ($($object:ty),*) => {$(
        impl AsDynError for $object {
            fn as_dyn_error(&self) -> &DynError {
                self
            }
        }
    )*};
}

as_dyn_error!(dyn Error, dyn Error + Send, dyn Error + Sync, dyn Error + Send + Sync);

macro_rules! causes {
    ($($(#[$meta:meta])* $name:ident)*) => {$(
        $(#[$meta])*
        pub trait $name<'a> {
            fn probe_cause(&self) -> Option<&'a DynError>;

            fn probe_cause_if_error(&self) -> Option<&'a DynError> {
                self.probe_cause()
            }
        }
    )*};
}

causes! {
    /// `E`
    Cause
    /// `Option<E>`
    CauseOfOption
    /// `Option<Box<dyn Error>>`
    CauseOfOptionalDeref
    /// `Box<dyn Error>`, `Arc<dyn Error>`, `anyhow::Error`
    CauseOfDeref
}

// An `Option` is no error itself, so that this can come before those, and most sources are found at once.
impl<'a, E: Error + 'static> Cause<'a> for &&&&Field<'a, E> {
    fn probe_cause(&self) -> Option<&'a DynError> {
        Some(self.0)
    }
}

impl<'a, E: Error + 'static> CauseOfOption<'a> for &&&Field<'a, Option<E>> {
    fn probe_cause(&self) -> Option<&'a DynError> {
        self.0.as_ref().map(|error| error as &DynError)
    }
}

impl<'a, P: Deref<Target: AsDynError>> CauseOfOptionalDeref<'a> for &&Field<'a, Option<P>> {
    fn probe_cause(&self) -> Option<&'a DynError> {
        self.0.as_ref().map(|pointer| pointer.deref().as_dyn_error())
    }
}

impl<'a, P: Deref<Target: AsDynError>> CauseOfDeref<'a> for &Field<'a, P> {
    fn probe_cause(&self) -> Option<&'a DynError> {
        Some(self.0.deref().as_dyn_error())
    }
}

/// Any other type
pub trait NoCause<'a, T: ?Sized> {
    fn probe_cause(&self) -> &'a T;
}

impl<'a, T: ?Sized> NoCause<'a, T> for Field<'a, T> {
    fn probe_cause(&self) -> &'a T {
        self.0
    }
}

/// A source that need not be an error.
pub trait CauseIfError<'a> {
    fn probe_cause_if_error(&self) -> Option<&'a DynError>;
}

impl<'a, T: ?Sized> CauseIfError<'a> for Field<'a, T> {
    fn probe_cause_if_error(&self) -> Option<&'a DynError> {
        None
    }
}

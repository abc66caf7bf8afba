//! `cause`: a field as the source of an error.

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
            fn cause(&self) -> Option<&'a DynError>;

            fn cause_if_error(&self) -> Option<&'a DynError> {
                self.cause()
            }
        }
    )*};
}

causes! {
    /// `Option<E>`
    CauseOfOption
    /// `Option<Box<dyn Error>>`
    CauseOfOptionalDeref
    /// `E`
    Cause
    /// `Box<dyn Error>`, `Arc<dyn Error>`, `anyhow::Error`
    CauseOfDeref
}

impl<'a, E: Error + 'static> CauseOfOption<'a> for &&&&Field<'a, Option<E>> {
    fn cause(&self) -> Option<&'a DynError> {
        self.0.as_ref().map(|error| error as &DynError)
    }
}

impl<'a, P: Deref<Target: AsDynError>> CauseOfOptionalDeref<'a> for &&&Field<'a, Option<P>> {
    fn cause(&self) -> Option<&'a DynError> {
        self.0.as_ref().map(|pointer| pointer.deref().as_dyn_error())
    }
}

impl<'a, E: Error + 'static> Cause<'a> for &&Field<'a, E> {
    fn cause(&self) -> Option<&'a DynError> {
        Some(self.0)
    }
}

impl<'a, P: Deref<Target: AsDynError>> CauseOfDeref<'a> for &Field<'a, P> {
    fn cause(&self) -> Option<&'a DynError> {
        Some(self.0.deref().as_dyn_error())
    }
}

/// A source that is no error.
#[diagnostic::on_unimplemented(
    message = "the source `{Self}` is not an error",
    label = "a source needs `std::error::Error + 'static`; a field that only happens to be called `source` can be \
             written `r#source`"
)]
pub trait IsError {}

pub trait NoCause<'a, T: ?Sized> {
    fn cause(&self) -> Option<&'a DynError>
    where
        T: IsError;
}

impl<'a, T: ?Sized> NoCause<'a, T> for Field<'a, T> {
    fn cause(&self) -> Option<&'a DynError>
    where
        T: IsError,
    {
        None
    }
}

/// A source that need not be an error.
pub trait CauseIfError<'a> {
    fn cause_if_error(&self) -> Option<&'a DynError>;
}

impl<'a, T: ?Sized> CauseIfError<'a> for Field<'a, T> {
    fn cause_if_error(&self) -> Option<&'a DynError> {
        None
    }
}

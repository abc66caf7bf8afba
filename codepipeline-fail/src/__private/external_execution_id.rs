//! `probe_id`: the value of the option `external_execution_id`.

use std::fmt::Display;

use super::Field;

/// `Option<T>`
pub trait IdOfOption {
    fn probe_id(&self) -> Option<String>;
}

impl<T: Display> IdOfOption for &&&Field<'_, Option<T>> {
    fn probe_id(&self) -> Option<String> {
        self.0.as_ref().map(ToString::to_string)
    }
}

/// `&Option<T>`, which a field of that type is
pub trait IdOfOptionRef {
    fn probe_id(&self) -> Option<String>;
}

impl<T: Display> IdOfOptionRef for &&Field<'_, &Option<T>> {
    fn probe_id(&self) -> Option<String> {
        self.0.as_ref().map(ToString::to_string)
    }
}

/// `T: Display`
pub trait IdOfValue {
    fn probe_id(&self) -> Option<String>;
}

impl<T: Display> IdOfValue for &Field<'_, T> {
    fn probe_id(&self) -> Option<String> {
        Some(self.0.to_string())
    }
}

/// Any other type
pub trait NoId<'a, T> {
    fn probe_id(&self) -> &'a T;
}

impl<'a, T> NoId<'a, T> for Field<'a, T> {
    fn probe_id(&self) -> &'a T {
        self.0
    }
}

//! `external_execution_id`: the value of that option.

use std::fmt::Display;

use super::Field;

/// What can be an id: a string, any other value with `Display`, or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an external execution id",
    label = "an id is a string, a value with `Display`, or an `Option` of one"
)]
pub trait ExternalExecutionId {
    fn external_execution_id(&self) -> Option<String>;
}

#[diagnostic::do_not_recommend]
impl<T: Display> ExternalExecutionId for T {
    fn external_execution_id(&self) -> Option<String> {
        Some(self.to_string())
    }
}

/// `Option<T>`
pub trait IdOfOption {
    fn external_execution_id(&self) -> Option<String>;
}

impl<T: Display> IdOfOption for &&Field<'_, Option<T>> {
    fn external_execution_id(&self) -> Option<String> {
        self.0.as_ref().map(ToString::to_string)
    }
}

/// `&Option<T>`, which a field of that type is
pub trait IdOfOptionRef {
    fn external_execution_id(&self) -> Option<String>;
}

impl<T: Display> IdOfOptionRef for &Field<'_, &Option<T>> {
    fn external_execution_id(&self) -> Option<String> {
        self.0.as_ref().map(ToString::to_string)
    }
}

pub trait IdOfValue<T> {
    fn external_execution_id(&self) -> Option<String>
    where
        T: ExternalExecutionId;
}

impl<T> IdOfValue<T> for Field<'_, T> {
    fn external_execution_id(&self) -> Option<String>
    where
        T: ExternalExecutionId,
    {
        self.0.external_execution_id()
    }
}

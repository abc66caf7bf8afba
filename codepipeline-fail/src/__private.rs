//! What the macros' output names. Not for other use, and not covered by semantic versioning.
//!
//! The derive does not know the types of fields, only how they are written. So it calls a method on [`Field`], and the
//! compiler finds the trait, of several, that fits the type: method lookup tries `&&Field` before `&Field` before
//! `Field`, and takes the first whose conditions hold. The last of each row has no condition, and gives the field back as
//! it is: that is a mistake, which the traits of `verdict` report.

mod cause;
mod entries;
mod external_execution_id;
mod failure;
mod plain;
mod secret;
mod shown;
mod verdict;

use std::fmt;

pub use std::string::String;
pub use std::{compile_error, concat, format};

pub use self::entries::{DerivedCatalog, Entries};
pub use self::plain::{show1, show2, show3};
pub use self::shown::{PathShown, Pointee};
pub use self::verdict::{IsClassified, IsError, IsExternalExecutionId, IsFailure, IsSecret};

use crate::JobFailure;

/// A field, behind a reference.
pub struct Field<'a, T: ?Sized>(pub &'a T);

/// The traits with the methods of [`Field`], without names that the user's code could stumble over.
pub mod probe {
    pub use super::cause::{
        Cause as _, CauseIfError as _, CauseOfDeref as _, CauseOfOption as _, CauseOfOptionalDeref as _,
        NoCause as _,
    };
    pub use super::external_execution_id::{IdOfOption as _, IdOfOptionRef as _, IdOfValue as _, NoId as _};
    pub use super::failure::{
        AsFailure as _, ClassifyDeref as _, ClassifyOption as _, ClassifyOptionalDeref as _,
        ClassifySource as _, DerefAsFailure as _, NoFailure as _, NotClassified as _,
    };
    pub use super::secret::{
        NoSecret as _, NoSecretsOfSource as _, SecretOfOption as _, SecretOfValue as _, SecretsOfDeref as _,
        SecretsOfOption as _, SecretsOfSource as _,
    };
    pub use super::shown::{ShownAsIs as _, ShownSpecially as _};
}

pub use crate::causes::append_causes;

/// A type with transparent variants.
pub trait Transparent {
    /// The field of the variant, which has to be transparent.
    fn failure(&self) -> &dyn JobFailure;
}

/// The message of a variant that names none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no message for a failure",
    label = "a variant without a message is shown by `Display`, which `{Self}` lacks: give each variant a message, \
             `#[failure(JobFailed, \"...\")]`, or implement `Display` (for example with `thiserror`)"
)]
pub trait DisplayMessage {
    fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result;
}

#[diagnostic::do_not_recommend]
impl<T: fmt::Display + ?Sized> DisplayMessage for T {
    fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(formatter)
    }
}

//! What the methods of [`Field`](super::Field) find, and the advice where they find nothing.
//!
//! Each trait is implemented, for every type `Self` of a field, for what is found in a type that fits; `Found` is the
//! field itself, behind a reference, where it does not. rustc then reports the trait that lacks, at the type. The second
//! impl of each is for nothing that is ever found: it keeps rustc from taking the only impl for granted, and reporting
//! that the reference is of another type.

use std::error::Error;

use crate::{FailureType, JobFailure};

/// What is never found.
pub enum Nothing {}

macro_rules! verdicts {
    ($($(#[$attribute:meta])* $verdict:ident: $found:ty;)*) => {$(
        $(#[$attribute])*
        pub trait $verdict<'a, Found> {
            fn found(found: Found) -> $found;

            fn found_in(&self, found: Found) -> $found {
                Self::found(found)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a, T: ?Sized> $verdict<'a, $found> for T {
            fn found(found: $found) -> $found {
                found
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'a, T: ?Sized> $verdict<'a, Nothing> for T {
            fn found(found: Nothing) -> $found {
                match found {}
            }
        }
    )*};
}

verdicts! {
    #[diagnostic::on_unimplemented(
        message = "the source `{Self}` is not an error",
        label = "a source needs `std::error::Error + 'static`; a field that only happens to be called `source` can be \
                 written `r#source`"
    )]
    IsError: Option<&'a (dyn Error + 'static)>;

    #[diagnostic::on_unimplemented(
        message = "`{Self}` does not say how it fails a CodePipeline job",
        label = "`transparent` takes all from this field, which is no `JobFailure`: add `#[derive(JobFailure)]` to \
                 `{Self}`, or write `inherit` or a failure type, and a message, instead of `transparent`"
    )]
    IsFailure: &'a dyn JobFailure;

    #[diagnostic::on_unimplemented(
        message = "no failure type can be told from `{Self}`",
        label = "`inherit` takes the failure type from here, and `{Self}` is not classified: write a failure type \
                 instead, such as `JobFailed`, or implement `Classify` for it",
        note = "errors of serde_json, reqwest and anyhow are classified if the features of those names are on"
    )]
    IsClassified: FailureType;

    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot be an external execution id",
        label = "an id is a string, a value with `Display`, or an `Option` of one"
    )]
    IsExternalExecutionId: Option<String>;

    #[diagnostic::on_unimplemented(
        message = "`{Self}` cannot be kept secret",
        label = "a secret is removed from what is sent by its text, so it needs `Display`; what has none cannot get \
                 into a message, and needs no mark"
    )]
    IsSecret: ();
}

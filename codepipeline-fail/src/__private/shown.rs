//! `probe_shown`: a field in a message, where the field's own `Display` is missing or says nothing.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::Field;

/// A type that is shown in another way than by its own `Display`.
pub trait Special {
    type Shown<'a>
    where
        Self: 'a;

    fn special(&self) -> Self::Shown<'_>;
}

// Messages are the most of what the derive makes, so these two do without a reference to the field's: method lookup tries
// `Field` before `&Field`.
pub trait ShownSpecially {
    type Shown;

    fn probe_shown(self) -> Self::Shown;
}

impl<'a, T: Special + ?Sized> ShownSpecially for Field<'a, T> {
    type Shown = T::Shown<'a>;

    fn probe_shown(self) -> T::Shown<'a> {
        self.0.special()
    }
}

pub trait ShownAsIs<'a, T: ?Sized> {
    fn probe_shown(self) -> &'a T;
}

impl<'a, T: ?Sized> ShownAsIs<'a, T> for &Field<'a, T> {
    fn probe_shown(self) -> &'a T {
        self.0
    }
}

/// A path as `Path::display` shows it.
#[derive(Clone, Copy)]
pub struct PathShown<'a>(&'a Path);

impl fmt::Display for PathShown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.display(), formatter)
    }
}

impl fmt::Debug for PathShown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, formatter)
    }
}

macro_rules! shown_as_path {
    ($($path:ty),*) => {$(
        impl Special for $path {
            type Shown<'a> = PathShown<'a> where Self: 'a;

            fn special(&self) -> PathShown<'_> {
                PathShown(self)
            }
        }
    )*};
}

shown_as_path!(
    Path,
    PathBuf,
    &Path,
    &PathBuf,
    Box<Path>,
    Rc<Path>,
    Arc<Path>,
    Box<PathBuf>,
    Rc<PathBuf>,
    Arc<PathBuf>,
    Cow<'_, Path>
);

#[cfg(feature = "sdk")]
mod sdk_error {
    use std::error::Error;
    use std::fmt::Debug;
    use std::sync::Arc;

    use aws_smithy_runtime_api::client::result::SdkError;
    use aws_smithy_types::error::metadata::ProvideErrorMetadata;

    use super::Special;
    use crate::sdk::DescribedSdkError;

    /// An `SdkError` with its code and message, where its own `Display` says "service error".
    impl<E, R> Special for SdkError<E, R>
    where
        E: ProvideErrorMetadata + Error + 'static,
        R: Debug + 'static,
    {
        type Shown<'a> = DescribedSdkError<'a, E, R>;

        fn special(&self) -> DescribedSdkError<'_, E, R> {
            DescribedSdkError(self)
        }
    }

    macro_rules! behind_a_pointer {
        ($($pointer:ident),*) => {$(
            impl<E, R> Special for $pointer<SdkError<E, R>>
            where
                SdkError<E, R>: Special,
            {
                type Shown<'a> = <SdkError<E, R> as Special>::Shown<'a> where Self: 'a;

                fn special(&self) -> Self::Shown<'_> {
                    (**self).special()
                }
            }
        )*};
    }

    behind_a_pointer!(Box, Arc);
}

/// A field that is shown as a pointer, `{field:p}`: what is printed is where the field points to, and not where it is.
pub struct Pointee<'a, T: ?Sized>(pub &'a T);

macro_rules! forward {
    ($($shown:ident),*) => {$(
        impl<T: fmt::$shown + ?Sized> fmt::$shown for Pointee<'_, T> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }
    )*};
}

forward!(Display, Debug, LowerHex, UpperHex, Octal, Binary, LowerExp, UpperExp, Pointer);

//! The macro's output gives no lint anything to say, of rustc's and of clippy's strictest.

#![deny(warnings, future_incompatible, nonstandard_style, rust_2018_idioms, unused)]
#![deny(
    deprecated_in_future,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    keyword_idents,
    let_underscore_drop,
    macro_use_extern_crate,
    missing_abi,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![forbid(unsafe_code, clippy::needless_lifetimes)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
#![deny(
    clippy::absolute_paths,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::as_conversions,
    clippy::as_underscore,
    clippy::clone_on_ref_ptr,
    clippy::default_numeric_fallback,
    clippy::else_if_without_else,
    clippy::empty_structs_with_brackets,
    clippy::error_impl_error,
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    clippy::expect_used,
    clippy::format_push_string,
    clippy::if_then_some_else_none,
    clippy::indexing_slicing,
    clippy::infinite_loop,
    clippy::let_underscore_must_use,
    clippy::let_underscore_untyped,
    clippy::map_err_ignore,
    clippy::min_ident_chars,
    clippy::missing_assert_message,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items,
    clippy::missing_trait_methods,
    clippy::mod_module_files,
    clippy::multiple_inherent_impl,
    clippy::panic,
    clippy::partial_pub_fields,
    clippy::pattern_type_mismatch,
    clippy::pub_use,
    clippy::ref_patterns,
    clippy::renamed_function_params,
    clippy::same_name_method,
    clippy::semicolon_inside_block,
    clippy::shadow_reuse,
    clippy::shadow_same,
    clippy::shadow_unrelated,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    clippy::str_to_string,
    clippy::try_err,
    clippy::unneeded_field_pattern,
    clippy::unreachable,
    clippy::unwrap_used,
    clippy::used_underscore_binding,
    clippy::used_underscore_items,
    clippy::wildcard_enum_match_arm,
    clippy::wildcard_imports
)]

/// Everything that the macro can write, where lints look.
pub mod declarations {
    extern crate alloc;

    use alloc::borrow::Cow;
    use core::error::Error;
    use core::fmt::{Formatter, Result};
    use core::num::ParseIntError;
    use std::path::PathBuf;

    use codepipeline_fail::JobFailure;

    /// Each kind of variant.
    #[derive(Debug, JobFailure)]
    #[failure(error)]
    #[non_exhaustive]
    pub enum Everything<'text, Shown, const N: usize> {
        /// Text.
        #[failure(JobFailed, "text")]
        Text,
        /// Names.
        #[failure(JobFailed, external_execution_id = run, "{path} {_unused:?} {run:?} {}", _unused.len() + .run.len())]
        #[non_exhaustive]
        Named {
            /// A path.
            path: PathBuf,
            /// With an underscore.
            _unused: String,
            /// The id.
            run: Cow<'text, str>,
        },
        /// A path.
        #[failure(JobFailed, "no {path}")]
        #[non_exhaustive]
        Path {
            /// A path.
            path: PathBuf,
        },
        /// Numbers.
        #[failure(ConfigurationError, external_execution_id = .1, "{0} {2:?} {2:p}")]
        Numbers(Shown, Option<u8>, &'text [u8; N]),
        /// A gap.
        #[failure(JobFailed, "{1}")]
        Gap(#[failure(secret)] String, u8),
        /// A source.
        #[failure(inherit, causes, "not a number")]
        Inherit(#[failure(from)] ParseIntError),
        /// An object.
        #[failure(JobFailed, "an object")]
        Object {
            /// The source.
            source: Box<dyn Error + Send + Sync>,
        },
        /// A failure.
        #[failure(transparent)]
        Transparent(Box<Only>),
        /// A function.
        #[failure(SystemUnavailable, fmt = function)]
        Function(u8),
    }

    /// One variant.
    #[derive(Clone, Copy, Debug, JobFailure)]
    #[failure(error)]
    #[non_exhaustive]
    pub enum Only {
        /// It.
        #[failure(PermissionError, "only {key}, {}", key + 1)]
        #[non_exhaustive]
        It {
            /// Shown.
            key: u8,
        },
    }

    /// A struct.
    #[derive(Clone, Copy, Debug, JobFailure)]
    #[failure(JobFailed, error, external_execution_id = .0, "{0} {0:?}")]
    #[non_exhaustive]
    pub struct Tuple<'text>(pub &'text str);

    /// A type that nobody should use any more.
    #[derive(Clone, Copy, Debug, JobFailure)]
    #[deprecated]
    #[failure(JobFailed, error, "old")]
    #[non_exhaustive]
    pub struct Old;

    /// Writes the message.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "fields are passed by reference")]
    fn function(number: &u8, formatter: &mut Formatter<'_>) -> Result {
        write!(formatter, "{number}")
    }

    impl Only {
        /// One.
        #[must_use]
        #[inline]
        pub const fn new(key: u8) -> Self {
            Self::It { key }
        }
    }
}

/// What the declarations do.
#[cfg(test)]
mod tests {
    use codepipeline_fail::FailureType;
    use derive_tests::{assert_reports, assert_reports_with_id};

    use super::declarations::{Everything, Only, Tuple};

    #[test]
    fn they_do_what_they_say() {
        type Error<'text> = Everything<'text, u8, 1>;

        assert_reports(&Error::Text, FailureType::JobFailed, "text");
        assert_reports(&Error::Gap("secret".to_owned(), 7), FailureType::JobFailed, "7");
        let transparent = Error::Transparent(Box::new(Only::new(1)));
        assert_reports(&transparent, FailureType::PermissionError, "only 1, 2");
        assert_reports(&Error::Function(3), FailureType::SystemUnavailable, "3");
        assert_reports_with_id(&Tuple("text"), FailureType::JobFailed, "text \"text\"", Some("text"));
    }
}

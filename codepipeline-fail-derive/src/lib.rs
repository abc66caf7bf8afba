//! `#[derive(JobFailure)]` of [codepipeline-fail](https://docs.rs/codepipeline-fail), which re-exports and documents
//! it.

mod arguments;
mod attribute;
mod check;
mod diagnostics;
mod expand;
mod generics;
#[cfg(test)]
mod golden;
mod model;
mod parse;
#[cfg(test)]
mod robustness;
mod suggest;
mod template;
mod tokens;
mod words;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Says, on an error type, how each of its errors fails a CodePipeline job.
///
/// It is documented where it is used from:
/// [`codepipeline_fail::JobFailure`](https://docs.rs/codepipeline-fail/latest/codepipeline_fail/derive.JobFailure.html).
#[proc_macro_derive(JobFailure, attributes(failure))]
pub fn derive_job_failure(input: TokenStream) -> TokenStream {
    expand(parse_macro_input!(input as DeriveInput)).into()
}

/// Parse, check, expand. If there are mistakes, all are reported, and impls emitted all the same.
fn expand(input: DeriveInput) -> proc_macro2::TokenStream {
    let is_union = matches!(input.data, syn::Data::Union(_));
    let mut mistakes = diagnostics::Mistakes::default();
    let item = parse::item(input, &mut mistakes);
    check::item(&item, &mut mistakes);
    match mistakes.into_error() {
        None => expand::expand(&item),
        // Nothing can be implemented for a union, so there is nothing whose lack could be reported besides.
        Some(error) if is_union => error.into_compile_error(),
        Some(error) => {
            let mut output = error.into_compile_error();
            output.extend(expand::fallback(&item));
            output
        }
    }
}

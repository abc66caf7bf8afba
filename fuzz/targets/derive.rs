//! Whatever stands in the attribute, the macro answers with items, and never panics.
#![no_main]
#![allow(dead_code)]

#[path = "../../codepipeline-fail-derive/src/arguments.rs"]
mod arguments;
#[path = "../../codepipeline-fail-derive/src/attribute.rs"]
mod attribute;
#[path = "../../codepipeline-fail-derive/src/check.rs"]
mod check;
#[path = "../../codepipeline-fail-derive/src/diagnostics.rs"]
mod diagnostics;
#[path = "../../codepipeline-fail-derive/src/expand.rs"]
mod expand;
#[path = "../../codepipeline-fail-derive/src/generics.rs"]
mod generics;
#[path = "../../codepipeline-fail-derive/src/model.rs"]
mod model;
#[path = "../../codepipeline-fail-derive/src/parse.rs"]
mod parse;
#[path = "../../codepipeline-fail-derive/src/suggest.rs"]
mod suggest;
#[path = "../../codepipeline-fail-derive/src/template.rs"]
mod template;
#[path = "../../codepipeline-fail-derive/src/words.rs"]
mod words;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = format!(
        "#[failure({text})] enum E<T> {{ \
            #[failure({text})] Named {{ key: String, #[failure(secret)] token: T, #[failure({text})] source: Error }}, \
            #[failure({text})] Tuple(u8, T), \
            #[failure({text})] Unit, \
        }}"
    );
    let Ok(input) = syn::parse_str::<syn::DeriveInput>(&source) else { return };
    let mut mistakes = diagnostics::Mistakes::default();
    let item = parse::item(&input, &mut mistakes);
    check::item(&item, &mut mistakes);
    let output = match mistakes.into_error() {
        None => expand::expand(&item),
        Some(_) => expand::fallback(&item),
    };
    // What is not wrong by itself can still hold an expression that does not parse, which is rustc's to report.
    let _ = syn::parse2::<syn::File>(output);
});

//! Whatever stands in the attributes, the macro answers with items, and does not panic.

use proptest::prelude::*;
use syn::DeriveInput;

/// Pieces of attributes, right and wrong, in any order.
const PIECES: &[&str] = &[
    "JobFailed",
    "ConfigurationError",
    "AccessDenied",
    "FailureType :: JobFailed",
    "inherit",
    "transparent",
    "causes",
    "error",
    "source",
    "from",
    "secret",
    "fmt = write",
    "fmt = write :: <T>",
    "fmt = write()",
    "fmt",
    "crate = a :: b",
    "crate = \"a\"",
    "external_execution_id = key",
    "external_execution_id = .0",
    "external_execution_id = \"\"",
    "external_execution_id",
    "message = \"a\"",
    "kind = JobFailed",
    "retry(3)",
    "\"{key}\"",
    "\"{0} {1}\"",
    "\"{2}\"",
    "\"{}\"",
    "\"{key:?} {0:p}\"",
    "\"{token} {missing}\"",
    "\"{a.b}\"",
    "\"{\"",
    "\"{größe:>w$.0$}\"",
    "\"{self}\"",
    "\"\"",
    "b\"x\"",
    "42",
    "-1",
    "'x'",
    ".key",
    ".0",
    ".0.1",
    "key",
    "x = key",
    "x = .token",
    "key = 1",
    "|a, b| a",
    "f::<A, B>(.0)",
    "if .0 { 1 } else { 2 }",
    "format!(\"{token}\")",
    "concat!(\"a\", \"b\")",
    "{ 1 }",
    "[1, 2]",
    "()",
    "::",
    "<",
    ">",
    "=",
    "=>",
    "..",
    "!",
    "?",
    "'a",
    "#",
    "$",
    "@",
    ";",
    ",",
    ",",
];

fn attribute() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\"\\PC{0,12}\""];
    let separator = prop_oneof![6 => Just(", "), 1 => Just(" ")];
    prop::collection::vec((piece, separator), 0..6)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, separator)| piece + separator).collect())
}

fn item() -> impl Strategy<Value = String> {
    let attributes = prop::collection::vec(attribute(), 6);
    (attributes, any::<bool>()).prop_map(|(attributes, is_enum)| {
        let [item, named, field, tuple, unit, other] = &attributes[..] else { unreachable!("there are six") };
        if is_enum {
            format!(
                "#[failure({item})] enum E<'a, T> {{ #[failure({named})] Named {{ key: &'a str, #[failure(secret)] token: \
                 Option<T>, #[failure({field})] source: Error }}, #[failure({tuple})] #[failure({other})] Tuple(u8, T), \
                 #[failure({unit})] Unit }}"
            )
        } else {
            format!("#[failure({item})] #[failure({named})] struct S<T>(#[failure({field})] T);")
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_attribute_is_answered_with_items(source in item()) {
        // What is no Rust at all does not reach a macro.
        let Ok(input) = syn::parse_str::<DeriveInput>(&source) else { return Ok(()) };
        let output = crate::expand(input);
        // Without a mistake that is ours, an expression that does not parse is passed on, for rustc to report.
        let has_mistakes = output.to_string().contains("compile_error");
        prop_assert!(syn::parse2::<syn::File>(output).is_ok() || !has_mistakes, "{source}");
    }
}

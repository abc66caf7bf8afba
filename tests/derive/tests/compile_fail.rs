#[test]
fn cases() {
    trybuild::TestCases::new().compile_fail("compile-fail/**/*.rs");
}

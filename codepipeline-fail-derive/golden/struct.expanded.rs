#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for TestsFailed {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        ::codepipeline_fail::FailureType::JobFailed
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        match self {
            Self {} => formatter.write_str("2 of 40 tests failed"),
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::FailureCatalog for TestsFailed {
    const NAME: &'static str = "TestsFailed";
    const DOCUMENTATION: &'static str = "";
    const FAILURES: &'static [::codepipeline_fail::catalog::CatalogEntry] = {
        use ::codepipeline_fail::__private::entry;
        use ::codepipeline_fail::FailureType;
        const FAILURES: &[::codepipeline_fail::catalog::CatalogEntry] = &[
            entry("TestsFailed", FailureType::JobFailed, "2 of 40 tests failed", ""),
        ];
        FAILURES
    };
}

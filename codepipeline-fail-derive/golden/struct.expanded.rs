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
impl ::codepipeline_fail::__private::DerivedCatalog for TestsFailed {
    const CATALOG: &'static str = "11:TestsFailed,0:,11:TestsFailed,9:JobFailed,20:2 of 40 tests failed,0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 1>;
}

#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for Never {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        match *self {}
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        match *self {}
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::FailureCatalog for Never {
    const NAME: &'static str = "Never";
    const DOCUMENTATION: &'static str = "";
    const FAILURES: &'static [::codepipeline_fail::catalog::CatalogEntry] = {
        const FAILURES: &[::codepipeline_fail::catalog::CatalogEntry] = &[];
        FAILURES
    };
}

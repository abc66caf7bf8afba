::core::compile_error! {
    "unknown failure type `JobFailled`\n\nhelp: write `JobFailed`: the work ran, and its answer is no"
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for Mistake {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        loop {}
    }
    fn fmt_message(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        loop {}
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::core::fmt::Display for Mistake {
    fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        loop {}
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::core::error::Error for Mistake {}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::FailureCatalog for Mistake {
    const NAME: &'static str = "Mistake";
    const DOCUMENTATION: &'static str = "";
    const FAILURES: &'static [::codepipeline_fail::catalog::CatalogEntry] = {
        use ::codepipeline_fail::__private::entry;
        use ::codepipeline_fail::FailureType;
        const FAILURES: &[::codepipeline_fail::catalog::CatalogEntry] = &[
            entry("Mistake", FailureType::JobFailed, "{0}", ""),
        ];
        FAILURES
    };
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::core::convert::From<io::Error> for Mistake {
    fn from(source: io::Error) -> Self {
        Self { 0: source }
    }
}

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
impl ::codepipeline_fail::__private::DerivedCatalog for Never {
    const CATALOG: &'static str = "5:Never,0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 0>;
}

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
impl ::codepipeline_fail::__private::DerivedCatalog for Mistake {
    const CATALOG: &'static str = "7:Mistake,0:,7:Mistake,9:JobFailed,3:{0},0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 1>;
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::core::convert::From<io::Error> for Mistake {
    fn from(source: io::Error) -> Self {
        Self { 0: source }
    }
}

#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for Shown {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        ::codepipeline_fail::FailureType::JobFailed
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Self { path: field_0, pointer: field_1, reason: field_2, width } => {
                let path = (::codepipeline_fail::__private::Field(field_0))
                    .probe_shown();
                let pointer = ::codepipeline_fail::__private::Pointee(field_1);
                let reason = (::codepipeline_fail::__private::Field(field_2))
                    .probe_shown();
                formatter
                    .write_fmt(
                        ::core::format_args!(
                            "{path} at {pointer:p} by {reason} {LIMIT:width$}"
                        ),
                    )
            }
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::__private::DerivedCatalog for Shown {
    const CATALOG: &'static str = "5:Shown,0:,5:Shown,9:JobFailed,48:{path} at {pointer:p} by {reason} {LIMIT:width$},0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 1>;
}

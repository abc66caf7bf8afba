#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl facade::failures::JobFailure for Elsewhere {
    fn failure_type(&self) -> facade::failures::FailureType {
        facade::failures::FailureType::JobFailed
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        use facade::failures::__private::probe::*;
        match self {
            Self { 0: field_0 } => {
                formatter
                    .write_fmt(
                        ::core::format_args!(
                            "{0}", (facade::failures::__private::Field(field_0))
                            .probe_shown()
                        ),
                    )
            }
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl facade::failures::__private::DerivedCatalog for Elsewhere {
    const CATALOG: &'static str = "9:Elsewhere,0:,9:Elsewhere,9:JobFailed,3:{0},0:,";
    type Entries = facade::failures::__private::Entries<Self, 1>;
}

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
impl facade::failures::FailureCatalog for Elsewhere {
    const NAME: &'static str = "Elsewhere";
    const DOCUMENTATION: &'static str = "";
    const FAILURES: &'static [facade::failures::catalog::CatalogEntry] = {
        use facade::failures::__private::entry;
        use facade::failures::FailureType;
        const FAILURES: &[facade::failures::catalog::CatalogEntry] = &[
            entry("Elsewhere", FailureType::JobFailed, "{0}", ""),
        ];
        FAILURES
    };
}

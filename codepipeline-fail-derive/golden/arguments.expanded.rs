#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for Arguments {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        ::codepipeline_fail::FailureType::JobFailed
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        match self {
            Self::Shorthand { failed: field_0, total } => {
                formatter.write_fmt(::core::format_args!("{} of {total}", field_0.len()))
            }
            Self::ByName { name } => {
                let _ = name;
                formatter
                    .write_fmt(
                        ::core::format_args!(
                            "{name} has {} letters", name.len(), name = name
                        ),
                    )
            }
            Self::Tuple { 0: field_0, 1: field_1 } => {
                formatter
                    .write_fmt(
                        ::core::format_args!(
                            "{0} {rest}", field_0, rest = field_1.iter().map(| one | one
                            + field_0).sum::< u32 > ()
                        ),
                    )
            }
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::FailureCatalog for Arguments {
    const NAME: &'static str = "Arguments";
    const DOCUMENTATION: &'static str = "";
    const FAILURES: &'static [::codepipeline_fail::catalog::CatalogEntry] = {
        use ::codepipeline_fail::__private::entry;
        use ::codepipeline_fail::FailureType;
        const FAILURES: &[::codepipeline_fail::catalog::CatalogEntry] = &[
            entry("Shorthand", FailureType::JobFailed, "{} of {total}", ""),
            entry("ByName", FailureType::JobFailed, "{name} has {} letters", ""),
            entry("Tuple", FailureType::JobFailed, "{0} {rest}", ""),
        ];
        FAILURES
    };
}

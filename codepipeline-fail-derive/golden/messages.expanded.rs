#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for DeployError {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        match self {
            Self::Stack { .. } | Self::Gap { .. } | Self::Nothing {} => {
                ::codepipeline_fail::FailureType::JobFailed
            }
            Self::Port { .. } => ::codepipeline_fail::FailureType::ConfigurationError,
        }
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        match self {
            Self::Stack { stack, count, .. } => {
                formatter
                    .write_fmt(
                        ::core::format_args!("stack {stack} failed {count} times"),
                    )
            }
            Self::Port { 0: field_0, 1: field_1 } => {
                formatter
                    .write_fmt(
                        ::core::format_args!("{0} is no port, {1:?}", field_0, field_1),
                    )
            }
            Self::Gap { 1: field_1, .. } => {
                formatter
                    .write_fmt(::core::format_args!("{0} is left out before", field_1))
            }
            Self::Nothing {} => formatter.write_str("nothing to do"),
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::FailureCatalog for DeployError {
    const NAME: &'static str = "DeployError";
    const DOCUMENTATION: &'static str = "What can go wrong in a deployment.";
    const FAILURES: &'static [::codepipeline_fail::catalog::CatalogEntry] = &[
        ::codepipeline_fail::__private::entry(
            "Stack",
            ::codepipeline_fail::FailureType::JobFailed,
            "stack {stack} failed {count} times",
            "Look at the stack's events.",
        ),
        ::codepipeline_fail::__private::entry(
            "Port",
            ::codepipeline_fail::FailureType::ConfigurationError,
            "{0} is no port, {1:?}",
            "",
        ),
        ::codepipeline_fail::__private::entry(
            "Gap",
            ::codepipeline_fail::FailureType::JobFailed,
            "{1} is left out before",
            "",
        ),
        ::codepipeline_fail::__private::entry(
            "Nothing",
            ::codepipeline_fail::FailureType::JobFailed,
            "nothing to do",
            "",
        ),
    ];
}

#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for DeployError {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        match self {
            Self::Port { .. } => ::codepipeline_fail::FailureType::ConfigurationError,
            _ => ::codepipeline_fail::FailureType::JobFailed,
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
    const FAILURES: &'static [::codepipeline_fail::catalog::CatalogEntry] = {
        use ::codepipeline_fail::__private::entry;
        use ::codepipeline_fail::FailureType;
        const FAILURES: &[::codepipeline_fail::catalog::CatalogEntry] = &[
            entry(
                "Stack",
                FailureType::JobFailed,
                "stack {stack} failed {count} times",
                "Look at the stack's events.",
            ),
            entry("Port", FailureType::ConfigurationError, "{0} is no port, {1:?}", ""),
            entry("Gap", FailureType::JobFailed, "{1} is left out before", ""),
            entry("Nothing", FailureType::JobFailed, "nothing to do", ""),
        ];
        FAILURES
    };
}

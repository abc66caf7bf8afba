#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for DeployError {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        match self {
            DeployError::Port { .. } => {
                ::codepipeline_fail::FailureType::ConfigurationError
            }
            _ => ::codepipeline_fail::FailureType::JobFailed,
        }
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        let template = match self {
            DeployError::Stack { .. } => "\u{6}\u{8}stack  failed  times",
            DeployError::Changed { .. } => "\0\r was changed  times",
            _ => "",
        };
        match self {
            DeployError::Port { 0: field_0, 1: field_1 } => {
                formatter
                    .write_fmt(
                        ::core::format_args!("{0} is no port, {1:?}", field_0, field_1),
                    )
            }
            DeployError::Stack { stack: field_0, count: field_1, .. }
            | DeployError::Changed { 0: field_0, 1: field_1 } => {
                ::codepipeline_fail::__private::show2(
                    formatter,
                    template,
                    field_0,
                    field_1,
                )
            }
            DeployError::Gap { 1: field_0, .. } => {
                ::codepipeline_fail::__private::show1(
                    formatter,
                    "\0 is left out before",
                    field_0,
                )
            }
            DeployError::Nothing {} => formatter.write_str("nothing to do"),
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::__private::DerivedCatalog for DeployError {
    const CATALOG: &'static str = "11:DeployError,34:What can go wrong in a deployment.,5:Stack,9:JobFailed,34:stack {stack} failed {count} times,27:Look at the stack's events.,4:Port,18:ConfigurationError,21:{0} is no port, {1:?},0:,3:Gap,9:JobFailed,22:{1} is left out before,0:,7:Changed,9:JobFailed,25:{0} was changed {1} times,0:,7:Nothing,9:JobFailed,13:nothing to do,0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 5>;
}

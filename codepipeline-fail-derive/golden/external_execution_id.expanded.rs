#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for Run {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        ::codepipeline_fail::FailureType::JobFailed
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        let template = match self {
            Run::Named { .. } => "the build failed",
            Run::Expression { .. } => "the build failed",
            Run::None {} => "no build",
            _ => "",
        };
        match self {
            Run::Named { .. } | Run::Expression { .. } | Run::None {} => {
                formatter.write_str(template)
            }
            Run::Tuple { 0: field_0 } => {
                ::codepipeline_fail::__private::show1(
                    formatter,
                    "\u{6}build  failed",
                    field_0,
                )
            }
        }
    }
    fn external_execution_id(
        &self,
    ) -> ::core::option::Option<::codepipeline_fail::__private::String> {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Run::Named { run } => {
                let _ = run;
                match &(run) {
                    id => {
                        <_ as ::codepipeline_fail::__private::IsExternalExecutionId<
                            '_,
                            _,
                        >>::found_in(
                            id,
                            (&&&::codepipeline_fail::__private::Field(id)).probe_id(),
                        )
                    }
                }
            }
            Run::Tuple { 0: field_0 } => {
                match &(field_0) {
                    id => {
                        <_ as ::codepipeline_fail::__private::IsExternalExecutionId<
                            '_,
                            _,
                        >>::found_in(
                            id,
                            (&&&::codepipeline_fail::__private::Field(id)).probe_id(),
                        )
                    }
                }
            }
            Run::Expression { project, number: field_1 } => {
                let _ = project;
                match &(format!("{project}:{}", field_1)) {
                    id => {
                        <_ as ::codepipeline_fail::__private::IsExternalExecutionId<
                            '_,
                            _,
                        >>::found_in(
                            id,
                            (&&&::codepipeline_fail::__private::Field(id)).probe_id(),
                        )
                    }
                }
            }
            _ => ::core::option::Option::None,
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::__private::DerivedCatalog for Run {
    const CATALOG: &'static str = "3:Run,0:,5:Named,9:JobFailed,16:the build failed,0:,5:Tuple,9:JobFailed,16:build {0} failed,0:,10:Expression,9:JobFailed,16:the build failed,0:,4:None,9:JobFailed,8:no build,0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 4>;
}

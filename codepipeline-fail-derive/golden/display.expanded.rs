#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for Display {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        match self {
            Display::Parameters { .. } => {
                ::codepipeline_fail::FailureType::ConfigurationError
            }
            _ => ::codepipeline_fail::FailureType::JobFailed,
        }
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        match self {
            Display::Read { .. } => {
                ::codepipeline_fail::__private::append_causes(
                    formatter,
                    &|formatter| <Self as ::codepipeline_fail::__private::DisplayMessage>::fmt_message(
                        self,
                        formatter,
                    ),
                    ::codepipeline_fail::JobFailure::cause(self),
                )
            }
            Display::Function { 0: field_0, 1: field_1 } => {
                let write: fn(_, _, _) -> ::core::fmt::Result = render::<2>;
                write(field_0, field_1, formatter)
            }
            Display::Parameters { .. } | Display::Other {} => {
                <Self as ::codepipeline_fail::__private::DisplayMessage>::fmt_message(
                    self,
                    formatter,
                )
            }
        }
    }
    fn cause(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Display::Read { source } => {
                <io::Error as ::codepipeline_fail::__private::IsError<
                    '_,
                    _,
                >>::found(
                    (&&&&&::codepipeline_fail::__private::Field(source)).probe_cause(),
                )
            }
            _ => ::core::option::Option::None,
        }
    }
    fn visit_secrets(
        &self,
        visit: &mut dyn ::core::ops::FnMut(&dyn ::core::fmt::Display),
    ) {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Display::Read { source } => {
                (&&&&::codepipeline_fail::__private::Field(source))
                    .probe_secrets_of_source(visit)
            }
            _ => {}
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::__private::DerivedCatalog for Display {
    const CATALOG: &'static str = "7:Display,0:,10:Parameters,18:ConfigurationError,-0:,4:Read,9:JobFailed,-0:,5:Other,9:JobFailed,-0:,8:Function,9:JobFailed,-0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 4>;
}

#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for Login {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        ::codepipeline_fail::FailureType::PermissionError
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        match self {
            Self { user: field_0, .. } => {
                ::codepipeline_fail::__private::show1(
                    formatter,
                    "\0 cannot log in",
                    field_0,
                )
            }
        }
    }
    fn cause(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Self { source, .. } => {
                <HttpError as ::codepipeline_fail::__private::IsError<
                    '_,
                    _,
                >>::found(
                    (&&&&&::codepipeline_fail::__private::Field(source)).probe_cause(),
                )
            }
        }
    }
    fn visit_secrets(
        &self,
        visit: &mut dyn ::core::ops::FnMut(&dyn ::core::fmt::Display),
    ) {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Self { password: field_1, source: field_2, .. } => {
                <String as ::codepipeline_fail::__private::IsSecret<
                    '_,
                    _,
                >>::found(
                    (&&&::codepipeline_fail::__private::Field(field_1))
                        .probe_secret(visit),
                );
                (&&&&::codepipeline_fail::__private::Field(field_2))
                    .probe_secrets_of_source(visit);
            }
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::__private::DerivedCatalog for Login {
    const CATALOG: &'static str = "5:Login,0:,5:Login,15:PermissionError,20:{user} cannot log in,0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 1>;
}

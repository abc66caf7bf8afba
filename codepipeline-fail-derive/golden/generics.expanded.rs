#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl<'a, T: Clone, R, E, const N: usize> ::codepipeline_fail::JobFailure
for Generic<'a, T, R, E, N>
where
    T: PartialEq,
    &'a T: ::core::fmt::Display,
    [T; N]: ::core::fmt::Debug,
    R: ::core::fmt::Display,
    E: ::core::error::Error + 'static,
{
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        ::codepipeline_fail::FailureType::JobFailed
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Self { value, list, path: field_2, .. } => {
                let path = (::codepipeline_fail::__private::Field(field_2))
                    .probe_shown();
                formatter.write_fmt(::core::format_args!("{value} {list:?} {path}"))
            }
        }
    }
    fn external_execution_id(
        &self,
    ) -> ::core::option::Option<::codepipeline_fail::__private::String> {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Self { run: field_3, .. } => {
                match &(field_3) {
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
        }
    }
    fn cause(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Self { source, .. } => {
                <Box<
                    E,
                > as ::codepipeline_fail::__private::IsError<
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
            Self { source, .. } => {
                (&&&&::codepipeline_fail::__private::Field(source))
                    .probe_secrets_of_source(visit)
            }
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl<'a, T: Clone, R, E, const N: usize> ::core::fmt::Display for Generic<'a, T, R, E, N>
where
    T: PartialEq,
    &'a T: ::core::fmt::Display,
    [T; N]: ::core::fmt::Debug,
    R: ::core::fmt::Display,
    E: ::core::error::Error + 'static,
{
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::codepipeline_fail::JobFailure::fmt_message(self, formatter)
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl<'a, T: Clone, R, E, const N: usize> ::core::error::Error for Generic<'a, T, R, E, N>
where
    T: PartialEq,
    &'a T: ::core::fmt::Display,
    [T; N]: ::core::fmt::Debug,
    R: ::core::fmt::Display,
    E: ::core::error::Error + 'static,
    Self: ::core::fmt::Debug,
{
    fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        ::codepipeline_fail::JobFailure::cause(self)
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl<'a, T: Clone, R, E, const N: usize> ::codepipeline_fail::__private::DerivedCatalog
for Generic<'a, T, R, E, N>
where
    T: PartialEq,
{
    const CATALOG: &'static str = "7:Generic,0:,7:Generic,9:JobFailed,23:{value} {list:?} {path},0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 1>;
}

#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for Transparent {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Self::Health { 0: field_0, .. } => {
                ::codepipeline_fail::JobFailure::failure_type(
                    <HealthError as ::codepipeline_fail::__private::IsFailure<
                        '_,
                        _,
                    >>::found(
                        (&&&::codepipeline_fail::__private::Field(field_0))
                            .probe_failure(),
                    ),
                )
            }
            Self::Load { inner: field_0, .. } => {
                ::codepipeline_fail::JobFailure::failure_type(
                    <Arc<
                        LoadError,
                    > as ::codepipeline_fail::__private::IsFailure<
                        '_,
                        _,
                    >>::found(
                        (&&&::codepipeline_fail::__private::Field(field_0))
                            .probe_failure(),
                    ),
                )
            }
        }
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Self::Health { 0: field_0, .. } => {
                ::codepipeline_fail::JobFailure::fmt_message(
                    <HealthError as ::codepipeline_fail::__private::IsFailure<
                        '_,
                        _,
                    >>::found(
                        (&&&::codepipeline_fail::__private::Field(field_0))
                            .probe_failure(),
                    ),
                    formatter,
                )
            }
            Self::Load { inner: field_0, .. } => {
                ::codepipeline_fail::JobFailure::fmt_message(
                    <Arc<
                        LoadError,
                    > as ::codepipeline_fail::__private::IsFailure<
                        '_,
                        _,
                    >>::found(
                        (&&&::codepipeline_fail::__private::Field(field_0))
                            .probe_failure(),
                    ),
                    formatter,
                )
            }
        }
    }
    fn external_execution_id(
        &self,
    ) -> ::core::option::Option<::codepipeline_fail::__private::String> {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Self::Health { 0: field_0, .. } => {
                ::codepipeline_fail::JobFailure::external_execution_id(
                    <HealthError as ::codepipeline_fail::__private::IsFailure<
                        '_,
                        _,
                    >>::found(
                        (&&&::codepipeline_fail::__private::Field(field_0))
                            .probe_failure(),
                    ),
                )
            }
            Self::Load { inner: field_0, .. } => {
                ::codepipeline_fail::JobFailure::external_execution_id(
                    <Arc<
                        LoadError,
                    > as ::codepipeline_fail::__private::IsFailure<
                        '_,
                        _,
                    >>::found(
                        (&&&::codepipeline_fail::__private::Field(field_0))
                            .probe_failure(),
                    ),
                )
            }
        }
    }
    fn cause(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Self::Health { 0: field_0, .. } => {
                ::codepipeline_fail::JobFailure::cause(
                    <HealthError as ::codepipeline_fail::__private::IsFailure<
                        '_,
                        _,
                    >>::found(
                        (&&&::codepipeline_fail::__private::Field(field_0))
                            .probe_failure(),
                    ),
                )
            }
            Self::Load { inner: field_0, .. } => {
                ::codepipeline_fail::JobFailure::cause(
                    <Arc<
                        LoadError,
                    > as ::codepipeline_fail::__private::IsFailure<
                        '_,
                        _,
                    >>::found(
                        (&&&::codepipeline_fail::__private::Field(field_0))
                            .probe_failure(),
                    ),
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
            Self::Health { 0: field_0, .. } => {
                ::codepipeline_fail::JobFailure::visit_secrets(
                    <HealthError as ::codepipeline_fail::__private::IsFailure<
                        '_,
                        _,
                    >>::found(
                        (&&&::codepipeline_fail::__private::Field(field_0))
                            .probe_failure(),
                    ),
                    visit,
                )
            }
            Self::Load { inner: field_0, .. } => {
                ::codepipeline_fail::JobFailure::visit_secrets(
                    <Arc<
                        LoadError,
                    > as ::codepipeline_fail::__private::IsFailure<
                        '_,
                        _,
                    >>::found(
                        (&&&::codepipeline_fail::__private::Field(field_0))
                            .probe_failure(),
                    ),
                    visit,
                )
            }
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::FailureCatalog for Transparent {
    const NAME: &'static str = "Transparent";
    const DOCUMENTATION: &'static str = "";
    const FAILURES: &'static [::codepipeline_fail::catalog::CatalogEntry] = &[
        ::codepipeline_fail::catalog::CatalogEntry::new(
            "Health",
            ::codepipeline_fail::catalog::ReportedType::Transparent,
            ::core::option::Option::None,
            "",
        ),
        ::codepipeline_fail::catalog::CatalogEntry::new(
            "Load",
            ::codepipeline_fail::catalog::ReportedType::Transparent,
            ::core::option::Option::None,
            "",
        ),
    ];
}

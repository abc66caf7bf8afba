#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for Transparent {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        match self {
            Transparent::Health { .. } | Transparent::Load { .. } => {
                ::codepipeline_fail::JobFailure::failure_type(
                    ::codepipeline_fail::__private::Transparent::failure(self),
                )
            }
        }
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        match self {
            Transparent::Health { .. } | Transparent::Load { .. } => {
                ::codepipeline_fail::JobFailure::fmt_message(
                    ::codepipeline_fail::__private::Transparent::failure(self),
                    formatter,
                )
            }
        }
    }
    fn external_execution_id(
        &self,
    ) -> ::core::option::Option<::codepipeline_fail::__private::String> {
        match self {
            Transparent::Health { .. } | Transparent::Load { .. } => {
                ::codepipeline_fail::JobFailure::external_execution_id(
                    ::codepipeline_fail::__private::Transparent::failure(self),
                )
            }
        }
    }
    fn cause(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        match self {
            Transparent::Health { .. } | Transparent::Load { .. } => {
                ::codepipeline_fail::JobFailure::cause(
                    ::codepipeline_fail::__private::Transparent::failure(self),
                )
            }
        }
    }
    fn visit_secrets(
        &self,
        visit: &mut dyn ::core::ops::FnMut(&dyn ::core::fmt::Display),
    ) {
        match self {
            Transparent::Health { .. } | Transparent::Load { .. } => {
                ::codepipeline_fail::JobFailure::visit_secrets(
                    ::codepipeline_fail::__private::Transparent::failure(self),
                    visit,
                )
            }
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::__private::Transparent for Transparent {
    fn failure(&self) -> &dyn ::codepipeline_fail::JobFailure {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Transparent::Health { 0: field_0 } => {
                <HealthError as ::codepipeline_fail::__private::IsFailure<
                    '_,
                    _,
                >>::found(
                    (&&&::codepipeline_fail::__private::Field(field_0)).probe_failure(),
                )
            }
            Transparent::Load { inner: field_0 } => {
                <Arc<
                    LoadError,
                > as ::codepipeline_fail::__private::IsFailure<
                    '_,
                    _,
                >>::found(
                    (&&&::codepipeline_fail::__private::Field(field_0)).probe_failure(),
                )
            }
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::__private::DerivedCatalog for Transparent {
    const CATALOG: &'static str = "11:Transparent,0:,6:Health,11:transparent,-0:,4:Load,11:transparent,-0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 2>;
}

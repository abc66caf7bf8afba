#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for RegistryError {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        match self {
            RegistryError::Unknown { .. } => {
                ::codepipeline_fail::FailureType::ConfigurationError
            }
            _ => ::codepipeline_fail::FailureType::SystemUnavailable,
        }
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        match self {
            RegistryError::Silent { .. } => {
                formatter.write_str("the registry does not answer")
            }
            RegistryError::Unknown { 0: field_0 } => {
                ::codepipeline_fail::__private::show1(
                    formatter,
                    "\u{1c}there is no registry called ",
                    field_0,
                )
            }
        }
    }
    fn cause(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            RegistryError::Silent { 0: source } => {
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
            RegistryError::Silent { 0: source } => {
                (&&&&::codepipeline_fail::__private::Field(source))
                    .probe_secrets_of_source(visit)
            }
            _ => {}
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::core::fmt::Display for RegistryError {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::codepipeline_fail::JobFailure::fmt_message(self, formatter)
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::core::error::Error for RegistryError {
    fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        ::codepipeline_fail::JobFailure::cause(self)
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::__private::DerivedCatalog for RegistryError {
    const CATALOG: &'static str = "13:RegistryError,0:,6:Silent,17:SystemUnavailable,28:the registry does not answer,0:,7:Unknown,18:ConfigurationError,31:there is no registry called {0},0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 2>;
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::core::convert::From<io::Error> for RegistryError {
    fn from(source: io::Error) -> Self {
        RegistryError::Silent { 0: source }
    }
}

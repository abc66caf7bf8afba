#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for Inherit {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Inherit::Read { source, .. } => {
                <io::Error as ::codepipeline_fail::__private::IsClassified<
                    '_,
                    _,
                >>::found(
                    (&&&&&::codepipeline_fail::__private::Field(source))
                        .probe_failure_type(),
                )
            }
            Inherit::Parse { 0: source } => {
                <ParseError as ::codepipeline_fail::__private::IsClassified<
                    '_,
                    _,
                >>::found(
                    (&&&&&::codepipeline_fail::__private::Field(source))
                        .probe_failure_type(),
                )
            }
            _ => ::codepipeline_fail::FailureType::JobFailed,
        }
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        match self {
            Inherit::Read { key: field_0, .. } => {
                ::codepipeline_fail::__private::append_causes(
                    formatter,
                    &|formatter| ::codepipeline_fail::__private::show1(
                        formatter,
                        "\u{c}cannot read ",
                        field_0,
                    ),
                    ::codepipeline_fail::JobFailure::cause(self),
                )
            }
            Inherit::Parse { .. } => {
                ::codepipeline_fail::__private::append_causes(
                    formatter,
                    &|formatter| formatter.write_str("cannot parse"),
                    ::codepipeline_fail::JobFailure::cause(self),
                )
            }
            Inherit::Without {} => formatter.write_str("without"),
        }
    }
    fn cause(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        use ::codepipeline_fail::__private::probe::*;
        match self {
            Inherit::Read { source, .. } => {
                <io::Error as ::codepipeline_fail::__private::IsError<
                    '_,
                    _,
                >>::found(
                    (&&&&&::codepipeline_fail::__private::Field(source)).probe_cause(),
                )
            }
            Inherit::Parse { 0: source } => {
                (&&&&&::codepipeline_fail::__private::Field(source))
                    .probe_cause_if_error()
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
            Inherit::Read { source, .. } => {
                (&&&&::codepipeline_fail::__private::Field(source))
                    .probe_secrets_of_source(visit)
            }
            Inherit::Parse { 0: source } => {
                (&&&&::codepipeline_fail::__private::Field(source))
                    .probe_secrets_of_source(visit)
            }
            _ => {}
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::__private::DerivedCatalog for Inherit {
    const CATALOG: &'static str = "7:Inherit,0:,4:Read,7:inherit,17:cannot read {key},0:,5:Parse,7:inherit,12:cannot parse,0:,7:Without,9:JobFailed,7:without,0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 3>;
}

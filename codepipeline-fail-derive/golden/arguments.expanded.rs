#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::JobFailure for Arguments {
    fn failure_type(&self) -> ::codepipeline_fail::FailureType {
        ::codepipeline_fail::FailureType::JobFailed
    }
    fn fmt_message(
        &self,
        formatter: &mut ::core::fmt::Formatter<'_>,
    ) -> ::core::fmt::Result {
        match self {
            Arguments::Shorthand { failed: field_0, total } => {
                formatter.write_fmt(::core::format_args!("{} of {total}", field_0.len()))
            }
            Arguments::ByName { name } => {
                let _ = name;
                formatter
                    .write_fmt(
                        ::core::format_args!(
                            "{name} has {} letters", name.len(), name = name
                        ),
                    )
            }
            Arguments::Tuple { 0: field_0, 1: field_1 } => {
                formatter
                    .write_fmt(
                        ::core::format_args!(
                            "{0} {rest}", field_0, rest = field_1.iter().map(| one | one
                            + field_0).sum::< u32 > ()
                        ),
                    )
            }
        }
    }
}
#[automatically_derived]
#[allow(deprecated, unused_qualifications)]
impl ::codepipeline_fail::__private::DerivedCatalog for Arguments {
    const CATALOG: &'static str = "9:Arguments,0:,9:Shorthand,9:JobFailed,13:{} of {total},0:,6:ByName,9:JobFailed,21:{name} has {} letters,0:,5:Tuple,9:JobFailed,10:{0} {rest},0:,";
    type Entries = ::codepipeline_fail::__private::Entries<Self, 3>;
}

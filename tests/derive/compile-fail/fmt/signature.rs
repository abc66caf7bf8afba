use codepipeline_fail::JobFailure;
use std::fmt;

#[derive(JobFailure)]
pub enum Signature {
    // It takes no formatter.
    #[failure(JobFailed, fmt = no_formatter)]
    A { key: String },
    // It takes the field by value.
    #[failure(JobFailed, fmt = by_value)]
    B { key: u8 },
    // It takes the formatter first.
    #[failure(JobFailed, fmt = formatter_first)]
    C { key: u8 },
    // It returns a string.
    #[failure(JobFailed, fmt = string)]
    D { key: u8 },
    // It takes fewer fields than there are.
    #[failure(JobFailed, fmt = one_field)]
    E { key: u8, other: u8 },
    // It is no function.
    #[failure(JobFailed, fmt = TEXT)]
    F,
    // It takes another type.
    #[failure(JobFailed, fmt = one_field)]
    G(String),
}

const TEXT: &str = "text";

fn no_formatter(_: &str) -> fmt::Result {
    Ok(())
}

fn by_value(_: u8, _: &mut fmt::Formatter<'_>) -> fmt::Result {
    Ok(())
}

fn formatter_first(_: &mut fmt::Formatter<'_>, _: &u8) -> fmt::Result {
    Ok(())
}

fn string(_: &u8, _: &mut fmt::Formatter<'_>) -> String {
    String::new()
}

fn one_field(_: &u8, _: &mut fmt::Formatter<'_>) -> fmt::Result {
    Ok(())
}

fn main() {}

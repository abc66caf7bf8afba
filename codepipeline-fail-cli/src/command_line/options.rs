//! The options that there are.

use std::borrow::Cow;

use crate::operation::Operation;

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionName {
    /// As in `--job-id`.
    pub name: Cow<'static, str>,
    /// What stands after it.
    pub takes: Takes,
}

/// What stands after an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A value.
    Value,
    /// One of these values.
    OneOf(&'static [&'static str]),
    /// One of these values, or none.
    MaybeOneOf(&'static [&'static str]),
    /// No value.
    Nothing,
}

/// The options that every command has.
pub const COMMON: &[OptionName] = &[
    flag("--debug"),
    valued("--endpoint-url"),
    flag("--no-verify-ssl"),
    flag("--no-paginate"),
    chosen("--output", &["json", "text", "table", "yaml", "yaml-stream"]),
    valued("--query"),
    valued("--profile"),
    valued("--region"),
    flag("--version"),
    chosen("--color", &["on", "off", "auto"]),
    flag("--no-sign-request"),
    valued("--ca-bundle"),
    valued("--cli-read-timeout"),
    valued("--cli-connect-timeout"),
    chosen("--cli-binary-format", &["base64", "raw-in-base64-out"]),
    flag("--no-cli-pager"),
    flag("--cli-auto-prompt"),
    flag("--no-cli-auto-prompt"),
];

/// The options of the command that sends an operation.
#[must_use]
pub fn of(operation: &Operation) -> Vec<OptionName> {
    let members = operation
        .members
        .iter()
        .map(|member| OptionName { name: member.option().into(), takes: Takes::Value });
    let others = [
        valued("--cli-input-json"),
        valued("--cli-input-yaml"),
        option("--generate-cli-skeleton", Takes::MaybeOneOf(&["input", "output", "yaml-input"])),
    ];
    members.chain(others).collect()
}

const fn valued(name: &'static str) -> OptionName {
    option(name, Takes::Value)
}

const fn flag(name: &'static str) -> OptionName {
    option(name, Takes::Nothing)
}

const fn chosen(name: &'static str, choices: &'static [&'static str]) -> OptionName {
    option(name, Takes::OneOf(choices))
}

const fn option(name: &'static str, takes: Takes) -> OptionName {
    OptionName { name: Cow::Borrowed(name), takes }
}

/// Two choices a line, in columns.
pub fn invalid_choice(name: &str, choices: &[&str]) -> String {
    let mut text = format!("argument {name}: Invalid choice, valid choices are:\n");
    for pair in choices.chunks(2) {
        let columns: Vec<_> = pair.iter().map(|choice| format!("{choice:<40}")).collect();
        text.push('\n');
        text.push_str(&columns.join(" | "));
    }
    text
}

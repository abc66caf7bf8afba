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
    /// What it is for.
    pub about: &'static str,
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
    flag("--debug", "Tell on the standard error what is done."),
    valued("--endpoint-url", "Override command's default URL with the given URL."),
    flag("--no-verify-ssl", "Do not verify the certificate of the service."),
    flag("--no-paginate", "Disable automatic pagination. There is none here."),
    chosen(
        "--output",
        &["json", "text", "table", "yaml", "yaml-stream"],
        "The formatting style for command output.",
    ),
    valued("--query", "A JMESPath query to use in filtering the response data."),
    valued("--profile", "Use a specific profile from your credential file."),
    valued("--region", "The region to use. Overrides config/env settings."),
    flag("--version", "Display the version of this tool."),
    chosen("--color", &["on", "off", "auto"], "Turn on/off color output."),
    flag(
        "--no-sign-request",
        "Do not sign requests. Credentials will not be loaded if this argument is provided.",
    ),
    valued(
        "--ca-bundle",
        "The CA certificate bundle to use when verifying SSL certificates. Overrides config/env settings.",
    ),
    valued(
        "--cli-read-timeout",
        "The maximum socket read time in seconds. If the value is set to 0, the socket read will be blocking and not timeout. \
         The default value is 60 seconds.",
    ),
    valued(
        "--cli-connect-timeout",
        "The maximum socket connect time in seconds. If the value is set to 0, the socket connect will be blocking and not \
         timeout. The default value is 60 seconds.",
    ),
    chosen(
        "--cli-binary-format",
        &["base64", "raw-in-base64-out"],
        "The formatting style to be used for binary blobs. There are none here.",
    ),
    flag("--no-cli-pager", "Disable cli pager for output. There is none here."),
    flag("--cli-auto-prompt", "Automatically prompt for CLI input parameters."),
    flag("--no-cli-auto-prompt", "Disable automatically prompt for CLI input parameters."),
];

/// The options of the command that sends an operation.
#[must_use]
pub fn of(operation: &Operation) -> Vec<OptionName> {
    let members = operation.members.iter().map(|member| OptionName {
        name: member.option().into(),
        takes: Takes::Value,
        about: member.about,
    });
    let others = [
        valued("--cli-input-json", "All arguments, as JSON."),
        valued("--cli-input-yaml", "All arguments, as YAML."),
        option(
            "--generate-cli-skeleton",
            Takes::MaybeOneOf(&["input", "output", "yaml-input"]),
            "Print a skeleton of all arguments.",
        ),
    ];
    members.chain(others).chain(additions(operation).iter().cloned()).collect()
}

/// What we add to the options that the AWS CLI has for an operation.
#[must_use]
pub fn additions(operation: &Operation) -> &'static [OptionName] {
    const TO_FAILURES: &[OptionName] = &[
        flag(
            "--redact",
            "Remove secrets from the message: those of the environment, the client token, and what looks like a secret.",
        ),
        flag(
            "--truncate",
            "Cut a message that is longer than the service takes in its middle, instead of having it refused.",
        ),
    ];
    let is_failure = operation.members.iter().any(|member| member.name == "failureDetails");
    if is_failure { TO_FAILURES } else { &[] }
}

const fn valued(name: &'static str, about: &'static str) -> OptionName {
    option(name, Takes::Value, about)
}

const fn flag(name: &'static str, about: &'static str) -> OptionName {
    option(name, Takes::Nothing, about)
}

const fn chosen(name: &'static str, choices: &'static [&'static str], about: &'static str) -> OptionName {
    option(name, Takes::OneOf(choices), about)
}

const fn option(name: &'static str, takes: Takes, about: &'static str) -> OptionName {
    OptionName { name: Cow::Borrowed(name), takes, about }
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

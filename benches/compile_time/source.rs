//! The source of the crates that are compiled: enums of errors that show the same messages, written in several ways.

use std::fmt::Write as _;

/// A way to give an enum its messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The enum alone, without messages: what all of the others take besides.
    Bare,
    /// `#[derive(JobFailure)]`, which also implements `FailureCatalog`.
    JobFailure,
    /// `impl JobFailure`, by hand.
    ByHand,
    /// `#[derive(thiserror::Error)]`: `Display`, `Error` and `From`, and no failure types.
    Thiserror,
    /// `#[derive(Snafu)]`: likewise, and a context selector for each variant.
    Snafu,
}

impl Way {
    pub const ALL: [Self; 5] = [Self::Bare, Self::JobFailure, Self::ByHand, Self::Thiserror, Self::Snafu];

    pub fn label(self) -> &'static str {
        match self {
            Self::Bare => "the enum alone",
            Self::JobFailure => "derive(JobFailure)",
            Self::ByHand => "impl JobFailure",
            Self::Thiserror => "derive(thiserror::Error)",
            Self::Snafu => "derive(Snafu)",
        }
    }

    /// The crate that the source needs.
    pub fn dependency(self) -> Option<&'static str> {
        match self {
            Self::Bare => None,
            Self::JobFailure | Self::ByHand => Some("codepipeline-fail"),
            Self::Thiserror => Some("thiserror"),
            Self::Snafu => Some("snafu"),
        }
    }

    /// The source of a library with this many enums, each with this many variants.
    pub fn source(self, enums: usize, variants: usize) -> String {
        let module = self.module(variants);
        let modules: Vec<_> =
            (0..enums).map(|number| format!("pub mod errors_{number} {{\n{module}}}\n")).collect();
        modules.concat()
    }

    fn module(self, variants: usize) -> String {
        let derive = match self {
            Self::Bare | Self::ByHand => "",
            Self::JobFailure => ", codepipeline_fail::JobFailure",
            Self::Thiserror => ", thiserror::Error",
            Self::Snafu => ", snafu::Snafu",
        };
        let mut source = format!("#[derive(Debug{derive})]\npub enum Error {{\n");
        for number in 0..variants {
            source += &Variant(number).declaration(self);
        }
        source += "}\n";
        if self == Self::ByHand {
            source += &implementation(variants);
        }
        source
    }
}

/// The variant of this number: its shape and its failure type follow from it.
#[derive(Clone, Copy)]
struct Variant(usize);

#[derive(Clone, Copy)]
enum Shape {
    Unit,
    Named,
    Tuple,
    Path,
    Source,
}

impl Variant {
    fn shape(self) -> Shape {
        [Shape::Unit, Shape::Named, Shape::Tuple, Shape::Path, Shape::Source][self.0 % 5]
    }

    fn failure_type(self) -> &'static str {
        const TYPES: [&str; 6] = [
            "JobFailed",
            "ConfigurationError",
            "PermissionError",
            "RevisionOutOfSync",
            "RevisionUnavailable",
            "SystemUnavailable",
        ];
        TYPES[self.0 % TYPES.len()]
    }

    fn declaration(self, way: Way) -> String {
        let (number, failure_type) = (self.0, self.failure_type());
        let (mut message, mut fields) = (self.message(), self.fields());
        if way == Way::Snafu {
            // It has no tuple variants, and leaves it to its users how paths are shown.
            match self.shape() {
                Shape::Unit | Shape::Named => {}
                Shape::Tuple => {
                    message = message.replace("{0}", "{failed}").replace("{1}", "{all}");
                    fields = " { failed: u32, all: String }";
                }
                Shape::Path | Shape::Source => {
                    message = format!("{}, path.display()", message.replace("{path}", "{}"));
                }
            }
        }
        let attribute = match way {
            Way::Bare | Way::ByHand => String::new(),
            Way::JobFailure => format!("#[failure({failure_type}, {message})]\n"),
            Way::Thiserror => format!("#[error({message})]\n"),
            Way::Snafu => format!("#[snafu(display({message}))]\n"),
        };
        format!("{attribute}Variant{number}{fields},\n")
    }

    /// The string literal of the message.
    fn message(self) -> String {
        let number = self.0;
        match self.shape() {
            Shape::Unit => format!("\"stage {number} has no approval\""),
            Shape::Named => {
                format!("\"stack {{stack}} rolled back after {{minutes}} minutes in step {number}\"")
            }
            Shape::Tuple => format!("\"{{0}} of {{1}} tests failed in step {number}\""),
            Shape::Path => format!("\"step {number} has no template at {{path}}\""),
            Shape::Source => format!("\"step {number} cannot read {{path}}\""),
        }
    }

    fn fields(self) -> &'static str {
        match self.shape() {
            Shape::Unit => "",
            Shape::Named => " { stack: String, minutes: u32 }",
            Shape::Tuple => "(u32, String)",
            Shape::Path => " { path: std::path::PathBuf }",
            Shape::Source => " { path: std::path::PathBuf, source: std::io::Error }",
        }
    }

    /// The arm of `fmt_message` that one would write by hand.
    fn message_arm(self) -> String {
        let (number, message) = (self.0, self.message());
        match self.shape() {
            Shape::Unit => format!("Self::Variant{number} => formatter.write_str({message}),\n"),
            Shape::Named => {
                format!("Self::Variant{number} {{ stack, minutes }} => write!(formatter, {message}),\n")
            }
            Shape::Tuple => {
                let message = message.replace("{0}", "{failed}").replace("{1}", "{all}");
                format!("Self::Variant{number}(failed, all) => write!(formatter, {message}),\n")
            }
            Shape::Path | Shape::Source => {
                let message = message.replace("{path}", "{}");
                format!(
                    "Self::Variant{number} {{ path, .. }} => write!(formatter, {message}, path.display()),\n"
                )
            }
        }
    }
}

/// `impl JobFailure for Error`, as short as the derive's.
fn implementation(variants: usize) -> String {
    let all = || (0..variants).map(Variant);
    let mut types = String::new();
    for first in all().take(6) {
        let same = all().skip(first.0).step_by(6);
        let patterns: Vec<_> = same.map(|variant| format!("Self::Variant{} {{ .. }}", variant.0)).collect();
        let failure_type = first.failure_type();
        let _ =
            writeln!(types, "{} => codepipeline_fail::FailureType::{failure_type},", patterns.join(" | "));
    }
    let messages: String = all().map(Variant::message_arm).collect();
    let sources = all().filter(|variant| matches!(variant.shape(), Shape::Source));
    let sources: Vec<_> = sources
        .map(|variant| format!("Self::Variant{} {{ source, .. }} => Some(source),\n", variant.0))
        .collect();
    let sources = sources.concat();
    format!(
        "impl codepipeline_fail::JobFailure for Error {{
             fn failure_type(&self) -> codepipeline_fail::FailureType {{
                 match self {{ {types} }}
             }}

             fn fmt_message(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {{
                 match self {{ {messages} }}
             }}

             fn cause(&self) -> Option<&(dyn std::error::Error + 'static)> {{
                 match self {{ {sources} _ => None }}
             }}
         }}
         "
    )
}

//! What the macro says when it is misused: one vocabulary, in one place.
//!
//! Each diagnostic is a sentence that names the mistake and a help line that says what to write instead. A test
//! fails when a diagnostic has no compile-fail case that shows it.

use proc_macro2::Span;
use quote::ToTokens;

/// The mistakes found in one item.
#[derive(Default)]
pub struct Mistakes {
    found: Vec<(usize, syn::Error)>,
    variant: usize,
}

impl Mistakes {
    /// Reports a mistake at the token at fault.
    pub fn at(&mut self, span: Span, diagnostic: &Diagnostic) {
        self.add(syn::Error::new(span, diagnostic.message()));
    }

    /// Reports a mistake that several tokens make together.
    pub fn over(&mut self, tokens: impl ToTokens, diagnostic: &Diagnostic) {
        self.add(syn::Error::new_spanned(tokens, diagnostic.message()));
    }

    fn add(&mut self, error: syn::Error) {
        self.found.push((self.variant, error));
    }

    /// What is found from here on is about this variant, so that mistakes can be told in the order of the source: an
    /// item is read as a whole before it is checked. The item itself is number 0.
    pub fn about_variant(&mut self, number: usize) {
        self.variant = number;
    }

    /// How many have been found so far. What cannot be told where something could not be read is told only where this
    /// has not grown.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// All of them as one error, if there are any.
    pub fn into_error(mut self) -> Option<syn::Error> {
        self.found.sort_by_key(|(variant, _)| *variant);
        self.found.into_iter().map(|(_, error)| error).reduce(|mut all, next| {
            all.combine(next);
            all
        })
    }
}

macro_rules! diagnostics {
    ($($(#[$meta:meta])* $name:ident $({ $($value:ident),* })? : $sentence:literal, help: $help:literal;)*) => {
        /// A mistake, with the words from the user's code that its sentences repeat.
        pub enum Diagnostic {
            $($(#[$meta])* $name $({ $($value: String),* })?,)*
        }

        impl Diagnostic {
            fn message(&self) -> String {
                match self {
                    $(Self::$name $({ $($value),* })? => {
                        format!("{}\n\nhelp: {}", format_args!($sentence), format_args!($help))
                    })*
                }
            }
        }
    };
}

diagnostics! {
    // What can be derived for, and what has to be said.
    Union: "`JobFailure` cannot be derived for a union",
        help: "use an enum or a struct";
    NoFailureType { name }: "`{name}` does not say which CodePipeline failure it is",
        help: "add `#[failure(JobFailed)]` above it, or another failure type: ConfigurationError, PermissionError, RevisionOutOfSync, RevisionUnavailable, SystemUnavailable; or `inherit` or `transparent`";
    NoFailureTypeInEnum { name, variants }: "no variant of `{name}` has a failure type",
        help: "add `#[failure(JobFailed)]` or another failure type above each of {variants}, or above the enum as the default of all";
    FailureTypeMissing: "the failure type is missing",
        help: "write it first: `#[failure(JobFailed, ...)]`; CodePipeline knows JobFailed, ConfigurationError, PermissionError, RevisionOutOfSync, RevisionUnavailable and SystemUnavailable";
    EmptyAttribute { example }: "`#[failure]` says nothing",
        help: "write {example}";
    AttributeIsNoList { example }: "`#[failure]` takes a list in parentheses",
        help: "write {example}";

    // Failure types.
    UnknownFailureType { found, advice }: "unknown failure type `{found}`",
        help: "{advice}";
    QuotedFailureType { found }: "the failure type `{found}` is in quotes",
        help: "write it without: `#[failure({found})]`; what is quoted is the message";
    FailureTypeWithPath { found }: "the failure type is written with a path",
        help: "write only its name: `{found}`";
    FailureTypeWithKey { key, advice }: "`{key}` is not needed before the failure type",
        help: "{advice}";
    FailureTypeWithValue { found }: "`{found}` takes no value",
        help: "write `{found}` alone; a message stands after a comma: `{found}, \"...\"`";
    SecondFailureType { first, second }: "a second failure type: `{second}` after `{first}`",
        help: "a failure has one type: keep one of the two";
    FailureTypeAfterMessage { found }: "`{found}` stands after the message",
        help: "write it first; what follows the message are the arguments of its format string";

    // Grammar.
    UnexpectedToken { found }: "unexpected `{found}`",
        help: "write a failure type, then options, then the message: `#[failure(JobFailed, causes, \"...\")]`";
    MissingComma { found }: "expected `,`, found `{found}`",
        help: "separate failure type, options and message with commas";
    ExtraComma: "nothing stands before this comma",
        help: "remove it";
    UnknownOption { found, advice }: "unknown option `{found}`",
        help: "{advice}";
    MessageKey { found }: "`{found}` is not needed before the message",
        help: "write the string literal alone, after the failure type: `#[failure(JobFailed, \"...\")]`; a function that writes the message is given as `fmt = path::to::function`";
    TakesNoValue { option }: "`{option}` takes no value",
        help: "write `{option}` alone";
    NeedsValue { option, example }: "`{option}` needs a value",
        help: "write `{option} = {example}`";
    NeedsEquals { option, example }: "expected `=` after `{option}`",
        help: "write `{option} = {example}`";
    Repeated { found }: "`{found}` is given twice",
        help: "remove one of the two";
    OptionAfterMessage { option, usage }: "`{option}` stands after the message",
        help: "write it before: `#[failure(JobFailed, {usage}, \"...\")]`; what follows the message are the arguments of its format string";
    BelongsOnItem { option, item }: "`{option}` speaks of the whole {item}",
        help: "move it to the `#[failure(...)]` above the {item}";
    BelongsOnVariant { found }: "{found} speaks of one variant",
        help: "move it to the `#[failure(...)]` above a variant; above the enum stand a default failure type, `causes`, `error` and `crate = path`";
    BelongsOnField { option }: "`{option}` speaks of one field",
        help: "write it above a field: `#[failure({option})]`";
    NotOnField { found }: "{found} does not belong on a field",
        help: "above a field stand `source`, `from` and `secret`; failure type, options and message belong above the variant or struct";

    // Messages.
    EmptyMessage: "the message is empty",
        help: "CodePipeline takes messages of 1 to 5000 characters; say what failed, or leave the literal out and `Display` is the message";
    LongMessage { count }: "the message has at least {count} characters",
        help: "CodePipeline takes messages of 1 to 5000 characters, as UTF-16 counts them";
    NotAString { found }: "the message `{found}` is not a string literal",
        help: "write a string literal such as `\"...\"`; for a message made by a function, write `fmt = path::to::function`";
    MessageFromMacro { found }: "the message cannot come from `{found}!`",
        help: "write a string literal and its arguments: `\"... {{}}\", expression`; for a message made by a function, write `fmt = path::to::function`";
    SecondMessage: "a second message",
        help: "a failure has one message: keep one of the two";
    MessageAndFmt: "both a message and `fmt`",
        help: "a failure has one message: keep the string literal or the function";
    FmtIsCalled { path }: "`fmt` takes a function, and calls it itself",
        help: "write the path alone: `fmt = {path}`";
    FmtIsNoPath: "`fmt` needs the path of a function",
        help: "write `fmt = path::to::function`; it takes the fields by reference, then `&mut Formatter`, and returns `fmt::Result`";
    NothingToPrint { advice }: "`{{}}` has nothing to print",
        help: "{advice}";
    NoFields { found, name, argument }: "`{found}` names a field, and `{name}` has none",
        help: "remove it, or give it a value after the message: `{argument}`";
    FieldsHaveNames { found, name, advice }: "`{{{found}}}` numbers a field, and those of `{name}` have names",
        help: "{advice}";
    FieldsHaveNoNames { found, name }: "`{{{found}}}` names a field, and those of `{name}` have no names",
        help: "write `{{0}}`, or give it a value after the message: `{found} = expression`";
    NoSuchField { found, name, advice }: "`{name}` has no field `{found}`",
        help: "{advice}";
    ExpressionInBraces { found, argument }: "`{{{found}}}` is more than a name",
        help: "write a name, and give it a value after the message: `\"{{value}}\", value = {argument}`";
    AmbiguousNumber: "numbers in this message mean both fields and arguments",
        help: "in a tuple `{{0}}` is field 0: give the argument a name: `\"{{value}}\", value = ...`";
    SelfInMessage: "`error` makes the message the type's `Display`, so that one which shows `self` never ends",
        help: "show fields instead, or remove `error` and write `Display` by other means";

    // External execution ids.
    ExternalExecutionIdLength { count }: "the external execution id has {count} characters",
        help: "CodePipeline takes ids of 1 to 1500 characters; for a failure without an id, leave the option out";
    ExternalExecutionIdIsNumber { found, advice }: "the external execution id is the number {found}",
        help: "{advice}";
    ExternalExecutionIdIsTemplate { found, expression }: "`{found}` names a field, and an external execution id is no format string",
        help: "write an expression: `external_execution_id = {expression}`";
    ExternalExecutionIdHasNoField { found, name }: "`{found}` names a field, and `{name}` has none",
        help: "remove `external_execution_id`, or add the field";
    ExternalExecutionIdHasNoName { found, name }: "`{found}` names a field, and those of `{name}` have no names",
        help: "write `external_execution_id = .0`";

    // Sources.
    NoSource { option, name, advice }: "`{option}` needs a source, and `{name}` has none",
        help: "{advice}";
    SecondSource { first }: "a second source; `{first}` is one already",
        help: "an error has one source: remove one of the two marks";
    FromWithOtherFields { name }: "`from` needs `{name}` to have one field",
        help: "write `source` instead of `from`, and fill the fields where the error is made";
    FromTwice: "`#[from]` implements `From` already",
        help: "remove `#[failure(from)]`";
    BorrowedSource { lifetime }: "a source cannot hold the lifetime `{lifetime}`",
        help: "`std::error::Error::source` returns errors that are `'static`: store an owned one";

    // Transparent.
    TransparentNeedsField { name }: "`transparent` forwards to a field, and `{name}` has none",
        help: "write a failure type instead: `#[failure(JobFailed)]`";
    TransparentNeedsOneField { name, count }: "`transparent` forwards to one field, and `{name}` has {count}",
        help: "write `inherit` and a message, or move the other fields into the error it forwards to";
    TransparentOnEnum: "`transparent` cannot be the default of an enum",
        help: "write it above each variant that forwards to its field";
    TransparentWith { found }: "`transparent` takes all from the field, so {found} has no place",
        help: "remove it, or write `inherit`, which takes the failure type alone, instead of `transparent`";

    // Secrets.
    SecretInMessage { field }: "the message names the secret field `{field}`",
        help: "remove it from the message: what is sent is read by everyone who can see the pipeline";
    SecretInExternalExecutionId { field }: "the external execution id names the secret field `{field}`",
        help: "take another field: the id is shown in the console and put into a link";

    // `error` and `crate`.
    ErrorNeedsMessage { name }: "`error` makes the message the type's `Display`, and `{name}` has no message",
        help: "write one after its failure type: `#[failure(JobFailed, \"...\")]`";
    CrateIsQuoted { path }: "the path of the crate is in quotes",
        help: "write it without: `crate = {path}`";
    CrateIsNoPath: "`crate` needs the path of a module",
        help: "write `crate = path::to::codepipeline_fail`";
}

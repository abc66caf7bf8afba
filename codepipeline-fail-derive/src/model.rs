//! What the macro knows of an item once its attributes are read.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::{Generics, LitStr, Type};

use crate::arguments::{Argument, unraw};
use crate::template::Template;
use crate::tokens::Tokens;

/// A struct or an enum.
pub struct Item {
    pub name: Ident,
    pub generics: Generics,
    pub documentation: Vec<TokenStream>,
    pub is_enum: bool,
    /// The path under which the runtime crate is found.
    pub crate_path: Tokens,
    /// `error`: `Display` and `std::error::Error` are written too.
    pub error: Option<Span>,
    /// The variants, or the struct itself as the only one.
    pub variants: Vec<Variant>,
}

/// A variant, or a struct.
pub struct Variant {
    pub name: Ident,
    /// Something in its attributes could not be read, so that what lacks may stand there.
    pub is_broken: bool,
    pub documentation: Vec<TokenStream>,
    pub style: Style,
    pub fields: Vec<Field>,
    pub rule: Rule,
    pub message: Message,
    /// `causes`: the chain of sources is appended to the message.
    pub causes: bool,
    pub external_execution_id: Option<Vec<TokenTree>>,
    /// The field that is the source.
    pub source: Option<Source>,
}

/// How the fields of a variant are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Unit,
    Tuple,
    Named,
}

/// Where the failure type comes from.
#[derive(Clone, Copy)]
pub enum Rule {
    /// It is this one.
    Fixed(FailureType),
    /// From the source, through `Classify`.
    Inherit(Span),
    /// Type, message and id from the only field, through `JobFailure`.
    Transparent(Span),
}

impl Rule {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Fixed(failure_type) => failure_type.name(),
            Rule::Inherit(_) => "inherit",
            Rule::Transparent(_) => "transparent",
        }
    }
}

/// Where the message comes from.
pub enum Message {
    /// The type's `Display`.
    Display,
    /// A format string and its arguments.
    Template(Box<MessageTemplate>),
    /// `fmt = path`: a function.
    Function(TokenStream),
}

/// A format string and its arguments.
pub struct MessageTemplate {
    pub literal: LitStr,
    /// What the literal stands for.
    pub text: String,
    pub template: Template,
    pub arguments: Vec<Argument>,
}

/// A field.
pub struct Field {
    pub position: usize,
    /// None in a tuple.
    pub name: Option<Ident>,
    pub ty: Type,
    /// `#[failure(secret)]`.
    pub secret: Option<Span>,
    /// `#[failure(from)]`.
    pub from: Option<Span>,
}

/// The field that is the source of an error.
#[derive(Clone, Copy)]
pub struct Source {
    pub position: usize,
    /// It is one only because `inherit` has no other field to take, so that it need not be an error.
    pub implied: bool,
}

/// The six failure types of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureType {
    JobFailed,
    ConfigurationError,
    PermissionError,
    RevisionOutOfSync,
    RevisionUnavailable,
    SystemUnavailable,
}

impl FailureType {
    pub const ALL: [Self; 6] = [
        Self::JobFailed,
        Self::ConfigurationError,
        Self::PermissionError,
        Self::RevisionOutOfSync,
        Self::RevisionUnavailable,
        Self::SystemUnavailable,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::JobFailed => "JobFailed",
            Self::ConfigurationError => "ConfigurationError",
            Self::PermissionError => "PermissionError",
            Self::RevisionOutOfSync => "RevisionOutOfSync",
            Self::RevisionUnavailable => "RevisionUnavailable",
            Self::SystemUnavailable => "SystemUnavailable",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|failure_type| failure_type.name() == name)
    }
}

impl Item {
    /// Any type parameter could make a bound necessary; without one, none is.
    pub fn is_generic(&self) -> bool {
        self.generics.type_params().next().is_some()
    }
}

impl Variant {
    /// All comes from the only field.
    pub fn is_transparent(&self) -> bool {
        matches!(self.rule, Rule::Transparent(_))
    }

    /// The field that a format string or a shorthand means by `member`: a name, a number, or `_0` in a tuple.
    pub fn field(&self, member: &str) -> Option<&Field> {
        self.fields.iter().find(|field| match &field.name {
            Some(name) => unraw(name) == member,
            None => field.position.to_string() == member.strip_prefix('_').unwrap_or(member),
        })
    }

    pub fn source_field(&self) -> Option<&Field> {
        self.source.map(|source| &self.fields[source.position])
    }
}

impl MessageTemplate {
    /// The argument that is called so.
    pub fn named_argument(&self, name: &str) -> Option<&Argument> {
        let is_it = |argument: &&Argument| argument.name.as_ref().is_some_and(|own| unraw(own) == name);
        self.arguments.iter().find(is_it)
    }
}

impl Field {
    /// The field as its owner would call it: `key`, or `0`.
    pub fn display_name(&self) -> String {
        self.name.as_ref().map_or_else(|| self.position.to_string(), ToString::to_string)
    }
}

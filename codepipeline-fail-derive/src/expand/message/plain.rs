//! Messages that show nothing, or a few fields as they are, `{field}` alone.
//!
//! Most messages are of this kind, and a call of the runtime takes the compiler half as long as `format_args!`. It is for
//! fields of which it is clear that they can be shown, so that rustc has nothing to say of the format string, which would
//! have to point inside it.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Ident, Literal, Span};
use syn::Type;

use super::is_clear;
use crate::expand::{local, numbered_local, pattern};
use crate::generics::ungrouped;
use crate::model::{Field, Item, MessageTemplate, Style, Variant};
use crate::template::{Placeholder, Position};
use crate::tokens::Tokens;

/// For how many fields the runtime has a function.
const MOST: usize = 3;

/// How long the text before a field can be, in bytes: the runtime reads its length from one character of a template.
const LONGEST_TEXT: usize = 127;

/// A message of this kind.
pub struct Plain<'a> {
    variant: &'a Variant,
    message: &'a MessageTemplate,
    /// What the placeholders show, in order.
    shown: Vec<&'a Field>,
}

impl<'a> Plain<'a> {
    /// `None` for a message that is not of this kind.
    pub fn read(item: &Item, variant: &'a Variant, message: &'a MessageTemplate) -> Option<Self> {
        let template = &message.template;
        // A suffix is for rustc to refuse.
        let is_string = !template.malformed && message.literal.suffix().is_empty();
        let is_short = texts_before_fields(message).all(|text| text.len() <= LONGEST_TEXT);
        if !is_string || !is_short || !message.arguments.is_empty() || template.placeholders.len() > MOST {
            return None;
        }
        let fields = template.placeholders.iter().map(|placeholder| field(variant, placeholder));
        let shown = fields.collect::<Option<Vec<_>>>()?;
        let can_be_shown = |field: &&Field| is_path(&field.ty) || is_clear(&field.ty, item);
        shown.iter().all(can_be_shown).then_some(Self { variant, message, shown })
    }

    /// Variants that have this in common can share an arm: which placeholders show the same field, and how the types are
    /// written. `None` where types could be different that are written alike.
    pub fn shape(&self) -> Option<String> {
        let mut shape = String::new();
        for field in &self.shown {
            // Writing to a string cannot fail.
            let _ = write!(shape, "{} ", self.first(field)?);
            add_type(&field.ty, &mut shape)?;
        }
        Some(shape)
    }

    /// The pattern that binds what is shown to the locals of [`write`](Self::write).
    pub fn pattern(&self, item: &Item) -> Tokens {
        let bound = self.variant.fields.iter().filter_map(|field| {
            let first = self.first(field)?;
            Some((field, numbered_local(first)))
        });
        pattern(item, self.variant, &bound.collect::<Vec<_>>())
    }

    /// The pattern that binds nothing.
    pub fn bare_pattern(&self, item: &Item) -> Tokens {
        pattern(item, self.variant, &[])
    }

    /// What the runtime needs of the message: for each field the length of the text before it, and all of the text.
    pub fn template(&self) -> Tokens {
        let lengths = texts_before_fields(self.message).filter_map(|text| u8::try_from(text.len()).ok());
        let mut template: String = lengths.map(char::from).collect();
        template.extend(self.message.template.texts.iter().map(String::as_str));
        let mut literal = Literal::string(&template);
        literal.set_span(self.message.literal.span().resolved_at(Span::mixed_site()));
        literal.into()
    }

    /// Writes the message, whose template is this expression.
    pub fn write(&self, item: &Item, template: Tokens) -> Tokens {
        let formatter = Tokens::from(local("formatter"));
        if self.shown.is_empty() {
            let mut write = formatter;
            write.push_punctuation(".");
            write.push_word("write_str");
            write.push_group(Delimiter::Parenthesis, template);
            return write;
        }
        let mut arguments = formatter;
        arguments.push_punctuation(",");
        arguments.append(template);
        for field in &self.shown {
            arguments.push_punctuation(",");
            arguments.append(self.value(item, field));
        }
        let mut write = Tokens::default();
        write.push_path(&item.crate_path, &["__private", ["show1", "show2", "show3"][self.shown.len() - 1]]);
        write.push_group(Delimiter::Parenthesis, arguments);
        write
    }

    /// A field is probed.
    pub fn probes(&self) -> bool {
        self.shown.iter().any(|field| is_path(&field.ty))
    }

    /// Which placeholder shows the field first.
    fn first(&self, field: &Field) -> Option<usize> {
        self.shown.iter().position(|shown| shown.position == field.position)
    }

    /// The field; a path as the runtime shows it, `&Field(field).probe_shown()`.
    fn value(&self, item: &Item, field: &Field) -> Tokens {
        let span = self.message.literal.span().resolved_at(Span::mixed_site());
        let mut local = numbered_local(self.first(field).unwrap_or_default());
        local.set_span(span);
        let value = Tokens::from(local);
        if !is_path(&field.ty) {
            return value;
        }
        let mut shown = Tokens::default();
        shown.push_punctuation("&");
        shown.push_path(&item.crate_path, &["__private", "Field"]);
        shown.push_group(Delimiter::Parenthesis, value);
        shown.push_punctuation(".");
        shown.push(Ident::new("probe_shown", span));
        shown.push_group(Delimiter::Parenthesis, Tokens::default());
        shown.spanning(span)
    }
}

fn texts_before_fields(message: &MessageTemplate) -> impl Iterator<Item = &String> {
    message.template.texts.iter().take(message.template.placeholders.len())
}

/// The field that is shown, if nothing is said of how.
fn field<'a>(variant: &'a Variant, placeholder: &Placeholder) -> Option<&'a Field> {
    match &placeholder.argument {
        _ if !placeholder.is_plain => None,
        Position::Name(name) => variant.field(name),
        Position::Number(number, _) if variant.style == Style::Tuple => variant.fields.get(*number),
        Position::Number(..) | Position::Next => None,
    }
}

/// The type is called as the path of the standard library, and is it in all but the strangest programs; there it is still
/// shown rightly, and rustc says as much where it cannot be shown, though not at the place inside the string.
fn is_path(ty: &Type) -> bool {
    match ungrouped(ty) {
        Type::Path(path) => {
            path.qself.is_none() && path.path.segments.last().is_some_and(|last| last.ident == "PathBuf")
        }
        _ => false,
    }
}

/// Adds the type as it is written. `$crate` stands for another crate in each macro, so that there is `None`.
fn add_type(ty: &Type, text: &mut String) -> Option<()> {
    match ungrouped(ty) {
        Type::Reference(reference) => {
            text.push('&');
            if let Some(lifetime) = &reference.lifetime {
                text.push_str(&lifetime.ident.to_string());
            }
            text.push_str(if reference.mutability.is_some() { " mut " } else { " " });
            add_type(&reference.elem, text)
        }
        Type::Path(path) => {
            for segment in &path.path.segments {
                let name = segment.ident.to_string();
                if name == "$crate" || !segment.arguments.is_none() {
                    return None;
                }
                text.push_str(if path.path.leading_colon.is_some() { "::" } else { ":" });
                text.push_str(&name);
            }
            Some(())
        }
        _ => None,
    }
}

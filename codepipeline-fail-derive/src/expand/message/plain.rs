//! Messages that show a few fields as they are, `{field}` alone.
//!
//! Most messages are of this kind, and a call of the runtime takes the compiler half as long as `format_args!`. It is for
//! fields of which it is clear that they can be shown, so that rustc has nothing to say of the format string, which would
//! have to point inside it.

use proc_macro2::{Delimiter, Ident, Literal, Span};
use syn::Type;

use super::{Arm, is_clear};
use crate::expand::{field_local, local, pattern};
use crate::generics::ungrouped;
use crate::model::{Field, Item, MessageTemplate, Style, Variant};
use crate::template::{Placeholder, Position};
use crate::tokens::Tokens;

/// For how many fields the runtime has a function.
const MOST: usize = 3;

/// `None` for a message that is not of this kind.
pub fn arm(item: &Item, variant: &Variant, message: &MessageTemplate) -> Option<Arm> {
    let template = &message.template;
    let count = template.placeholders.len();
    // A suffix is for rustc to refuse.
    let is_string = !template.malformed && message.literal.suffix().is_empty();
    if !is_string || !message.arguments.is_empty() || !(1..=MOST).contains(&count) {
        return None;
    }
    let fields = template.placeholders.iter().map(|placeholder| field(variant, placeholder));
    let fields = fields.collect::<Option<Vec<_>>>()?;
    let is_path = |field: &Field| is_path(&field.ty);
    if !fields.iter().all(|field| is_path(field) || is_clear(&field.ty, item)) {
        return None;
    }
    let span = message.literal.span();
    let literal = |text: &String| {
        let mut literal = Literal::string(text);
        literal.set_span(span);
        literal
    };
    let (first, texts) = template.texts.split_first()?;
    let (first, texts) = (literal(first), texts.iter().map(literal));
    let mut arguments = Tokens::from(local("formatter"));
    arguments.push_punctuation(",");
    arguments.push(first);
    for (field, text) in fields.iter().zip(texts) {
        arguments.push_punctuation(",");
        arguments.append(value(item, field, span));
        arguments.push_punctuation(",");
        arguments.push(text);
    }
    let mut write = Tokens::default();
    write.push_path(&item.crate_path, &["__private", ["show1", "show2", "show3"][count - 1]]);
    write.push_group(Delimiter::Parenthesis, arguments);
    let bound = variant.fields.iter().filter(|own| fields.iter().any(|field| field.position == own.position));
    let bound: Vec<_> = bound.map(|field| (field, field_local(field))).collect();
    let probes = fields.into_iter().any(is_path);
    Some(Arm { pattern: pattern(item, variant, &bound), write, probes, ..Arm::default() })
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

/// The field; a path as the runtime shows it, `&Field(field).probe_shown()`.
fn value(item: &Item, field: &Field, span: Span) -> Tokens {
    let span = span.resolved_at(Span::mixed_site());
    let mut local = field_local(field);
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

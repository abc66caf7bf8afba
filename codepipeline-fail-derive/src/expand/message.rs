//! `fmt_message`: the message of each variant.

mod names;
mod plain;
mod shared;

use std::ops::Range;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::LitStr;
use syn::spanned::Spanned as _;

pub use names::Names;
use names::ident;
use plain::Plain;
use shared::share;

use super::arms::{Arm, match_self};
use super::probe::{Probe, use_probes};
use super::{field_local, local, pattern, transparent};
use crate::arguments::expand_shorthand;
use crate::generics::{Bounds, ungrouped};
use crate::model::{Field, Item, Message, MessageTemplate, Style, Variant};
use crate::template::{Position, Trait};
use crate::tokens::Tokens;

pub fn fmt_message(item: &Item, bounds: &mut Bounds) -> TokenStream {
    let cpf = &item.crate_path;
    let formatter = local("formatter");
    let (mut arms, mut plain_messages, mut shown_by_display) = (Vec::new(), Vec::new(), Vec::new());
    let mut probes = false;
    for variant in item.variants.iter().filter(|variant| !variant.is_transparent()) {
        if shows_display(variant) {
            shown_by_display.push(pattern(item, variant, &[]));
            continue;
        }
        match plain(item, variant) {
            Some(message) if !variant.causes => {
                probes |= message.probes();
                plain_messages.push(message);
            }
            message => {
                let written = written(item, variant, message, bounds);
                probes |= written.probes;
                arms.push(written.into_arm(item, variant));
            }
        }
    }
    let shared = share(item, plain_messages);
    arms.extend(shared.arms);
    if !shown_by_display.is_empty() {
        if item.is_generic() {
            bounds.require_always(quote!(Self: ::core::fmt::Display));
        }
        // The span makes rustc's complaint about a missing `Display` point to the type.
        let span = item.name.span().resolved_at(Span::call_site());
        let this = quote_spanned!(span=> Self);
        let write = quote!(<#this as #cpf::__private::DisplayMessage>::fmt_message(self, #formatter));
        arms.push(Arm::new(shown_by_display, write));
    }
    arms.extend(transparent::arm(item, &quote!(fmt_message), &formatter.to_token_stream()));
    let uses = use_probes(item, probes);
    let (choice, body) = (shared.choice, match_self(item, arms, None));
    quote! {
        fn fmt_message(&self, #formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            #uses
            #choice
            #body
        }
    }
}

/// The variants that need nothing but `Display` share one arm.
fn shows_display(variant: &Variant) -> bool {
    matches!(variant.message, Message::Display) && !variant.causes
}

/// The message of this kind, if the variant has one.
fn plain<'a>(item: &Item, variant: &'a Variant) -> Option<Plain<'a>> {
    match &variant.message {
        Message::Template(message) => Plain::read(item, variant, message),
        Message::Function(_) | Message::Display => None,
    }
}

/// How the message of one variant is written.
#[derive(Default)]
struct Written {
    pattern: Tokens,
    lets: TokenStream,
    /// An expression that writes the message to the local `formatter`.
    write: Tokens,
    /// A field is probed.
    probes: bool,
}

impl Written {
    fn into_arm(self, item: &Item, variant: &Variant) -> Arm {
        let Self { pattern, lets, mut write, .. } = self;
        if variant.causes {
            let (cpf, formatter) = (&item.crate_path, local("formatter"));
            let cause = quote!(#cpf::JobFailure::cause(self));
            write = quote!(#cpf::__private::append_causes(#formatter, &|#formatter| #write, #cause)).into();
        }
        if !lets.is_empty() {
            write = quote!({ #lets #write }).into();
        }
        Arm::new([pattern], write)
    }
}

fn written(item: &Item, variant: &Variant, plain: Option<Plain<'_>>, bounds: &mut Bounds) -> Written {
    if let Some(plain) = plain {
        let (pattern, write) = (plain.pattern(item), plain.write(item, plain.template()));
        return Written { pattern, write, probes: plain.probes(), ..Written::default() };
    }
    let cpf = &item.crate_path;
    let formatter = local("formatter");
    let all = || variant.fields.iter().map(|field| (field, field_local(field))).collect::<Vec<_>>();
    match &variant.message {
        Message::Template(message) => template_arm(item, variant, message, bounds),
        Message::Function(path) => {
            let write = call(variant, path).into();
            Written { pattern: pattern(item, variant, &all()), write, ..Written::default() }
        }
        Message::Display => {
            if item.is_generic() {
                bounds.require_always(quote!(Self: ::core::fmt::Display));
            }
            let write =
                quote!(<Self as #cpf::__private::DisplayMessage>::fmt_message(self, #formatter)).into();
            Written { pattern: pattern(item, variant, &[]), write, ..Written::default() }
        }
    }
}

/// Calls the function of `fmt = path`.
///
/// All of it stands where the path does, for rustc to report there what does not fit; and the function is named with its
/// kind of type before it is called, so that rustc tells what kind is expected.
fn call(variant: &Variant, path: &TokenStream) -> TokenStream {
    let span = path.span().resolved_at(Span::mixed_site());
    let locals = variant.fields.iter().map(field_local).chain([local("formatter")]);
    let arguments: Vec<Ident> = locals.map(|local| Ident::new(&local.to_string(), span)).collect();
    let types = arguments.iter().map(|_| quote_spanned!(span=> _));
    quote_spanned! {span=> {
        let write: fn(#(#types),*) -> ::core::fmt::Result = #path;
        write(#(#arguments),*)
    }}
}

fn template_arm(item: &Item, variant: &Variant, message: &MessageTemplate, bounds: &mut Bounds) -> Written {
    let formatter = local("formatter");
    let mut names = Names::default();
    let mut arguments = Vec::new();
    for argument in &message.arguments {
        let expression = expand_shorthand(&argument.expression, &mut |member, span| {
            names.shorthand(variant, member, span)
        });
        names.add_mentions(variant, argument.expression.iter().cloned().collect());
        let name = argument.name.as_ref().map(|name| quote!(#name =));
        arguments.push(quote!(#name #expression));
    }
    let mut shown = Shown { item, variant, message, bounds, names: &mut names, probes: false };
    let by_number = shown.numbers();
    let by_name = shown.captures();
    let literal = by_number.literal;
    let positional = by_number.arguments;
    let probes = shown.probes;
    let lets = names.lets(variant);
    let pattern = pattern(item, variant, &names.bindings(variant));
    let arguments = positional.into_iter().chain(arguments).chain(by_name);
    let write = quote!(#formatter.write_fmt(::core::format_args!(#literal #(, #arguments)*))).into();
    Written { pattern, lets, write, probes }
}

/// How the fields that a template names get to it.
struct Shown<'a> {
    item: &'a Item,
    variant: &'a Variant,
    message: &'a MessageTemplate,
    bounds: &'a mut Bounds,
    names: &'a mut Names,
    /// A field was probed.
    probes: bool,
}

struct ByNumber {
    literal: Literal,
    arguments: Vec<TokenStream>,
}

impl Shown<'_> {
    /// `{0}` in a tuple: the fields are passed as the first arguments.
    ///
    /// `format_args!` refuses arguments that the string does not use, so where the numbers leave one out, they are
    /// written anew, without the gap. Otherwise the literal stays as it is, for rustc to point into.
    fn numbers(&mut self) -> ByNumber {
        let literal = self.message.literal.token();
        let unnamed = self.message.arguments.iter().any(|argument| argument.name.is_none());
        if self.variant.style != Style::Tuple || unnamed {
            return ByNumber { literal, arguments: Vec::new() };
        }
        let positions = self.message.template.positions();
        let numbers: Vec<_> = positions
            .filter_map(|position| match position {
                Position::Number(number, range) => Some((*number, range.clone())),
                Position::Next | Position::Name(_) => None,
            })
            .collect();
        let is_used = |field: &&Field| numbers.iter().any(|(number, _)| *number == field.position);
        let used: Vec<&Field> = self.variant.fields.iter().filter(is_used).collect();
        let arguments = used
            .iter()
            .map(|field| {
                let mut local = self.names.local(field);
                // Where the field cannot be shown, rustc points to its type.
                local.set_span(field.ty.span().resolved_at(Span::mixed_site()));
                self.shown(
                    field,
                    |position| matches!(position, Position::Number(number, _) if *number == field.position),
                )
                .unwrap_or_else(|| quote!(#local))
            })
            .collect();
        let has_gap = used.last().is_some_and(|last| last.position >= used.len());
        let literal = if has_gap { renumbered(self.message, &numbers, &used) } else { literal };
        ByNumber { literal, arguments }
    }

    /// `{field}`: a local of that name in the scope of the literal, which `format_args!` captures, so that rustc points
    /// into the string. Where the arguments name the field too, or a pattern could not, it is passed as one more argument.
    fn captures(&mut self) -> Vec<TokenStream> {
        let positions = self.message.template.positions();
        let span = self.message.literal.span();
        let (mut captured, mut named_arguments) = (Vec::new(), Vec::new());
        for position in positions {
            let Position::Name(name) = position else { continue };
            if captured.contains(&name) || self.message.named_argument(name).is_some() {
                continue;
            }
            captured.push(name);
            let Some(field) = self.variant.field(name) else {
                self.names.may_be_misspelt(self.variant, name, span);
                continue;
            };
            let value = self.shown(field, |position| matches!(position, Position::Name(own) if own == name));
            // A pattern cannot bind the name of a constant.
            let could_be_a_constant = name.chars().any(char::is_uppercase);
            if self.names.mentions(field) || could_be_a_constant {
                let name = ident(field, name, span);
                let value = self.names.value(field, value);
                named_arguments.push(quote!(#name = #value));
            } else {
                self.names.capture(field, name, span, value);
            }
        }
        named_arguments
    }

    /// What the template shows in place of the field, where that is not the field itself. `is_field` tells its
    /// placeholders; bounds are added for them.
    fn shown(&mut self, field: &Field, is_field: impl Fn(&Position) -> bool) -> Option<TokenStream> {
        let cpf = &self.item.crate_path;
        let placeholders = self.message.template.placeholders.iter();
        let traits: Vec<Trait> = placeholders
            .filter(|placeholder| is_field(&placeholder.argument))
            .map(|placeholder| placeholder.shown)
            .collect();
        for shown in &traits {
            self.bounds.require(&field.ty, &trait_path(*shown));
        }
        if traits.contains(&Trait::Pointer) {
            let field = field_local(field);
            Some(quote!(#cpf::__private::Pointee(#field)))
        } else if traits.contains(&Trait::Display) && may_need_help(&field.ty, self.item) {
            self.probes = true;
            Some(Probe::new(self.item, field).call("probe_shown", 0, &quote!()))
        } else {
            None
        }
    }
}

/// Paths have no `Display`, and an `SdkError` has one that says nothing: the runtime shows both better. Types of which
/// it is clear that they are neither are left as they are, to give the compiler less to do.
fn may_need_help(ty: &syn::Type, item: &Item) -> bool {
    !is_clear(ty, item) && !is_parameter(ty, item)
}

/// The type is one of the standard library that shows itself, as far as its name tells.
fn is_clear(ty: &syn::Type, item: &Item) -> bool {
    const CLEAR: [&str; 16] = [
        "String", "str", "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32",
        "i64", "f32", "f64",
    ];
    match ungrouped(ty) {
        syn::Type::Reference(reference) => is_clear(&reference.elem, item),
        syn::Type::Path(path) => path.path.get_ident().is_some_and(|name| {
            let name = name.to_string();
            CLEAR.contains(&name.as_str()) && !is_parameter(ty, item)
        }),
        _ => false,
    }
}

/// The type is a type parameter, or a reference to one.
fn is_parameter(ty: &syn::Type, item: &Item) -> bool {
    match ungrouped(ty) {
        syn::Type::Reference(reference) => is_parameter(&reference.elem, item),
        syn::Type::Path(path) => path
            .path
            .get_ident()
            .is_some_and(|name| item.generics.type_params().any(|parameter| parameter.ident == *name)),
        _ => false,
    }
}

/// The literal with its numbers replaced by their rank among those used.
fn renumbered(message: &MessageTemplate, numbers: &[(usize, Range<usize>)], used: &[&Field]) -> Literal {
    let mut text = message.text.clone();
    // From the end, so that what is before stays where it is.
    for (number, range) in numbers.iter().rev() {
        let rank = used.iter().take_while(|field| field.position < *number).count();
        text.replace_range(range.clone(), &rank.to_string());
    }
    LitStr::new(&text, message.literal.span()).token()
}

fn trait_path(shown: Trait) -> TokenStream {
    let name = match shown {
        Trait::Display => "Display",
        Trait::Debug => "Debug",
        Trait::LowerHex => "LowerHex",
        Trait::UpperHex => "UpperHex",
        Trait::Octal => "Octal",
        Trait::Binary => "Binary",
        Trait::LowerExp => "LowerExp",
        Trait::UpperExp => "UpperExp",
        Trait::Pointer => "Pointer",
    };
    let name = Ident::new(name, Span::call_site());
    quote!(::core::fmt::#name)
}

//! Templates of every form, and of no form.

use proptest::prelude::*;

use super::*;

fn name(name: &str) -> Position {
    Position::Name(name.to_owned())
}

fn shown(text: &str) -> Vec<(Position, Trait, Vec<Position>)> {
    let template = Template::read(text);
    assert!(!template.malformed, "{text}");
    let parts = |placeholder: Placeholder| (placeholder.argument, placeholder.shown, placeholder.parameters);
    template.placeholders.into_iter().map(parts).collect()
}

#[test]
fn names_numbers_and_none() {
    assert_eq!(shown("{key}"), [(name("key"), Trait::Display, vec![])]);
    assert_eq!(shown("{}{0}{12}")[2], (Position::Number(12, 6..8), Trait::Display, vec![]));
    assert_eq!(shown("a {} b")[0], (Position::Next, Trait::Display, vec![]));
    assert_eq!(shown("{ größe :?}"), [(name("größe"), Trait::Debug, vec![])]);
}

#[test]
fn every_trait() {
    let expected = [
        ("", Trait::Display),
        (":?", Trait::Debug),
        (":#?", Trait::Debug),
        (":#010x", Trait::LowerHex),
        (":X", Trait::UpperHex),
        (":o", Trait::Octal),
        (":b", Trait::Binary),
        (":+.3e", Trait::LowerExp),
        (":E", Trait::UpperExp),
        (":p", Trait::Pointer),
        (":02x?", Trait::Debug),
    ];
    for (specification, expected) in expected {
        assert_eq!(shown(&format!("{{a{specification}}}"))[0].1, expected, "{specification}");
    }
}

#[test]
fn widths_and_precisions_are_arguments() {
    assert_eq!(shown("{0:1$}")[0].2, [Position::Number(1, 3..4)]);
    assert_eq!(shown("{msg:width$.prec$}")[0].2, [name("width"), name("prec")]);
    assert_eq!(shown("{:>w$}")[0].2, [name("w")]);
    assert_eq!(shown("{:0$}")[0].2, [Position::Number(0, 2..3)]);
    assert_eq!(shown("{:.*}")[0].2, [Position::Next]);
    assert_eq!(shown("{:*^8.2}")[0].2, []);
    assert_eq!(shown("{:}")[0], (Position::Next, Trait::Display, vec![]));
}

#[test]
fn doubled_braces_are_text() {
    let template = Template::read("{{key}} {{{key}}}");
    assert_eq!(template.placeholders.len(), 1);
    assert_eq!(template.text_length, "{key} {}".len());
}

#[test]
fn an_expression_in_braces_is_told() {
    assert_eq!(Template::read("{key.len()}").expressions, ["key.len()"]);
    assert_eq!(Template::read("{0.name:?}").expressions, ["0.name"]);
    assert_eq!(Template::read("{.0}").expressions, [".0"]);
}

#[test]
fn what_is_malformed_is_left_to_rustc() {
    for text in ["{", "}", "{key", "key}", "{key:", "{key:q}", "{{key}", "{:?", "{a b}"] {
        assert!(Template::read(text).malformed, "{text}");
    }
}

#[test]
fn blank_text_says_nothing() {
    for text in ["", " ", "\n\t"] {
        assert!(!Template::read(text).says_something, "{text:?}");
    }
    assert!(Template::read("{}").says_something);
}

/// A placeholder as text, and what is to be read from it.
fn placeholder() -> impl Strategy<Value = (String, Option<(Option<String>, Trait)>)> {
    let argument = prop::option::of("[a-zß数][a-z_0-9ß数]{0,5}|[0-9]{1,2}");
    let fill = prop::sample::select(vec!["", "<", "*^", "数>", "}>", ":<"]);
    let flags = prop::sample::select(vec!["", "+", "-", "#", "0", "+#0"]);
    let width = prop::sample::select(vec!["", "5", "w$", "1$"]);
    let precision = prop::sample::select(vec!["", ".2", ".p$", ".0$"]);
    let shown = prop::sample::select(vec![
        ("", Trait::Display),
        ("?", Trait::Debug),
        ("x?", Trait::Debug),
        ("x", Trait::LowerHex),
        ("X", Trait::UpperHex),
        ("o", Trait::Octal),
        ("b", Trait::Binary),
        ("e", Trait::LowerExp),
        ("E", Trait::UpperExp),
        ("p", Trait::Pointer),
    ]);
    (argument, fill, flags, width, precision, shown).prop_map(
        |(argument, fill, flags, width, precision, (name, shown))| {
            let specification = format!("{fill}{flags}{width}{precision}{name}");
            let colon = if specification.is_empty() { "" } else { ":" };
            let text = format!("{{{}{colon}{specification}}}", argument.as_deref().unwrap_or_default());
            (text, Some((argument, shown)))
        },
    )
}

/// Text around placeholders, with its braces doubled.
fn text() -> impl Strategy<Value = (String, Option<(Option<String>, Trait)>)> {
    "[^{}]{0,8}|\\{\\{|\\}\\}".prop_map(|text| (text, None))
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in ".*", braces in "[{}:$.*0-9a-z?数 ]*") {
        Template::read(&text);
        Template::read(&braces);
    }

    #[test]
    fn what_is_written_is_read(parts in prop::collection::vec(prop_oneof![text(), placeholder()], 0..8)) {
        let whole: String = parts.iter().map(|(text, _)| text.as_str()).collect();
        let template = Template::read(&whole);
        prop_assert!(!template.malformed);
        let read = template.placeholders.iter().map(|placeholder| {
            let argument = match &placeholder.argument {
                Position::Next => None,
                Position::Number(number, range) => {
                    assert_eq!(whole[range.clone()].parse(), Ok(*number));
                    Some(whole[range.clone()].to_owned())
                }
                Position::Name(name) => Some(name.clone()),
            };
            (argument, placeholder.shown)
        });
        let written = parts.iter().filter_map(|(_, placeholder)| placeholder.clone());
        prop_assert_eq!(read.collect::<Vec<_>>(), written.collect::<Vec<_>>());
        let around = parts.iter().filter(|(_, placeholder)| placeholder.is_none());
        let length: usize = around.map(|(text, _)| text.replace("{{", "{").replace("}}", "}").encode_utf16().count()).sum();
        prop_assert_eq!(template.text_length, length);
    }
}

//! Arguments beside syn's parser for whole expressions, which the macro does without.

use proptest::prelude::*;
use quote::quote;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Expr, Token};

use super::*;

/// Expressions in which `@` stands where the shorthand `.0` can.
const EXPRESSIONS: [&str; 42] = [
    "@",
    "a",
    "1 + @",
    "-@",
    "!@",
    "&mut @",
    "@ + @ * @",
    "@ < @",
    "@ << @ >> @",
    "a < b",
    "a > b",
    "@ as u64 + @",
    "@ as *const u8",
    "@ as u8 & @",
    "a as Vec<u8, u8>",
    "@..@",
    "..=@",
    "@.len()",
    "@.b.0.c",
    "@[@]",
    "@?",
    "(@, @)",
    "[@; 2]",
    "f(@, @)",
    "a::b::<u8, u16>(@, 1)",
    "Vec::<Vec<u8>>::new()",
    "<Vec<u8> as IntoIterator>::into_iter(@)",
    "<fn(u8, u8) -> u8>::f(@)",
    "S { a: @, b, ..@ }",
    "|a, b| a + @",
    "|a: HashMap<u8, u8>, (b, c)| @",
    "|| @",
    "move || @",
    "if @ { @ } else { @ }",
    "if let Some(x) = @ { x } else { @ }",
    "match @ { 0 if @ > 1 => @, _ => { @ } }",
    "loop { break @ }",
    "'a: loop { break 'a }",
    "{ let x: u8 = @; return @; }",
    "format!(\"{}, {}\", @, @)",
    "a || @ && @",
    "@ != @ || @ >= 0.5",
];

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("the text is made of tokens")
}

fn some_expressions() -> impl Strategy<Value = Vec<(Option<&'static str>, &'static str)>> {
    let name = prop::option::of(prop::sample::select(vec!["name", "r#type", "größe"]));
    prop::collection::vec((name, prop::sample::select(EXPRESSIONS.to_vec())), 0..6)
}

/// The text of arguments, with `field` for `@`.
fn written(arguments: &[(Option<&str>, &str)], field: &str) -> String {
    let written = arguments.iter().map(|(name, expression)| {
        let name = name.map(|name| format!("{name} = ")).unwrap_or_default();
        format!("{name}{}", expression.replace('@', field))
    });
    written.collect::<Vec<_>>().join(", ")
}

#[test]
fn the_expressions_are_expressions() {
    for expression in EXPRESSIONS {
        let expression = expression.replace('@', "field");
        assert!(syn::parse_str::<Expr>(&expression).is_ok(), "{expression}");
    }
}

#[test]
fn a_comparison_is_no_name() {
    let names = |text: &str| -> Vec<_> {
        split(tokens(text)).iter().map(|argument| argument.name.is_some()).collect()
    };
    assert_eq!(names("a == b, a = b, a = -b, a = *b,"), [false, true, true, true]);
}

proptest! {
    #[test]
    fn arguments_end_where_syn_ends_them(arguments in some_expressions()) {
        let text = written(&arguments, "field");
        let whole = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens(&text)).expect("they are expressions");
        let split = split(tokens(&text));
        prop_assert_eq!(split.len(), whole.len());
        for (argument, (name, expression)) in split.iter().zip(&arguments) {
            let own = argument.name.as_ref().map(ToString::to_string);
            prop_assert_eq!(own.as_deref(), *name);
            let expression = tokens(&expression.replace('@', "field"));
            prop_assert_eq!(quote!(#argument).to_string(), expression.to_string());
        }
    }

    #[test]
    fn shorthand_is_found_where_an_expression_begins(arguments in some_expressions()) {
        let mut replaced = 0;
        let shorthand: Vec<TokenTree> = tokens(&written(&arguments, " .0")).into_iter().collect();
        let expanded = expand_shorthand(&shorthand, &mut |member, _| {
            replaced += 1;
            (member == "0").then(|| quote!(field))
        });
        let expected = tokens(&written(&arguments, " field"));
        prop_assert_eq!(expanded.to_string(), expected.to_string());
        prop_assert_eq!(replaced, written(&arguments, "@").matches('@').count());
    }
}

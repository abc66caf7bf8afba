//! Everything that compiles in `#[error("...", arguments)]` compiles after a failure type, and says the same.

#![deny(warnings)]
#![allow(dead_code, reason = "templates may leave fields out")]
#![allow(clippy::all, clippy::pedantic, reason = "the expressions are there for their syntax")]
#![allow(non_snake_case, reason = "thiserror's locals for fields that begin with `_`")]

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use codepipeline_fail::JobFailure;
use thiserror::Error;

/// Derives both from one template, and compares the texts.
///
/// The derives are named by the caller, so that what they add has the caller's hygiene, as without this macro.
macro_rules! same_text {
    (
        derive($theirs:tt, $ours:tt);
        $($case:ident: ($($template:tt)*) $fields:tt = $values:tt;)*
    ) => {$(
        #[test]
        fn $case() {
            #[derive(Debug, $theirs)]
            enum Theirs {
                #[error($($template)*)]
                V $fields,
            }

            #[derive(Debug, $ours)]
            enum Ours {
                #[failure(JobFailed, $($template)*)]
                V $fields,
            }

            let theirs = Theirs::V $values;
            let ours = Ours::V $values;
            assert_eq!(fmt::from_fn(|formatter| ours.fmt_message(formatter)).to_string(), theirs.to_string());
        }
    )*};
}

const LIMIT: usize = 3;
static GREETING: &str = "hello";

#[derive(Clone, Copy, Debug)]
struct Data {
    data: u8,
    pair: (u8, (u8, u8)),
}

impl Data {
    fn method(self) -> u8 {
        self.data + 1
    }

    fn add<T: Into<u32>>(self, other: T) -> u32 {
        u32::from(self.data) + other.into()
    }
}

const DATA: Data = Data { data: 7, pair: (1, (2, 3)) };

mod module {
    pub fn half(number: u32) -> u32 {
        number / 2
    }

    pub struct Pair<A, B>(pub A, pub B);

    impl<A, B> Pair<A, B> {
        pub const SIZE: usize = size_of::<A>() + size_of::<B>();
    }
}

fn both<A: Into<u32>, B: Into<u32>>(a: A, b: B) -> u32 {
    a.into() + b.into()
}

fn a_range<T: fmt::Debug>(range: std::ops::RangeInclusive<T>) -> impl fmt::Debug {
    range
}

macro_rules! shout {
    ($value:expr) => {
        $value.to_string().to_uppercase()
    };
}

// Text.
same_text! {
    derive(Error, JobFailure);

    unit: ("nothing") {} = {};
    braces_only: ("{{}}") {} = {};
    braces_around: ("fn main() {{}} {{{0}}} }}{{") (u8) = (1);
    escapes: ("tab\tquote\"back\\slash\u{1F600}\x21 {a}") { a: u8 } = { a: 1 };
    escaped_braces: ("\x7B\x7B \u{7B}\u{7B} \u{7B}a\u{7D} \x7D\x7D") { a: u8 } = { a: 1 };
    raw_string: (r#"say "{a}" \n"#) { a: u8 } = { a: 1 };
    raw_string_of_many_hashes: (r##"{0}"#"##) (u8) = (1);
    continued_line: ("one \
                      {a} \
                      two") { a: u8 } = { a: 1 };
    several_lines: ("one
two {a}
three") { a: u8 } = { a: 1 };
    other_scripts: ("日本語 🦀 {a} ñ") { a: &'static str } = { a: "字" };
    trailing_comma: ("{a}",) { a: u8 } = { a: 1 };
}

// Fields in the string.
same_text! {
    derive(Error, JobFailure);

    named: ("{a} {b}") { a: u8, b: &'static str } = { a: 1, b: "b" };
    repeated: ("{a} {a:?} {a:>4}") { a: u8 } = { a: 1 };
    tuple: ("{0} {1}") (u8, String) = (1, "b".to_owned());
    tuple_in_another_order: ("{1} {0} {1}") (u8, u8) = (1, 2);
    tuple_with_a_gap: ("{2} {0}") (u8, u8, u8) = (1, 2, 3);
    only_the_last: ("{1}") (u8, u8) = (1, 2);
    debug: ("{a:?} {a:#?}") { a: Vec<u8> } = { a: vec![1] };
    number_formats: ("{a:x} {a:#X} {a:#010b} {a:o} {b:e} {b:+.2E} {a:02x?}") { a: u8, b: f64 } = { a: 200, b: 1234.5 };
    fill_and_alignment: ("{a:*^9}|{a:<5}|{a:>5}|{a:€>5}") { a: &'static str } = { a: "x" };
    number_fill: ("{a:0>3}{a:03}{a:<03}") { a: u8 } = { a: 5 };
    precision: ("{a:.1}{a:.0}") { a: f32 } = { a: 1.25 };
    width_from_a_field: ("{a:width$}|{a:<width$.precision$}|") { a: f64, width: usize, precision: usize }
        = { a: 1.0, width: 6, precision: 2 };
    width_from_an_argument: ("{a:w$}|{a:.p$}", w = 5, p = LIMIT) { a: f64 } = { a: 1.0 };
    precision_by_star: ("{:.*}", 2, .a) { a: f64 } = { a: 1.0 };
    spaces_in_a_placeholder: ("{a } {a :? }") { a: u8 } = { a: 1 };
    constants: ("{LIMIT} {GREETING} {a}") { a: u8 } = { a: 1 };
    constant_width: ("{a:LIMIT$}") { a: u8 } = { a: 1 };
    this: ("{self:?} {a}") { a: u8 } = { a: 1 };
    raw_names: ("{type} {fn:?}") { r#type: u8, r#fn: u8 } = { r#type: 1, r#fn: 2 };
    path: ("{a} {b:?}") { a: PathBuf, b: PathBuf } = { a: "/a".into(), b: "/b".into() };
    borrowed_path: ("{0}") (Box<Path>) = (Path::new("/a").into());
    static_path: ("{0}") (&'static Path) = (Path::new("/a"));
    pathological_names: ("{_a} {__b} {field_0} {f} {r}") { _a: u8, __b: u8, field_0: u8, f: u8, r: u8 }
        = { _a: 1, __b: 2, field_0: 3, f: 4, r: 5 };
}

// Arguments.
same_text! {
    derive(Error, JobFailure);

    positional: ("{} {}", 1, "two") {} = {};
    numbered: ("{1} {0}", 1, "two") {} = {};
    positional_beside_fields: ("{} {a} {}", 1, 2) { a: u8 } = { a: 3 };
    named_argument: ("{a} {b}", b = 2) { a: u8 } = { a: 1 };
    named_beside_a_number: ("{0} {b}", b = 2) (u8) = (1);
    named_argument_over_a_field: ("{a}", a = "other") { a: u8 } = { a: 1 };
    named_argument_from_its_field: ("{a} {b}", a = .a + 1) { a: u8, b: u8 } = { a: 1, b: 5 };
    keyword_arguments: ("{type} {fn}", r#type = 1, r#fn = 2) {} = {};
    implicit_and_explicit: ("{a} {}", .a) { a: u8 } = { a: 1 };
    constant_argument: ("{}", LIMIT) {} = {};
    path_argument: ("{} {}", self::module::half(8), crate::module::Pair::<u8, u16>::SIZE) {} = {};
    self_in_arguments: ("{}", format!("{self:?}").len()) { a: u8 } = { a: 1 };
    display_of_a_path: ("{} {}", .a.display(), .a.components().count()) { a: PathBuf } = { a: "/a".into() };
}

// Shorthand.
same_text! {
    derive(Error, JobFailure);

    field: ("{}", .a) { a: u8 } = { a: 1 };
    field_by_name: ("{}", a) { a: u8 } = { a: 1 };
    number: ("{} {}", .1, .0) (u8, u8) = (1, 2);
    number_by_name: ("{} {}", _1, _0) (u8, u8) = (1, 2);
    number_in_the_string: ("{_0}") (u8) = (1);
    method: ("{} {}", .a.len(), .a.to_uppercase()) { a: String } = { a: "x".to_owned() };
    member: ("{} {}", .0.data, .0.pair.1.1) (Data) = (DATA);
    nested_number: ("{} {} {}", .0.0, .0.1.0, .0.1.1) ((u8, (u8, u8))) = ((1, (2, 3)));
    method_of_a_member: ("{} {}", .0.method(), .0.data.count_ones()) (Data) = (DATA);
    index: ("{} {:?}", .0[1], &.0[..1]) (Vec<u8>) = (vec![1, 2]);
    question: ("{:?}", (|| Some(.0.as_ref()?.count_ones()))()) (Option<u8>) = (Some(3));
    arithmetic: ("{} {} {}", .0 + 1, 1 + .0, .0 * .1 - .0 / .1 % 2) (u8, u8) = (4, 2);
    unary: ("{} {} {}", -.0, !.1, *.0) (i8, bool) = (4, true);
    bits: ("{} {} {}", .0 << 1, .0 >> 1, .0 & 1 | .0 ^ 2) (u8) = (4);
    comparison: ("{} {} {}", *.0 < 5, .0 <= .1, .0 >= .1 && .0 != .1) (u8, u8) = (4, 2);
    shift_by_a_field: ("{} {}", 1 << *.0, 256 >> *.0) (u8) = (4);
    commas_that_compare: ("{} {}", *.0 < 5, *.1 > 3) (u8, u8) = (4, 2);
    cast: ("{} {}", u32::from(*.0), *.0 as f32 * 2.0) (u8) = (4);
    call: ("{} {}", module::half(.0.len() as u32), both(*.1, *.1)) (String, u8) = ("abcd".to_owned(), 2);
    parentheses: ("{:?} {}", (.0, .1), (.0).len()) (String, u8) = ("abcd".to_owned(), 2);
    array: ("{:?} {:?}", [.0, .0], vec![.0; 2]) (u8) = (1);
    structure: ("{:?}", Data { data: *.0, pair: (1, (2, 3)) }) (u8) = (1);
    structure_update: ("{:?}", Data { data: 9, ..*.0 }.data) (Data) = (DATA);
    reference: ("{} {}", &.0, &&.0) (u8) = (1);
    range: ("{:?} {:?} {:?}", 0..*.0, ..=*.0, *.0..) (u8) = (1);
    inside_macros: ("{} {} {}", format!("{}", .0), stringify!(a, b), shout!(.0)) (&'static str) = ("x");
    captured_by_a_nested_macro: ("{}", format!("{a:?}")) { a: u8 } = { a: 1 };
    closure: ("{}", .0.iter().map(|number| number + *.1).sum::<u8>()) (Vec<u8>, u8) = (vec![1, 2], 3);
    closure_of_two: ("{}", .0.iter().fold(0, |sum, number| sum + number)) (Vec<u8>) = (vec![1, 2]);
    closure_called: ("{}", (|a: u8, b: u8| a + b + *.0)(1, 2)) (u8) = (3);
    closure_without_parameters: ("{}", (|| *.0)()) (u8) = (3);
    moving_closure: ("{}", (move || *.0 + 1)()) (u8) = (3);
    closure_that_shadows: ("{}", (|a: u8| a + 1)(*.a)) { a: u8 } = { a: 3 };
    turbofish: ("{} {}", .0.iter().copied().map(u32::from).sum::<u32>(), .0.len()) (Vec<u8>) = (vec![1, 2]);
    turbofish_of_two: ("{} {}", both::<u8, u16>(*.0, 2), BTreeMap::<u8, Vec<u8>>::new().len()) (u8) = (1);
    turbofish_of_a_method: ("{} {}", .0.add::<u8>(1), .0.add::<u16>(2)) (Data) = (DATA);
    qualified_path: ("{} {}", <Vec<u8> as IntoIterator>::into_iter(.0.clone()).count(), <u8>::MAX) (Vec<u8>) = (vec![1]);
    condition: ("{}", if *.0 { .1 } else { .2 }) (bool, u8, u8) = (true, 1, 2);
    condition_with_let: ("{}", if let Some(a) = .0 { *a } else { *.1 }) (Option<u8>, u8) = (None, 1);
    condition_chain: ("{}", if *.0 > 1 { "many" } else if *.0 == .1.len() { "one" } else { "none" }) (usize, String)
        = (1, "x".to_owned());
    matches: ("{}", match .0 { Some(a) if *a > *.1 => *a, Some(_) => *.1, None => 0 }) (Option<u8>, u8) = (Some(3), 4);
    match_with_generics: ("{}", match .0 { Ok::<u8, u8>(a) | Err(a) => a }) (Result<u8, u8>) = (Err(3));
    block: ("{}", { let a = *.0; let b: u8 = *.1; a + b }) (u8, u8) = (3, 4);
    looping: ("{}", { let mut sum = 0; for a in .0 { sum += *a; } sum }) (Vec<u8>) = (vec![3, 4]);
    breaking: ("{}", loop { break *.0 }) (u8) = (3);
    returning: ("{}", (|| { return *.0; })()) (u8) = (3);
    while_loop: ("{}", { let mut a = 0; while a < *.0 { a += 1; } a }) (u8) = (3);
    not_equal: ("{} {}", .0 == .1, !(.0 != .1)) (u8, u8) = (3, 4);
    lazy_operators: ("{} {}", *.0 || *.1, *.0 && *.1 || !(*.1)) (bool, bool) = (true, false);
    raw_field: ("{} {}", .r#type, r#type) { r#type: u8 } = { r#type: 1 };
    option_combinators: ("{}", .a.as_ref().map(|a| a.len()).unwrap_or(*.b)) { a: Option<String>, b: usize } = { a: None, b: 4 };
    floats: ("{} {}", 1.5, .0.0 * 2.5) ((f32, u8)) = ((1.5, 1));
    literal_after_a_comma: ("{} {}", .0, 0.5) (u8) = (1);
    shared: ("{}", Rc::clone(.0)) (Rc<str>) = ("x".into());
    string_with_braces: ("{}", "{a}") { a: u8 } = { a: 1 };
    character: ("{} {}", ',', .0 == &',') (char) = (',');
    lifetime_in_arguments: ("{}", 'outer: loop { break 'outer 1 }) {} = {};
    range_of_fields: ("{:?} {:?} {:?}", (.0)..=(.1), a_range(.0 ..= .1), a_range(_0..=_1)) (u8, u8) = (1, 2);
}

// A type that is shown, whatever its other traits.
#[derive(Clone, Copy, Debug)]
struct Shown;

impl Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad("shown")
    }
}

same_text! {
    derive(Error, JobFailure);

    own_type: ("{0} {0:>8} {0:?}") (Shown) = (Shown);
    boxed: ("{0:>8}") (Box<Shown>) = (Box::new(Shown));
    trait_object: ("{0:<8}|") (Rc<Shown>) = (Rc::new(Shown));
    reference_to_a_type: ("{0}") (&'static Shown) = (&Shown);
}

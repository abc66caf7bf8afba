use proptest::prelude::*;

use super::parse;
use crate::value::{Map, Value};

fn read(input: &str) -> Result<Map, String> {
    parse(input, &mut |_| Ok(None)).map_err(|error| error.to_string())
}

fn map<const N: usize>(pairs: [(&str, Value); N]) -> Map {
    pairs.map(|(key, value)| (key.to_owned(), value)).into()
}

fn list<const N: usize>(items: [&str; N]) -> Value {
    Value::List(items.map(Value::from).into())
}

#[test]
fn a_scalar_ends_at_the_next_pair() {
    let expected = Ok(map([("type", "JobFailed".into()), ("message", "it broke = so".into())]));
    assert_eq!(read("type=JobFailed,message=it broke = so"), expected);
    assert_eq!(read("type = JobFailed , message=it broke = so \n"), expected);
    assert_eq!(read("a="), Ok(map([("a", "".into())])));
    assert_eq!(read("=x"), Ok(map([("", "x".into())])));
}

#[test]
fn scalars_between_commas_are_a_list() {
    assert_eq!(read("a=b, c"), Ok(map([("a", list(["b", "c"]))])));
    assert_eq!(read("a=b,c[],d=e"), Ok(map([("a", list(["b", "c[]"])), ("d", "e".into())])));
    assert_eq!(
        read("a=b, c, ").unwrap_err(),
        "Expected: '<second>', received: '<none>' for input:\na=b, c, \n        ^"
    );
    assert_eq!(read("a,,b").unwrap_err().lines().next(), Some("Expected: '=', received: ',' for input:"));
    assert_eq!(read("a=b,,c=d"), read("a=b,c=d"));
}

#[test]
fn quotes_keep_what_is_in_them() {
    assert_eq!(
        read(r#"a="b, c=d",e='it\'s \\ 😀'"#),
        Ok(map([("a", "b, c=d".into()), ("e", r"it's \ 😀".into())]))
    );
    assert_eq!(read(r"a=b\, c\n"), Ok(map([("a", r"b, c\n".into())])));
    assert_eq!(read("a=it's").unwrap_err(), "Expected: ',', received: ''' for input:\na=it's\n    ^");
    assert_eq!(
        read("a='it").unwrap_err(),
        "Expected: '<singled quoted>', received: '<none>' for input:\na='it\n  ^"
    );
    assert_eq!(read("a=😀").unwrap_err(), "Expected: ',', received: '😀' for input:\na=😀\n  ^");
}

#[test]
fn brackets_may_lie_in_each_other() {
    let inner = Value::Map(map([("c", list(["1", "2"])), ("d", "x y".into())]));
    assert_eq!(read("a=[x,{c=[1, 2],d=x y} , ]"), Ok(map([("a", Value::List(vec!["x".into(), inner]))])));
    assert_eq!(read("a=[b").unwrap_err(), "Expected: ',', received: 'EOF' for input:\na=[b\n    ^");
    let deep = format!("a={}", "[".repeat(100_000));
    assert!(read(&deep).unwrap_err().starts_with("Too many brackets"));
}

#[test]
fn a_mistake_is_marked_in_its_line() {
    assert_eq!(
        read("a=b,\nc==d,\ne=f").unwrap_err(),
        "Expected: ',', received: '=' for input:\na=b,\nc==d,\n  ^\ne=f"
    );
    assert_eq!(
        read("a=b,a=c").unwrap_err(),
        "Second instance of key \"a\" encountered for input:\na=b,a=c\n    ^\n\
         This is often because there is a preceding \",\" instead of a space."
    );
}

#[test]
fn a_value_may_be_a_files() {
    let mut load = |text: &str| match text.strip_prefix("file://") {
        Some("missing") => Err("there is no such file".to_owned()),
        Some(path) => Ok(Some(format!("<{path}>").as_str().into())),
        None => Ok(None),
    };
    let loaded = parse("a@=file://log,b=file://log,c @= x", &mut load).unwrap();
    assert_eq!(loaded, map([("a", "<log>".into()), ("b", "file://log".into()), ("c", "x".into())]));
    let error = parse("a@='file://missing'", &mut load).unwrap_err();
    assert_eq!(error.to_string(), "there is no such file");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(input in "[a-z=,@'\"\\\\\\[\\]{} \u{a0}\n😀]{0,40}") {
        if let Err(error) = read(&input) {
            prop_assert!(error.contains(input.lines().next().unwrap_or_default()));
        }
    }
}

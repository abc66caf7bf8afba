use std::fmt::Write as _;

use proptest::prelude::*;

use super::read;

/// The value as Python would show it, or what is wrong.
fn shown(text: &str) -> String {
    read(text).map_or_else(|error| error.to_string(), |value| value.to_string())
}

#[test]
fn scalars_keep_their_kind() {
    for (text, expected) in [
        ("yes", "'yes'"),
        ("on", "'on'"),
        ("True", "True"),
        ("tRue", "'tRue'"),
        ("0123", "123"),
        ("0o17", "15"),
        ("0x1A", "26"),
        ("-0b11", "-3"),
        ("1_000", "1000"),
        ("_1", "'_1'"),
        ("+5", "5"),
        ("-0", "0"),
        ("123456789012345678901234567890123456789012345", "123456789012345678901234567890123456789012345"),
        ("0o8", "'0o8'"),
        ("1e3", "1000.0"),
        ("-1.5e+3", "-1500.0"),
        ("1.", "1.0"),
        (".5", "0.5"),
        (".5e3", "'.5e3'"),
        ("1e", "'1e'"),
        ("1.5.6", "'1.5.6'"),
        (".inf", "inf"),
        ("-.INF", "-inf"),
        (".nan", "nan"),
        ("nan", "'nan'"),
        ("1:30", "'1:30'"),
        ("~", "None"),
        ("Null", "None"),
        ("", "None"),
        ("2020-01-01", "2020-01-01"),
        ("2020-1-1", "'2020-1-1'"),
        ("2001-12-14 21:59:43.10 -5", "2001-12-14 21:59:43.10 -5"),
        ("2001-12-14t21:59:43Z", "2001-12-14t21:59:43Z"),
        ("2001-12-14 21:59", "'2001-12-14 21:59'"),
        ("\"5\"", "'5'"),
        ("'it''s'", "\"it's\""),
        ("\"\\x41\\u00e9\\U0001F600\"", "'Aé😀'"),
        ("!!str 5", "'5'"),
        ("!!str", "''"),
        ("!<tag:yaml.org,2002:str> 5", "'5'"),
        ("!!int '0x10'", "16"),
        ("!!float 5", "5.0"),
        ("!!bool yes", "True"),
        ("!!null x", "None"),
        ("!!timestamp 2020-1-1", "2020-1-1"),
        ("!!float nan", "nan"),
        ("!!binary aGk=", "b'hi'"),
        ("! 5", "5"),
        ("1#c", "'1#c'"),
        ("😀 # c", "'😀'"),
    ] {
        assert_eq!(shown(&format!("a: {text}")), format!("{{'a': {expected}}}"), "{text}");
    }
}

#[test]
fn an_older_version_reads_other_scalars() {
    let text = "%YAML 1.1\n---\na: yes\nb: 0123\nc: 1:30\nd: 0o17\ne: n\nf: 1:30.5\ng: 08";
    let expected = "{'a': True, 'b': 83, 'c': 90, 'd': '0o17', 'e': False, 'f': 90.5, 'g': '08'}";
    assert_eq!(shown(text), expected);
    assert_eq!(shown("# c\n%YAML 1.2\n---\na: yes"), "{'a': 'yes'}");
    assert_eq!(shown("%YAML 1.3\n---\na: 1"), "line 1, column 1: only the versions 1.1 and 1.2 are known");
}

#[test]
fn collections_may_lie_in_each_other() {
    assert_eq!(
        shown("a:\n  - b\n  - {c: [d, e,], f}\ng: |\n  x\n  y\nh: >-\n  x\n  y\n"),
        r"{'a': ['b', {'c': ['d', 'e'], 'f': None}], 'g': 'x\ny\n', 'h': 'x y'}"
    );
    assert_eq!(shown("? x\n? y"), "{'x': None, 'y': None}");
    assert_eq!(shown("\u{feff}a: 1\r\nb: 2\r\n"), "{'a': 1, 'b': 2}");
    assert_eq!(shown("---\na: 1\n...\n"), "{'a': 1}");
    assert_eq!((shown(""), shown("# c"), shown("--- x")), ("None".into(), "None".into(), "'x'".into()));
    assert_eq!(shown("!!map {a: !!seq [b]}"), "{'a': ['b']}");
}

#[test]
fn what_has_an_anchor_may_stand_in_other_places() {
    assert_eq!(shown("a: &x [1]\nb: *x"), "{'a': [1], 'b': [1]}");
    assert_eq!(shown("&a a: 1\nb: *a"), "{'a': 1, 'b': 'a'}");
    assert_eq!(shown("a: &a [*a]"), "line 1, column 8: this alias stands for something that holds it");
    assert!(read("b: *x").is_err());
    let mut laughs = "a: &a [x]\n".to_owned();
    for pair in "abcdefghijklm".as_bytes().windows(2) {
        let [last, next] = [pair[0], pair[1]].map(char::from);
        let six = format!("*{last}, ").repeat(6);
        writeln!(laughs, "{next}: &{next} [{six}]").expect("a String takes everything");
    }
    assert!(shown(&laughs).ends_with("the aliases stand for too many values"), "{}", shown(&laughs));
}

#[test]
fn mappings_are_merged() {
    assert_eq!(shown("b: 2\n<<: {a: 1, b: 3}"), "{'a': 1, 'b': 2}");
    assert_eq!(shown("<<: [{a: 1}, {a: 2, c: 3}]\nd: 0"), "{'a': 1, 'c': 3, 'd': 0}");
    assert_eq!(shown("\"<<\": {a: 1}"), "{'<<': {'a': 1}}");
    assert_eq!(shown("<<: 5"), "line 1, column 5: only a mapping, or a list of mappings, can be merged");
    assert!(shown("<<: {a: 1}\n<<: {b: 1}").contains("second time"));
}

#[test]
fn what_is_wrong_is_told_without_values() {
    for (text, expected) in [
        ("a: secret\n5: b", "line 2, column 1: a name has to be text: put it into quotes"),
        ("a: secret\n\"a\": b", "line 2, column 1: the name \"a\" stands here for the second time"),
        ("a: secret\n---\nb: c", "line 2, column 1: a second document begins here, and one is wanted"),
        ("a: !secret 5", "line 1, column 4: this tag is not known here"),
        ("a: !!set {secret}", "line 1, column 4: this tag is not known here"),
        ("a: !!int secret", "line 1, column 4: this is no whole number"),
        ("a: =", "line 1, column 4: this tag is not known here"),
        ("a: b\nb: \u{1}", "line 2, column 4: this character has to be escaped in double quotes"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
    for text in ["\ta: secret", "a: secret: b", "a: @secret", "a: \"\\qsecret\"", "a: [secret", "a: %secret"]
    {
        let error = read(text).unwrap_err().to_string();
        assert!(error.starts_with("line ") && !error.contains("secret"), "{text}: {error}");
    }
    assert!(read(&"[".repeat(100_000)).is_err());
    assert!(shown(&"- ".repeat(100_000)).contains("lie in each other"));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "([a-c0-9:,&*!|>'\"%@`#~<=_.\\-\\[\\]{}? \n\t]|\u{e9}|<<: |- |: |--- |!!|\n  ){0,30}") {
        let _ = read(&text); // That it returns is all that is asked.
    }
}

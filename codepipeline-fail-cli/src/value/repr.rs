//! How Python writes values down: what people know from the AWS CLI's messages.

use std::fmt::{Formatter, Result, Write as _};

use super::Value;

pub fn write(value: &Value, formatter: &mut Formatter<'_>) -> Result {
    match value {
        Value::Null => formatter.write_str("None"),
        Value::Bool(true) => formatter.write_str("True"),
        Value::Bool(false) => formatter.write_str("False"),
        Value::Integer(digits) => formatter.write_str(digits),
        Value::Float(number) => float(*number, formatter),
        Value::Text(text) => quoted(text, formatter),
        Value::Date(text) => formatter.write_str(text),
        Value::Bytes(bytes) => byte_string(bytes, formatter),
        Value::List(items) => {
            formatter.write_char('[')?;
            for (number, item) in items.iter().enumerate() {
                formatter.write_str(if number == 0 { "" } else { ", " })?;
                write(item, formatter)?;
            }
            formatter.write_char(']')
        }
        Value::Map(members) => {
            formatter.write_char('{')?;
            for (number, (name, member)) in members.iter().enumerate() {
                formatter.write_str(if number == 0 { "" } else { ", " })?;
                quoted(name, formatter)?;
                formatter.write_str(": ")?;
                write(member, formatter)?;
            }
            formatter.write_char('}')
        }
    }
}

fn float(number: f64, formatter: &mut Formatter<'_>) -> Result {
    if number.is_nan() {
        formatter.write_str("nan")
    } else if number.is_infinite() {
        formatter.write_str(if number > 0.0 { "inf" } else { "-inf" })
    } else {
        let shown = format!("{number:?}");
        match shown
            .split_once('e')
            .and_then(|(digits, exponent)| Some((digits, exponent.parse::<i32>().ok()?)))
        {
            Some((digits, exponent)) => write!(formatter, "{digits}e{exponent:+03}"),
            None => formatter.write_str(&shown),
        }
    }
}

/// In single quotes, or in double ones if there are only single ones in it.
fn quoted(text: &str, formatter: &mut Formatter<'_>) -> Result {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    formatter.write_char(quote)?;
    for character in text.chars() {
        match character {
            '\\' => formatter.write_str("\\\\")?,
            '\n' => formatter.write_str("\\n")?,
            '\r' => formatter.write_str("\\r")?,
            '\t' => formatter.write_str("\\t")?,
            _ if character == quote => write!(formatter, "\\{character}")?,
            '\0'..='\x1f' | '\x7f'..='\u{a0}' | '\u{ad}' => {
                write!(formatter, "\\x{:02x}", u32::from(character))?;
            }
            _ => formatter.write_char(character)?,
        }
    }
    formatter.write_char(quote)
}

fn byte_string(bytes: &[u8], formatter: &mut Formatter<'_>) -> Result {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    write!(formatter, "b{quote}")?;
    for &byte in bytes {
        match byte {
            b'\\' => formatter.write_str("\\\\")?,
            b'\n' => formatter.write_str("\\n")?,
            b'\r' => formatter.write_str("\\r")?,
            b'\t' => formatter.write_str("\\t")?,
            _ if char::from(byte) == quote => write!(formatter, "\\{quote}")?,
            b' '..=b'~' => formatter.write_char(char::from(byte))?,
            _ => write!(formatter, "\\x{byte:02x}")?,
        }
    }
    formatter.write_char(quote)
}

#[cfg(test)]
mod tests {
    use crate::value::{Map, Value};

    #[test]
    fn values_look_as_in_python() {
        let map: Map = [
            ("a", Value::Null),
            ("it's", Value::List(vec![Value::Bool(true), Value::Integer("5".into()), Value::Float(1.0)])),
            ("b", "say \"it's\"\n\u{7f}ß".into()),
            ("c", Value::Bytes(b"'\x00\xff".to_vec())),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        let expected = r#"{'a': None, "it's": [True, 5, 1.0], 'b': 'say "it\'s"\n\x7fß', 'c': b"'\x00\xff"}"#;
        assert_eq!(Value::Map(map).to_string(), expected);
        assert_eq!(Value::Float(f64::NEG_INFINITY).to_string(), "-inf");
        for (number, expected) in
            [(1e16, "1e+16"), (1e15, "1000000000000000.0"), (1e-5, "1e-05"), (-2.5e100, "-2.5e+100")]
        {
            assert_eq!(Value::Float(number).to_string(), expected);
        }
    }
}

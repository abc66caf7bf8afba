use crate::value::Value;

pub fn print(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text.push('\n');
    text
}

fn write(value: &Value, depth: usize, text: &mut String) {
    match value {
        Value::List(items) if items.is_empty() => text.push_str("[]"),
        Value::Map(members) if members.is_empty() => text.push_str("{}"),
        Value::List(items) => {
            text.push('[');
            for (number, item) in items.iter().enumerate() {
                begin_line(number, depth + 1, text);
                write(item, depth + 1, text);
            }
            end_lines(depth, ']', text);
        }
        Value::Map(members) => {
            text.push('{');
            for (number, (name, member)) in members.iter().enumerate() {
                begin_line(number, depth + 1, text);
                text.push_str(&scalar(&Value::Text(name.clone())));
                text.push_str(": ");
                write(member, depth + 1, text);
            }
            end_lines(depth, '}', text);
        }
        other => text.push_str(&scalar(other)),
    }
}

/// A value that holds no others.
pub fn scalar(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Text(text) => quoted(text),
        other => other.to_string(),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn begin_line(number: usize, depth: usize, text: &mut String) {
    text.push_str(if number == 0 { "\n" } else { ",\n" });
    text.extend(std::iter::repeat_n("    ", depth));
}

fn end_lines(depth: usize, end: char, text: &mut String) {
    text.push('\n');
    text.extend(std::iter::repeat_n("    ", depth));
    text.push(end);
}

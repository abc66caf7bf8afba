//! How what is printed looks: `--output`.

mod json;
mod table;
mod text;
mod yaml;

use crate::value::Value;

/// What `--output` chooses between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// JSON, with four blanks for each level.
    #[default]
    Json,
    /// Words with tabs between them, for `cut` and `awk`.
    Text,
    /// Boxes, for people.
    Table,
    /// YAML.
    Yaml,
    /// YAML, as the only item of a list.
    YamlStream,
}

impl Format {
    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "json" => Self::Json,
            "text" => Self::Text,
            "table" => Self::Table,
            "yaml" => Self::Yaml,
            "yaml-stream" => Self::YamlStream,
            _ => return None,
        })
    }
}

/// A value in this format, as the AWS CLI prints it: an answer without members is not printed at all.
///
/// A table has the operation's name above it, and is set upright if it is wider than so many columns.
///
/// ```
/// use codepipeline_fail_cli::output::{Format, print};
/// use codepipeline_fail_cli::value::Value;
///
/// assert_eq!(print(&Value::Null, Format::Text, "PutJobFailureResult", 80)?, "None\n");
/// assert_eq!(print(&Value::Null, Format::YamlStream, "PutJobFailureResult", 80)?, "- null\n");
/// # Ok::<_, String>(())
/// ```
///
/// # Errors
/// If the value cannot be shown as a table: lists of different lengths have no columns.
pub fn print(value: &Value, format: Format, title: &str, columns: usize) -> Result<String, String> {
    if format != Format::Text && matches!(value, Value::Map(members) if members.is_empty()) {
        return Ok(String::new());
    }
    Ok(match format {
        Format::Json => json::print(value),
        Format::Text => text::print(value),
        Format::Table => table::print(value, title, columns)?,
        Format::Yaml => yaml::print(value),
        Format::YamlStream => yaml::print(&Value::List(vec![value.clone()])),
    })
}

/// A value that holds no others, as it stands in a line of text or in a cell.
fn bare(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => other.to_string(),
    }
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::List(_) | Value::Map(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn printed(text: &str, format: Format) -> String {
        let value = json::read(text).expect("JSON");
        print(&value, format, "PutJobFailureResult", 80).unwrap_or_else(|error| error)
    }

    #[test]
    fn an_answer_without_members_is_not_printed() {
        for format in [Format::Json, Format::Text, Format::Table, Format::Yaml, Format::YamlStream] {
            assert_eq!(printed("{}", format), "", "{format:?}");
        }
    }

    #[test]
    fn nothing_is_printed_in_every_format_in_its_way() {
        let all = [Format::Json, Format::Text, Format::Table, Format::Yaml, Format::YamlStream];
        assert_eq!(all.map(|format| printed("null", format)), ["null\n", "None\n", "", "null\n", "- null\n"]);
    }

    #[test]
    fn structures_are_printed_with_all_that_is_in_them() {
        let value = r#"{"b": ["x", 1.5], "a": {"c": null, "d": "true"}, "e": [], "f": true}"#;
        let json = "{\n    \"b\": [\n        \"x\",\n        1.5\n    ],\n    \"a\": {\n        \"c\": null,\n        \"d\": \
                    \"true\"\n    },\n    \"e\": [],\n    \"f\": true\n}\n";
        assert_eq!(printed(value, Format::Json), json);
        assert_eq!(printed(value, Format::Text), "True\nA\tNone\ttrue\nB\tx\nB\t1.5\n");
        assert_eq!(
            printed(value, Format::Yaml),
            "a:\n  c: null\n  d: 'true'\nb:\n- x\n- 1.5\ne: []\nf: true\n"
        );
        let table = "\
---------------------
|PutJobFailureResult|
+------+------------+
|  f   |  True      |
+------+------------+
||        a        ||
|+-------+---------+|
||   c   |    d    ||
|+-------+---------+|
||  None |  true   ||
|+-------+---------+|
||        b        ||
|+-----------------+|
||  x              ||
||  1.5            ||
|+-----------------+|
";
        assert_eq!(printed(value, Format::Table), table);
    }

    #[test]
    fn lists_of_different_lengths_have_no_columns() {
        let error = printed("[[1, 2], [3]]", Format::Table);
        assert_eq!(error, "Row should have 2 elements, instead it has 1");
    }
}

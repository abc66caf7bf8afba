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

/// Where something is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// How many columns it has. A table that is wider is set upright.
    pub columns: usize,
    /// Whether tables are coloured.
    pub is_coloured: bool,
}

/// A value in this format, as the AWS CLI prints it: an answer without members is not printed at all.
///
/// A table has the operation's name above it.
///
/// ```
/// use codepipeline_fail_cli::output::{Format, Screen, print};
/// use codepipeline_fail_cli::value::Value;
///
/// let screen = Screen { columns: 80, is_coloured: false };
/// assert_eq!(print(&Value::Null, Format::Text, "PutJobFailureResult", screen)?, "None\n");
/// assert_eq!(print(&Value::Null, Format::YamlStream, "PutJobFailureResult", screen)?, "- null\n");
/// # Ok::<_, String>(())
/// ```
///
/// # Errors
/// If the value cannot be shown as a table: lists of different lengths have no columns.
pub fn print(value: &Value, format: Format, title: &str, screen: Screen) -> Result<String, String> {
    if format != Format::Text && matches!(value, Value::Map(members) if members.is_empty()) {
        return Ok(String::new());
    }
    Ok(match format {
        Format::Json => json::print(value),
        Format::Text => text::print(value),
        Format::Table => table::print(value, title, screen)?,
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
        let screen = Screen { columns: 80, is_coloured: false };
        print(&value, format, "PutJobFailureResult", screen).unwrap_or_else(|error| error)
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
    fn a_table_may_be_coloured() {
        let value = json::read(r#"{"a": {"b": "ß"}}"#).expect("JSON");
        let screen = Screen { columns: 80, is_coloured: true };
        let table = print(&value, Format::Table, "PutJobFailureResult", screen).expect("a table");
        let border = "\u{1b}[2m\u{1b}[33m|\u{1b}[0m";
        let row = "|  \u{1b}[1m\u{1b}[34mb\u{1b}[0m    |  \u{1b}[1m\u{1b}[34mß\u{1b}[0m     |";
        assert!(table.contains(&format!("\n{border}{row}{border}\n")), "{table}");
    }

    /// The AWS CLI takes a string for a list of its characters, here of none.
    #[test]
    fn what_is_empty_among_structures_is_one_without_members() {
        let table = "---------------------\n|PutJobFailureResult|\n";
        for value in [r#"[{}, ""]"#, "[{}, []]", "[{}, {}]"] {
            assert_eq!(printed(value, Format::Table), table, "{value}");
        }
    }

    #[test]
    fn lists_of_different_lengths_have_no_columns() {
        let error = printed("[[1, 2], [3]]", Format::Table);
        assert_eq!(error, "Row should have 2 elements, instead it has 1");
    }
}

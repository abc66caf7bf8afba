//! What is printed of an answer: `--query`, in JMESPath (<https://jmespath.org/specification.html>).

use std::collections::BTreeMap;
use std::fmt;

use jmespath::{Expression, Rcvar, Variable};

use crate::failure::Failure;
use crate::value::Value;

/// A query, ready to be asked.
pub struct Query(Expression<'static>);

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// If it is no JMESPath.
    pub fn compile(text: &str) -> Result<Self, Failure> {
        if text.is_empty() {
            return Err(Failure::value(
                "Bad value for --query : Invalid JMESPath expression: cannot be empty.",
            ));
        }
        let expression = jmespath::compile(text);
        expression
            .map(Self)
            .map_err(|error| Failure::value(format!("Bad value for --query {text}: {}", error.reason)))
    }

    /// What the query makes of an answer without members, such as all of those to reports of a result are.
    ///
    /// # Errors
    /// If a function in it does not take what it is given.
    ///
    /// ```
    /// use codepipeline_fail_cli::query::Query;
    ///
    /// assert_eq!(Query::compile("length(@)")?.of_nothing()?.to_string(), "0");
    /// assert_eq!(Query::compile("jobId")?.of_nothing()?.to_string(), "None");
    /// # Ok::<_, codepipeline_fail_cli::failure::Failure>(())
    /// ```
    pub fn of_nothing(&self) -> Result<Value, Failure> {
        let nothing = Rcvar::new(Variable::Object(BTreeMap::new()));
        let found = self.0.search(nothing).map_err(|error| Failure::other(error.reason.to_string()))?;
        value(&found)
    }
}

impl fmt::Debug for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Query").field(&self.0.as_str()).finish()
    }
}

fn value(found: &Variable) -> Result<Value, Failure> {
    Ok(match found {
        Variable::Null => Value::Null,
        Variable::Bool(value) => Value::Bool(*value),
        Variable::String(text) => Value::Text(text.clone()),
        Variable::Number(number) => match number.as_f64() {
            // What functions make of whole numbers are numbers with a fraction, of which there is none to show.
            Some(float) if number.is_f64() && float.fract() != 0.0 => Value::Float(float),
            Some(float) if number.is_f64() => Value::Integer(format!("{float:.0}")),
            _ => Value::Integer(number.to_string()),
        },
        Variable::Array(items) => {
            Value::List(items.iter().map(|item| value(item)).collect::<Result<_, _>>()?)
        }
        Variable::Object(members) => {
            let members = members.iter().map(|(name, member)| Ok((name.clone(), value(member)?)));
            Value::Map(members.collect::<Result<_, Failure>>()?)
        }
        Variable::Expref(_) => return Err(Failure::other("the query gives an expression, and no value")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::FailureKind;

    fn found(query: &str) -> String {
        Query::compile(query)
            .and_then(|query| query.of_nothing())
            .map_or_else(|failure| failure.text, |value| value.to_string())
    }

    #[test]
    fn a_query_may_make_anything_of_nothing() {
        for (query, expected) in [
            ("@", "{}"),
            ("`{}`", "{}"),
            ("a.b[0]", "None"),
            ("length(@)", "0"),
            ("keys(@)", "[]"),
            ("{a: 'x', b: [`1`, `2.5`, `true`]}", "{'a': 'x', 'b': [1, 2.5, True]}"),
            ("sum(`[1, 2]`)", "3"),
            ("'größer'", "'größer'"),
        ] {
            assert_eq!(found(query), expected, "{query}");
        }
    }

    #[test]
    fn what_is_no_query_is_a_wrong_command_line() {
        for query in ["", "[", "foo bar", "a..b", "`{`"] {
            let failure = Query::compile(query).unwrap_err();
            assert_eq!(failure.kind, FailureKind::Value);
            assert!(
                failure.text.starts_with(&format!("Bad value for --query {query}: ")),
                "{}",
                failure.text
            );
        }
    }

    #[test]
    fn a_function_that_is_given_something_else_fails_when_it_is_asked() {
        for query in ["length(`5`)", "nosuchfunction(@)", "sum(@)"] {
            let failure = Query::compile(query).expect("it is one").of_nothing().unwrap_err();
            assert_eq!(failure.kind, FailureKind::Other, "{query}");
        }
    }
}

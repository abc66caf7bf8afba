//! What is printed of an answer: `--query`, in JMESPath (<https://jmespath.org/specification.html>).

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::thread;

use jmespath::{Rcvar, Variable};

use crate::failure::Failure;
use crate::value::Value;

/// As long a query may be: what lies in each other is read by recursion, so that the stack has to have room for it.
const LONGEST: usize = 4096;
const STACK: usize = 64 << 20;

/// A query, and what it makes of an answer without members, such as all of those to reports of a result are.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    of_nothing: Result<Value, Failure>,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// If it is no JMESPath, or longer than 4,096 bytes.
    pub fn compile(text: &str) -> Result<Self, Failure> {
        if text.is_empty() {
            return Err(Failure::value(
                "Bad value for --query : Invalid JMESPath expression: cannot be empty.",
            ));
        }
        if text.len() > LONGEST {
            return Err(Failure::value(format!("Bad value for --query: it is longer than {LONGEST} bytes")));
        }
        with_room(|| {
            let expression = jmespath::compile(text)
                .map_err(|error| Failure::value(format!("Bad value for --query {text}: {}", error.reason)))?;
            let found = expression.search(Rcvar::new(Variable::Object(BTreeMap::new())));
            let of_nothing = found.map_err(|error| Failure::other(error.reason.to_string()));
            Ok(Self { of_nothing: of_nothing.and_then(|found| value(&found)) })
        })
    }

    /// What the query makes of an answer without members.
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
        self.of_nothing.clone()
    }
}

/// Does something on a stack that has room for it.
fn with_room<T: Send>(what: impl FnOnce() -> Result<T, Failure> + Send) -> Result<T, Failure> {
    thread::scope(|scope| {
        let started = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, what);
        let thread = started.map_err(|error| Failure::other(format!("cannot read the query: {error}")))?;
        thread.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
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
    fn a_long_query_does_not_fill_the_stack() {
        for part in ["[", "(", "!", "{a:", "a.", "a|", "a||", "[?", "`[", "&", "*.", "length(", "@[0]"] {
            let longest = part.repeat(LONGEST / part.len());
            let _ = Query::compile(&longest).and_then(|query| query.of_nothing());
            let whole = format!("{longest}@");
            let _ = Query::compile(&whole[whole.len() - LONGEST..]).and_then(|query| query.of_nothing());
            assert!(Query::compile(&part.repeat(LONGEST)).is_err(), "{part}");
        }
        let nested = format!("{}@{}", "[".repeat(2000), "]".repeat(2000));
        assert!(Query::compile(&nested).and_then(|query| query.of_nothing()).is_ok());
    }

    #[test]
    fn a_function_that_is_given_something_else_fails_when_it_is_asked() {
        for query in ["length(`5`)", "nosuchfunction(@)", "sum(@)"] {
            let failure = Query::compile(query).expect("it is one").of_nothing().unwrap_err();
            assert_eq!(failure.kind, FailureKind::Other, "{query}");
        }
    }
}

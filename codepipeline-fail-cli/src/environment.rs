//! The variables of the environment.

use std::collections::HashMap;
use std::fmt;

/// The variables of the environment, as they are when the command starts.
#[derive(Clone, Default)]
pub struct Environment(HashMap<String, String>);

impl Environment {
    /// Those of this process. What is no UTF-8 cannot be used, and is left out.
    #[must_use]
    pub fn of_process() -> Self {
        let all = std::env::vars_os();
        all.filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))).collect()
    }

    /// A variable, if it is set; it may be empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A variable, if there is something in it.
    #[must_use]
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// A path that may begin with `~`, in the home that the variables tell.
    #[must_use]
    pub fn expanded(&self, path: &str) -> String {
        let home = || self.get("HOME").or_else(|| self.get("USERPROFILE"));
        shellexpand::tilde_with_context(path, home).into_owned()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Environment {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(variables: I) -> Self {
        Self(variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// Without the values: there are secrets among them.
impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_is_set_and_not_filled() {
        let environment = Environment::from_iter([("A", ""), ("B", "x")]);
        assert_eq!((environment.get("A"), environment.filled("A")), (Some(""), None));
        assert_eq!((environment.filled("B"), environment.get("C")), (Some("x"), None));
    }

    #[test]
    fn values_are_not_shown() {
        let environment = Environment::from_iter([("AWS_SECRET_ACCESS_KEY", "hush")]);
        assert_eq!(format!("{environment:?}"), r#"{"AWS_SECRET_ACCESS_KEY"}"#);
    }

    #[test]
    fn home_is_that_of_the_variables() {
        let environment = Environment::from_iter([("HOME", "/home/worker")]);
        assert_eq!(environment.expanded("~/.aws/config"), "/home/worker/.aws/config");
        assert_eq!(environment.expanded("$HOME/x"), "$HOME/x");
    }
}

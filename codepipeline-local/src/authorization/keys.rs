//! The keys that requests may be signed with.

use std::collections::BTreeMap;
use std::fmt;

/// Access keys: each an id and its secret. `Debug` shows the ids alone.
///
/// With the feature `signatures`.
///
/// ```
/// use codepipeline_local::{AccessKeys, Authentication};
///
/// let keys = AccessKeys::new().with("AKIDEXAMPLE", "secret").with("ASIDEXAMPLE", "another secret");
/// let authentication = Authentication::Signature(keys);
/// assert!(!format!("{authentication:?}").contains("secret"));
/// ```
#[derive(Clone, Default)]
pub struct AccessKeys(BTreeMap<String, String>);

impl AccessKeys {
    /// None: every request is refused.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a key. One of the same id is replaced.
    #[must_use]
    pub fn with(mut self, access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        self.0.insert(access_key_id.into(), secret_access_key.into());
        self
    }

    pub(super) fn secret(&self, access_key_id: &str) -> Option<&str> {
        self.0.get(access_key_id).map(String::as_str)
    }
}

impl fmt::Debug for AccessKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessKeys ")?;
        f.debug_map().entries(self.0.keys().map(|id| (id, format_args!("**")))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_ids_alone() {
        let keys = AccessKeys::new().with("B", "hidden").with("A", "old").with("A", "hidden");
        assert_eq!(format!("{keys:?}"), r#"AccessKeys {"A": **, "B": **}"#);
        assert_eq!((keys.secret("A"), keys.secret("C")), (Some("hidden"), None));
    }
}

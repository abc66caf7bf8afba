//! Where a worker's jobs come from.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use aws_sdk_codepipeline::types::{ActionOwner, ActionTypeId};

use super::ActionType;

/// Whose jobs a worker polls for.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub action_type: ActionType,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Of the account itself; with the property and value to ask for, if the action type has a queryable one.
    Custom { query: Option<(String, String)> },
    /// Of a partner.
    ThirdParty { tokens: Tokens },
}

type Token = Result<String, Box<dyn Error + Send + Sync>>;
type TokenFuture = Pin<Box<dyn Future<Output = Token> + Send>>;

/// Finds the token of a client in the partner's own store.
#[derive(Clone)]
pub(super) struct Tokens(Arc<dyn Fn(String) -> TokenFuture + Send + Sync>);

impl Tokens {
    pub fn new<P, F, T, E>(provider: P) -> Self
    where
        P: Fn(String) -> F + Send + Sync + 'static,
        F: Future<Output = Result<T, E>> + Send + 'static,
        T: Into<String>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self(Arc::new(move |client_id| {
            let token = provider(client_id);
            Box::pin(async move { token.await.map(Into::into).map_err(Into::into) })
        }))
    }

    pub async fn of(&self, client_id: &str) -> Token {
        self.0(client_id.to_owned()).await
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Tokens")
    }
}

impl Source {
    pub fn action_type_id(&self) -> Option<ActionTypeId> {
        let owner = match self.kind {
            Kind::Custom { .. } => ActionOwner::Custom,
            Kind::ThirdParty { .. } => ActionOwner::ThirdParty,
        };
        let ActionType { category, provider, version } = &self.action_type;
        let id = ActionTypeId::builder().category(category.as_str().into()).owner(owner);
        id.provider(provider).version(version).build().ok() // every member is there
    }

    pub fn query(&self) -> Option<HashMap<String, String>> {
        match &self.kind {
            Kind::Custom { query } => query.clone().map(|pair| HashMap::from([pair])),
            Kind::ThirdParty { .. } => None,
        }
    }
}

/// As the journal names its owner.
impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let owner = match self.kind {
            Kind::Custom { .. } => "Custom",
            Kind::ThirdParty { .. } => "ThirdParty",
        };
        write!(formatter, "{owner} {}", self.action_type)
    }
}

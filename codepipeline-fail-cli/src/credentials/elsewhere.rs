//! Credentials that have to be asked for, as the AWS SDK asks for them.

use std::time::Duration;

use aws_config::ecs::EcsCredentialsProvider;
use aws_config::imds::client::Client;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::imds::region::ImdsRegionProvider;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::web_identity_token::WebIdentityTokenCredentialsProvider;
use aws_config::{BehaviorVersion, Region};
use aws_credential_types::Credentials;
use aws_credential_types::provider::ProvideCredentials;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::display::DisplayErrorContext;

use crate::failure::Failure;
use crate::http::Http;

/// Who is asked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Elsewhere {
    /// What a profile names: a role, a single sign-on, a program.
    Profile(Option<String>),
    /// The role for the token of an identity, which the environment names.
    WebIdentity,
    /// The agent of a container.
    Container,
    /// The machine, which is one of AWS's.
    Instance,
}

impl Elsewhere {
    /// Asks.
    pub(super) fn load(&self, region: &str, http: &Http) -> Result<Credentials, Failure> {
        let config = config(http).with_region(Some(Region::new(region.to_owned())));
        let provided = wait(async {
            match self {
                Self::Profile(name) => {
                    let mut provider = ProfileFileCredentialsProvider::builder().configure(&config);
                    if let Some(name) = name {
                        provider = provider.profile_name(name);
                    }
                    provider.build().provide_credentials().await
                }
                Self::WebIdentity => {
                    let provider = WebIdentityTokenCredentialsProvider::builder().configure(&config).build();
                    provider.provide_credentials().await
                }
                Self::Container => {
                    let provider = EcsCredentialsProvider::builder().configure(&config).build();
                    provider.provide_credentials().await
                }
                Self::Instance => {
                    let provider = ImdsCredentialsProvider::builder().configure(&config).build();
                    provider.provide_credentials().await
                }
            }
        })?;
        provided.map_err(|error| {
            Failure::other(format!("Error when retrieving credentials: {}", DisplayErrorContext(&error)))
        })
    }
}

/// The region of a machine that is one of AWS's.
pub(super) fn region(http: &Http) -> Option<String> {
    let client = Client::builder().configure(&config(http)).build();
    let provider = ImdsRegionProvider::builder().imds_client(client).build();
    wait(async { provider.region().await }).ok()?.map(|region| region.as_ref().to_owned())
}

fn config(http: &Http) -> ProviderConfig {
    let http = http.clone();
    let client = http_client_fn(move |settings, _| {
        let limit = |limit: Option<Duration>| limit.or(Some(Duration::from_mins(1)));
        let http = http.clone().within(limit(settings.connect_timeout()), limit(settings.read_timeout()));
        SharedHttpConnector::new(Connector(http))
    });
    ProviderConfig::without_region()
        .with_behavior_version(Some(BehaviorVersion::latest()))
        .with_http_client(client)
}

/// Nothing else is to be done meanwhile, so one thread is enough.
fn wait<T>(future: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::other(format!("cannot ask for credentials: {error}")))?;
    Ok(runtime.block_on(future))
}

/// The SDK's requests go the same way as ours: through the same proxy, with the same certificates.
#[derive(Debug)]
struct Connector(Http);

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(exchange(&self.0, request))
    }
}

fn exchange(http: &Http, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
    let request = request.try_into_http1x().map_err(|error| ConnectorError::user(error.into()))?;
    let (head, body) = request.into_parts();
    let bytes = body.bytes().ok_or_else(|| ConnectorError::user("a request that is a stream".into()))?;
    let answer = http
        .exchange(http::Request::from_parts(head, bytes))
        .map_err(|unanswered| ConnectorError::io(unanswered.to_string().into()))?;
    let response = http::Response::builder().status(answer.status).body(SdkBody::from(answer.body));
    let response = response.map_err(|error| ConnectorError::other(error.into(), None))?;
    HttpResponse::try_from(response).map_err(|error| ConnectorError::other(error.into(), None))
}

//! The endpoint as the HTTP client of an AWS SDK client in the same process.

use crate::answer::Answer;
use crate::broken_off::broken_off;
use crate::endpoint::Endpoint;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use std::io;

impl Endpoint {
    /// An HTTP client for an SDK client's config that hands every request to this endpoint, without a socket.
    ///
    /// [`Fault::disconnect`](crate::Fault::disconnect) fails as a connection does, with an I/O error.
    /// [`Fault::silence`](crate::Fault::silence) never ends by itself: only an operation timeout of the SDK's ends it,
    /// for read timeouts are a matter of real connections.
    ///
    /// ```
    /// use aws_sdk_codepipeline::config::{BehaviorVersion, Credentials, Region};
    /// use aws_sdk_codepipeline::types::{FailureDetails, FailureType};
    /// use codepipeline_local::{Endpoint, NewJob};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let endpoint = Endpoint::new();
    /// let config = aws_sdk_codepipeline::Config::builder()
    ///     .behavior_version(BehaviorVersion::latest())
    ///     .region(Region::new("us-east-1"))
    ///     .endpoint_url("http://localhost")
    ///     .credentials_provider(Credentials::new("test", "test", None, None, "static"))
    ///     .http_client(endpoint.http_client())
    ///     .build();
    /// let client = aws_sdk_codepipeline::Client::from_conf(config);
    ///
    /// let id = endpoint.start(NewJob::lambda("check"));
    /// let details = FailureDetails::builder().r#type(FailureType::JobFailed).message("2 of 31 checks failed").build()?;
    /// client.put_job_failure_result().job_id(&id).failure_details(details).send().await?;
    /// assert_eq!(endpoint.job(&id).unwrap().failure().unwrap().message, "2 of 31 checks failed");
    /// # Ok(()) }
    /// ```
    pub fn http_client(&self) -> SharedHttpClient {
        let connector = SharedHttpConnector::new(InProcess(self.clone()));
        http_client_fn(move |_, _| connector.clone())
    }
}

#[derive(Debug)]
struct InProcess(Endpoint);

impl HttpConnector for InProcess {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let endpoint = self.0.clone();
        // The request arrives when the future is first polled: one that is dropped before was never sent.
        HttpConnectorFuture::new(async move {
            match endpoint.handle(&received(request)?).await {
                Answer::Response(response) => sent(response.map(SdkBody::from)),
                Answer::Truncated(response) => {
                    sent(response.map(|body| SdkBody::from_body_1_x(broken_off(body))))
                }
                Answer::Disconnect | Answer::Reset => {
                    Err(ConnectorError::io(io::Error::from(io::ErrorKind::ConnectionReset).into()))
                }
                Answer::Silence => std::future::pending().await,
            }
        })
    }
}

fn received(request: HttpRequest) -> Result<http::Request<Bytes>, ConnectorError> {
    let request = request.try_into_http1x().map_err(|error| ConnectorError::user(error.into()))?;
    let (head, body) = request.into_parts();
    let body = body.bytes().ok_or_else(|| ConnectorError::user("the request's body is a stream".into()))?;
    Ok(http::Request::from_parts(head, Bytes::copy_from_slice(body)))
}

fn sent(response: http::Response<SdkBody>) -> Result<HttpResponse, ConnectorError> {
    HttpResponse::try_from(response).map_err(|error| ConnectorError::other(error.into(), None))
}

//! Against an AWS SDK client of the same process, whose requests have no header `Host`.

use super::*;
use aws_sdk_codepipeline::config::{BehaviorVersion, Credentials, Region};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use std::sync::{Arc, Mutex};

#[derive(Clone, Debug, Default)]
struct Kept(Arc<Mutex<Vec<Request<Bytes>>>>);

impl HttpConnector for Kept {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let request = request.try_into_http1x().unwrap();
        self.0.lock().unwrap().push(request.map(|body| Bytes::copy_from_slice(body.bytes().unwrap())));
        HttpConnectorFuture::ready(Ok(HttpResponse::try_from(http::Response::new(SdkBody::empty())).unwrap()))
    }
}

#[tokio::test]
async fn what_the_sdk_sends_is_right() {
    for (endpoint, token) in [("http://localhost", None), ("http://localhost:4566", Some("token".to_owned()))]
    {
        let kept = Kept::default();
        let connector = SharedHttpConnector::new(kept.clone());
        let config = aws_sdk_codepipeline::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-3"))
            .endpoint_url(endpoint)
            .credentials_provider(Credentials::new(ID, SECRET, token, None, "static"))
            .http_client(http_client_fn(move |_, _| connector.clone()))
            .build();
        let client = aws_sdk_codepipeline::Client::from_conf(config);
        client.put_job_success_result().job_id("11112222-3333-4444-5555-666677778888").send().await.unwrap();

        let requests = std::mem::take(&mut *kept.0.lock().unwrap());
        let [request] = &requests[..] else { panic!("{requests:?}") };
        assert!(!request.headers().contains_key(HOST));
        assert_eq!(check(request, SystemTime::now()), Ok(()), "{request:?}");
        let caller = authentication().check(request, SystemTime::now()).unwrap().unwrap();
        assert_eq!(caller.region, "eu-west-3");

        let mut other = request.clone();
        *other.uri_mut() = "http://elsewhere/".parse().unwrap();
        assert_mismatch(&other, SystemTime::now(), "another host");
    }
}

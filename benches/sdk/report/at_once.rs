//! A client without a connection: every request is answered at once, so that only what is around it is counted.

use aws_sdk_codepipeline::Client;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use codepipeline_fail_sdk_bench::configuration;

pub fn client() -> Client {
    let http_client = http_client_fn(|_, _| SharedHttpConnector::new(AtOnce));
    Client::from_conf(configuration().http_client(http_client).build())
}

#[derive(Debug)]
struct AtOnce;

impl HttpConnector for AtOnce {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let ok = 200.try_into().expect("a status");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(ok, SdkBody::from("{}"))))
    }
}

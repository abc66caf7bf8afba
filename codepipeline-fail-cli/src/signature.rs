//! Requests and their signatures
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html>).

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use http::{Request, Uri};

use crate::endpoint::Endpoint;
use crate::operation::Operation;

/// A request, signed now if there are credentials to sign with.
pub(crate) fn request<'b>(
    operation: &Operation,
    endpoint: &Endpoint,
    url: &Uri,
    body: &'b str,
    credentials: Option<&Credentials>,
) -> Result<Request<&'b [u8]>, String> {
    let target = format!("CodePipeline_20150709.{}", operation.name);
    let content_type = "application/x-amz-json-1.1";
    let mut request = Request::post(url).header("content-type", content_type).header("x-amz-target", &target);
    if let Some(credentials) = credentials {
        let host = host(url);
        let headers = [("content-type", content_type), ("host", &host), ("x-amz-target", &target)];
        let signable = SignableRequest::new(
            "POST",
            url.to_string(),
            headers.into_iter(),
            SignableBody::Bytes(body.as_bytes()),
        );
        let identity = credentials.clone().into();
        let parameters = v4::SigningParams::builder()
            .identity(&identity)
            .region(&endpoint.region)
            .name("codepipeline")
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()
            .map_err(|error| error.to_string())?;
        let signed = signable.and_then(|signable| sign(signable, &parameters.into()));
        let (headers, _) = signed.map_err(|error| error.to_string())?.into_parts().0.into_parts();
        for header in headers {
            request = request.header(header.name(), header.value());
        }
    }
    request.body(body.as_bytes()).map_err(|error| error.to_string())
}

/// The header of this name, as it goes over the wire: a port that the scheme implies is not told.
fn host(url: &Uri) -> String {
    let host = url.host().unwrap_or_default();
    let implied = if url.scheme_str() == Some("https") { 443 } else { 80 };
    match url.port_u16() {
        Some(port) if port != implied => format!("{host}:{port}"),
        _ => host.to_owned(),
    }
}

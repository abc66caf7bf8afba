//! Whatever is sent to the endpoint, it answers as AWS JSON does, and never panics.
#![no_main]

use codepipeline_local::{
    AccessKeys, ActionType, Answer, Authentication, Clock, Endpoint, NewJob, Operation,
};
use http::Request;
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// A request. What is not given is right.
#[derive(Arbitrary, Debug)]
struct Sent<'a> {
    method: Option<&'a str>,
    path: Option<&'a str>,
    operation: u8,
    target: Option<&'a str>,
    content_type: Option<&'a str>,
    authorization: Option<&'a [u8]>,
    date: Option<&'a [u8]>,
    body: &'a [u8],
    advance: u16,
}

const SIGNED: &[u8] = b"AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/codepipeline/aws4_request, \
                        SignedHeaders=host;x-amz-date;x-amz-target, Signature=0";

impl Sent<'_> {
    /// None if it is no HTTP request at all.
    fn request(&self, ids: &[String]) -> Option<Request<bytes::Bytes>> {
        let operation = Operation::ALL[usize::from(self.operation) % Operation::ALL.len()];
        let target = self.target.map_or_else(|| format!("CodePipeline_20150709.{operation}"), str::to_owned);
        let mut body = String::from_utf8_lossy(self.body).into_owned();
        for (index, id) in ids.iter().enumerate() {
            body = body.replace(&format!("${index}"), id);
        }
        let request = Request::builder()
            .method(self.method.unwrap_or("POST"))
            .uri(self.path.unwrap_or("/"))
            .header("host", "localhost")
            .header("x-amz-target", target)
            .header("content-type", self.content_type.unwrap_or("application/x-amz-json-1.1"))
            .header("authorization", self.authorization.unwrap_or(SIGNED))
            .header("x-amz-date", self.date.unwrap_or(b"20260101T000000Z"));
        request.body(body.into()).ok()
    }
}

/// Without a fault, an answer never waits.
fn handle(endpoint: &Endpoint, request: &Request<bytes::Bytes>) -> Answer {
    match pin!(endpoint.handle(request)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("the answer waits"),
    }
}

fuzz_target!(|sent: (bool, Vec<Sent>)| {
    let (signed, sent) = sent;
    let keys = Authentication::Signature(AccessKeys::new().with("test", "test"));
    let authentication = if signed { keys } else { Authentication::Scope };
    let endpoint = Endpoint::builder().clock(Clock::manual()).authentication(authentication).build();
    let ids = [
        endpoint.start(NewJob::lambda("check")),
        endpoint.queue(NewJob::custom(ActionType::custom("Test", "A", "1"))),
        endpoint.queue(NewJob::third_party(ActionType::third_party("Test", "A", "1"), "t")),
    ];
    let ids = ids.map(String::from);
    for sent in &sent {
        if let Some(request) = sent.request(&ids) {
            let answer = handle(&endpoint, &request);
            let response = answer.response().expect("no fault was asked for");
            assert!(matches!(response.status().as_u16(), 200 | 400 | 413));
        }
        endpoint.advance(Duration::from_secs(sent.advance.into()));
    }
});

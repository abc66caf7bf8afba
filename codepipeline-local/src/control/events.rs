//! A stream of events that says when there is something new to see.

use crate::endpoint::Endpoint;
use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use http::{HeaderName, Response};
use http_body_util::channel::Channel;
use std::io;
use std::time::Duration;

/// How long at least between two events, so that a busy endpoint does not keep a page busy.
const SHORTEST: Duration = Duration::from_millis(100);

/// How long at most without a word, so that a page sees that the connection is alive, and we that the page is.
const LONGEST: Duration = Duration::from_secs(15);

/// An event at once, and one after every change, whether by a request or by time (HTML Standard, "Server-sent events").
pub(crate) fn events(endpoint: Endpoint) -> Response<Channel<Bytes, io::Error>> {
    let (mut sender, channel) = Channel::new(1);
    tokio::spawn(async move {
        let mut seen = None;
        loop {
            let now = endpoint.changes();
            let text = if seen == Some(now) {
                ": nothing new\n\n".to_owned()
            } else {
                format!("event: changed\ndata: {{\"revision\":{now}}}\n\n")
            };
            seen = Some(now);
            if sender.send_data(text.into()).await.is_err() {
                return;
            }
            tokio::time::sleep(SHORTEST).await;
            endpoint.changed_since(now, LONGEST).await;
        }
    });
    let mut response = Response::new(channel);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff"));
    response
}

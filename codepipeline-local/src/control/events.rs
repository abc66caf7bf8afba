//! A stream of events that says when there is something new to see.

use super::content;
use crate::endpoint::Endpoint;
use bytes::Bytes;
use http::Response;
use http_body_util::BodyExt;
use http_body_util::channel::Channel;
use http_body_util::combinators::BoxBody;
use std::convert::Infallible;
use std::io;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// How long at least between two events, so that a busy endpoint does not keep a page busy.
const SHORTEST: Duration = Duration::from_millis(100);

/// How long at most without a word, so that a page sees that the connection is alive, and we that the page is.
const LONGEST: Duration = Duration::from_secs(15);

/// An event at once, and one after every change, whether by a request or by time (HTML Standard, "Server-sent events").
///
/// `alive` is kept until the endpoint no longer is.
pub(crate) fn events(
    endpoint: Endpoint,
    alive: mpsc::Sender<Infallible>,
) -> Response<BoxBody<Bytes, io::Error>> {
    let (mut sender, channel) = Channel::new(1);
    let mut task = JoinSet::new();
    task.spawn(async move {
        // Dropped in the reverse order.
        let _alive = alive;
        let endpoint = endpoint;
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
    // Whoever closes the connection drops the task, which may not have a word to send for long.
    let body = channel.map_frame(move |frame| {
        let _kept_with_the_body = &task;
        frame
    });
    content("text/event-stream", Bytes::new()).map(|_| body.boxed())
}

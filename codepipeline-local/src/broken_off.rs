//! A body that ends in the middle.

use bytes::Bytes;
use http_body_util::BodyExt;
use http_body_util::channel::Channel;
use http_body_util::combinators::BoxBody;
use std::io;

/// The first half of a body, then an error.
pub(crate) fn broken_off(body: Bytes) -> BoxBody<Bytes, io::Error> {
    // A channel does not tell how much is to come, or hyper would notice that it is less than was promised.
    let (mut sender, channel) = Channel::new(1);
    tokio::spawn(async move {
        // Whoever does not read the half will not miss it.
        let _unread = sender.send_data(body.slice(..body.len() / 2)).await;
    });
    let error = async {
        // hyper sends what it has when a body lets it wait. On an error it throws that away.
        tokio::task::yield_now().await;
        Some(Err(io::ErrorKind::ConnectionReset.into()))
    };
    channel.with_trailers(error).boxed()
}

//! A body that ends in the middle.

use bytes::Bytes;
use http_body_util::channel::Channel;
use std::io;

/// The first half of a body, then an error.
pub(crate) fn broken_off(body: Bytes) -> Channel<Bytes, io::Error> {
    let (mut sender, channel) = Channel::new(1);
    tokio::spawn(async move {
        // Whoever does not read the half will not miss the error.
        let _unread = sender.send_data(body.slice(..body.len() / 2)).await;
        sender.abort(io::ErrorKind::ConnectionReset.into());
    });
    channel
}

use std::future::Future;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// How long to wait after a connection could not be accepted.
const BREATH: Duration = Duration::from_millis(50);

/// Takes connections until it is dropped. They are dropped with it.
pub(crate) async fn accept<S>(listener: TcpListener, serve: impl Fn(TcpStream) -> S)
where
    S: Future<Output = ()> + Send + 'static,
{
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Answers are small and one at a time: waiting to fill a packet would only make them late.
                let _stays_slow = stream.set_nodelay(true);
                connections.spawn(serve(stream));
            }
            // Out of descriptors, most likely: one that ends gives one back.
            Err(_) => tokio::time::sleep(BREATH).await,
        }
        while connections.try_join_next().is_some() {}
    }
}

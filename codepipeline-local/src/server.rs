//! The endpoint on a port.

use crate::answer::Answer;
use crate::endpoint::Endpoint;
use crate::protocol::LONGEST_BODY;
use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::io;
use std::net::SocketAddr;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// An [`Endpoint`] on a port, from [`Endpoint::serve`]. It ends when this is dropped, and its connections with it.
///
/// ```
/// use codepipeline_local::Endpoint;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> std::io::Result<()> {
/// let server = Endpoint::new().serve(([127, 0, 0, 1], 0)).await?;
/// assert!(server.address().ip().is_loopback());
/// assert!(server.url().starts_with("http://127.0.0.1:"));
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Endpoint {
    /// Serves the endpoint on a port; port 0 takes a free one. It speaks plain HTTP/1.1 and asks nobody who they are,
    /// so give it a loopback address.
    ///
    /// A body of more than 1 MiB is refused with `RequestEntityTooLargeException` (HTTP status 413) and not read to its
    /// end.
    ///
    /// # Errors
    /// If the address cannot be bound.
    ///
    /// # Panics
    /// Outside a Tokio runtime.
    ///
    /// ```
    /// use codepipeline_local::Endpoint;
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> std::io::Result<()> {
    /// let server = Endpoint::new().serve(([127, 0, 0, 1], 0)).await?;
    /// println!("export AWS_ENDPOINT_URL_CODEPIPELINE={}", server.url());
    /// server.shutdown().await;
    /// # Ok(()) }
    /// ```
    pub async fn serve(&self, address: impl Into<SocketAddr>) -> io::Result<Server> {
        let listener = TcpListener::bind(address.into()).await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(accept(listener, self.clone()));
        Ok(Server { address, task })
    }
}

impl Server {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL to give a client, such as `http://127.0.0.1:41233`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Ends it: when this returns, the port is free and every connection closed.
    pub async fn shutdown(mut self) {
        self.task.abort();
        // The task was aborted, and says so.
        let _aborted = (&mut self.task).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Takes connections until it is dropped. They are dropped with it.
async fn accept(listener: TcpListener, endpoint: Endpoint) {
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                connections.spawn(serve_connection(stream, endpoint.clone()));
            }
            // Out of descriptors, most likely: one that ends gives one back.
            Err(_) => drop(connections.join_next().await),
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn serve_connection(stream: TcpStream, endpoint: Endpoint) {
    let service = service_fn(|request| answer(&endpoint, request));
    // How a connection ends is the client's affair, or a fault's.
    let _ended = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// An error makes hyper close the connection without an answer.
async fn answer(endpoint: &Endpoint, request: Request<Incoming>) -> io::Result<Response<Full<Bytes>>> {
    let (head, body) = request.into_parts();
    let body = read(body).await.map_err(io::Error::other)?;
    match endpoint.handle(&Request::from_parts(head, body)) {
        Answer::Response(response) => Ok(response.map(Full::new)),
        Answer::Disconnect => Err(io::ErrorKind::ConnectionReset.into()),
        Answer::Silence => std::future::pending().await,
    }
}

/// Reads a body, or so much of it that it is known to be too long.
async fn read(mut body: Incoming) -> hyper::Result<Bytes> {
    let mut bytes = BytesMut::new();
    while let Some(frame) = body.frame().await
        && bytes.len() <= LONGEST_BODY
    {
        bytes.extend_from_slice(&frame?.into_data().unwrap_or_default());
    }
    Ok(bytes.freeze())
}

//! The endpoint on a port.

mod accept;
mod guard;
mod respond;
mod stream;

use crate::endpoint::Endpoint;
pub(crate) use accept::accept;
pub(crate) use guard::Guard;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use respond::Site;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use stream::{Reset, Stream};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// How long a connection may take to send the head of its next request, so that one that was left behind ends.
const IDLE: Duration = Duration::from_secs(75);

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
    /// Ends when nothing of the server is left.
    ended: mpsc::Receiver<Infallible>,
}

/// Makes a [`Server`].
///
/// ```
/// use codepipeline_local::{Endpoint, ServerBuilder};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> std::io::Result<()> {
/// let server = ServerBuilder::new().allow_host("codepipeline.test").headless(true);
/// let server = server.serve(&Endpoint::new(), ([127, 0, 0, 1], 0)).await?;
/// # drop(server);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct ServerBuilder {
    guard: Guard,
    headless: bool,
}

impl ServerBuilder {
    /// A server that answers requests for localhost and for IP addresses, with the page for people.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers requests for this host name too, such as that of a container. Requests for other names are refused: a
    /// page from elsewhere whose name was made to mean this machine could otherwise drive the endpoint.
    pub fn allow_host(mut self, name: impl Into<String>) -> Self {
        self.guard.allow(name.into());
        self
    }

    /// Whether to do without the page for people. What programs ask of `/_codepipeline` stays. Default: no.
    pub fn headless(mut self, headless: bool) -> Self {
        self.headless = headless;
        self
    }

    /// Serves the endpoint, as [`Endpoint::serve`] does.
    ///
    /// # Errors
    /// If the address cannot be bound.
    ///
    /// # Panics
    /// Outside a Tokio runtime with I/O and time enabled.
    pub async fn serve(self, endpoint: &Endpoint, address: impl Into<SocketAddr>) -> io::Result<Server> {
        let listener = TcpListener::bind(address.into()).await?;
        let address = listener.local_addr()?;
        let (alive, ended) = mpsc::channel(1);
        let site = Site { endpoint: endpoint.clone(), guard: self.guard, headless: self.headless, alive };
        let site = Arc::new(site);
        let task = tokio::spawn(accept(listener, move |stream| serve_connection(stream, Arc::clone(&site))));
        Ok(Server { address, task, ended })
    }
}

impl Endpoint {
    /// Serves the endpoint on a port; port 0 takes a free one. Beside the API, at `/`, it serves
    /// [control](crate#control) and a page for people, below `/_codepipeline/`.
    ///
    /// It speaks plain HTTP/1.1, and whoever reaches it can do everything, so give it a loopback address. A body of more
    /// than 1 MiB is refused with `RequestEntityTooLargeException` (HTTP status 413) and not read to its end.
    ///
    /// # Errors
    /// If the address cannot be bound.
    ///
    /// # Panics
    /// Outside a Tokio runtime with I/O and time enabled.
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
        ServerBuilder::new().serve(self, address).await
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

    /// Ends it: when this returns, the port is free, every connection closed, and the endpoint no longer held.
    pub async fn shutdown(mut self) {
        self.task.abort();
        // The task was aborted, and says so.
        let _aborted = (&mut self.task).await;
        // So were its connections, which end by themselves.
        let _nothing_left = self.ended.recv().await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve_connection(stream: TcpStream, site: Arc<Site>) {
    let reset = Reset::default();
    let stream = Stream::new(stream, reset.clone());
    let service = service_fn(|request| site.answer(request, &reset));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(IDLE);
    // How a connection ends is the client's affair, or a fault's.
    let _ended = http.serve_connection(TokioIo::new(stream), service).await;
}

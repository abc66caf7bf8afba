//! The servers that this executable is itself when it is started with their names, as `codepipeline-fail` is.

use bytes::Bytes;
use codepipeline_local::Endpoint;
use http::{HeaderValue, Response};
use http_body_util::Full;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::{future, io};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};

/// What an empty queue is answered with.
pub const NO_JOBS: &str = r#"{"jobs":[]}"#;

/// Runs the server of this name, until it is killed. None if there is no such server.
pub fn run(name: &str) -> Option<io::Result<()>> {
    match name {
        "local" => Some(local()),
        "bare" => Some(bare()),
        _ => None,
    }
}

fn local() -> io::Result<()> {
    runtime()?.block_on(async {
        let server = Endpoint::new().serve(([127, 0, 0, 1], 0)).await?;
        println!("LISTENING {}", server.url());
        future::pending().await
    })
}

/// What HTTP alone costs: the same answer, whatever was asked.
fn bare() -> io::Result<()> {
    runtime()?.block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        println!("LISTENING http://{}", listener.local_addr()?);
        loop {
            tokio::spawn(answer(listener.accept().await?.0));
        }
    })
}

async fn answer(stream: TcpStream) {
    let _stays_slow = stream.set_nodelay(true);
    let service = service_fn(|_| async {
        let mut response = Response::new(Full::new(Bytes::from_static(NO_JOBS.as_bytes())));
        let headers = response.headers_mut();
        headers.insert("content-type", HeaderValue::from_static("application/x-amz-json-1.1"));
        let request_id = HeaderValue::from_static("11111111-abcd-4111-abcd-111111abcdef");
        headers.insert("x-amzn-requestid", request_id);
        Ok::<_, Infallible>(response)
    });
    let _ended = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// As the program of the project has it.
fn runtime() -> io::Result<Runtime> {
    Builder::new_multi_thread().enable_all().build()
}

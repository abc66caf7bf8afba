//! From a request on a connection to its response, or to none.

use super::guard::Guard;
use super::stream::Reset;
use crate::answer::Answer;
use crate::broken_off::broken_off;
use crate::control;
use crate::endpoint::Endpoint;
use crate::error_spelling::ErrorSpelling;
use crate::protocol::{LONGEST_BODY, error_response};
use bytes::{Bytes, BytesMut};
use http::header::{ACCEPT, CONNECTION, CONTENT_LENGTH, HeaderValue, LOCATION};
use http::request::Parts;
use http::{Method, Request, Response, StatusCode};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Either, Full};
use hyper::body::Incoming;
use std::convert::Infallible;
use std::io;
use std::time::Duration;
use tokio::sync::mpsc;

/// How long a body may take to come.
const SLOWEST_BODY: Duration = Duration::from_secs(30);

/// Whole, or in pieces: an event stream, or what a fault leaves of an answer.
pub(super) type Body = Either<Full<Bytes>, BoxBody<Bytes, io::Error>>;

/// What a server serves.
#[derive(Debug)]
pub(super) struct Site {
    pub endpoint: Endpoint,
    pub guard: Guard,
    pub headless: bool,
    /// Whatever holds the endpoint for the server holds this as well.
    pub alive: mpsc::Sender<Infallible>,
}

impl Site {
    /// An error makes hyper close the connection without an answer.
    pub(super) async fn answer(
        &self,
        request: Request<Incoming>,
        reset: &Reset,
    ) -> io::Result<Response<Body>> {
        let (head, body) = request.into_parts();
        if let Some(why) = self.guard.refusal(&head) {
            return Ok(refused(403, "AccessDeniedException", &why));
        }
        if !self.headless && wants_the_page(&head) {
            return Ok(redirect());
        }
        let path = head.uri.path().strip_prefix(control::PREFIX);
        if let Some(path) = path.filter(|path| path.is_empty() || path.starts_with('/')) {
            return self.control(path, &head, body).await;
        }
        let Some(body) = read(body, LONGEST_BODY).await? else { return Ok(too_slow()) };
        match self.endpoint.handle(&Request::from_parts(head, body)).await {
            Answer::Response(response) => Ok(whole(response)),
            Answer::Truncated(response) => Ok(truncated(response)),
            Answer::Disconnect => Err(io::ErrorKind::ConnectionAborted.into()),
            Answer::Reset => {
                reset.ask();
                Err(io::ErrorKind::ConnectionReset.into())
            }
            Answer::Silence => std::future::pending().await,
        }
    }

    async fn control(&self, path: &str, head: &Parts, body: Incoming) -> io::Result<Response<Body>> {
        if path == "/events" && head.method == Method::GET {
            return Ok(control::events(self.endpoint.clone(), self.alive.clone()).map(Either::Right));
        }
        let Some(body) = read(body, control::LONGEST_BODY).await? else { return Ok(too_slow()) };
        let query = head.uri.query().unwrap_or_default();
        let answer = || control::answer(&self.endpoint, &head.method, path, query, &body, self.headless);
        if control::tells_no_job(path) {
            // Health tells how it went.
            let _saved_or_not = self.endpoint.saved().await;
            return Ok(whole(answer()));
        }
        let response = answer();
        Ok(whole(match self.endpoint.saved().await {
            Ok(()) => response,
            Err(error) => control::failed(&error.to_string()),
        }))
    }
}

/// A person who opens the endpoint's URL means the page, whose own links are relative to its folder.
fn wants_the_page(head: &Parts) -> bool {
    let accept = head.headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    let path = head.uri.path();
    head.method == Method::GET && (path == control::PREFIX || path == "/" && accept.contains("text/html"))
}

fn redirect() -> Response<Body> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::FOUND;
    response.headers_mut().insert(LOCATION, HeaderValue::from_static("/_codepipeline/"));
    whole(response)
}

fn whole(response: Response<Bytes>) -> Response<Body> {
    response.map(|body| Either::Left(Full::new(body)))
}

/// Promises a whole body, and breaks off in the middle of it.
fn truncated(mut response: Response<Bytes>) -> Response<Body> {
    let promised = response.body().len().max(1);
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(promised));
    response.map(|body| Either::Right(broken_off(body)))
}

fn refused(status: u16, code: &str, message: &str) -> Response<Body> {
    whole(error_response(status, code, message, ErrorSpelling::default(), ""))
}

fn too_slow() -> Response<Body> {
    let mut response =
        refused(408, "RequestTimeoutException", "The body of the request did not come in time");
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Reads a body, or so much of it that it is known to be too long. None if it does not come in time.
async fn read(mut body: Incoming, longest: usize) -> io::Result<Option<Bytes>> {
    let all = async {
        let mut bytes = BytesMut::new();
        while let Some(frame) = body.frame().await
            && bytes.len() <= longest
        {
            bytes.extend_from_slice(&frame?.into_data().unwrap_or_default());
        }
        Ok::<_, hyper::Error>(bytes.freeze())
    };
    match tokio::time::timeout(SLOWEST_BODY, all).await {
        Ok(bytes) => bytes.map(Some).map_err(io::Error::other),
        Err(_) => Ok(None),
    }
}

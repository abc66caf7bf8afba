//! Requests for `http://` through a proxy: they are sent to the proxy with their whole URL in the first line, the absolute
//! form of <https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2>. ureq itself asks proxies for tunnels alone.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderValue, Request, Uri, header};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};
use ureq::{Error, Proxy};

/// The same request, for the proxy; and what makes the connection that tells the proxy where it is to go on to.
pub(super) fn forwarded<'b>(
    request: &Request<&'b [u8]>,
    proxy: &Proxy,
) -> Result<(Request<&'b [u8]>, AbsoluteForm), Error> {
    let target = request.uri();
    let mut parts = proxy.uri().clone().into_parts();
    // Who is asked is not told who asks, but in the header.
    let authority = format!("{}:{}", proxy.host(), proxy.port());
    parts.authority = Some(authority.parse().map_err(|_| Error::InvalidProxyUrl)?);
    parts.path_and_query = target.path_and_query().cloned();
    let mut forwarded = Request::new(*request.body());
    *forwarded.method_mut() = request.method().clone();
    *forwarded.uri_mut() = Uri::from_parts(parts).map_err(|_| Error::InvalidProxyUrl)?;
    let origin = target.authority().map_or("", |authority| authority.as_str());
    let headers = forwarded.headers_mut();
    headers.clone_from(request.headers());
    if !headers.contains_key(header::HOST) {
        headers.insert(header::HOST, HeaderValue::from_str(origin).map_err(http::Error::from)?);
    }
    if let Some(authorization) = authorization(proxy)? {
        headers.insert(header::PROXY_AUTHORIZATION, authorization);
    }
    Ok((forwarded, AbsoluteForm { origin: format!("http://{origin}") }))
}

fn authorization(proxy: &Proxy) -> Result<Option<HeaderValue>, Error> {
    // One without the other is not sent, as the AWS CLI does not.
    let (Some(user), Some(password)) = (proxy.username(), proxy.password()) else { return Ok(None) };
    let credentials = BASE64_STANDARD.encode(format!("{user}:{password}"));
    let mut value = HeaderValue::from_str(&format!("Basic {credentials}")).map_err(http::Error::from)?;
    value.set_sensitive(true);
    Ok(Some(value))
}

/// Makes connections whose first line says where the request is to go.
#[derive(Debug)]
pub(super) struct AbsoluteForm {
    /// Scheme and authority, as they stand before the path.
    origin: String,
}

impl<T: Transport> Connector<T> for AbsoluteForm {
    type Out = ToProxy<T>;

    fn connect(&self, _: &ConnectionDetails<'_>, connected: Option<T>) -> Result<Option<Self::Out>, Error> {
        let origin = self.origin.clone();
        Ok(connected.map(|inner| ToProxy { inner, origin: Some(origin) }))
    }
}

/// A connection to a proxy, for one request.
#[derive(Debug)]
pub(super) struct ToProxy<T> {
    inner: T,
    /// Until the first line is sent.
    origin: Option<String>,
}

impl<T: Transport> Transport for ToProxy<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let Some(origin) = self.origin.take() else { return self.inner.transmit_output(amount, timeout) };
        let output = &self.inner.buffers().output()[..amount];
        // After the method and a space comes the path.
        let path = output.iter().position(|&byte| byte == b' ').map_or(0, |space| space + 1);
        let whole = [&output[..path], origin.as_bytes(), &output[path..]].concat();
        let room = self.inner.buffers().output().len();
        for piece in whole.chunks(room) {
            self.inner.buffers().output()[..piece.len()].copy_from_slice(piece);
            self.inner.transmit_output(piece.len(), timeout)?;
        }
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.inner.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        // It is for one request.
        false
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

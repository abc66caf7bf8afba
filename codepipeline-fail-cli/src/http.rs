//! HTTP, as the options and the environment want it: proxies, certificates and timeouts.

mod forward;
mod proxy;

use std::fmt;
use std::io::{ErrorKind, Read as _};
use std::sync::Arc;
use std::time::Duration;

use http::Response;
use http::header::CONTENT_LENGTH;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector as _, DefaultConnector};
use ureq::{Agent, Body, Error, ProxyProtocol, Timeout};

use crate::common::Common;
use crate::configuration::Configuration;
use crate::environment::Environment;
use crate::failure::Failure;
use proxy::Proxies;

/// What an error says may be so long; no service says more.
const LONGEST_ANSWER: u64 = 1 << 20;

/// What it takes to make requests.
#[derive(Clone, Debug)]
pub(crate) struct Http {
    tls: TlsConfig,
    /// The file with the certificates to trust, until they are read.
    bundle: Option<String>,
    connect_timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    proxies: Proxies,
}

/// An answer, whatever it says.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    /// Whether the connection was closed before the end of the body.
    pub(crate) is_cut: bool,
}

impl Http {
    /// What the options, the environment and the configuration say, in this order.
    pub(crate) fn of(common: &Common, environment: &Environment, configuration: &Configuration) -> Self {
        let bundle = common
            .ca_bundle
            .as_deref()
            .or_else(|| environment.filled("AWS_CA_BUNDLE"))
            .or_else(|| environment.filled("REQUESTS_CA_BUNDLE"))
            .or_else(|| configuration.get("ca_bundle"))
            .filter(|_| common.verifies_tls);
        Self {
            tls: TlsConfig::builder().disable_verification(!common.verifies_tls).build(),
            bundle: bundle.map(|path| environment.expanded(path)),
            connect_timeout: common.connect_timeout,
            read_timeout: common.read_timeout,
            proxies: Proxies::of(environment),
        }
    }

    /// Reads the certificates to trust, if there are others than those that are built in. That takes as long as all the rest,
    /// so it is for those who need TLS.
    ///
    /// # Errors
    /// If there are none where they should be.
    pub(crate) fn with_certificates(mut self) -> Result<Self, Failure> {
        if let Some(path) = self.bundle.take() {
            let roots = RootCerts::Specific(Arc::new(certificates(&path)?));
            self.tls = TlsConfig::builder().root_certs(roots).build();
        }
        Ok(self)
    }

    /// The same with other limits.
    pub(crate) fn within(mut self, connect: Option<Duration>, read: Option<Duration>) -> Self {
        (self.connect_timeout, self.read_timeout) = (connect, read);
        self
    }

    /// Makes a request. An answer that is an error is an answer; of a longer one, the beginning is enough.
    pub(crate) fn exchange(&self, request: http::Request<&[u8]>) -> Result<Answer, Unanswered> {
        let url = request.uri().to_string();
        let unanswered = |error, proxy: Option<&str>| Unanswered {
            url: url.clone(),
            error,
            proxy: proxy.map(proxy::without_secret),
        };
        let proxy = self.proxies.for_url(request.uri());
        let answer = match &proxy {
            Some(proxy) => self.ask_through(proxy, request),
            None => Agent::from(self.agent(None)).run(request),
        };
        let mut response = answer.map_err(|error| unanswered(error, proxy.as_deref()))?;
        let status = response.status().as_u16();
        let has_length = response.headers().contains_key(CONTENT_LENGTH);
        let (mut body, mut is_cut) = (Vec::new(), false);
        match response.body_mut().as_reader().take(LONGEST_ANSWER).read_to_end(&mut body) {
            // Once a request has succeeded, whatever else is said of it does not matter.
            Err(_) if (200..300).contains(&status) => {}
            // An error that is cut off is told as far as it came.
            Err(error) if error.kind() == ErrorKind::UnexpectedEof && has_length => is_cut = true,
            Err(error) => return Err(unanswered(error.into(), None)),
            Ok(_) => {}
        }
        Ok(Answer { status, body, is_cut })
    }

    /// By a tunnel, or, where nothing is to be kept from the proxy, by what it sends on.
    fn ask_through(&self, proxy: &str, request: http::Request<&[u8]>) -> Result<Response<Body>, Error> {
        let proxy = ureq::Proxy::new(proxy)?;
        let forwards = matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https);
        if request.uri().scheme_str() != Some("http") || !forwards {
            return Agent::from(self.agent(Some(proxy))).run(request);
        }
        let (request, absolute_form) = forward::forwarded(&request, &proxy)?;
        let connector = DefaultConnector::new().chain(absolute_form);
        Agent::with_parts(self.agent(None), connector, DefaultResolver::default()).run(request)
    }

    fn agent(&self, proxy: Option<ureq::Proxy>) -> ureq::config::Config {
        Agent::config_builder()
            .proxy(proxy)
            .tls_config(self.tls.clone())
            .timeout_connect(self.connect_timeout)
            .timeout_per_read(self.read_timeout)
            .timeout_per_write(self.read_timeout)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent("")
            .accept("")
            .accept_encoding("identity")
            .build()
    }
}

fn certificates(path: &str) -> Result<Vec<ureq::tls::Certificate<'static>>, Failure> {
    let wrong = |reason: String| {
        Failure::other(format!(
            "Could not find a suitable TLS CA certificate bundle, invalid path: {path} ({reason})"
        ))
    };
    let pem = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
    let mut certificates = Vec::new();
    for item in parse_pem(&pem) {
        if let PemItem::Certificate(certificate) = item.map_err(|error| wrong(error.to_string()))? {
            certificates.push(certificate);
        }
    }
    if certificates.is_empty() {
        return Err(wrong("there is no certificate in it".to_owned()));
    }
    Ok(certificates)
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) struct Unanswered {
    url: String,
    error: Error,
    /// Without a password that was in it.
    proxy: Option<String>,
}

impl Unanswered {
    /// Whether the request cannot have come to the service.
    pub(crate) fn was_not_sent(&self) -> bool {
        match &self.error {
            Error::Io(error) => is_no_connection(error) || self.tls_reason().is_some(),
            Error::Timeout(Timeout::Connect | Timeout::Resolve)
            | Error::HostNotFound
            | Error::ConnectionFailed
            | Error::ConnectProxyFailed(_)
            | Error::InvalidProxyUrl
            | Error::BadUri(_)
            | Error::Tls(_)
            | Error::Rustls(_)
            | Error::Http(_) => true,
            _ => false,
        }
    }

    /// Whether another attempt may be answered.
    pub(crate) fn may_pass(&self) -> bool {
        let is_wrong = matches!(self.error, Error::BadUri(_) | Error::InvalidProxyUrl | Error::Http(_));
        !is_wrong && self.tls_reason().is_none()
    }

    /// What is wrong with the service's certificate, or with what it says about encryption.
    fn tls_reason(&self) -> Option<String> {
        match &self.error {
            Error::Tls(reason) => Some((*reason).to_owned()),
            Error::Rustls(reason) => Some(reason.to_string()),
            // This is how rustls comes through a stream.
            Error::Io(reason) if reason.kind() == ErrorKind::InvalidData && self.url.starts_with("https") => {
                Some(reason.to_string())
            }
            _ => None,
        }
    }
}

fn is_no_connection(error: &std::io::Error) -> bool {
    use ErrorKind::{ConnectionRefused, HostUnreachable, NetworkUnreachable};

    // That a host has no address is an error without a kind of its own.
    [ConnectionRefused, HostUnreachable, NetworkUnreachable].contains(&error.kind())
        || error.to_string().starts_with("failed to lookup address information")
}

/// In the words of the AWS CLI.
impl fmt::Display for Unanswered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { url, error, proxy } = self;
        if let Some(reason) = self.tls_reason() {
            return write!(formatter, "SSL validation failed for {url} {reason}");
        }
        if let Some(proxy) = proxy.as_deref().filter(|_| self.was_not_sent()) {
            return write!(formatter, "Failed to connect to proxy URL: \"{proxy}\"");
        }
        match error {
            Error::Timeout(Timeout::Connect | Timeout::Resolve) => {
                write!(formatter, "Connect timeout on endpoint URL: \"{url}\"")
            }
            Error::Timeout(_) => write!(formatter, "Read timeout on endpoint URL: \"{url}\""),
            Error::InvalidProxyUrl => formatter.write_str("The URL of the proxy in the environment is none"),
            _ if self.was_not_sent() => {
                write!(formatter, "Could not connect to the endpoint URL: \"{url}\" ({error})")
            }
            _ => write!(
                formatter,
                "Connection was closed before we received a valid response from endpoint URL: \"{url}\". ({error})"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::ToSocketAddrs as _;

    use super::*;

    /// No name server is asked: no part of a name is so long.
    #[test]
    fn a_host_without_an_address_is_no_connection() {
        let error = ("x".repeat(64).as_str(), 80).to_socket_addrs().expect_err("no host has such a name");
        assert!(is_no_connection(&error), "{error}");
        for (kind, expected) in [(ErrorKind::ConnectionRefused, true), (ErrorKind::UnexpectedEof, false)] {
            assert_eq!(is_no_connection(&kind.into()), expected, "{kind}");
        }
    }
}

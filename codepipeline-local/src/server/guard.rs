//! Who may speak to the endpoint: programs of this machine and its own page, but no page from elsewhere.
//!
//! A browser runs pages of anybody. One may send requests here, which its `Origin` gives away; or its name may be made
//! to mean this machine (DNS rebinding), which its `Host` gives away.

use http::header::{HOST, ORIGIN};
use http::request::Parts;
use http::uri::Authority;
use std::net::IpAddr;

#[derive(Clone, Debug, Default)]
pub(crate) struct Guard {
    allowed: Vec<String>,
}

impl Guard {
    pub(super) fn allow(&mut self, name: String) {
        self.allowed.push(name);
    }

    /// Why a request is refused, if it is.
    pub(crate) fn refusal(&self, request: &Parts) -> Option<String> {
        let text = |name| request.headers.get(name).map(|value| value.to_str().unwrap_or_default());
        let Some(authority) = text(HOST).and_then(|host| host.parse::<Authority>().ok()) else {
            return Some("A request needs a Host header with one host".into());
        };
        if request.headers.get_all(HOST).iter().count() > 1 {
            return Some("A request needs a Host header with one host".into());
        }
        if !self.knows(authority.host()) {
            return Some(
                "The Host is neither localhost nor an IP address, nor allowed (--allow-host)".into(),
            );
        }
        let origin = text(ORIGIN)?;
        let own = origin.strip_prefix("http://").and_then(|own| own.parse::<Authority>().ok());
        (own.as_ref() != Some(&authority)).then(|| "The request comes from a page of another Origin".into())
    }

    fn knows(&self, host: &str) -> bool {
        let name = host.trim_end_matches('.').to_ascii_lowercase();
        name == "localhost"
            || name.ends_with(".localhost")
            || name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok()
            || self.allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(&name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    fn refused(guard: &Guard, headers: &[(&str, &str)]) -> bool {
        let mut request = Request::post("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        guard.refusal(&request.body(()).unwrap().into_parts().0).is_some()
    }

    #[test]
    fn hosts_of_this_machine_are_known() {
        let mut guard = Guard::default();
        for host in [
            "localhost",
            "LocalHost:4577",
            "localhost.:4577",
            "pipeline.localhost:4577",
            "127.0.0.1",
            "127.8.9.1:80",
            "[::1]:4577",
            "172.17.0.2:4577",
        ] {
            assert!(!refused(&guard, &[("host", host)]), "{host}");
        }
        for host in
            ["example.com", "localhost.example.com", "127.0.0.1.example.com", "codepipeline", "", "a b"]
        {
            assert!(refused(&guard, &[("host", host)]), "{host}");
        }
        guard.allow("CodePipeline".into());
        assert!(!refused(&guard, &[("host", "codepipeline:4577")]));
    }

    #[test]
    fn a_request_has_one_host() {
        let guard = Guard::default();
        assert!(refused(&guard, &[]));
        assert!(refused(&guard, &[("host", "localhost"), ("host", "localhost")]));
    }

    #[test]
    fn pages_from_elsewhere_are_refused() {
        let guard = Guard::default();
        let from = |origin| refused(&guard, &[("host", "localhost:4577"), ("origin", origin)]);
        assert!(!from("http://localhost:4577"));
        for origin in [
            "http://localhost:8080",
            "http://127.0.0.1:4577",
            "https://localhost:4577",
            "http://localhost:4577.example.com",
            "http://example.com",
            "null",
            "",
        ] {
            assert!(from(origin), "{origin}");
        }
    }
}

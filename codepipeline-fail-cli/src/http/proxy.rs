//! Which proxy a request goes through: what `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` say, in capitals or not, as Python
//! understands them (<https://docs.python.org/3/library/urllib.request.html#urllib.request.getproxies>).

use std::fmt;

use http::Uri;

use crate::environment::Environment;

/// The proxies that there are, by the scheme of what is asked through them.
#[derive(Clone)]
pub(super) struct Proxies {
    http: Option<String>,
    https: Option<String>,
    /// The hosts that are asked directly.
    left_out: Option<String>,
}

impl Proxies {
    pub(super) fn of(environment: &Environment) -> Self {
        // What it says in small letters counts more, also that there is none.
        let variable = |name: &str| {
            let value = environment.get(name).or_else(|| environment.get(&name.to_ascii_uppercase()))?;
            Some(value.to_owned()).filter(|value| !value.is_empty())
        };
        Self { http: variable("http_proxy"), https: variable("https_proxy"), left_out: variable("no_proxy") }
    }

    /// The proxy for a URL, if there is one.
    pub(super) fn for_url(&self, url: &Uri) -> Option<String> {
        let proxy = match url.scheme_str()? {
            "http" => self.http.as_deref()?,
            "https" => self.https.as_deref()?,
            _ => return None,
        };
        if self.left_out.as_deref().is_some_and(|hosts| has_host(hosts, url)) {
            return None;
        }
        Some(if proxy.contains("://") { proxy.to_owned() } else { format!("http://{proxy}") })
    }
}

/// Without the passwords that may be in them.
impl fmt::Debug for Proxies {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = [&self.http, &self.https].map(|proxy| proxy.as_deref().map(without_secret));
        formatter.debug_tuple("Proxies").field(&shown).finish()
    }
}

/// Hosts stand for all that are below them.
fn has_host(hosts: &str, url: &Uri) -> bool {
    if hosts.trim() == "*" {
        return true;
    }
    let host = url.host().unwrap_or_default().to_ascii_lowercase();
    let with_port = url.port().map(|port| format!("{host}:{port}"));
    hosts.split(',').map(|name| name.trim().trim_start_matches('.').to_ascii_lowercase()).any(|name| {
        let is_below =
            |host: &str| host.strip_suffix(&name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        !name.is_empty() && (is_below(&host) || with_port.as_deref().is_some_and(is_below))
    })
}

/// The proxy's URL for people to see, without the password that may be in it.
pub(super) fn without_secret(proxy: &str) -> String {
    let (scheme, rest) = proxy.split_at(proxy.find("://").map_or(0, |place| place + "://".len()));
    match rest.rsplit_once('@') {
        Some((_, host)) => format!("{scheme}***@{host}"),
        None => proxy.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(url: &str, variables: &[(&str, &str)]) -> Option<String> {
        Proxies::of(&variables.iter().copied().collect()).for_url(&url.parse().expect("a URL"))
    }

    #[test]
    fn each_scheme_has_its_proxy() {
        let variables = [("HTTPS_PROXY", "http://secure:1"), ("http_proxy", "plain:2")];
        assert_eq!(proxy("https://example.com", &variables).as_deref(), Some("http://secure:1"));
        assert_eq!(proxy("http://example.com", &variables).as_deref(), Some("http://plain:2"));
        assert_eq!(proxy("http://example.com", &[("ALL_PROXY", "x")]), None);
        assert_eq!(proxy("http://example.com", &[("HTTP_PROXY", "x"), ("http_proxy", "")]), None);
    }

    #[test]
    fn hosts_may_be_left_out() {
        for (hosts, is_left_out) in [
            ("example.com", true),
            (".example.com", true),
            ("api.example.com", true),
            ("x, EXAMPLE.com", true),
            ("api.example.com:8080", true),
            ("*", true),
            ("ample.com", false),
            ("other.com", false),
            (",", false),
        ] {
            let found =
                proxy("http://api.example.com:8080/", &[("http_proxy", "http://p"), ("NO_PROXY", hosts)]);
            assert_eq!(found.is_none(), is_left_out, "{hosts}");
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        assert_eq!(without_secret("http://user:hush@proxy:3128"), "http://***@proxy:3128");
        assert_eq!(without_secret("http://proxy:3128"), "http://proxy:3128");
        assert_eq!(without_secret("user:hush@proxy"), "***@proxy");
        let proxies = Proxies::of(&Environment::from_iter([("https_proxy", "user:hush@proxy:3128")]));
        assert!(!format!("{proxies:?}").contains("hush"));
    }
}

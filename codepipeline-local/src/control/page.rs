//! The page for people.

use super::content;
use bytes::Bytes;
use http::Response;
use http::header::{CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY};

/// Nothing but the page's own files and this server: whatever a job holds, it stays text.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The file of the page at this path.
pub(super) fn asset(path: &str) -> Option<Response<Bytes>> {
    let (media_type, text) = match path {
        "/" => ("text/html; charset=utf-8", include_str!("../page/page.html")),
        "/page.css" => ("text/css; charset=utf-8", include_str!("../page/page.css")),
        "/page.js" => (SCRIPT, include_str!("../page/page.js")),
        "/details.js" => (SCRIPT, include_str!("../page/details.js")),
        "/dom.js" => (SCRIPT, include_str!("../page/dom.js")),
        "/list.js" => (SCRIPT, include_str!("../page/list.js")),
        "/words.js" => (SCRIPT, include_str!("../page/words.js")),
        _ => return None,
    };
    let mut response = content(media_type, Bytes::from_static(text.as_bytes()));
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(HeaderName::from_static("x-frame-options"), HeaderValue::from_static("DENY"));
    Some(response)
}

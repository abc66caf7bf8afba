//! The page for people, as a browser gets it.

use crate::support::*;
use codepipeline_local::{Endpoint, ServerBuilder};

const ASSETS: [(&str, &str); 7] = [
    ("/", "text/html; charset=utf-8"),
    ("/page.css", "text/css; charset=utf-8"),
    ("/page.js", "text/javascript; charset=utf-8"),
    ("/details.js", "text/javascript; charset=utf-8"),
    ("/dom.js", "text/javascript; charset=utf-8"),
    ("/list.js", "text/javascript; charset=utf-8"),
    ("/words.js", "text/javascript; charset=utf-8"),
];

#[tokio::test]
async fn each_asset_has_its_type_and_may_load_nothing_from_elsewhere() {
    let server = serve(&Endpoint::new()).await;
    for (path, media_type) in ASSETS {
        let reply = control(&server, "GET", path, "").await;
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(media_type)), "{path}");
        let policy = reply.header("content-security-policy").unwrap();
        for part in ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(reply.header("x-frame-options"), Some("DENY"), "{path}");
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{path}");
        assert!(!reply.body.is_empty(), "{path}");
    }
}

/// Its links are relative, and each leads to an asset.
#[tokio::test]
async fn the_page_names_no_asset_that_is_not_there() {
    let server = serve(&Endpoint::new()).await;
    for (path, _) in ASSETS {
        let reply = control(&server, "GET", path, "").await;
        let names = reply.text().split(['"', '\'']).filter(|word| {
            let name = word.trim_start_matches("./");
            let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
            is_plain && [".js", ".css"].iter().any(|ending| name.ends_with(ending))
        });
        for name in names {
            let name = format!("/{}", name.trim_start_matches("./"));
            assert!(ASSETS.iter().any(|(asset, _)| *asset == name), "{path} names {name}");
        }
    }
}

#[tokio::test]
async fn an_asset_is_only_got() {
    let server = serve(&Endpoint::new()).await;
    for (path, _) in ASSETS {
        let reply = control(&server, "POST", path, "{}").await;
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET")), "{path}");
        assert_eq!(reply.message(), "only GET here");
    }
}

fn navigation(path: &str) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html,application/xhtml+xml,*/*;q=0.8\r\n\r\n"
    )
}

#[tokio::test]
async fn a_browser_is_led_to_the_page() {
    let server = serve(&Endpoint::new()).await;
    for path in ["/", "/?x=1", "/_codepipeline", "/_codepipeline?job=1"] {
        let reply = send(&server, navigation(path)).await;
        assert_eq!((reply.status, reply.header("location")), (302, Some("/_codepipeline/")), "{path}");
    }
    let by_curl = control(&server, "GET", "", "").await;
    assert_eq!((by_curl.status, by_curl.header("location")), (302, Some("/_codepipeline/")));
    let program = send(&server, navigation("/").replace("text/html,application/xhtml+xml,", "")).await;
    assert_eq!(program.json()["__type"], "UnknownOperationException");
    let posted = send(&server, navigation("/").replace("GET", "POST")).await;
    assert_eq!(posted.json()["__type"], "UnknownOperationException");
}

#[tokio::test]
async fn a_headless_server_has_no_page_and_all_else() {
    let endpoint = Endpoint::new();
    let server = ServerBuilder::new().headless(true).serve(&endpoint, ([127, 0, 0, 1], 0)).await.unwrap();
    for (path, _) in ASSETS {
        let reply = control(&server, "GET", path, "").await;
        assert_eq!((reply.status, reply.message().as_str()), (404, "there is nothing here"), "{path}");
    }
    assert_eq!(send(&server, navigation("/")).await.json()["__type"], "UnknownOperationException");
    assert_eq!(send(&server, navigation("/_codepipeline")).await.status, 404);
    for path in ["/health", "/jobs", "/requests", "/faults", "/clock", "/action-types"] {
        get(&server, path).await;
    }
    let mut events = Connection::open(&server).await;
    events.send(control_request("GET", "/events", "")).await;
    assert_eq!(events.head().await.unwrap().status, 200);
    assert_alive(&server).await;
}

/// Whatever else begins with the same letters is the API's to refuse.
#[tokio::test]
async fn only_whole_segments_are_control() {
    let server = serve(&Endpoint::new()).await;
    for path in ["health", "x/health", "jobs"] {
        let reply = control(&server, "GET", path, "").await;
        assert_eq!(reply.json()["__type"], "UnknownOperationException", "{path}");
    }
    for path in ["//health", "/health/", "/jobs/", "/jobs/1/2/3", "/Health", "/.."] {
        assert_eq!(control(&server, "GET", path, "").await.status, 404, "{path}");
    }
}

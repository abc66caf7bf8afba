//! The endpoint's page, in a browser.

use codepipeline_local::{Clock, Endpoint};
use peer_tests::run_script;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs chromium, chromedriver, and python3 with Selenium: `apt-get install chromium chromium-driver`, \
            `pip install selenium`, then `cargo test -p peer-tests --test page -- --ignored`; with PAGE_SCREENSHOT set, \
            a picture of the page goes there"]
async fn a_browser_shows_the_page() {
    // The script moves the time, so that the picture is the same every time.
    let endpoint = Endpoint::builder().clock(Clock::manual()).build();
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
    let (url, screenshot) = (server.url(), std::env::var("PAGE_SCREENSHOT").ok());
    let arguments: Vec<_> = [&url].into_iter().chain(&screenshot).map(String::as_str).collect();
    run_script("page.py", &arguments, "the page is content").await;
}

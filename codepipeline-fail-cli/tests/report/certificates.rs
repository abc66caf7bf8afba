//! TLS: whom the command trusts.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::thread;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, Stream};

use crate::support::{command, fails, run, succeeds};

/// A server that answers everybody who trusts its certificate: its URL, and the certificate as PEM.
fn server() -> (String, String) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key);
    let config = Arc::new(config.unwrap());
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = Stream::new(&mut connection, &mut stream);
            let mut bytes = [0; 4096];
            // Who does not trust it goes away.
            if stream.read(&mut bytes).is_ok_and(|read| read > 0) {
                let _ =
                    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
            }
        }
    });
    (url, cert.pem())
}

fn report(url: &str) -> Command {
    let details = "type=JobFailed,message=m";
    command(&["put-job-failure-result", "--job-id", "1", "--failure-details", details, "--endpoint-url", url])
}

#[test]
fn a_certificate_has_to_be_trusted() {
    let (url, certificate) = server();
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("bundle.pem");
    fs::write(&bundle, certificate).unwrap();
    let bundle = bundle.to_str().unwrap();

    fails(&mut report(&url), 255, "SSL validation failed for");
    succeeds(report(&url).args(["--ca-bundle", bundle]));
    succeeds(report(&url).env("AWS_CA_BUNDLE", bundle));
    fails(report(&url).args(["--ca-bundle", "/no/such/file"]), 255, "invalid path: /no/such/file");
    fails(report(&url).env("AWS_CA_BUNDLE", "/dev/null"), 255, "there is no certificate in it");
    let (status, out, err) = run(report(&url).args(["--no-verify-ssl", "--ca-bundle", "/no/such/file"]));
    assert_eq!((status, out.as_str()), (Some(0), ""), "{err}");
    assert!(err.contains("InsecureRequestWarning"), "{err}");
}

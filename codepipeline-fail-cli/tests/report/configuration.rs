//! Files and programs that say who reports, and where.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::thread;

use codepipeline_local::{ActionType, NewJob};

use crate::support::{Served, command, fails, succeeds};

/// A home with what the two files say.
fn home(config: &str, credentials: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join(".aws")).unwrap();
    fs::write(home.path().join(".aws/config"), config).unwrap();
    fs::write(home.path().join(".aws/credentials"), credentials).unwrap();
    home
}

/// A report by somebody who has this home, and no credentials besides.
fn report(served: &Served, home: &Path) -> Command {
    let id = served.endpoint.start(NewJob::custom(ActionType::custom("Deploy", "Acme", "1")));
    let details = "type=JobFailed,message=m";
    let mut command =
        command(&["put-job-failure-result", "--job-id", id.as_str(), "--failure-details", details]);
    for variable in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"] {
        command.env_remove(variable);
    }
    command.env("HOME", home);
    command
}

const KEYS: &str = "aws_access_key_id = AKID\naws_secret_access_key = hush-hush\n";

#[test]
fn a_profile_has_all_that_is_needed() {
    let served = Served::new();
    let config = format!(
        "[default]\nregion = eu-west-1\n[profile team]\nregion = us-east-2\nendpoint_url = {}\n",
        served.url
    );
    let home = home(&config, &format!("[team]\n{KEYS}"));
    succeeds(report(&served, home.path()).args(["--profile", "team"]));
    succeeds(report(&served, home.path()).env("AWS_PROFILE", "team"));
    assert_eq!(served.endpoint.requests()[0].region.as_deref(), Some("us-east-2"));
    // Who names a profile means it, whatever is in the environment; a variable does not mean as much.
    let others = [("AWS_ACCESS_KEY_ID", "AKID"), ("AWS_SECRET_ACCESS_KEY", "another")];
    succeeds(report(&served, home.path()).envs(others).args(["--profile", "team"]));
    let mut command = report(&served, home.path());
    fails(command.envs(others).env("AWS_PROFILE", "team"), 254, "(InvalidSignatureException)");
}

#[test]
fn a_program_may_have_the_credentials() {
    let served = Served::new();
    let keys = r#"{"Version": 1, "AccessKeyId": "AKID", "SecretAccessKey": "hush-hush"}"#;
    let config = format!("[default]\nregion = eu-west-1\ncredential_process = echo '{keys}'\n");
    let home = home(&config, "");
    succeeds(report(&served, home.path()).args(["--endpoint-url", &served.url]).env("PATH", "/usr/bin:/bin"));
}

#[test]
fn half_credentials_are_told() {
    let served = Served::new();
    let home = home("[default]\nregion = eu-west-1\n", "[default]\naws_access_key_id = AKID\n");
    let words = "Partial credentials found in shared-credentials-file, missing: aws_secret_access_key";
    fails(&mut report(&served, home.path()), 255, words);
}

#[test]
fn a_file_in_another_format_is_named() {
    let served = Served::new();
    let home = home("nonsense\n", "");
    let words = format!("Unable to parse config file: {}/.aws/config", home.path().display());
    fails(&mut report(&served, home.path()), 255, &words);
}

#[test]
fn checks_can_be_switched_off() {
    let served = Served::new();
    let home =
        home("[default]\nregion = eu-west-1\nparameter_validation = false\n", &format!("[default]\n{KEYS}"));
    let mut command = command(&["put-job-failure-result", "--cli-input-json", "{}"]);
    command.env("HOME", home.path()).args(["--endpoint-url", &served.url]);
    fails(&mut command, 254, "(ValidationException)");
}

/// A server that gives everybody the same answer: its URL.
fn answering(body: String) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = BufReader::new(stream);
            let mut line = String::new();
            while stream.read_line(&mut line).is_ok_and(|read| read > 2) {
                line.clear();
            }
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            // Who has gone needs no answer.
            let _ = stream.get_mut().write_all(format!("{head}{body}").as_bytes());
        }
    });
    url
}

#[test]
fn a_container_has_credentials() {
    let served = Served::new();
    let keys = r#"{"AccessKeyId": "AKID", "SecretAccessKey": "hush-hush", "Token": "t", "Expiration": "2099-01-01T00:00:00Z"}"#;
    let agent = answering(keys.to_owned());
    let home = home("[default]\nregion = eu-west-1\n", "");
    let mut command = report(&served, home.path());
    command.args(["--endpoint-url", &served.url]).env("AWS_CONTAINER_CREDENTIALS_FULL_URI", agent);
    succeeds(&mut command);
}

#[test]
fn a_role_is_taken_on() {
    let served = Served::new();
    let sts = answering(
        "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>\
         <AccessKeyId>AKID</AccessKeyId><SecretAccessKey>hush-hush</SecretAccessKey><SessionToken>t</SessionToken>\
         <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
            .to_owned(),
    );
    let config = "[profile deployer]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/deployer\n\
                  source_profile = base\n";
    let home = home(config, "[base]\naws_access_key_id = BASE\naws_secret_access_key = other\n");
    let mut command = report(&served, home.path());
    command.args(["--endpoint-url", &served.url, "--profile", "deployer"]).env("AWS_ENDPOINT_URL_STS", sts);
    succeeds(&mut command);
}

#[test]
fn who_does_not_give_credentials_is_told() {
    let served = Served::new();
    let home = home("[default]\nregion = eu-west-1\ncredential_process = false\n", "");
    let mut command = report(&served, home.path());
    fails(command.args(["--endpoint-url", &served.url]), 255, "Error when retrieving credentials: ");
}

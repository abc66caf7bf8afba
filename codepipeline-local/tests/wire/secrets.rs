//! What is secret of a job is shown to its worker and to nobody else: not in any byte.

use crate::support::*;
use codepipeline_local::{
    ActionType, ActionTypeDefinition, Clock, ConfigurationProperty, Endpoint, Fault, NewJob, Operation,
    Server,
};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::{Arc, Mutex};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;

/// All that is logged.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

const CLIENT_TOKEN: &str = "hush client token \"quoted\" \\ \u{e9}";
const WRONG_TOKEN: &str = "hush wrong token";
const SECRET: &str = "hush secret & <value>\nof two lines";
const QUERYABLE: &str = "hushQueryable";
const UNKNOWN: &str = "hush of an unknown property";
const PARAMETERS: &str = r#"{"password":"hush parameters"}"#;
const GIVEN: [&str; 3] = ["HUSHGIVENACCESSKEY", "hush/given+secret", "hush given session"];

fn endpoint() -> Endpoint {
    let endpoint = Endpoint::builder().clock(Clock::manual()).build();
    endpoint.define(
        ActionTypeDefinition::new(action_type())
            .property(ConfigurationProperty::new("Secret").secret())
            .property(ConfigurationProperty::new("Project").secret().queryable())
            .execution_url_template("https://acme.example/{ExternalExecutionId}"),
    );
    endpoint
}

fn ids(endpoint: &Endpoint) -> [String; 3] {
    let custom = NewJob::custom(action_type()).configuration("Secret", SECRET);
    let custom = custom.configuration("Project", QUERYABLE).configuration("Other", UNKNOWN);
    let lambda = NewJob::lambda("check").user_parameters(PARAMETERS);
    let partner = NewJob::third_party(ActionType::third_party("Test", "Acme", "1"), CLIENT_TOKEN)
        .artifact_credentials(GIVEN[0], GIVEN[1], GIVEN[2]);
    [endpoint.queue(custom), endpoint.start(lambda), endpoint.start(partner)].map(String::from)
}

/// All that control says, whatever it is asked.
async fn everything(server: &Server, ids: &[String]) -> String {
    let paths = ["/jobs", "/requests", "/health", "/faults", "/action-types", "/clock", "/nothing"];
    let mut paths = paths.map(|path| ("GET", path.to_owned())).to_vec();
    for id in ids {
        paths.push(("GET", format!("/jobs/{id}")));
        paths.push(("GET", format!("/requests?jobId={id}")));
        paths.push(("POST", format!("/jobs/{id}/redeliver")));
        paths.push(("POST", format!("/jobs/{id}/expire")));
    }
    let mut all = String::new();
    for (method, path) in paths {
        let mut connection = Connection::open(server).await;
        connection.send(control_request(method, &path, "")).await;
        all += &String::from_utf8(connection.rest().await.unwrap()).unwrap();
    }
    all
}

/// As it stands in text, in JSON, in Rust's `Debug`, and in a URL.
fn forms(secret: &str) -> [String; 4] {
    let unquoted = |quoted: String| quoted[1..quoted.len() - 1].to_owned();
    let json = unquoted(serde_json::to_string(secret).unwrap());
    [secret.to_owned(), json, unquoted(format!("{secret:?}")), secret.replace(' ', "%20")]
}

#[track_caller]
fn assert_free<'a>(text: &str, secrets: impl IntoIterator<Item = &'a String>, place: &str) {
    for form in secrets.into_iter().flat_map(|secret| forms(secret)) {
        assert!(!text.contains(&form), "{place} tells {form}: {text}");
    }
}

/// The credentials in an answer of the API.
fn credentials(answer: &Value) -> Vec<String> {
    let found = answer.pointer("/jobDetails/data/artifactCredentials");
    let found = found.or(answer.pointer("/jobs/0/data/artifactCredentials")).unwrap().as_object().unwrap();
    assert_eq!(found.len(), 3);
    found.values().map(|value| value.as_str().unwrap().to_owned()).collect()
}

/// Each job's own secrets, once its worker has asked for all there is to know: some twice, for they are renewed.
async fn asked_for(server: &Server, [custom, lambda, partner]: &[String; 3]) -> [Vec<String>; 3] {
    let mut secrets = [vec![], vec![], vec![]];
    let query = POLL.replacen('{', &format!(r#"{{"queryParam":{{"Project":"{QUERYABLE}"}},"#), 1);
    secrets[0] = credentials(&call(server, "PollForJobs", &query).await.unwrap());
    call(server, "AcknowledgeJob", &json!({ "jobId": custom, "nonce": "1" }).to_string()).await.unwrap();
    for (number, id) in [(0, custom), (1, lambda), (0, custom), (1, lambda)] {
        let answer = call(server, "GetJobDetails", &json!({ "jobId": id }).to_string()).await.unwrap();
        secrets[number].extend(credentials(&answer));
    }
    for token in [WRONG_TOKEN, CLIENT_TOKEN] {
        let input = json!({ "jobId": partner, "clientToken": token }).to_string();
        secrets[2] =
            call(server, "GetThirdPartyJobDetails", &input).await.map_or(vec![], |it| credentials(&it));
    }
    assert_eq!(secrets.each_ref().map(Vec::len), [9, 6, 3]);
    assert_ne!(secrets[1][..3], secrets[1][3..]);
    assert!(GIVEN.iter().all(|given| secrets[2].iter().any(|own| own == given)));
    secrets[0].extend([SECRET, QUERYABLE].map(str::to_owned));
    secrets[2].push(CLIENT_TOKEN.into());
    secrets
}

#[tokio::test]
async fn no_secret_is_told_by_control_or_log_or_debug() {
    // For all threads: one without would decide for all that nobody wants an event. The other tests log as well.
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_writer(log.clone()).with_max_level(LevelFilter::TRACE);
    tracing::subscriber::set_global_default(subscriber.finish()).unwrap();
    let endpoint = endpoint();
    let server = serve(&endpoint).await;
    let ids = ids(&endpoint);
    let secrets = asked_for(&server, &ids).await;
    // Of these nobody said that they are secret, so a worker may tell them.
    let hidden = [UNKNOWN, PARAMETERS, WRONG_TOKEN].map(str::to_owned);
    let all = || secrets.iter().flatten().chain(&hidden);
    assert_free(&format!("{endpoint:?}"), all(), "Debug of the endpoint");
    assert_free(&format!("{:?}", endpoint.jobs()), all(), "Debug of jobs");

    // Workers that tell all they know, wherever there is room. The second time they are refused.
    let operations = ["PutJobFailureResult", "PutJobFailureResult", "PutThirdPartyJobFailureResult"];
    for ((id, own), operation) in ids.iter().zip(&secrets).zip(operations) {
        let told = own.join(", ");
        let details = json!({ "type": "JobFailed", "message": told, "externalExecutionId": told });
        let input = json!({ "jobId": id, "clientToken": CLIENT_TOKEN, "failureDetails": details, told.clone(): told });
        assert_eq!(call(&server, operation, &input.to_string()).await, Ok(Value::Null));
        let again = call(&server, operation, &input.to_string()).await;
        assert_eq!(again, Err("InvalidJobStateException".into()));
    }
    endpoint.faults().push(Fault::error(Operation::PollForJobs, "X", 400).for_job(ids[0].as_str()));
    let told = everything(&server, &ids).await;
    assert!(told.contains(r#""message":"***, ***"#) && told.contains("https://acme.example/***"), "{told}");
    assert_free(&told, all(), "control");
    assert_free(&format!("{:?}", endpoint.requests()), all(), "Debug of requests");
    assert_free(&format!("{:?}", endpoint.faults().all()), all(), "Debug of faults");

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("PutThirdPartyJobFailureResult") && log.contains(&ids[0]), "{log}");
    assert_free(&log, all(), "the log");
}

/// What a success tells is masked as well, and so is what its continuation carries on.
#[tokio::test]
async fn no_secret_is_told_by_a_success() {
    let endpoint = endpoint();
    let server = serve(&endpoint).await;
    let id = endpoint.start(NewJob::custom(action_type()).configuration("Secret", SECRET));
    let input = json!({
        "jobId": id, "continuationToken": format!("after {SECRET}"),
        "currentRevision": { "revision": SECRET, "changeIdentifier": SECRET, "revisionSummary": SECRET },
        "executionDetails": { "summary": SECRET, "externalExecutionId": SECRET },
    });
    call(&server, "PutJobSuccessResult", &input.to_string()).await.unwrap();
    let next = endpoint.job(&id).unwrap().continued_by.unwrap();
    let told = everything(&server, &[id.into(), next.into()]).await;
    assert!(told.contains("after ***"), "{told}");
    assert_free(&told, [&SECRET.to_owned()], "control");
}

/// A seed that is refused is not repeated.
#[tokio::test]
async fn a_refused_seed_is_not_repeated() {
    let server = serve(&endpoint()).await;
    let data = json!({ "actionTypeId": { "category": "Test", "owner": "ThirdParty", "provider": "A", "version": "1" },
                       "actionConfiguration": { "configuration": { "Secret": SECRET, "Empty": "" } },
                       "artifactCredentials": { "secretAccessKey": GIVEN[1] } });
    for seed in [json!({ "data": data }), json!({ "data": data, "clientToken": CLIENT_TOKEN.repeat(20) })] {
        let reply = control(&server, "POST", "/jobs", &seed.to_string()).await;
        assert_eq!(reply.status, 400, "{reply:?}");
        assert_free(reply.text(), &[SECRET, GIVEN[1], CLIENT_TOKEN].map(str::to_owned), "a refusal");
    }
}

//! Holds what the endpoint answers against the API's model: every member of every output, and every error.

use codepipeline_local::{
    ActionType, Artifact, Clock, Endpoint, JobId, JobKind, JobStatus, NewJob, Operation,
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

const TOKEN: &str = "token";

/// Errors that every JSON service of AWS has, and the model need not list.
const COMMON: [&str; 3] = ["SerializationException", "UnknownOperationException", "ValidationException"];

struct Model(Value);

impl Model {
    fn read() -> Self {
        Self(serde_json::from_str(include_str!("data/codepipeline-jobs-model.json")).unwrap())
    }

    fn shape(&self, target: &str) -> &Value {
        let shape = &self.0["shapes"][target];
        assert!(shape.is_object(), "{target} is not in the model");
        shape
    }

    fn operation(&self, operation: Operation) -> &Value {
        self.shape(&format!("com.amazonaws.codepipeline#{operation}"))
    }

    /// The shape of an operation's output; none if it has no output.
    fn output(&self, operation: Operation) -> Option<&str> {
        let target = self.operation(operation)["output"]["target"].as_str().unwrap();
        (target != "smithy.api#Unit").then_some(target)
    }

    fn errors(&self, operation: Operation) -> BTreeSet<&str> {
        let errors = self.operation(operation)["errors"].as_array().unwrap().iter();
        errors.map(|error| error["target"].as_str().unwrap().rsplit('#').next().unwrap()).collect()
    }

    /// The paths of all members of a shape.
    fn paths(&self, target: &str, path: &str, paths: &mut BTreeSet<String>) {
        let shape = self.shape(target);
        for (name, member) in shape["members"].as_object().into_iter().flatten() {
            if shape["type"] == "structure" {
                let path = format!("{path}.{name}");
                self.paths(member["target"].as_str().unwrap(), &path, paths);
                paths.insert(path);
            }
        }
        if shape["type"] == "list" {
            self.paths(shape["member"]["target"].as_str().unwrap(), &format!("{path}[]"), paths);
        }
    }

    /// Checks that a value fits a shape, and notes the paths of its members.
    fn check(&self, target: &str, value: &Value, path: &str, seen: &mut BTreeSet<String>) {
        let shape = self.shape(target);
        match shape["type"].as_str().unwrap() {
            "structure" => self.check_structure(shape, value, path, seen),
            "list" => {
                for item in value.as_array().unwrap_or_else(|| panic!("{path} is no list: {value}")) {
                    self.check(shape["member"]["target"].as_str().unwrap(), item, &format!("{path}[]"), seen);
                }
            }
            "map" => {
                for (key, value) in value.as_object().unwrap_or_else(|| panic!("{path} is no map: {value}")) {
                    self.check(shape["key"]["target"].as_str().unwrap(), &json!(key), path, seen);
                    self.check(shape["value"]["target"].as_str().unwrap(), value, path, seen);
                }
            }
            "enum" => {
                let name = value.as_str().unwrap_or_else(|| panic!("{path} is no string: {value}"));
                assert!(shape["members"].get(name).is_some(), "{path} is {name}");
            }
            "string" => check_text(&shape["traits"], value, path),
            other => panic!("no output has a {other}, but {path}"),
        }
    }

    fn check_structure(&self, shape: &Value, value: &Value, path: &str, seen: &mut BTreeSet<String>) {
        let object = value.as_object().unwrap_or_else(|| panic!("{path} is no structure: {value}"));
        for (name, value) in object {
            let path = format!("{path}.{name}");
            let member = shape["members"].get(name).unwrap_or_else(|| panic!("{path} is not in the model"));
            self.check(member["target"].as_str().unwrap(), value, &path, seen);
            seen.insert(path);
        }
        for (name, member) in shape["members"].as_object().unwrap() {
            let required = member["traits"].get("smithy.api#required").is_some();
            assert!(!required || object.contains_key(name), "{path}.{name} is required");
        }
    }
}

fn check_text(traits: &Value, value: &Value, path: &str) {
    let text = value.as_str().unwrap_or_else(|| panic!("{path} is no string: {value}"));
    let length = &traits["smithy.api#length"];
    let count = text.chars().count() as u64;
    assert!(count >= length["min"].as_u64().unwrap_or(0), "{path} is too short");
    assert!(count <= length["max"].as_u64().unwrap_or(u64::MAX), "{path} is too long");
    if let Some(pattern) = traits["smithy.api#pattern"].as_str() {
        assert!(matches(pattern, text), "{path} is {text}, not of {pattern}");
    }
}

/// Whether a text is of one of the model's patterns. They are few.
fn matches(pattern: &str, text: &str) -> bool {
    let all =
        |and: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || and.contains(c));
    match pattern {
        "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$" => {
            let hex = |c: char| matches!(c, '0'..='9' | 'a'..='f' | '-');
            text.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && text.chars().all(hex)
        }
        "^[0-9]{12}$" => text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()),
        r"^arn:aws(-[\w]+)*:codepipeline:.+:[0-9]{12}:.+$" => {
            let parts: Vec<_> = text.split(':').collect();
            let [arn, partition, service, region, account, name] = parts[..] else { return false };
            let account_fits = matches("^[0-9]{12}$", account);
            [arn, partition, service] == ["arn", "aws", "codepipeline"]
                && account_fits
                && !region.is_empty()
                && !name.is_empty()
        }
        "^[0-9A-Za-z_-]+$" | r"^[a-zA-Z0-9_\-]+$" => all("_-"),
        r"^[A-Za-z0-9.@\-_]+$" => all(".@-_"),
        other => panic!("a new pattern: {other}"),
    }
}

fn custom() -> ActionType {
    ActionType::custom("Deploy", "Acme", "1")
}

fn third_party() -> ActionType {
    ActionType::third_party("Test", "Acme", "1")
}

/// A job with all that a job can have.
fn full(job: NewJob) -> NewJob {
    let job = job.pipeline("shop", "Production", "Roll-out").configuration("Stack", "shop");
    let job = job.input_artifact(Artifact::s3("Source", "bucket", "in.zip").revision("4f1c"));
    let job = job.output_artifact(Artifact::s3("Report", "bucket", "out.zip").revision("9b1e"));
    job.continuation_token("page 2").encryption_key("key")
}

/// New jobs: one that has all, and one that has the least.
fn new_jobs(bare: &NewJob) -> [NewJob; 2] {
    [full(bare.clone()), bare.clone()]
}

/// An endpoint with jobs of every kind in every state that there is.
fn populated() -> (Endpoint, Vec<JobId>) {
    let builder = Endpoint::builder().clock(Clock::manual()).continue_after(Duration::from_secs(30));
    let endpoint = builder.default_batch_size(100).build();
    let kinds =
        [NewJob::custom(custom()), NewJob::third_party(third_party(), TOKEN), NewJob::lambda("check")];
    let ended = kinds.iter().flat_map(|kind| [0, 1, 2, 3].map(|how| (kind, how)));
    for (kind, how) in ended {
        let id = endpoint.start(full(kind.clone()));
        let input = json!({ "jobId": id.as_str() });
        match how {
            0 => assert!(endpoint.expire(&id)),
            1 => end(&endpoint, "Failure", &input),
            2 => end(&endpoint, "Success", &input),
            _ => end(&endpoint, "Success", &json!({ "jobId": id.as_str(), "continuationToken": "2" })),
        }
    }
    for kind in &kinds {
        for job in new_jobs(kind) {
            endpoint.queue(job);
        }
    }
    for (operation, input) in requests(&[]) {
        endpoint.call(operation, input.to_string());
    }
    for kind in &kinds {
        for job in new_jobs(kind) {
            endpoint.queue(job.clone());
            endpoint.start(job);
        }
    }
    let ids = endpoint.jobs().into_iter().map(|job| job.id).collect();
    (endpoint, ids)
}

/// Puts a result by the one operation of a name that knows the job.
fn end(endpoint: &Endpoint, name: &str, input: &Value) {
    let input = complete(input).to_string();
    let operations = Operation::ALL.iter().filter(|operation| operation.name().contains(name));
    let accepted = operations.filter(|operation| endpoint.call(**operation, input.clone()).error().is_none());
    assert_eq!(accepted.count(), 1, "{name}");
}

/// An input with all that any operation requires, unless it is there.
fn complete(input: &Value) -> Value {
    let details = json!({ "type": "JobFailed", "message": "no" });
    let mut complete = json!({ "clientToken": TOKEN, "nonce": "1", "failureDetails": details });
    complete.as_object_mut().unwrap().extend(input.as_object().unwrap().clone());
    complete
}

/// Many requests to every operation, good and bad.
fn requests(ids: &[JobId]) -> Vec<(Operation, Value)> {
    let mut inputs = vec![json!({}), json!(7), json!({ "jobId": 7 }), json!({ "jobId": "no UUID" })];
    for category in ["Deploy", "Test", "Invoke", "None"] {
        for owner in ["Custom", "ThirdParty", "AWS"] {
            let provider = if owner == "AWS" { "Lambda" } else { "Acme" };
            let id = json!({ "category": category, "owner": owner, "provider": provider, "version": "1" });
            inputs.extend([json!({ "actionTypeId": id }), json!({ "actionTypeId": id, "maxBatchSize": 0 })]);
        }
    }
    let more = [
        json!({}),
        json!({ "nonce": "2" }),
        json!({ "clientToken": "wrong" }),
        json!({ "continuationToken": "2", "outputVariables": { "A": "" } }),
        json!({ "outputVariables": { "not a key": "" } }),
        json!({ "nonce": null, "clientToken": null, "failureDetails": null }),
        json!({ "currentRevision": {}, "failureDetails": {} }),
        json!({ "executionDetails": { "percentComplete": "1" }, "failureDetails": [] }),
    ];
    if let Some(id) = ids.last() {
        let variables = json!({ "A": "x".repeat(122_880) });
        inputs.push(json!({ "jobId": id.as_str(), "outputVariables": variables }));
    }
    let unknown = "11111111-abcd-90ab-cdef-0123456789ab";
    for id in ids.iter().map(JobId::as_str).chain([unknown]) {
        for more in &more {
            let mut input = more.as_object().unwrap().clone();
            input.insert("jobId".into(), json!(id));
            inputs.push(complete(&Value::Object(input)));
        }
    }
    let to_all = |input: Value| Operation::ALL.iter().map(move |operation| (*operation, input.clone()));
    inputs.into_iter().flat_map(to_all).collect()
}

type Answers = BTreeMap<Operation, BTreeSet<String>>;

/// Checks every answer, and returns the paths of what was answered and the codes of what was refused.
fn drive(model: &Model) -> (Answers, Answers) {
    let (endpoint, ids) = populated();
    let (mut paths, mut codes) = (Answers::new(), Answers::new());
    for (operation, input) in requests(&ids) {
        let answer = endpoint.call(operation, input.to_string());
        let response = answer.response().unwrap();
        if let Some(code) = answer.error() {
            assert_eq!(response.status(), 400, "{operation}: {code}");
            let error: Map<String, Value> = serde_json::from_value(answer.json()).unwrap();
            assert_eq!(error.keys().collect::<Vec<_>>(), ["__type", "message"]);
            model.check("com.amazonaws.codepipeline#Message", &error["message"], &code, &mut BTreeSet::new());
            codes.entry(operation).or_default().insert(code);
        } else if let Some(output) = model.output(operation) {
            model.check(output, &answer.json(), "", paths.entry(operation).or_default());
        } else {
            assert!(response.body().is_empty(), "{operation} has no output");
        }
    }
    (paths, codes)
}

#[test]
fn every_answer_is_of_the_models_output_and_every_member_comes() {
    let model = Model::read();
    let (seen, _) = drive(&model);
    for operation in Operation::ALL {
        let Some(output) = model.output(*operation) else { continue };
        let mut all = BTreeSet::new();
        model.paths(output, "", &mut all);
        assert_eq!(seen[operation], all, "{operation}");
    }
}

#[test]
fn every_error_is_one_that_the_model_lists_and_every_one_of_these_comes() {
    let model = Model::read();
    let (_, codes) = drive(&model);
    for operation in Operation::ALL {
        let listed = model.errors(*operation);
        let found: BTreeSet<_> = codes[operation].iter().map(String::as_str).collect();
        let unlisted: Vec<_> = found.difference(&listed).filter(|code| !COMMON.contains(code)).collect();
        assert!(unlisted.is_empty(), "{operation} does not have {unlisted:?}");
        let missing: Vec<_> = listed.difference(&found).collect();
        assert!(missing.is_empty(), "{operation} never answers {missing:?}");
    }
}

#[test]
fn a_job_of_every_status_and_kind_was_asked_for() {
    let (endpoint, _) = populated();
    let of = |kind| endpoint.jobs().into_iter().filter(move |job| job.kind == kind);
    for kind in [JobKind::Custom, JobKind::ThirdParty] {
        let found: BTreeSet<_> = of(kind).map(|job| job.status).collect();
        assert_eq!(found.len(), JobStatus::ALL.len(), "{kind:?}: {found:?}");
    }
    assert_eq!(of(JobKind::Lambda).map(|job| job.status).collect::<BTreeSet<_>>().len(), 5);
}

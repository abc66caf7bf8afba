//! Files that are not as they should be, and places where none can be.

use crate::*;
use http::Request;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn the_files_are_for_their_owner_alone() {
    let (folder, path) = folder();
    // As a crash may have left it, or a careless hand.
    let old = folder.path().join("jobs.json.new");
    fs::write(&old, "half a fi").unwrap();
    fs::set_permissions(&old, PermissionsExt::from_mode(0o644)).unwrap();
    drop(builder().open(&path).map(|endpoint| endpoint.start(job())));
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap().path();
        assert_eq!(mode(&entry), 0o600, "{}", entry.display());
    }
    assert_eq!(builder().open(&path).unwrap().jobs().len(), 1);
}

#[test]
fn a_second_owner_is_refused() {
    let (_folder, path) = folder();
    let first = builder().open(&path).unwrap();
    let id = first.start(job());
    let error = builder().open(&path).unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (ErrorKind::ResourceBusy, "another process keeps its state there")
    );
    drop(first);
    assert!(builder().open(&path).unwrap().job(&id).is_some());
}

#[test]
fn what_is_no_state_file_is_refused_and_left_alone() {
    let (_folder, path) = folder();
    drop(builder().open(&path).map(|endpoint| fill(&endpoint)));
    let good = fs::read_to_string(&path).unwrap();
    let mut json: Value = serde_json::from_str(&good).unwrap();
    json["jobs"][0]["status"] = "Asleep".into();
    let unknown_status = json.to_string();
    let newer = json!({ "format": "codepipeline-local state 2", "news": true });
    let damaged = "it is not a state file, or a damaged one: ";
    for (content, reason) in [
        ("", damaged),
        ("{}", damaged),
        ("[1,2]", damaged),
        ("\0\0\0\0", damaged),
        (&good[..good.len() / 2], damaged),
        (&(good.clone() + "x"), damaged),
        (&unknown_status, damaged),
        (r#"{"jobs":[]}"#, damaged),
        (&newer.to_string(), "its format is not `codepipeline-local state 1`"),
        (&good.replace("state 1", "state 9"), "its format is not `codepipeline-local state 1`"),
    ] {
        fs::write(&path, content).unwrap();
        let error = builder().open(&path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidData);
        assert!(error.to_string().starts_with(reason), "{content}: {error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
    fs::write(&path, good).unwrap();
    assert_eq!(builder().open(&path).unwrap().jobs().len(), 7);
}

#[test]
fn where_no_file_can_be_there_is_no_endpoint() {
    let (folder, path) = folder();
    let missing = builder().open(folder.path().join("missing/jobs.json")).unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::NotFound);
    // Not even the superuser makes a file there.
    assert!(builder().open("/proc/jobs.json").is_err());
    fs::create_dir(&path).unwrap();
    assert_eq!(builder().open(&path).unwrap_err().kind(), ErrorKind::IsADirectory);
}

#[test]
fn a_folder_that_may_only_be_read_is_refused() {
    let (folder, path) = folder();
    fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o500)).unwrap();
    match builder().open(&path) {
        Err(error) => assert_eq!(error.kind(), ErrorKind::PermissionDenied),
        Ok(_) => eprintln!("not tested: whoever runs this may write everywhere"),
    }
    fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o700)).unwrap();
}

/// A file system of its own, if this process may make one.
struct Disk(TempDir);

impl Disk {
    fn of(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(folder.path());
        mount.output().ok().filter(|done| done.status.success()).map(|_| Self(folder))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg("--lazy").arg(self.0.path()).status();
        assert!(unmounted.unwrap().success());
    }
}

#[tokio::test]
async fn a_full_disk_is_told_and_passes() {
    let Some(disk) = Disk::of("128k") else {
        eprintln!("not tested: no file system can be mounted here");
        return;
    };
    let path = disk.0.path().join("jobs.json");
    let endpoint = builder().open(&path).unwrap();
    endpoint.start(job());
    endpoint.saved().await.unwrap();
    let before = fs::read(&path).unwrap();
    let id = json!({ "category": "Deploy", "owner": "Custom", "provider": "Acme", "version": "1" });
    let configuration = json!({ "configuration": { "Key": "x".repeat(50_000) } });
    let long = json!({ "actionTypeId": id, "actionConfiguration": configuration });
    // In one change: the file may be written after each.
    endpoint.seed(&json!([long, long, long])).unwrap();
    let error = endpoint.saved().await.unwrap_err().to_string();
    assert!(error.contains("No space left on device"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before, "the old file stays whole");
    endpoint.reset();
    endpoint.saved().await.unwrap();
    drop(endpoint);
    assert_eq!(builder().open(&path).unwrap().jobs(), []);
}

/// The answer to a request, as a transport gets it.
async fn handled(endpoint: &Endpoint, operation: Operation, input: &Value) -> (u16, Value) {
    let request = Request::post("/")
        .header("content-type", "application/x-amz-json-1.1")
        .header("x-amz-target", format!("CodePipeline_20150709.{operation}"));
    let answer = endpoint.handle(&request.body(input.to_string().into()).unwrap()).await;
    (answer.response().unwrap().status().as_u16(), answer.json())
}

#[tokio::test]
async fn an_answer_waits_until_it_is_kept_and_a_failure_passes() {
    let (_folder, path) = folder();
    let endpoint = builder().authentication(codepipeline_local::Authentication::Off).open(&path).unwrap();
    let id = endpoint.queue(job());
    endpoint.saved().await.unwrap();
    // Nothing can be written where a folder stands.
    let obstacle = path.with_file_name("jobs.json.new");
    fs::create_dir(&obstacle).unwrap();
    let poll: Value = serde_json::from_str(POLL).unwrap();
    for _ in 0..3 {
        let (status, body) = handled(&endpoint, Operation::PollForJobs, &poll).await;
        assert_eq!((status, &body["__type"]), (500, &json!("InternalFailure")));
        let message = body["message"].as_str().unwrap();
        assert!(message.starts_with("The state file cannot be written: "), "{message}");
        assert!(message.contains(path.to_str().unwrap()), "{message}");
        assert!(endpoint.saved().await.is_err());
    }
    assert!(!fs::read_to_string(&path).unwrap().contains("Dispatched"));

    fs::remove_dir(&obstacle).unwrap();
    endpoint.saved().await.unwrap();
    let answer = handled(&endpoint, Operation::AcknowledgeJob, &json!({ "jobId": id, "nonce": "1" })).await;
    assert_eq!(answer, (200, json!({ "status": "InProgress" })));
    assert!(fs::read_to_string(&path).unwrap().contains("InProgress"), "it is there before the answer is");
}

/// Callers that come while it fails do not wait for ever, nor for each other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_callers_meet_a_failure_at_once() {
    let (_folder, path) = folder();
    let endpoint = builder().open(&path).unwrap();
    fs::create_dir(path.with_file_name("jobs.json.new")).unwrap();
    let callers: Vec<_> = (0..8)
        .map(|_| {
            let endpoint = endpoint.clone();
            tokio::spawn(async move {
                for _ in 0..200 {
                    endpoint.start(job());
                    endpoint.saved().await.unwrap_err();
                }
            })
        })
        .collect();
    for caller in callers {
        tokio::time::timeout(Duration::from_mins(1), caller).await.expect("no deadlock").unwrap();
    }
}

//! Frozen, thawed, ended: nothing stays behind.

use super::support::worker;
use codepipeline_local::lambda::Output;
use serde_json::json;
use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;

/// The state of a process, as the kernel has it.
#[cfg(target_os = "linux")]
fn state(process: Option<u32>) -> char {
    let status = std::fs::read_to_string(format!("/proc/{}/stat", process.unwrap())).unwrap();
    status.rsplit(") ").next().unwrap().chars().next().unwrap()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn it_is_frozen_between_invocations() {
    let function = worker().build();
    for _ in 0..2 {
        function.invoke(&json!({ "do": "echo" })).ended().await;
        function.idle().await;
        assert_eq!(state(function.process_id()), 'T');
    }
    let function = worker().freeze(false).build();
    function.invoke(&json!({ "do": "echo" })).ended().await;
    function.idle().await;
    assert_ne!(state(function.process_id()), 'T');
}

#[tokio::test]
async fn one_that_was_dropped_is_gone() {
    for event in ["echo", "hang"] {
        let (mut reader, writer) = std::io::pipe().unwrap();
        let function = worker().output(Output::File(File::from(OwnedFd::from(writer)))).build();
        let invocation = function.invoke(&json!({ "do": event }));
        invocation.handed_out(1).await;
        if event == "echo" {
            function.idle().await;
        }
        drop(function);
        // It ends when nobody is left that could write.
        let read = tokio::task::spawn_blocking(move || reader.read_to_end(&mut Vec::new()));
        read.await.unwrap().unwrap();
        assert_eq!(invocation.ended().await.len(), usize::from(event == "echo"));
    }
}

#[tokio::test]
async fn it_hears_of_its_end_if_it_has_an_extension() {
    let folder = tempfile::tempdir().unwrap();
    let farewell = folder.path().join("farewell");
    for (initialization, heard) in [("", false), ("extension", true)] {
        let function =
            worker().variable("INITIALIZATION", initialization).variable("FAREWELL", &farewell).build();
        let attempts = function.invoke(&json!({ "do": "echo" })).ended().await;
        assert!(attempts[0].outcome.response().is_some(), "{attempts:?}");
        function.idle().await;
        function.shutdown().await;
        assert_eq!(farewell.exists(), heard);
    }
}

#[tokio::test]
async fn an_extension_is_told_of_each_event_before_the_process_rests() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("heard");
    let function = worker().variable("INITIALIZATION", "listener").variable("HEARD", &path).build();
    let mut ids = Vec::new();
    for _ in 0..3 {
        let invocation = function.invoke(&json!({ "do": "echo" }));
        invocation.ended().await;
        ids.push(invocation.request_id().to_owned());
        function.idle().await;
        let heard = std::fs::read_to_string(&path).unwrap();
        assert_eq!(heard.lines().collect::<Vec<_>>(), ids);
    }
}

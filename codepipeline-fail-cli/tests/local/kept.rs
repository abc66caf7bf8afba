//! What was answered is on the disk, whatever becomes of the process.

use crate::support::{JOB, Local, POLL};
use std::fs;

/// Thirty processes, each killed right after one answer.
#[test]
fn no_answered_change_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state").to_str().unwrap().to_owned();
    let start = || {
        Local::start(&[
            "--state",
            &state,
            "--log",
            "off",
            "--acknowledge-within",
            "1d",
            "--job-timeout",
            "10d",
        ])
    };
    let mut expected: Vec<(String, &str)> = Vec::new();
    let mut answered = 0;
    for round in 0..30 {
        let local = start();
        for (id, status) in &expected {
            assert_eq!(local.get(&format!("/jobs/{id}"))["status"], *status, "before round {round}");
        }
        assert_eq!(local.ids().len(), expected.len());
        let (status, answer) = match round % 4 {
            0 => local.control("POST", "/jobs", JOB),
            1 => local.call("PollForJobs", POLL),
            2 => {
                let id = &expected.last().unwrap().0;
                local.call("AcknowledgeJob", &format!(r#"{{"jobId":"{id}","nonce":"1"}}"#))
            }
            _ => {
                local.call("PutJobSuccessResult", &format!(r#"{{"jobId":"{}"}}"#, expected.last().unwrap().0))
            }
        };
        local.signal("KILL");
        assert!(status == 200 || status == 201, "round {round}: {answer}");
        assert_eq!(local.end().0, None, "killed");
        answered += 1;
        match round % 4 {
            0 => expected.push((answer["jobIds"][0].as_str().unwrap().to_owned(), "Queued")),
            1 => expected.last_mut().unwrap().1 = "Dispatched",
            2 => expected.last_mut().unwrap().1 = "InProgress",
            _ => expected.last_mut().unwrap().1 = "Succeeded",
        }
        if round == 15 {
            // As if it had been killed while it wrote.
            fs::write(format!("{state}.new"), "{\"format\":").unwrap();
        }
    }
    let local = start();
    for (id, status) in &expected {
        assert_eq!(local.get(&format!("/jobs/{id}"))["status"], *status);
    }
    assert_eq!((answered, expected.len()), (30, 8));
}

#[test]
fn an_advanced_clock_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state").to_str().unwrap().to_owned();
    let start = || Local::start(&["--state", &state, "--clock", "manual"]);
    let local = start();
    assert_eq!(local.control("POST", "/clock/advance", r#"{"seconds":60}"#).0, 200);
    local.signal("KILL");
    local.end();
    assert_eq!(start().get("/clock")["now"], 60.0);
}

/// Asked to end, it tells that the last changes are lost.
#[test]
fn an_end_without_a_file_is_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state").to_str().unwrap().to_owned();
    let local = Local::start(&["--state", &state]);
    fs::create_dir(format!("{state}.new")).unwrap();
    assert_eq!(local.control("POST", "/jobs", JOB).0, 500);
    local.signal("TERM");
    let (status, errors) = local.end();
    assert_eq!(status, Some(1));
    assert!(errors.contains("codepipeline-fail: the last changes are lost: "), "{errors}");
    assert!(errors.contains(&state), "{errors}");
}

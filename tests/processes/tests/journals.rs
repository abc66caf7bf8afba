//! Journals that cannot be used, or not any more.

#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use codepipeline_local::{Endpoint, JobStatus};
use process_tests::Lab;
use rustix::process::geteuid;
use tokio::process::Command;

const WORKER: &str = env!("CARGO_BIN_EXE_worker");

/// Expects that a worker refuses to begin, and what it says.
async fn refuses(lab: &Lab, command: Command, folder: &Path, name: &str, words: &[&str]) {
    let mut worker = lab.start_by(command, folder, name, &[]);
    let status = worker.ended().await;
    let log = worker.whole_log().await;
    assert_eq!(status.code(), Some(1), "{log}");
    for word in words {
        assert!(log.contains(word), "{word:?} is not in {log}");
    }
    assert!(lab.endpoint.requests().is_empty(), "it asked for jobs");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_cannot_share_a_journal() {
    let lab = Lab::new(WORKER).await;
    let mut first = lab.start("a", &[]);
    lab.until("a poll", |endpoint| !endpoint.requests().is_empty()).await;
    let mut second = lab.start("a", &[]);
    assert_eq!(second.ended().await.code(), Some(1));
    let log = second.whole_log().await;
    assert!(log.contains("the worker's journal cannot be used: another worker has the journal"), "{log}");
    assert!(log.contains("give each worker a journal of its own"), "{log}");
    // The first is none the worse for it.
    let id = lab.queue("\"succeed\"");
    lab.until_done().await;
    assert_eq!(lab.job(&id).status, JobStatus::Succeeded);
    first.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journal_without_a_folder_is_an_error() {
    let lab = Lab::new(WORKER).await;
    let folder = lab.folder().join("missing");
    let words = ["the worker's journal cannot be used", "cannot be opened", "in a folder that exists"];
    refuses(&lab, Command::new(WORKER), &folder, "a", &words).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_no_journal_is_left_as_it_is() {
    let lab = Lab::new(WORKER).await;
    let path = lab.folder().join("a");
    fs::write(&path, "a letter").expect("it can be written");
    let words = ["the worker's journal cannot be used", "is damaged, or no journal", "it was left as it is"];
    refuses(&lab, Command::new(WORKER), lab.folder(), "a", &words).await;
    assert_eq!(fs::read_to_string(path).expect("it can be read"), "a letter");
}

/// The worker, as a user whom the modes of files bind.
fn bound_by_modes(lab: &Lab) -> Command {
    if !geteuid().is_root() {
        return Command::new(WORKER);
    }
    let program = lab.folder().join("worker");
    fs::copy(WORKER, &program).expect("it can be copied");
    set_mode(lab.folder(), 0o755);
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program);
    command
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("it is ours");
}

#[cfg(target_os = "linux")] // For `setpriv`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_only_be_read_is_no_place_for_a_journal() {
    let lab = Lab::new(WORKER).await;
    let folder = lab.folder().join("journals");
    fs::create_dir(&folder).expect("it can be made");
    let words = ["the worker's journal cannot be used", "cannot be opened", "may read and write"];

    set_mode(&folder, 0o555);
    refuses(&lab, bound_by_modes(&lab), &folder, "a", &words).await;

    set_mode(&folder, 0o777);
    fs::write(folder.join("a"), "").expect("it can be written");
    set_mode(&folder.join("a"), 0o444);
    refuses(&lab, bound_by_modes(&lab), &folder, "a", &words).await;
}

/// A small disk of its own.
#[cfg(target_os = "linux")]
struct SmallDisk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl SmallDisk {
    /// None where disks cannot be mounted.
    fn mount(at: std::path::PathBuf) -> Option<Self> {
        fs::create_dir(&at).expect("it can be made");
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(&at);
        let is_mounted = mount.output().is_ok_and(|output| output.status.success());
        is_mounted.then(|| Self(at))
    }

    /// Leaves no room on it.
    fn fill(&self) {
        use std::io::Write as _;
        let mut file = fs::File::create(self.filling()).expect("it can be made");
        for size in [1 << 16, 1 << 12, 1] {
            while file.write_all(&vec![0; size]).is_ok() {}
        }
    }

    fn make_room(&self) {
        fs::remove_file(self.filling()).expect("it can be removed");
    }

    fn filling(&self) -> std::path::PathBuf {
        self.0.join("filling")
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_full_disk_jobs_are_reported_and_none_are_taken() {
    let lab = Lab::new(WORKER).await;
    let Some(disk) = SmallDisk::mount(lab.folder().join("disk")) else {
        println!("skipped: disks cannot be mounted here");
        return;
    };
    disk.fill();
    let words = ["the worker's journal cannot be used", "No space left on device"];
    refuses(&lab, Command::new(WORKER), &disk.0, "a", &words).await;
    disk.make_room();

    let mut worker = lab.start_by(Command::new(WORKER), &disk.0, "a", &["concurrency=2"]);
    lab.until("a poll", |endpoint| !endpoint.requests().is_empty()).await;
    disk.fill();
    // More than the pages that the journal has.
    let queued: Vec<_> = (0..400).map(|_| lab.queue("{\"run\": 5}")).collect();
    worker.logged("the journal cannot be written, so that a crash now would lose the job").await;
    let all_taken_have_ended = |endpoint: &Endpoint| {
        let jobs = endpoint.jobs();
        jobs.iter().all(|job| job.status.is_final() || job.status == JobStatus::Queued)
    };
    lab.until("the jobs under way", all_taken_have_ended).await;
    let left = lab.endpoint.jobs().iter().filter(|job| job.status == JobStatus::Queued).count();
    assert!(left > 0, "all {} jobs were taken", queued.len());
    disk.make_room();
    lab.until_done().await;
    worker.end().await;
    assert!(lab.endpoint.jobs().iter().all(|job| job.refused.is_empty()));
}

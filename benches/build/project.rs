//! A crate in the target folder that needs the SDK, the project, or both.

use codepipeline_fail_benches::cpu_time_of_children;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, io};

/// What it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The derive and the core, as a crate does that only defines errors.
    Core,
    Sdk,
    SdkAndCore,
    /// The project as it is without features given: the derive, the core and the reporter.
    Default,
}

impl Needs {
    pub const ALL: [Self; 4] = [Self::Core, Self::Sdk, Self::SdkAndCore, Self::Default];

    pub fn label(self) -> &'static str {
        match self {
            Self::Core => "the derive and the core",
            Self::Sdk => "aws-sdk-codepipeline",
            Self::SdkAndCore => "aws-sdk-codepipeline, the derive and the core",
            Self::Default => "aws-sdk-codepipeline, the derive, the core and the reporter",
        }
    }

    fn dependencies(self) -> String {
        let sdk =
            r#"aws-sdk-codepipeline = { version = "1", default-features = false, features = ["rt-tokio"] }"#;
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codepipeline-fail");
        let ours = |features: &str| {
            let path = runtime.display();
            format!(
                "codepipeline-fail = {{ path = '{path}', default-features = false, features = {features} }}"
            )
        };
        match self {
            Self::Core => ours(r#"["derive"]"#),
            Self::Sdk => sdk.to_owned(),
            Self::SdkAndCore => format!("{sdk}\n{}", ours(r#"["derive"]"#)),
            Self::Default => format!("{sdk}\n{}", ours(r#"["derive", "sdk"]"#)),
        }
    }
}

/// What a build takes.
pub struct Built {
    pub time: Duration,
    /// Of all processors together; none where Linux does not tell it.
    pub processors: Option<Duration>,
}

pub struct Project {
    root: PathBuf,
}

impl Project {
    /// Written anew, with the versions of this project's lock file.
    pub fn new(needs: Needs) -> io::Result<Self> {
        let name = format!("{needs:?}").to_lowercase();
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build").join(&name);
        fs::create_dir_all(root.join("src"))?;
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"), root.join("Cargo.lock"))?;
        fs::write(root.join("Cargo.toml"), manifest(&name, &needs.dependencies()))?;
        fs::write(root.join("src/lib.rs"), "")?;
        Ok(Self { root })
    }

    /// How many crates are compiled besides its own.
    pub fn crates(&self) -> io::Result<usize> {
        let output =
            self.cargo(&["tree", "--offline", "--prefix", "none", "--edges", "normal,build"]).output()?;
        if !output.status.success() {
            return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let crates: BTreeSet<_> = text.lines().map(|line| line.trim_end_matches(" (*)")).collect();
        Ok(crates.len() - 1)
    }

    /// What it takes to build it, and all that it needs, from nothing.
    pub fn build(&self) -> io::Result<Built> {
        match fs::remove_dir_all(self.root.join("target")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        // What an earlier build has written is not to be written while this one is measured.
        Command::new("sync").status()?;
        let (start, before) = (Instant::now(), cpu_time_of_children());
        let status = self.cargo(&["build", "--offline", "--quiet"]).status()?;
        let time = start.elapsed();
        let processors =
            cpu_time_of_children().zip(before).map(|(after, before)| after.saturating_sub(before));
        if status.success() {
            Ok(Built { time, processors })
        } else {
            Err(io::Error::other("it cannot be built"))
        }
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", "target").args(arguments);
        command
    }
}

/// Cargo compiles what comes from a path incrementally, which takes longer the first time, and what comes from a registry
/// [never](https://doc.rust-lang.org/cargo/reference/profiles.html#incremental): here the project's crates are compiled as
/// for those who use them.
fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = {name:?}\nedition = \"2024\"\n\n[workspace]\n\n[profile.dev]\nincremental = false\n\n\
         [dependencies]\n{dependencies}\n"
    )
}

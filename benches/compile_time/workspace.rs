//! A workspace in the target folder, with a crate for each source that is compiled.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use codepipeline_fail_benches::instructions;

/// The folder, which is written anew for each run.
pub struct Workspace {
    root: PathBuf,
}

/// A crate of the workspace, whose dependencies are compiled.
pub struct Member {
    root: PathBuf,
    name: String,
    source: String,
}

impl Workspace {
    /// An empty workspace, with the versions of this project's lock file.
    pub fn new() -> io::Result<Self> {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile-time");
        fs::create_dir_all(&root)?;
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
        fs::copy(project.join("Cargo.lock"), root.join("Cargo.lock"))?;
        let runtime = project.join("codepipeline-fail");
        // Without incremental compilation: what did not change since the last run would not be compiled again.
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\"members/*\"]\n\n[workspace.dependencies]\n\
             codepipeline-fail = {{ path = '{}', default-features = false, features = [\"derive\"] }}\n\
             snafu = {{ version = \"0.9\", default-features = false, features = [\"std\"] }}\n\
             thiserror = \"2\"\n\n[profile.dev]\nincremental = false\n",
            runtime.display(),
        );
        fs::write(root.join("Cargo.toml"), manifest)?;
        match fs::remove_dir_all(root.join("members")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(Self { root }),
        }
    }

    /// Adds a crate of this source, and compiles it for the first time, so that its dependencies are there.
    pub fn add(&self, name: &str, dependency: Option<&str>, source: String) -> io::Result<Member> {
        let folder = self.root.join("members").join(name);
        fs::create_dir_all(folder.join("src"))?;
        let dependency = dependency.map(|name| format!("{name}.workspace = true\n")).unwrap_or_default();
        let manifest =
            format!("[package]\nname = {name:?}\nedition = \"2024\"\n\n[dependencies]\n{dependency}");
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let member = Member { root: self.root.clone(), name: name.to_owned(), source };
        member.check();
        Ok(member)
    }
}

impl Member {
    /// How long `cargo check` takes with this crate, and nothing else, to compile.
    ///
    /// # Panics
    ///
    /// If cargo cannot be run, or the crate does not compile; cargo has said why.
    pub fn check(&self) -> Duration {
        let mut cargo = self.cargo();
        let start = Instant::now();
        let status = cargo.status().expect("cargo can be run");
        let time = start.elapsed();
        assert!(status.success(), "{} does not compile", self.name);
        time
    }

    /// How many instructions the compiler takes to check this crate.
    ///
    /// # Errors
    ///
    /// If they cannot be counted, or the crate does not compile; cargo has said why.
    pub fn instructions(&self) -> io::Result<u64> {
        instructions::of_compiler(&mut self.cargo(), &self.root.join("counted"))
    }

    /// What checks it, and nothing else.
    fn cargo(&self) -> Command {
        // Cargo compiles again what has been written since.
        let library = self.root.join("members").join(&self.name).join("src/lib.rs");
        fs::write(library, &self.source).expect("the target folder can be written");
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["check", "--offline", "--quiet", "--target-dir", "target", "--package", &self.name]);
        cargo.current_dir(&self.root);
        cargo
    }
}

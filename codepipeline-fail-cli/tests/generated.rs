//! The files in `generated/`, which packages of this command bring, are those that it makes of its definitions now.
//!
//! `UPDATE=1 cargo test -p codepipeline-fail-cli --test generated` writes them anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const COMPLETIONS: [(&str, &str); 4] = [
    ("bash", "codepipeline-fail.bash"),
    ("zsh", "_codepipeline-fail"),
    ("fish", "codepipeline-fail.fish"),
    ("powershell", "_codepipeline-fail.ps1"),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("generated").join(name)
}

fn run(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_codepipeline-fail")).args(arguments).output();
    let output = output.expect("it was built");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    let read = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("text"))
    };
    entries.map(read).collect()
}

/// Compares with the files of a folder, or writes them.
fn is_up_to_date(folder: &Path, made: &BTreeMap<String, String>) {
    if env::var_os("UPDATE").is_some() {
        // It may not be there yet.
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).expect("a folder");
        for (name, text) in made {
            fs::write(folder.join(name), text).expect("room for it");
        }
    }
    let kept = files(folder);
    let advice = "run `UPDATE=1 cargo test -p codepipeline-fail-cli --test generated`";
    assert!(kept.keys().eq(made.keys()), "{advice}");
    for (name, text) in made {
        assert!(kept[name] == *text, "{name} is not what the command makes of its definitions: {advice}");
    }
}

#[test]
fn completions_are_those_of_all_commands() {
    let made = COMPLETIONS.map(|(shell, file)| {
        (file.to_owned(), String::from_utf8(run(&["completions", shell])).expect("text"))
    });
    for (file, script) in &made {
        for word in ["put-job-failure-result", "failure-details", "local", "completions"] {
            assert!(script.contains(word), "{file} has no {word}");
        }
    }
    is_up_to_date(&folder("completions"), &made.into());
}

#[test]
fn manual_pages_are_those_of_all_commands() {
    let made = tempfile::tempdir().expect("a folder");
    run(&["man", made.path().to_str().expect("a path in UTF-8")]);
    let pages = files(made.path());
    assert!(pages["codepipeline-fail-put-job-failure-result.1"].contains("\\-\\-failure\\-details"));
    is_up_to_date(&folder("man"), &pages);
}

/// A mistake in it would show only when somebody presses the tab key.
#[cfg(unix)]
#[test]
fn bash_understands_its_completions() {
    let script = format!(
        ". <({} completions bash) && COMP_WORDS=(codepipeline-fail put-job-f) COMP_CWORD=1 && \
         _codepipeline__fail codepipeline-fail put-job-f '' && echo \"${{COMPREPLY[@]}}\"",
        env!("CARGO_BIN_EXE_codepipeline-fail")
    );
    let output = Command::new("bash").args(["-c", &script]).output().expect("bash is there");
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(out.trim(), "put-job-failure-result", "{}", String::from_utf8_lossy(&output.stderr));
}

//! What the derive and the traits refuse, and what the compiler says then: each case below `compile-fail` has the whole
//! output beside it.
//!
//! The output is rustc's as much as ours, so it is compared under one compiler only. Under another the cases must fail to
//! compile all the same, and in our own words. After a change on purpose,
//! `TRYBUILD=overwrite cargo test -p derive-tests --test compile_fail` writes the outputs anew, for you to read.

#[path = "compile_fail/sentences.rs"]
mod sentences;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use sentences::{Sentence, told};

/// The compiler that wrote the outputs.
const COMPILER: &str = "1.95.0";

/// The environment variable by which the test below calls itself for the cases in another folder.
const FOLDER: &str = "COMPILE_FAIL_FOLDER";

#[test]
fn the_cases_are_refused() {
    if let Ok(folder) = env::var(FOLDER) {
        return trybuild::TestCases::new().compile_fail(format!("{folder}/**/*.rs"));
    }
    match other_compiler() {
        None => trybuild::TestCases::new().compile_fail("compile-fail/**/*.rs"),
        Some(difference) => {
            println!("{difference}: of the outputs, only our own sentences are compared");
            assert_our_sentences_are_told("");
        }
    }
}

/// Under the compiler of the outputs too, so that the other way is known to work before another compiler comes.
#[test]
fn under_another_compiler_our_sentences_are_compared() {
    assert_our_sentences_are_told("secret");
}

#[test]
fn a_sentence_that_is_lost_is_noticed() {
    let sentences = sentences::all();
    let output = fs::read_to_string(cases().join("secret/named.stderr")).unwrap();
    assert_eq!(lost(&output, &output, &sentences), Vec::<String>::new());
    let other = output.replace("`pin`", "`key`");
    let lost = lost(&output, &other, &sentences);
    assert!(matches!(lost.as_slice(), [only] if only.contains("the secret field `pin`")), "{lost:?}");
}

#[test]
fn every_case_has_its_output() {
    let with = |extension: &str| -> BTreeSet<PathBuf> {
        let files =
            files(&cases()).into_iter().filter(|file| file.extension() == Some(OsStr::new(extension)));
        files.map(|file| file.with_extension("")).collect()
    };
    let (sources, outputs) = (with("rs"), with("stderr"));
    let alone: Vec<_> = sources.symmetric_difference(&outputs).collect();
    assert!(alone.is_empty(), "one of .rs and .stderr is missing: {alone:#?}");
    assert_eq!(sources.len() + outputs.len(), files(&cases()).len(), "there are other files");
}

#[test]
fn every_sentence_is_told_in_a_case() {
    let outputs = files(&cases()).into_iter().filter(|file| file.extension() == Some(OsStr::new("stderr")));
    let texts: Vec<String> = outputs.flat_map(|file| told(&fs::read_to_string(file).unwrap())).collect();
    let is_told = |sentence: &&Sentence| texts.iter().any(|text| sentence.is(text));
    let sentences = sentences::all();
    let untold: Vec<_> = sentences.iter().filter(|sentence| !is_told(sentence)).collect();
    assert!(untold.is_empty(), "no case shows {untold:#?}");
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("compile-fail")
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Why the outputs cannot be compared, if they cannot.
fn other_compiler() -> Option<String> {
    let rustc = |argument: &[&str]| {
        let output =
            Command::new(env::var_os("RUSTC").unwrap_or("rustc".into())).args(argument).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let version = rustc(&["--version"]);
    if version.split(' ').nth(1) != Some(COMPILER) {
        return Some(format!("this is {}, and rustc {COMPILER} wrote the outputs", version.trim()));
    }
    let library = Path::new(rustc(&["--print", "sysroot"]).trim()).join("lib/rustlib/src/rust/library");
    library.exists().then(|| {
        "rustc shows parts of its rust-src component, which the outputs were written without".to_owned()
    })
}

/// Compiles the cases of a category, and compares of each output what is ours.
fn assert_our_sentences_are_told(category: &str) {
    let cases = cases().join(category);
    let copies = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile-fail").join(category);
    if copies.exists() {
        fs::remove_dir_all(&copies).unwrap();
    }
    let mut compared = Vec::new();
    for case in files(&cases).into_iter().filter(|file| file.extension() == Some(OsStr::new("rs"))) {
        let copy = copies.join(case.strip_prefix(&cases).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(&case, &copy).unwrap();
        compared.push((case.with_extension("stderr"), copy.with_extension("stderr")));
    }
    // trybuild can only compare or write outputs: so it writes them, and they are compared here.
    let this_test = Command::new(env::current_exe().unwrap())
        .args(["--exact", "the_cases_are_refused"])
        .env(FOLDER, &copies)
        .env("TRYBUILD", "overwrite")
        .output()
        .unwrap();
    assert!(this_test.status.success(), "{}", String::from_utf8_lossy(&this_test.stdout));
    let sentences = sentences::all();
    for (reference, output) in compared {
        let [reference_text, output] = [&reference, &output].map(|file| fs::read_to_string(file).unwrap());
        let lost = lost(&reference_text, &output, &sentences);
        assert!(lost.is_empty(), "{} has {lost:#?}, and this compiler says\n{output}", reference.display());
    }
}

/// Our sentences in `reference` that are not in `output`.
fn lost(reference: &str, output: &str, sentences: &[Sentence]) -> Vec<String> {
    let told_now = told(output);
    let is_ours = |text: &String| sentences.iter().any(|sentence| sentence.is(text));
    told(reference).into_iter().filter(|text| is_ours(text) && !told_now.contains(text)).collect()
}

//! What the macro writes, in files to read: `golden/NAME.input.rs` becomes `golden/NAME.expanded.rs`.
//!
//! `BLESS=1 cargo test -p codepipeline-fail-derive golden` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const INPUT: &str = ".input.rs";
const EXPANDED: &str = ".expanded.rs";

/// The names of the files that end so.
fn names(folder: &Path, ending: &str) -> BTreeSet<String> {
    let files =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be read"));
    let names = files.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
}

fn expanded(input: &str) -> String {
    let input = syn::parse_str(input).expect("the input is an item");
    let output = syn::parse2(crate::expand(input)).expect("the output is made of items");
    prettyplease::unparse(&output)
}

#[test]
fn golden() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let inputs = names(&folder, INPUT);
    assert!(!inputs.is_empty());
    let bless = std::env::var_os("BLESS").is_some();
    for name in &inputs {
        let expanded =
            expanded(&fs::read_to_string(folder.join(format!("{name}{INPUT}"))).expect("it can be read"));
        let golden = folder.join(format!("{name}{EXPANDED}"));
        if bless {
            fs::write(&golden, &expanded).expect("it can be written");
        }
        let golden = fs::read_to_string(golden).unwrap_or_default();
        assert!(
            expanded == golden,
            "{name} is not what it was; if it should not be, set BLESS=1. Now it is:\n{expanded}"
        );
    }
    let stale: Vec<_> = names(&folder, EXPANDED).difference(&inputs).cloned().collect();
    assert!(stale.is_empty(), "no input for {stale:?}");
}

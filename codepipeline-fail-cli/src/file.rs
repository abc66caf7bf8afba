//! Values that stand in files: `file://` for text and `fileb://` for bytes.
//!
//! `~` and variables in the path are expanded. Only these prefixes mean a file; what `http://` names is never fetched.

mod encoding;

use std::fs::File;
use std::io::{self, Read as _};

use crate::failure::Failure;
use crate::value::Value;
use encoding::Encoding;

/// What a file may hold, so that one without an end does not fill the memory.
const MOST_BYTES: u64 = 64 << 20;

/// What is in the file that a value names; none if it names none.
///
/// Text is UTF-8, unless `AWS_CLI_FILE_ENCODING` says what it is; and each of its lines ends with a line feed, whatever it
/// ends with in the file.
///
/// # Errors
/// If the file cannot be read, or holds more than 64 MiB, or is to be text and is none; or nobody knows the encoding.
pub fn load(value: &str) -> Result<Option<Value>, Failure> {
    let (path, is_text) = if let Some(path) = value.strip_prefix("file://") {
        (path, true)
    } else if let Some(path) = value.strip_prefix("fileb://") {
        (path, false)
    } else {
        return Ok(None);
    };
    let path = expanded(path);
    let bytes = read(&path)
        .map_err(|reason| Failure::value(format!("Unable to load paramfile {value}: {reason}: '{path}'")))?;
    if !is_text {
        return Ok(Some(Value::Bytes(bytes)));
    }
    let text = text(bytes, std::env::var("AWS_CLI_FILE_ENCODING").ok().as_deref())?.ok_or_else(|| {
        Failure::value(format!(
            "Unable to load paramfile ({path}), text contents could not be decoded.  If this is a binary file, please use the \
             fileb:// prefix instead of the file:// prefix."
        ))
    })?;
    Ok(Some(Value::Text(text.replace("\r\n", "\n").replace('\r', "\n"))))
}

/// The text that bytes are in the encoding of a name, or else in UTF-8; none if they are none.
fn text(bytes: Vec<u8>, encoding: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(name) = encoding else { return Ok(String::from_utf8(bytes).ok()) };
    let encoding = Encoding::named(name)
        .ok_or_else(|| Failure::other(format!("AWS_CLI_FILE_ENCODING: unknown encoding: {name}")))?;
    Ok(encoding.decode(&bytes))
}

/// A variable that is not set stays as it was written.
fn expanded(path: &str) -> String {
    let home = || std::env::var("HOME").ok();
    let variable = |name: &str| Ok::<_, std::convert::Infallible>(std::env::var(name).ok());
    match shellexpand::full_with_context(path, home, variable) {
        Ok(path) => path.into_owned(),
        Err(error) => match error.cause {},
    }
}

fn read(path: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| reason(&error))?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("it holds more than {} MiB", MOST_BYTES >> 20));
    }
    Ok(bytes)
}

/// As Python tells it.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match error.raw_os_error() {
        Some(number) => {
            format!(
                "[Errno {number}] {}",
                text.strip_suffix(&format!(" (os error {number})")).unwrap_or(&text)
            )
        }
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn in_file(content: &[u8], prefix: &str) -> Result<Option<Value>, Failure> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("value");
        fs::write(&path, content).expect("room for it");
        load(&format!("{prefix}{}", path.display()))
    }

    #[test]
    fn text_has_line_feeds_and_bytes_stay_as_they_are() {
        assert_eq!(in_file("grö\r\nßer\r\n".as_bytes(), "file://"), Ok(Some("grö\nßer\n".into())));
        assert_eq!(in_file(b"\r\n\xff", "fileb://"), Ok(Some(Value::Bytes(b"\r\n\xff".to_vec()))));
    }

    #[test]
    fn what_names_no_file_is_left_alone() {
        for value in ["x", "http://example.com/", "FILE://x", " file://x", "file:/x", ""] {
            assert_eq!(load(value), Ok(None), "{value}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let error = load("file://no/such/file").unwrap_err().text;
        assert!(
            error.starts_with("Unable to load paramfile file://no/such/file: [Errno 2] No such file"),
            "{error}"
        );
        let error = in_file(b"secret \xff", "file://").unwrap_err().text;
        assert!(error.contains("could not be decoded") && !error.contains("secret"), "{error}");
        assert!(load("file:///").unwrap_err().text.contains("directory"));
    }

    #[test]
    fn text_has_the_encoding_that_is_named() {
        let decoded = |name| text(b"gr\xf6\xdfer".to_vec(), name);
        assert_eq!(decoded(Some("latin-1")), Ok(Some("größer".to_owned())));
        assert_eq!((decoded(Some("ascii")), decoded(None)), (Ok(None), Ok(None)));
        let failure = decoded(Some("bogus")).unwrap_err();
        assert_eq!(failure, Failure::other("AWS_CLI_FILE_ENCODING: unknown encoding: bogus"));
    }

    #[test]
    fn home_and_variables_are_expanded() {
        let home = std::env::var("HOME").expect("a home");
        assert_eq!(
            expanded("~/$HOME/${HOME}x/$NO_SUCH_VARIABLE"),
            format!("{home}/{home}/{home}x/$NO_SUCH_VARIABLE")
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_file_without_an_end_is_refused() {
        assert!(load("fileb:///dev/zero").unwrap_err().text.contains("more than 64 MiB"));
    }
}

mod properties;

use std::fmt;

use super::render::MOST_BYTES;
use super::{FailureDetails, in_general};
use crate::{FailureType, JobFailure};

/// A failure that does as it is told.
#[derive(Clone, Debug, Default)]
struct Told {
    pieces: Vec<String>,
    ends: Ends,
    id: Option<String>,
    secrets: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Ends {
    #[default]
    Well,
    WithError,
    WithPanic,
}

impl Told {
    fn message(message: &str) -> Self {
        Self { pieces: vec![message.to_owned()], ..Self::default() }
    }

    fn with_secrets<const N: usize>(mut self, secrets: [&str; N]) -> Self {
        self.secrets = secrets.map(str::to_owned).into();
        self
    }
}

impl JobFailure for Told {
    fn failure_type(&self) -> FailureType {
        FailureType::ConfigurationError
    }

    fn fmt_message(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            formatter.write_str(piece)?;
        }
        match self.ends {
            Ends::Well => Ok(()),
            Ends::WithError => Err(fmt::Error),
            Ends::WithPanic => panic!("the payload"),
        }
    }

    fn external_execution_id(&self) -> Option<String> {
        self.id.clone()
    }

    fn visit_secrets(&self, visit: &mut dyn FnMut(&dyn fmt::Display)) {
        for secret in &self.secrets {
            visit(secret);
        }
    }
}

fn message_of(failure: &Told) -> String {
    FailureDetails::of(failure).message().to_owned()
}

/// The message's head, the number in the marker, and the tail.
fn parts(message: &str) -> (&str, usize, &str) {
    let (head, rest) = message.split_once("[... ").expect("a marker begins");
    let head = head.strip_suffix(' ').unwrap_or(head);
    let (number, tail) = rest.split_once(" characters left out ...]").expect("a marker ends");
    let number = number.trim_start_matches("more than ").replace(',', "").parse().expect("a number");
    (head, number, tail.strip_prefix(' ').unwrap_or(tail))
}

#[test]
fn a_message_of_the_greatest_length_stays() {
    for message in ["x".repeat(5_000), "é".repeat(5_000), "😀".repeat(2_500)] {
        assert_eq!(message_of(&Told::message(&message)), message);
    }
}

#[test]
fn a_longer_message_is_cut_in_the_middle() {
    for (character, units) in [('x', 1), ('é', 1), ('漢', 1), ('😀', 2)] {
        let count = 5_000 / units + 1;
        let message = message_of(&Told::message(&character.to_string().repeat(count)));
        let (head, left_out, tail) = parts(&message);
        let (head, tail) = (head.chars().count(), tail.chars().count());
        assert_eq!(head + left_out + tail, count);
        assert!(message.encode_utf16().count() <= FailureDetails::MAX_MESSAGE_LENGTH);
        assert!((68..72).contains(&(100 * head / (head + tail))), "{head}, {tail}");
        assert!((head + tail) * units >= 4_890, "{head}, {tail}");
    }
}

#[test]
fn ten_megabytes_are_cut() {
    let message = message_of(&Told::message(&("head ".to_owned() + &"x".repeat(10 << 20) + " tail")));
    let (head, left_out, tail) = parts(&message);
    assert!(head.starts_with("head x") && tail.ends_with("x tail"));
    assert_eq!(head.len() + left_out + tail.len(), (10 << 20) + 10);
}

#[test]
fn a_message_without_an_end_is_stopped() {
    let endless = fmt::from_fn(|formatter| {
        loop {
            formatter.write_str("again and again, ")?;
        }
    });
    let details = FailureDetails::new(FailureType::JobFailed, endless);
    let (head, left_out, tail) = parts(details.message());
    assert!(head.starts_with("again and again"));
    assert_eq!(head.len() + left_out, MOST_BYTES);
    assert_eq!(tail, "");
    assert!(details.message().contains("more than 16,77"));
}

#[test]
fn a_display_that_does_not_heed_the_stop_is_stopped() {
    let heedless = fmt::from_fn(|formatter| {
        for _ in 0..3 {
            let _ = formatter.write_str(&"x".repeat(MOST_BYTES - 1));
        }
        panic!("in the end")
    });
    let details = FailureDetails::new(FailureType::JobFailed, heedless);
    let (head, left_out, _) = parts(details.message());
    assert_eq!(head.len() + left_out, MOST_BYTES);
}

#[test]
fn the_stop_divides_no_secret() {
    // All but the end is taken out, so that the end is what would be sent.
    let nothing = " ".repeat(MOST_BYTES - 7);
    let failure = Told::message(&format!("{nothing}hunter2-hunter2")).with_secrets(["hunter2-hunter2"]);
    assert_eq!(message_of(&failure), "[... more than 7 characters left out ...]");
}

#[test]
fn the_cut_divides_no_secret() {
    for position in 3_400..3_480 {
        let message = "x".repeat(position) + "hunter2" + &"y".repeat(9_000 - position);
        let message = message_of(&Told::message(&message).with_secrets(["hunter2"]));
        assert!(!message.contains("xh") && !message.contains("2y"), "{position}");
    }
}

#[test]
fn the_marker_forms_no_secret() {
    let failure = Told::message(&"x".repeat(6_000)).with_secrets(["x [... 1", "left out"]);
    let message = message_of(&failure);
    assert!(message.contains("x***,") && message.contains("*** ...] x"), "{message}");
}

#[test]
fn control_characters_do_not_hide_a_secret() {
    let message = "\u{1b}[1mhun\u{1b}[0mt\0er2\u{202e} and \u{feff}AKIA\u{8}IOSFODNN7EXAMPLE";
    assert_eq!(message_of(&Told::message(message).with_secrets(["hunter2"])), "*** and ***");
}

#[test]
fn secrets_have_control_characters_themselves() {
    let failure = Told::message("a\r\nb and c\u{7}de").with_secrets(["a\r\nb", "c\u{7}de", "\u{7}"]);
    assert_eq!(message_of(&failure), "*** and ***");
}

#[test]
fn no_message_is_a_sentence() {
    for message in ["", " \n\t", "\0\u{1b}[0m"] {
        assert_eq!(
            message_of(&Told::message(message)),
            "The job found its configuration not valid; it gave no message."
        );
    }
    for failure_type in FailureType::ALL {
        for details in [FailureDetails::new(failure_type, ""), FailureDetails::minimal(failure_type)] {
            assert!(details.message().starts_with(in_general(failure_type)));
            assert!(details.message().is_ascii());
            assert_eq!(details.failure_type(), failure_type);
        }
    }
}

#[test]
fn a_display_that_fails_leaves_what_it_wrote() {
    let ends = |ends| message_of(&Told { ends, ..Told::message("so far ") });
    assert_eq!(ends(Ends::WithError), "so far [the rest is missing: writing this message failed]");
    assert_eq!(ends(Ends::WithPanic), "so far [the rest is missing: writing this message panicked]");
    assert_eq!(
        message_of(&Told { ends: Ends::WithPanic, ..Told::default() }),
        "The job found its configuration not valid; it gave no message. \
         [the rest is missing: writing this message panicked]"
    );
    let long = message_of(&Told { ends: Ends::WithError, ..Told::message(&"x".repeat(10_000)) });
    assert!(long.ends_with("x [the rest is missing: writing this message failed]"));
}

/// Panics wherever it can, with a payload that panics again when it is dropped.
struct Panics;

impl Drop for Panics {
    fn drop(&mut self) {
        panic!("in a drop");
    }
}

impl JobFailure for Panics {
    fn failure_type(&self) -> FailureType {
        std::panic::panic_any(Self)
    }

    fn fmt_message(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        std::panic::panic_any(Self)
    }

    fn external_execution_id(&self) -> Option<String> {
        std::panic::panic_any(Self)
    }

    fn visit_secrets(&self, _: &mut dyn FnMut(&dyn fmt::Display)) {
        std::panic::panic_any(Self)
    }
}

#[test]
fn panics_become_details() {
    let failure = std::mem::ManuallyDrop::new(Panics);
    let details = FailureDetails::of(&*failure);
    assert_eq!(details.failure_type(), FailureType::JobFailed);
    assert_eq!(details.external_execution_id(), None);
    assert_eq!(
        details.message(),
        "The job failed; it gave no message. [the rest is missing: writing this message panicked]"
    );
}

#[test]
fn external_execution_ids() {
    let id = |id: &str| {
        let failure = Told { id: Some(id.to_owned()), ..Told::message("x").with_secrets(["hunter2"]) };
        FailureDetails::of(&failure).external_execution_id().map(str::to_owned)
    };
    assert_eq!(id("build-7").as_deref(), Some("build-7"));
    assert_eq!(id(" build\r\n\t7\u{1b}[0m\n").as_deref(), Some("build7"));
    assert_eq!(id("run/hunter2?key=AKIAIOSFODNN7EXAMPLE").as_deref(), Some("run/***?key=***"));
    assert_eq!(id(&"é".repeat(1_500)), Some("é".repeat(1_500)));
    for none in ["", " \n", "\0", &"x".repeat(1_501), &"😀".repeat(751)] {
        assert_eq!(id(none), None, "{none:?}");
    }
}

#[test]
fn an_id_without_an_end_is_none() {
    let details = FailureDetails::new(FailureType::JobFailed, "x");
    let broken = fmt::from_fn(|formatter| formatter.write_str("half").and(Err(fmt::Error)));
    assert_eq!(details.with_external_execution_id(broken).external_execution_id(), None);
}

#[test]
fn a_reference_stays_whole() {
    let reference = "r".repeat(FailureDetails::MAX_REFERENCE_LENGTH);
    for length in [1, 4_928, 4_929, 4_930, 5_000, 5_001, 100_000] {
        let details =
            FailureDetails::new(FailureType::JobFailed, "x".repeat(length)).with_reference(&reference);
        assert!(details.message().ends_with(&format!("x (ref {reference})")), "{length}");
        assert!(details.message().len() <= 5_000, "{length}");
        assert_eq!(details.message().contains("left out"), length > 4_929, "{length}");
        if length > 4_929 {
            let (head, left_out, tail) = parts(details.message());
            assert_eq!(head.len() + left_out + tail.len(), length + reference.len() + " (ref )".len());
        }
    }
}

#[test]
fn a_reference_that_is_none_is_left_out() {
    let details = FailureDetails::new(FailureType::JobFailed, "x");
    for reference in ["", "\n", &"r".repeat(65)] {
        assert_eq!(details.clone().with_reference(reference), details);
    }
    assert_eq!(details.with_reference(" 1a\n2b ").message(), "x (ref 1a2b)");
}

use proptest::prelude::*;

use super::super::is_harmless;
use super::super::sanitize::{Layout, sanitized};
use super::{Ends, Told, message_of, parts};
use crate::{FailureDetails, FailureType, Redactor};

fn ends() -> impl Strategy<Value = Ends> {
    prop_oneof![8 => Just(Ends::Well), 1 => Just(Ends::WithError), 1 => Just(Ends::WithPanic)]
}

fn secret() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-e]{1,3}",
        "[!-~]{3,16}",
        "\\PC{1,8}",
        any::<String>(),
        Just("x\u{1b}[0my\r\nz".to_owned())
    ]
}

/// A failure with planted secrets: whole, in parts, mixed with control characters, side by side, and far from both ends.
fn failure() -> impl Strategy<Value = Told> {
    let secrets = proptest::collection::vec(secret(), 0..4);
    (secrets, ends()).prop_flat_map(|(secrets, ends)| {
        let mut planted: Vec<String> =
            ["\0", "\u{1b}[31m", "\u{1b}]0;t", "\r", "\n", "\u{fffd}", "😀", "e\u{301}", " [..."]
                .map(str::to_owned)
                .into();
        for secret in &secrets {
            let (head, tail) = secret.split_at(secret.floor_char_boundary(secret.len() / 2));
            planted.extend([
                secret.clone(),
                head.to_owned(),
                tail.to_owned(),
                format!("{head}\u{1b}[0m{tail}"),
            ]);
        }
        let long = ("[a-z😀é ]", 1usize..2_500).prop_map(|(piece, times)| piece.repeat(times));
        let piece = prop_oneof![6 => proptest::sample::select(planted), 2 => any::<String>(), 1 => long];
        proptest::collection::vec(piece, 0..12).prop_map(move |pieces| Told {
            id: Some(pieces.concat()),
            pieces,
            ends,
            secrets: secrets.clone(),
        })
    })
}

fn is_clean(text: &str) -> bool {
    text.trim() == text
        && text.chars().all(|character| matches!(character, '\n' | '\t') || !character.is_control())
}

proptest! {
    #[test]
    fn details_are_valid(failure in failure()) {
        let details = FailureDetails::of(&failure);
        prop_assert!((1..=5_000).contains(&details.message().encode_utf16().count()));
        prop_assert!(is_clean(details.message()), "{:?}", details.message());
        if let Some(id) = details.external_execution_id() {
            prop_assert!((1..=1_500).contains(&id.encode_utf16().count()));
            prop_assert!(is_clean(id) && !id.contains(['\n', '\t']), "{id:?}");
        }
    }

    #[test]
    fn details_contain_no_secret(failure in failure()) {
        let details = FailureDetails::of(&failure);
        for secret in failure.secrets.iter().filter(|secret| secret.bytes().any(|byte| byte != b'*')) {
            prop_assert!(!details.message().contains(secret), "{secret:?} is in {:?}", details.message());
            prop_assert!(!details.external_execution_id().unwrap_or_default().contains(secret));
        }
    }

    #[test]
    fn details_of_a_message_are_that_message(failure in failure()) {
        let details = FailureDetails::of(&failure);
        let again = Told { ends: Ends::Well, pieces: vec![details.message().to_owned()], ..failure };
        prop_assert_eq!(message_of(&again), details.message());
    }

    #[test]
    fn head_and_tail_stay(text in "[a-zé😀漢]{30,40}", times in 170usize..250) {
        let text = text.repeat(times);
        let details = FailureDetails::new(FailureType::JobFailed, &text);
        let (head, left_out, tail) = parts(details.message());
        prop_assert!(text.starts_with(head) && text.ends_with(tail));
        prop_assert_eq!(head.chars().count() + left_out + tail.chars().count(), text.chars().count());
        prop_assert!(head.encode_utf16().count() > 3_400 && tail.encode_utf16().count() > 1_400);
    }

    #[test]
    fn references_fit(failure in failure(), reference in "[a-zé😀]{1,32}") {
        let details = FailureDetails::of(&failure).with_reference(&reference);
        prop_assert!(details.message().encode_utf16().count() <= 5_000);
        prop_assert!(details.message().ends_with(&format!(" (ref {reference})")), "{:?}", details.message());
    }

    #[test]
    fn what_needs_no_change_is_not_changed(text in "[a-zA-Z0-9 .,\n\té漢😀]{1,300}") {
        prop_assume!(!text.trim().is_empty());
        prop_assert_eq!(message_of(&Told::message(&text)), text.trim());
    }

    #[test]
    fn what_is_harmless_needs_no_change(text in "([ -~]{1,50}|[ -~]{1,20}|AKIA[A-Z0-9]{16}|a[=:]|[\\x00-\\x20\\x7f]|é){0,6}") {
        let is_changed = sanitized(text.clone(), Layout::Lines) != text || Redactor::new().redact(&text) != text;
        if is_harmless(&text) {
            prop_assert!(!is_changed && !text.is_empty(), "{text:?}");
        } else {
            prop_assert!(is_changed || text.is_empty() || text.contains(['\n', '\t']) || !text.is_ascii(), "{text:?}");
        }
    }
}

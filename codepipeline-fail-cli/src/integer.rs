//! Whole numbers in options, variables and shorthand, as Python's `int()` reads them.

/// The decimal digits of a whole number of any size, behind its sign if that is a minus; none if the text is no number.
/// Blanks may be around it, and single underscores between its digits.
#[must_use]
pub fn read(text: &str) -> Option<String> {
    let text = text.trim();
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let is_run = |run: &str| !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_digit());
    if !unsigned.split('_').all(is_run) {
        return None;
    }
    let digits = unsigned.replace('_', "");
    match digits.trim_start_matches('0') {
        "" => Some("0".to_owned()),
        digits => Some(format!("{sign}{digits}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_have_a_sign_and_underscores_and_blanks_around_it() {
        for (text, expected) in [
            ("5", "5"),
            (" 1_000\n", "1000"),
            ("+007", "7"),
            ("-0_1", "-1"),
            ("-00", "0"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "-", "_1", "1_", "1__0", "+ 1", "--1", "1.0", "0x1", "1e3"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

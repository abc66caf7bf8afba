//! Numbers, in all the ways in which YAML writes them.

use super::version::Version;

/// Whether a plain scalar is taken for a number with a fraction or an exponent.
pub fn is_float(text: &str, version: Version) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let is_exponent = |exponent: &str| {
        let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let has_good_exponent = exponent.is_none_or(is_exponent);
    match mantissa.split_once('.') {
        None => is_run(mantissa) && exponent.is_some_and(is_exponent),
        Some(("", fraction)) => {
            // Without digits before the point, the exponent has to have a sign; and 1.1 has no sign before the point.
            let has_good_exponent =
                exponent.is_none_or(|exponent| exponent.starts_with(['-', '+'])) && has_good_exponent;
            let may_be_signed = version == Version::V1_2 || unsigned.len() == text.len();
            !fraction.is_empty() && are_digits(fraction) && has_good_exponent && may_be_signed
        }
        Some((whole, fraction)) if version == Version::V1_1 && whole.contains(':') => {
            are_sixties(whole) && are_digits(fraction) && exponent.is_none()
        }
        Some((whole, fraction)) => is_run(whole) && are_digits(fraction) && has_good_exponent,
    }
}

/// The value of a number with a fraction or an exponent; none if it is none.
pub fn float(text: &str, version: Version) -> Option<f64> {
    let text = text.replace('_', "").to_lowercase();
    let (sign, unsigned) = signed(&text);
    let value = match unsigned {
        ".inf" => f64::INFINITY,
        ".nan" => f64::NAN,
        _ if version == Version::V1_1 && unsigned.contains(':') => {
            sixties(unsigned, |digits| digits.parse().ok(), 60.0)?
        }
        _ => unsigned.parse().ok()?,
    };
    Some(if sign { -value } else { value })
}

/// Whether a plain scalar is taken for a whole number.
pub fn is_integer(text: &str, version: Version) -> bool {
    if !text.starts_with(|first: char| first.is_ascii_digit() || first == '-' || first == '+') {
        return false;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_of = |digits: &str, is_digit: fn(&u8) -> bool| {
        !digits.is_empty() && digits.bytes().all(|byte| byte == b'_' || is_digit(&byte))
    };
    let is_octal = |digits| is_of(digits, |byte| matches!(byte, b'0'..=b'7'));
    if let Some(digits) = unsigned.strip_prefix("0b") {
        return is_of(digits, |byte| matches!(byte, b'0' | b'1'));
    }
    if let Some(digits) = unsigned.strip_prefix("0x") {
        return is_of(digits, u8::is_ascii_hexdigit);
    }
    match version {
        Version::V1_2 => {
            unsigned.strip_prefix("0o").map_or_else(|| is_of(unsigned, u8::is_ascii_digit), is_octal)
        }
        Version::V1_1 => {
            is_octal(unsigned) || !unsigned.starts_with('0') && (is_run(unsigned) || are_sixties(unsigned))
        }
    }
}

/// The digits of a whole number in the decimal system; none if it is none, or does not fit into 128 bits and is not written
/// in that system.
pub fn integer(text: &str, version: Version) -> Option<String> {
    let text = text.replace('_', "");
    let (is_negative, unsigned) = signed(&text);
    let radix =
        |digits: &str, radix| u128::from_str_radix(digits, radix).ok().map(|number| number.to_string());
    let is_1_1 = version == Version::V1_1;
    let digits = if let Some(digits) = unsigned.strip_prefix("0b") {
        radix(digits, 2)?
    } else if let Some(digits) = unsigned.strip_prefix("0x") {
        radix(digits, 16)?
    } else if let Some(digits) = unsigned.strip_prefix("0o") {
        radix(digits, 8)?
    } else if is_1_1 && unsigned.starts_with('0') {
        radix(unsigned, 8)?
    } else if is_1_1 && unsigned.contains(':') {
        sixties(unsigned, |digits| digits.parse::<u64>().ok().map(u128::from), 60)?.to_string()
    } else if !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        let digits = unsigned.trim_start_matches('0');
        if digits.is_empty() { "0".to_owned() } else { digits.to_owned() }
    } else {
        return None;
    };
    Some(if is_negative && digits != "0" { format!("-{digits}") } else { digits })
}

/// Whether there is a minus, and what stands after the sign.
fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(unsigned) => (true, unsigned),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Digits and underscores, or nothing.
fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'_' || byte.is_ascii_digit())
}

/// A digit, then digits and underscores.
fn is_run(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit()) && are_digits(text)
}

/// As in `1:30`, which 1.1 takes for 90.
fn are_sixties(text: &str) -> bool {
    let mut parts = text.split(':');
    let is_good = parts.next().is_some_and(is_run);
    let is_sixty = |part: &str| matches!(part.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9']);
    let rest: Vec<_> = parts.collect();
    is_good && !rest.is_empty() && rest.into_iter().all(is_sixty)
}

fn sixties<N: Copy + std::ops::Mul<Output = N> + std::ops::Add<Output = N> + Default>(
    text: &str,
    digits: impl Fn(&str) -> Option<N>,
    sixty: N,
) -> Option<N> {
    // Ten parts are more than a century has seconds.
    if text.split(':').count() > 10 {
        return None;
    }
    text.split(':').try_fold(N::default(), |sum, part| Some(sum * sixty + digits(part)?))
}

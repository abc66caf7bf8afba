//! What a secret looks like inside base64.

/// A shorter form would be found in texts that have nothing to do with the secret.
const SHORTEST_FORM: usize = 8;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The characters that the secret brings into the base64 of any text that contains it: three forms, one for each
/// remainder of its position by three, and as many again where the alphabet for URLs differs.
pub(super) fn forms(secret: &[u8]) -> Vec<String> {
    let mut forms: Vec<String> =
        (0..3).map(|before| form(secret, before)).filter(|form| form.len() >= SHORTEST_FORM).collect();
    for standard in 0..forms.len() {
        let for_urls = forms[standard].replace('+', "-").replace('/', "_");
        if for_urls != forms[standard] {
            forms.push(for_urls);
        }
    }
    forms
}

/// The characters whose six bits all come from the secret, if `before` bytes come before it.
fn form(secret: &[u8], before: usize) -> String {
    let first = (8 * before).div_ceil(6);
    let end = 8 * (before + secret.len()) / 6;
    (first..end)
        .map(|character| {
            let bit = 6 * character - 8 * before;
            let byte = |index: usize| u16::from(secret.get(index).copied().unwrap_or(0));
            let two_bytes = byte(bit / 8) << 8 | byte(bit / 8 + 1);
            char::from(ALPHABET[usize::from(two_bytes >> (10 - bit % 8) & 63)])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_for_each_position() {
        // printf 'secret text', 'xsecret text' and 'xxsecret text', through base64.
        assert_eq!(form(b"secret text", 0), "c2VjcmV0IHRleH");
        assert_eq!(form(b"secret text", 1), "NlY3JldCB0ZXh0");
        assert_eq!(form(b"secret text", 2), "zZWNyZXQgdGV4d");
    }

    #[test]
    fn both_alphabets() {
        assert_eq!(forms(b"\xfb\xff\xbf\xfb\xff\xbf").first().map(String::as_str), Some("+/+/+/+/"));
        assert!(forms(b"\xfb\xff\xbf\xfb\xff\xbf").iter().any(|form| form == "-_-_-_-_"));
    }

    #[test]
    fn short_secrets_have_none() {
        assert_eq!(forms(b"short"), Vec::<String>::new());
        assert_eq!(forms(b""), Vec::<String>::new());
    }
}

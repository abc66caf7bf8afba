//! Messages that show one to three fields as they are.
//!
//! They take the compiler half as long as `format_args!`: one call with a type parameter for each field, and no arrays of
//! arguments to borrow. What they write is the same, and they write it at least as fast.
//!
//! A template begins with one character for each field, whose number is the length of the text before that field; the
//! text follows. To look for the fields' places in it would take as long as to write the message.

use std::fmt::{Display, Error, Formatter, Result};

pub fn show1<A: Display + ?Sized>(formatter: &mut Formatter<'_>, template: &str, a: &A) -> Result {
    let ([first], text) = read(template);
    let text = show(formatter, text, first, a)?;
    write(formatter, text)
}

pub fn show2<A: Display + ?Sized, B: Display + ?Sized>(
    formatter: &mut Formatter<'_>,
    template: &str,
    a: &A,
    b: &B,
) -> Result {
    let ([first, second], text) = read(template);
    let text = show(formatter, text, first, a)?;
    let text = show(formatter, text, second, b)?;
    write(formatter, text)
}

pub fn show3<A: Display + ?Sized, B: Display + ?Sized, C: Display + ?Sized>(
    formatter: &mut Formatter<'_>,
    template: &str,
    a: &A,
    b: &B,
    c: &C,
) -> Result {
    let ([first, second, third], text) = read(template);
    let text = show(formatter, text, first, a)?;
    let text = show(formatter, text, second, b)?;
    let text = show(formatter, text, third, c)?;
    write(formatter, text)
}

/// The lengths that the template begins with, and the text.
fn read<const FIELDS: usize>(template: &str) -> ([u8; FIELDS], &str) {
    let (lengths, text) = template.split_at(FIELDS);
    let mut read = [0; FIELDS];
    read.copy_from_slice(lengths.as_bytes());
    (read, text)
}

/// Shows the text before the field, and the field. What follows is to be shown next.
///
/// Options of the formatter, such as a width, are for the message as a whole, and not for the field.
fn show<'t, A: Display + ?Sized>(
    formatter: &mut Formatter<'_>,
    text: &'t str,
    length: u8,
    field: &A,
) -> std::result::Result<&'t str, Error> {
    let (before, after) = text.split_at(length.into());
    write(formatter, before)?;
    if has_options(formatter) {
        formatter.write_fmt(format_args!("{field}"))?;
    } else {
        field.fmt(formatter)?;
    }
    Ok(after)
}

/// Many messages begin or end with a field.
fn write(formatter: &mut Formatter<'_>, text: &str) -> Result {
    if text.is_empty() { Ok(()) } else { formatter.write_str(text) }
}

fn has_options(formatter: &Formatter<'_>) -> bool {
    formatter.width().is_some()
        || formatter.precision().is_some()
        || formatter.alternate()
        || formatter.sign_plus()
        || formatter.sign_minus()
        || formatter.sign_aware_zero_pad()
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::{show1, show2, show3};

    struct Shown(usize);

    impl fmt::Display for Shown {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self.0 {
                1 => show1(formatter, "\u{2}a  b", &1.5),
                2 => show2(formatter, "\0\0", "x", &'y'),
                _ => show3(formatter, "\u{2}\u{3}\u{3}a  b  d  e", &1, "c", &true),
            }
        }
    }

    #[test]
    fn as_format_args_shows_it() {
        assert_eq!(Shown(1).to_string(), "a 1.5 b");
        assert_eq!(Shown(2).to_string(), "xy");
        assert_eq!(Shown(3).to_string(), "a 1 b c d true e");
    }

    #[test]
    fn options_of_the_formatter_are_not_the_fields() {
        assert_eq!(format!("{:>9}", Shown(1)), "a 1.5 b");
        assert_eq!(format!("{:.0}{:+}{:09}", Shown(1), Shown(1), Shown(2)), "a 1.5 ba 1.5 bxy");
    }
}

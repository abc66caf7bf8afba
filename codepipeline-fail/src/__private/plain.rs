//! Messages that show one to three fields as they are, with text before, between and after them.
//!
//! They take the compiler half as long as `format_args!`: one call with a type parameter for each field, and no arrays of
//! arguments to borrow. What they write is the same, and they write it at least as fast.

use std::fmt::{Display, Formatter, Result};

pub fn show1<A: Display + ?Sized>(formatter: &mut Formatter<'_>, before: &str, a: &A, after: &str) -> Result {
    formatter.write_str(before)?;
    show(formatter, a)?;
    formatter.write_str(after)
}

pub fn show2<A: Display + ?Sized, B: Display + ?Sized>(
    formatter: &mut Formatter<'_>,
    before: &str,
    a: &A,
    between: &str,
    b: &B,
    after: &str,
) -> Result {
    formatter.write_str(before)?;
    show(formatter, a)?;
    show1(formatter, between, b, after)
}

#[expect(clippy::too_many_arguments, reason = "they are the parts of one message")]
pub fn show3<A: Display + ?Sized, B: Display + ?Sized, C: Display + ?Sized>(
    formatter: &mut Formatter<'_>,
    before: &str,
    a: &A,
    between: &str,
    b: &B,
    between_again: &str,
    c: &C,
    after: &str,
) -> Result {
    formatter.write_str(before)?;
    show(formatter, a)?;
    show2(formatter, between, b, between_again, c, after)
}

/// `{field}`: options of the formatter, such as a width, are for the message as a whole, and not for the field.
fn show<A: Display + ?Sized>(formatter: &mut Formatter<'_>, field: &A) -> Result {
    if has_options(formatter) { formatter.write_fmt(format_args!("{field}")) } else { field.fmt(formatter) }
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
                1 => show1(formatter, "a ", &1.5, " b"),
                2 => show2(formatter, "", "x", "", &'y', ""),
                _ => show3(formatter, "a ", &1, " b ", "c", " d ", &true, " e"),
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

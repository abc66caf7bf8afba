//! A catalog as one string literal, and the list that it stands for.
//!
//! The compiler evaluates the constants of an impl whether anything reads them or not, unless they depend on a type
//! parameter; and it checks each literal of a list. Together that was a quarter of what the derive cost. So the derive
//! writes one literal, which is taken apart where a program reads the catalog.

use std::marker::PhantomData;

use crate::FailureType;
use crate::catalog::{CatalogEntry, FailureCatalog, ReportedType};

/// A type whose catalog is a string.
pub trait DerivedCatalog {
    /// Netstrings, such as `5:Stack,`: the type's name and documentation; and for each failure its name, type, message
    /// and documentation. In place of a message that there is not stands `-`.
    const CATALOG: &'static str;
    /// [`Entries`], with their number.
    type Entries: List;
}

#[diagnostic::do_not_recommend]
impl<T: DerivedCatalog> FailureCatalog for T {
    const NAME: &'static str = present(T::CATALOG).0;
    const DOCUMENTATION: &'static str = present(present(T::CATALOG).1).0;
    const FAILURES: &'static [CatalogEntry] = T::Entries::LIST;
}

/// The number of entries is part of a type, since the length of an array cannot be computed from a type parameter.
pub trait List {
    const LIST: &'static [CatalogEntry];
}

/// The entries in the catalog of `T`.
pub struct Entries<T: ?Sized, const COUNT: usize>(PhantomData<T>);

impl<T: DerivedCatalog + ?Sized, const COUNT: usize> List for Entries<T, COUNT> {
    const LIST: &'static [CatalogEntry] = &entries::<COUNT>(T::CATALOG);
}

/// The entries of this catalog.
///
/// # Panics
///
/// If there are not so many, or the string is anything that the derive does not write.
const fn entries<const COUNT: usize>(catalog: &'static str) -> [CatalogEntry; COUNT] {
    let mut entries = [CatalogEntry::new("", ReportedType::Inherited, None, ""); COUNT];
    let (_name, rest) = present(catalog);
    let (_documentation, mut rest) = present(rest);
    let mut position = 0;
    while position < COUNT {
        let (name, after) = present(rest);
        let (reported, after) = present(after);
        let (message, after) = string(after);
        let (documentation, after) = present(after);
        entries[position] = CatalogEntry::new(name, reported_type(reported), message, documentation);
        rest = after;
        position += 1;
    }
    assert!(rest.is_empty(), "an entry too many");
    entries
}

/// The first netstring, which has to be there, and what follows it.
const fn present(text: &'static str) -> (&'static str, &'static str) {
    match string(text) {
        (Some(string), rest) => (string, rest),
        (None, _) => panic!("there is no string"),
    }
}

/// The first netstring, if it is there, and what follows it.
const fn string(text: &'static str) -> (Option<&'static str>, &'static str) {
    let bytes = text.as_bytes();
    let mut length = 0;
    let mut digits = 0;
    while bytes[digits].is_ascii_digit() {
        length = 10 * length + (bytes[digits] - b'0') as usize;
        digits += 1;
    }
    let (_, behind_digits) = text.split_at(digits);
    let (_, rest) = behind_digits.split_at(1);
    if digits == 0 {
        return (None, rest);
    }
    let (string, rest) = rest.split_at(length);
    let (_, rest) = rest.split_at(1);
    (Some(string), rest)
}

const fn reported_type(name: &str) -> ReportedType {
    ReportedType::Fixed(match name.as_bytes() {
        b"inherit" => return ReportedType::Inherited,
        b"transparent" => return ReportedType::Transparent,
        b"JobFailed" => FailureType::JobFailed,
        b"ConfigurationError" => FailureType::ConfigurationError,
        b"PermissionError" => FailureType::PermissionError,
        b"RevisionOutOfSync" => FailureType::RevisionOutOfSync,
        b"RevisionUnavailable" => FailureType::RevisionUnavailable,
        b"SystemUnavailable" => FailureType::SystemUnavailable,
        _ => panic!("there is no such type"),
    })
}

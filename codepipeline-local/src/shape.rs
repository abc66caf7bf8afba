//! Shapes of JSON with the constraints of a Smithy model.

/// A shape of the model, as far as a check needs it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    Text(Text),
    Enum(&'static [&'static str]),
    Integer { min: i32, max: Option<i32> },
    Timestamp,
    List(&'static Shape),
    Map { max: Option<usize>, key: Text, value: Text },
    Structure(&'static [Member]),
}

/// A string: its shortest and longest length in Unicode code points, as Smithy counts, and its pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Text {
    pub length: Option<(usize, usize)>,
    pub pattern: Option<Pattern>,
}

/// A member of a structure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Member {
    pub name: &'static str,
    pub required: bool,
    pub shape: Shape,
}

/// A pattern of the model. There are few, so each is matched by hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pattern {
    /// A lower-case UUID.
    Uuid,
    /// One or more ASCII letters, digits and characters of `and`. The source is as the model writes it.
    Alphanumeric { and: &'static str, source: &'static str },
}

impl Pattern {
    /// The pattern as the model writes it, without the anchors: so does CodePipeline in its messages.
    pub(crate) fn source(self) -> &'static str {
        match self {
            Self::Uuid => "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
            Self::Alphanumeric { source, .. } => source,
        }
    }

    pub(crate) fn matches(self, text: &str) -> bool {
        match self {
            Self::Uuid => {
                let hex = |part: &str| part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                text.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && text.split('-').all(hex)
            }
            Self::Alphanumeric { and, .. } => {
                !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || and.contains(c))
            }
        }
    }
}

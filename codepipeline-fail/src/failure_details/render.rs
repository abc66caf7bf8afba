//! Runs the code of others that makes a text: it may panic, fail, or never come to an end.

use std::fmt::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How many bytes are taken from a `Display`. A message is cut to a fraction of it, so more would only cost time.
pub(crate) const MOST_BYTES: usize = 16 << 20;

/// How a rendering ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Whole,
    /// There was more than [`MOST_BYTES`].
    Stopped,
    Failed,
    Panicked,
}

/// Writes the content into the sink. Whatever the content does, what it wrote before stays.
pub(crate) fn render(content: &dyn fmt::Display, sink: &mut dyn fmt::Write) -> Ending {
    let mut sink = Bounded { sink, left: MOST_BYTES, is_exceeded: false };
    let result = guarded(|| write!(sink, "{content}"));
    match result {
        _ if sink.is_exceeded => Ending::Stopped,
        Some(Ok(())) => Ending::Whole,
        Some(Err(fmt::Error)) => Ending::Failed,
        None => Ending::Panicked,
    }
}

/// What the function returns, or none if it panics.
pub(crate) fn guarded<T>(function: impl FnOnce() -> T) -> Option<T> {
    // Nothing that the function may have left half done is looked at but texts, and those are valid at any time. The
    // payload is forgotten, not dropped: its drop could panic again.
    catch_unwind(AssertUnwindSafe(function)).map_err(std::mem::forget).ok()
}

struct Bounded<'s> {
    sink: &'s mut dyn fmt::Write,
    left: usize,
    is_exceeded: bool,
}

impl fmt::Write for Bounded<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.len() <= self.left {
            self.left -= text.len();
            return self.sink.write_str(text);
        }
        self.sink.write_str(&text[..text.floor_char_boundary(self.left)])?;
        self.left = 0;
        self.is_exceeded = true;
        Err(fmt::Error)
    }
}

//! Runs the code of others that makes a text: it may panic, fail, or never come to an end.

use std::fmt::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How many bytes are taken from a `Display`. A message is cut to a fraction of it, so more would only cost time.
pub(crate) const MOST_BYTES: usize = 16 << 20;

/// Enough for most messages. Without it, a text would be moved for almost every piece that it is written in.
const FIRST_CAPACITY: usize = 128;

/// How a rendering ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Whole,
    /// There was more than [`MOST_BYTES`].
    Stopped,
    Failed,
    Panicked,
}

/// What the content writes, and how that ends. Whatever the content does, what it wrote before stays.
pub(crate) fn rendered(content: &dyn fmt::Display) -> (String, Ending) {
    let mut sink = Bounded { text: String::new(), is_exceeded: false };
    let ending = match guarded(|| write!(sink, "{content}")) {
        _ if sink.is_exceeded => Ending::Stopped,
        Some(Ok(())) => Ending::Whole,
        Some(Err(fmt::Error)) => Ending::Failed,
        None => Ending::Panicked,
    };
    (sink.text, ending)
}

/// What the function returns, or none if it panics.
pub(crate) fn guarded<T>(function: impl FnOnce() -> T) -> Option<T> {
    // Nothing that the function may have left half done is looked at but texts, and those are valid at any time. The
    // payload is forgotten, not dropped: its drop could panic again.
    catch_unwind(AssertUnwindSafe(function)).map_err(std::mem::forget).ok()
}

struct Bounded {
    text: String,
    is_exceeded: bool,
}

impl fmt::Write for Bounded {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        if self.text.capacity() == 0 {
            self.text = String::with_capacity(piece.len().clamp(FIRST_CAPACITY, MOST_BYTES));
        }
        let left = MOST_BYTES - self.text.len();
        if piece.len() <= left && !self.is_exceeded {
            self.text.push_str(piece);
            return Ok(());
        }
        self.exceed(piece, left);
        Err(fmt::Error)
    }
}

impl Bounded {
    /// Takes of the piece what there is room for, and no more from then on.
    #[cold]
    fn exceed(&mut self, piece: &str, left: usize) {
        if !self.is_exceeded {
            self.text.push_str(&piece[..piece.floor_char_boundary(left)]);
            self.is_exceeded = true;
        }
    }
}

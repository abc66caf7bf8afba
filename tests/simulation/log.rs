//! What the worker logs, kept in memory: its own lines only, each thread's for itself.

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    static LOG: RefCell<String> = const { RefCell::new(String::new()) };
}

struct Capture(AtomicU64);

/// Begins an empty log of this thread.
pub fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let _ = tracing::subscriber::set_global_default(Capture(AtomicU64::new(1)));
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // Handlers panic all the time.
            if !panic.payload_as_str().is_some_and(|text| text.starts_with("a bug about")) {
                usual(panic);
            }
        }));
    });
    LOG.take();
}

/// Ends the log of this thread.
pub fn end() -> String {
    LOG.take()
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

fn line(head: fmt::Arguments<'_>, fields: impl FnOnce(&mut Fields<'_>)) {
    LOG.with_borrow_mut(|log| {
        let _ = log.write_fmt(head);
        fields(&mut Fields(log));
        log.push('\n');
    });
}

impl Subscriber for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("codepipeline_fail")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        line(format_args!("span {}", span.metadata().name()), |fields| span.record(fields));
        Id::from_u64(self.0.fetch_add(1, Ordering::Relaxed))
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        line(format_args!("span"), |fields| values.record(fields));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        line(format_args!("{}", event.metadata().level()), |fields| event.record(fields));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

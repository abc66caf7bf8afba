//! The life of one process, and whether it reaches the endpoint.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use fastrand::Rng;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::plan::{Phase, Trigger};

/// Whether a machine reaches the endpoint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cut {
    Not,
    Refused,
    Silent,
}

/// A machine's cable.
#[derive(Clone, Debug, Default)]
pub struct Cable(Arc<AtomicU8>);

impl Cable {
    pub fn set(&self, cut: Cut) {
        self.0.store(cut as u8, Ordering::Relaxed);
    }

    fn cut(&self) -> Cut {
        match self.0.load(Ordering::Relaxed) {
            0 => Cut::Not,
            1 => Cut::Refused,
            _ => Cut::Silent,
        }
    }
}

/// How late requests arrive.
#[derive(Clone, Copy, Debug)]
pub struct Lateness {
    /// So many of a hundred.
    pub percent: u8,
    /// By so many milliseconds at most.
    pub most: u64,
    /// Until then.
    pub until: Instant,
}

/// One process: a worker's, or that of a function's environment.
#[derive(Debug)]
pub struct Life {
    pub machine: usize,
    pub number: usize,
    cable: Cable,
    over: CancellationToken,
    trigger: Mutex<Option<Trigger>>,
    late: Option<Lateness>,
    rng: Mutex<Rng>,
}

impl Life {
    pub fn new(
        (machine, number): (usize, usize),
        cable: Cable,
        trigger: Option<Trigger>,
        late: Option<Lateness>,
        seed: u64,
    ) -> Arc<Self> {
        let (over, trigger) = (CancellationToken::new(), Mutex::new(trigger));
        Arc::new(Self { machine, number, cable, over, trigger, late, rng: Mutex::new(Rng::with_seed(seed)) })
    }

    pub fn is_over(&self) -> bool {
        self.over.is_cancelled()
    }

    pub fn over(&self) -> &CancellationToken {
        &self.over
    }

    pub fn crash(&self) {
        self.over.cancel();
    }

    pub fn cut(&self) -> Cut {
        self.cable.cut()
    }

    /// How it crashes by this request, if it does.
    pub fn crash_at(&self, operation: &str) -> Option<Phase> {
        let mut trigger = self.trigger.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = trigger.as_mut().filter(|trigger| operation.contains(trigger.operation))?;
        if waiting.skip == 0 {
            return trigger.take().map(|trigger| trigger.phase);
        }
        waiting.skip -= 1;
        None
    }

    /// How late the next request arrives.
    pub fn lateness(&self) -> Duration {
        let Some(Lateness { percent, most, .. }) = self.late.filter(|late| Instant::now() < late.until)
        else {
            return Duration::ZERO;
        };
        let mut rng = self.rng.lock().unwrap_or_else(PoisonError::into_inner);
        if rng.u8(..100) < percent { Duration::from_millis(rng.u64(1..=most)) } else { Duration::ZERO }
    }
}

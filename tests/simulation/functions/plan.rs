//! What happens in a schedule of a function, decided from the seed before it begins.

use std::time::Duration;

use codepipeline_fail::FailureType;
use codepipeline_local::{Fault, Operation};
use fastrand::Rng;
use serde::{Deserialize, Serialize};

use crate::behaviour::Behaviour;
use crate::life::Cut;
use crate::plan::{Phase, Trigger, fault_of, moment};

#[derive(Debug)]
pub struct Plan {
    pub seed: u64,
    pub settings: Settings,
    /// When CodePipeline starts a job, and what its function does with it.
    pub jobs: Vec<(Duration, Work)>,
    /// Events that are about no job of CodePipeline's, by number.
    pub strays: Vec<(Duration, u8)>,
    /// One after the other; between them the service answers whatever it is asked.
    pub troubles: Vec<Trouble>,
    /// How the first environments end; those after them stay.
    pub ends: Vec<End>,
}

/// How the function is configured, in Lambda and by its author.
#[derive(Clone, Debug)]
pub struct Settings {
    pub timeout: Duration,
    pub margin: Option<Duration>,
    /// How many invocations an environment has at once.
    pub concurrency: usize,
    pub propagates_errors: bool,
    /// How many of a hundred deliveries come twice.
    pub doubled: u8,
    /// How many of a hundred invocations get a new environment though another one is free.
    pub scattered: u8,
    /// In milliseconds, how long a request may be under way.
    pub latency: u64,
}

/// What becomes of an event.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Work {
    /// What a worker's handler may do as well.
    Common(Behaviour),
    /// Fails by the type of this number.
    FailBy(usize),
    /// Blocks the thread for so many seconds.
    Block(u32),
    /// Nobody can read the event, in one of several ways.
    Unreadable(u8),
}

/// When the service, or the way to it, is not as it should be.
#[derive(Debug)]
pub struct Trouble {
    pub from: Duration,
    pub until: Duration,
    pub faults: Vec<Fault>,
    pub cut: Cut,
    /// The function may be told that it may not report, after which it does not ask again.
    pub denies: bool,
}

/// How an environment ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    Stay,
    /// So long after it began.
    Kill(Duration),
    KillAt(Trigger),
    /// It gets SIGTERM so long after it began, and so much time to end.
    Stop {
        after: Duration,
        within: Duration,
    },
}

impl Plan {
    pub fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let rng = &mut rng;
        let settings = settings(rng);
        let mut jobs: Vec<_> = (0..rng.usize(1..=6)).map(|_| (moment(rng, 240), work(rng))).collect();
        jobs.sort_by_key(|(at, _)| *at);
        let strays = (0..rng.usize(..=1)).map(|_| (moment(rng, 240), rng.u8(..))).collect();
        let troubles = troubles(rng, &settings);
        let ends = (0..rng.usize(..=5)).map(|_| end(rng, &settings)).collect();
        Self { seed, settings, jobs, strays, troubles, ends }
    }
}

fn settings(rng: &mut Rng) -> Settings {
    let timeout = Duration::from_secs([3, 5, 10, 20, 30, 60, 120, 300, 900][rng.usize(..9)]);
    let margin = (rng.u8(..4) == 0).then(|| Duration::from_millis(rng.u64(800..=20_000)));
    Settings {
        timeout,
        margin,
        concurrency: [1, 1, 2, 4][rng.usize(..4)],
        propagates_errors: rng.u8(..6) == 0,
        doubled: [0, 10, 50][rng.usize(..3)],
        scattered: [0, 20, 80][rng.usize(..3)],
        latency: if rng.bool() { rng.u64(1..=100) } else { 0 },
    }
}

fn work(rng: &mut Rng) -> Work {
    Work::Common(match rng.u8(..18) {
        0 | 1 => Behaviour::Succeed,
        2 => Behaviour::Panic,
        3 => Behaviour::Hang,
        4..=6 => Behaviour::Take(rng.u32(1..=120)),
        7 => Behaviour::Continue { times: rng.u8(1..=3), seconds: rng.u32(..=20) },
        8 | 9 => Behaviour::Checkpoint,
        10 => Behaviour::Late(rng.u32(..=10)),
        11 => Behaviour::Credentials(rng.u32(..=840)),
        12 | 13 => return Work::FailBy(rng.usize(..FailureType::ALL.len())),
        14 | 15 => return Work::Block(rng.u32(1..=200)),
        _ => return Work::Unreadable(rng.u8(..)),
    })
}

fn troubles(rng: &mut Rng, settings: &Settings) -> Vec<Trouble> {
    let mut troubles = Vec::new();
    let mut at = Duration::ZERO;
    for _ in 0..rng.usize(..=8) {
        let from = at + moment(rng, 90);
        // Those are the hardest that are about as long as the function has.
        let longest = if rng.bool() { 20 } else { settings.timeout.as_secs() };
        let until = from + moment(rng, longest) + Duration::from_millis(1);
        troubles.push(trouble(rng, from, until));
        at = until;
    }
    troubles
}

fn trouble(rng: &mut Rng, from: Duration, until: Duration) -> Trouble {
    let mut trouble = Trouble { from, until, faults: Vec::new(), cut: Cut::Not, denies: false };
    match rng.u8(..6) {
        0 => trouble.cut = Cut::Refused,
        1 => trouble.cut = Cut::Silent,
        2 => {
            let denied = Fault::error(put(rng), "AccessDeniedException", 400);
            trouble.faults.push(if rng.bool() { denied.always() } else { denied.times(rng.u32(1..=3)) });
            trouble.denies = true;
        }
        3 => trouble.faults.push(outage(rng)),
        _ => {
            for _ in 0..rng.usize(1..=4) {
                let operation = put(rng);
                trouble.faults.push(fault_of(rng, operation));
            }
        }
    }
    trouble
}

fn put(rng: &mut Rng) -> Option<Operation> {
    [None, Some(Operation::PutJobSuccessResult), Some(Operation::PutJobFailureResult)][rng.usize(..3)]
}

/// Nothing gets through as long as it lasts, or so it seems.
fn outage(rng: &mut Rng) -> Fault {
    let fault = match rng.u8(..4) {
        0 => Fault::silence(None),
        1 => Fault::reset(None),
        2 => return Fault::error(None, "ThrottlingException", 400).always(),
        _ => Fault::error(None, "InternalFailure", 500),
    };
    if rng.bool() { fault.after().always() } else { fault.always() }
}

fn end(rng: &mut Rng, settings: &Settings) -> End {
    let some_time = settings.timeout.as_secs() + 20;
    match rng.u8(..6) {
        0 => End::Stay,
        1 => End::Kill(moment(rng, some_time)),
        2 | 3 => {
            let phase = [Phase::Unsent, Phase::Unanswered, Phase::Answered][rng.usize(..3)];
            End::KillAt(Trigger { operation: "Put", skip: rng.u32(..=2), phase })
        }
        _ => {
            let within = Duration::from_millis(rng.u64(300..=500));
            End::Stop { after: moment(rng, some_time), within }
        }
    }
}

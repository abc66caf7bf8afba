//! What happens in a schedule, all of it decided from the seed before it begins.

use std::time::Duration;

use codepipeline_local::{Fault, Operation};
use fastrand::Rng;

use crate::behaviour::Behaviour;

/// How long there is trouble.
const TROUBLE: u64 = 240;

#[derive(Debug)]
pub struct Plan {
    pub seed: u64,
    pub third_party: bool,
    pub settings: Settings,
    pub machines: Vec<MachinePlan>,
    pub events: Vec<(Duration, Event)>,
    /// When trouble ends.
    pub calm: Duration,
}

#[derive(Clone, Debug)]
pub struct Settings {
    pub concurrency: usize,
    pub poll_interval: Duration,
    pub attempt_timeout: Duration,
    pub job_timeout: Duration,
    pub grace: Duration,
    pub policy: Policy,
    pub rerun: bool,
    pub repeated: Repeated,
    /// How many of a hundred tokens cannot be had while there is trouble.
    pub missing_tokens: u8,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Policy {
    LeaveAlone,
    OursWithin(Duration),
    Ours,
}

/// How an acknowledgement is answered that has taken effect before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Repeated {
    InvalidNonce,
    InvalidJobState,
    Status,
}

#[derive(Debug)]
pub struct MachinePlan {
    /// Each begins so long after the one before; the last stays until all is over.
    pub lives: Vec<(Duration, End)>,
    /// How many of a hundred requests are late, and by how many milliseconds at most.
    pub late: (u8, u64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    Crash(Duration),
    CrashAt(Trigger),
    Stop { after: Duration, hurry: Option<Duration> },
    Stay,
}

/// A request that its sender does not outlive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trigger {
    pub operation: &'static str,
    pub skip: u32,
    pub phase: Phase,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phase {
    Unsent,
    Unanswered,
    Answered,
}

#[derive(Debug)]
pub enum Event {
    Queue(Behaviour),
    Fault(Box<Fault>),
    Redeliver,
    CutOff { machine: usize, silent: bool },
    Reconnect { machine: usize },
}

impl Plan {
    pub fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let rng = &mut rng;
        let third_party = rng.u8(..3) == 0;
        let count = [1, 1, 2, 2, 3][rng.usize(..5)];
        let settings = settings(rng, count, third_party);
        let mut events: Vec<(Duration, Event)> = Vec::new();
        for _ in 0..rng.usize(1..=6) {
            events.push((moment(rng, TROUBLE / 2), Event::Queue(behaviour(rng))));
        }
        for _ in 0..rng.usize(..=8) {
            events.push((moment(rng, TROUBLE), Event::Fault(Box::new(fault(rng)))));
        }
        // Who takes a job for its own by the time that has passed relies on it that no job comes again sooner.
        if count == 1 || settings.policy == Policy::LeaveAlone {
            for _ in 0..rng.usize(..=4) {
                events.push((moment(rng, TROUBLE), Event::Redeliver));
            }
        }
        if rng.u8(..3) == 0 {
            let machine = rng.usize(..count);
            let from = moment(rng, TROUBLE * 3 / 4);
            events.push((from, Event::CutOff { machine, silent: rng.bool() }));
            events.push((from + moment(rng, TROUBLE / 4), Event::Reconnect { machine }));
        }
        events.sort_by_key(|(at, _)| *at);
        let machines = (0..count).map(|_| machine(rng)).collect();
        Self { seed, third_party, settings, machines, events, calm: Duration::from_secs(TROUBLE) }
    }
}

/// Some moment within so many seconds.
pub fn moment(rng: &mut Rng, seconds: u64) -> Duration {
    Duration::from_millis(rng.u64(..=seconds * 1000))
}

fn settings(rng: &mut Rng, machines: usize, third_party: bool) -> Settings {
    let policy = match rng.u8(..4) {
        0 | 1 => Policy::LeaveAlone,
        2 if machines == 1 => Policy::Ours,
        // CodePipeline, as simulated, hands a job out again after a minute.
        _ => Policy::OursWithin(Duration::from_secs(rng.u64(5..=55))),
    };
    let repeated = match rng.u8(..6) {
        0 => Repeated::InvalidJobState,
        // Of a third-party job, two workers may have the same nonce: who of them is the owner is told by refusing one.
        1 if machines == 1 || !third_party => Repeated::Status,
        _ => Repeated::InvalidNonce,
    };
    Settings {
        concurrency: rng.usize(1..=4),
        poll_interval: Duration::from_secs(rng.u64(4..=30)),
        attempt_timeout: Duration::from_millis(rng.u64(500..=8_000)),
        job_timeout: Duration::from_secs(rng.u64(20..=180)),
        grace: Duration::from_secs(rng.u64(4..=60)),
        policy,
        rerun: rng.bool(),
        repeated,
        missing_tokens: if rng.u8(..4) == 0 { rng.u8(10..=90) } else { 0 },
    }
}

fn behaviour(rng: &mut Rng) -> Behaviour {
    match rng.u8(..14) {
        0..=2 => Behaviour::Succeed,
        3 => Behaviour::Fail,
        4 => Behaviour::Panic,
        5 => Behaviour::Hang,
        6 | 7 => Behaviour::Take(rng.u32(1..=120)),
        8 | 9 => Behaviour::Continue { times: rng.u8(1..=3), seconds: rng.u32(..=20) },
        10 | 11 => Behaviour::Checkpoint,
        12 => Behaviour::Late(rng.u32(..=40)),
        _ => Behaviour::Credentials(rng.u32(..=60)),
    }
}

fn machine(rng: &mut Rng) -> MachinePlan {
    let mut lives = Vec::new();
    for _ in 0..rng.usize(..=3) {
        let end = match rng.u8(..6) {
            0 | 1 => End::Crash(moment(rng, 100)),
            2 | 3 => {
                let operation = ["Acknowledge", "Put", "Put", "Poll", "Details"][rng.usize(..5)];
                let phase = [Phase::Unsent, Phase::Unanswered, Phase::Answered][rng.usize(..3)];
                End::CrashAt(Trigger { operation, skip: rng.u32(..=3), phase })
            }
            _ => {
                let hurry = rng.bool().then(|| moment(rng, 20));
                End::Stop { after: moment(rng, 100), hurry }
            }
        };
        lives.push((moment(rng, 20), end));
    }
    lives.push((moment(rng, 20), End::Stay));
    let late = (if rng.bool() { rng.u8(..40) } else { 0 }, rng.u64(10..=12_000));
    MachinePlan { lives, late }
}

fn fault(rng: &mut Rng) -> Fault {
    let operation = match rng.u8(..10) {
        0 => None,
        // The poll is what comes most often; the others are what matters.
        1 => Some([Operation::PollForJobs, Operation::PollForThirdPartyJobs][rng.usize(..2)]),
        _ => Some(Operation::ALL[rng.usize(..Operation::ALL.len())]),
    };
    fault_of(rng, operation)
}

/// A fault of these requests after which the same one can be sent again.
pub fn fault_of(rng: &mut Rng, operation: Option<Operation>) -> Fault {
    // An answer that says that nothing has happened is true.
    let (fault, may_be_after) = match rng.u8(..9) {
        0 => {
            let code = ["ThrottlingException", "TooManyRequestsException", "ExpiredTokenException"];
            (Fault::error(operation, code[rng.usize(..3)], 400), false)
        }
        1 => {
            let (code, status) =
                [("InternalFailure", 500), ("ServiceUnavailable", 503), ("Strange", 599)][rng.usize(..3)];
            (Fault::error(operation, code, status), true)
        }
        2 => (Fault::answer(operation, 502, "<html>Bad Gateway</html>"), true),
        3 => (Fault::disconnect(operation), true),
        4 => (Fault::reset(operation), true),
        5 => (Fault::silence(operation), true),
        6 => (Fault::truncate(operation), false),
        7 => (Fault::garble(operation), false),
        _ => (Fault::delay(operation, Duration::from_millis(rng.u64(100..=20_000))).after(), false),
    };
    let fault = if may_be_after && rng.bool() { fault.after() } else { fault };
    let fault = fault.skip(rng.u32(..=2));
    match rng.u8(..4) {
        0 => fault.times(rng.u32(1..=12)),
        1 => fault.always().probability(f64::from(rng.u8(10..=70)) / 100.0).seed(rng.u64(..)),
        _ => fault.times(rng.u32(1..=3)),
    }
}

//! One schedule, from its seed to what is wrong with it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use codepipeline_local::{ActionType, Clock, Endpoint, JobStatus, NewJob, RepeatedAcknowledgement};
use tokio::time::{Instant, sleep, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::behaviour::{Behaviour, CANARY};
use crate::check::{check, is_in_the_hole};
use crate::life::{Cable, Cut};
use crate::machine::live;
use crate::plan::{Event, Plan, Policy, Repeated};
use crate::tally::Tally;
use crate::wire::Wire;
use crate::{Driver, Finished, Violation, log};

/// How many schedules there were: the same one may run twice.
static RUNS: AtomicU64 = AtomicU64::new(0);

pub const SECRET_KEY: &str = "Password";
/// How long after the trouble all has to be over.
const PATIENCE: Duration = Duration::from_hours(3);

/// What the parts of a schedule share.
#[derive(Debug)]
pub struct World {
    pub plan: Plan,
    pub driver: Driver,
    pub wire: Arc<Wire>,
    pub cables: Vec<Cable>,
    pub over: CancellationToken,
    /// When the last workers were told to end.
    pub over_at: OnceLock<Duration>,
    /// When each life of each machine ended.
    pub crashed: Mutex<Vec<(usize, usize, Duration)>>,
    complaints: Mutex<Vec<Violation>>,
}

impl World {
    pub fn complain(&self, promise: u8, what: String) {
        self.complaints.lock().unwrap_or_else(PoisonError::into_inner).push(Violation { promise, what });
    }
}

/// Runs the schedule of a seed.
///
/// # Panics
/// If no runtime can be made.
pub fn run(seed: u64, driver: Driver) -> Finished<Tally> {
    fastrand::seed(seed);
    log::begin();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    let world = runtime.expect("a runtime").block_on(play(Plan::new(seed), driver));
    let log = log::end();
    let mut violations =
        std::mem::take(&mut *world.complaints.lock().unwrap_or_else(PoisonError::into_inner));
    violations.extend(check(&world, &log));
    let requests = format!("{:?}", world.wire.sent());
    Finished::new(violations, Tally::of(&world), &requests, || trace(&world, &log))
}

async fn play(plan: Plan, driver: Driver) -> Arc<World> {
    let start = Instant::now();
    let endpoint = endpoint(&plan, start);
    let name = format!("run-{}", RUNS.fetch_add(1, Ordering::Relaxed));
    let world = Arc::new(World {
        driver,
        wire: Wire::new(endpoint, start, name),
        cables: plan.machines.iter().map(|_| Cable::default()).collect(),
        over: CancellationToken::new(),
        over_at: OnceLock::new(),
        crashed: Mutex::default(),
        complaints: Mutex::default(),
        plan,
    });
    let machines: Vec<_> =
        (0..world.cables.len()).map(|machine| tokio::spawn(live(Arc::clone(&world), machine))).collect();
    trouble(&world).await;
    settle(&world).await;
    let _ = world.over_at.set(start.elapsed());
    world.over.cancel();
    for machine in machines {
        if let Err(error) = machine.await {
            world.complain(0, format!("a machine broke: {error}"));
        }
    }
    world
}

fn endpoint(plan: &Plan, start: Instant) -> Endpoint {
    let repeated = match plan.settings.repeated {
        Repeated::InvalidNonce => RepeatedAcknowledgement::InvalidNonce,
        Repeated::InvalidJobState => RepeatedAcknowledgement::InvalidJobState,
        Repeated::Status => RepeatedAcknowledgement::Status,
    };
    Endpoint::builder()
        .seed(plan.seed)
        .clock(Clock::from_fn(move || start.elapsed()))
        .job_timeout(Duration::from_hours(24 * 7))
        .repeated_acknowledgement(repeated)
        .action_type(action_type(plan))
        .build()
}

fn action_type(plan: &Plan) -> ActionType {
    let mut action_type = ActionType::custom("Deploy", "Acme", "1");
    if plan.third_party {
        "ThirdParty".clone_into(&mut action_type.owner);
    }
    action_type
}

/// What the partner's store holds for a client.
pub fn client_token(client_id: &str) -> String {
    format!("{CANARY}-token-of-{client_id}")
}

fn job(plan: &Plan, number: usize, behaviour: Behaviour) -> NewJob {
    let job = if plan.third_party {
        let client_id = format!("00000000-0000-0000-0000-{number:012}");
        NewJob::third_party(action_type(plan), client_token(&client_id)).client_id(client_id)
    } else {
        NewJob::custom(action_type(plan))
    };
    let parameters = serde_json::to_string(&behaviour).expect("JSON");
    job.user_parameters(parameters)
        .configuration(SECRET_KEY, format!("{CANARY}-password-{number}"))
        .artifact_credentials(
            "AKIAIOSFODNN7EXAMPLE",
            format!("{CANARY}-key-{number}"),
            format!("{CANARY}-session-{number}"),
        )
}

/// All that the plan has in store, until trouble ends.
async fn trouble(world: &World) {
    let endpoint = &world.wire.endpoint;
    let start = world.wire.start;
    let mut rng = fastrand::Rng::with_seed(world.plan.seed.wrapping_add(1));
    for (number, (at, event)) in world.plan.events.iter().enumerate() {
        sleep_until(start + *at).await;
        match event {
            Event::Queue(behaviour) => {
                endpoint.queue(job(&world.plan, number, *behaviour));
            }
            Event::Fault(fault) => endpoint.faults().push(fault.as_ref().clone()),
            Event::Redeliver => {
                let jobs = endpoint.jobs();
                if !jobs.is_empty() {
                    endpoint.redeliver(&jobs[rng.usize(..jobs.len())].id);
                }
            }
            Event::CutOff { machine, silent } => {
                world.cables[*machine].set(if *silent { Cut::Silent } else { Cut::Refused });
            }
            Event::Reconnect { machine } => world.cables[*machine].set(Cut::Not),
        }
    }
    sleep_until(start + world.plan.calm).await;
    endpoint.faults().clear();
    for cable in &world.cables {
        cable.set(Cut::Not);
    }
}

/// Waits until every job has ended that can.
async fn settle(world: &World) {
    let end = Instant::now() + PATIENCE;
    // A job that may be lost may also be somebody's who finds out late.
    let lost = match world.plan.settings.policy {
        Policy::LeaveAlone => Duration::from_mins(3),
        Policy::OursWithin(_) | Policy::Ours => Duration::from_mins(30),
    };
    let lost = Instant::now() + lost;
    let is_settled = || {
        let sent = world.wire.sent();
        let mut jobs = world.wire.endpoint.jobs().into_iter();
        jobs.all(|job| {
            job.status.is_final()
                || world.driver != Driver::Worker && job.status == JobStatus::InProgress
                || Instant::now() > lost && is_in_the_hole(world, &sent, job.id.as_str())
        })
    };
    // The loops neither remember nor time out: some minutes are enough for what they do at all.
    let patience =
        if world.driver == Driver::Worker { end } else { Instant::now() + Duration::from_mins(30) };
    while Instant::now() < patience && !is_settled() {
        sleep(Duration::from_secs(5)).await;
    }
    sleep(Duration::from_secs(1)).await;
}

fn trace(world: &World, log: &str) -> String {
    let mut lines = vec![format!("{:#?}", world.plan)];
    lines.push(format!("lives ended (machine, life, when): {:?}", world.crashed));
    lines.extend(world.wire.sent().iter().map(ToString::to_string));
    for job in world.wire.endpoint.jobs() {
        lines.push(format!("{} {:?} {:?}", job.id, job.status, job.data.configuration.get("UserParameters")));
        lines.extend(job.history.iter().map(|event| format!("    {:?} {:?}", event.at, event.kind)));
    }
    lines.push(log.to_owned());
    lines.join("\n")
}

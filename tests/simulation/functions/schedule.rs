//! One schedule of a function, from its seed to what is wrong with it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use codepipeline_local::{Clock, Endpoint, NewJob};
use tokio::time::{Instant, sleep, sleep_until};

use super::check::check;
use super::event::Event;
use super::handler::Parameters;
use super::lambda::invoke_later;
use super::plan::{Plan, Work};
use super::tally::Tally;
use super::world::{World, lock};
use crate::behaviour::CANARY;
use crate::life::Cut;
use crate::schedule::SECRET_KEY;
use crate::wire::Wire;
use crate::{Finished, log};

/// How many schedules there were: the same one may run twice.
static RUNS: AtomicU64 = AtomicU64::new(0);

/// All has to be over then.
const PATIENCE: Duration = Duration::from_hours(12);

/// Runs the schedule of a seed.
///
/// # Panics
/// If no runtime can be made.
pub fn run(seed: u64) -> Finished<Tally> {
    fastrand::seed(seed);
    log::begin();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    let world = runtime.expect("a runtime").block_on(play(Plan::new(seed)));
    let log = log::end();
    let mut violations = check(&world, &log);
    violations.extend(world.complaints());
    let happened = format!("{:?}{:?}", world.wire.sent(), lock(&world.invocations));
    let finished = Finished::new(violations, Tally::of(&world), &happened, || trace(&world, &log));
    // They know the world, which knows them.
    lock(&world.environments).clear();
    finished
}

async fn play(plan: Plan) -> Arc<World> {
    let start = Instant::now();
    let endpoint = Endpoint::builder().seed(plan.seed).clock(Clock::from_fn(move || start.elapsed())).build();
    let name = format!("function-{}", RUNS.fetch_add(1, Ordering::Relaxed));
    let world = World::new(plan, Wire::new(endpoint, start, name));
    tokio::spawn(trouble(Arc::clone(&world)));
    tokio::spawn(invoke_with_jobs(Arc::clone(&world)));
    for (at, kind) in &world.plan.strays {
        let (world, at, kind) = (Arc::clone(&world), start + *at, *kind);
        tokio::spawn(async move {
            sleep_until(at).await;
            invoke_later(&world, Event::stray(kind));
        });
    }
    for (number, (at, work)) in world.plan.jobs.iter().enumerate() {
        sleep_until(start + *at).await;
        world.wire.endpoint.start(job(number, *work));
    }
    settle(&world).await;
    world
}

fn job(number: usize, work: Work) -> NewJob {
    let parameters = Parameters { work, door_code: format!("{CANARY}-door-{number}") };
    NewJob::lambda("check")
        .user_parameters(serde_json::to_string(&parameters).expect("JSON"))
        .configuration(SECRET_KEY, format!("{CANARY}-password-{number}"))
        .artifact_credentials(
            "AKIAIOSFODNN7EXAMPLE",
            format!("{CANARY}-key-{number}"),
            format!("{CANARY}-session-{number}"),
        )
}

/// All that the plan has in store for the service.
async fn trouble(world: Arc<World>) {
    let (endpoint, start) = (&world.wire.endpoint, world.wire.start);
    for trouble in &world.plan.troubles {
        sleep_until(start + trouble.from).await;
        for fault in &trouble.faults {
            endpoint.faults().push(fault.clone());
        }
        world.cable.set(trouble.cut);
        sleep_until(start + trouble.until).await;
        endpoint.faults().clear();
        world.cable.set(Cut::Not);
    }
}

/// As CodePipeline does it: the function is invoked with every job once, those among them that continue another.
async fn invoke_with_jobs(world: Arc<World>) {
    let endpoint = &world.wire.endpoint;
    let mut works: HashMap<String, Work> = HashMap::new();
    loop {
        endpoint.wait_until(|endpoint| endpoint.jobs().len() > works.len()).await;
        for job in endpoint.jobs() {
            let id = job.id.as_str().to_owned();
            if works.contains_key(&id) {
                continue;
            }
            let parameters: Parameters =
                serde_json::from_str(&job.data.configuration["UserParameters"]).expect("what was written");
            works.insert(id, parameters.work);
            invoke_later(&world, Event::of_job(&job, parameters.work));
        }
    }
}

/// Waits until Lambda has no event left.
async fn settle(world: &World) {
    let end = Instant::now() + PATIENCE;
    let mut quiet = 0;
    // A request that is late may still make a job.
    while quiet < 3 {
        sleep(Duration::from_secs(30)).await;
        quiet = if world.open.load(Ordering::Relaxed) == 0 { quiet + 1 } else { 0 };
        if Instant::now() > end {
            return world.complain(0, "Lambda has still events to deliver".to_owned());
        }
    }
}

fn trace(world: &World, log: &str) -> String {
    let mut lines = vec![format!("{:#?}", world.plan)];
    lines.extend(lock(&world.invocations).iter().map(|invocation| format!("{invocation:?}")));
    lines.extend(lock(&world.calls).iter().map(|call| format!("{call:?}")));
    lines.push(format!("{:?}", lock(&world.stops)));
    lines.extend(world.wire.sent().iter().map(ToString::to_string));
    for job in world.wire.endpoint.jobs() {
        lines.push(format!("{} {:?} {:?}", job.id, job.status, job.data.configuration.get("UserParameters")));
        lines.extend(job.history.iter().map(|event| format!("    {:?} {:?}", event.at, event.kind)));
    }
    lines.push(log.to_owned());
    lines.join("\n")
}

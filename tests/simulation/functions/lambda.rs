//! Lambda, as far as a function notices: which environment gets an event, when it has to have ended, and when it comes again.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

use codepipeline_fail::lambda::InvocationError;
use lambda_runtime::{Context, LambdaEvent};
use tokio::time::{sleep, sleep_until};
use tower_service::Service as _;

use super::environment::{Environment, wall_clock};
use super::event::Event;
use super::world::{Answer, Invocation, World, lock};

/// The waits before the first attempt and the two that follow a failure
/// (<https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html>).
const WAITS: [Duration; 3] = [Duration::ZERO, Duration::from_mins(1), Duration::from_mins(2)];

/// Takes an event, which may be delivered twice, though nothing has failed.
pub fn invoke_later(world: &Arc<World>, event: Event) {
    let mut rng = lock(&world.rng);
    let soon = Duration::from_millis(rng.u64(..=2_000));
    let is_doubled = rng.u8(..100) < world.plan.settings.doubled;
    let longest = if rng.bool() { 5_000 } else { 300_000 };
    let again = is_doubled.then(|| Duration::from_millis(rng.u64(..=longest)));
    drop(rng);
    let event = Arc::new(event);
    for pause in [Some(soon), again].into_iter().flatten() {
        world.open.fetch_add(1, Ordering::Relaxed);
        let (world, event) = (Arc::clone(world), Arc::clone(&event));
        tokio::spawn(async move {
            sleep(pause).await;
            deliver(&world, &event).await;
            world.open.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

async fn deliver(world: &Arc<World>, event: &Event) {
    for wait in WAITS {
        sleep(wait).await;
        if invoke(world, event).await == Answer::Succeeded {
            return;
        }
    }
}

/// The environment that gets the next event: one that is free, or a new one.
fn place(world: &Arc<World>) -> Arc<Environment> {
    let mut environments = lock(&world.environments);
    let mut rng = lock(&world.rng);
    let free: Vec<_> = environments.iter().filter(|environment| environment.is_free()).collect();
    if !free.is_empty() && rng.u8(..100) >= world.plan.settings.scattered {
        return Arc::clone(free[rng.usize(..free.len())]);
    }
    let environment = Environment::begin(world, environments.len());
    environments.push(Arc::clone(&environment));
    environment
}

async fn invoke(world: &Arc<World>, event: &Event) -> Answer {
    let environment = place(world);
    let site = &environment.site;
    let deadline = world.now() + world.plan.settings.timeout;
    let index = begin(world, &environment, event, deadline);
    environment.running.fetch_add(1, Ordering::Relaxed);
    let call = environment.action.clone().call(lambda_event(world, event, index));
    let running = Arc::clone(site);
    let mut invocation = tokio::spawn(async move { running.block.run(call).await });
    let answer = tokio::select! {
        biased;
        () = site.life.over().cancelled() => Answer::Lost,
        ended = &mut invocation => match ended {
            Ok(Ok(())) => Answer::Succeeded,
            Ok(Err(error)) => failed(world, &error),
            Err(error) => {
                world.complain(0, format!("an invocation broke: {error}"));
                Answer::Failed(String::new())
            }
        },
        () = sleep_until(world.wire.start + deadline) => {
            environment.kill();
            Answer::TimedOut
        }
    };
    invocation.abort();
    environment.running.fetch_sub(1, Ordering::Relaxed);
    lock(&world.invocations)[index].ended = Some((world.now(), answer.clone()));
    answer
}

fn begin(world: &World, environment: &Environment, event: &Event, deadline: Duration) -> usize {
    let mut invocations = lock(&world.invocations);
    let number = invocations.len();
    invocations.push(Invocation {
        number,
        environment: environment.site.number,
        job_id: event.job_id.clone(),
        work: event.work,
        from: world.now(),
        deadline,
        was_blocked: environment.site.block.is_blocked(),
        ended: None,
    });
    number
}

fn failed(world: &World, error: &InvocationError) -> Answer {
    if matches!(error, InvocationError::Failed(_)) && !world.plan.settings.propagates_errors {
        world.complain(0, format!("an invocation failed without being asked to: {error}"));
    }
    Answer::Failed(error.to_string())
}

fn lambda_event(
    world: &World,
    event: &Event,
    number: usize,
) -> LambdaEvent<codepipeline_fail::lambda::Event> {
    let mut context = Context::default();
    context.request_id = format!("8476a536-e9f4-11e8-9739-{number:012}");
    let deadline = wall_clock(world.wire.start) + world.plan.settings.timeout;
    let deadline = deadline.duration_since(SystemTime::UNIX_EPOCH).expect("it is later").as_millis();
    context.deadline = u64::try_from(deadline).expect("it is not that late");
    LambdaEvent::new(serde_json::from_value(event.body.clone()).expect("any JSON is one"), context)
}

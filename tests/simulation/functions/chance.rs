//! Which invocations had the chance to report.

use std::time::Duration;

use super::world::{Answer, Invocation, World, lock};

/// Whether an invocation had the chance to report its job. It had, if
///
/// - the function's thread was free when it began;
/// - nobody killed the environment or shut it down before the invocation ended, or its time was over;
/// - CodePipeline waited for the job until the deadline;
/// - the service answered whatever it was asked through the second half of the invocation's time;
/// - and there was no time at all in which it may have said that the function may not report.
///
/// An event that comes while its job is in hand may wait for that, on the function's thread: so that has to be free.
pub fn had_chance(world: &World, invocation: &Invocation) -> bool {
    let Invocation { from, deadline, .. } = *invocation;
    let (Some(_), Some(job_id)) = (invocation.work, &invocation.job_id) else { return false };
    let Some(job) = world.wire.endpoint.job(job_id) else { return false };
    let is_alive = invocation.ended.as_ref().is_some_and(|(_, answer)| *answer != Answer::Lost);
    let middle = from + world.plan.settings.timeout / 2;
    let may_wait = was_in_hand(world, invocation) && was_blocked(world, invocation, deadline);
    let obstacles = [
        !is_alive,
        invocation.was_blocked,
        deadline > job.deadline,
        world.is_troubled(middle, deadline),
        world.is_denied(from, deadline),
        may_wait,
    ];
    !obstacles.contains(&true)
}

/// Whether its job was in hand when an event came.
fn was_in_hand(world: &World, invocation: &Invocation) -> bool {
    lock(&world.invocations).iter().any(|other| {
        (other.environment, &other.job_id) == (invocation.environment, &invocation.job_id)
            && other.number < invocation.number
            && other.ended.as_ref().is_none_or(|(at, _)| invocation.from <= *at)
    })
}

/// Whether the thread was blocked between the beginning of an invocation and then, by whomever.
pub fn was_blocked(world: &World, invocation: &Invocation, until: Duration) -> bool {
    world.was_blocked(invocation.environment, invocation.from, until)
}

//! A machine with a disk, on which a worker lives, ends and lives again.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use codepipeline_fail::Shutdown;
use codepipeline_local::JobStatus;
use simulated_disk::SimulatedDisk;
use tokio::time::{Instant, sleep};

use crate::Driver;
use crate::behaviour::CANARY;
use crate::client::client;
use crate::life::{Lateness, Life};
use crate::plan::End;
use crate::schedule::World;
use crate::{loops, ours};

/// Lives all lives of a machine; ends when the world is over.
pub async fn live(world: Arc<World>, machine: usize) {
    let plan = &world.plan.machines[machine];
    let mut disk = SimulatedDisk::default();
    for (number, (pause, end)) in plan.lives.iter().enumerate() {
        sleep(*pause).await;
        let seed = world.plan.seed ^ (((machine as u64) << 32) | ((number as u64) << 40));
        let trigger = if let End::CrashAt(trigger) = end { Some(*trigger) } else { None };
        let (percent, most) = plan.late;
        let late = Lateness { percent, most, until: world.wire.start + world.plan.calm };
        let late = (percent > 0).then_some(late);
        let life = Life::new((machine, number), world.cables[machine].clone(), trigger, late, seed);
        let client = client(&world.wire, &life);
        let (trigger, shutdown) = Shutdown::by_hand();
        let mut process = match world.driver {
            Driver::Worker => tokio::spawn(ours::process(
                Arc::clone(&world),
                client,
                Arc::clone(&life),
                disk.clone(),
                shutdown,
                seed,
            )),
            Driver::Simple => {
                tokio::spawn(loops::simple::process(Arc::clone(&world), client, Arc::clone(&life)))
            }
            Driver::Threads => {
                tokio::spawn(loops::threads::process(Arc::clone(&world), client, Arc::clone(&life)))
            }
        };
        let (crash_after, stop_after, hurry) = match *end {
            End::Crash(after) => (Some(after), None, None),
            End::CrashAt(_) | End::Stay => (None, None, None),
            End::Stop { after, hurry } => (None, Some(after), hurry),
        };
        let far = Duration::from_hours(1000);
        let is_crash = tokio::select! {
            biased;
            () = life.over().cancelled() => true,
            () = sleep(crash_after.unwrap_or(far)) => true,
            () = sleep(stop_after.unwrap_or(far)) => false,
            () = world.over.cancelled() => false,
            ended = &mut process => {
                world.complain(0, format!("machine {machine}, life {number}: it ended by itself: {ended:?}"));
                false
            }
        };
        // The loops know no end but the process's.
        let is_crash = is_crash || world.driver != Driver::Worker;
        if !is_crash && !process.is_finished() {
            let mine = in_progress(&world, &life);
            let asked = Instant::now();
            trigger.stop();
            let hurrying = async {
                sleep(hurry.unwrap_or(far)).await;
                trigger.hurry();
                std::future::pending::<()>().await;
            };
            let late = world.plan.settings.grace + Duration::from_millis(50);
            let ended = tokio::select! {
                biased;
                ended = &mut process => Some(ended),
                () = hurrying => None,
                () = sleep(late) => None,
            };
            match ended {
                Some(Ok(())) => {}
                Some(Err(error)) => world.complain(0, format!("machine {machine}, life {number}: {error}")),
                None => world.complain(
                    6,
                    format!("machine {machine}, life {number}: it ran on after {:?}", asked.elapsed()),
                ),
            }
            for id in mine {
                let is_over =
                    world.wire.endpoint.job(&id).is_some_and(|job| job.status != JobStatus::InProgress);
                if !is_over && !disk.contains(&id) {
                    world.complain(
                        6,
                        format!("machine {machine}, life {number}: {id} is neither reported nor kept"),
                    );
                }
            }
        }
        life.crash();
        world.crashed.lock().unwrap_or_else(PoisonError::into_inner).push((
            machine,
            number,
            world.wire.start.elapsed(),
        ));
        process.abort();
        if disk.contains(CANARY) {
            world.complain(4, format!("machine {machine}, life {number}: there is a secret on the disk"));
        }
        disk = disk.crashed();
    }
}

/// The jobs that this life knows to be its own and that have not ended.
fn in_progress(world: &World, life: &Life) -> Vec<String> {
    let sent = world.wire.sent();
    let mine = sent.iter().filter(|sent| {
        sent.machine == life.machine
            && sent.life == life.number
            && sent.is("Acknowledge")
            && sent.effect
            && sent.is_answered()
    });
    let ids: Vec<String> = mine.filter_map(|sent| sent.job_id.clone()).collect();
    drop(sent);
    let is_open =
        |id: &String| world.wire.endpoint.job(id).is_some_and(|job| job.status == JobStatus::InProgress);
    ids.into_iter().filter(is_open).collect()
}

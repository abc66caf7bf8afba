//! An execution environment: one process of the function, from its start until it is killed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use codepipeline_fail::Redactor;
use codepipeline_fail::lambda::{Action, action};
use tokio::time::{Instant, sleep, timeout};

use super::block::Block;
use super::handler::{SECRET_MEMBER, handle};
use super::plan::End;
use super::world::{Stop, World, lock};
use crate::behaviour::GENERAL_SECRET;
use crate::client::client;
use crate::life::{Lateness, Life};
use crate::schedule::SECRET_KEY;

/// What the handler sees of where it runs.
pub struct Site {
    pub world: Arc<World>,
    pub number: usize,
    pub life: Arc<Life>,
    pub block: Block,
}

pub struct Environment {
    pub site: Arc<Site>,
    /// Of which all that it remembers is gone with the environment.
    pub action: Action,
    /// How many invocations it has.
    pub running: AtomicUsize,
    /// It gets no more events.
    is_retired: AtomicBool,
}

/// The time of the world, for Lambda and its functions.
pub fn wall_clock(start: Instant) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_hours(500_000) + start.elapsed()
}

impl Environment {
    /// Starts a process.
    pub fn begin(world: &Arc<World>, number: usize) -> Arc<Self> {
        let plan = &world.plan;
        let end = plan.ends.get(number).copied().unwrap_or(End::Stay);
        let seed = plan.seed ^ ((number as u64 + 1) << 32);
        let trigger = if let End::KillAt(trigger) = end { Some(trigger) } else { None };
        let far = world.wire.start + Duration::from_hours(1_000_000);
        let late = Lateness { percent: 100, most: plan.settings.latency, until: far };
        let late = (late.most > 0).then_some(late);
        let life = Life::new((number, 0), world.cable.clone(), trigger, late, seed);
        let site = Site { world: Arc::clone(world), number, life, block: Block::default() };
        let site = Arc::new(site);
        let environment = Arc::new(Self {
            action: function(&site, seed),
            site,
            running: AtomicUsize::new(0),
            is_retired: AtomicBool::new(false),
        });
        tokio::spawn(Arc::clone(&environment).end(end));
        environment
    }

    /// Whether it can take another event.
    pub fn is_free(&self) -> bool {
        !self.is_retired.load(Ordering::Relaxed)
            && !self.site.life.is_over()
            && self.running.load(Ordering::Relaxed) < self.site.world.plan.settings.concurrency
    }

    pub fn kill(&self) {
        self.site.life.crash();
    }

    async fn end(self: Arc<Self>, end: End) {
        match end {
            End::Stay | End::KillAt(_) => {}
            End::Kill(after) => {
                sleep(after).await;
                self.kill();
            }
            End::Stop { after, within } => {
                sleep(after).await;
                if !self.site.life.is_over() {
                    self.stop(within).await;
                }
                self.kill();
            }
        }
    }

    /// SIGTERM, of which the process hears unless its thread is blocked.
    async fn stop(&self, within: Duration) {
        self.is_retired.store(true, Ordering::Relaxed);
        let Site { world, number, life, block } = &*self.site;
        let (asked, in_hand) = (world.now(), world.in_hand(*number));
        lock(&world.stops).push(Stop { environment: *number, asked, had_jobs: !in_hand.is_empty() });
        let stopper = self.action.stopper();
        let ended = timeout(within, block.run(stopper.stop())).await;
        let was_blocked = world.was_blocked(*number, asked, world.now());
        if life.is_over() || was_blocked || world.is_troubled(asked, asked + within) {
            return;
        }
        if ended.is_err() {
            world.complain(6, format!("environment {number}: it is not stopped after {within:?}"));
        }
        for job_id in in_hand {
            if !world.has_ended(&job_id) {
                world.complain(6, format!("environment {number}: {job_id} was in hand and is not reported"));
            }
        }
    }
}

fn function(site: &Arc<Site>, seed: u64) -> Action {
    let Site { world, life, .. } = &**site;
    let settings = &world.plan.settings;
    let (here, start) = (Arc::clone(site), world.wire.start);
    let action = action(&client(&world.wire, life), move |job| handle(job, Arc::clone(&here)))
        .secret_configuration([SECRET_KEY, SECRET_MEMBER])
        .redactor(Redactor::new().with_secret(GENERAL_SECRET))
        .propagate_errors(settings.propagates_errors)
        .simulated(seed, move || wall_clock(start));
    match settings.margin {
        Some(margin) => action.deadline_margin(margin),
        None => action,
    }
}

//! All jobs, with the indexes that keep every operation as quick among a hundred thousand as among ten.

mod queue;

use crate::action_type::ActionType;
use crate::id::JobId;
use crate::job::{Job, JobStatus};
use crate::rules::Rules;
use queue::Queue;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

/// A job's place in the order of creation.
pub(crate) type Number = u64;

#[derive(Debug, Default)]
pub(crate) struct Jobs {
    /// Boxed: a tree whose keys only grow leaves half of its places empty.
    all: BTreeMap<Number, Box<Job>>,
    next: Number,
    numbers: HashMap<JobId, Number>,
    /// The jobs that a poll for their type may hand out.
    queues: HashMap<ActionType, Queue>,
    /// When which job has to be looked at next.
    due: BTreeSet<(Duration, Number)>,
    by_status: BTreeMap<JobStatus, BTreeSet<Number>>,
}

/// Where a job stands in the indexes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    status: JobStatus,
    waits: bool,
    due: Option<Duration>,
}

impl Place {
    fn of(job: &Job, rules: &Rules) -> Self {
        Self { status: job.view.status, waits: job.waits(), due: job.due(rules) }
    }
}

impl Jobs {
    pub(crate) fn insert(&mut self, job: Job, rules: &Rules) -> Number {
        let number = self.next;
        self.next += 1;
        let place = Place::of(&job, rules);
        self.numbers.insert(job.view.id.clone(), number);
        self.all.insert(number, Box::new(job));
        self.enter(number, place);
        number
    }

    /// Changes a job, and its place in the indexes with it.
    ///
    /// # Panics
    /// If there is no such job: numbers come from these jobs.
    pub(crate) fn update<T>(
        &mut self,
        number: Number,
        rules: &Rules,
        change: impl FnOnce(&mut Job) -> T,
    ) -> T {
        let job = self.all.get_mut(&number).expect("the number is a job's");
        let before = Place::of(job, rules);
        let changed = change(job);
        let after = Place::of(job, rules);
        if before != after {
            self.leave(number, before);
            self.enter(number, after);
        }
        changed
    }

    /// Lets time pass for the jobs that it changes. Returns whether there were any.
    pub(crate) fn settle(&mut self, now: Duration, rules: &Rules) -> bool {
        let mut settled = false;
        while let Some((due, number)) = self.due.first().copied()
            && due <= now
        {
            settled = true;
            if self.all[&number].view.status.is_final() {
                self.forget(number, rules);
            } else {
                self.update(number, rules, |job| job.settle(now));
            }
        }
        settled
    }

    fn forget(&mut self, number: Number, rules: &Rules) {
        self.leave(number, Place::of(&self.all[&number], rules));
        if let Some(job) = self.all.remove(&number) {
            self.numbers.remove(&job.view.id);
        }
    }

    fn enter(&mut self, number: Number, place: Place) {
        self.by_status.entry(place.status).or_default().insert(number);
        if let Some(due) = place.due {
            self.due.insert((due, number));
        }
        if place.waits {
            let data = &self.all[&number].view.data;
            // The key is cloned for the first job of a type only.
            match self.queues.get_mut(&data.action_type) {
                Some(queue) => queue.insert(number, data),
                None => self.queues.entry(data.action_type.clone()).or_default().insert(number, data),
            }
        }
    }

    fn leave(&mut self, number: Number, place: Place) {
        if let Some(numbers) = self.by_status.get_mut(&place.status) {
            numbers.remove(&number);
        }
        if let Some(due) = place.due {
            self.due.remove(&(due, number));
        }
        if place.waits
            && let Some(job) = self.all.get(&number)
            && let Some(queue) = self.queues.get_mut(&job.view.data.action_type)
        {
            queue.remove(number, &job.view.data);
        }
    }

    /// The first jobs that wait, of a type and with the value asked for in their configuration.
    pub(crate) fn waiting(
        &mut self,
        action_type: &ActionType,
        count: usize,
        query: Option<(&str, &str)>,
    ) -> Vec<Number> {
        let jobs = &self.all;
        let Some(queue) = self.queues.get_mut(action_type) else { return Vec::new() };
        match query {
            None => queue.all().take(count).collect(),
            Some((property, value)) => {
                queue.with(property, value, |number| &jobs[&number].view.data).take(count).collect()
            }
        }
    }

    /// Whether a job of a type waits to be polled for.
    #[cfg(all(feature = "lambda", unix))]
    pub(crate) fn has_waiting(&self, action_type: &ActionType) -> bool {
        self.queues.get(action_type).is_some_and(|queue| queue.all().next().is_some())
    }

    pub(crate) fn number(&self, id: &str) -> Option<Number> {
        self.numbers.get(id).copied()
    }

    pub(crate) fn get(&self, number: Number) -> &Job {
        &self.all[&number]
    }

    pub(crate) fn find(&self, id: &str) -> Option<&Job> {
        self.all.get(self.numbers.get(id)?).map(AsRef::as_ref)
    }

    /// In the order of their creation.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Job> {
        self.all.values().map(AsRef::as_ref)
    }

    /// The jobs from a number on, in the order of their creation.
    #[cfg(all(feature = "lambda", unix))]
    pub(crate) fn from(&self, number: Number) -> impl Iterator<Item = (Number, &Job)> {
        self.all.range(number..).map(|(number, job)| (*number, job.as_ref()))
    }

    /// The number of the next job.
    #[cfg(all(feature = "lambda", unix))]
    pub(crate) fn next(&self) -> Number {
        self.next
    }

    /// No jobs. Numbers go on, so that none comes twice.
    pub(crate) fn forget_all(&mut self) {
        *self = Self { next: self.next, ..Self::default() };
    }

    /// Of a status, the newest first.
    pub(crate) fn newest(&self, status: JobStatus) -> impl Iterator<Item = &Job> {
        let numbers = self.by_status.get(&status).into_iter().flat_map(|numbers| numbers.iter().rev());
        numbers.map(|number| self.all[number].as_ref())
    }

    pub(crate) fn count(&self, status: JobStatus) -> usize {
        self.by_status.get(&status).map_or(0, BTreeSet::len)
    }

    /// When time next changes a job.
    pub(crate) fn next_due(&self) -> Option<Duration> {
        self.due.first().map(|(due, _)| *due)
    }
}

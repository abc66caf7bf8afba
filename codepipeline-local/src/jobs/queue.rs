//! The jobs of one action type that wait to be polled for, oldest first.

use super::Number;
use crate::job::JobData;
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: BTreeSet<Number>,
    /// The same jobs by the value of a property of their configuration, for each property that a poll has asked for.
    by_property: BTreeMap<String, HashMap<String, BTreeSet<Number>>>,
}

impl Queue {
    pub(super) fn insert(&mut self, number: Number, data: &JobData) {
        self.waiting.insert(number);
        for (property, values) in &mut self.by_property {
            if let Some(value) = data.configuration.get(property) {
                values.entry(value.clone()).or_default().insert(number);
            }
        }
    }

    pub(super) fn remove(&mut self, number: Number, data: &JobData) {
        self.waiting.remove(&number);
        for (property, values) in &mut self.by_property {
            if let Some(value) = data.configuration.get(property)
                && let Some(numbers) = values.get_mut(value)
            {
                numbers.remove(&number);
                if numbers.is_empty() {
                    values.remove(value);
                }
            }
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = Number> {
        self.waiting.iter().copied()
    }

    /// The jobs with a value of a property. The first poll for a property that a job has makes its index.
    pub(super) fn with<'job>(
        &mut self,
        property: &str,
        value: &str,
        data: impl Fn(Number) -> &'job JobData,
    ) -> impl Iterator<Item = Number> {
        if !self.by_property.contains_key(property) {
            let mut values: HashMap<String, BTreeSet<Number>> = HashMap::new();
            for number in &self.waiting {
                if let Some(value) = data(*number).configuration.get(property) {
                    values.entry(value.clone()).or_default().insert(*number);
                }
            }
            // A client that asks for ever new properties does not fill the memory.
            if !values.is_empty() {
                self.by_property.insert(property.to_owned(), values);
            }
        }
        let values = self.by_property.get(property);
        values.and_then(|values| values.get(value)).into_iter().flatten().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action_type::ActionType;

    fn data(value: Option<&str>) -> JobData {
        let mut data = JobData::new(ActionType::custom("Test", "Acme", "1"));
        data.configuration.extend(value.map(|value| ("Project".to_owned(), value.to_owned())));
        data
    }

    #[test]
    fn an_index_knows_what_came_before_it_and_what_comes_after() {
        let jobs = [data(Some("a")), data(Some("b")), data(None), data(Some("a"))];
        let at = |number: Number| &jobs[usize::try_from(number).unwrap()];
        let mut queue = Queue::default();
        for number in [0, 1, 2] {
            queue.insert(number, at(number));
        }
        let with = |queue: &mut Queue, value| queue.with("Project", value, at).collect::<Vec<_>>();
        assert_eq!(with(&mut queue, "a"), [0]);
        queue.insert(3, at(3));
        assert_eq!(with(&mut queue, "a"), [0, 3]);
        queue.remove(0, at(0));
        queue.remove(1, at(1));
        assert_eq!(with(&mut queue, "a"), [3]);
        assert!(with(&mut queue, "b").is_empty());
        assert_eq!(queue.all().collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn a_property_that_no_job_has_leaves_nothing_behind() {
        let job = data(Some("a"));
        let mut queue = Queue::default();
        queue.insert(0, &job);
        assert_eq!(queue.with("Other", "a", |_| &job).count(), 0);
        assert!(queue.by_property.is_empty());
    }
}

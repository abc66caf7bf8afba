//! What can be said of a job's end: the operations, as data.

mod table;

pub use table::ALL;

/// An operation of CodePipeline's job API that a command sends.
#[derive(Debug)]
pub struct Operation {
    /// Its name, as in `PutJobFailureResult`.
    pub name: &'static str,
    /// Its command, as in `put-job-failure-result`.
    pub command: &'static str,
    /// What it does.
    pub about: &'static str,
    /// What it takes.
    pub members: &'static [Member],
}

/// A member of a structure.
#[derive(Debug)]
pub struct Member {
    /// Its name, as in `failureDetails`.
    pub name: &'static str,
    /// Whether it has to be there.
    pub is_required: bool,
    /// What it is for; the first sentence is enough for a summary.
    pub about: &'static str,
    /// What it holds.
    pub shape: Shape,
}

/// What a member holds. The limits are those that are checked before anything is sent: the service knows others.
#[derive(Debug)]
pub enum Shape {
    /// Text of so many characters at least; if there are choices, the service takes no others.
    Text {
        /// The fewest characters.
        least: usize,
        /// The most that the service takes, if it says so.
        most: Option<usize>,
        /// What the service takes; empty where it takes anything.
        choices: &'static [&'static str],
    },
    /// A whole number, so large at least.
    Integer {
        /// The smallest.
        least: i64,
        /// The largest that the service takes.
        most: i64,
    },
    /// A moment.
    Time,
    /// Named members.
    Structure(&'static [Member]),
    /// Texts by names of the caller's.
    Map,
}

impl Operation {
    /// The operation that a command sends.
    #[must_use]
    pub fn of_command(command: &str) -> Option<&'static Self> {
        ALL.iter().find(|operation| operation.command == command)
    }

    /// What it does, in one sentence.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        first_sentence(self.about)
    }
}

impl Member {
    /// The option for it: `--failure-details` for `failureDetails`.
    #[must_use]
    pub fn option(&self) -> String {
        let mut option = "--".to_owned();
        for character in self.name.chars() {
            if character.is_ascii_uppercase() {
                option.push('-');
            }
            option.push(character.to_ascii_lowercase());
        }
        option
    }

    /// What it is for, in one sentence.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        first_sentence(self.about)
    }
}

fn first_sentence(text: &'static str) -> &'static str {
    text.find(". ").map_or(text, |end| &text[..=end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_has_an_option_and_a_summary() {
        let operation = Operation::of_command("put-job-failure-result").expect("it is there");
        let options: Vec<_> = operation.members.iter().map(Member::option).collect();
        assert_eq!(options, ["--job-id", "--failure-details"]);
        assert_eq!(operation.members[0].summary(), "The unique system-generated ID of the job that failed.");
        assert!(Operation::of_command("poll-for-jobs").is_none());
    }
}

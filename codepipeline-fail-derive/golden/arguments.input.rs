#[failure(JobFailed)]
enum Arguments {
    #[failure("{} of {total}", .failed.len())]
    Shorthand { failed: Vec<String>, total: u32 },
    #[failure("{name} has {} letters", name.len())]
    ByName { name: String },
    #[failure("{0} {rest}", rest = .1.iter().map(|one| one + .0).sum::<u32>())]
    Tuple(u32, Vec<u32>),
}

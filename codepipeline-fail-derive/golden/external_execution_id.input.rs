#[failure(JobFailed)]
enum Run {
    #[failure(external_execution_id = run, "the build failed")]
    Named { run: Option<RunId> },
    #[failure(external_execution_id = .0, "build {0} failed")]
    Tuple(u32),
    #[failure(external_execution_id = format!("{project}:{}", .number), "the build failed")]
    Expression { project: String, number: u32 },
    #[failure("no build")]
    None,
}

#[failure(JobFailed, "2 of 40 tests failed")]
struct TestsFailed;

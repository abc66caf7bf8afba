use codepipeline_fail::JobFailure;

// What belongs on the variant or the enum.
#[derive(JobFailure)]
#[failure(JobFailed, "fields")]
pub struct Fields {
    #[failure(JobFailed)]
    a: u8,
    #[failure(inherit)]
    b: u8,
    #[failure("{c} is bad")]
    c: u8,
    #[failure(external_execution_id)]
    d: String,
    #[failure(fmt = write, causes)]
    e: u8,
    #[failure(error, crate = codepipeline_fail)]
    f: u8,
    // Unknown.
    #[failure(retry)]
    g: u8,
    #[failure(sorce)]
    h: u8,
    #[failure(sensitive)]
    i: u8,
    #[failure(cause)]
    j: u8,
    #[failure(Secret)]
    k: u8,
    // Nothing.
    #[failure]
    l: u8,
    #[failure()]
    m: u8,
    #[failure = "secret"]
    n: u8,
    #[failure("secret")]
    o: u8,
    #[failure(id)]
    p: u8,
}

fn main() {}

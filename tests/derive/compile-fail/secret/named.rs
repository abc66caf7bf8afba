use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Named {
    // In the string.
    #[failure(JobFailed, "bad token {token}")]
    A {
        #[failure(secret)]
        token: String,
    },
    #[failure(JobFailed, "bad token {0:?}")]
    B(#[failure(secret)] String),
    // In an argument.
    #[failure(JobFailed, "bad token {}", token)]
    C {
        #[failure(secret)]
        token: String,
    },
    #[failure(JobFailed, "bad token {}", .token.len())]
    D {
        #[failure(secret)]
        token: String,
    },
    #[failure(JobFailed, "bad token {start}", start = &.0[..4])]
    E(#[failure(secret)] String),
    // In a format string inside an argument.
    #[failure(JobFailed, "bad token {}", format!("<{token}>"))]
    F {
        #[failure(secret)]
        token: String,
    },
    // As a width.
    #[failure(JobFailed, "bad token {key:>pin$}")]
    G {
        key: String,
        #[failure(secret)]
        pin: usize,
    },
    // In the external execution id.
    #[failure(JobFailed, external_execution_id = token, "h")]
    H {
        #[failure(secret)]
        token: String,
    },
    #[failure(JobFailed, external_execution_id = format!("{key}-{token}"), "i")]
    I {
        key: String,
        #[failure(secret)]
        token: String,
    },
    #[failure(JobFailed, external_execution_id = .0, "j")]
    J(#[failure(secret)] String),
}

// An argument that hides the field, and a field of the same name in something else: allowed.
#[derive(JobFailure)]
#[failure(JobFailed, "{token} {}", key.token, token = "***")]
pub struct Allowed {
    #[failure(secret)]
    token: String,
    key: Key,
}

pub struct Key {
    token: u8,
}

fn main() {}

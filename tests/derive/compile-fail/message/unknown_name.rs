use codepipeline_fail::JobFailure;

#[derive(JobFailure)]
pub enum Unknown {
    // Misspelt in the string.
    #[failure(JobFailed, "bad {key} in {regoin}")]
    A { key: String, region: String },
    // Misspelt in an argument.
    #[failure(JobFailed, "bad {}", regoin)]
    B { region: String },
    // Not like any field.
    #[failure(JobFailed, "bad {bucket}")]
    C { key: String },
    // A constant that does not exist.
    #[failure(JobFailed, "more than {LIMIT}")]
    D,
    // A function that does not exist.
    #[failure(JobFailed, "bad {}", shorten(key))]
    E { key: String },
    // In a width.
    #[failure(JobFailed, "bad {key:>widht$}")]
    F { key: String, width: usize },
    // In a raw string, after an escape and over two lines.
    #[failure(JobFailed, r#"say "{kye}""#)]
    G { key: String },
    #[failure(JobFailed, "\u{1F980}\t{kye}")]
    H { key: String },
    #[failure(JobFailed, "one line, \
        and {kye}")]
    I { key: String },
}

fn main() {}

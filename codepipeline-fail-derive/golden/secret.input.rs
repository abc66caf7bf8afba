#[failure(PermissionError, "{user} cannot log in")]
struct Login {
    user: String,
    #[failure(secret)]
    password: String,
    source: HttpError,
}

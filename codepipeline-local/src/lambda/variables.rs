//! The environment of a function's process: what Lambda sets
//! (<https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html>, "Defined runtime environment variables"),
//! and what keeps AWS SDKs on this machine.

use super::builder::Settings;
use std::ffi::OsString;
use std::net::SocketAddr;
use time::OffsetDateTime;

pub(super) const VERSION: &str = "$LATEST";

/// What a function without a managed runtime is usually given as its handler.
pub(super) const HANDLER: &str = "bootstrap";

/// All variables, the caller's last.
pub(super) fn of(
    settings: &Settings,
    runtime_api: SocketAddr,
    log_stream: &str,
) -> impl Iterator<Item = (OsString, OsString)> {
    let is_single = settings.concurrency == 1;
    let today = OffsetDateTime::now_utc().date();
    let (year, month, day) = (today.year(), u8::from(today.month()), today.day());
    let task_root = std::env::current_dir().unwrap_or_default();
    let mut variables: Vec<(OsString, OsString)> = [
        ("AWS_LAMBDA_RUNTIME_API", runtime_api.to_string()),
        ("AWS_LAMBDA_FUNCTION_NAME", settings.name.clone()),
        ("AWS_LAMBDA_FUNCTION_VERSION", VERSION.into()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", settings.memory_size.to_string()),
        (
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            if is_single { "on-demand" } else { "lambda-managed-instances" }.into(),
        ),
        ("AWS_LAMBDA_LOG_GROUP_NAME", format!("/aws/lambda/{}", settings.name)),
        ("AWS_LAMBDA_LOG_STREAM_NAME", format!("{year}/{month:02}/{day:02}/[{VERSION}]{log_stream}")),
        ("AWS_REGION", settings.region.clone()),
        ("AWS_DEFAULT_REGION", settings.region.clone()),
        // They open nothing, and keep SDKs from looking for others.
        ("AWS_ACCESS_KEY_ID", "ASIALOCALFUNCTION000".into()),
        ("AWS_SECRET_ACCESS_KEY", "local-function".into()),
        ("AWS_SESSION_TOKEN", "local-function".into()),
        ("AWS_EC2_METADATA_DISABLED", "true".into()),
        ("_HANDLER", HANDLER.into()),
        ("LANG", "en_US.UTF-8".into()),
        ("PATH", "/usr/local/bin:/usr/bin/:/bin:/opt/bin".into()),
        ("TZ", ":UTC".into()),
    ]
    .map(|(name, value)| (name.into(), value.into()))
    .into();
    variables.push(("LAMBDA_TASK_ROOT".into(), task_root.into()));
    if !is_single {
        variables.push(("AWS_LAMBDA_MAX_CONCURRENCY".into(), settings.concurrency.to_string().into()));
    }
    if let Some(url) = &settings.codepipeline {
        variables.push(("AWS_ENDPOINT_URL_CODEPIPELINE".into(), url.into()));
    }
    variables.into_iter().chain(settings.variables.clone())
}

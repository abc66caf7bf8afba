//! What is redacted.

/// In bytes. The longest message that is sent has as many.
pub const LENGTH: usize = 5_000;

pub const SECRETS: [&str; 5] = [
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "correct horse battery staple",
    "hunter2-hunter2",
    "p@ss\"wörd\\7+1",
    "xoxb-263594206564-FGqddMF8t08v8N7Oq4i57vs1",
];

const LINES: [&str; 16] = [
    "2024-05-17T08:31:02.417Z INFO  [deploy] starting deployment of stack checkout-production in eu-west-1",
    "2024-05-17T08:31:02.901Z DEBUG [http] GET https://s3.eu-west-1.amazonaws.com/artifacts-7f3a/checkout/SourceArti/9f2c1a7.zip",
    "2024-05-17T08:31:03.120Z DEBUG [http] 200 OK, content-length: 1482211, etag: \"9b2cf535f27731c974343645a3985328\"",
    "    Compiling checkout-core v0.14.2 (/codebuild/output/src/core)",
    "warning: unused variable: `receipt` in src/payments/refund.rs:118:13",
    "npm http fetch GET 200 https://registry.npmjs.org/@aws-sdk%2fclient-s3 412ms (cache miss)",
    "2024-05-17T08:31:44.002Z INFO  [build] 1284 modules transformed, 97% done",
    "CREATE_IN_PROGRESS  AWS::ECS::TaskDefinition  CheckoutTask  Resource creation Initiated",
    "CREATE_FAILED  AWS::ECS::Service  CheckoutService  Resource handler returned message: \"Model validation failed\"",
    "arn:aws:iam::123456789012:role/codepipeline-worker is not authorized to perform: ecs:UpdateService on resource:",
    "    arn:aws:ecs:eu-west-1:123456789012:service/production/checkout (RequestId: 0190163d-8694-739b-aea5-966c26f8ad91)",
    "    at Object.<anonymous> (/codebuild/output/src/test/refund.spec.ts:42:17)",
    "    expected: {\"status\": \"refunded\", \"amount\": 4200}, received: {\"status\": \"pending\", \"amount\": 4200}",
    "Tests:       2 failed, 1 skipped, 37 passed, 40 total; Snapshots: 0 total; Time: 14.718 s",
    "docker pull 123456789012.dkr.ecr.eu-west-1.amazonaws.com/checkout@sha256:5f1b64b9e9e0a3e9b1c7d0a9e6f9d1d7f4b2c3a4",
    "ERROR the stage was rolled back after 17 minutes because number of healthy targets = 0, before = 3",
];

/// One of each shape.
const SHAPES: [&str; 9] = [
    "with access key AKIAIOSFODNN7EXAMPLE,",
    "AWS_SECRET_ACCESS_KEY=je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
    "Credential=ASIAJEXAMPLEXEG2JICEA/20150830/us-east-1/iam/aws4_request",
    "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
    "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    "sent Bearer mF_9.B5f-4.1JqM4",
    "id eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
    "postgres://checkout:pa55w0rd@db.internal:5432/main",
    "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----",
];

/// The log of a deployment that failed, without a secret.
pub fn log() -> String {
    log_with(&[])
}

/// Such a log with each of the secrets and each of the shapes in it, once.
pub fn log_with_secrets() -> String {
    log_with(&[&SECRETS[..], &SHAPES[..]].concat())
}

fn log_with(insertions: &[&str]) -> String {
    let mut text = String::new();
    let mut insertions = insertions.iter();
    for line in LINES.iter().cycle() {
        if text.len() + line.len() > LENGTH {
            break;
        }
        text.push_str(line);
        if let Some(insertion) = insertions.next() {
            text.push(' ');
            text.push_str(insertion);
        }
        text.push('\n');
    }
    text
}

/// Secrets that fit the hostile texts.
pub const HOSTILE_SECRETS: [&str; 5] =
    ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaab", "AAAAAAAAAAAAAAA", "%41%41", "\\\\a"];

/// Of each, a text is made by repetition.
pub const HOSTILE: [&str; 24] = [
    ":",
    "=",
    ">",
    "IA",
    "yJ",
    "eyJ",
    "eyJ.",
    "eyJ.a.b ",
    "https://",
    "://a:",
    "a://b@",
    "-----BEGIN A-----",
    "-----BEGIN ",
    "secretkey=",
    "secretkey=\"",
    "bearer ",
    "Bearer a",
    "AAAA",
    "aaaa",
    "a",
    "%41",
    "\\\\",
    "\\u0061",
    "\u{1b}[0m\u{7}",
];

//! wrk, which asks as fast as it is answered.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{fs, io};

/// How long a run takes, and by how many connections it asks.
#[derive(Clone, Copy)]
pub struct Wrk {
    pub seconds: usize,
    pub connections: usize,
}

/// The requests to send, as a script for wrk.
pub struct Script(PathBuf);

impl Script {
    /// A file in the target folder, which sends these bodies in turn.
    pub fn new(name: &str, operation: &str, bodies: &[String]) -> io::Result<Self> {
        let headers = headers(operation).map(|(name, value)| format!("wrk.headers[{name:?}] = {value:?}\n"));
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("endpoint-{name}.lua"));
        // Lua takes no file of its own with so many texts.
        let texts = file.with_extension("txt");
        fs::write(&texts, bodies.join("\n"))?;
        let texts = format!("local bodies = {:?}\n", texts.display().to_string());
        let script = ["wrk.method = \"POST\"\n", &headers.concat(), &texts, TURNS, RESULT].concat();
        fs::write(&file, script)?;
        Ok(Self(file))
    }
}

/// What every request for an operation carries. The signature itself is not checked.
pub fn headers(operation: &str) -> [(&'static str, String); 4] {
    let authorization = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/codepipeline/aws4_request, \
                         SignedHeaders=host;x-amz-date;x-amz-target, Signature=0";
    [
        ("Content-Type", "application/x-amz-json-1.1".into()),
        ("X-Amz-Target", format!("CodePipeline_20150709.{operation}")),
        ("X-Amz-Date", "20260101T000000Z".into()),
        ("Authorization", authorization.into()),
    ]
}

const TURNS: &str = r"
local requests = {}
function init()
    for body in io.lines(bodies) do requests[#requests + 1] = wrk.format(nil, nil, nil, body) end
end
local turn = 0
function request()
    turn = turn % #requests + 1
    return requests[turn]
end
";

const RESULT: &str = r#"
function done(summary)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
    print(string.format("RESULT %d %d %d", summary.requests, failed, summary.duration))
end
"#;

impl Wrk {
    /// Which it is.
    pub fn version() -> io::Result<String> {
        match Command::new("wrk").arg("--version").output() {
            Ok(output) => {
                let text = String::from_utf8_lossy(&output.stdout);
                Ok(text.split_whitespace().nth(1).unwrap_or("?").to_owned())
            }
            Err(error) => {
                Err(io::Error::other(format!("wrk cannot be run ({error}); on Debian: apt-get install wrk")))
            }
        }
    }

    /// How long it took for each request. All must be answered.
    pub fn run(self, address: &str, script: &Script) -> io::Result<Duration> {
        let mut wrk = Command::new("wrk");
        wrk.args(["--threads", "1", "--connections", &self.connections.to_string()]);
        wrk.args(["--duration", &format!("{}s", self.seconds), "--script"]).arg(&script.0);
        let output = wrk.arg(format!("http://{address}/")).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let result = text.lines().find_map(|line| line.strip_prefix("RESULT "));
        let numbers = result.map(|result| result.split(' ').map(str::parse).collect::<Result<Vec<u32>, _>>());
        match numbers.and_then(Result::ok).as_deref() {
            Some(&[requests, 0, microseconds]) if requests > 0 => {
                Ok(Duration::from_micros(microseconds.into()) / requests)
            }
            _ => Err(io::Error::other(format!(
                "wrk failed:\n{text}{}",
                String::from_utf8_lossy(&output.stderr)
            ))),
        }
    }
}

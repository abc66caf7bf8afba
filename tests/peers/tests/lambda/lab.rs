//! CodePipeline, and a function under an emulator that reports to it.

use codepipeline_local::{Endpoint, JobId, JobView, NewJob, Server};
use serde_json::{Value, json};
use tokio::task::spawn_blocking;

use crate::emulator::{Answer, Emulator, NAME, PATIENCE};

/// How long the function has under AWS's emulator, in seconds.
pub const TIMEOUT: u64 = 2;

/// How much of it is for the report, in milliseconds.
pub const MARGIN: &str = "500";

pub struct Lab {
    pub endpoint: Endpoint,
    pub emulator: Emulator,
    /// None while it is down.
    server: Option<Server>,
    url: String,
}

impl Lab {
    /// Under AWS's runtime interface emulator.
    pub async fn rie(model: &str) -> Self {
        let (endpoint, server) = serve().await;
        let (function, url, time) = (function().await, server.url(), TIMEOUT.to_string());
        let own = [("AWS_ENDPOINT_URL_CODEPIPELINE", &*url), ("AWS_LAMBDA_FUNCTION_TIMEOUT", &time)];
        let emulator = Emulator::rie(&[&function, model, MARGIN], &own).await;
        Self { endpoint, emulator, server: Some(server), url }
    }

    /// Under cargo-lambda.
    pub async fn cargo_lambda(model: &str) -> Self {
        let (endpoint, server) = serve().await;
        let (function, url) = (function().await, server.url());
        let own = [("AWS_ENDPOINT_URL_CODEPIPELINE", &*url)];
        let emulator = Emulator::cargo_lambda(&[&function, model], &own).await;
        Self { endpoint, emulator, server: Some(server), url }
    }

    /// Puts a job in that does this: its id, and the event with it.
    pub fn start(&self, what: &str) -> (JobId, String) {
        let parameters = format!("{what:?}");
        let id = self.endpoint.start(NewJob::lambda(NAME).user_parameters(&parameters));
        let event = event(&id, &json!([]), &parameters);
        (id, event)
    }

    /// Invokes the function with a new job: the answer, and the job as it is then.
    pub async fn run(&self, what: &str) -> (Answer, JobView) {
        let (id, event) = self.start(what);
        let answer = self.emulator.invoke(&event).await;
        (answer, self.view(&id))
    }

    pub fn view(&self, id: &JobId) -> JobView {
        peer_tests::job(&self.endpoint, id)
    }

    /// Waits until the endpoint has had so many requests.
    pub async fn requests_are(&self, number: usize) {
        let asked = self.endpoint.wait_until(|endpoint| endpoint.requests().len() >= number);
        let asked = tokio::time::timeout(PATIENCE, asked).await;
        asked.unwrap_or_else(|_| panic!("nothing is reported; the log:\n{}", self.emulator.log()));
    }

    /// Nobody listens at the endpoint's port.
    pub async fn take_endpoint_down(&mut self) {
        self.server.take().expect("it is up").shutdown().await;
    }

    /// Somebody listens there again.
    pub async fn bring_endpoint_up(&mut self) {
        let address = self.url.trim_start_matches("http://").parse::<std::net::SocketAddr>();
        self.server =
            Some(self.endpoint.serve(address.expect("an address")).await.expect("it is still free"));
    }
}

/// The event of a job of an invoke action.
pub fn event(id: impl AsRef<str>, artifacts: &Value, parameters: &str) -> String {
    let job = json!({
        "id": id.as_ref(),
        "accountId": "111122223333",
        "data": {
            "actionConfiguration": { "configuration": { "FunctionName": NAME, "UserParameters": parameters } },
            "inputArtifacts": artifacts,
            "outputArtifacts": [],
            "artifactCredentials": { "accessKeyId": "id", "secretAccessKey": "a secret", "sessionToken": "a token" },
        },
    });
    json!({ "CodePipeline.job": job }).to_string()
}

/// The event of a job in the integration model.
pub fn integration_event(what: &str) -> String {
    json!({
        "jobId": "11111111-abcd-1111-abcd-111111abcdef",
        "accountId": "111122223333",
        "data": {
            "actionConfiguration": { "UserParameters": format!("{what:?}") },
            "inputArtifacts": [],
            "outputArtifacts": [],
            "actionCredentials": { "accessKeyId": "id", "secretAccessKey": "a secret", "sessionToken": "a token" },
        },
    })
    .to_string()
}

async fn serve() -> (Endpoint, Server) {
    let endpoint = Endpoint::new();
    let server = endpoint.serve(([127, 0, 0, 1], 0)).await.expect("a port is free");
    (endpoint, server)
}

/// The program of the function, as it is now.
pub async fn function() -> String {
    let built =
        spawn_blocking(|| peer_tests::built("function-tests", "function")).await.expect("it is built");
    built.into_os_string().into_string().expect("a path in UTF-8")
}

//! What handlers do: each job's user parameters say it.

use std::future::pending;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::time::sleep;

/// A part of every secret: it may not leave.
pub const CANARY: &str = "c4n4ry";
/// A secret that the worker's own redactor knows.
pub const GENERAL_SECRET: &str = "c4n4ry-of-the-process";

#[derive(Clone, Copy, Debug, Serialize, Deserialize, PartialEq)]
pub enum Behaviour {
    Succeed,
    Fail,
    Panic,
    /// Never ends.
    Hang,
    /// Takes so many seconds.
    Take(u32),
    /// Hands on so many times, each after some seconds.
    Continue {
        times: u8,
        seconds: u32,
    },
    /// Leaves a checkpoint, then never ends.
    Checkpoint,
    /// Ends so many seconds after it was told to.
    Late(u32),
    /// Asks for the job's credentials, and fails with them in the text.
    Credentials(u32),
}

/// How a handler ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Did {
    Succeed(String),
    Fail(String),
    HandOn(String),
}

/// What a handler knows of its job, whoever calls it.
pub struct Known {
    pub behaviour: Behaviour,
    pub token: Option<String>,
    pub secret: String,
}

/// Does the part of a behaviour that needs no more than this. `None` if the behaviour needs what only our worker gives.
pub async fn act(known: &Known) -> Option<Did> {
    let Known { behaviour, token, secret } = known;
    let done = || Some(Did::Succeed(format!("done with {secret} and {GENERAL_SECRET}")));
    match *behaviour {
        Behaviour::Succeed => done(),
        Behaviour::Fail => Some(Did::Fail(format!("the server refused {secret}"))),
        Behaviour::Panic => panic!("a bug about {secret} and {GENERAL_SECRET}"),
        Behaviour::Hang => pending().await,
        Behaviour::Take(seconds) => {
            sleep(Duration::from_secs(seconds.into())).await;
            done()
        }
        Behaviour::Continue { times, seconds } => {
            sleep(Duration::from_secs(seconds.into())).await;
            let so_far = token.as_deref().and_then(|token| token.strip_prefix("step-")?.parse().ok());
            let step = so_far.unwrap_or(0_u8) + 1;
            if step <= times { Some(Did::HandOn(format!("step-{step}"))) } else { done() }
        }
        // A job that was handed on ends.
        Behaviour::Checkpoint if token.is_some() => done(),
        Behaviour::Checkpoint | Behaviour::Late(_) | Behaviour::Credentials(_) => None,
    }
}

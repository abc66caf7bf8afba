//! Why the endpoint cannot be.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Debug)]
pub(crate) enum Error {
    Runtime(io::Error),
    /// The variable of the environment that would have it.
    NoKey(&'static str),
    Read {
        path: PathBuf,
        error: io::Error,
    },
    Content {
        path: PathBuf,
        what: String,
    },
    State {
        path: PathBuf,
        error: io::Error,
    },
    Listen {
        address: SocketAddr,
        error: io::Error,
    },
    Announce(io::Error),
    Save(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Runtime(error) => write!(f, "cannot start: {error}"),
            Self::NoKey(variable) => write!(f, "`--auth sigv4` needs {variable} in the environment"),
            Self::Read { path, error } => write!(f, "cannot read {}: {error}", path.display()),
            Self::Content { path, what } => write!(f, "{}: {what}", path.display()),
            Self::State { path, error } => {
                write!(f, "cannot keep the state in {}: {error}", path.display())
            }
            Self::Listen { address, error } if error.kind() == io::ErrorKind::AddrInUse => {
                write!(f, "cannot listen on {address}: {error}; `--port 0` takes a free port")
            }
            Self::Listen { address, error } => write!(f, "cannot listen on {address}: {error}"),
            Self::Announce(error) => write!(f, "cannot say where it listens: {error}"),
            Self::Save(error) => write!(f, "the last changes are lost: {error}"),
        }
    }
}

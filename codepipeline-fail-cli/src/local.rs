//! `codepipeline-fail local`: the local endpoint, as a process.

mod arguments;
mod error;
#[cfg(unix)]
mod function;
mod log;
mod stop;

pub(crate) use arguments::Arguments;

use codepipeline_local::{Endpoint, Fault, Server};
use error::Error;
use serde_json::Value;
use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use stop::Stop;

pub(crate) fn run(arguments: Arguments) -> ExitCode {
    log::start(arguments.log);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let ended = runtime.map_err(Error::Runtime).and_then(|runtime| runtime.block_on(serve(arguments)));
    let Err(error) = ended else { return ExitCode::SUCCESS };
    // Its status tells as much to who does not read it.
    let _unread = writeln!(std::io::stderr(), "codepipeline-fail: {error}");
    ExitCode::FAILURE
}

async fn serve(arguments: Arguments) -> Result<(), Error> {
    // A signal that comes while jobs are still being read is not missed.
    let stop = Stop::listen().map_err(Error::Runtime)?;
    let endpoint = endpoint(&arguments)?;
    endpoint.saved().await.map_err(Error::Save)?;
    let address = SocketAddr::new(arguments.host, arguments.port);
    let server = arguments.server().serve(&endpoint, address).await;
    let server = server.map_err(|error| Error::Listen { address, error })?;
    if !server.address().ip().is_loopback() {
        // It serves even if nobody can be warned.
        let _unread = writeln!(
            std::io::stderr(),
            "codepipeline-fail: warning: {} is no loopback address: whoever reaches it can drive the endpoint",
            arguments.host
        );
    }
    #[cfg(unix)]
    let function = arguments.function(&server, &endpoint);
    announce(&server, &arguments).map_err(Error::Announce)?;
    stop.asked().await;
    #[cfg(unix)]
    if let Some(function) = function {
        function.shutdown().await;
    }
    server.shutdown().await;
    endpoint.saved().await.map_err(Error::Save)
}

fn endpoint(arguments: &Arguments) -> Result<Endpoint, Error> {
    let builder = arguments.builder()?;
    let mut faults = Vec::new();
    for path in &arguments.faults {
        let read = Fault::list(read(path)?);
        faults.extend(read.map_err(|what| Error::Content { path: path.clone(), what })?);
    }
    // What was seeded before is in the file.
    let is_new = arguments.state.as_ref().is_none_or(|path| !path.exists());
    let seeds = arguments.seed.iter().filter(|_| is_new).map(|path| Ok((path, read(path)?)));
    let seeds = seeds.collect::<Result<Vec<_>, Error>>()?;
    let endpoint = match &arguments.state {
        Some(path) => {
            // Tried without the file: one that held a part of the seeds would keep the rest from coming later.
            seed(&builder.clone().build(), &seeds)?;
            builder.open(path).map_err(|error| Error::State { path: path.clone(), error })?
        }
        None => builder.build(),
    };
    seed(&endpoint, &seeds)?;
    for fault in faults {
        endpoint.faults().push(fault);
    }
    Ok(endpoint)
}

fn seed(endpoint: &Endpoint, seeds: &[(&PathBuf, Value)]) -> Result<(), Error> {
    for (path, json) in seeds {
        let seeded = endpoint.seed(json);
        seeded.map_err(|error| Error::Content { path: (*path).clone(), what: error.to_string() })?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Value, Error> {
    let bytes = std::fs::read(path).map_err(|error| Error::Read { path: path.to_owned(), error })?;
    serde_json::from_slice(&bytes)
        .map_err(|error| Error::Content { path: path.to_owned(), what: format!("it is not JSON: {error}") })
}

/// One line for scripts, then what people paste.
fn announce(server: &Server, arguments: &Arguments) -> std::io::Result<()> {
    let mut address = server.address();
    if address.ip().is_unspecified() {
        // It is reached by every address; this one is always there.
        let loopback =
            if address.is_ipv4() { [127, 0, 0, 1].into() } else { IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1u16]) };
        address.set_ip(loopback);
    }
    let mut lines = vec![format!("LISTENING {}", server.url())];
    if !arguments.headless {
        lines.push(format!("# for people: http://{address}/_codepipeline/"));
    }
    lines.push(format!("export AWS_ENDPOINT_URL_CODEPIPELINE=http://{address}"));
    // boto3 and the AWS CLI of version 1 know the second alone.
    let region = &arguments.region;
    lines.push(format!("export AWS_REGION={region} AWS_DEFAULT_REGION={region}"));
    if arguments.takes_any_key() {
        lines.push("export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test".into());
    }
    // At once: a script may read the first line and close the pipe.
    let mut out = std::io::stdout().lock();
    out.write_all((lines.join("\n") + "\n").as_bytes())?;
    out.flush()
}

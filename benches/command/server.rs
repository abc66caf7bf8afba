//! A server that answers every report as CodePipeline does.

use crate::program::Program;
use codepipeline_fail_benches::peak_memory;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

pub struct Server {
    pub url: String,
    watch: Arc<Mutex<Watch>>,
}

/// A process that is looked at before it is answered, while all that it needs is in its memory.
#[derive(Default)]
struct Watch {
    process: Option<u32>,
    peak: Option<u64>,
}

impl Server {
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let url = format!("http://{}", listener.local_addr()?);
        let watch = Arc::<Mutex<Watch>>::default();
        let watching = Arc::clone(&watch);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that goes away has ended by an error, which is seen where it was started.
                let _gone = answer(stream, &watching);
            }
        });
        Ok(Self { url, watch })
    }

    /// The most memory that a program has had when it is answered, in bytes. None where there is no `/proc`.
    pub fn peak_memory_of(&self, program: &Program) -> io::Result<Option<u64>> {
        let mut child = {
            let mut watch = self.watch.lock().expect("no panic");
            let child = program.start()?;
            *watch = Watch { process: Some(child.id()), peak: None };
            child
        };
        child.wait()?;
        Ok(std::mem::take(&mut *self.watch.lock().expect("no panic")).peak)
    }
}

fn answer(stream: TcpStream, watch: &Mutex<Watch>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    while reader.read_line(&mut line)? > 2 {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let mut watch = watch.lock().expect("no panic");
    if let Some(process) = watch.process {
        watch.peak = peak_memory(process);
    }
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 2\r\n\r\n";
    reader.get_mut().write_all(format!("{head}{{}}").as_bytes())
}

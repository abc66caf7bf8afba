//! The least that a report can take: a process that starts, sends one request as it is and reads the answer. Its
//! arguments are the server's address, and the body.

use std::env;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;

fn main() -> io::Result<()> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [address, body] = arguments.as_slice() else { return Err(io::Error::other("an address and a body")) };
    let mut stream = TcpStream::connect(address)?;
    let length = body.len();
    let head = "POST / HTTP/1.1\r\nContent-Type: application/x-amz-json-1.1\r\n";
    stream.write_all(format!("{head}Content-Length: {length}\r\n\r\n{body}").as_bytes())?;
    let mut answer = [0; 128];
    let length = stream.read(&mut answer)?;
    if answer[..length].starts_with(b"HTTP/1.1 200 ") { Ok(()) } else { Err(io::Error::other("it failed")) }
}

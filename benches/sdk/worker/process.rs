//! A peer, or this program again, in a process of its own.

use codepipeline_fail_benches::Killed;
use std::env;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

/// It is killed when this is dropped.
pub struct Process {
    _child: Killed,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Process {
    /// This program. The arguments begin with what it is to be.
    pub fn start(arguments: &[&str]) -> io::Result<Self> {
        Self::spawn(Command::new(env::current_exe()?).args(arguments))
    }

    pub fn spawn(command: &mut Command) -> io::Result<Self> {
        let mut child = Killed(command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?);
        let pipes = (child.0.stdin.take(), child.0.stdout.take());
        let (Some(stdin), Some(stdout)) = pipes else { return Err(io::Error::other("it has no pipes")) };
        Ok(Self { _child: child, stdin, stdout: BufReader::new(stdout) })
    }

    pub fn write(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.stdin, "{line}")
    }

    /// The next line, as its first word and the others.
    pub fn line(&mut self) -> io::Result<(String, String)> {
        let mut line = String::new();
        if self.stdout.read_line(&mut line)? == 0 {
            return Err(io::Error::other("it ended before it had said all"));
        }
        let line = line.trim_end();
        let (word, others) = line.split_once(' ').unwrap_or((line, ""));
        Ok((word.to_owned(), others.to_owned()))
    }

    /// What stands after this word, with which the next line has to begin.
    pub fn read(&mut self, expected: &str) -> io::Result<String> {
        let (word, others) = self.line()?;
        if word == expected {
            Ok(others)
        } else {
            Err(io::Error::other(format!("{word} {others} instead of {expected}")))
        }
    }
}

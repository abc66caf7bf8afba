//! `codepipeline-fail local`, as a process.

mod files;
#[cfg(unix)]
mod function;
mod kept;
mod log;
mod process;
mod support;

//! `codepipeline-fail local`, as a process.

mod files;
mod kept;
mod log;
mod process;
mod support;

//! `codepipeline-fail exec`, as a process.

#![cfg(unix)]

mod job;
mod outcomes;
mod reports;
mod signals;
#[path = "../support/mod.rs"]
mod support;

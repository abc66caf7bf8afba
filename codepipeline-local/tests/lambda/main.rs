//! Functions as processes: this executable once more, which speaks the Runtime API in bytes.

#![cfg(unix)]

mod attempts;
mod endings;
mod function;
mod integration;
mod jobs;
mod runtime_api;
mod support;

//! The parts of the `codepipeline-fail` command that read what people write, for its tests and its fuzz targets.
//!
//! This is no interface for other programs: it changes as the command does.

#![warn(missing_docs)]

pub mod body;
pub mod check;
pub mod command_line;
pub mod common;
pub mod configuration;
pub mod connection;
mod credentials;
mod endpoint;
pub mod environment;
pub mod failure;
pub mod file;
pub mod help;
mod http;
pub mod input;
pub mod integer;
pub mod json;
pub mod message;
pub mod moment;
pub mod operation;
pub mod output;
pub mod prompt;
pub mod put;
pub mod query;
pub mod refusal;
mod retries;
pub mod shorthand;
mod signature;
pub mod skeleton;
pub mod value;
pub mod yaml;

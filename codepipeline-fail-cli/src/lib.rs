//! The parts of the `codepipeline-fail` command that read what people write, for its tests and its fuzz targets.
//!
//! This is no interface for other programs: it changes as the command does.

#![warn(missing_docs)]

pub mod body;
pub mod check;
pub mod command_line;
pub mod common;
pub mod failure;
pub mod file;
pub mod help;
pub mod input;
pub mod json;
pub mod moment;
pub mod operation;
pub mod output;
pub mod put;
pub mod query;
pub mod shorthand;
pub mod skeleton;
pub mod value;
pub mod yaml;

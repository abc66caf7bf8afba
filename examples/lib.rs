//! The examples stand beside this file, one folder each: `cargo run --example quickstart`.

//! The memory of one worker while many jobs pass through it.

use crate::endpoint::Remote;
use crate::options::Options;
use crate::peer::Peer;
use crate::result;
use crate::throughput::start;
use codepipeline_fail_benches::{Axis, Bound, Figures, Picture, Plot, Table, float, median};
use std::io;
use std::time::Duration;
use tempfile::TempDir;

pub fn measure(figures: &mut Figures, options: &Options, folder: &TempDir) -> io::Result<()> {
    // How often the memory is looked at.
    let steps = if options.is_short { 10 } else { 1_000 };
    let each = options.passing.div_ceil(steps);
    let jobs = each * steps;
    let mut endpoint = Remote::start(Duration::ZERO)?;
    // So many that the worker never has to wait for more.
    endpoint.queue(each * 2)?;
    let mut worker = start(options, &endpoint.url, Peer::Worker, 64, jobs, steps, folder.path())?;
    let mut points = Vec::new();
    for step in 1..=steps {
        let passed = worker.read("PASSED")?;
        if step + 2 <= steps {
            endpoint.queue(each)?;
        }
        let (count, memory) = passed.split_once(' ').unwrap_or_default();
        let [count, memory] = [count, memory].map(|number| number.parse::<u32>().unwrap_or(0));
        points.push((f64::from(count), f64::from(memory) / 1e6));
    }
    let (time, syncs) = result(&mut worker)?;
    show(figures, jobs, &points);
    let rate = float(jobs) / time.as_secs_f64();
    let written = float(syncs) / float(jobs);
    let table = Table::new("All of them", ["", "jobs a second", "durable writes a job"]);
    figures.table(table.row(["worker".into(), format!("{rate:.0}"), format!("{written:.2}")]));
    Ok(())
}

fn show(figures: &mut Figures, jobs: usize, points: &[(f64, f64)]) {
    let mut table =
        Table::new(format!("{jobs} jobs through one worker, 64 at a time"), ["after", "memory, MB"]);
    for (number, (count, memory)) in points.iter().enumerate() {
        let is_shown = [0, 9, 99].contains(&number) || (number + 1).is_multiple_of(points.len().div_ceil(4));
        if is_shown {
            table.push([format!("{count} jobs"), format!("{memory:.1}")]);
        }
    }
    figures.table(table);
    // In the first tenth its threads come to work and the allocator gets what they keep, by hand as well. What a job left behind
    // would show later: a name of its own for each would double the memory.
    let tenth = points.len() / 10;
    let of =
        |points: &[(f64, f64)]| median(points.iter().map(|(_, memory)| *memory).collect(), f64::total_cmp);
    let (second, last) = (of(&points[tenth..2 * tenth]), of(&points[9 * tenth..]));
    figures.claim("memory in the last tenth", "in the second tenth", Bound::AtMost(1.05), last / second);
    figures.plot(Plot {
        name: "memory".into(),
        title: format!("Memory of a worker while {jobs} jobs pass through it"),
        picture: Picture::Lines {
            x: Axis::linear("jobs"),
            y: Axis::linear("MB"),
            lines: vec![("worker, 64 at a time".into(), points.to_vec())],
        },
    });
}

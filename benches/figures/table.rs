//! A table of what was measured.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A table of what was measured. The first column says of what, the others are numbers.
///
/// ```
/// use codepipeline_fail_benches::Table;
///
/// let table = Table::new("From start to exit", ["program", "ms"]).row(["curl", "9.81"]).row(["aws", "751"]);
/// assert_eq!(
///     table.to_string(),
///     "**From start to exit**\n\n\
///      | program |   ms |\n\
///      |:--------|-----:|\n\
///      | curl    | 9.81 |\n\
///      | aws     |  751 |\n",
/// );
/// ```
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Table {
    title: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns, and no rows yet.
    pub fn new<const N: usize>(title: impl Into<String>, head: [&str; N]) -> Self {
        Self { title: title.into(), head: head.map(str::to_owned).into(), rows: Vec::new() }
    }

    /// The same table with another row.
    ///
    /// # Panics
    ///
    /// If it has not as many cells as there are columns.
    #[must_use]
    pub fn row<S: Into<String>>(mut self, cells: impl IntoIterator<Item = S>) -> Self {
        self.push(cells);
        self
    }

    /// Adds a row.
    ///
    /// # Panics
    ///
    /// If it has not as many cells as there are columns.
    pub fn push<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        let cells: Vec<_> = cells.into_iter().map(Into::into).collect();
        assert_eq!(cells.len(), self.head.len(), "{cells:?} under {:?}", self.head);
        self.rows.push(cells);
    }

    fn widths(&self) -> Vec<usize> {
        let rows = || std::iter::once(&self.head).chain(&self.rows);
        let width = |column: usize| rows().map(|row| row[column].chars().count()).max().unwrap_or(0).max(2);
        (0..self.head.len()).map(width).collect()
    }
}

/// In Markdown.
impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        let write_row = |formatter: &mut fmt::Formatter<'_>, row: &[String]| {
            for (column, (cell, &width)) in row.iter().zip(&widths).enumerate() {
                match column {
                    0 => write!(formatter, "| {cell:<width$} |")?,
                    _ => write!(formatter, " {cell:>width$} |")?,
                }
            }
            writeln!(formatter)
        };
        writeln!(formatter, "**{}**\n", self.title)?;
        write_row(formatter, &self.head)?;
        for (column, &width) in widths.iter().enumerate() {
            match column {
                0 => write!(formatter, "|:{:-<width$}-|", "")?,
                _ => write!(formatter, "-{:-<width$}:|", "")?,
            }
        }
        writeln!(formatter)?;
        self.rows.iter().try_for_each(|row| write_row(formatter, row))
    }
}

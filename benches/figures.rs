//! What a benchmark has found, to be printed, and to be kept for the page that shows all of them.

mod plot;
mod table;

pub use plot::{Axis, Picture, Plot};
pub use table::Table;

use serde::{Deserialize, Deserializer, Serialize};
use std::path::Path;
use std::{env, fmt, fs, io};

/// The environment variable that names the folder in which figures are kept.
const FOLDER: &str = "FIGURES";

/// What a benchmark has found.
///
/// ```
/// use codepipeline_fail_benches::{Bound, Figures, Table};
///
/// let mut figures = Figures::default();
/// figures.claim("one report", "curl", Bound::AtMost(0.45), 0.31);
/// figures.table(Table::new("One report", ["program", "ms"]).row(["curl", "9.8"]));
/// assert!(figures.to_string().contains("| curl    | 9.8 |"));
/// assert!(figures.claims[0].holds());
/// ```
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Figures {
    /// What must hold.
    pub claims: Vec<Claim>,
    /// All that was measured.
    pub tables: Vec<Table>,
    /// The same, to be seen at a glance.
    pub plots: Vec<Plot>,
    /// The peers, and their versions.
    pub versions: Vec<(String, String)>,
}

impl Figures {
    /// Adds what must hold, and what was measured.
    pub fn claim(&mut self, what: impl Into<String>, beside: impl Into<String>, bound: Bound, measured: f64) {
        self.claims.push(Claim { what: what.into(), beside: beside.into(), bound, measured });
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) {
        self.tables.push(table);
    }

    /// Adds a plot.
    pub fn plot(&mut self, plot: Plot) {
        self.plots.push(plot);
    }

    /// Adds the version of a peer.
    pub fn version(&mut self, peer: impl Into<String>, version: impl Into<String>) {
        self.versions.push((peer.into(), version.into()));
    }

    /// Prints them, and keeps them under this name if there is a folder for it.
    ///
    /// # Errors
    /// If the folder cannot be written to.
    pub fn show(&self, name: &str) -> io::Result<()> {
        println!("{self}");
        let Some(folder) = env::var_os(FOLDER) else { return Ok(()) };
        let file = Path::new(&folder).join(format!("{name}.json"));
        fs::create_dir_all(folder)?;
        fs::write(file, serde_json::to_vec_pretty(self)?)
    }
}

/// Tables and claims, in Markdown.
impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for table in &self.tables {
            writeln!(formatter, "{table}")?;
        }
        for claim in &self.claims {
            writeln!(formatter, "- {claim}")?;
        }
        Ok(())
    }
}

/// What a ratio or a count must be.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub enum Bound {
    /// This, or less.
    AtMost(f64),
    /// This, or more.
    AtLeast(f64),
}

impl fmt::Display for Bound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => write!(formatter, "at most {most}"),
            Self::AtLeast(least) => write!(formatter, "at least {least}"),
        }
    }
}

/// What must hold, and what was measured.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Claim {
    /// What is measured.
    pub what: String,
    /// What it is divided by.
    pub beside: String,
    /// What must hold.
    pub bound: Bound,
    /// What was measured; not a number if nothing could be, as where a time is too short for the clock.
    #[serde(deserialize_with = "number_or_null")]
    pub measured: f64,
}

/// JSON has null for what is not a number.
fn number_or_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or(f64::NAN))
}

impl Claim {
    /// Whether what was measured is within the bound; what is not a number is within none.
    #[must_use]
    pub fn holds(&self) -> bool {
        match self.bound {
            Bound::AtMost(most) => self.measured <= most,
            Bound::AtLeast(least) => self.measured >= least,
        }
    }

    /// What was measured, with three digits that count.
    ///
    /// ```
    /// use codepipeline_fail_benches::Claim;
    ///
    /// let shown = |number: f64| Claim::shown(number);
    /// assert_eq!([0.0312, 0.998, 12.34, 238.4].map(shown), ["0.0312", "0.998", "12.3", "238"]);
    /// ```
    #[must_use]
    pub fn shown(number: f64) -> String {
        let decimals = match number.abs() {
            number if number >= 99.95 => 0,
            number if number >= 9.995 => 1,
            number if number >= 0.9995 => 2,
            number if number >= 0.09995 => 3,
            _ => 4,
        };
        format!("{number:.decimals$}")
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, beside, bound, measured } = self;
        let verdict = if self.holds() { "holds" } else { "does not hold" };
        write!(formatter, "{what}, beside {beside}: {}, {bound}: {verdict}", Self::shown(*measured))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_measured_is_kept_and_does_not_hold() {
        for measured in [f64::NAN, f64::INFINITY] {
            let mut figures = Figures::default();
            figures.claim("time of a variant", "none", Bound::AtMost(1.5), measured);
            let kept = serde_json::to_string(&figures).expect("it can be kept");
            let figures: Figures = serde_json::from_str(&kept).expect("it can be read again");
            assert!(!figures.claims[0].holds());
            assert_eq!(Claim::shown(figures.claims[0].measured), "NaN");
        }
    }
}

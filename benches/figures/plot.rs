//! A picture of what was measured.

use serde::{Deserialize, Serialize};

/// A picture of what was measured.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Plot {
    /// The name of its file, without an extension.
    pub name: String,
    /// What it shows.
    pub title: String,
    /// How it shows it.
    pub picture: Picture,
}

/// How numbers are shown.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum Picture {
    /// Numbers that follow from others.
    Lines {
        /// From left to right.
        x: Axis,
        /// From the bottom up.
        y: Axis,
        /// Names, and the points from left to right.
        lines: Vec<(String, Vec<(f64, f64)>)>,
    },
    /// One number each.
    Bars {
        /// From left to right.
        axis: Axis,
        /// Names, and how long the bars are.
        bars: Vec<(String, f64)>,
    },
}

/// How numbers are laid out along an edge of a picture.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Axis {
    /// What it shows, with the unit.
    pub label: String,
    /// Each step is as many times as large as the one before.
    pub is_logarithmic: bool,
}

impl Axis {
    /// Equal steps, from zero.
    pub fn linear(label: impl Into<String>) -> Self {
        Self { label: label.into(), is_logarithmic: false }
    }

    /// Steps that multiply.
    pub fn logarithmic(label: impl Into<String>) -> Self {
        Self { label: label.into(), is_logarithmic: true }
    }
}

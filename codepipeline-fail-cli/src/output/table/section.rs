//! One box of a table.

use icu_properties::CodePointMapData;
use icu_properties::props::EastAsianWidth;

/// What stands around a word in its cell.
const PADDING: usize = 4;

/// What stands before and after coloured text.
type Colour = [&'static str; 2];

const PLAIN: Colour = ["", ""];
/// The borders of the boxes around a box: dim and yellow.
const BORDER: Colour = ["\u{1b}[2m\u{1b}[33m", "\u{1b}[0m"];
/// What stands in a row: bright and blue.
const WORD: Colour = ["\u{1b}[1m\u{1b}[34m", "\u{1b}[0m"];

/// A title, and rows of cells below it.
#[derive(Debug)]
pub struct Section {
    title: String,
    depth: usize,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    /// How many cells each row has to have: as many as the first.
    cells: Option<usize>,
    /// The width of the widest word of each column.
    widths: Vec<usize>,
}

impl Section {
    pub fn new(title: &str, depth: usize) -> Self {
        Self { title: title.to_owned(), depth, header: vec![], rows: vec![], cells: None, widths: vec![] }
    }

    pub fn set_header(&mut self, header: Vec<String>) {
        self.widen(&header);
        self.cells.get_or_insert(header.len());
        self.header = header;
    }

    pub fn add_row(&mut self, row: Vec<String>) -> Result<(), String> {
        let cells = *self.cells.get_or_insert(row.len());
        if row.len() != cells {
            return Err(format!("Row should have {cells} elements, instead it has {}", row.len()));
        }
        self.widen(&row);
        self.rows.push(row);
        Ok(())
    }

    fn widen(&mut self, row: &[String]) {
        if self.widths.is_empty() {
            self.widths = vec![0; row.len()];
        }
        for (width, word) in self.widths.iter_mut().zip(row) {
            *width = width_of(word).max(*width);
        }
    }

    /// Makes rows of the columns, if there is one row with a header.
    pub fn set_upright(&mut self) {
        if let [row] = self.rows.as_slice()
            && !self.header.is_empty()
        {
            let rows: Vec<_> =
                self.header.iter().zip(row).map(|(name, value)| vec![name.clone(), value.clone()]).collect();
            *self = Self::new(&self.title, self.depth);
            for row in &rows {
                self.widen(row);
            }
            self.rows = rows;
        }
    }

    /// How wide it wants to be, with its borders and those of the boxes around it.
    pub fn width(&self) -> usize {
        let cells: usize = self.widths.iter().map(|width| width + PADDING).sum();
        2 + 2 * self.depth + cells.max(width_of(&self.title))
    }

    /// Writes it as wide as the whole table is.
    pub fn write(&self, table_width: usize, is_coloured: bool, text: &mut String) {
        let (border, word) = if is_coloured { (BORDER, WORD) } else { (PLAIN, PLAIN) };
        let width = table_width - 2 * self.depth;
        let mut line = |line: &str| {
            let border = [border[0], "|", border[1]].concat().repeat(self.depth);
            text.extend([border.as_str(), line, &border, "\n"]);
        };
        if !self.title.is_empty() {
            line(&centred(&self.title, width, "|"));
            if self.header.is_empty() && self.rows.is_empty() {
                line(&format!("+{}+", "-".repeat(width - 2)));
            }
        }
        let widths = self.scaled_to(width);
        if !self.header.is_empty() {
            line(&rule(&widths));
            line(&cells(&self.header, &widths, centred));
        }
        if !self.rows.is_empty() && !widths.is_empty() {
            line(&rule(&widths));
            for row in &self.rows {
                line(&cells(row, &widths, |cell, width, edge| left(cell, width, edge, word)));
            }
            line(&rule(&widths));
        }
    }

    /// The widths of the columns, so that they fill the table.
    fn scaled_to(&self, width: usize) -> Vec<usize> {
        let wanted = || self.widths.iter().map(|width| width + PADDING);
        let sum: usize = wanted().sum();
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let scaled = |wanted: usize| (width as f64 / sum as f64 * wanted as f64).round_ties_even() as usize;
        let mut widths: Vec<_> = wanted().map(scaled).collect();
        let count = widths.len();
        let mut next = 0;
        // What was lost or won by rounding: taken from the left, or given to the right.
        while count > 0 && widths.iter().sum::<usize>() != width {
            if widths.iter().sum::<usize>() > width {
                widths[next % count] -= 1;
            } else {
                widths[count - 1 - next % count] += 1;
            }
            next += 1;
        }
        widths
    }
}

fn cells(words: &[String], widths: &[usize], cell: impl Fn(&str, usize, &str) -> String) -> String {
    let edges = std::iter::once("|").chain(std::iter::repeat(""));
    words.iter().zip(widths).zip(edges).map(|((word, width), edge)| cell(word, *width, edge)).collect()
}

fn centred(word: &str, width: usize, edge: &str) -> String {
    let before = (width / 2).saturating_sub(width_of(word) / 2 + 1);
    let after = width.saturating_sub(edge.len() + before + width_of(word) + 1);
    format!("{edge}{}{word}{}|", " ".repeat(before), " ".repeat(after))
}

fn left(word: &str, width: usize, edge: &str, [on, off]: Colour) -> String {
    let room = width.saturating_sub(edge.len() + width_of(word) + 1);
    let before = if room >= 2 { 2 } else { 0 };
    format!("{edge}{}{on}{word}{off}{}|", " ".repeat(before), " ".repeat(room - before))
}

fn rule(widths: &[usize]) -> String {
    let parts = widths.iter().enumerate().map(|(number, width)| {
        let (edge, dashes) =
            if number == 0 { ("+", width.saturating_sub(2)) } else { ("", width.saturating_sub(1)) };
        format!("{edge}{}+", "-".repeat(dashes))
    });
    parts.collect()
}

/// How many columns a word takes: two for a character that is wide, or may be.
fn width_of(word: &str) -> usize {
    let widths = CodePointMapData::<EastAsianWidth>::new();
    let wide = [EastAsianWidth::Wide, EastAsianWidth::Fullwidth, EastAsianWidth::Ambiguous];
    word.chars().map(|character| if wide.contains(&widths.get(character)) { 2 } else { 1 }).sum()
}

//! Text in paragraphs.

/// A page, as it is written from top to bottom.
pub struct Page {
    text: String,
    columns: usize,
    is_terminal: bool,
}

impl Page {
    pub fn new(columns: usize, is_terminal: bool) -> Self {
        Self { text: String::new(), columns, is_terminal }
    }

    pub fn heading(&mut self, heading: &str) {
        self.separate();
        self.bold(heading);
        self.text.push('\n');
    }

    /// What the paragraphs below it are about.
    pub fn term(&mut self, indent: usize, term: &str) {
        if !self.ends_with_heading() {
            self.separate();
        }
        self.indent(indent);
        let name = term.split(" (").next().unwrap_or(term);
        self.bold(name);
        self.text.push_str(&term[name.len()..]);
        self.text.push('\n');
    }

    /// Lines no longer than the page is wide, as far as words allow it.
    pub fn paragraph(&mut self, indent: usize, words: &str) {
        // A narrow page is better too wide than without room.
        let room = self.columns.saturating_sub(indent).max(20);
        let mut length = 0;
        for word in words.split_whitespace() {
            let width = word.chars().count();
            if length == 0 {
                self.indent(indent);
            } else if length + 1 + width > room {
                self.text.push('\n');
                self.indent(indent);
                length = 0;
            } else {
                self.text.push(' ');
                length += 1;
            }
            self.text.push_str(word);
            length += width;
        }
        self.text.push('\n');
    }

    /// A line as it is.
    pub fn line(&mut self, indent: usize, line: &str) {
        self.indent(indent);
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub fn text(self) -> String {
        self.text
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn ends_with_heading(&self) -> bool {
        self.text.lines().last().is_some_and(|line| !line.starts_with(' '))
    }

    fn bold(&mut self, text: &str) {
        let (on, off) = if self.is_terminal { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
        self.text.extend([on, text, off]);
    }

    fn indent(&mut self, blanks: usize) {
        self.text.extend(std::iter::repeat_n(' ', blanks));
    }
}

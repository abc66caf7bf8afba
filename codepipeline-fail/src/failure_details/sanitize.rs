//! Takes out of a text what would move, colour or hide other text where it is shown.

use std::fmt::{self, Write as _};

/// The text as a message may contain it.
pub(crate) fn sanitized(text: &str) -> String {
    let mut sanitizer = Sanitizer::new(Layout::Lines);
    // It takes every text.
    let _ = sanitizer.write_str(text);
    sanitizer.finish()
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Newlines and tabs stay.
    Lines,
    /// They go, too.
    Word,
}

/// Takes a text in pieces and keeps of it what may be shown: no control characters and terminal sequences (ECMA-48 and
/// xterm's), no direction overrides, no byte order mark, line ends of one kind, and no whitespace around it all.
pub(crate) struct Sanitizer {
    text: String,
    layout: Layout,
    state: State,
}

/// Where in a terminal sequence the text has got to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    /// After a carriage return, which became a newline.
    Return,
    /// After ESC.
    Escape,
    /// After ESC and an intermediate byte, as in `ESC ( B`.
    EscapeIntermediate,
    /// After `ESC [`.
    ControlSequence,
    /// After `ESC ]` and the like: up to BEL, ST, or the end of the line, beyond which no program sends one.
    ControlString,
}

impl Sanitizer {
    pub(crate) fn new(layout: Layout) -> Self {
        Self { text: String::new(), layout, state: State::Text }
    }

    pub(crate) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }

    fn push(&mut self, character: char) {
        self.state = match (self.state, character) {
            (_, '\u{1b}') => State::Escape,
            (State::Escape, ']' | 'P' | 'X' | '^' | '_') => State::ControlString,
            (State::Escape, '[') | (State::ControlSequence, ' '..='?') => State::ControlSequence,
            (State::Escape | State::EscapeIntermediate, ' '..='/') => State::EscapeIntermediate,
            // The last character of a sequence, or the second one of a line end.
            (State::Escape | State::EscapeIntermediate, '0'..='~')
            | (State::ControlSequence, '@'..='~')
            | (State::ControlString, '\u{7}' | '\u{9c}')
            | (State::Return, '\n') => State::Text,
            (State::ControlString, other) if other != '\n' && other != '\r' => State::ControlString,
            (_, other) => self.push_text(other),
        };
    }

    /// Takes a character that is part of no sequence.
    fn push_text(&mut self, character: char) -> State {
        match character {
            '\r' => {
                self.keep("\n");
                return State::Return;
            }
            // C1's form of `ESC [`. Its other sequences are left alone: their first characters turn up in text that
            // was decoded wrongly, and would take the rest of the line with them.
            '\u{9b}' => return State::ControlSequence,
            '\n' | '\t' => self.keep(character.encode_utf8(&mut [0; 4])),
            '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            _ if character.is_control() => {}
            _ => self.keep(character.encode_utf8(&mut [0; 4])),
        }
        State::Text
    }

    fn keep(&mut self, text: &str) {
        let text = if self.text.is_empty() { text.trim_start() } else { text };
        if self.layout == Layout::Lines || !text.contains(['\n', '\t']) {
            self.text.push_str(text);
        }
    }
}

impl fmt::Write for Sanitizer {
    fn write_str(&mut self, mut text: &str) -> fmt::Result {
        while !text.is_empty() {
            if self.state == State::Text {
                let plain = text.bytes().position(|byte| !matches!(byte, b' '..=b'~')).unwrap_or(text.len());
                self.keep(&text[..plain]);
                text = &text[plain..];
            }
            let mut characters = text.chars();
            if let Some(character) = characters.next() {
                self.push(character);
            }
            text = characters.as_str();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_sanitized(text: &str, expected: &str) {
        assert_eq!(sanitized(text), expected);
        let mut sanitizer = Sanitizer::new(Layout::Lines);
        for character in text.chars() {
            write!(sanitizer, "{character}").expect("it takes every text");
        }
        assert_eq!(sanitizer.finish(), expected, "in pieces");
    }

    #[test]
    fn text_stays() {
        let text = "line 1\n\tline 2: \"é 漢字 👩‍👩‍👧 e\u{301}\" \u{a0}50% \u{fffd}.";
        assert_sanitized(text, text);
    }

    #[test]
    fn terminal_sequences_go() {
        assert_sanitized("\u{1b}[1;31merror\u{1b}[0m: \u{1b}[38:2::255:0:0mred\u{1b}[m", "error: red");
        assert_sanitized("\u{1b}]0;title\u{7}a\u{1b}]8;;https://example.com\u{1b}\\b", "ab");
        assert_sanitized("\u{1b}P1$r\u{1b}\\a\u{1b}(Bb\u{1b}7c\u{1b}_x\u{9c}d", "abcd");
        assert_sanitized("\u{9b}31mred", "red");
    }

    #[test]
    fn sequences_without_an_end_take_no_more_than_their_line() {
        assert_sanitized("a\u{1b}]0;title\nb", "a\nb");
        assert_sanitized("a\u{1b}[31\nb", "a\nb");
        assert_sanitized("a\u{1b}[31éb", "aéb");
        assert_sanitized("a\u{1b}", "a");
        assert_sanitized("a\u{1b}\u{1b}[0mb", "ab");
    }

    #[test]
    fn control_characters_and_overrides_go() {
        assert_sanitized("a\0\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{80}\u{85}\u{9d}\u{9f}b", "ab");
        assert_sanitized("\u{feff}a\u{202a}\u{202e}b\u{2066}\u{2069}c\u{feff}", "abc");
    }

    #[test]
    fn line_ends_become_one_kind() {
        assert_sanitized("a\r\nb\rc\n\rd\r\r\ne", "a\nb\nc\n\nd\n\ne");
    }

    #[test]
    fn whitespace_around_the_text_goes() {
        assert_sanitized(" \r\n\u{3000}\u{1b}[0m \t a b \n\u{a0}\0 ", "a b");
        assert_sanitized(" \n ", "");
    }

    #[test]
    fn a_word_has_no_lines() {
        let mut sanitizer = Sanitizer::new(Layout::Word);
        sanitizer.write_str("\tbuild\r\n 7\t\n").expect("it takes every text");
        assert_eq!(sanitizer.finish(), "build 7");
    }
}

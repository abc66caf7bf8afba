//! Takes out of a text what would move, colour or hide other text where it is shown.

use super::plain::plain_length;

/// The text as a message may contain it. Almost every text is such a one, and is returned as it is.
pub(crate) fn sanitized(mut text: String, layout: Layout) -> String {
    if plain_length(text.as_bytes(), layout) == text.len() {
        trim(&mut text);
        return text;
    }
    let mut sanitizer = Sanitizer::new(layout);
    sanitizer.take(&text);
    sanitizer.finish()
}

fn trim(text: &mut String) {
    let is_visible = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    if is_visible(text.as_bytes().first()) && is_visible(text.as_bytes().last()) {
        return;
    }
    text.truncate(text.trim_end().len());
    text.drain(..text.len() - text.trim_start().len());
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Newlines and tabs stay.
    Lines,
    /// They go, too.
    Word,
}

/// Takes a text and keeps of it what may be shown: no control characters and terminal sequences (ECMA-48 and
/// xterm's), no direction overrides, no byte order mark, line ends of one kind, and no whitespace around it all.
struct Sanitizer {
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
    fn new(layout: Layout) -> Self {
        Self { text: String::new(), layout, state: State::Text }
    }

    fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }

    fn take(&mut self, mut text: &str) {
        while !text.is_empty() {
            if self.state == State::Text {
                let (plain, rest) = text.split_at(plain_length(text.as_bytes(), self.layout));
                self.keep(plain);
                text = rest;
            }
            let mut characters = text.chars();
            if let Some(character) = characters.next() {
                self.push(character);
            }
            text = characters.as_str();
        }
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
                self.push_text('\n');
                return State::Return;
            }
            // C1's form of `ESC [`. Its other sequences are left alone: their first characters turn up in text that
            // was decoded wrongly, and would take the rest of the line with them.
            '\u{9b}' => return State::ControlSequence,
            '\n' | '\t' if self.layout == Layout::Lines => self.keep(character.encode_utf8(&mut [0; 4])),
            '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            _ if character.is_control() => {}
            _ => self.keep(character.encode_utf8(&mut [0; 4])),
        }
        State::Text
    }

    fn keep(&mut self, text: &str) {
        self.text.push_str(if self.text.is_empty() { text.trim_start() } else { text });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sanitized_slowly(text: &str, layout: Layout) -> String {
        let mut sanitizer = Sanitizer::new(layout);
        text.chars().for_each(|character| sanitizer.push(character));
        sanitizer.finish()
    }

    #[track_caller]
    fn assert_sanitized(text: &str, expected: &str) {
        assert_eq!(sanitized(text.to_owned(), Layout::Lines), expected);
        assert_eq!(sanitized_slowly(text, Layout::Lines), expected, "character by character");
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
        assert_eq!(sanitized("\tbuild\r\n 7\t\n".to_owned(), Layout::Word), "build 7");
        assert_eq!(sanitized("a\tb\rc\nd\r\ne".to_owned(), Layout::Word), "abcde");
    }

    proptest! {
        #[test]
        fn what_is_skipped_is_what_would_be_kept(
            text in "([ -~]{0,40}|[\\x00-\\x20\\x7f-\\u{a0}]|[é漢😀\u{2028}-\u{2030}\u{2060}-\u{206f}\u{feff}\u{fffd}]){0,8}",
            is_word in any::<bool>(),
        ) {
            let layout = if is_word { Layout::Word } else { Layout::Lines };
            prop_assert_eq!(sanitized(text.clone(), layout), sanitized_slowly(&text, layout));
        }
    }
}

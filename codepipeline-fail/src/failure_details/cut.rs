//! Makes a text fit, and says how much is gone.

/// The share of the head. It says what happened; the tail, which says why, gets the rest.
const HEAD_PERCENT: usize = 70;

/// How many characters are looked at for a place where they do not combine.
const LONGEST_CLUSTER: usize = 16;

/// Whether the text has at most this many UTF-16 code units.
pub(super) fn fits(text: &str, length: usize) -> bool {
    // A character has at least as many bytes as code units, so most texts need no count.
    text.len() <= length || text.encode_utf16().take(length + 1).count() <= length
}

/// Replaces the middle of a text by a marker, so that it has at most `length` code units. The text is to be longer.
pub(super) fn cut_middle(text: &mut String, length: usize) {
    let room = length.saturating_sub(marker("", text.chars().count()).len());
    let head_room = room * HEAD_PERCENT / 100;
    let head = head_end(text, head_room);
    let tail = tail_start(text, room - head_room).max(head);
    let marker = marker("", text[head..tail].chars().count());
    text.replace_range(head..tail, &marker);
    text.shrink_to_fit();
}

/// Replaces the end of a text by a marker: the last `reach` bytes, and more if it has more than `length` code units.
/// The text is the beginning of one whose end nobody knows.
pub(super) fn cut_end(text: &mut String, length: usize, reach: usize) {
    let room = length.saturating_sub(marker("more than ", text.chars().count()).len());
    let certain = text.floor_char_boundary(text.len().saturating_sub(reach));
    let head = head_end(&text[..certain], room);
    let marker = marker("more than ", text[head..].chars().count());
    text.truncate(head);
    text.push_str(if head == 0 { marker.trim() } else { marker.trim_end() });
    text.shrink_to_fit();
}

/// The marker is ASCII: its length is the same in every unit.
fn marker(more_than: &str, characters: usize) -> String {
    let mut digits = characters.to_string();
    let length = digits.len();
    for from_end in (3..length).step_by(3) {
        digits.insert(length - from_end, ',');
    }
    format!(" [... {more_than}{digits} characters left out ...] ")
}

/// The end of the longest beginning that has at most this many code units and does not divide what belongs together.
fn head_end(text: &str, units: usize) -> usize {
    let mut left = units;
    let end = text.char_indices().find(|(_, character)| {
        let is_over = character.len_utf16() > left;
        left = left.saturating_sub(character.len_utf16());
        is_over
    });
    let end = end.map_or(text.len(), |(end, _)| end);
    let backwards = text[..end].char_indices().rev().map(|(start, _)| start);
    std::iter::once(end).chain(backwards).take(LONGEST_CLUSTER).find(|&at| divides(text, at)).unwrap_or(end)
}

/// The start of the longest end, likewise.
fn tail_start(text: &str, units: usize) -> usize {
    let mut left = units;
    let before = text.char_indices().rev().find(|(_, character)| {
        let is_over = character.len_utf16() > left;
        left = left.saturating_sub(character.len_utf16());
        is_over
    });
    let start = before.map_or(0, |(start, character)| start + character.len_utf8());
    let forwards = text[start..].char_indices().map(|(offset, _)| start + offset);
    forwards.take(LONGEST_CLUSTER).find(|&at| divides(text, at)).unwrap_or(start)
}

/// Whether the characters to the left and right of a place are not shown as one. It knows accents, variations, skin
/// tones and joiners, not all of Unicode's rules.
fn divides(text: &str, at: usize) -> bool {
    let joins_left = |character: char| {
        matches!(character,
            '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{200d}')
    };
    !text[..at].ends_with('\u{200d}') && !text[at..].starts_with(joins_left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_cut(text: &str, length: usize, expected: &str) {
        let mut cut = text.to_owned();
        cut_middle(&mut cut, length);
        assert_eq!(cut, expected);
        assert!(fits(&cut, length));
    }

    #[test]
    fn head_and_tail_stay() {
        // The marker takes 38 of the 48, the head 70 % of what is left.
        let text = "head456".to_owned() + &".".repeat(12_345) + "end";
        assert_cut(&text, 48, "head456 [... 12,345 characters left out ...] end");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(marker("", 999), " [... 999 characters left out ...] ");
        assert_eq!(marker("", 1_000), " [... 1,000 characters left out ...] ");
        assert_eq!(marker("more than ", 1_234_567), " [... more than 1,234,567 characters left out ...] ");
    }

    #[test]
    fn no_character_is_divided() {
        // Each has two code units; the marker leaves 11, of which the head gets 7.
        assert_cut(&"😀".repeat(100), 46, "😀😀😀 [... 95 characters left out ...] 😀😀");
    }

    #[test]
    fn no_accent_is_divided_from_its_letter() {
        let text = "e\u{301}".repeat(100);
        let mut cut = text.clone();
        cut_middle(&mut cut, 48);
        let (head, tail) = cut.split_once(" [... ").expect("there is a marker");
        assert!(head.ends_with('\u{301}'), "{cut:?}");
        assert!(tail.ends_with(" e\u{301}e\u{301}"), "{cut:?}");
        assert_eq!(head_end("ab👩\u{200d}👧", 5), 2);
        assert_eq!(tail_start("👩\u{200d}👧ab", 4), "👩\u{200d}👧".len());
    }

    #[test]
    fn too_many_accents_are_divided() {
        assert_eq!(head_end(&"\u{301}".repeat(100), 50), 100);
    }

    #[test]
    fn length_is_counted_in_utf16() {
        assert!(fits("😀😀", 4));
        assert!(!fits("😀😀", 3));
        assert!(fits("漢字", 2));
        assert!(!fits("漢字", 1));
    }

    #[test]
    fn an_uncertain_end_goes() {
        let mut text = "certain and uncertain".to_owned();
        cut_end(&mut text, 100, 14);
        assert_eq!(text, "certain [... more than 14 characters left out ...]");
    }
}

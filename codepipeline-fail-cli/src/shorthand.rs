//! The AWS CLI's shorthand, as in `type=JobFailed,message="it broke"`.
//!
//! ```text
//! input   = pair *( "," pair )
//! pair    = key ["@"] "=" value
//! key     = *( A-Z a-z 0-9 - _ . # / : )
//! value   = nothing | "[" list "]" | "{" pairs "}" | scalar *( "," scalar )
//! scalar  = 'quoted' | "quoted" | bare
//! ```
//!
//! A comma after a scalar may begin the next item of a list or the next pair. It is tried as the former, and taken back
//! where that cannot be. After `@=` a value may be a file's: `message@=file://log.txt`.
//!
//! The grammar is that of AWS CLI 2.36, and told by its documentation
//! (<https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html>) in part only; the tests compare with the
//! original.

mod characters;
mod cursor;
mod error;

pub use error::ShorthandError;

use crate::value::{Map, Value};
use cursor::Cursor;
use error::{Expected, Mistake};

/// How deep lists and maps may lie in each other.
const DEEPEST: usize = 100;

/// What `key@=value` stands for: what is in the file if the value names one, or none if it does not.
pub type Load<'l> = &'l mut dyn FnMut(&str) -> Result<Option<Value>, String>;

/// The pairs of a text in shorthand.
///
/// # Errors
/// If the text is no shorthand, a key is there twice, or a file cannot be loaded.
///
/// ```
/// use codepipeline_fail_cli::shorthand;
///
/// let details = shorthand::parse("type=JobFailed,message=it broke", &mut |_| Ok(None))?;
/// assert_eq!(details["message"], "it broke".into());
/// # Ok::<_, shorthand::ShorthandError>(())
/// ```
pub fn parse(input: &str, load: Load<'_>) -> Result<Map, ShorthandError> {
    let mut parser = Parser { cursor: Cursor::new(input), loads: false, depth: 0, load };
    parser.pairs().map_err(|mistake| ShorthandError::new(mistake, parser.cursor.text()))
}

struct Parser<'l> {
    cursor: Cursor,
    /// Whether the value at hand may be a file's.
    loads: bool,
    depth: usize,
    load: Load<'l>,
}

impl Parser<'_> {
    fn pairs(&mut self) -> Result<Map, Mistake> {
        let mut pairs = Map::new();
        let (key, value) = self.pair()?;
        pairs.insert(key, value);
        let mut end = self.cursor.index();
        while !self.cursor.is_at_end() {
            self.expect_among_blanks(',')?;
            let (key, value) = self.pair()?;
            if pairs.contains_key(&key) {
                return Err(Mistake::Twice { key, index: end + 1 });
            }
            pairs.insert(key, value);
            end = self.cursor.index();
        }
        Ok(pairs)
    }

    fn pair(&mut self) -> Result<(String, Value), Mistake> {
        let key = self.key_and_sign()?;
        let value = match self.cursor.current() {
            None => Value::from(""),
            Some('[') => self.list()?,
            Some('{') => self.map()?,
            Some(_) => self.scalars()?,
        };
        Ok((key, value))
    }

    /// A key, and `=` or `@=`.
    fn key_and_sign(&mut self) -> Result<String, Mistake> {
        let key = self.cursor.take_while(characters::is_key);
        self.cursor.skip_blanks();
        self.loads = self.cursor.current() == Some('@');
        if self.loads {
            self.cursor.advance();
        }
        self.expect_among_blanks('=')?;
        Ok(key)
    }

    /// One scalar, or more with commas between them.
    fn scalars(&mut self) -> Result<Value, Mistake> {
        let first = self.first_scalar()?;
        self.cursor.skip_blanks();
        if self.cursor.current() != Some(',') {
            return Ok(first);
        }
        self.expect_among_blanks(',')?;
        let mut list = vec![first];
        loop {
            match self.next_scalar() {
                Ok((next, is_last)) => {
                    list.push(next);
                    if is_last {
                        break;
                    }
                }
                Err(mistake @ Mistake::Syntax { .. }) if self.cursor.is_at_end() => return Err(mistake),
                // It is the next pair's key.
                Err(Mistake::Syntax { .. }) => {
                    self.cursor.back_to(',');
                    break;
                }
                Err(mistake) => return Err(mistake),
            }
        }
        Ok(if list.len() == 1 { list.remove(0) } else { Value::List(list) })
    }

    /// A scalar that is followed by a comma or by nothing, and whether it is nothing.
    fn next_scalar(&mut self) -> Result<(Value, bool), Mistake> {
        let next = match self.cursor.current() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote)?,
            _ => {
                let bare =
                    self.cursor.bare(characters::is_in_later).ok_or_else(|| self.missing(Expected::Later))?;
                self.loaded(bare)?
            }
        };
        self.cursor.skip_blanks();
        let is_last = self.cursor.is_at_end();
        if !is_last {
            self.expect_among_blanks(',')?;
        }
        Ok((next, is_last))
    }

    fn first_scalar(&mut self) -> Result<Value, Mistake> {
        match self.cursor.current() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote),
            _ => match self.cursor.bare(characters::is_in_first) {
                Some(bare) => self.loaded(bare),
                None => Ok(Value::from("")),
            },
        }
    }

    fn quoted(&mut self, quote: char) -> Result<Value, Mistake> {
        let expected = if quote == '"' { Expected::DoubleQuoted } else { Expected::SingleQuoted };
        let text = self.cursor.quoted(quote).ok_or_else(|| self.missing(expected))?;
        self.loaded(text)
    }

    fn list(&mut self) -> Result<Value, Mistake> {
        self.deeper()?;
        self.expect_among_blanks('[')?;
        let mut items = Vec::new();
        while self.cursor.current() != Some(']') {
            items.push(self.item()?);
            self.between(']')?;
        }
        self.cursor.advance();
        self.depth -= 1;
        Ok(Value::List(items))
    }

    fn map(&mut self) -> Result<Value, Mistake> {
        self.deeper()?;
        self.expect_among_blanks('{')?;
        let mut members = Map::new();
        while self.cursor.current() != Some('}') {
            let key = self.key_and_sign()?;
            let value = self.item()?;
            self.between('}')?;
            members.insert(key, value);
        }
        self.cursor.advance();
        self.depth -= 1;
        Ok(Value::Map(members))
    }

    fn item(&mut self) -> Result<Value, Mistake> {
        match self.cursor.current() {
            Some('[') => self.list(),
            Some('{') => self.map(),
            _ => self.first_scalar(),
        }
    }

    /// A comma, unless this is the end.
    fn between(&mut self, end: char) -> Result<(), Mistake> {
        self.cursor.skip_blanks();
        if self.cursor.current() != Some(end) {
            self.expect(',')?;
            self.cursor.skip_blanks();
        }
        Ok(())
    }

    fn deeper(&mut self) -> Result<(), Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(Mistake::TooDeep { index: self.cursor.index() }) } else { Ok(()) }
    }

    fn expect_among_blanks(&mut self, expected: char) -> Result<(), Mistake> {
        self.cursor.skip_blanks();
        self.expect(expected)?;
        self.cursor.skip_blanks();
        Ok(())
    }

    fn expect(&mut self, expected: char) -> Result<(), Mistake> {
        let (index, received) = (self.cursor.index(), self.cursor.current());
        if received == Some(expected) {
            self.cursor.advance();
            return Ok(());
        }
        Err(Mistake::Syntax { expected: Expected::Character(expected), received, index })
    }

    fn missing(&self, expected: Expected) -> Mistake {
        Mistake::Syntax { expected, received: None, index: self.cursor.index() }
    }

    /// What a text stands for: itself, or a file.
    fn loaded(&mut self, text: String) -> Result<Value, Mistake> {
        if self.loads
            && let Some(value) = (self.load)(&text).map_err(Mistake::File)?
        {
            return Ok(value);
        }
        Ok(Value::Text(text))
    }
}

#[cfg(test)]
mod tests;

//! Where expressions begin and end, told from single tokens.

use proc_macro2::{Spacing, TokenTree};

/// The state of a walk over the tokens of expressions.
///
/// Commas in parentheses, brackets and braces are inside a group. Those left are the ones that end an expression, and
/// the ones between generic arguments and between a closure's parameters.
#[derive(Default)]
pub struct Scan {
    /// What the next token belongs to.
    next: Next,
    /// How many `<` of generic arguments are open.
    generics: usize,
    /// Between the bars of a closure's parameters.
    parameters: bool,
    /// The token before, where it is a punctuation that joins the next.
    joint: Option<char>,
}

/// What a token belongs to.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Next {
    /// It begins an expression: at the start, and after an operator or a keyword.
    #[default]
    Beginning,
    /// It goes on with an expression.
    Middle,
    /// It goes on with a path, behind `::`.
    Path,
    /// It begins the type behind `as`.
    TypeBeginning,
    /// It goes on with that type.
    Type,
}

/// Keywords after which an expression begins.
const BEFORE_EXPRESSION: [&str; 10] =
    ["break", "else", "if", "in", "match", "move", "mut", "return", "while", "yield"];

impl Scan {
    /// The next token begins an expression.
    pub fn is_at_beginning(&self) -> bool {
        self.next == Next::Beginning && !self.is_inside()
    }

    /// Goes past an operand.
    pub fn skip_operand(&mut self) {
        self.next = Next::Middle;
        self.joint = None;
    }

    /// Goes past a token, and tells whether it is a comma that ends an expression.
    pub fn step(&mut self, token: &TokenTree) -> bool {
        let joint = self.joint.take();
        match token {
            TokenTree::Punct(punct) => {
                if punct.spacing() == Spacing::Joint {
                    self.joint = Some(punct.as_char());
                }
                let is_separator = punct.as_char() == ',' && !self.is_inside();
                self.punctuation(punct.as_char(), joint);
                is_separator
            }
            TokenTree::Ident(ident) => {
                let word = ident.to_string();
                self.next = match self.next {
                    _ if BEFORE_EXPRESSION.contains(&word.as_str()) => Next::Beginning,
                    _ if word == "as" => Next::TypeBeginning,
                    Next::TypeBeginning | Next::Type => Next::Type,
                    Next::Beginning | Next::Middle | Next::Path => Next::Middle,
                };
                false
            }
            TokenTree::Group(_) | TokenTree::Literal(_) => {
                self.next = Next::Middle;
                false
            }
        }
    }

    /// Commas are not between expressions here.
    fn is_inside(&self) -> bool {
        self.generics > 0 || self.parameters
    }

    fn punctuation(&mut self, character: char, joint: Option<char>) {
        let opens_generics = self.next != Next::Middle || self.generics > 0;
        match character {
            '<' if opens_generics && joint != Some('<') => self.generics += 1,
            '>' if self.generics > 0 && !matches!(joint, Some('-' | '=')) => {
                self.generics -= 1;
                self.next = Next::Middle;
                return;
            }
            '|' if self.parameters => self.parameters = false,
            // The second bar of an operator `||` stands at a beginning too, and opens nothing.
            '|' if self.is_at_beginning() && joint != Some('|') => self.parameters = true,
            _ => {}
        }
        self.next = match (character, self.next) {
            ('&' | '*' | '\'', Next::TypeBeginning) => Next::TypeBeginning,
            (':', Next::TypeBeginning | Next::Type) => Next::Type,
            // After one `:` the value of a struct's field follows.
            (':', _) if joint == Some(':') => Next::Path,
            // After one `.` a member follows; after the two of a range, an expression.
            ('.', _) if joint != Some('.') => Next::Middle,
            // After `?` an operator follows, after `'` a label.
            ('?' | '\'', _) => Next::Middle,
            _ => Next::Beginning,
        };
    }
}

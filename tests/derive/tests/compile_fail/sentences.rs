//! The sentences of ours that a compiler can print: those of the macro, and those of the traits.

use std::path::Path;
use std::{env, fs};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::LitStr;

/// A sentence, as the literal pieces between its holes.
#[derive(Debug)]
pub struct Sentence(Vec<String>);

impl Sentence {
    /// A format string: `{hole}`, and `{{` for a brace.
    fn new(format: &str) -> Self {
        let format = folded(&format.replace("{{", "\u{1}").replace("}}", "\u{2}"));
        let pieces = format.split('{').enumerate().map(|(number, piece)| match piece.split_once('}') {
            Some((_hole, literal)) if number > 0 => literal,
            _ => piece,
        });
        Self(pieces.map(|piece| piece.replace('\u{1}', "{").replace('\u{2}', "}")).collect())
    }

    /// Whether the text is this sentence with something in its holes.
    pub fn is(&self, text: &str) -> bool {
        let [first, rest @ ..] = self.0.as_slice() else { return false };
        let Some(mut text) = text.strip_prefix(first.as_str()) else { return false };
        let Some((last, middle)) = rest.split_last() else { return text.is_empty() };
        for piece in middle {
            let Some((_hole, after)) = text.split_once(piece.as_str()) else { return false };
            text = after;
        }
        text.ends_with(last.as_str())
    }
}

/// What an output tells: the headline of each error with the help below it, what stands beside the code, and notes.
pub fn told(output: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut lines = output.lines();
    while let Some(line) = lines.next() {
        match line.split_once(": ") {
            Some((level, headline)) if level.starts_with("error") => {
                let rest = lines.by_ref().take_while(|line| !line.trim_start().starts_with("--> "));
                let rest: Vec<&str> = rest.collect();
                texts.push(folded(&format!("{headline} {}", rest.join(" "))));
            }
            _ => {
                let beside = line.split_once('|').map_or(line, |(_line_number, beside)| beside);
                let text = beside.trim_start_matches([' ', '|', '^', '-', '_']);
                texts.push(folded(text.strip_prefix("= note: ").unwrap_or(text)));
            }
        }
    }
    texts
}

/// White space folded, so that it does not matter where lines are broken.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every sentence of the macro and of the traits that need no feature.
pub fn all() -> Vec<Sentence> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut sentences = of_the_macro(tokens(&workspace.join("codepipeline-fail-derive/src/diagnostics.rs")));
    assert!(!sentences.is_empty(), "the macro's table of diagnostics was not found");
    let runtime = workspace.join("codepipeline-fail/src");
    for folder in [runtime.clone(), runtime.join("__private")] {
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                of_traits(tokens(&path), &mut sentences);
            }
        }
    }
    sentences
}

fn tokens(file: &Path) -> TokenStream {
    let source = fs::read_to_string(file).unwrap();
    source.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// `Name { hole }: "sentence", help: "help";` in `diagnostics! { ... }`.
fn of_the_macro(tokens: TokenStream) -> Vec<Sentence> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let table = tokens.windows(3).find_map(|window| match window {
        [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Group(table)] if name == "diagnostics" => {
            Some(table)
        }
        _ => None,
    });
    let strings = table.map(|table| strings(table.stream())).unwrap_or_default();
    strings.chunks(2).map(|pair| Sentence::new(&format!("{} help: {}", pair[0], pair[1]))).collect()
}

/// `#[diagnostic::on_unimplemented(message = "...", label = "...")]`, wherever it stands.
fn of_traits(tokens: TokenStream, sentences: &mut Vec<Sentence>) {
    let mut is_advice = false;
    for token in tokens {
        match token {
            TokenTree::Group(advice) if is_advice && advice.delimiter() == Delimiter::Parenthesis => {
                sentences.extend(strings(advice.stream()).iter().map(|text| Sentence::new(text)));
            }
            TokenTree::Group(group) => of_traits(group.stream(), sentences),
            TokenTree::Ident(ident) => is_advice = ident == "on_unimplemented",
            TokenTree::Punct(_) | TokenTree::Literal(_) => is_advice = false,
        }
    }
}

fn strings(tokens: TokenStream) -> Vec<String> {
    let string = |token: TokenTree| syn::parse2::<LitStr>(token.into()).ok();
    tokens.into_iter().filter_map(string).map(|literal| literal.value()).collect()
}

//! The text of the page, and what goes into it.

use codepipeline_fail_benches::{Bound, Claim, Figures};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

/// The text with the figures in their places. Each benchmark has one, and no place is left.
pub fn filled(
    text: &str,
    all: &BTreeMap<String, Figures>,
    machine: &str,
    pictures: &str,
) -> io::Result<String> {
    let mut sections = Vec::new();
    for (name, figures) in all {
        let place = format!("{{{{ {name} }}}}");
        let position = text.find(&place);
        let position =
            position.ok_or_else(|| io::Error::other(format!("performance.md has no place for {place}")))?;
        sections.push((position, place, figures));
    }
    sections.sort_by_key(|(position, ..)| *position);
    let summary = summary(sections.iter().map(|(_, _, figures)| *figures));
    let mut text = text.replace("{{ machine }}", machine).replace("{{ summary }}", &summary);
    for (_, place, figures) in &sections {
        text = text.replace(place, &section(figures, pictures));
    }
    match text.split_once("{{ ") {
        Some((_, rest)) => {
            let name = rest.split(' ').next().unwrap_or_default();
            Err(io::Error::other(format!("there are no figures of the benchmark {name}")))
        }
        None => Ok(text),
    }
}

/// All that must hold, in one table.
fn summary<'f>(all: impl Iterator<Item = &'f Figures>) -> String {
    let mut text = "| what | beside | must be | is | |\n|:--|:--|--:|--:|:--|\n".to_owned();
    for claim in all.flat_map(|figures| &figures.claims) {
        let Claim { what, beside, bound, measured } = claim;
        let verdict = if claim.holds() { "" } else { "**no**" };
        let (bound, is) = (shown(*bound), Claim::shown(*measured));
        let _ = writeln!(text, "| {what} | {beside} | {bound} | {is} | {verdict} |");
    }
    text.trim_end().to_owned()
}

fn shown(bound: Bound) -> String {
    match bound {
        Bound::AtMost(most) => format!("\u{2264} {most}"),
        Bound::AtLeast(least) => format!("\u{2265} {least}"),
    }
}

fn section(figures: &Figures, pictures: &str) -> String {
    let tables: Vec<_> = figures.tables.iter().map(ToString::to_string).collect();
    let plots = figures.plots.iter().map(|plot| format!("![{}]({pictures}/{}.svg)\n", plot.title, plot.name));
    tables.into_iter().chain(plots).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use codepipeline_fail_benches::Table;

    fn figures() -> BTreeMap<String, Figures> {
        let mut figures = Figures::default();
        figures.claim("time of one report", "curl", Bound::AtMost(0.45), 0.312);
        figures.table(Table::new("One report", ["program", "ms"]).row(["curl", "9.8"]));
        BTreeMap::from([("command".to_owned(), figures)])
    }

    #[test]
    fn figures_stand_in_their_places() {
        let text =
            filled("{{ machine }}: {{ summary }}\n\n{{ command }}\n", &figures(), "here", "performance");
        let text = text.expect("there is a place for each");
        assert!(text.starts_with("here: | what |"), "{text}");
        assert!(text.contains("| time of one report | curl | \u{2264} 0.45 | 0.312 |  |"), "{text}");
        assert!(text.ends_with("| curl    | 9.8 |\n"), "{text}");
    }

    #[test]
    fn nothing_is_left_out() {
        let error =
            |text| filled(text, &figures(), "here", "performance").expect_err("it is not whole").to_string();
        assert!(error("{{ summary }}").contains("no place for {{ command }}"));
        assert!(error("{{ command }} {{ lambda }}").contains("the benchmark lambda"));
    }
}

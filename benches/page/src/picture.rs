//! Draws a plot.

use codepipeline_fail_benches::{Axis, Picture, Plot};
use plotters::coord::Shift;
use plotters::coord::ranged1d::{AsRangedCoord, ValueFormatter};
use plotters::prelude::*;
use std::error::Error;
use std::ops::Range;
use std::path::Path;

const SIZE: (u32, u32) = (760, 420);
const FONT: &str = "sans-serif";
/// Told apart also by who sees no colours, and on light and dark pages alike: <https://jfly.uni-koeln.de/color/>.
const COLOURS: [RGBColor; 6] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
];

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), Box<dyn Error>>;

/// Draws a plot into a file.
pub fn draw(plot: &Plot, file: &Path) -> Drawn {
    let area = SVGBackend::new(file, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    match &plot.picture {
        Picture::Lines { x, y, lines } => draw_lines(&area, &plot.title, x, y, lines)?,
        Picture::Bars { axis, bars } => draw_bars(&area, &plot.title, axis, bars)?,
    }
    area.present()?;
    Ok(())
}

fn draw_lines(
    area: &Area<'_>,
    title: &str,
    x: &Axis,
    y: &Axis,
    lines: &[(String, Vec<(f64, f64)>)],
) -> Drawn {
    let points = || lines.iter().flat_map(|(_, points)| points);
    let across = range(x, points().map(|point| point.0));
    let up = range(y, points().map(|point| point.1));
    // The library has a type for each kind of axis.
    match (x.is_logarithmic, y.is_logarithmic) {
        (true, true) => chart(area, title, across.log_scale(), up.log_scale(), [x, y], lines),
        (true, false) => chart(area, title, across.log_scale(), up, [x, y], lines),
        (false, true) => chart(area, title, across, up.log_scale(), [x, y], lines),
        (false, false) => chart(area, title, across, up, [x, y], lines),
    }
}

fn chart<X, Y>(
    area: &Area<'_>,
    title: &str,
    across: X,
    up: Y,
    [x, y]: [&Axis; 2],
    lines: &[(String, Vec<(f64, f64)>)],
) -> Drawn
where
    X: AsRangedCoord<Value = f64>,
    X::CoordDescType: Ranged<ValueType = f64> + ValueFormatter<f64>,
    Y: AsRangedCoord<Value = f64>,
    Y::CoordDescType: Ranged<ValueType = f64> + ValueFormatter<f64>,
{
    let mut chart = ChartBuilder::on(area)
        .caption(title, (FONT, 18))
        .margin(12)
        .x_label_area_size(44)
        .y_label_area_size(70)
        .build_cartesian_2d(across, up)?;
    let label = |number: &f64| short(*number);
    chart
        .configure_mesh()
        .x_desc(&x.label)
        .y_desc(&y.label)
        .x_label_formatter(&label)
        .y_label_formatter(&label)
        .light_line_style(WHITE)
        .label_style((FONT, 13))
        .draw()?;
    for ((name, points), colour) in lines.iter().zip(COLOURS.into_iter().cycle()) {
        chart
            .draw_series(LineSeries::new(points.iter().copied(), colour.stroke_width(2)))?
            .label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 16, y)], colour.stroke_width(2)));
        if points.len() <= 20 {
            chart.draw_series(points.iter().map(|point| Circle::new(*point, 3, colour.filled())))?;
        }
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::LowerRight)
        .background_style(WHITE.mix(0.8))
        .label_font((FONT, 13))
        .draw()?;
    Ok(())
}

/// Bars that lie, so that there is room for their names.
fn draw_bars(area: &Area<'_>, title: &str, axis: &Axis, bars: &[(String, f64)]) -> Drawn {
    let (width, height) = (f64::from(SIZE.0), f64::from(SIZE.1));
    let (left, right, top, bottom) = (340.0, width - 80.0, 50.0, height - 40.0);
    let scale = |number: f64| if axis.is_logarithmic { number.log10() } else { number };
    let numbers = range(axis, bars.iter().map(|(_, number)| *number));
    let (start, end) = (scale(numbers.start), scale(numbers.end));
    let across = |number: f64| pixel(left + (scale(number) - start) / (end - start) * (right - left));
    let font = |size: u32| TextStyle::from((FONT, size).into_font());
    area.draw(&Text::new(title.to_owned(), (pixel(left), 14), font(18)))?;
    let count = u32::try_from(bars.len())?;
    let step = (bottom - top) / f64::from(count.max(1));
    for ((name, number), row) in bars.iter().zip(0..count) {
        let (upper, lower) = (top + step * f64::from(row) + 6.0, top + step * f64::from(row + 1) - 6.0);
        let bar = [(pixel(left), pixel(upper)), (across(*number), pixel(lower))];
        area.draw(&Rectangle::new(bar, COLOURS[0].filled()))?;
        let middle = pixel(f64::midpoint(upper, lower)) - 7;
        area.draw(&Text::new(name.clone(), (12, middle), font(13)))?;
        area.draw(&Text::new(short(*number), (across(*number) + 6, middle), font(13)))?;
    }
    area.draw(&Text::new(axis.label.clone(), (pixel(left), pixel(bottom) + 12), font(13)))?;
    Ok(())
}

#[expect(clippy::cast_possible_truncation, reason = "it lies within the picture")]
fn pixel(position: f64) -> i32 {
    position.round() as i32
}

/// From nothing, or from a whole power of ten, to a little above the largest.
fn range(axis: &Axis, numbers: impl Iterator<Item = f64> + Clone) -> Range<f64> {
    let largest = numbers.clone().fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let smallest = numbers.fold(largest, f64::min);
    if axis.is_logarithmic {
        10_f64.powf(smallest.log10().floor())..largest * 1.2
    } else {
        0.0..largest * 1.1
    }
}

/// A number, in few characters.
fn short(number: f64) -> String {
    match number {
        number if number >= 1e6 => format!("{}M", trimmed(number / 1e6)),
        number if number >= 1e4 => format!("{}k", trimmed(number / 1e3)),
        number => trimmed(number),
    }
}

fn trimmed(number: f64) -> String {
    let text = if number >= 100.0 { format!("{number:.0}") } else { format!("{number:.2}") };
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let numbers = [0.0, 0.25, 9.0, 110.4, 28_800.0, 1_000_000.0].map(short);
        assert_eq!(numbers, ["0", "0.25", "9", "110", "28.8k", "1M"]);
    }

    #[test]
    fn every_number_has_its_place() {
        let numbers = [0.31, 9.8, 751.0];
        assert!(range(&Axis::linear(""), numbers.into_iter()).contains(&751.0));
        let range = range(&Axis::logarithmic(""), numbers.into_iter());
        assert!(range.start <= 0.1 && range.end > 751.0, "{range:?}");
    }
}

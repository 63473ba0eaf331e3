//! A chart as plain values, and how it is put on paper. Every chart of golive is one scene.

use super::axis::Tick;
use super::canvas::{Canvas, FONT, HEIGHT, TENTHS, WIDTH, width_of};
use super::ink::Ink;
use super::thin::thin;
use crate::render::{language::say, xml::escape};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::BackendCoord;
use std::convert::Infallible;

/// Columns to which all lines together are thinned. One line has a column for each unit of the view box, which is about a pixel; each
/// column keeps its lowest and highest value, so that no peak is lost, and the drawing stays under 60 KB.
const COLUMNS: usize = 800;
/// Up to so many points a line shows each as a mark.
const MARKED: usize = 60;
/// Hairlines stand at least so many tenths apart.
const HAIR: i32 = 40;
/// How far words are kept from each other, in tenths.
const APART: i32 = 60;

/// The shape of a line's points.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Disc,
    Triangle,
    Square,
    Diamond,
}

/// Inks and shapes of lines that mean nothing of their own, in order.
pub(super) const SERIES: [(Ink, Shape); 5] = [
    (Ink::A, Shape::Disc),
    (Ink::B, Shape::Triangle),
    (Ink::C, Shape::Square),
    (Ink::D, Shape::Diamond),
    (Ink::E, Shape::Disc),
];

/// What the x axis counts, and so how a row of the chart's table is found below a place of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Across {
    /// Seconds since 1970; a row begins with its time.
    Time,
    /// Places of releases from 0; the newest has the first row.
    Release,
    /// Values; no row is of one place.
    Value,
}

/// A line with its name written at its end.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) ink: Ink,
    pub(super) shape: Shape,
    /// In order of x; `None` is a gap.
    pub(super) points: Vec<(f64, Option<f64>)>,
    /// Whether few points are shown as marks.
    pub(super) marked: bool,
}

/// Everything that a chart shows.
pub(super) struct Scene {
    pub(super) across: Across,
    pub(super) x: (f64, f64),
    /// The top of the y axis, which starts at 0.
    pub(super) top: f64,
    pub(super) x_ticks: Vec<Tick>,
    pub(super) y_ticks: Vec<Tick>,
    pub(super) lines: Vec<Line>,
    /// Dashed lines with their words.
    pub(super) budgets: Vec<Tick>,
    /// Hairlines with their names, by x.
    pub(super) markers: Vec<Tick>,
    /// What the hairlines are.
    pub(super) hair: Ink,
    /// Where runs failed; they have a rail of their own under the axis.
    pub(super) failures: Vec<f64>,
}

type Area<'a> = DrawingArea<Canvas<'a>, plotters::coord::Shift>;
type Chart<'a, 'b> = ChartContext<
    'b,
    Canvas<'a>,
    Cartesian2d<plotters::coord::types::RangedCoordf64, plotters::coord::types::RangedCoordf64>,
>;
type Drawn = Result<(), DrawingAreaErrorKind<Infallible>>;

/// The `<svg>` of a scene; of words alone where there is nothing to draw.
pub(super) fn svg(id: &str, title: &str, message: &str, scene: Option<&Scene>) -> String {
    let mut out = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-size=\"{FONT}\" role=\"img\" \
         aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escape(title),
        escape(message)
    );
    let start = out.len();
    let drawn = scene.map(|scene| (scene, paint(scene, &mut out)));
    let words = match drawn {
        None => Some(say!("no data")),
        Some((_, Err(_))) => Some(say!("this chart could not be drawn; see its table")),
        Some((scene, Ok(ends))) => {
            let head = out.find('>').unwrap_or_default();
            out.insert_str(head, &scale(scene, ends));
            None
        }
    };
    if let Some(words) = words {
        out.truncate(start);
        out.push_str(&format!(
            "<text class=\"c-text\" text-anchor=\"middle\" x=\"{}\" y=\"{}\">{}</text>",
            WIDTH / 2,
            HEIGHT / 2,
            escape(words)
        ));
    }
    out.push_str("</svg>");
    out
}

/// What script/chart.js needs to tell the values below a pointer: where in the view box which x is, and which y.
fn scale(scene: &Scene, ((left, floor), (right, ceiling)): Ends) -> String {
    let across = match scene.across {
        Across::Time => "time",
        Across::Release => "release",
        Across::Value => return String::new(),
    };
    let place = |tenths: i32| f64::from(tenths) / f64::from(TENTHS);
    let (from, to) = scene.x;
    let (left, right, floor, ceiling) = (place(left), place(right), place(floor), place(ceiling));
    let top = scene.top;
    format!(
        " data-across=\"{across}\" data-x=\"{left} {right} {from} {to}\" data-y=\"{floor} {ceiling} 0 {top}\""
    )
}

/// Where both axes begin, and where they end.
type Ends = (BackendCoord, BackendCoord);

/// Draws, and tells where the ends of the axes are.
fn paint(scene: &Scene, out: &mut String) -> Result<Ends, DrawingAreaErrorKind<Infallible>> {
    let root = Canvas::new(out).into_drawing_area();
    let below = if scene.failures.is_empty() { 0.0 } else { -scene.top * 0.2 };
    let above = TENTHS * if scene.markers.is_empty() { FONT / 2 } else { FONT + 10 };
    let left = scene
        .y_ticks
        .iter()
        .map(|(_, words)| width_of(words))
        .max()
        .unwrap_or(0)
        .max(if scene.failures.is_empty() { 0 } else { width_of(&failed()) })
        + 8 * TENTHS;
    let right = scene.lines.iter().map(|line| width_of(&line.name)).max().unwrap_or(0) + 14 * TENTHS;
    let mut chart = ChartBuilder::on(&root)
        .margin_top(above)
        .margin_right(right.min(WIDTH * TENTHS * 3 / 10))
        .margin_left(left)
        .margin_bottom((FONT + 10) * TENTHS)
        .build_cartesian_2d(scene.x.0..scene.x.1, below..scene.top)?;
    grid(&root, &chart, scene)?;
    let named = hairlines(&root, &chart, scene, below)?;
    for (value, _) in &scene.budgets {
        let ends = [(scene.x.0, *value), (scene.x.1, *value)];
        chart.draw_series(LineSeries::new(ends, Ink::Budget.colour()))?;
    }
    for line in &scene.lines {
        series(&root, &mut chart, scene, line)?;
    }
    failures(&root, &chart, scene, below)?;
    // Words come last: a halo keeps them legible where lines pass below them.
    for (x, side, name) in named {
        words(&root, name, scene.hair, (x, 4 * TENTHS), Pos::new(side, VPos::Top))?;
    }
    budget_words(&root, &chart, scene)?;
    end_names(&root, &chart, scene)?;
    root.present()?;
    Ok((chart.backend_coord(&(scene.x.0, 0.0)), chart.backend_coord(&(scene.x.1, scene.top))))
}

fn words(root: &Area<'_>, text: &str, ink: Ink, at: BackendCoord, pos: Pos) -> Drawn {
    let colour = ink.colour();
    let style = TextStyle::from(("sans-serif", FONT * TENTHS).into_font()).color(&colour).pos(pos);
    root.draw_text(text, &style, at)
}

fn stroke(root: &Area<'_>, ink: Ink, from: BackendCoord, to: BackendCoord) -> Drawn {
    root.draw(&PathElement::new(vec![from, to], ink.colour()))
}

fn grid(root: &Area<'_>, chart: &Chart<'_, '_>, scene: &Scene) -> Drawn {
    let place = |x: f64, y: f64| chart.backend_coord(&(x, y));
    for (value, _) in &scene.y_ticks {
        let ink = if *value > 0.0 { Ink::Grid } else { Ink::Axis };
        stroke(root, ink, place(scene.x.0, *value), place(scene.x.1, *value))?;
    }
    for (value, text) in &scene.y_ticks {
        let (x, y) = place(scene.x.0, *value);
        words(root, text, Ink::Text, (x - 6 * TENTHS, y), Pos::new(HPos::Right, VPos::Center))?;
    }
    let bottom = (HEIGHT - FONT - 4) * TENTHS;
    for (value, text) in &scene.x_ticks {
        let (x, _) = place(*value, 0.0);
        let half = width_of(text) / 2;
        let x = x.clamp(half, (WIDTH * TENTHS - half).max(half));
        words(root, text, Ink::Text, (x, bottom), Pos::new(HPos::Center, VPos::Top))?;
    }
    Ok(())
}

/// Draws the hairlines, and tells where their names go: the newest first, and only those that find room.
fn hairlines<'s>(
    root: &Area<'_>,
    chart: &Chart<'_, '_>,
    scene: &'s Scene,
    below: f64,
) -> Result<Vec<(i32, HPos, &'s str)>, DrawingAreaErrorKind<Infallible>> {
    let (mut last, mut free, mut named) = (i32::MAX, WIDTH * TENTHS, Vec::new());
    for (value, name) in scene.markers.iter().rev() {
        let (x, bottom) = chart.backend_coord(&(*value, below));
        let (_, top) = chart.backend_coord(&(*value, scene.top));
        // A name without room on the right of its hairline stands on the left of it.
        let (left, right) = (x - 3 * TENTHS, x + 3 * TENTHS);
        let is_left = right + width_of(name) > WIDTH * TENTHS;
        let start = if is_left { left - width_of(name) } else { right };
        let fits = start >= 0 && start.saturating_add(width_of(name)) <= free;
        if !fits && last.saturating_sub(x) < HAIR {
            continue;
        }
        last = x;
        let top = if fits { 4 * TENTHS } else { top };
        stroke(root, scene.hair, (x, top), (x, bottom))?;
        if fits {
            free = start.min(x) - APART;
            let (at, side) = if is_left { (left, HPos::Right) } else { (right, HPos::Left) };
            named.push((at, side, name.as_str()));
        }
    }
    Ok(named)
}

/// A box of words: left, top, right, bottom.
type Place = (i32, i32, i32, i32);

/// Budgets are named at the right end, in the middle or at the left end, above or below their line: where the fewest lines pass. Words that
/// would touch other words are left out; the message and the table have every budget.
fn budget_words(root: &Area<'_>, chart: &Chart<'_, '_>, scene: &Scene) -> Drawn {
    let lines: Vec<Vec<BackendCoord>> = scene
        .lines
        .iter()
        .map(|line| line.points.iter().filter_map(|(x, y)| Some(chart.backend_coord(&(*x, (*y)?)))).collect())
        .collect();
    let mut taken: Vec<Place> = Vec::new();
    for (value, text) in &scene.budgets {
        let (right, y) = chart.backend_coord(&(scene.x.1, *value));
        let (left, _) = chart.backend_coord(&(scene.x.0, *value));
        let (_, ceiling) = chart.backend_coord(&(scene.x.0, scene.top));
        let wide = width_of(text);
        let starts = [right - wide - 3 * TENTHS, (left + right - wide) / 2, left + 3 * TENTHS];
        let high = FONT * TENTHS;
        let tops = [y - high - 4 * TENTHS, y + 3 * TENTHS];
        let places = tops.into_iter().flat_map(|top| starts.map(|x| (x, top, x + wide, top + high)));
        let best = places
            .filter(|place| place.1 >= ceiling - high && !taken.iter().any(|other| meet(place, other)))
            .min_by_key(|place| lines.iter().map(|line| crossings(line, place)).sum::<usize>());
        if let Some(place) = best {
            taken.push(place);
            words(
                root,
                text,
                Ink::Budget,
                (place.0, place.3 - 2 * TENTHS),
                Pos::new(HPos::Left, VPos::Bottom),
            )?;
        }
    }
    Ok(())
}

fn meet(a: &Place, b: &Place) -> bool {
    a.0 < b.2 + APART && b.0 < a.2 + APART && a.1 < b.3 && b.1 < a.3
}

/// How many pieces of a line pass through a box.
fn crossings(line: &[BackendCoord], place: &Place) -> usize {
    let passes = |pair: &&[BackendCoord]| {
        let [(x0, y0), (x1, y1)] = **pair else { return false };
        let at = |x: i32| if x1 == x0 { y0 } else { y0 + (y1 - y0) * (x - x0) / (x1 - x0) };
        let (from, to) = (x0.max(place.0), x1.min(place.2));
        let (a, b) = (at(from), at(to));
        from <= to && a.min(b) <= place.3 && a.max(b) >= place.1
    };
    line.windows(2).filter(passes).count()
}

fn series(root: &Area<'_>, chart: &mut Chart<'_, '_>, scene: &Scene, line: &Line) -> Drawn {
    let columns = (COLUMNS / scene.lines.len().max(1)).min(WIDTH.unsigned_abs() as usize);
    let thinned = thin(&line.points, scene.x.0, scene.x.1, columns);
    for run in thinned.split(|(_, y)| y.is_none()) {
        let run: Vec<(f64, f64)> = run.iter().filter_map(|(x, y)| Some((*x, (*y)?))).collect();
        if run.len() > 1 {
            chart.draw_series(LineSeries::new(run, line.ink.colour()))?;
        }
    }
    let marked = line.marked && thinned.iter().filter(|(_, y)| y.is_some()).count() <= MARKED;
    let alone = |at: usize| {
        let gap = |at: Option<usize>| at.and_then(|at| thinned.get(at)).is_none_or(|(_, y)| y.is_none());
        gap(at.checked_sub(1)) && gap(Some(at + 1))
    };
    let shown = thinned.iter().enumerate().filter(|(at, _)| marked || (line.marked && alone(*at)));
    let points: Vec<_> = shown.filter_map(|(_, (x, y))| Some((*x, (*y)?))).collect();
    for point in points {
        mark(root, line.shape, line.ink, chart.backend_coord(&point))?;
    }
    Ok(())
}

fn mark(root: &Area<'_>, shape: Shape, ink: Ink, (x, y): BackendCoord) -> Drawn {
    let colour = ink.colour().filled();
    let corners: &[BackendCoord] = match shape {
        Shape::Disc => return root.draw(&Circle::new((x, y), 32, colour)),
        Shape::Triangle => &[(0, -42), (40, 32), (-40, 32)],
        Shape::Square => &[(-30, -30), (30, -30), (30, 30), (-30, 30)],
        Shape::Diamond => &[(0, -45), (45, 0), (0, 45), (-45, 0)],
    };
    let corners: Vec<_> = corners.iter().map(|(dx, dy)| (x + dx, y + dy)).collect();
    root.draw(&Polygon::new(corners, colour))
}

fn failures(root: &Area<'_>, chart: &Chart<'_, '_>, scene: &Scene, below: f64) -> Drawn {
    let (mut last, mut place) = (i32::MIN, None);
    for value in &scene.failures {
        let (x, y) = chart.backend_coord(&(*value, below / 2.0));
        place = Some(y);
        if x.saturating_sub(last) < HAIR {
            continue;
        }
        last = x;
        root.draw(&Cross::new((x, y), 40, Ink::Failure.colour()))?;
    }
    let Some(y) = place else { return Ok(()) };
    let (x, _) = chart.backend_coord(&(scene.x.0, 0.0));
    words(root, &failed(), Ink::Failure, (x - 6 * TENTHS, y), Pos::new(HPos::Right, VPos::Center))
}

/// The word beside the rail of failures; its place is empty and says what failed.
fn failed() -> String {
    say!("failed{checks}", checks = "")
}

/// Names at the ends of the lines, pushed apart where they would touch.
fn end_names(root: &Area<'_>, chart: &Chart<'_, '_>, scene: &Scene) -> Drawn {
    let mut ends: Vec<(BackendCoord, &Line)> = scene
        .lines
        .iter()
        .filter_map(|line| {
            let (x, y) = line.points.iter().rev().find_map(|(x, y)| Some((*x, (*y)?)))?;
            Some((chart.backend_coord(&(x, y)), line))
        })
        .collect();
    ends.sort_by_key(|((_, y), _)| *y);
    let step = (FONT + 2) * TENTHS;
    let count = i32::try_from(ends.len()).unwrap_or(0);
    let (right, floor) = chart.backend_coord(&(scene.x.1, 0.0));
    let mut lowest = i32::MIN;
    for (n, ((_, y), line)) in (0i32..).zip(ends) {
        let y = y.min(floor - step * (count - 1 - n)).max(lowest.saturating_add(step));
        lowest = y;
        words(root, &line.name, line.ink, (right + 8 * TENTHS, y), Pos::new(HPos::Left, VPos::Center))?;
    }
    Ok(())
}

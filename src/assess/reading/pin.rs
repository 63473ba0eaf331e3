//! Pins: what an item demands where its team says so itself.

use crate::assess::result::judgement::{ItemJudgement, Misread};
use crate::assess::result::{release::ReleaseAssessment, speaker::ChecklistInForce};
use crate::config::ItemOverride;
use crate::config::pin::{Entry, Figure, KEYS, Pin};
use crate::lexicon::{Lexicon, Meaning};
use crate::model::checklist::{Item, Reference};
use crate::model::criterion::{Criterion, Op, Statistic};
use crate::model::inventory::{InventoryDemand, InventoryKind};
use crate::model::problem::{Place, Problem};
use crate::model::reading::{Ask, By, Counted, Reading, Role, Span, Test, Wanted};
use crate::model::{deed::Deed, evidence::Kind, kinds::Property, measurement::Unit};

/// The pin that settles an item, and where it stands: that of the configuration, else that of its own comment, with its line alone.
///
/// # Errors
/// What of the comment cannot be read.
pub fn of(
    item: &Item,
    own: Option<&ItemOverride>,
    lexicon: &Lexicon,
) -> Result<Option<(Pin, Place)>, Misread> {
    if let Some((own, pin)) = own.and_then(|own| Some((own, own.pin.as_ref()?))) {
        return Ok(Some((pin.clone(), Place { column: 0, ..own.place.clone() })));
    }
    let Some(comment) = &item.pin else { return Ok(None) };
    let pin = Pin::parse(&comment.text, lexicon);
    pin.map(|pin| Some((pin, Place::line("", item.line)))).map_err(|(at, message)| Misread { at, message })
}

/// Gives the pins of comments their places, which differ from release to release.
pub fn place(items: &mut [ItemJudgement], in_force: &ChecklistInForce) {
    for judged in items {
        let line = in_force.checklist.item(judged.section, judged.index).map_or(0, |item| item.line);
        if let Some(place) = judged.terms.pinned.as_mut().filter(|place| place.path.is_empty()) {
            *place = Place::line(in_force.origin_of(judged.section).place().clone(), line);
        }
    }
}

/// The pins that could not be read.
pub fn problems(release: &ReleaseAssessment) -> Vec<Problem> {
    let Some(in_force) = &release.in_force else { return Vec::new() };
    let misread = release.items.iter().filter_map(|judged| Some((judged, judged.terms.misread.as_ref()?)));
    let problems = misread.map(|(judged, Misread { at, message })| {
        let item = in_force.checklist.item(judged.section, judged.index);
        let comment = item.and_then(|item| item.pin.as_ref());
        let path = in_force.origin_of(judged.section).place().clone();
        let place = comment.map_or_else(|| Place::file(path.clone()), |own| own.place(path.clone(), *at));
        Problem::error(
            place,
            "pin-misread",
            format!("{message}; the item is judged by its words, and is never verified"),
        )
    });
    problems.collect()
}

/// What a pin asks, as a reading of the pin's own words.
pub fn reading(pin: &Pin, lexicon: &Lexicon) -> Reading {
    let mut reading = shown(pin);
    let spans = reading.spans.iter().enumerate().filter(|(_, span)| span.role != Role::Filler);
    let spans = spans.map(|(n, _)| n).collect::<Vec<_>>();
    // Each entry has one span beside fillers.
    let span = |entry: usize| spans.get(entry).copied().unwrap_or_default();
    let wanted =
        |entry: usize, words: &str, test, list| Wanted { list, ..Wanted::new(words, test, span(entry)) };
    let main = pin.kind.as_ref().and_then(|(entry, kind)| Some((*entry, demanded(pin, kind, lexicon)?)));
    let decides = matches!(&main, Some((_, Criterion::SignedOff { .. })));
    let by = if decides { By::Decider } else { By::Doer };
    let subjects = pin.of.iter().filter(|_| !matches!(main, Some((_, Criterion::Inventory(_)))));
    let mut claims = subjects.map(|(entry, words)| wanted(*entry, words, Test::Told, 0)).collect::<Vec<_>>();
    claims.extend(
        pin.by
            .iter()
            .enumerate()
            .map(|(n, (entry, words))| Wanted { by, ..wanted(*entry, words, Test::Told, n + 1) }),
    );
    let place = pin.place.iter().filter(|_| main.is_none());
    claims.extend(place.map(|(entry, words)| wanted(*entry, words, Test::Told, usize::MAX - 1)));
    let figures =
        pin.figures.iter().map(|(entry, figure)| wanted(*entry, &figure.name, test(figure), usize::MAX));
    let figures = figures.collect::<Vec<_>>();
    // What is not asked of a record of the kind, or of a measurement, must be told by what is named.
    let is_done = matches!(main, Some((_, Criterion::Done(_))));
    let is_measured = main.is_none() && !pin.budget.is_empty();
    if let Some((entry, criterion)) = main {
        let wanted = if is_done { claims.iter().chain(&figures).cloned().collect() } else { Vec::new() };
        reading.asks.push(Ask { criterion, wanted, span: span(entry) });
    }
    for (entry, criterion) in &pin.budget {
        let wanted = if is_measured { claims.clone() } else { Vec::new() };
        reading.asks.push(Ask { criterion: criterion.clone(), wanted, span: span(*entry) });
    }
    if !is_done {
        reading.free = claims.into_iter().filter(|_| !is_measured).chain(figures).collect();
    }
    let window = pin.within.map(|(entry, seconds)| (entry, Criterion::Within { seconds }));
    reading.asks.extend(window.map(|(entry, criterion)| Ask {
        criterion,
        wanted: Vec::new(),
        span: span(entry),
    }));
    let kind = pin
        .kind
        .iter()
        .map(|(entry, kind)| wanted(*entry, &kind.word().replace('-', " "), Test::Told, usize::MAX));
    reading.things = kind.collect();
    reading
}

/// The pin's words in spans. None of them is a plain claim: what evidence does not tell is never attested.
fn shown(pin: &Pin) -> Reading {
    let mut reading = Reading { is_computable: true, outcomes: vec![0], ..Reading::default() };
    for Entry { key, sign, value } in &pin.entries {
        let is_bound = !KEYS.contains(&key.as_str());
        let role = match key.as_str() {
            "kind" | "outcome" => Role::Demand,
            "where" => Role::Where,
            "of" => Role::Rest,
            "by" => Role::Whom,
            "within" => Role::Window,
            "evidence" => Role::Reference,
            _ => Role::Bound,
        };
        if !reading.shown.is_empty() {
            reading.shown.push(' ');
        }
        let (before, own) = if is_bound {
            (String::new(), format!("{key}{sign}{value}"))
        } else {
            (format!("{key}="), value.clone())
        };
        for (words, role) in [(before, Role::Filler), (own, role)] {
            let start = reading.shown.len();
            reading.shown.push_str(&words);
            if !words.is_empty() {
                reading.spans.push(Span { range: start..reading.shown.len(), role, clause: 0 });
            }
        }
    }
    reading
}

/// The demand that a kind makes; `None` for what is measured, where bounds are what is demanded.
fn demanded(pin: &Pin, kind: &Kind, lexicon: &Lexicon) -> Option<Criterion> {
    let place = pin.place.as_ref().map(|(_, word)| usual(word, lexicon));
    if let Some(what) = InventoryKind::of(kind) {
        let names = pin.of.iter().map(|(_, name)| name.clone()).collect();
        return Some(Criterion::Inventory(InventoryDemand { what, place, names }));
    }
    if kind.is_sign_off() {
        return Some(Criterion::SignedOff { scope: false, target: false });
    }
    if kind.is(Property::Measured) && !pin.budget.is_empty() {
        return None;
    }
    let (branch, target) = if *kind == Kind::CiRun { (place, None) } else { (None, place) };
    Some(Criterion::Done(Deed {
        kind: kind.clone(),
        target,
        procedure: None,
        branch,
        parts: Vec::new(),
        whole: false,
        counts: false,
    }))
}

/// An environment by its usual name.
fn usual(word: &str, lexicon: &Lexicon) -> String {
    let known = lexicon.whole(word).iter().find_map(Meaning::place).map(ToString::to_string);
    known.unwrap_or_else(|| word.to_lowercase())
}

fn test(figure: &Figure) -> Test {
    let Figure { op, value, counted, .. } = figure;
    if *op == Op::Equals && *value == 0.0 && *counted == Counted::Things {
        Test::Zero
    } else {
        Test::Figure(vec![(*op, *value)], *counted)
    }
}

/// The pin that says what an item's words were read as; `None` where no pin can say it.
pub fn suggested(reading: &Reading, references: &[Reference]) -> Option<String> {
    let mut parts = Vec::new();
    let mut kinds = 0;
    for ask in &reading.asks {
        match &ask.criterion {
            Criterion::Done(deed) => {
                kinds += 1;
                parts.push(part("kind", deed.kind.word()));
                parts.extend(deed.target.iter().chain(&deed.branch).map(|place| part("where", place)));
            }
            Criterion::Inventory(inventory) => {
                kinds += 1;
                parts.push(part("kind", inventory.what.kind().word()));
                parts.extend(inventory.place.iter().map(|place| part("where", place)));
                parts.extend(inventory.names.iter().map(|name| part("of", name)));
            }
            Criterion::SignedOff { scope: false, target: false } => {
                kinds += 1;
                parts.push(part("kind", "sign-off"));
            }
            Criterion::Within { seconds } => parts.push(format!("within={}", window(*seconds))),
            Criterion::Budget { target: None, .. } => parts.push(part("budget", &bound(&ask.criterion)?)),
            _ => return None,
        }
    }
    let is_turned =
        reading.left.iter().any(|n| reading.spans.get(*n).is_some_and(|span| span.role == Role::Polarity));
    let has_budget = parts.iter().any(|part| part.starts_with("budget="));
    if is_turned || kinds > 1 || (kinds == 0 && !has_budget) {
        return None;
    }
    let mut spans = std::collections::BTreeSet::new();
    let wanted = reading
        .asks
        .iter()
        .flat_map(|ask| &ask.wanted)
        .chain(&reading.free)
        .filter(|wanted| spans.insert(wanted.span));
    for wanted in wanted {
        parts.extend(asked(wanted, reading)?);
    }
    parts.extend(
        references
            .iter()
            .filter(|reference| !matches!(reference, Reference::Url(_)))
            .map(|reference| part("evidence", reference.text())),
    );
    Some(format!("<!-- golive: {} -->", parts.join(" ")))
}

/// Wanted words as parts of a pin.
fn asked(wanted: &Wanted, reading: &Reading) -> Option<Vec<String>> {
    let words = wanted.words.replace('"', "");
    let quoted = |bound: String| if bound.contains(' ') { format!("\"{bound}\"") } else { bound };
    match &wanted.test {
        Test::Told => {
            let is_whom = reading.spans.get(wanted.span).is_some_and(|span| span.role == Role::Whom);
            Some(vec![part(if is_whom { "by" } else { "of" }, &words)])
        }
        Test::Zero => Some(vec![quoted(format!("{words}=0"))]),
        Test::Figure(limits, counted) => {
            let name = if words.is_empty() && *counted == Counted::Millis { "duration" } else { &words };
            let unit = match counted {
                Counted::Things => "",
                Counted::Millis => "ms",
                Counted::Percent => "%",
                Counted::Bytes => "B",
            };
            let limit_text = |(op, value): &(Op, f64)| match (counted, value % 6e4 == 0.0) {
                (Counted::Millis, true) => format!("{name}{}{}min", op.sign(), value / 6e4),
                _ => format!("{name}{}{value}{unit}", op.sign()),
            };
            (!name.is_empty()).then(|| limits.iter().map(|limit| quoted(limit_text(limit))).collect())
        }
    }
}

fn part(key: &str, value: &str) -> String {
    let value = value.replace('"', "").replace("-->", "");
    let is_plain = !value.contains(char::is_whitespace);
    if is_plain { format!("{key}={value}") } else { format!("{key}=\"{value}\"") }
}

/// A window as pins have it: `30d`, `24h`, `90min`.
fn window(seconds: i64) -> String {
    match seconds {
        n if n % 86_400 == 0 && n > 86_400 => format!("{}d", n / 86_400),
        n if n % 3_600 == 0 => format!("{}h", n / 3_600),
        n if n % 60 == 0 => format!("{}min", n / 60),
        n => format!("{n}s"),
    }
}

/// A budget as pins have it: `p95 live latency <= 800ms`.
fn bound(criterion: &Criterion) -> Option<String> {
    let Criterion::Budget { metric, statistic, op, value, unit, label, .. } = criterion else { return None };
    let unit = match unit {
        Unit::Millis => "ms",
        Unit::Percent => "%",
        Unit::Bytes => "bytes",
        Unit::Plain | Unit::Score => "",
    };
    let figure = (*statistic != Statistic::Latest).then(|| statistic.word());
    let words = figure
        .as_deref()
        .into_iter()
        .chain(label.as_deref())
        .chain([metric.name()])
        .collect::<Vec<_>>()
        .join(" ");
    Some(format!("{words} {} {value}{unit}", op.sign()))
}

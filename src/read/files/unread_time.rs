//! Times that a file states and that cannot be read: they are told, and prove no freshness.

use crate::lexicon::stem;
use crate::lexicon::words::{Cue, Name};
use crate::model::evidence::{Facts, Kind};
use crate::model::inventory::InventoryKind;
use crate::model::problem::Problem;
use crate::model::record::{Conclusion, folded};
use crate::model::time::ClaimSource;
use crate::read::latency::check::is_nothing;
use crate::read::latency::smoke;
use crate::read::text::lines::{self, Pattern, capped, numbered};
use crate::read::text::time;
use crate::read::value::conclusion;
use crate::read::value::source::Source;

/// The code of the problem.
pub const UNREAD: &str = "time-unread";

/// So many lines are looked at, and so much of each.
const LINES: usize = 20_000;
const LINE_CAP: usize = 4096;

/// A value by its name: in JSON, YAML, an attribute of XML, a log.
static STATED: Pattern = Pattern::new(
    r#"(?:^|[\s"'{,;-])(?P<name>[A-Za-z$][\w$. ()-]{1,40}?)["']?\s*[:=]\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'<>{}\[\],;][^"'<>{}\[\],;]*)|(?P<d>\[\s*(?:19|20)\d{2}\s*,\s*\d{1,2}\b[^\]]*\]))"#,
);

/// What stands for a day: a year, three numbers, or a number of seconds.
static LIKE_A_DAY: Pattern = Pattern::new(r"\b(?:19|20)\d{2}\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|^\d{9,}$");

/// A day without a year and a clock, as syslog writes it, or a clock.
static SYSLOG: Pattern = Pattern::new(r"^[A-Z][a-z]{2} {1,2}\d{1,2} \d{2}:\d{2}\b");
static CLOCK: Pattern = Pattern::new(r"\b\d{1,2}:\d{2}\b");

/// Whether a name is one for a time.
fn is_name(name: &str) -> bool {
    let name = folded(name);
    Name::Time.has(&name) || Name::CheckTime.has(&name) || is_of_a_tool(&name)
}

/// The names of SARIF and Lighthouse.
fn is_of_a_tool(name: &str) -> bool {
    name.ends_with("timeutc") || name == "fetchtime" || name == "generatedtime"
}

/// Whether nothing that was read of the content tells when all of it was.
pub fn is_untimed(facts: &Facts) -> bool {
    facts.claim.is_none_or(|claim| claim.source == ClaimSource::FileName)
        && (facts.records.is_empty() || facts.records.iter().any(|record| record.claim.is_none()))
        || facts.measurements.iter().any(|one| one.time.is_none() && one.artifact.is_none())
}

/// The first time that is stated and cannot be read, where something that was read of the content tells none.
pub fn problem(source: &Source<'_>, facts: &Facts) -> Option<Problem> {
    let lacks = is_untimed(facts) || facts.records.iter().any(|record| record.claim.is_none());
    let tells = !facts.records.is_empty() || !facts.measurements.is_empty();
    let describes = matches!(facts.kind, Kind::Document | Kind::Image | Kind::Checklist | Kind::Feedback)
        || facts.kind == Kind::File && source.tree().is_none();
    if !lacks || !tells || describes {
        return None;
    }
    if let Some((line, written)) =
        in_columns(source).or_else(|| before_checks(source)).or_else(|| by_name(source))
    {
        let message = format!(
            "the time `{}` cannot be read, so this counts from when it was recorded and shows no freshness; write it as 2026-01-31T09:00:00Z",
            capped(&written, 60)
        );
        return Some(Problem::warning(source.line(line), UNREAD, message));
    }
    // What is kept tells the times of its things.
    let is_done = InventoryKind::of(&facts.kind).is_none();
    let (line, name) = under_another_name(source).filter(|_| is_done)?;
    let message = format!(
        "golive does not know which time `{}` is, so this counts from when it was recorded and shows no freshness; call it `completed_at`",
        capped(&name, 60)
    );
    Some(Problem::warning(source.line(line), UNREAD, message))
}

/// The first value of data or of a report that is a day, by a name that golive reads for no time; but none to come, and none of another thing.
fn under_another_name(source: &Source<'_>) -> Option<(u32, String)> {
    let is_data = source.tree().is_some() || source.text().trim_start().starts_with('<');
    let is_other = |name: &str| {
        let key = folded(name);
        Name::Expires.has(&key)
            || Name::NextRotation.has(&key)
            || Name::TargetDay.has(&key)
            || stem::words(name).any(|word| Cue::OtherTime.is(&word))
    };
    let mut stated = Some(()).filter(|()| is_data).into_iter().flat_map(|()| stated(source));
    let hit = stated.find(|(_, name, value)| is_day(value) && !is_other(name));
    hit.map(|(line, name, _)| (line, name.trim().to_owned()))
}

/// Whether a text is a day or a moment, and nothing else; of numbers only what counts seconds or milliseconds of our times.
fn is_day(value: &str) -> bool {
    match value.parse::<u64>() {
        Ok(number) => {
            (1_000_000_000..2_500_000_000).contains(&number)
                || (1_000_000_000_000..2_500_000_000_000).contains(&number)
        }
        Err(_) => {
            value.starts_with('[')
                || value.len() < 60
                    && LIKE_A_DAY.is_match(value)
                    && (time::parse(value).is_some()
                        || time::find(value).is_some_and(|moment| moment.range.start == 0))
        }
    }
}

/// The values by name of a text, with their lines.
fn stated<'s>(source: &'s Source<'_>) -> impl Iterator<Item = (u32, &'s str, String)> {
    let lines = numbered(source.text()).take(LINES);
    lines.flat_map(|(line, text)| {
        STATED.captures_iter(capped(text, LINE_CAP)).filter_map(move |found| {
            let value = ["a", "b", "c", "d"].into_iter().find_map(|group| found.name(group))?;
            Some((line, found.name("name")?.as_str(), value.as_str().trim().to_owned()))
        })
    })
}

fn by_name(source: &Source<'_>) -> Option<(u32, String)> {
    let is_duration = |name: &str| name.eq_ignore_ascii_case("time");
    let unread = stated(source).find(|(_, name, value)| is_name(name) && is_unread(value, is_duration(name)));
    unread.map(|(line, _, value)| (line, value))
}

/// The first time in front of a check of a smoke log.
fn before_checks(source: &Source<'_>) -> Option<(u32, String)> {
    numbered(source.text()).take(LINES).find_map(|(line, text)| {
        let plain = lines::plain(smoke::before_check(text)?);
        let before = plain.trim_matches(|c: char| c.is_whitespace() || "[]()".contains(c));
        // What only looks so may be an address of a host.
        let is_day = |day: regex::Match<'_>| {
            day.start() == 0 && !before.get(day.end()..).is_some_and(|rest| rest.starts_with('.'))
                || CLOCK.is_match(before)
        };
        let is_meant = LIKE_A_DAY.find(before).is_some_and(is_day) || SYSLOG.is_match(before);
        (is_meant && time::find(before).is_none()).then(|| (line, before.to_owned()))
    })
}

/// Whether a text is meant for a time and is none. `time` may name a duration too.
fn is_unread(value: &str, is_duration: bool) -> bool {
    let is_meant = LIKE_A_DAY.is_match(value)
        || (!is_duration && value.chars().any(char::is_alphanumeric) && !is_nothing(value));
    // `Finished: FAILURE` tells no time.
    let ended = conclusion::parse(value);
    let is_meant = is_meant && !matches!(ended, Some(Conclusion::Succeeded | Conclusion::Failed));
    is_meant && time::find(value).is_none_or(|moment| moment.range.start != 0) && time::parse(value).is_none()
}

/// The first cell of a column of times that cannot be read, in a table whose cells are set apart by commas, semicolons or tabs.
fn in_columns(source: &Source<'_>) -> Option<(u32, String)> {
    let mut lines = numbered(source.text()).take(LINES);
    let (_, head) = lines.next()?;
    let sign = ['\t', ';', ','].into_iter().find(|sign| head.contains(*sign))?;
    let cell = |text: &str| text.trim().trim_matches('"').to_owned();
    let at = head.split(sign).position(|name| is_name(&cell(name)))?;
    lines.find_map(|(line, text)| {
        let value = cell(text.split(sign).nth(at)?);
        is_unread(&value, true).then_some((line, value))
    })
}

//! Whether endpoints answered: what `curl -i` prints, checks in JSON, rows of tables, and lines of logs.

use crate::lexicon::words::{self, Cue, Name};
use crate::model::doing;
use crate::model::evidence::{Facts, Kind, State};
use crate::model::measurement::Measurement;
use crate::model::record::{Conclusion, Part, Record};
use crate::model::time::ClaimSource;
use crate::read::inventories::listing::{Listing, Row};
use crate::read::latency::{check, checks, curl, smoke};

use crate::read::text::lines::{Pattern, group, numbered};
use crate::read::text::{address, lines, time};
use crate::read::value::conclusion;
use crate::read::value::fields::{Fields, plain, short};
use crate::read::value::source::Source;

/// The first line of an answer: `HTTP/2 410`, `< HTTP/1.1 200 OK`.
static ANSWER: Pattern = Pattern::new(r"^(?:< )?HTTP/[0-9.]+ (?P<code>[1-5]\d\d)\b");
/// A status in a line of a log.
static CODE: Pattern = Pattern::new(
    r"(?i)\b(?:status(?:[ _]code)?|http(?:[ _](?:code|status))?|code|->|=>)?[\s=:\[(]*\b(?P<code>[1-5]\d\d)\b(?P<unit>\s?(?:ms|s|kb|bytes?))?",
);
static ADDRESSES: Pattern = Pattern::new(r#"(?i:https?)://[^\s"'`<>|,\])}]+"#);
/// `date: Fri, 10 Oct 2025 02:59:00 GMT`.
static DATE: Pattern = Pattern::new(r"(?i)^(?:< )?date:\s*(?:[A-Za-z]{3},\s*)?(?P<at>.+)$");

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    if source.is_markdown() && words::is_planned(source.name()) {
        return false;
    }
    is_headers(source) || (is_about(source) && !answers(source).is_empty())
}

/// Reads whether endpoints answered.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let mut facts = match () {
        () if smoke::recognises(source) => smoke::read(source),
        () if checks::recognises(source) => checks::read(source),
        () if curl::recognises(source) => curl::read(source),
        () => Facts::of(Kind::Reachability, State::Neutral, 0),
    };
    let parts = answers(source);
    let newest = parts.iter().filter_map(|part| part.when).max_by_key(|claim| claim.at);
    let told = source.records().first();
    let claim = facts.claim.or(newest).or(told.and_then(|record| record.claim));
    let conclusion = conclusion::of_all(parts.iter().map(|part| part.conclusion));
    facts.state = conclusion::state(conclusion).unwrap_or(facts.state);
    facts.records =
        vec![Record { kind: Some(Kind::Reachability), claim, conclusion, parts, ..Record::default() }];
    Facts { kind: Kind::Reachability, claim, ..facts }
}

/// Whether it says that it is about whether something answers.
fn is_about(source: &Source<'_>) -> bool {
    let path = source.path.rsplit('/').take(2).any(|part| Cue::Reachability.is_in(part));
    let titled = || {
        let blocks = &source.document().blocks;
        crate::read::value::markdown::title(blocks).is_some_and(|title| Cue::Reachability.is_in(&title))
    };
    path || source.recorded_kind() == Some(&Kind::Reachability) || (source.is_markdown() && titled())
}

fn is_headers(source: &Source<'_>) -> bool {
    let first = source.text().lines().map(str::trim).filter(|line| !line.is_empty()).take(12);
    !source.is_markdown() && !source.is_json() && first.into_iter().any(|line| ANSWER.is_match(line))
}

/// The endpoints with their answers, by the first shape that tells some.
fn answers(source: &Source<'_>) -> Vec<Part> {
    if is_headers(source) {
        return of_headers(source);
    }
    let listings = crate::read::inventories::listing::listings(source);
    let listed = listings.iter().filter(|listing| {
        let columns = listing.columns();
        let has = |names: Name| columns.iter().any(|column| names.has(column));
        !listing.is_map && has(Name::Endpoint) && (has(Name::Answer) || has(Name::Answered))
    });
    let parts = listed.flat_map(|listing| listing.rows.iter().filter_map(|row| told(row, listing)));
    let parts = parts.take(2000).collect::<Vec<_>>();
    if !parts.is_empty() {
        return parts;
    }
    let single = listings.first().filter(|listing| listing.is_map);
    let one =
        single.and_then(|listing| told(&Row { group: listing.outer.clone(), ..Row::default() }, listing));
    if let Some(one) = one {
        return vec![one];
    }
    let measured = smoke::recognises(source).then(|| smoke::read(source));
    let measured = measured.or_else(|| curl::recognises(source).then(|| curl::read(source)));
    match measured {
        Some(facts) => facts.measurements.iter().map(|one| of_measurement(one)).collect(),
        None if source.tree().is_none() => of_lines(source),
        None => Vec::new(),
    }
}

/// An answer of a row; `None` where it names nothing or tells no outcome.
fn told(row: &Row, listing: &Listing) -> Option<Part> {
    let fields = Fields::of(&row.group);
    let name = row.name.as_deref().or_else(|| fields.word(Name::Endpoint)).map(plain)?;
    let at = fields.word(Name::EndpointAddress).map(plain).filter(|address| *address != name);
    let status = fields.word(Name::Answer).map(plain);
    let truth = fields.word(Name::Answered).map(plain);
    let error = fields.word(Name::ErrorText).map(plain).filter(|word| !check::is_nothing(word));
    if status.is_none() && truth.is_none() && error.is_none() {
        return None;
    }
    let took = fields.word(Name::AnswerTime).and_then(millis);
    let budget = fields
        .word(Name::AnswerBudget)
        .or_else(|| Fields::of(&listing.outer).word(Name::AnswerBudget))
        .and_then(millis);
    let by_word = |word: &str| match word.split([' ', '(']).next().and_then(|code| code.parse::<u16>().ok()) {
        Some(code) if (100..1000).contains(&code) => Some(good(code)),
        Some(_) => Some(Conclusion::Failed),
        None => conclusion::parse(word).or(if doing::speaks_of(&["up", "online"], word) {
            Some(Conclusion::Succeeded)
        } else if Cue::Down.is_in(word) {
            Some(Conclusion::Failed)
        } else {
            None
        }),
    };
    let all = [status.and_then(by_word), truth.and_then(by_word), error.map(|_| Conclusion::Failed)];
    let slow = matches!((took, budget), (Some(took), Some(budget)) if took > budget);
    let known = all.into_iter().flatten().collect::<Vec<_>>();
    let conclusion = match () {
        () if known.contains(&Conclusion::Failed) || slow => Some(Conclusion::Failed),
        () => known.first().copied(),
    };
    let code =
        status.map(|word| if word.parse::<u16>().is_ok() { format!("HTTP {word}") } else { word.to_owned() });
    let detail = detail(at, code, took, budget.filter(|_| slow), error);
    let own = fields.moment(Name::Time).or_else(|| Fields::of(&listing.outer).moment(Name::Time));
    Some(Part { when: own, ..Part::new(short(name), conclusion, detail, row.line) })
}

fn millis(word: &str) -> Option<f64> {
    check::duration(&word.replace(' ', ""))
}

fn good(code: u16) -> Conclusion {
    if (200..400).contains(&code) { Conclusion::Succeeded } else { Conclusion::Failed }
}

/// Where it answered, with what, after how long, over which budget, and why not.
fn detail(
    at: Option<&str>,
    code: Option<String>,
    took: Option<f64>,
    over: Option<f64>,
    error: Option<&str>,
) -> String {
    let took = took.map(|took| format!("{took} ms"));
    let over = over.map(|budget| format!("budget {budget} ms"));
    let all = [at.map(ToOwned::to_owned), code, took, over, error.map(ToOwned::to_owned)];
    short(&all.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn of_measurement(one: &Measurement) -> Part {
    let code = one.status.map(|code| format!("HTTP {code}"));
    let slow = matches!((one.value, one.budget), (Some(took), Some(budget)) if took > budget);
    let failed = slow || one.error.is_some() || one.said_ok == Some(false);
    let conclusion = match one.status {
        _ if failed => Some(Conclusion::Failed),
        Some(code) => Some(good(code)),
        None => None,
    };
    let detail = detail(None, code, one.value, one.budget.filter(|_| slow), one.error.as_deref());
    Part { when: one.claim(), ..Part::new(&*one.target, conclusion, detail, one.line) }
}

/// Answers with their headers. Where no line above one tells its address, the file's name speaks for it.
fn of_headers(source: &Source<'_>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut asked: Option<String> = None;
    let mut head = false;
    for (line, text) in numbered(source.text()).take(20_000) {
        let text = lines::plain(text);
        let text = text.trim();
        if let Some(found) = ANSWER.captures(text) {
            let code = found.name("code").and_then(|code| code.as_str().parse().ok()).unwrap_or_default();
            let name = asked.clone().unwrap_or_else(|| source.stem().to_owned());
            // Of what redirects lead to, and of an answer before the last one, the last one counts.
            parts.pop_if(|last| last.name == name && (head || last.detail.starts_with("HTTP 3")));
            parts.push(Part::new(name, Some(good(code)), format!("HTTP {code}"), line));
            head = true;
        } else if text.is_empty() {
            head = false;
        } else if head {
            let at = DATE.captures(text).and_then(|found| time::claim_in(group(&found, "at")));
            if let (Some(at), Some(last)) = (at, parts.last_mut()) {
                last.when = Some(at);
            }
        } else if text.len() < 1000
            && (text.starts_with(['#', '$', '>', '*', '+'])
                || text.starts_with("curl")
                || text.starts_with("http"))
        {
            asked = ADDRESSES.find(text).and_then(|url| address::http(url.as_str())).or(asked);
        }
    }
    parts
}

/// Lines of a log that name an address and how it answered.
fn of_lines(source: &Source<'_>) -> Vec<Part> {
    let line = |(line, text): (u32, &str)| {
        let text = lines::plain(text);
        let url = ADDRESSES.find(&text).filter(|_| text.len() < 1000)?;
        let name = address::http(url.as_str().trim_end_matches(['.', ';', ':', ')']))?;
        let moment = time::find(&text).filter(|moment| moment.range.start < 3);
        let from = moment.as_ref().map_or(0, |moment| moment.range.end);
        let before = text.get(from..url.start()).unwrap_or_default();
        let rest = format!("{before} {}", text.get(url.end()..).unwrap_or_default());
        let codes = CODE.captures_iter(&rest).filter(|found| found.name("unit").is_none());
        let code = codes.filter_map(|found| found.name("code")?.as_str().parse::<u16>().ok()).next();

        let word = match () {
            () if Cue::EndpointFailed.is_in(&rest) => Some(Conclusion::Failed),
            () if Cue::EndpointAnswered.is_in(&rest) || rest.contains(['✅', '✓', '✔']) => {
                Some(Conclusion::Succeeded)
            }
            () if rest.contains(['❌', '✗', '✘']) => Some(Conclusion::Failed),
            () => None,
        };
        let conclusion = match (code.map(good), word) {
            (Some(Conclusion::Failed), _) | (_, Some(Conclusion::Failed)) => Conclusion::Failed,
            (told, word) => told.or(word)?,
        };
        let detail = code.map_or_else(|| rest.trim().to_owned(), |code| format!("HTTP {code}"));
        let when = moment.map(|moment| moment.claim(ClaimSource::Content));
        Some(Part { when, ..Part::new(name, Some(conclusion), short(&detail), line) })
    };
    numbered(source.text()).take(20_000).filter_map(line).take(2000).collect()
}

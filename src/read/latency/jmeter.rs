//! `JMeter`'s results (JTL), as CSV and as XML: every sample is a check.

use crate::model::evidence::Facts;
use crate::model::measurement::Measurement;
use crate::model::problem::Problem;
use crate::read::latency::check::{Names, file, possible, said, status};
use crate::read::latency::checks::moment;
use crate::read::text::address;
use crate::read::text::lines::capped;
use crate::read::value::source::Source;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What one sample tells, by the names of the CSV.
#[derive(Debug, Default)]
struct Sample {
    time: String,
    elapsed: String,
    label: String,
    code: String,
    message: String,
    success: String,
    failure: String,
    url: String,
}

impl Sample {
    /// Whether it is the sum of samples that are told beside it.
    fn is_transaction(&self) -> bool {
        self.message.starts_with("Number of samples in transaction")
    }

    /// `None` for a transaction, which is the sum of samples that are told beside it, for a line without a duration, and where nothing tells
    /// how the sample ended.
    fn check(&self, names: &mut Names) -> Option<Measurement> {
        let is_told = [&self.success, &self.code].iter().any(|text| !text.trim().is_empty());
        if self.is_transaction() || !is_told {
            return None;
        }
        let value = self.elapsed.trim().parse::<f64>().ok().filter(|value| possible(*value))?;
        let mut one = names.check(&address::http(&self.url).unwrap_or_default());
        one.value = Some(value);
        one.tell_time(moment(&Value::from(self.time.as_str())));
        one.status = self.code.trim().parse().ok().and_then(status);
        if one.label.is_empty() {
            one.label = names.share(&said(&self.label));
        }
        let success = match self.success.trim() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        one.said_ok = success;
        // Samples of other protocols have no status, and a redirect that is a success was asked for: then JMeter's own word is all there is.
        let is_redirect = one.status.is_some_and(|code| (300..400).contains(&code));
        one.http = (one.status.is_some() && !(is_redirect && success == Some(true))) || success.is_none();
        if success == Some(false) {
            // A sample may fail by an assertion alone: then its status is no reason.
            let code =
                if one.status.is_some_and(|code| (200..400).contains(&code)) { "" } else { &self.code };
            let words = [self.failure.as_str(), &self.message, code];
            let why = words.into_iter().find(|words| !words.trim().is_empty() && *words != "OK");
            one.error = Some(names.share(&why.map_or_else(|| "failed".to_owned(), |why| said(why.trim()))));
        }
        Some(one)
    }
}

/// The columns that JMeter writes unless it is told otherwise, for a file without a head.
const COLUMNS: [&str; 17] = [
    "timeStamp",
    "elapsed",
    "label",
    "responseCode",
    "responseMessage",
    "threadName",
    "dataType",
    "success",
    "failureMessage",
    "bytes",
    "sentBytes",
    "grpThreads",
    "allThreads",
    "URL",
    "Latency",
    "IdleTime",
    "Connect",
];

/// The head of a table is no longer than this.
const HEAD: usize = 4096;

/// The separator, and whether the first line is the head of such a table. Without a head it is known by the file's name and a moment in
/// the first cell.
fn separator(source: &Source<'_>) -> Option<(u8, bool)> {
    let first = capped(source.text().lines().next()?, HEAD);
    let cells = |separator: u8| {
        let cells = first.split(char::from(separator)).map(|name| name.trim().trim_matches('"'));
        cells.collect::<Vec<_>>()
    };
    let named = |separator: &u8| {
        let names = cells(*separator);
        let has = |name: &str| names.iter().any(|its| its.eq_ignore_ascii_case(name));
        has("timeStamp") && has("elapsed")
    };
    let marks = first.bytes().filter(|byte| !byte.is_ascii_alphanumeric() && !b"\" ._-".contains(byte));
    let mut known = BTreeSet::new();
    let marks = marks.filter(|mark| known.insert(*mark)).collect::<Vec<_>>().into_iter();
    if let Some(separator) = marks.clone().find(named) {
        return Some((separator, true));
    }
    let plain = |separator: &u8| {
        let cells = cells(*separator);
        let is_moment = |cell: &&str| cell.len() == 13 && cell.bytes().all(|byte| byte.is_ascii_digit());
        cells.first().is_some_and(is_moment) && cells.len() >= COLUMNS.len() - 6
    };
    marks.clone().find(plain).filter(|_| source.extension() == "jtl").map(|separator| (separator, false))
}

/// A row with what tells of which request it is a part. Its texts are shared: a run has few names and threads.
struct Row {
    line: u32,
    check: Option<Arc<Measurement>>,
    is_transaction: bool,
    label: Arc<str>,
    thread: Arc<str>,
    /// When it began and ended, in milliseconds.
    span: Option<(f64, f64)>,
}

/// Leaves out the rows that are parts of another one. `Login-0` is a part of the `Login` in whose time it lies: the step of a redirect. Before
/// version 5 what a page embeds bears its address: a thread does one thing after the other, so that such a row within the time of another one
/// of its thread is a part of it, unless that is a transaction.
fn without_parts(mut rows: Vec<Row>, tells_threads: bool) -> Vec<Row> {
    rows.sort_by(|a, b| {
        let key = |row: &Row| row.span.map(|(from, to)| (from, -to)).unwrap_or_default();
        (&a.thread, key(a)).partial_cmp(&(&b.thread, key(b))).unwrap_or(std::cmp::Ordering::Equal)
    });
    // Of a thread for each name, and for all of them, until when the longest of the rows so far lasts.
    let mut longest: HashMap<Arc<str>, f64> = HashMap::new();
    let (all, mut thread): (Arc<str>, Arc<str>) = ("".into(), "".into());
    rows.retain(|row| {
        if row.thread != thread {
            thread = row.thread.clone();
            longest.clear();
        }
        let Some((from, to)) = row.span.filter(|_| !row.is_transaction) else { return true };
        let label = &*row.label;
        let number = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let whole = label.rsplit_once('-').filter(|(_, end)| number(end)).map_or("", |(whole, _)| whole);
        let of = |name: &str| longest.get(name).copied();
        let is_in = |end: Option<f64>| end.is_some_and(|end| from < end && to <= end);
        let is_embedded = tells_threads && address::http(label).is_some() && is_in(of(""));
        let is_part = is_in(of(whole).filter(|_| !whole.is_empty())) || is_embedded;
        for name in [&all, &row.label] {
            let last = longest.entry(name.clone()).or_insert(to);
            *last = last.max(to);
        }
        !is_part
    });
    rows.sort_by_key(|row| row.line);
    rows
}

pub(crate) fn recognises_csv(source: &Source<'_>) -> bool {
    separator(source).is_some()
}

/// Reads the CSV.
pub(crate) fn read_csv(source: &Source<'_>) -> Facts {
    let mut names = Names::default();
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    let (separator, has_head) = separator(source).unwrap_or((b',', true));
    let mut table = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(has_head)
        .from_reader(source.whole().as_bytes());
    let heads = if has_head { table.headers().cloned().unwrap_or_default() } else { COLUMNS.to_vec().into() };
    let places =
        COLUMNS.map(|name| (name, heads.iter().position(|head| head.trim().eq_ignore_ascii_case(name))));
    let places = HashMap::from(places);
    for row in table.records().flatten() {
        let line = row.position().map_or(0, |at| u32::try_from(at.line()).unwrap_or(u32::MAX));
        let get = |name: &str| {
            let at = places.get(name).copied().flatten();
            at.and_then(|at| row.get(at)).unwrap_or_default().to_owned()
        };
        let sample = Sample {
            time: get("timeStamp"),
            elapsed: get("elapsed"),
            label: get("label"),
            code: get("responseCode"),
            message: get("responseMessage"),
            success: get("success"),
            failure: get("failureMessage"),
            url: get("URL"),
        };
        let elapsed = sample.elapsed.trim().parse::<f64>().ok();
        if elapsed.is_none() {
            let message = format!("elapsed={} is no duration", said(&sample.elapsed));
            problems.push(Problem::warning(source.line(line), "smoke-number", message));
        }
        #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are exact in a double")]
        let from = moment(&Value::from(sample.time.as_str())).map(|claim| claim.at.as_millisecond() as f64);
        let span = from.zip(elapsed).map(|(from, elapsed)| (from, from + elapsed));
        rows.push(Row {
            line,
            check: sample.check(&mut names).map(|check| Arc::new(Measurement { line, ..check })),
            is_transaction: sample.is_transaction(),
            label: names.share(&sample.label),
            thread: names.share(&get("threadName")),
            span,
        });
    }
    let has = |name: &str| places.get(name).copied().flatten().is_some();
    if !has("success") && !has("responseCode") {
        let message =
            "nothing was read from this file: a sample without `success` and `responseCode` tells no outcome";
        problems.push(Problem::warning(source.place(), "unread", message));
    }
    let rows = without_parts(rows, has("threadName") && has("responseMessage"));
    let found: Vec<_> = rows.into_iter().filter_map(|row| row.check).collect();
    file(source, found, problems)
}

pub(crate) fn recognises_xml(source: &Source<'_>) -> bool {
    let text = source.text().trim_start();
    text.starts_with('<') && crate::read::text::lines::capped(text, 2000).contains("<testResults")
}

/// Reads the XML.
pub(crate) fn read_xml(source: &Source<'_>) -> Facts {
    let mut names = Names::default();
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    let text = source.whole();
    let lines = crate::read::text::lines::LineIndex::new(text);
    let mut xml = quick_xml::Reader::from_str(text);
    let at = |position: u64| lines.line(usize::try_from(position).unwrap_or(usize::MAX));
    // The outermost samples alone, or those right within a transaction: what is within them are their parts. An address and the message
    // of a failed assertion are texts within the sample.
    let (mut depth, mut outermost) = (0usize, 1usize);
    let (mut open, mut text_of) = (None::<(u32, Sample)>, None::<Text>);
    loop {
        let line = at(xml.buffer_position());
        match xml.read_event() {
            Ok(Event::Start(tag)) => {
                if depth == outermost {
                    open = sample(&tag).map(|sample| (line, sample));
                }
                text_of = text_within((depth + 1).saturating_sub(outermost), tag.local_name().as_ref());
                depth += 1;
                if open.as_ref().is_some_and(|(_, sample)| sample.is_transaction()) {
                    open = None;
                    outermost = depth;
                }
            }
            Ok(Event::Empty(tag)) if depth == outermost => {
                let one = sample(&tag).and_then(|sample| sample.check(&mut names));
                found.extend(one.map(|m| Measurement { line, ..m }));
            }
            Ok(Event::Text(text)) => write(&mut open, text_of, text.as_ref()),
            Ok(Event::GeneralRef(name)) => write(&mut open, text_of, entity(name.as_ref())),
            Ok(Event::End(_)) => {
                text_of = None;
                depth = depth.saturating_sub(1);
                outermost = outermost.min(depth.max(1));
                if depth == outermost
                    && let Some((line, sample)) = open.take()
                {
                    found.extend(sample.check(&mut names).map(|m| Measurement { line, ..m }));
                }
            }
            Ok(Event::Eof) if depth == 0 => break,
            Ok(event) if !matches!(event, Event::Eof) => {}
            end => {
                let message = match end {
                    Ok(_) => "this XML ends before its samples do, so it verifies nothing".to_owned(),
                    Err(error) => {
                        format!("this is not valid XML from here on, so it verifies nothing: {error}")
                    }
                };
                problems.push(Problem::warning(source.line(line), "xml-syntax", message));
                return Facts { cut: true, ..file(source, found, problems) };
            }
        }
    }
    file(source, found, problems)
}

/// A text within a sample.
type Text = fn(&mut Sample) -> &mut String;

/// Which one the text of an element at a depth is.
fn text_within(depth: usize, name: &str) -> Option<Text> {
    match (depth, name) {
        (2, "java.net.URL") => Some(|sample| &mut sample.url),
        (3, "failureMessage") => Some(|sample| &mut sample.failure),
        _ => None,
    }
}

/// Adds a piece of a text to the sample that is open.
fn write(open: &mut Option<(u32, Sample)>, to: Option<Text>, piece: &str) {
    if let (Some((_, sample)), Some(text)) = (open, to) {
        text(sample).push_str(piece);
    }
}

/// The character that an entity stands for.
fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

/// A sample's attributes; `None` for another element.
fn sample(tag: &BytesStart<'_>) -> Option<Sample> {
    if !matches!(tag.local_name().as_ref(), "httpSample" | "sample") {
        return None;
    }
    let mut sample = Sample::default();
    for attribute in tag.attributes().flatten() {
        let slot = match attribute.key.as_ref() {
            "ts" => &mut sample.time,
            "t" => &mut sample.elapsed,
            "lb" => &mut sample.label,
            "rc" => &mut sample.code,
            "rm" => &mut sample.message,
            "s" => &mut sample.success,
            _ => continue,
        };
        *slot = quick_xml::escape::unescape(&attribute.value).unwrap_or_default().into_owned();
    }
    Some(sample)
}

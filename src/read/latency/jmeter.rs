//! `JMeter`'s results (JTL), as CSV and as XML: every sample is a check.

use super::check::{Names, file, possible, said, status};
use super::checks::moment;
use crate::model::{
    evidence::{Facts, Kind},
    measurement::Measurement,
    problem::Problem,
};
use crate::read::address;
use crate::read::source::{Reader, Source};
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

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
    /// `None` for a transaction, which is the sum of samples that are told beside it, and for a line without a duration.
    fn check(&self, names: &mut Names) -> Option<Measurement> {
        if self.message.starts_with("Number of samples in transaction") {
            return None;
        }
        let value = self.elapsed.trim().parse::<f64>().ok().filter(|value| possible(*value))?;
        let mut one = names.check(&address::http(&self.url).unwrap_or_default());
        one.value = Some(value);
        one.time = moment(&Value::from(self.time.as_str()));
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
        // Samples of other protocols have no status: then JMeter's own word is all there is.
        one.http = one.status.is_some() || success.is_none();
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

/// Reads the CSV.
#[derive(Clone, Copy, Debug)]
pub struct Csv;

impl Csv {
    /// The separator, where the first line is the head of such a table.
    fn separator(source: &Source<'_>) -> Option<u8> {
        let head = source.text().lines().next()?;
        let has = |separator: char| {
            let names: Vec<&str> = head.split(separator).map(|name| name.trim().trim_matches('"')).collect();
            ["timeStamp", "elapsed", "success"].iter().all(|name| names.contains(name))
        };
        [(',', b','), (';', b';'), ('\t', b'\t')]
            .into_iter()
            .find(|(separator, _)| has(*separator))
            .map(|(_, byte)| byte)
    }
}

impl Reader for Csv {
    fn kind(&self) -> Kind {
        Kind::Smoke
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        Self::separator(source).is_some()
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        let mut names = Names::default();
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        let separator = Self::separator(source).unwrap_or(b',');
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .from_reader(source.whole().as_bytes());
        let heads = rows.headers().cloned().unwrap_or_default();
        let place = |name: &str| heads.iter().position(|head| head.trim() == name);
        let places = [
            "timeStamp",
            "elapsed",
            "label",
            "responseCode",
            "responseMessage",
            "success",
            "failureMessage",
            "URL",
        ]
        .map(place);
        for row in rows.records().flatten() {
            let line = row.position().map_or(0, |at| u32::try_from(at.line()).unwrap_or(u32::MAX));
            let [time, elapsed, label, code, message, success, failure, url] =
                places.map(|at| at.and_then(|at| row.get(at)).unwrap_or_default().to_owned());
            let sample = Sample { time, elapsed, label, code, message, success, failure, url };
            if sample.elapsed.trim().parse::<f64>().is_err() {
                let message = format!("elapsed={} is no duration", said(&sample.elapsed));
                problems.push(Problem::warning(source.line(line), "smoke-number", message));
            }
            found.extend(sample.check(&mut names).map(|m| Measurement { line, ..m }));
        }
        file(source, found, problems)
    }
}

/// Reads the XML.
#[derive(Clone, Copy, Debug)]
pub struct Xml;

impl Reader for Xml {
    fn kind(&self) -> Kind {
        Kind::Smoke
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        let text = source.text().trim_start();
        text.starts_with('<') && crate::read::lines::capped(text, 2000).contains("<testResults")
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        let mut names = Names::default();
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        let text = source.whole();
        let lines = crate::read::lines::LineIndex::new(text);
        let mut xml = quick_xml::Reader::from_str(text);
        let at = |position: u64| lines.line(usize::try_from(position).unwrap_or(usize::MAX));
        // The outermost samples alone: those within are parts of them. An address and the message of a failed assertion are texts within
        // the sample.
        let (mut depth, mut open, mut text_of) = (0usize, None::<(u32, Sample)>, None::<Text>);
        loop {
            let line = at(xml.buffer_position());
            match xml.read_event() {
                Ok(Event::Start(tag)) => {
                    if depth == 1 {
                        open = sample(&tag).map(|sample| (line, sample));
                    }
                    text_of = Text::of(depth, tag.local_name().as_ref());
                    depth += 1;
                }
                Ok(Event::Empty(tag)) if depth == 1 => {
                    let one = sample(&tag).and_then(|sample| sample.check(&mut names));
                    found.extend(one.map(|m| Measurement { line, ..m }));
                }
                Ok(Event::Text(text)) => write(&mut open, text_of, text.as_ref()),
                Ok(Event::GeneralRef(name)) => write(&mut open, text_of, entity(name.as_ref())),
                Ok(Event::End(_)) => {
                    text_of = None;
                    depth = depth.saturating_sub(1);
                    if depth == 1
                        && let Some((line, sample)) = open.take()
                    {
                        found.extend(sample.check(&mut names).map(|m| Measurement { line, ..m }));
                    }
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => {
                    let message = format!("this is not valid XML from here on: {error}");
                    problems.push(Problem::warning(source.line(line), "xml-syntax", message));
                    break;
                }
            }
        }
        file(source, found, problems)
    }
}

/// A text within a sample.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    Url,
    Failure,
}

impl Text {
    /// What the text of an element at a depth tells.
    fn of(depth: usize, name: &str) -> Option<Self> {
        match (depth, name) {
            (2, "java.net.URL") => Some(Self::Url),
            (3, "failureMessage") => Some(Self::Failure),
            _ => None,
        }
    }
}

/// Adds a piece of a text to the sample that is open.
fn write(open: &mut Option<(u32, Sample)>, to: Option<Text>, piece: &str) {
    let (Some((_, sample)), Some(to)) = (open, to) else { return };
    match to {
        Text::Url => sample.url.push_str(piece),
        Text::Failure => sample.failure.push_str(piece),
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

//! What `curl -w` prints: a line of named values (`http_code=200 time_total=0.241500`), a line of a status, a time and an address, or the
//! timing template over several lines (`time_connect: …`, `time_total: …`).

use super::check::{Names, duration, file, said, status};
use crate::model::{
    evidence::{Facts, Kind},
    measurement::Measurement,
};
use crate::read::lines::{numbered, pattern, plain};
use crate::read::source::{Reader, Source};
use crate::read::{address, time};
use jiff::Timestamp;
use regex::Regex;
use std::sync::LazyLock;

/// curl's variables by name.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"\b(?P<k>http_code|response_code|url_effective|url|timestamp|errormsg|exitcode|time_(?:namelookup|connect|appconnect|pretransfer|redirect|starttransfer|total))["']?\s*[:=]\s*["']?(?P<v>[^\s"',;|]+)"#,
    )
});

/// Reads what `curl -w` prints.
#[derive(Clone, Copy, Debug)]
pub struct Curl;

impl Reader for Curl {
    fn kind(&self) -> Kind {
        Kind::Smoke
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        if source.is_markdown() || source.is_json() {
            return false;
        }
        let (mut bare, mut others) = (0usize, 0usize);
        for (_, line) in numbered(source.text()).filter(|(_, line)| !line.trim().is_empty()) {
            *(if Bare::of(line).is_some() { &mut bare } else { &mut others }) += 1;
        }
        bare > others || (source.text().contains("time_total") && !checks(source).is_empty())
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        file(source, checks(source), Vec::new())
    }
}

fn checks(source: &Source<'_>) -> Vec<Measurement> {
    let mut names = Names::default();
    let mut found = Vec::new();
    let mut open = Told::default();
    for (line, text) in numbered(source.text()) {
        let text = plain(text);
        if let Some(bare) = Bare::of(&text) {
            found.extend(std::mem::take(&mut open).check(&mut names));
            found.extend(bare.told(line).check(&mut names));
            continue;
        }
        for captures in NAMED.captures_iter(&text) {
            let key = captures.name("k").map_or("", |key| key.as_str());
            // A name that comes again begins the next check.
            if open.keys.iter().any(|known| known == key) {
                found.extend(std::mem::take(&mut open).check(&mut names));
            }
            let at = time::find(&text).filter(|moment| moment.range.start < 3).map(|moment| moment.at);
            open.time = open.time.or(at);
            open.take(key, value(&captures), line);
        }
    }
    found.extend(open.check(&mut names));
    found
}

fn value<'t>(captures: &regex::Captures<'t>) -> &'t str {
    captures.name("v").map_or("", |value| value.as_str())
}

/// One transfer as its values come.
#[derive(Debug, Default)]
struct Told {
    keys: Vec<String>,
    line: u32,
    /// The line of its last value.
    last: u32,
    time: Option<Timestamp>,
    url: String,
    code: Option<u16>,
    /// Whether a status is told; `000` says that nothing answered.
    coded: bool,
    total: Option<f64>,
    error: String,
}

impl Told {
    fn take(&mut self, key: &str, value: &str, line: u32) {
        self.keys.push(key.to_owned());
        self.line = if self.line == 0 { line } else { self.line };
        self.last = line;
        match key {
            "time_total" => self.total = duration(&format!("{}s", value.trim_end_matches('s'))),
            "timestamp" => self.time = self.time.or_else(|| Some(time::parse(value)?.at)),
            "url_effective" | "url" => self.url = address::http(value).unwrap_or_default(),
            "http_code" | "response_code" => {
                self.coded = true;
                self.code = value.parse().ok().and_then(status);
            }
            "errormsg" if value != "(null)" => self.error = said(value),
            "exitcode" if value != "0" && self.error.is_empty() => {
                self.error = format!("curl exit code {}", said(value))
            }
            _ => {}
        }
    }

    /// `None` where no total time is told; and where values are spread over lines without the phases of curl's own timing template, which
    /// any log of a team's own may look like: for that there is `[[reader]]`.
    fn check(self, names: &mut Names) -> Option<Measurement> {
        let phases = self.keys.iter().filter(|key| key.starts_with("time_")).count();
        let told = self.keys.iter().any(|key| key == "time_total");
        if !told || (self.last > self.line && phases < 2) {
            return None;
        }
        let error = match (self.error.as_str(), self.coded) {
            ("", false) => Some("no status is told"),
            ("", true) => None,
            (error, _) => Some(error),
        };
        Some(Measurement {
            value: self.total,
            time: self.time,
            status: self.code,
            error: error.map(|error| names.share(error)),
            line: self.line,
            ..names.check(&self.url)
        })
    }
}

/// `200 0.241500 https://…` in any order, maybe behind a moment: curl alone prints seconds to the millionth.
struct Bare<'t> {
    code: &'t str,
    total: &'t str,
    url: &'t str,
    time: Option<Timestamp>,
}

impl<'t> Bare<'t> {
    fn of(line: &'t str) -> Option<Self> {
        let mut bare = Self { code: "", total: "", url: "", time: None };
        let words: Vec<&str> =
            line.split([' ', '\t', ',', ';']).filter(|word| !word.is_empty()).take(7).collect();
        if !(2..7).contains(&words.len()) {
            return None;
        }
        for word in words {
            let slot = match word {
                _ if is_total(word) => &mut bare.total,
                _ if word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit()) => &mut bare.code,
                _ if word.starts_with("http") => &mut bare.url,
                _ => {
                    bare.time = Some(time::parse(word)?.at);
                    continue;
                }
            };
            if !slot.is_empty() {
                return None;
            }
            *slot = word;
        }
        (!bare.code.is_empty() && !bare.total.is_empty()).then_some(bare)
    }

    fn told(&self, line: u32) -> Told {
        let mut told = Told { time: self.time, ..Told::default() };
        for (key, value) in
            [("http_code", self.code), ("time_total", self.total), ("url_effective", self.url)]
        {
            told.take(key, value, line);
        }
        told
    }
}

fn is_total(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let split = word.strip_suffix('s').unwrap_or(word).split_once('.');
    split.is_some_and(|(whole, rest)| rest.len() == 6 && digits(whole) && digits(rest))
}

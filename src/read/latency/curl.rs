//! What `curl -w` prints: a line of named values (`http_code=200 time_total=0.241500`), a line of a status, a time and an address, or the
//! timing template over several lines (`time_connect: …`, `time_total: …`).

use crate::model::evidence::Facts;
use crate::model::measurement::Measurement;
use crate::model::problem::Problem;
use crate::model::time::{Claim, ClaimSource};
use crate::read::latency::check::{Names, duration, exit_code, file, said, status};
use crate::read::text::lines::{Pattern, group, numbered, plain};
use crate::read::text::{address, time};
use crate::read::value::source::Source;

/// curl's variables by name.
static NAMED: Pattern = Pattern::new(
    r#"\b(?P<k>http_code|response_code|url_effective|url|timestamp|errormsg|exitcode|time_(?:namelookup|connect|appconnect|pretransfer|redirect|starttransfer|total))["']?\s*[:=]\s*["']?(?P<v>[^\s"',;|]+)"#,
);

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    if source.is_markdown() || source.is_json() {
        return false;
    }
    let (mut bare, mut others) = (0usize, 0usize);
    for (_, line) in numbered(source.text()).filter(|(_, line)| !line.trim().is_empty()) {
        *(if lone_line(line, 0).is_some() { &mut bare } else { &mut others }) += 1;
    }
    let told = || transfers(source.text()).iter().any(Told::is_transfer);
    bare > others || (source.text().contains("time_total") && told())
}

/// Reads what `curl -w` prints.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let mut names = Names::default();
    let told = transfers(source.whole()).into_iter().filter(Told::is_transfer);
    // Whether a transfer succeeded that tells neither a status nor an error is not known: it is neither a latency nor a failure.
    let (known, unknown): (Vec<Told>, Vec<Told>) = told.partition(Told::tells_outcome);
    let note = unknown.first().map(|first| {
        let count = unknown.len();
        let transfers = if count == 1 { "transfer" } else { "transfers" };
        let message = format!(
            "{count} {transfers} without a status cannot be judged and are left out; let curl write %{{http_code}} too"
        );
        Problem::warning(source.line(first.line), "no-status", message)
    });
    let checks = known.into_iter().map(|told| told.check(&mut names)).collect();
    file(source, checks, note.into_iter().collect())
}

/// What a text tells of each transfer, whole or not.
fn transfers(text: &str) -> Vec<Told> {
    let mut found = Vec::new();
    let mut open = Told::default();
    for (line, text) in numbered(text) {
        let text = plain(text);
        if let Some(bare) = lone_line(&text, line) {
            found.extend([std::mem::take(&mut open), bare]);
            continue;
        }
        let values: Vec<_> = NAMED.captures_iter(&text).collect();
        let at = values.first().and_then(|_| time::find(&text)).filter(|moment| moment.range.start < 3);
        let at = at.map(|moment| moment.claim(ClaimSource::Content));
        for (n, captures) in values.iter().enumerate() {
            let key = group(captures, "k");
            // A name that comes again begins the next check.
            if open.has(key) {
                found.push(std::mem::take(&mut open));
            }
            open.time = open.time.or(at);
            let next = values.get(n + 1).and_then(|next| next.get(0)).map_or(text.len(), |next| next.start());
            open.take(key, value(&text, key, captures, next), line);
        }
    }
    found.push(open);
    found
}

/// A value ends where a blank stands, but for a message: that one ends with its quotes, else where the next value begins.
fn value<'t>(text: &'t str, key: &str, captures: &regex::Captures<'t>, next: usize) -> &'t str {
    let Some(found) = captures.name("v") else { return "" };
    if key != "errormsg" {
        return found.as_str();
    }
    let quote = text.get(..found.start()).and_then(|before| before.chars().next_back());
    let rest = text.get(found.start()..next).unwrap_or_default();
    match quote.filter(|quote| ['"', '\''].contains(quote)).and_then(|quote| rest.find(quote)) {
        Some(end) => rest.get(..end).unwrap_or_default(),
        None => rest.trim_end_matches(|c: char| c.is_whitespace() || ",;|\"'{".contains(c)),
    }
}

/// One transfer as its values come.
#[derive(Debug, Default)]
struct Told {
    keys: Vec<String>,
    line: u32,
    /// The line of its last value.
    last: u32,
    time: Option<Claim>,
    url: String,
    code: Option<u16>,
    /// Whether a status is told; `000` says that nothing answered.
    coded: bool,
    total: Option<f64>,
    error: String,
    /// What curl's exit code says of a failure.
    exit: Option<String>,
}

impl Told {
    fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known == key)
    }

    fn take(&mut self, key: &str, value: &str, line: u32) {
        self.keys.push(key.to_owned());
        self.line = if self.line == 0 { line } else { self.line };
        self.last = line;
        match key {
            "time_total" => self.total = duration(&format!("{}s", value.trim_end_matches('s'))),
            "timestamp" => self.time = self.time.or_else(|| time::claim(value)),
            "url_effective" | "url" => self.url = address::http(value).unwrap_or_default(),
            "http_code" | "response_code" => {
                self.coded = true;
                self.code = value.parse().ok().and_then(status);
            }
            "errormsg" if value != "(null)" => self.error = said(value),
            "exitcode" => self.exit = exit_code(value),
            _ => {}
        }
    }

    /// Whether it is one: a total time is told. Where values are spread over lines it takes the phases of curl's own timing template
    /// too, for any log of a team's own may look like that: for it there is `[[reader]]`.
    fn is_transfer(&self) -> bool {
        let phases = self.keys.iter().filter(|key| key.starts_with("time_")).count();
        self.has("time_total") && (self.last == self.line || phases >= 2)
    }

    /// Whether it is told how it came out.
    fn tells_outcome(&self) -> bool {
        self.coded || !self.error.is_empty() || self.exit.is_some()
    }

    fn check(self, names: &mut Names) -> Measurement {
        let error = Some(self.error).filter(|error| !error.is_empty()).or(self.exit);
        let mut check = Measurement {
            value: self.total,
            status: self.code,
            error: error.map(|error| names.share(&error)),
            line: self.line,
            ..names.check(&self.url)
        };
        check.tell_time(self.time);
        check
    }
}

/// A line of `200 0.241500 https://…` in any order, maybe behind a moment: curl alone prints seconds to the millionth.
fn lone_line(text: &str, line: u32) -> Option<Told> {
    let words = text.split([' ', '\t', ',', ';']).filter(|word| !word.is_empty()).take(7).collect::<Vec<_>>();
    let mut told = Told::default();
    for word in &words {
        let key = match *word {
            _ if is_total(word) => "time_total",
            _ if word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit()) => "http_code",
            _ if word.starts_with("http") => "url_effective",
            _ => {
                told.time = Some(time::claim(word)?);
                continue;
            }
        };
        if told.has(key) {
            return None;
        }
        told.take(key, word, line);
    }
    (words.len() < 7 && told.has("http_code") && told.has("time_total")).then_some(told)
}

fn is_total(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let split = word.strip_suffix('s').unwrap_or(word).split_once('.');
    split.is_some_and(|(whole, rest)| rest.len() == 6 && digits(whole) && digits(rest))
}

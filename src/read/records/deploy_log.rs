//! Logs of deployments as terminals show them: colours, spinners that draw over themselves, boxes.

use crate::model::record::{Conclusion, Record};
use crate::model::time::{Claim, ClaimSource};
use crate::read::text::lines::{capped, numbered, plain};
use crate::read::text::{address, time};
use crate::read::value::source::Source;
use crate::read::value::tools;
use serde::Deserialize;
use std::sync::LazyLock;

/// A mark stands at the beginning of its line.
const HEAD_CAP: usize = 160;

/// What logs of deployments say, in lower case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    /// What only such a log says.
    marks: Vec<String>,
    /// What says that it succeeded.
    done: Vec<String>,
    /// What says that it failed, wherever it stands in a line.
    broke: Vec<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| tools::named("deploy_log"));

/// Whether a plain log has a mark of a deployment.
pub fn is_log(source: &Source<'_>) -> bool {
    let is_plain = source.is_log() && !source.is_json() && !source.is_markdown();
    is_plain && numbered(source.text()).any(|(_, line)| begins(&plain(line).to_lowercase()))
}

/// Whether a line begins with a mark, but for a prompt, a box or a time stamp: other logs quote such words in their midst.
fn begins(line: &str) -> bool {
    let head = capped(line, HEAD_CAP);
    PHRASES.marks.iter().filter_map(|mark| head.get(..head.find(mark)?)).any(|before| {
        let stamp = |c: char| !c.is_alphabetic() || matches!(c, 't' | 'z');
        before.chars().all(stamp) && !before.contains('/')
    })
}

fn says(line: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| line.contains(phrase))
}

/// The deployment that a log tells. A log that breaks off tells no outcome; of several outcomes the last one counts.
pub fn read(source: &Source<'_>) -> Record {
    let mut record = Record { line: 1, ..Record::default() };
    for (number, line) in numbered(source.text()) {
        let line = plain(line);
        record.claim = stamp(&line).or(record.claim);
        let lower = line.to_lowercase();
        let broke =
            says(&lower, &PHRASES.broke) || lower.starts_with("error:") || lower.contains("─ error ─");
        if broke || says(&lower, &PHRASES.done) {
            record.conclusion = Some(if broke { Conclusion::Failed } else { Conclusion::Succeeded });
            record.line = number;
        }
        if lower.contains("deployed app at") || lower.contains("production: https://") {
            record.target = line.split_whitespace().find_map(address::http).or(record.target);
        }
    }
    record
}

/// The moment with which a line begins.
pub(in crate::read) fn stamp(line: &str) -> Option<Claim> {
    let line = line.trim_start_matches(['[', ' ', '(']);
    let may = line.bytes().take(4).all(|byte| byte.is_ascii_digit());
    let moment = may.then(|| time::find(capped(line, 64))).flatten()?;
    (moment.range.start == 0).then(|| moment.claim(ClaimSource::Content))
}

//! What stands in a log behind the success that it tells: `Result: FAILED` below `New version released`.

use crate::model::doing::DONE_ONCE;
use crate::model::evidence::{Facts, Kind, State};
use crate::model::record::Conclusion;
use crate::read::text::aftermath::{Aftermath, untimed};
use crate::read::text::lines::capped;
use crate::read::value::source::Source;

const LINE_CAP: usize = 500;

/// Takes the last success of a log of a doing back where a line behind it says that it did not hold. Reports of tests have rules of their own.
pub fn weigh(facts: &mut Facts, source: &Source<'_>) {
    if !source.is_log() || facts.kind == Kind::CiRun || !DONE_ONCE.contains(&facts.kind) {
        return;
    }
    let last = facts.records.iter_mut().filter(|record| record.line > 0).max_by_key(|record| record.line);
    let Some(last) = last.filter(|record| record.conclusion == Some(Conclusion::Succeeded)) else { return };
    let mut aftermath = Aftermath::default();
    let mut first = None;
    for line in source.text().lines().skip(last.line as usize) {
        aftermath.line_of_doing(untimed(capped(line, LINE_CAP)));
        first = first.or(aftermath.takes_back().then_some(line));
    }
    if let Some(line) = first.filter(|_| aftermath.takes_back()) {
        last.conclusion = Some(Conclusion::Pending);
        last.beside = capped(line.trim(), LINE_CAP).to_owned();
        if facts.state == State::Proving {
            facts.state = State::Neutral;
        }
    }
}

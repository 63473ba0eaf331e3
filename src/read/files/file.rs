//! Whatever no other reader knows.

use crate::model::evidence::{Facts, Kind, State};
use crate::model::problem::Problem;
use crate::read::lighthouse::reports;
use crate::read::records::account;
use crate::read::value::source::Source;

/// Reads any file: its size and hash, and the broken syntax of a `.json`.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let mut facts = Facts::of(Kind::File, State::Neutral, source.bytes.len() as u64);
    let json = source.extension() == "json";
    if json && source.text.is_none() {
        facts.state = State::Unreadable;
        let message = "this is not valid JSON: it holds NUL bytes";
        facts.problems.push(Problem::error(source.place(), "json-syntax", message));
    } else if json {
        match source.json() {
            Ok(_) if reports::is_named_so(source) => {
                let message = "the name says Lighthouse, the content is no Lighthouse report";
                facts.problems.push(Problem::note(source.place(), "not-lighthouse", message));
            }
            Ok(_) => {}
            Err(fault) => {
                facts.state = State::Unreadable;
                if !source.cut {
                    facts.problems.push(fault.in_json(source.path));
                }
            }
        }
    }
    if facts.state == State::Neutral {
        account::add(&mut facts, source);
    }
    facts
}

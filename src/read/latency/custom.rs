//! Kinds of evidence that a team describes itself in `golive.toml`: a pattern, or JSON pointers.

use crate::config::{CustomReader, Rule, path_glob};
use crate::model::evidence::{Facts, Kind, State};
use crate::model::measurement::Measurement;
use crate::model::problem::Problem;
use crate::model::record::{Conclusion, Record, Role};

use crate::read::latency::check::{Names, duration, file, is_nothing, possible, said, status};
use crate::read::latency::checks::{broken, moment};
use crate::read::latency::objects::objects;
use crate::read::text::lines::{numbered, plain};
use crate::read::text::{address, commits, time};
use crate::read::value::conclusion;
use crate::read::value::source::{Reader, Source};
use globset::{GlobSet, GlobSetBuilder};
use serde_json::Value;

/// Reads the files that one `[[reader]]` of the configuration names.
#[derive(Debug)]
pub struct Custom<'c> {
    of: &'c CustomReader,
    paths: GlobSet,
}

impl<'c> Custom<'c> {
    /// The reader of a configuration's table.
    pub fn new(of: &'c CustomReader) -> Self {
        let mut paths = GlobSetBuilder::new();
        // A wrong glob has stopped the program when the configuration was read.
        of.paths.iter().filter_map(|glob| path_glob(glob).ok()).for_each(|glob| {
            paths.add(glob);
        });
        Self { of, paths: paths.build().unwrap_or_default() }
    }

    /// Whether it reads the file at a path.
    pub fn takes(&self, path: &str) -> bool {
        self.paths.is_match(path)
    }

    fn names(&self, field: &str) -> bool {
        match &self.of.rule {
            Rule::Pattern(pattern) => pattern.capture_names().flatten().any(|name| name == field),
            Rule::Pointers(pointers) => pointers.contains_key(field),
        }
    }
}

impl Reader for Custom<'_> {
    fn is_configured(&self) -> bool {
        true
    }

    fn kind(&self) -> Kind {
        Kind::Other(self.of.kind.as_str().into())
    }

    fn expects(&self, source: &Source<'_>) -> bool {
        self.paths.is_match(source.path)
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        source.text.is_some() && self.paths.is_match(source.path)
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        let mut rows =
            Rows { reader: self, names: Names::default(), measured: Vec::new(), records: Vec::new() };
        let mut problems = Vec::new();
        match &self.of.rule {
            Rule::Pattern(pattern) => {
                for (line, text) in numbered(source.whole()) {
                    for found in pattern.captures_iter(&plain(text)) {
                        rows.take(line, &|name| Some(found.name(name)?.as_str().to_owned()));
                    }
                }
            }
            Rule::Pointers(pointers) => {
                for (line, object) in objects(source.whole(), false) {
                    let Ok(object) = object.map(Value::Object) else {
                        problems.push(broken(source, line));
                        continue;
                    };
                    rows.take(line, &|name| spelled(object.pointer(pointers.get(name)?)?));
                }
            }
        }
        rows.facts(source, problems)
    }
}

/// A single value as text; `None` for what is nested or null.
fn spelled(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// What the matches of a file told so far.
struct Rows<'r> {
    reader: &'r Custom<'r>,
    names: Names,
    measured: Vec<Measurement>,
    records: Vec<Record>,
}

impl Rows<'_> {
    fn take(&mut self, line: u32, get: &dyn Fn(&str) -> Option<String>) {
        let get = |name: &str| get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let at = get("time")
            .and_then(|text| moment(&Value::from(text.as_str())).or_else(|| time::claim_in(&text)));
        let target = get("target").map(|text| address::http(&text).unwrap_or_else(|| said(&text)));
        let outcome = get("outcome");
        let concluded = outcome.as_deref().and_then(conclusion::parse);
        if ["duration_ms", "status"].iter().any(|name| self.reader.names(name)) {
            let mut one = self.names.check(target.as_deref().unwrap_or_default());
            one.line = line;
            one.tell_time(at);
            one.value = get("duration_ms").and_then(|text| duration(&text)).filter(|value| possible(*value));
            one.budget = get("budget_ms").and_then(|text| duration(&text)).filter(|value| possible(*value));
            if let Some(label) = get("label") {
                one.label = self.names.share(&said(&label));
            }
            self.outcome(&mut one, get("status"), outcome.as_deref(), concluded);
            self.measured.push(one);
        }
        if ["outcome", "actor", "release", "commit"].iter().any(|name| self.reader.names(name)) {
            self.records.push(Record {
                title: self.reader.of.kind.clone(),
                line,
                claim: get("time").and_then(|text| time::claim_in(&text)),
                conclusion: concluded,
                people: get("actor").map(|name| (Role::Actor, said(&name))).into_iter().collect(),
                release: get("release").map(|text| said(&text)),
                commit: get("commit").map(|text| said(&text)),
                target,
                ..Record::default()
            });
        }
    }

    /// A status where the reader names one, else the outcome where it names one, else that there is a number.
    fn outcome(
        &mut self,
        one: &mut Measurement,
        told: Option<String>,
        outcome: Option<&str>,
        concluded: Option<Conclusion>,
    ) {
        let told = told.unwrap_or_default();
        one.status = told.parse().ok().and_then(status);
        let word = told.parse::<f64>().is_err() && !is_nothing(&told);
        let by_word = if word { conclusion::parse(&told) } else { None };
        one.http = self.reader.names("status") && by_word != Some(Conclusion::Succeeded);
        one.said_ok = concluded.map(|concluded| concluded == Conclusion::Succeeded);
        let refused = self.reader.names("outcome") && concluded != Some(Conclusion::Succeeded);
        one.error = match (outcome, by_word) {
            (Some(outcome), _) if refused => Some(self.names.share(&said(outcome))),
            (None, _) if refused => Some(self.names.share("no outcome is told")),
            (_, Some(Conclusion::Failed)) => Some(self.names.share(&said(&told))),
            _ => None,
        };
    }

    fn facts(self, source: &Source<'_>, mut problems: Vec<Problem>) -> Facts {
        if self.measured.is_empty() && self.records.is_empty() {
            let message = format!("nothing here matches what golive.toml says of `{}`", self.reader.of.kind);
            problems.push(Problem::warning(source.place(), "no-match", message));
        }
        let mut facts = file(source, self.measured, problems);
        facts.kind = self.reader.kind();
        let newest = self.records.iter().filter_map(|record| record.claim).max_by_key(|claim| claim.at);
        facts.claim = facts.claim.or(newest);
        if facts.measurements.is_empty() {
            let ended = conclusion::of_all(self.records.iter().map(|record| record.conclusion));
            facts.state = conclusion::state(ended).unwrap_or(State::Neutral);
        }
        for commit in self.records.iter().filter_map(|record| record.commit.as_deref()) {
            commits::add(&mut facts.commits, commit);
        }
        facts.records = self.records;
        facts
    }
}

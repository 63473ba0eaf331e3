//! Runs of continuous integration: GitHub's and GitLab's JSON, and what test tools write: JUnit XML, TAP, SARIF.

use super::record;
use super::recorded::expects;
use super::source::{Reader, Source};
use super::{junit, sarif, tap};
use crate::model::doing;
use crate::model::evidence::{Facts, Kind, State};
use crate::model::record::Record;

/// Names that only a run of a workflow or pipeline has.
const RUN: &[&str] = &[
    "headsha",
    "headbranch",
    "workflowname",
    "workflowid",
    "workflowdatabaseid",
    "workflowrun",
    "workflowruns",
    "runnumber",
    "runattempt",
    "runid",
    "pipelineid",
    "pipeline",
    "detailedstatus",
    "buildnumber",
    "building",
    "checksuiteid",
];

/// Reads runs of continuous integration.
#[derive(Clone, Copy, Debug)]
pub struct CiRun;

impl Reader for CiRun {
    fn kind(&self) -> Kind {
        Kind::CiRun
    }

    fn expects(&self, source: &Source<'_>) -> bool {
        expects(&Kind::CiRun, source) || source.name().to_ascii_lowercase().contains("junit")
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        junit::is_junit(source)
            || tap::is_tap(source)
            || sarif::is_sarif(source)
            || source.recorded_kind() == Some(&Kind::CiRun)
            || (is_run(source) && !source.records().is_empty() && !says_other(source))
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        let tested = if junit::is_junit(source) {
            junit::read(source)
        } else if tap::is_tap(source) {
            Ok(tap::read(source))
        } else if sarif::is_sarif(source) {
            Ok(sarif::read(source))
        } else {
            return record::facts(Kind::CiRun, source, source.records().iter().map(run).collect());
        };
        match tested {
            Ok(records) => record::facts(Kind::CiRun, source, records),
            Err(problem) => {
                let mut facts = Facts::of(Kind::CiRun, State::Unreadable, source.bytes.len() as u64);
                facts.problems.extend(Some(problem).filter(|_| !source.cut));
                facts
            }
        }
    }
}

/// Whether its `kind:` says that it is something else, which only links to a run.
fn says_other(source: &Source<'_>) -> bool {
    let mut kinds = source.records().iter().filter_map(|record| doing::kind(record.field("kind")?));
    kinds.any(|kind| kind != Kind::CiRun)
}

/// Whether a JSON or YAML tells runs of a workflow or pipeline.
#[must_use]
pub fn is_run(source: &Source<'_>) -> bool {
    source.tree().is_some_and(|tree| tree.names_any(RUN))
}

/// A run's address leads to its page; it is not where something was done.
fn run(record: &Record) -> Record {
    let mut run = record.clone();
    if run.target.as_deref().is_some_and(|target| target.contains("://")) {
        run.fields.extend(run.target.take().map(|url| ("url".to_owned(), url)));
    }
    run
}

//! Runs of continuous integration: GitHub's and GitLab's JSON, and what test tools write: JUnit XML, TAP, SARIF.

use crate::lexicon::words::{self, Cue, Name};
use crate::model::evidence::{Facts, Kind};
use crate::model::record::{Conclusion, Part, Record, folded};
use crate::read::records::shapes;
use crate::read::report::{junit, sarif, tap};
use crate::read::text::commits;
use crate::read::value::conclusion;
use crate::read::value::source::{self, Source};

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

/// Groups that tell the commit of a run.
const WITHIN: &[&str] = &[
    "vcs",
    "pipeline",
    "commit",
    "headcommit",
    "git",
    "source",
    "repository",
    "build",
    "lastbuiltrevision",
    "checksuite",
];
/// Its names there.
const WITHIN_COMMIT: &[&str] = &["revision", "sha", "id", "oid", "sha1", "commit", "hash", "headsha"];
/// By which names a job tells of which run it is.
const RUN_OF_JOB: [&str; 4] = ["run id", "run_url", "pipeline.id", "pipeline id"];
/// How a run ended that has not, or of which nothing known is told.
const OPEN: Option<Conclusion> = Some(Conclusion::Pending);
/// The jobs of so many runs may be told in turns.
const RUNS_AT_ONCE: usize = 8;

pub(crate) fn expects(kind: &Kind, source: &Source<'_>) -> bool {
    source::expects(kind, source) || source.name().to_ascii_lowercase().contains("junit")
}

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    junit::is_junit(source)
        || tap::is_tap(source)
        || sarif::is_sarif(source)
        || source.recorded_kind() == Some(&Kind::CiRun)
        || (is_run(source) && !source.records().is_empty() && !says_other(source))
}

/// Reads runs of continuous integration.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let records = match () {
        () if junit::is_junit(source) => return junit::facts(Kind::CiRun, source),
        () if tap::is_tap(source) => tap::read(source),
        () if sarif::is_sarif(source) => sarif::read(source),
        () => runs(source),
    };
    shapes::facts(Kind::CiRun, source, records)
}

/// Whether its `kind:` says that it is something else, which only links to a run.
fn says_other(source: &Source<'_>) -> bool {
    let mut kinds = source.records().iter().filter_map(|record| words::kind(record.field("kind")?));
    kinds.any(|kind| kind != Kind::CiRun)
}

/// Whether a JSON or YAML tells runs of a workflow or pipeline.
pub fn is_run(source: &Source<'_>) -> bool {
    source.tree().is_some_and(|tree| tree.names_any(RUN))
}

/// A run's address leads to its page; it is not where something was done. The commit and the branch may be told by a group within.
fn run(record: &Record) -> Record {
    let mut run = record.clone();
    if run.target.as_deref().is_some_and(|target| target.contains("://")) {
        run.fields.extend(run.target.take().map(|url| ("url".to_owned(), url)));
    }
    let within = |is: &dyn Fn(&str) -> bool| {
        let inner = run.fields.iter().filter(|(name, _)| {
            let (outer, inner) = name.rsplit_once('.').unwrap_or_default();
            WITHIN.contains(&folded(outer).as_str()) && is(&folded(inner))
        });
        inner.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    let (commits, branches) =
        (within(&|name| WITHIN_COMMIT.contains(&name)), within(&|name| Name::Branch.has(name)));
    run.commit = run.commit.or_else(|| commits.into_iter().find(|id| commits::is_id(id)));
    run.branch = run.branch.or_else(|| branches.into_iter().next());
    // That something is over does not tell how it ended: of a run its jobs do.
    let only_over = |ended, word: &str| ended == Some(Conclusion::Succeeded) && Cue::OnlyOver.is(word);
    for part in run.parts.iter_mut().filter(|part| only_over(part.conclusion, &part.detail)) {
        part.conclusion = None;
    }
    if only_over(run.conclusion, &run.outcome) {
        run.conclusion = conclusion::of_all(run.parts.iter().map(|part| part.conclusion)).or(OPEN);
    }
    // `building: true`; `conclusion: stale`; a run whose jobs were all skipped.
    let goes_on = |(name, value): &(String, String)| {
        let name = name.rsplit('.').next().unwrap_or(name);
        value == "true" && (name == "building" || conclusion::parse(name) == OPEN)
    };
    let speaks = |(name, _): &(String, String)| Name::HowItEnded.has(&folded(name));
    let is_skipped = |part: &Part| part.conclusion == Some(Conclusion::Skipped);
    match run.conclusion {
        Some(Conclusion::Succeeded) if run.fields.iter().any(goes_on) => run.conclusion = OPEN,
        Some(Conclusion::Succeeded) if !run.parts.is_empty() && run.parts.iter().all(is_skipped) => {
            run.conclusion = Some(Conclusion::Skipped);
        }
        None if run.fields.iter().any(speaks) => run.conclusion = OPEN,
        _ => {}
    }
    run.branch = run.branch.map(|name| {
        let bare = ["refs/heads/", "refs/remotes/origin/", "origin/"]
            .iter()
            .find_map(|before| name.strip_prefix(before));
        bare.unwrap_or(&name).to_owned()
    });
    run
}

/// The runs of a source. Where it lists only the jobs of a run (or of several), each with the run's number, those of one run are one.
fn runs(source: &Source<'_>) -> Vec<Record> {
    let records = source.records().iter().map(run).collect::<Vec<_>>();
    let of_run = |record: &Record| {
        RUN_OF_JOB
            .iter()
            .find_map(|name| record.field(name))
            .filter(|_| record.parts.iter().all(|part| part.conclusion.is_some()))
            .map(ToOwned::to_owned)
    };
    if records.len() < 2 || !records.iter().all(|record| of_run(record).is_some()) {
        return records;
    }
    let mut grouped: Vec<(String, Record)> = Vec::new();
    for job in records {
        let id = of_run(&job).unwrap_or_default();
        let part = Part::new(&job.title, job.conclusion, "", job.line);
        match grouped.iter_mut().rev().take(RUNS_AT_ONCE).find(|(its, _)| *its == id) {
            Some((_, run)) => {
                run.claim = run.claim.max(job.claim);
                run.parts.push(part);
            }
            None => grouped.push((id, Record { title: String::new(), parts: vec![part], ..job })),
        }
    }
    let whole = |(_, run): (String, Record)| Record {
        conclusion: conclusion::of_all(run.parts.iter().map(|part| part.conclusion)),
        ..run
    };
    grouped.into_iter().map(whole).collect()
}

//! From bytes to facts: one reader a kind of source, listed in one slice.
//!
//! Invariant: a pure function of a blob's path and bytes. The words it looks for are those of the built-in lexicon. No git, no disk, no
//! clock; never fails, never panics. A new kind of evidence is one file with a [`Reader`] and one line in [`READERS`].

pub mod account;
pub mod address;
pub mod app_urls;
pub mod assemble;
pub mod audience;
pub mod blob;
pub mod boxes;
pub mod briefing;
pub mod changelog;
pub mod checklist;
pub mod ci_run;
pub mod columns;
pub mod commits;
pub mod conclusion;
pub mod console;
pub mod copies;
mod counts;
pub mod data_rows;
pub mod decision;
pub mod deploy;
pub mod deploy_log;
pub mod document;
pub mod dump;
pub mod env_matrix;
pub mod failures;
pub mod feedback;
pub mod fields;
pub mod file;
pub mod finder;
pub mod flag_plan;
pub mod front;
pub mod gather;
pub mod image;
pub mod incident;
pub mod inventory;
pub mod json;
pub mod junit;
mod junit_report;
pub mod latency;
pub mod lhci;
pub mod lhr;
pub mod lighthouse;
pub mod lighthouse_csv;
pub mod lighthouse_report;
pub mod lighthouse_run;
pub mod lighthouserc;
pub mod likeness;
pub mod lines;
pub mod listing;
pub mod manifest;
pub mod markdown;
mod memo;
pub mod mention;
pub mod names;
pub mod near_box;
pub mod nearest;
pub mod outcome;
pub mod outgrown;
pub mod outline;
pub mod packed;
pub mod parts;
pub mod phase;
mod pin_comment;
pub mod pointer;
pub mod project;
pub mod qa;
pub mod reach;
pub mod record;
pub mod recorded;
pub mod report;
pub mod reviewers;
pub mod rollback;
pub mod rotation;
pub mod rows;
pub mod sarif;
pub mod saying;
pub mod secrets;
pub mod section_evidence;
pub mod sections;
pub mod series;
pub mod slug;
pub mod smoke;
pub mod source;
pub mod stored;
pub mod tap;
pub mod template;
pub mod time;
pub mod told;
pub mod undone;
pub mod unread_time;
pub mod waiver;
pub mod wording;
pub mod zone;

use crate::model::{
    checklist::Checklist,
    evidence::{Facts, Kind},
    problem::Problem,
};
use incident::IncidentReader;
use inventory::KeptReader;
use recorded::Recorded;
pub use source::{Reader, Source};

/// All readers, asked in this order; the last one takes whatever is left.
pub const READERS: &[&dyn Reader] = &[
    &image::Image,
    &lighthouse::Lighthouse,
    &lhci::Lhci,
    &lighthouserc::LighthouseRc,
    &report::Reports,
    &report::Statements,
    &reach::Reachability,
    &smoke::Smoke,
    &IncidentReader(Kind::Postmortem),
    &IncidentReader(Kind::Incident),
    &rollback::RollbackReader,
    &latency::k6::Summary,
    &latency::k6::Stream,
    &latency::jmeter::Csv,
    &latency::jmeter::Xml,
    &latency::load::Load,
    &latency::load_json::LoadJson,
    &latency::load_csv::LoadCsv,
    &latency::prometheus::Prometheus,
    &latency::upptime::Upptime,
    &latency::checks::Checks,
    &latency::curl::Curl,
    &feedback::Feedback,
    &qa::Checks,
    &checklist::ChecklistReader,
    &console::Console,
    &failures::Failures,
    &deploy::Deploy,
    &report::TextReports,
    &ci_run::CiRun,
    &Recorded(Kind::RestoreDrill),
    &Recorded(Kind::DryRun),
    &stored::Stored(Kind::Backup),
    &stored::Stored(Kind::Export),
    &briefing::Briefing,
    &Recorded(Kind::Qa),
    &data_rows::DataRows,
    &env_matrix::EnvMatrix,
    &KeptReader(Kind::SecretRotation),
    &KeptReader(Kind::Secrets),
    &KeptReader(Kind::FeatureFlags),
    &KeptReader(Kind::UrlCheck),
    &KeptReader(Kind::Environment),
    &dump::Dump(Kind::Export),
    &dump::Dump(Kind::Backup),
    &document::Document,
    &file::AnyFile,
];

/// Reads one blob. Whatever is wrong with it is a problem in the facts.
pub fn read_blob(path: &str, bytes: &[u8]) -> Facts {
    blob::read(READERS, path, bytes)
}

/// Reads one blob with readers of a team's own before those of golive.
pub fn read_blob_by(own: &[&dyn Reader], path: &str, bytes: &[u8]) -> Facts {
    let readers: Vec<&dyn Reader> = own.iter().chain(READERS).copied().collect();
    blob::read(&readers, path, bytes)
}

/// Reads one blob as a checklist, whatever it is called and whether or not it has items.
pub fn parse_checklist(path: &str, bytes: &[u8]) -> (Checklist, Vec<Problem>) {
    parsed(path, bytes, checklist::parse)
}

/// Reads one blob that is a checklist by its place: without any box its plain entries are its items.
pub fn parse_listed_checklist(path: &str, bytes: &[u8]) -> (Checklist, Vec<Problem>) {
    parsed(path, bytes, checklist::parse_listed)
}

fn parsed(
    path: &str,
    bytes: &[u8],
    parse: impl Fn(&Source<'_>) -> (Checklist, Vec<Problem>),
) -> (Checklist, Vec<Problem>) {
    let source = Source::new(path, bytes);
    let (checklist, found) = parse(&source);
    let cut = source.cut_problem();
    let problems = cut.into_iter().chain(source.problems).chain(found).collect();
    (checklist, blob::few(path, problems))
}

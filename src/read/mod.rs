//! From bytes to facts: one reader a kind of source, listed in one slice.
//!
//! Invariant: a pure function of a blob's path and bytes. The words it looks for are those of the built-in lexicon. No git, no disk, no
//! clock; never fails, never panics. A new kind of evidence is one file with a [`Reader`] and one line in [`READERS`].

pub mod checklist;
pub mod ci;
pub mod dossier;
pub mod files;
pub mod inventories;
pub mod latency;
pub mod lighthouse;
pub mod logs;
pub mod manifest;
pub mod records;
pub mod report;
pub mod text;
pub mod value;

use crate::model::checklist::Checklist;
use crate::model::evidence::{Facts, Kind};
use crate::model::problem::Problem;
use crate::read::inventories::kept::KeptReader;
use crate::read::records::incident::IncidentReader;
use crate::read::records::recorded::Recorded;
pub use crate::read::value::source::{Reader, Source};

/// All readers, asked in this order; the last one takes whatever is left.
pub const READERS: &[&dyn Reader] = &[
    &files::image::Image,
    &lighthouse::reports::Lighthouse,
    &lighthouse::lhci::Lhci,
    &lighthouse::rc::LighthouseRc,
    &report::Reports,
    &report::Statements,
    &latency::reach::Reachability,
    &latency::smoke::Smoke,
    &IncidentReader(Kind::Postmortem),
    &IncidentReader(Kind::Incident),
    &records::rollback::RollbackReader,
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
    &logs::feedback::Feedback,
    &report::qa::Checks,
    &checklist::items::ChecklistReader,
    &logs::console::Console,
    &logs::failures::Failures,
    &ci::deploy::Deploy,
    &report::TextReports,
    &ci::run::CiRun,
    &Recorded(Kind::RestoreDrill),
    &Recorded(Kind::DryRun),
    &records::stored::Stored(Kind::Backup),
    &records::stored::Stored(Kind::Export),
    &records::briefing::Briefing,
    &Recorded(Kind::Qa),
    &records::data_rows::DataRows,
    &inventories::env_matrix::EnvMatrix,
    &KeptReader(Kind::SecretRotation),
    &KeptReader(Kind::Secrets),
    &KeptReader(Kind::FeatureFlags),
    &KeptReader(Kind::UrlCheck),
    &KeptReader(Kind::Environment),
    &records::dump::Dump(Kind::Export),
    &records::dump::Dump(Kind::Backup),
    &records::document::Document,
    &files::file::AnyFile,
];

/// Reads one blob. Whatever is wrong with it is a problem in the facts.
pub fn read_blob(path: &str, bytes: &[u8]) -> Facts {
    files::blob::read(READERS, path, bytes)
}

/// Reads one blob with readers of a team's own before those of golive.
pub fn read_blob_by(own: &[&dyn Reader], path: &str, bytes: &[u8]) -> Facts {
    let readers: Vec<&dyn Reader> = own.iter().chain(READERS).copied().collect();
    files::blob::read(&readers, path, bytes)
}

/// Reads one blob as a checklist, whatever it is called and whether or not it has items.
pub fn parse_checklist(path: &str, bytes: &[u8]) -> (Checklist, Vec<Problem>) {
    parsed(path, bytes, checklist::items::parse)
}

/// Reads one blob that is a checklist by its place: without any box its plain entries are its items.
pub fn parse_listed_checklist(path: &str, bytes: &[u8]) -> (Checklist, Vec<Problem>) {
    parsed(path, bytes, checklist::items::parse_listed)
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
    (checklist, files::blob::few(path, problems))
}

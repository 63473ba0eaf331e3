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
use crate::read::checklist::items;
use crate::read::ci::{deploy, run};
use crate::read::files::{file, image};
use crate::read::inventories::env_matrix;
use crate::read::inventories::kept::KeptReader;
use crate::read::latency::{
    checks, curl, jmeter, k6, load, load_csv, load_json, prometheus, reach, smoke, upptime,
};
use crate::read::lighthouse::{lhci, rc, reports};
use crate::read::logs::failures::Failures;
use crate::read::logs::{console, feedback};
use crate::read::records::dump::Dump;
use crate::read::records::incident::IncidentReader;
use crate::read::records::recorded::Recorded;
use crate::read::records::stored::Stored;
use crate::read::records::written::Written;
use crate::read::records::{briefing, data_rows, document, rollback};
use crate::read::report::qa;
pub use crate::read::value::source::{Reader, Source};
use crate::read::value::source::{Row, expects};

/// All readers, asked in this order; the last one takes whatever is left.
pub const READERS: &[&dyn Reader] = &[
    &Written,
    &Row(Kind::Image, |_, source| image::is_named_so(source), image::recognises, image::read),
    &Row(Kind::Lighthouse, |_, source| reports::is_named_so(source), reports::recognises, reports::read),
    &Row(Kind::Lighthouse, NO_NAME, lhci::recognises, lhci::read),
    &Row(Kind::Lighthouse, |_, source| rc::is_named_so(source), rc::recognises, rc::read),
    &Row(Kind::CiRun, NO_NAME, report::recognises_report, report::read_report),
    &Row(Kind::CiRun, NO_NAME, report::recognises_statement, report::read_statement),
    &Row(Kind::Reachability, expects, reach::recognises, reach::read),
    &Row(Kind::Smoke, |_, source| smoke::is_named_so(source), smoke::recognises, smoke::read),
    &IncidentReader(Kind::Postmortem),
    &IncidentReader(Kind::Incident),
    &Row(Kind::Rollback, expects, rollback::recognises, rollback::read),
    &Row(Kind::Smoke, NO_NAME, k6::recognises_summary, k6::read_summary),
    &Row(Kind::Smoke, NO_NAME, k6::recognises_stream, k6::read_stream),
    &Row(Kind::Smoke, NO_NAME, jmeter::recognises_csv, jmeter::read_csv),
    &Row(Kind::Smoke, NO_NAME, jmeter::recognises_xml, jmeter::read_xml),
    &Row(Kind::Smoke, NO_NAME, load::recognises, load::read),
    &Row(Kind::Smoke, NO_NAME, load_json::recognises, load_json::read),
    &Row(Kind::Smoke, NO_NAME, load_csv::recognises, load_csv::read),
    &Row(Kind::Smoke, NO_NAME, prometheus::recognises, prometheus::read),
    &Row(Kind::Smoke, NO_NAME, upptime::recognises, upptime::read),
    &Row(Kind::Smoke, NO_NAME, checks::recognises, checks::read),
    &Row(Kind::Smoke, NO_NAME, curl::recognises, curl::read),
    &Row(Kind::Feedback, |_, source| feedback::expects(source), feedback::recognises, feedback::read),
    &Row(Kind::Qa, expects, qa::recognises, qa::read),
    &Row(Kind::Checklist, |_, source| items::expects(source), items::recognises, items::read),
    &Row(Kind::Qa, NO_NAME, console::recognises, console::read),
    &Failures,
    &Row(Kind::Deploy, expects, deploy::recognises, deploy::read),
    &Row(Kind::CiRun, NO_NAME, report::recognises_text, report::read_text),
    &Row(Kind::CiRun, run::expects, run::recognises, run::read),
    &Recorded(Kind::RestoreDrill),
    &Recorded(Kind::DryRun),
    &Stored(Kind::Backup),
    &Stored(Kind::Export),
    &Row(Kind::Briefing, expects, briefing::recognises, briefing::read),
    &Recorded(Kind::Qa),
    &Row(Kind::Export, NO_NAME, data_rows::recognises, data_rows::read),
    &Row(Kind::EnvMatrix, NO_NAME, env_matrix::recognises, env_matrix::read),
    &KeptReader(Kind::SecretRotation),
    &KeptReader(Kind::Secrets),
    &KeptReader(Kind::FeatureFlags),
    &KeptReader(Kind::UrlCheck),
    &KeptReader(Kind::Environment),
    &Dump(Kind::Export),
    &Dump(Kind::Backup),
    &Row(
        Kind::Document,
        |_, source| document::is_named_so(source),
        |source| source.is_markdown(),
        document::read,
    ),
    &Row(Kind::File, |_, _| true, |_| true, file::read),
];

/// An empty file is of no kind by its name alone.
const NO_NAME: fn(&Kind, &Source<'_>) -> bool = |_, _| false;

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

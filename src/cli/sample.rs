//! `golive sample`: releases drawn for an auditor, so that anybody can draw them again.

use super::{
    args,
    bars::Bars,
    exit::{Exit, Failure},
    job, pack,
    terminal::Terminal,
};
use crate::Examined;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::id::sha256;
use crate::model::release::Snapshot;
use crate::model::time::rfc3339;
use crate::progress::Progress;
use crate::render::{export::cell, words};

/// The columns.
const COLUMNS: [&str; 11] = [
    "rank",
    "release",
    "commit",
    "tag",
    "time",
    "readiness",
    "items",
    "claimed",
    "proven",
    "sha256",
    "population",
];

/// Runs the command.
pub(super) fn run(args: &args::Sample, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    if args.from.zip(args.to).is_some_and(|(from, to)| from >= to) {
        return Err(Failure::Usage("--from must be earlier than --to".to_owned()));
    }
    let job = job::of(&args.input, shared, terminal)?;
    let bars = Bars::new(terminal);
    let examined = crate::examine(&job, &bars);
    bars.end();
    let mut examined = examined?;
    let mut drawn = population(&examined, args);
    drawn.sort_by(|a, b| a.0.cmp(&b.0));
    let size = drawn.len();
    let rows = drawn.iter().take(args.size.get()).enumerate();
    let rows = rows.map(|(at, (hash, snapshot, release))| {
        let due = &release.tallies.due;
        [
            (at + 1).to_string(),
            cell(&snapshot.name),
            snapshot.commit.to_string(),
            snapshot.tag.as_ref().map(|tag| tag.oid.to_string()).unwrap_or_default(),
            rfc3339(snapshot.time),
            words::readiness(release.is_go()).to_owned(),
            due.items.to_string(),
            due.claimed.to_string(),
            due.proven.to_string(),
            hash.clone(),
            size.to_string(),
        ]
    });
    let table = table(rows)?;
    if let Some(folder) = &args.packs {
        let drawn =
            drawn.iter().take(args.size.get()).map(|(.., release)| release.snapshot).collect::<Vec<_>>();
        pack::all(&job, &mut examined, &drawn, folder, terminal)?;
    }
    terminal.result(&table)?;
    Ok(job::whole(&examined, shared, terminal))
}

/// The releases of the period, each with the hash by which it is drawn.
fn population<'e>(
    examined: &'e Examined,
    args: &args::Sample,
) -> Vec<(String, &'e Snapshot, &'e ReleaseAssessment)> {
    let snapshots = &examined.dossier.history.snapshots;
    let releases = examined.assessment.releases.iter();
    let tagged = releases.filter_map(|release| Some((snapshots.get(release.snapshot)?, release)));
    let within = |at: &Snapshot| {
        !at.is_candidate()
            && args.from.is_none_or(|from| at.time >= from)
            && args.to.is_none_or(|to| at.time < to)
    };
    tagged
        .filter(|(at, _)| within(at))
        .map(|(at, release)| (sha256(format!("{}:{}", args.seed, at.name).as_bytes()), at, release))
        .collect()
}

/// Rows as CSV (RFC 4180) below the head.
fn table(rows: impl Iterator<Item = [String; 11]>) -> Result<String, Failure> {
    let refused = |error: String| Failure::Output(std::io::Error::other(error));
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(|error| refused(error.to_string()))?;
    for row in rows {
        writer.write_record(row).map_err(|error| refused(error.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|error| refused(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| refused(error.to_string()))
}

//! The audit pack of a release: all that is known of it, with what it takes to check it without golive.
//!
//! Invariant: pure, and the same bytes everywhere. Evidence is as it was committed; what golive wrote itself is masked as on the site.

mod path;
mod report;

use super::export::{Source, attestation, cell, continued, release_json};
use super::site::{Plan, RenderError, Site};
use super::words::shell;
use super::{format::count, urls};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::speaker::ChecklistInForce;
use crate::model::evidence::{Bytes, Evidence};
use crate::model::id::{Oid, sha256};
use crate::model::problem::{Place, Problem};
use crate::model::release::{Snapshot, TagKind};
use crate::model::time::rfc3339;
use crate::redact;
use path::safe;
use report::self_contained;
use std::collections::BTreeMap;

const README: &str = include_str!("../../../content/pack/README.md");

const SUMS: &str = "SHA256SUMS";

/// The files of a pack are held in memory, at most so many bytes.
pub const LARGEST: usize = 1 << 30;

/// A pack, not yet written.
#[derive(Debug)]
pub struct Pack {
    /// The folder of its files.
    pub name: String,
    /// Path within that folder, and bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What whoever passes it on must know.
    pub problems: Vec<Problem>,
}

/// The raw objects of a release: its commit, and its tag where it has one.
#[derive(Clone, Debug, Default)]
pub struct Objects {
    /// Of the commit.
    pub commit: Vec<u8>,
    /// Of the tag.
    pub tag: Option<Vec<u8>>,
}

/// Puts the pack of a release together.
///
/// # Errors
/// When the release is unknown, a template is wrong, or there is more than a pack can hold.
pub fn pack(
    site: &Site<'_>,
    bytes: &dyn Bytes,
    snapshot: usize,
    objects: Objects,
) -> Result<Pack, RenderError> {
    let source = &site.exported();
    let refused = |message: String| RenderError { path: "the pack".to_owned(), message };
    let (own, release) = source.release(snapshot).ok_or_else(|| refused("no such release".to_owned()))?;
    let slugs = urls::slugs(&source.dossier.history.snapshots);
    let name = slugs.get(snapshot).cloned().unwrap_or_default();
    let mut pack = Pack { name, files: BTreeMap::new(), problems: Vec::new() };
    let evidence = pack.add_evidence(source, bytes, release);
    pack.add_checklists(source, bytes, release);
    if pack.files.values().map(Vec::len).sum::<usize>() > LARGEST {
        return Err(refused(format!(
            "the evidence of {} is more than a pack of {LARGEST} bytes can hold",
            own.name
        )));
    }
    pack.files.insert("provenance.csv".to_owned(), provenance(source, &evidence)?);
    pack.files.insert("files.tsv".to_owned(), for_shell(source, &evidence).into_bytes());
    pack.files.insert("commit".to_owned(), objects.commit);
    pack.files.extend(objects.tag.map(|tag| ("tag".to_owned(), tag)));
    pack.files.insert("release.json".to_owned(), masked(&release_json(source, snapshot)?));
    pack.files.insert("attestation.json".to_owned(), attestation(source, snapshot)?);
    let lines = continued(source)?.lines;
    let lines = lines
        .iter()
        .filter(|line| line.entry.release() == Some(&own.name))
        .map(|line| format!("{}\n", line.text));
    pack.files.insert("ledger.jsonl".to_owned(), lines.collect::<String>().into_bytes());
    pack.files.insert("report.html".to_owned(), masked(&report(site, source, snapshot, &evidence)?));
    let readme = readme(source, own, evidence.iter().filter(|one| one.file.is_some()).count());
    pack.files.insert("README.md".to_owned(), readme.into_bytes());
    pack.sum();
    Ok(pack)
}

/// A version of evidence in a pack.
struct Packed<'a> {
    version: &'a Evidence,
    /// Whether it stood at the tag.
    stood: bool,
    /// Its file in the pack; else it cannot be had.
    file: Option<String>,
}

impl Pack {
    /// Adds the attestation in its envelope.
    pub fn add_envelope(&mut self, envelope: &str) {
        self.files.insert("attestation.dsse.json".to_owned(), format!("{envelope}\n").into_bytes());
        self.sum();
    }

    /// The hash of every other file.
    fn sum(&mut self) {
        self.files.remove(SUMS);
        let sums = self.files.iter().map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes)));
        let sums = sums.collect::<String>().into_bytes();
        self.files.insert(SUMS.to_owned(), sums);
    }

    fn add_evidence<'a>(
        &mut self,
        source: &Source<'a>,
        bytes: &dyn Bytes,
        release: &ReleaseAssessment,
    ) -> Vec<Packed<'a>> {
        let dossier = source.dossier;
        let used = release.evidence.iter().filter_map(|used| {
            let version = dossier.evidence.get(used.evidence)?;
            Some((version, dossier.stands(used.evidence, release.snapshot)))
        });
        let mut packed = Vec::new();
        for (version, stood) in used {
            let path = match stood {
                true => format!("evidence/{}", safe(&version.path)),
                false => format!("later/{:.12}/{}", version.blob.to_string(), safe(&version.path)),
            };
            let file = self.add(bytes, &version.path, version.blob, path);
            packed.push(Packed { version, stood, file });
        }
        packed
    }

    /// The checklist as it stood at the tag, and as it stands at the head.
    fn add_checklists(&mut self, source: &Source<'_>, bytes: &dyn Bytes, release: &ReleaseAssessment) {
        let history = &source.dossier.history;
        for origin in release.in_force.iter().flat_map(ChecklistInForce::origins) {
            let Some(path) = origin.file() else { continue };
            let version = origin.evidence().and_then(|at| source.dossier.evidence.get(at));
            if let Some(version) = version {
                self.add(bytes, path, version.blob, format!("checklist/at-tag/{}", safe(path)));
            }
            let today = history.tracks.get(path).and_then(|track| track.at(history.candidate()));
            if let Some(today) = today {
                self.add(bytes, path, today, format!("checklist/today/{}", safe(path)));
            }
        }
    }

    /// Adds a file as it was committed, and tells where that is not possible or not wise.
    fn add(&mut self, bytes: &dyn Bytes, path: &str, blob: Oid, file: String) -> Option<String> {
        let place = Place::file(path);
        match bytes.bytes(blob) {
            Err(why) => {
                let message = format!("it is not in the pack: {why}");
                self.problems.push(Problem::warning(place, "not-packed", message));
                None
            }
            Ok(content) => {
                if !redact::redact(&String::from_utf8_lossy(&content)).hits.is_empty() {
                    let message = "it holds what looks like a secret, and the pack has it as it was committed: revoke it before you pass that on";
                    self.problems.push(Problem::warning(place, redact::REDACTED, message));
                }
                self.files.insert(file.clone(), content);
                Some(file)
            }
        }
    }
}

fn masked(bytes: &[u8]) -> Vec<u8> {
    redact::tokens(bytes).0.into_owned()
}

fn report(
    site: &Site<'_>,
    source: &Source<'_>,
    snapshot: usize,
    evidence: &[Packed<'_>],
) -> Result<Vec<u8>, RenderError> {
    let page = source.page(snapshot);
    let drawn = |path: &str| {
        let at = site.paths().iter().position(|known| known == path);
        site.draw(at.unwrap_or(usize::MAX)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    let here = evidence.iter().filter_map(|one| {
        let blob = one.version.blob.to_string();
        Some((blob.get(..12)?.to_owned(), one.file.clone()?))
    });
    Ok(self_contained(&drawn(&page)?, &drawn("style.css")?, &here.collect()).into_bytes())
}

const COLUMNS: [&str; 10] = [
    "file",
    "path",
    "at_tag",
    "blob",
    "sha256",
    "bytes",
    "first_commit",
    "recorded_by",
    "recorded_time",
    "claimed_time",
];

fn provenance(source: &Source<'_>, evidence: &[Packed<'_>]) -> Result<Vec<u8>, RenderError> {
    let refused = |error: String| RenderError { path: "provenance.csv".to_owned(), message: error };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(|error| refused(error.to_string()))?;
    for Packed { version, stood, file } in evidence {
        let first = source.dossier.history.commits.get(version.recorded_by);
        let row = [
            cell(file.as_deref().unwrap_or_default()),
            cell(&version.path),
            stood.to_string(),
            version.blob.to_string(),
            version.facts.sha256.to_string(),
            version.facts.bytes.to_string(),
            first.map(|commit| commit.id.to_string()).unwrap_or_default(),
            cell(first.map_or("", |commit| &commit.author.name)),
            rfc3339(version.recorded),
            version.facts.claim.map(|claim| rfc3339(claim.at)).unwrap_or_default(),
        ];
        writer.write_record(row).map_err(|error| refused(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| refused(error.to_string()))
}

/// What a loop of a shell reads: a line a file, its fields between tabs, none of them empty.
fn for_shell(source: &Source<'_>, evidence: &[Packed<'_>]) -> String {
    let row = |packed: &Packed<'_>| {
        let first = source.dossier.history.commits.get(packed.version.recorded_by)?.id;
        let when = if packed.stood { "tag" } else { "other" };
        // A path that a line cannot hold, or that is not text, is not asked for.
        let is_odd = |c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER;
        let path = Some(&*packed.version.path).filter(|path| !path.contains(is_odd)).unwrap_or("-");
        Some(format!("{when}\t{}\t{first}\t{}\t{path}\n", packed.version.blob, packed.file.as_ref()?))
    };
    evidence.iter().filter_map(row).collect()
}

fn readme(source: &Source<'_>, own: &Snapshot, files: usize) -> String {
    let tag = own.tag.as_ref();
    let oid = tag.map_or(own.commit, |tag| tag.oid);
    let object = tag.filter(|tag| tag.kind == TagKind::Annotated);
    let tag_check = object.map_or_else(String::new, |tag| {
        format!("test \"$(git hash-object -t tag tag)\" = {} && echo \"the tag object\"", tag.oid)
    });
    let head = source.dossier.history.snapshots.last().map(|head| head.commit).unwrap_or_default();
    let values = [
        ("{VERSION}", env!("CARGO_PKG_VERSION").to_owned()),
        ("{COMMIT}", own.commit.to_string()),
        ("{TAG}", oid.to_string()),
        ("{TAG_CHECK}", tag_check),
        ("{HEAD}", head.to_string()),
        ("{FILES}", count(files, "file", "files")),
        ("{REF}", shell(&format!("refs/tags/{}", own.name))),
        ("{NAME}", shell(&own.name)),
    ];
    values.iter().fold(README.to_owned(), |text, (place, value)| text.replace(place, value))
}

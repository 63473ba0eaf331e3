//! Files that an item names beside the one that proves it: one that tells no end is not passed over.

use crate::assess::verdict::table::Resolved;
use crate::assess::verdict::vantage::Vantage;
use crate::model::checklist::Reference;
use crate::model::evidence::{Evidence, Kind};
use crate::model::record::Conclusion;
use crate::read::dossier::series;

/// Another file of what the item names, of the release's own period, that should tell the same as a proof and tells no end.
pub(super) fn without_end(
    observed: usize,
    resolved: &[Resolved<'_>],
    vantage: &Vantage<'_>,
) -> Option<usize> {
    let evidence = &vantage.dossier.evidence;
    let proof = evidence.get(observed).filter(|version| ends_well(version))?;
    let named = resolved.iter().map(|reference| reference.named).filter(|named| !named.is_procedure);
    let named = named.collect::<Vec<_>>();
    if !named.iter().any(|named| named.holds(observed, vantage.dossier)) {
        return None;
    }
    // A glob names the files of all releases: most are of another period.
    let (after, until) = vantage.period();
    let after = after.max(vantage.since());
    let mut newest = named.iter().flat_map(|named| {
        let is_glob = matches!(named.reference, Reference::Glob(_));
        let files = named.recorded_within(after, until).into_iter().filter_map(|file| named.files.get(file));
        files.filter_map(move |versions| Some((vantage.newest(versions)?, is_glob)))
    });
    let tells_no_end = |n: usize, is_glob: bool| {
        evidence.get(n).is_some_and(|version| {
            version.recorded > after
                && version.recorded <= until
                && is_alike(version, proof, is_glob)
                && version.facts.records.iter().all(|record| record.conclusion.is_none())
        })
    };
    newest.find(|(n, is_glob)| tells_no_end(*n, *is_glob)).map(|(n, _)| n)
}

fn ends_well(version: &Evidence) -> bool {
    version.facts.records.iter().any(|record| record.conclusion == Some(Conclusion::Succeeded))
}

/// Whether a file should tell what the proof tells: it is of its format, and no earlier one of its series. Of the data that a glob finds only
/// what is of its kind.
fn is_alike(version: &Evidence, proof: &Evidence, is_glob: bool) -> bool {
    let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_data = matches!(ending(&version.path).as_deref(), Some("json" | "yml" | "yaml" | "md"));
    let is_earlier =
        series::stem(&version.path) == series::stem(&proof.path) && version.recorded < proof.recorded;
    version.path != proof.path
        && ending(&version.path) == ending(&proof.path)
        && !is_earlier
        && version.facts.measurements.is_empty()
        && (!is_glob
            || !is_data
            || version.facts.kind == proof.facts.kind && version.facts.kind != Kind::Document)
}

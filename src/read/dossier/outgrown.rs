//! Versions of a growing log that the next version holds whole. They tell nothing of their own, and to read each of them would cost time
//! with the square of the log's length.

use crate::model::evidence::Bytes;
use crate::model::history::{History, Track};
use crate::model::id::Oid;
use crate::read::dossier::assemble::Version;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Smaller files cost nothing, and each of their versions is read.
const SMALL: usize = 16 << 10;

/// A path that was changed less often is read whole.
const FEW: usize = 8;

/// The versions that need not be read: no snapshot has them in its tree, and a later version of the same file holds all their lines.
/// Checklists are no logs: each of their versions may tick a box.
pub fn versions(history: &History, bytes: &dyn Bytes) -> BTreeSet<Version> {
    let logs = history.tracks.par_iter().filter(|(path, track)| {
        track.changes.len() >= FEW && !history.templates.contains(*path) && !history.copies.contains(*path)
    });
    let outgrown = logs.flat_map_iter(|(path, track)| of_track(path, track, bytes));
    outgrown.collect()
}

fn of_track(path: &Arc<str>, track: &Track, bytes: &dyn Bytes) -> Vec<Version> {
    let standing = track.spans.iter().map(|span| span.blob).collect::<BTreeSet<_>>();
    let blobs = track.changes.iter().filter_map(|change| change.blob).collect::<Vec<_>>();
    let mut found = Vec::new();
    let mut known: Option<(Oid, Vec<u8>)> = None;
    for pair in blobs.windows(2) {
        let [older, newer] = pair else { continue };
        if standing.contains(older) || older == newer {
            continue;
        }
        let held = known.take().filter(|(blob, _)| blob == older).map(|(_, held)| held);
        let Some(old) = held.or_else(|| bytes.bytes(*older).ok()).filter(|old| old.len() > SMALL) else {
            continue;
        };
        let Ok(new) = bytes.bytes(*newer) else { continue };
        if holds(&new, &old) {
            found.push((path.clone(), *older));
        }
        known = Some((*newer, new));
    }
    // What came back later, as a revert brings it, is a version of its own again.
    let last = blobs.last();
    found.retain(|(_, blob)| Some(blob) != last);
    found
}

/// Whether all lines of one text stand in another, in the same order. The last element of a list has no comma until the next one comes.
fn holds(longer: &[u8], text: &[u8]) -> bool {
    let lines = |bytes| {
        let lines = <[u8]>::split(bytes, |byte: &u8| *byte == b'\n');
        lines.map(|line: &[u8]| line.strip_suffix(b",").unwrap_or(line))
    };
    let mut rest = lines(longer);
    text.len() <= longer.len() && lines(text).all(|line| rest.any(|other| other == line))
}

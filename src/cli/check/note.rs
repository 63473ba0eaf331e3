//! A finding beside the verdicts, as the gate tells it: never blocking.

use crate::Examined;
use crate::assess::result::release::ReleaseAssessment;
use crate::cli::terminal::safe;
use crate::render::words;

/// One finding. All texts are on one line and harmless to a terminal; they still need the escapes of a format.
#[derive(Clone, Debug)]
pub(super) struct Note {
    /// The stable id of its kind.
    pub(super) kind: &'static str,
    /// What that kind means.
    pub(super) meaning: &'static str,
    /// `error`, `warning` or `note`.
    pub(super) severity: &'static str,
    /// What was found.
    pub(super) text: String,
    /// The file that shows it, where one does.
    pub(super) path: Option<String>,
    /// Its line, from 1; 0 for the file as a whole.
    pub(super) line: u32,
    /// The git command that shows it.
    pub(super) reproduce: String,
}

impl Note {
    /// `path:line`, where it has a place.
    pub(super) fn place(&self) -> Option<String> {
        let path = safe(self.path.as_ref()?);
        Some(if self.line > 0 { format!("{path}:{}", self.line) } else { path })
    }
}

/// The findings of a release, in their order.
pub(super) fn notes(examined: &Examined, release: &ReleaseAssessment) -> Vec<Note> {
    let dossier = &examined.dossier;
    let note = |found: &crate::assess::result::finding::Finding| Note {
        kind: found.kind.word(),
        meaning: words::finding_meaning(&found.kind),
        severity: found.kind.severity().word(),
        text: safe(&words::finding(dossier, found)),
        path: found.place.as_ref().map(|place| place.path.to_string()),
        line: found.place.as_ref().map_or(0, |place| place.line),
        reproduce: safe(&words::reproduce_finding(dossier, &examined.assessment, found)),
    };
    examined.assessment.findings_of(release.snapshot).map(note).collect()
}

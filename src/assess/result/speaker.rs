//! The checklist that speaks for a release, and where it stands.

use crate::model::checklist::{Checklist, Trigger};
use std::sync::Arc;

/// Where words of a checklist stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChecklistPlace {
    /// In a file.
    File {
        /// Its path.
        path: Arc<str>,
        /// Its version: index into the dossier's evidence.
        evidence: usize,
    },
    /// In the message of the release's own tag.
    TagMessage {
        /// The ref: `refs/tags/v1.2.3`.
        tag: Arc<str>,
    },
}

impl ChecklistPlace {
    /// The path, or the ref of the tag; lines count within the file, or within the message.
    pub fn place(&self) -> &Arc<str> {
        match self {
            Self::File { path, .. } => path,
            Self::TagMessage { tag } => tag,
        }
    }

    /// The path of the file.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::File { path, .. } => Some(path),
            Self::TagMessage { .. } => None,
        }
    }

    /// The file's version: index into the dossier's evidence.
    pub fn evidence(&self) -> Option<usize> {
        match self {
            Self::File { evidence, .. } => Some(*evidence),
            Self::TagMessage { .. } => None,
        }
    }
}

/// The checklist that speaks for a release.
#[derive(Clone, Debug, PartialEq)]
pub struct ChecklistInForce {
    /// Where it stands; of a copy that is split over several files, where its first part does.
    pub origin: ChecklistPlace,
    /// The further parts: index of the first section, and where it stands. In order.
    pub further: Vec<(usize, ChecklistPlace)>,
    /// The checklist as it stood.
    pub checklist: Arc<Checklist>,
}

impl ChecklistInForce {
    /// Where a section stands.
    pub fn origin_of(&self, section: usize) -> &ChecklistPlace {
        let part = self.further.iter().rev().find(|(first, _)| *first <= section);
        part.map_or(&self.origin, |(_, origin)| origin)
    }

    /// Where a trigger stands.
    pub fn origin_of_trigger(&self, text: &str, line: u32) -> &ChecklistPlace {
        let is = |trigger: &Trigger| trigger.line == line && trigger.text == text;
        let section = self.checklist.sections.iter().position(|section| section.triggers.iter().any(is));
        self.origin_of(section.unwrap_or_default())
    }

    /// Where it stands, part by part.
    pub fn origins(&self) -> impl Iterator<Item = &ChecklistPlace> {
        std::iter::once(&self.origin).chain(self.further.iter().map(|(_, origin)| origin))
    }
}

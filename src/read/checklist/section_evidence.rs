//! Evidence that a section names once for all of its items: `Evidence: \`artifacts/rc1.md\`` between its heading and its first item.

use crate::lexicon::words::Cue;
use crate::model::checklist::{Checklist, Reference};
use crate::read::checklist::mention;
use crate::read::value::sections::keyed;
use crate::read::value::source::Source;

/// Gives what a section names to those of its items that name no file themselves.
pub(in crate::read) fn offer(checklist: &mut Checklist, source: &Source<'_>) {
    let before = source.document().head.lines;
    let folder = mention::folder(source.path);
    let lines = source.body().lines().zip(before + 1..).filter_map(|(line, number)| {
        let (key, value) = keyed(line)?;
        Cue::SectionEvidence.is(key).then(|| (number, mention::references(value, folder)))
    });
    let named = lines.collect::<Vec<_>>();
    if named.is_empty() {
        return;
    }
    for section in &mut checklist.sections {
        let Some(first) = section.items.first().map(|item| item.line) else { continue };
        let own = named.iter().filter(|(line, _)| *line > section.line && *line < first);
        let own = own
            .flat_map(|(_, references)| references)
            .filter(|one| is_file(one))
            .cloned()
            .collect::<Vec<_>>();
        for item in section.items.iter_mut().filter(|item| !item.references.iter().any(is_file)) {
            item.references.extend(own.iter().cloned());
        }
    }
}

fn is_file(reference: &Reference) -> bool {
    !matches!(reference, Reference::Url(_))
}

//! What a file says of itself by name, where none of its records says how something ended: `Status: not granted`.

use crate::model::record::Record;
use crate::read::value::record;
use crate::read::value::sections::Section;
use crate::read::value::source::Source;

/// What a source says of itself by name, at its head; `None` where that is nothing.
pub fn stated(source: &Source<'_>) -> Option<Record> {
    let record = if source.is_markdown() {
        let sections = source.sections();
        let titled = sections.iter().position(|section| !section.title.is_empty());
        let mut head = Section::default();
        for section in sections.iter().take(titled.map_or(1, |at| at + 1)) {
            head.title.clone_from(&section.title);
            head.group.extend(section.group.iter().cloned());
        }
        record::of_group(&head.group, &head.title, 1)
    } else {
        record::of_group(source.tree()?.value.group()?, "", 1)
    };
    let says = !record.fields.is_empty() || record.conclusion.is_some() || record.target.is_some();
    says.then_some(record)
}

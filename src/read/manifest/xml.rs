//! Manifests in XML: Maven, MSBuild and NuGet.

use crate::model::project::{FieldValue, VersionField};
use crate::read::text::lines::LineIndex;
use quick_xml::Reader;
use quick_xml::events::Event;

/// More elements inside each other than these are no manifest.
const DEEPEST: usize = 64;

/// The project's own version; without one Maven takes the parent's.
pub(super) fn maven(text: &str) -> Vec<VersionField> {
    let own = find(text, &["project", "version"], "version");
    own.or_else(|| find(text, &["project", "parent", "version"], "parent.version")).into_iter().collect()
}

pub(super) fn msbuild(text: &str) -> Vec<VersionField> {
    let names = ["Version", "VersionPrefix", "PackageVersion"];
    names.into_iter().filter_map(|name| find(text, &["Project", "PropertyGroup", name], name)).collect()
}

pub(super) fn nuspec(text: &str) -> Vec<VersionField> {
    find(text, &["package", "metadata", "version"], "version").into_iter().collect()
}

/// The text of the first element at a path. Broken XML tells what stands before the break.
fn find(text: &str, wanted: &[&str], name: &'static str) -> Option<VersionField> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<String> = Vec::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event().ok()? {
            Event::Start(tag) if open.len() < DEEPEST => open.push(tag.local_name().as_ref().to_owned()),
            Event::Start(_) | Event::Eof => return None,
            Event::End(_) => drop(open.pop()),
            Event::Text(words) if open == wanted => {
                let version = words.as_ref().trim().to_owned();
                let line = LineIndex::new(text).line(at);
                let literal = version.starts_with(|c: char| c.is_ascii_digit());
                let value =
                    if literal { FieldValue::Literal(version) } else { FieldValue::Computed(version) };
                return Some(VersionField { name, value, line });
            }
            _ => {}
        }
    }
}

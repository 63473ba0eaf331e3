//! The versions that manifests tell, by a table of file names.
//!
//! Invariant: what is not a literal is said to be computed. Nothing is run, and no other file is looked at.

pub mod changelog;
pub mod document;
pub mod lines;
pub mod place;
pub mod project;
pub mod xml;

use crate::model::project::VersionField;

/// Reads the versions in the text of a manifest.
type Read = fn(&str) -> Vec<VersionField>;

/// How a manifest is known, by its name, and how it is read. `*` stands for any beginning.
const TABLE: &[(&str, Read)] = &[
    ("Cargo.toml", document::cargo),
    ("pyproject.toml", document::pyproject),
    ("package.json", document::json),
    ("composer.json", document::json),
    ("lerna.json", document::json),
    ("pom.xml", xml::maven),
    ("*.csproj", xml::msbuild),
    ("*.fsproj", xml::msbuild),
    ("Directory.Build.props", xml::msbuild),
    ("*.nuspec", xml::nuspec),
    ("gradle.properties", lines::gradle_properties),
    ("build.gradle", lines::gradle),
    ("build.gradle.kts", lines::gradle),
    ("Chart.yaml", lines::chart),
    ("pubspec.yaml", lines::yaml),
    ("setup.cfg", lines::setup_cfg),
    ("setup.py", lines::setup_py),
    ("__init__.py", lines::dunder),
    ("_version.py", lines::dunder),
    ("__version__.py", lines::dunder),
    ("__about__.py", lines::dunder),
    ("version.py", lines::dunder),
    ("mix.exs", lines::mix),
    ("*.gemspec", lines::gemspec),
    ("version.rb", lines::constant),
    ("version.go", lines::constant),
    ("VERSION", lines::plain),
    ("VERSION.txt", lines::plain),
    ("version.txt", lines::plain),
    ("CMakeLists.txt", lines::cmake),
];

/// Whether a file is a manifest by its name.
pub fn is_manifest(path: &str) -> bool {
    reader(path).is_some()
}

/// The versions that a manifest tells, in its order; nothing for a file that is none, or that tells none.
pub fn versions(path: &str, text: &str) -> Vec<VersionField> {
    reader(path).map(|read| read(text)).unwrap_or_default()
}

fn reader(path: &str) -> Option<Read> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let fits = |known: &str| match known.strip_prefix('*') {
        Some(ending) => name.ends_with(ending),
        None => name == known,
    };
    TABLE.iter().find(|(known, _)| fits(known)).map(|(_, read)| *read)
}

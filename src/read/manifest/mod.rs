//! The versions that manifests tell, by a table of file names.
//!
//! Invariant: what is not a literal is said to be computed. Nothing is run, and no other file is looked at.

pub mod changelog;
pub mod document;
pub mod lines;
pub mod project;
pub mod xml;

use crate::model::project::VersionField;
use crate::read::text::lines::Pattern;
use Read::{By, Lines, LiteralFirst};

/// How the versions in the text of a manifest are read.
enum Read {
    By(fn(&str) -> Vec<VersionField>),
    /// The first line in which each pattern is found, by the name of its field.
    Lines(&'static [(&'static str, &'static Pattern)]),
    /// The same of one pattern, a literal before what is computed.
    LiteralFirst(&'static str, &'static Pattern),
}

/// How a manifest is known, by its name, and how it is read. `*` stands for any beginning.
static TABLE: &[(&str, Read)] = &[
    ("Cargo.toml", By(document::cargo)),
    ("pyproject.toml", By(document::pyproject)),
    ("package.json", By(document::json)),
    ("composer.json", By(document::json)),
    ("lerna.json", By(document::json)),
    ("pom.xml", By(xml::maven)),
    ("*.csproj", By(xml::msbuild)),
    ("*.fsproj", By(xml::msbuild)),
    ("Directory.Build.props", By(xml::msbuild)),
    ("*.nuspec", By(xml::nuspec)),
    ("gradle.properties", Lines(&[("version", &lines::PROPERTY)])),
    ("build.gradle", Lines(&[("version", &lines::GRADLE), ("versionName", &lines::ANDROID)])),
    ("build.gradle.kts", Lines(&[("version", &lines::GRADLE), ("versionName", &lines::ANDROID)])),
    ("Chart.yaml", Lines(&[("version", &lines::YAML), ("appVersion", &lines::APP_VERSION)])),
    ("pubspec.yaml", Lines(&[("version", &lines::YAML)])),
    ("setup.cfg", By(lines::setup_cfg)),
    ("setup.py", LiteralFirst("version", &lines::SETUP_PY)),
    ("__init__.py", Lines(&[("__version__", &lines::DUNDER)])),
    ("_version.py", Lines(&[("__version__", &lines::DUNDER)])),
    ("__version__.py", Lines(&[("__version__", &lines::DUNDER)])),
    ("__about__.py", Lines(&[("__version__", &lines::DUNDER)])),
    ("version.py", Lines(&[("__version__", &lines::DUNDER)])),
    ("mix.exs", LiteralFirst("version", &lines::MIX)),
    ("*.gemspec", Lines(&[("version", &lines::GEMSPEC)])),
    ("version.rb", LiteralFirst("VERSION", &lines::CONSTANT)),
    ("version.go", LiteralFirst("VERSION", &lines::CONSTANT)),
    ("VERSION", By(lines::plain)),
    ("VERSION.txt", By(lines::plain)),
    ("version.txt", By(lines::plain)),
    ("CMakeLists.txt", By(lines::cmake)),
];

/// Whether a file is a manifest by its name.
pub fn is_manifest(path: &str) -> bool {
    reader(path).is_some()
}

/// The versions that a manifest tells, in its order; nothing for a file that is none, or that tells none.
pub fn versions(path: &str, text: &str) -> Vec<VersionField> {
    match reader(path) {
        Some(By(read)) => read(text),
        Some(Lines(all)) => all.iter().filter_map(|(name, line)| lines::first(text, name, line)).collect(),
        Some(LiteralFirst(name, line)) => lines::literal_first(text, name, line).into_iter().collect(),
        None => Vec::new(),
    }
}

fn reader(path: &str) -> Option<&'static Read> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let fits = |known: &str| match known.strip_prefix('*') {
        Some(ending) => name.ends_with(ending),
        None => name == known,
    };
    TABLE.iter().find(|(known, _)| fits(known)).map(|(_, read)| read)
}

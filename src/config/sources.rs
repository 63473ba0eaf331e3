//! Where things lie: release tags, the checklist, its evidence.

use super::reader::CustomReader;

/// Which tags are releases.
#[derive(Clone, Debug)]
pub enum TagPattern {
    /// A glob on the tag name.
    Glob(globset::GlobMatcher),
    /// A regular expression, written `/…/`.
    Regex(regex::Regex),
}

impl TagPattern {
    /// The pattern that holds without configuration: a `v` and a digit begin calendar and semantic versions alike.
    pub const DEFAULT: &'static str = "v[0-9]*";

    /// Whether a tag is a release.
    pub fn matches(&self, tag: &str) -> bool {
        match self {
            Self::Glob(glob) => glob.is_match(tag),
            Self::Regex(regex) => regex.is_match(tag),
        }
    }

    /// Reads a pattern: `/…/` is a regular expression, everything else a glob.
    ///
    /// # Errors
    /// One sentence that says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let inner = text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
        match inner {
            Some(inner) => {
                regex::Regex::new(inner).map(Self::Regex).map_err(|error| last_line(&error.to_string()))
            }
            None => Ok(Self::Glob(
                globset::Glob::new(text).map_err(|error| error.kind().to_string())?.compile_matcher(),
            )),
        }
    }
}

/// A regular expression's error draws the expression over several lines; its last line says what is wrong.
fn last_line(text: &str) -> String {
    let line = text.lines().last().unwrap_or(text);
    line.trim().trim_start_matches("error: ").to_string()
}

/// Where the checklist and its evidence lie.
#[derive(Clone, Debug)]
pub struct Sources {
    /// Which tags are releases.
    pub pattern: TagPattern,
    /// Paths of the checklist, first match first.
    pub templates: Vec<String>,
    /// Whether checklists are looked for beside those paths.
    pub finds: bool,
    /// Globs of filled copies, one release each.
    pub snapshots: Vec<String>,
    /// Globs of evidence.
    pub evidence: Vec<String>,
    /// Globs of changelogs.
    pub changelogs: Vec<String>,
    /// Globs of manifests: files that tell the version of the project or of a package. `read::manifest` knows how to read each.
    pub manifests: Vec<String>,
    /// The file of those whose SSH keys may sign tags.
    pub allowed_signers: Option<String>,
    /// The keyring of those whose OpenPGP keys may sign tags.
    pub keyring: Option<String>,
    /// Globs that are no evidence.
    pub exclude: Vec<String>,
    /// Kinds of evidence of a team's own.
    pub readers: Vec<CustomReader>,
    /// Labels of checks by their addresses; the first that fits holds.
    pub labels: Vec<Label>,
}

/// What the checks of some addresses are called: `live`, `eu`.
#[derive(Clone, Debug)]
pub struct Label {
    /// The label.
    pub name: String,
    /// The addresses, as globs; `*` goes over slashes.
    pub targets: globset::GlobSet,
}

/// The manifests of the usual tools. Names that are common in large trees are only looked for where a project has its own.
const MANIFESTS: [&str; 32] = [
    "**/Cargo.toml",
    "**/package.json",
    "**/pyproject.toml",
    "**/setup.cfg",
    "**/setup.py",
    "*/__init__.py",
    "src/*/__init__.py",
    "**/_version.py",
    "**/__version__.py",
    "**/__about__.py",
    "**/version.py",
    "**/pom.xml",
    "**/gradle.properties",
    "**/build.gradle",
    "**/build.gradle.kts",
    "**/Chart.yaml",
    "**/*.csproj",
    "**/*.fsproj",
    "**/*.nuspec",
    "**/Directory.Build.props",
    "**/composer.json",
    "**/lerna.json",
    "**/mix.exs",
    "**/*.gemspec",
    "**/version.rb",
    "**/version.go",
    "**/pubspec.yaml",
    "**/VERSION",
    "**/version.txt",
    "**/VERSION.txt",
    "CMakeLists.txt",
    "*/CMakeLists.txt",
];

impl Default for Sources {
    fn default() -> Self {
        let words = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        Self {
            pattern: TagPattern::default(),
            templates: words(&[
                "docs/deployment/production_go_live_checklist.md",
                "docs/go-live-checklist.md",
                "docs/go_live_checklist.md",
                "docs/release-checklist.md",
                "docs/release_checklist.md",
                "GO_LIVE_CHECKLIST.md",
                "RELEASE_CHECKLIST.md",
                ".github/RELEASE_CHECKLIST.md",
            ]),
            finds: true,
            snapshots: words(&["artifacts/deploy/production/**/*.md"]),
            evidence: words(&[
                "artifacts/**",
                "feedback/**",
                "coverage/lighthouse/**",
                ".lighthouseci/**",
                "history/*.yml",
                "lighthouserc.*",
                ".lighthouserc.*",
                "budget.json",
            ]),
            changelogs: words(&[
                "{CHANGELOG,Changelog,changelog,CHANGES,Changes,HISTORY,History}*",
                "docs/**/{CHANGELOG,Changelog,changelog}*",
            ]),
            manifests: words(&MANIFESTS),
            allowed_signers: None,
            keyring: None,
            exclude: Vec::new(),
            readers: Vec::new(),
            labels: Vec::new(),
        }
    }
}

impl Default for TagPattern {
    fn default() -> Self {
        let glob = globset::Glob::new(Self::DEFAULT).map_or_else(
            |_| unreachable!("the default pattern is a valid glob"),
            |glob| glob.compile_matcher(),
        );
        Self::Glob(glob)
    }
}

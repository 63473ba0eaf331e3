//! `golive.toml`: what is demanded (`Policy`) and how it is shown (`Look`).

use crate::model::checklist::Phase;

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
    #[must_use]
    pub fn matches(&self, tag: &str) -> bool {
        match self {
            Self::Glob(glob) => glob.is_match(tag),
            Self::Regex(regex) => regex.is_match(tag),
        }
    }
}

/// Where the checklist and its evidence lie.
#[derive(Clone, Debug)]
pub struct Sources {
    /// Which tags are releases.
    pub pattern: TagPattern,
    /// Paths of the checklist, first match first.
    pub templates: Vec<String>,
    /// Globs of filled copies, one release each.
    pub snapshots: Vec<String>,
    /// Globs of evidence.
    pub evidence: Vec<String>,
    /// Globs that are no evidence.
    pub exclude: Vec<String>,
}

/// Which items must be proven for go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Require {
    /// All items of phase `before`.
    Before,
    /// All items.
    All,
    /// These ids.
    Ids(Vec<String>),
}

/// What replaces the reading of an item's words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemOverride {
    /// Part of the text.
    pub matches: Option<String>,
    /// Or the item's id.
    pub id: Option<String>,
    /// Paths or globs of its evidence.
    pub evidence: Option<Vec<String>>,
    /// Window before the release, in seconds.
    pub within: Option<i64>,
    /// Budgets as words, such as `lighthouse.tti <= 5s`.
    pub budget: Option<Vec<String>>,
    /// When it applies.
    pub phase: Option<Phase>,
}

/// What is demanded.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Which items must be proven.
    pub require: Require,
    /// Item by item, what replaces the reading of the words.
    pub items: Vec<ItemOverride>,
}

/// How the site is shown.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The site's title.
    pub title: Option<String>,
    /// The address under which it is published, ending in `/`.
    pub base_url: Option<String>,
    /// The forge's address of the repository; default: the remote, without credentials.
    pub repository_url: Option<String>,
    /// A folder whose files replace embedded templates, style and content, file by file.
    pub theme: Option<std::path::PathBuf>,
}

/// All of `golive.toml`.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where things lie.
    pub sources: Sources,
    /// What is demanded.
    pub policy: Policy,
    /// How it is shown.
    pub look: Look,
}

impl Default for Config {
    fn default() -> Self {
        let words = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let pattern = globset::Glob::new(TagPattern::DEFAULT).map_or_else(
            |_| unreachable!("the default pattern is a valid glob"),
            |glob| glob.compile_matcher(),
        );
        Self {
            sources: Sources {
                pattern: TagPattern::Glob(pattern),
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
                snapshots: words(&["artifacts/deploy/production/*.md"]),
                evidence: words(&[
                    "artifacts/**",
                    "feedback/**",
                    "coverage/lighthouse/**",
                    ".lighthouseci/**",
                ]),
                exclude: Vec::new(),
            },
            policy: Policy { require: Require::Before, items: Vec::new() },
            look: Look::default(),
        }
    }
}

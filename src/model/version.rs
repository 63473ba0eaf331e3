//! Versions as manifests, changelogs and tags write them (`1.1.0`, `v1.1`, `1.1.0-rc.1`, `1.1.0rc1`, `2025.10.14a`): which two are the same,
//! what a tag's name says, and which one comes before which.

/// Words before a tag's number that name no component.
const NO_COMPONENT: [&str; 10] =
    ["release", "releases", "rel", "version", "ver", "tag", "r", "prod", "production", "stable"];

/// Words that say that a version comes before the one without them: `1.0.0-rc1`, `1.0.0rc1`, `1.0.0.beta2`.
const EARLY: [&str; 18] = [
    "candidate",
    "rc",
    "cr",
    "alpha",
    "beta",
    "a",
    "b",
    "c",
    "pre",
    "preview",
    "dev",
    "snapshot",
    "m",
    "milestone",
    "ea",
    "nightly",
    "canary",
    "next",
];
/// Words that say that a version comes after the one without them, also behind a dash.
const LATE: [&str; 8] = ["post", "p", "patch", "hotfix", "sp", "final", "ga", "release"];

/// A version, taken apart so that two spellings of it are equal: without `v`, leading and trailing zeros, and the marks between parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct VersionNumber {
    /// The numbers, without zeros at the end: `1.1.0` is `[1, 1]`.
    pub core: Vec<u64>,
    /// What follows them, in lower case and without marks: `rc1`, `a`; empty for most.
    pub tail: String,
}

impl VersionNumber {
    /// Reads a version; `None` for anything that does not begin with a number (after `v` or `=`).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let text = text.trim_start_matches(['=', '^', '~']).trim_start();
        let text = text.strip_prefix('v').unwrap_or(text);
        let text = without_build(text);
        let plain = |c: char| c.is_ascii_alphanumeric() || ".-_~".contains(c);
        if text.len() > 80 || !text.starts_with(|c: char| c.is_ascii_digit()) || !text.chars().all(plain) {
            return None;
        }
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (core, tail) = text.split_at(end);
        let core = core.split('.').filter(|part| !part.is_empty());
        let mut core = core.map(str::parse).collect::<Result<Vec<u64>, _>>().ok()?;
        while core.len() > 1 && core.last() == Some(&0) {
            core.pop();
        }
        let tail = tail.replace(['.', '-', '_', '~'], "");
        let tail = if matches!(&*tail, "final" | "ga" | "release") { String::new() } else { tail };
        Some(Self { core, tail: short_stage(&tail) })
    }

    /// Whether it says that it comes before a version: `1.1.0-rc.1` before `1.1.0`.
    pub fn is_before(&self, other: &Self) -> bool {
        self.core == other.core && self.is_early() && !other.is_early()
    }

    /// Whether it says that it is not the final one.
    pub fn is_early(&self) -> bool {
        EARLY.iter().any(|word| {
            let rest = self.tail.strip_prefix(word);
            // A letter alone says so only with its number: `1.0b2`, but `2025.10.14b` is the second of a day.
            rest.is_some_and(|rest| {
                word.len() > 1 || (!rest.is_empty() && rest.bytes().all(|c| c.is_ascii_digit()))
            })
        })
    }

    /// Whether it stands for no version: `0.0.0`, `0.0.0-development`.
    pub fn is_placeholder(&self) -> bool {
        self.core.iter().all(|number| *number == 0)
    }

    /// Whether its first number is a year.
    pub fn is_calendar(&self) -> bool {
        self.core.first().is_some_and(|first| (1990..2200).contains(first))
    }
}

/// What follows a plus sign says how it was built.
fn without_build(text: &str) -> &str {
    text.split_once('+').map_or(text, |(version, _)| version)
}

/// PEP 440 shortens the stages: `1.1.0-alpha.1` is `1.1.0a1` there.
fn short_stage(tail: &str) -> String {
    let stages = [("alpha", "a"), ("beta", "b"), ("preview", "rc"), ("c", "rc")];
    for (long, short) in stages {
        if let Some(rest) =
            tail.strip_prefix(long).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            return format!("{short}{rest}");
        }
    }
    tail.to_owned()
}

/// Whether two texts are one version.
pub fn same(a: &str, b: &str) -> bool {
    VersionNumber::parse(a).is_some_and(|a| Some(a) == VersionNumber::parse(b))
}

/// What a tag's name says: `web-v1.1.0` is version `1.1.0` of `web`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagVersion<'t> {
    /// The component, for a repository with several.
    pub component: Option<&'t str>,
    /// The version as it is written, without `v`.
    pub version: &'t str,
}

/// Reads the version in a tag's name: `v1.1.0`, `1.1.0`, `release-1.1.0`, `web-v1.1.0`, `@team/web@1.1.0`.
pub fn of_tag(name: &str) -> Option<TagVersion<'_>> {
    let digits = name.char_indices().filter(|(_, letter)| letter.is_ascii_digit());
    for (at, _) in digits {
        let (before, version) = name.split_at(at);
        let before = before.strip_suffix(['v', 'V']).unwrap_or(before);
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '.')
            || VersionNumber::parse(version).is_none()
        {
            continue;
        }
        let component = before.trim_end_matches(['-', '_', '/', '@', ' ']);
        let named = !component.is_empty() && !NO_COMPONENT.contains(&&*component.to_lowercase());
        return Some(TagVersion { component: named.then_some(component), version });
    }
    // `release1.1.0` has nothing between.
    let at = name.find(|c: char| c.is_ascii_digit())?;
    let (before, version) = name.split_at(at);
    let known = NO_COMPONENT.contains(&&*before.to_lowercase()) && VersionNumber::parse(version).is_some();
    known.then_some(TagVersion { component: None, version })
}

/// A part of a version: a number and the words behind it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    number: u64,
    place: Place,
    words: String,
}

/// What words behind a number say of the version's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Before the version without them.
    Early,
    /// Nothing follows.
    End,
    /// After it.
    Late,
}

/// A name for sorting: its numbers as numbers, with the words behind each. A pre-release comes before its release, as in semantic
/// versioning; what comes after it by its words (`-post1`, `-hotfix`) or by a further number comes after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(Vec<Part>);

impl Version {
    /// Reads a name. Any text can be sorted.
    pub fn of(name: &str) -> Self {
        let mut rest = without_build(name);
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let (number, after) =
                rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
            let (words, next) =
                after.split_at(after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len()));
            let words = words.to_lowercase();
            let place = if parts.is_empty() && number.is_empty() { Place::Late } else { place(&words, next) };
            parts.push(Part { number: number.parse().unwrap_or_default(), place, words });
            rest = next;
        }
        // A name that ends with its number ends like one that says nothing more.
        Self(parts)
    }
}

fn place(words: &str, next: &str) -> Place {
    let word = words.trim_matches(|c: char| !c.is_alphanumeric());
    let numbered = next.starts_with(|c: char| c.is_ascii_digit());
    // A letter alone is a pre-release only before a number: `1.0b2`, but `2025.10.14b` is the second of a day.
    let is_early = EARLY.contains(&word) && (word.len() > 1 || numbered || words.starts_with('-'));
    if words.is_empty() {
        Place::End
    } else if LATE.contains(&word) {
        Place::Late
    } else if is_early || words.starts_with('-') {
        Place::Early
    } else {
        Place::Late
    }
}

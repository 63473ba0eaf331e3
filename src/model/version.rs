//! Numbers of versions as manifests, changelogs and tags write them: `1.1.0`, `v1.1`, `1.1.0-rc.1`, `1.1.0rc1`, `2025.10.14a`.

/// Words before a tag's number that name no component.
const NO_COMPONENT: [&str; 10] =
    ["release", "releases", "rel", "version", "ver", "tag", "r", "prod", "production", "stable"];

/// Marks of a version that comes before the one with the same number.
const EARLY: [&str; 10] =
    ["rc", "alpha", "beta", "pre", "preview", "dev", "snapshot", "next", "canary", "nightly"];

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
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let text = text.trim_start_matches(['=', '^', '~']).trim_start();
        let text = text.strip_prefix('v').unwrap_or(text);
        // What follows a plus says how it was built.
        let text = text.split('+').next().unwrap_or_default();
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
    #[must_use]
    pub fn is_before(&self, other: &Self) -> bool {
        self.core == other.core && self.is_early() && !other.is_early()
    }

    /// Whether it says that it is not the final one.
    #[must_use]
    pub fn is_early(&self) -> bool {
        let short = self.tail.trim_end_matches(|c: char| c.is_ascii_digit());
        let numbered = short.len() < self.tail.len();
        EARLY.iter().any(|stage| self.tail.starts_with(stage)) || (numbered && matches!(short, "a" | "b"))
    }

    /// Whether it stands for no version: `0.0.0`, `0.0.0-development`.
    #[must_use]
    pub fn is_placeholder(&self) -> bool {
        self.core.iter().all(|number| *number == 0)
    }

    /// Whether its first number is a year.
    #[must_use]
    pub fn is_calendar(&self) -> bool {
        self.core.first().is_some_and(|first| (1990..2200).contains(first))
    }
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
#[must_use]
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
#[must_use]
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

//! Names of tags as versions: which one comes before which.

/// Words that say that a version comes before the one without them: `1.0.0-rc1`, `1.0.0rc1`, `1.0.0.beta2`.
const EARLY: [&str; 17] = [
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
    #[must_use]
    pub fn of(name: &str) -> Self {
        // What follows a plus sign says how it was built.
        let mut rest = name.split_once('+').map_or(name, |(version, _)| version);
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

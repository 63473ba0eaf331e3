//! Commit ids that evidence names as what it was made from.

use crate::read::text::lines::{Pattern, numbered, plain};

/// More than these are a log of commits, not an origin.
const MOST: usize = 32;

static KEYED: Pattern = Pattern::new(
    r#"(?i)^[\s>*_+-]*(?:commit|sha|head[_ ]?sha|git[_ ]?commit|revision)[\s*_]*[:=][\s*_`"]*([0-9a-f]{7,40})(?:[\s`"*_.,;)]|$)"#,
);

static HINT: Pattern = Pattern::new("(?i)commit|sha|revision");

static BARE: Pattern = Pattern::new(r"(?i)^[\s>*_-]*commit[\s*_`]+([0-9a-f]{40})(?:[\s`*_.,;)]|$)");

/// Whether a JSON or YAML key holds a commit id. Blob and tree hashes have other names.
pub fn names_a_commit(key: &str) -> bool {
    matches!(
        key,
        "commit"
            | "sha"
            | "head_sha"
            | "headSha"
            | "gitCommit"
            | "git_commit"
            | "revision"
            | "commitSha"
            | "commit_sha"
    )
}

/// Adds an id in lower case, once, if the text [is one](is_id).
pub fn add(commits: &mut Vec<String>, text: &str) {
    let id = text.trim().to_ascii_lowercase();
    if is_id(&id) && commits.len() < MOST && !commits.contains(&id) {
        commits.push(id);
    }
}

/// Whether a text is a commit id: 7 to 40 hexadecimal digits, and not a word such as `defaced`.
pub fn is_id(text: &str) -> bool {
    let hex = (7..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit());
    let word = text.len() < 40 && text.bytes().all(|b| b.is_ascii_alphabetic());
    hex && !word
}

/// The ids in lines such as `commit: 1a2b3c4` and `Commit <40 digits>`. Several of the second form are the output of
/// `git log` and bind to nothing.
pub fn in_lines(text: &str) -> Vec<String> {
    let (mut keyed, mut bare) = (Vec::new(), Vec::new());
    for (_, line) in numbered(text) {
        if line.len() > 400 || !HINT.is_match(line) {
            continue;
        }
        let line = plain(line);
        for (regex, found) in [(&*KEYED, &mut keyed), (&*BARE, &mut bare)] {
            if let Some(id) = regex.captures(&line).and_then(|captures| captures.get(1)) {
                add(found, id.as_str());
            }
        }
    }
    if let [only] = bare.as_slice() {
        add(&mut keyed, only);
    }
    keyed
}

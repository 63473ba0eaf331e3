//! What words name: paths, globs, addresses, issue numbers and keys.

use crate::model::checklist::Reference;
use crate::read::text::address;
use crate::read::text::lines::Pattern;
use std::borrow::Cow;

/// Endings by which a bare name in back-ticks is a file and not a word of code.
const ENDINGS: [&str; 72] = [
    "md", "txt", "log", "json", "jsonl", "ndjson", "yml", "yaml", "toml", "csv", "tsv", "html", "htm", "xml",
    "svg", "png", "jpg", "jpeg", "gif", "webp", "pdf", "sh", "mjs", "cjs", "js", "ts", "tsx", "jsx", "py",
    "rb", "go", "rs", "sql", "lock", "har", "zip", "gz", "tgz", "tar", "ics", "docx", "xlsx", "conf", "cfg",
    "ini", "tf", "prisma", "diff", "patch", "junit", "sarif", "webm", "mp4", "mov", "eml", "ps1", "bat",
    "kt", "java", "swift", "php", "css", "scss", "env", "asc", "sig", "pem", "crt", "tap", "lcov", "out",
    "rst",
];

/// First parts that look like folders and are media types, branches or plain words.
const NO_FOLDERS: [&str; 27] = [
    "text",
    "application",
    "audio",
    "video",
    "font",
    "multipart",
    "origin",
    "upstream",
    "refs",
    "heads",
    "feature",
    "feat",
    "fix",
    "bugfix",
    "hotfix",
    "chore",
    "release",
    "and",
    "or",
    "w",
    "n",
    "yes",
    "no",
    "tcp",
    "http",
    "https",
    "agent",
];

/// Nobody names a thing with more bytes than these. Not bounded in [`TOKENS`]: counted repetitions made that automaton too large for
/// the fast engines, which was half of the time of a build.
const TOKEN_CAP: usize = 2000;

static TOKENS: Pattern = Pattern::new(concat!(
    r"`(?P<tick>[^`\n]+)`",
    r#"|\]\(\s*<?(?P<link>[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?)>?(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))\s*)?\)"#,
    r#"|(?P<url>(?i:https?)://[^\s<>"'`|\]\[]+)"#,
    r"|(?:[→]|->|=>)\s*(?P<arrow>[A-Za-z0-9_.][^\s`()\[\]<>]+)",
    r"|\bGH-(?P<gh>\d{1,9})\b",
    r"|(?:^|[\s(\[,;:])#(?P<number>\d{1,9})\b",
    r"|\b(?P<key>[A-Z][A-Z0-9]+-\d{1,9})\b",
    r"|(?P<bare>[A-Za-z0-9_.][\w.@+-]*(?:/[\w.@:+-]+)+)",
));

/// Something that words name, before it is known what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mention<'t> {
    /// In back-ticks.
    Tick(&'t str),
    /// The target of a Markdown link.
    Link(&'t str),
    /// A bare address.
    Url(&'t str),
    /// After an arrow.
    Arrow(&'t str),
    /// `#12` or `GH-12`.
    Number(u32),
    /// `DEPLOY-147`.
    Key(&'t str),
    /// Words with slashes.
    Bare(&'t str),
}

/// What a text names, in order.
pub fn all(text: &str) -> impl Iterator<Item = Mention<'_>> {
    TOKENS.captures_iter(text).filter_map(move |found| {
        if found.get(0).is_some_and(|whole| whole.len() > TOKEN_CAP) {
            return None;
        }
        let name = |name: &str| found.name(name).map(|m| m.as_str());
        let number = name("gh").or(name("number")).and_then(|digits| digits.parse().ok());
        if let Some(hit) = found.name("key") {
            let next = text.get(hit.end()..).and_then(|rest| rest.chars().next());
            return (is_key(hit.as_str()) && next != Some('-')).then_some(Mention::Key(hit.as_str()));
        }
        name("tick")
            .map(|t| Mention::Tick(t.trim()))
            .or(name("link").map(Mention::Link))
            .or(name("url").map(|t| Mention::Url(balanced(t))))
            .or(name("arrow").map(|t| Mention::Arrow(unpunctuated(t))))
            .or(number.map(Mention::Number))
            .or(name("bare").map(|t| Mention::Bare(unpunctuated(t))))
    })
}

fn unpunctuated(words: &str) -> &str {
    words.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*', '_'])
}

/// An address without the punctuation of the sentence around it.
fn balanced(url: &str) -> &str {
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    if url.contains('(') { url } else { url.trim_end_matches([')', '.', ',']) }
}

/// An issue key such as `DEPLOY-147`; names of standards and scales are none.
pub fn is_key(text: &str) -> bool {
    const STANDARDS: [&str; 27] = [
        "UTF", "SHA", "ISO", "RFC", "SEV", "AES", "RSA", "TLS", "SSL", "HTTP", "MD", "ES", "ECMA", "IEEE",
        "BASE", "CRC", "GPT", "WCAG", "CVE", "CWE", "SOC", "PCI", "GH", "HMAC", "UTC", "GMT", "COVID",
    ];
    text.split_once('-').is_some_and(|(prefix, digits)| {
        let letters = prefix.trim_end_matches(|c: char| c.is_ascii_digit());
        prefix.len() >= 2
            && prefix.starts_with(|c: char| c.is_ascii_uppercase())
            && prefix.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            && !STANDARDS.contains(&letters)
            && !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

/// What an item's text names as its evidence, in order, each once. `folder` is the checklist's own, from which Markdown links lead on.
pub fn references(text: &str, folder: &str) -> Vec<Reference> {
    let mut found: Vec<Reference> = Vec::new();
    for mention in all(text) {
        let url = |text: &str| address::http(text).map(Reference::Url);
        let file = |token: &str| path(token).map(|(path, _)| Reference::Path(path));
        let reference = match mention {
            Mention::Tick(token) => {
                url(token).or_else(|| glob(token).map(Reference::Glob)).or_else(|| file(token))
            }
            Mention::Link(target) => url(target).or_else(|| link(target, folder).map(Reference::Path)),
            Mention::Url(address) => url(address),
            Mention::Bare(token) if has_ending(token) => file(token),
            _ => None,
        };
        if let Some(reference) = reference.filter(|r| !found.contains(r)) {
            found.push(reference);
        }
    }
    found
}

/// A text with back-ticks around the files that it names without them: `see logs/backup.json` is read as one that marks its path.
pub fn with_ticks(text: &str) -> Cow<'_, str> {
    let mut ticked = String::new();
    let mut end = 0;
    for mention in all(text) {
        if let Mention::Bare(token) = mention
            && has_ending(token)
            && path(token).is_some()
            && let Some(start) = text.get(end..).and_then(|rest| rest.find(token)).map(|at| end + at)
        {
            ticked.push_str(text.get(end..start).unwrap_or_default());
            ticked.push_str(&format!("`{token}`"));
            end = start + token.len();
        }
    }
    if end == 0 {
        return Cow::Borrowed(text);
    }
    ticked.push_str(text.get(end..).unwrap_or_default());
    Cow::Owned(ticked)
}

/// What a text quotes: tokens in back-ticks, words in quotation marks, and numbers of versions.
pub fn quoted(text: &str) -> impl Iterator<Item = &str> {
    static QUOTED: Pattern = Pattern::new(
        r#"`([^`\n]{1,200})`|"([^"\n]{1,200})"|“([^”\n]{1,200})”|„([^“”\n]{1,200})[“”]|\bv?(\d+(?:\.\d+)+(?:[-+.]?[A-Za-z0-9]+)*)"#,
    );
    let found = QUOTED.captures_iter(text).filter_map(|found| (1..=5).find_map(|group| found.get(group)));
    found.map(|found| found.as_str().trim()).filter(|text| !text.is_empty())
}

/// Whether a token may be the path of a file, if a tree has it.
pub fn may_be_path(token: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "/._-+@~".contains(c);
    token.len() <= 200
        && token.chars().all(plain)
        && token.chars().any(char::is_alphabetic)
        && !token.starts_with(['/', '~', '@', '-', '+'])
        && !token.ends_with('/')
}

static TEMPLATE: Pattern = Pattern::new(
    r"<[^<>/]{1,60}>|\$?\{[^{}/]{1,60}\}|Y{4}(?:[-_.]?M{2}(?:[-_.]?D{2}(?:[T_-]?H{2}[-:]?M{2}(?:[-:]?S{2})?Z?)?)?)?",
);

/// A back-ticked token as a glob, its templates (`<date>`, `{name}`, `YYYY-MM-DD`) turned into `*`.
pub fn glob(token: &str) -> Option<String> {
    let token = token.strip_prefix("./").unwrap_or(token);
    let glob = TEMPLATE.replace_all(token, "*").into_owned();
    let letters = glob.replace('*', "a");
    let named = glob.contains('/') || has_ending(&letters);
    let words = glob.chars().any(|c| c.is_ascii_lowercase());
    (glob.contains('*') && named && words && is_path(&letters)).then_some(glob)
}

/// A token as a path in the repository and the line it cites (`a.md:25`, `a.md:214-218`, `a.md#L25`).
pub fn path(token: &str) -> Option<(String, Option<u32>)> {
    static LINE: Pattern =
        Pattern::new(r"^(?P<path>[^#]+?)(?:#L?(?P<anchor>\d+)?[^#]*|:L?(?P<line>\d+)(?:[-:]L?\d+)?)?$");
    let token = token.strip_prefix("./").unwrap_or(token);
    let found = LINE.captures(token)?;
    let line = found.name("line").or(found.name("anchor")).and_then(|m| m.as_str().parse().ok());
    let path = found.name("path")?.as_str();
    (is_path(path) && !path.contains('*')).then(|| (path.to_owned(), line))
}

fn is_path(path: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "/._-+@~:=,".contains(c);
    if path.is_empty()
        || path.len() > 500
        || !path.chars().all(plain)
        || path.starts_with(['/', '~', '@', '-', ':', '=', ','])
    {
        return false;
    }
    let Some((first, _)) = path.split_once('/') else { return has_ending(path) };
    let parts: Vec<&str> = path.strip_suffix('/').unwrap_or(path).split('/').collect();
    let whole = parts.iter().all(|part| !part.is_empty() && !part.chars().all(|c| c == '.'));
    let letters = first.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    let folder = letters
        && first != first.to_uppercase()
        && !NO_FOLDERS.contains(&first)
        && !first.contains([':', '=', ',']);
    whole && (folder || has_ending(path))
}

fn has_ending(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .is_some_and(|(stem, end)| !stem.is_empty() && ENDINGS.contains(&end.to_ascii_lowercase().as_str()))
}

/// The target of a Markdown link as a path in the repository: from the document's folder on, or from the root with a leading `/`.
pub fn link(target: &str, folder: &str) -> Option<String> {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let scheme = target.split('/').next().is_some_and(|first| first.contains(':'));
    if target.is_empty() || scheme || target.starts_with("//") {
        return None;
    }
    let (rooted, rest) = target.strip_prefix('/').map_or((false, target), |rest| (true, rest));
    let mut parts: Vec<&str> =
        if rooted { Vec::new() } else { folder.split('/').filter(|part| !part.is_empty()).collect() };
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    let path = parts.join("/");
    let clean = !path.is_empty()
        && path.len() <= 500
        && !path.chars().any(|c| c.is_control() || "<>\"'\\|*".contains(c));
    clean.then_some(path)
}

/// The folder of a path, without a slash at its end; empty at the root.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

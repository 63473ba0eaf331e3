//! Links to the forge that hosts the repository: commits, files at a commit, tags, comparisons, issues, pull requests.

use crate::config::{Links, Look};
use crate::model::id::Oid;
use std::fmt::Write;

/// How a forge forms its links: patterns with `{base}`, the address of the repository, and places of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shape {
    /// `{commit}`
    commit: String,
    /// `{commit}` and `{path}`
    file: String,
    /// The same and `{line}`.
    line: String,
    /// `{tag}`
    tag: String,
    /// `{from}` and `{to}`, both commits.
    compare: String,
    /// `{number}`
    issue: String,
    /// `{number}`
    pull: String,
}

/// GitHub, and what looks like it. It leads from the number of an issue to a pull request where that is one.
const GITHUB: [&str; 7] = [
    "{base}/commit/{commit}",
    "{base}/blob/{commit}/{path}",
    "{base}/blob/{commit}/{path}#L{line}",
    "{base}/releases/tag/{tag}",
    "{base}/compare/{from}...{to}",
    "{base}/issues/{number}",
    "{base}/pull/{number}",
];
const GITLAB: [&str; 7] = [
    "{base}/-/commit/{commit}",
    "{base}/-/blob/{commit}/{path}",
    "{base}/-/blob/{commit}/{path}#L{line}",
    "{base}/-/tags/{tag}",
    "{base}/-/compare/{from}...{to}",
    "{base}/-/issues/{number}",
    "{base}/-/merge_requests/{number}",
];
/// Gitea, Forgejo, Codeberg.
const GITEA: [&str; 7] = [
    "{base}/commit/{commit}",
    "{base}/src/commit/{commit}/{path}",
    "{base}/src/commit/{commit}/{path}#L{line}",
    "{base}/releases/tag/{tag}",
    "{base}/compare/{from}...{to}",
    "{base}/issues/{number}",
    "{base}/pulls/{number}",
];
/// Bitbucket Cloud, whose comparisons read from right to left.
const BITBUCKET: [&str; 7] = [
    "{base}/commits/{commit}",
    "{base}/src/{commit}/{path}",
    "{base}/src/{commit}/{path}#lines-{line}",
    "{base}/src/{tag}",
    "{base}/branches/compare/{to}..{from}",
    "{base}/issues/{number}",
    "{base}/pull-requests/{number}",
];
/// Azure DevOps, whose work items belong to the project and not to the repository.
const AZURE: [&str; 7] = [
    "{base}/commit/{commit}",
    "{base}?path=/{path}&version=GC{commit}",
    "{base}?path=/{path}&version=GC{commit}&line={line}&lineEnd={line}&lineStartColumn=1&lineEndColumn=200",
    "{base}?version=GT{tag}",
    "{base}/branchCompare?baseVersion=GC{from}&targetVersion=GC{to}",
    "{project}/_workitems/edit/{number}",
    "{base}/pullrequest/{number}",
];

impl Shape {
    /// The shape of a forge by its host's name, with a team's own patterns in place of single ones.
    fn of(host: &str, own: &Links) -> Self {
        let has = |names: &[&str]| names.iter().any(|name| host.contains(name));
        let known = match () {
            () if has(&["gitlab"]) => GITLAB,
            () if has(&["bitbucket"]) => BITBUCKET,
            () if has(&["gitea", "forgejo", "codeberg"]) => GITEA,
            () if has(&["dev.azure.com", "visualstudio.com"]) => AZURE,
            () => GITHUB,
        };
        let [commit, file, line, tag, compare, issue, pull] = known;
        let or = |own: &Option<String>, known: &str| own.clone().unwrap_or_else(|| known.to_owned());
        // Who forms the address of a file, and not of a line, leads to the file.
        let line = own.file.as_deref().unwrap_or(line);
        Self {
            commit: or(&own.commit, commit),
            file: or(&own.file, file),
            line: or(&own.line, line),
            tag: or(&own.tag, tag),
            compare: or(&own.compare, compare),
            issue: or(&own.issue, issue),
            pull: or(&own.pull, pull),
        }
    }
}

/// A repository on a forge. Its address is http or https and holds no credentials, no query and no fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forge {
    base: String,
    shape: Shape,
}

impl Forge {
    /// Reads a repository's address: http, https, `ssh://git@host/owner/name.git` or `git@host:owner/name.git`. `None` for anything
    /// that has no web page (a path, `file:`), or whose host or path holds more than plain characters.
    pub fn of(address: &str, own: &Links) -> Option<Self> {
        let address = address.trim();
        let (scheme, rest) = match address.split_once("://") {
            Some(("http", rest)) => ("http", rest),
            Some(("https" | "ssh" | "git+ssh", rest)) => ("https", rest),
            Some(_) => return None,
            None => ("https", address),
        };
        let (authority, path) = match (address.contains("://"), rest.split_once(':')) {
            (false, Some((authority, path))) if !authority.contains('/') => (authority, path),
            (false, _) => return None,
            (true, _) => rest.split_once('/')?,
        };
        let host = authority.rsplit('@').next().unwrap_or(authority);
        let host = if address.starts_with("ssh") { host.split(':').next().unwrap_or(host) } else { host };
        let path = path.split(['?', '#']).next().unwrap_or(path).trim_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path);
        // Over ssh, Azure DevOps is another host with another path.
        let (host, path) = match path.strip_prefix("v3/").and_then(|rest| rest.rsplit_once('/')) {
            Some((project, name)) if host == "ssh.dev.azure.com" => {
                ("dev.azure.com", format!("{project}/_git/{name}"))
            }
            _ => (host, path.to_owned()),
        };
        let plain = |text: &str, more: &str| {
            !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
        };
        let climbs = path.split('/').any(|part| part.is_empty() || part == "." || part == "..");
        if !plain(host, ".-:")
            || !plain(&path, "._-~/%")
            || climbs
            || (host.len() == 1 && !address.contains("://"))
        {
            return None;
        }
        let host = host.to_ascii_lowercase();
        Some(Self { shape: Shape::of(&host, own), base: format!("{scheme}://{host}/{path}") })
    }

    /// The forge of a repository: of the address that is configured, else of the remote.
    pub fn of_repository(look: &Look, remote: Option<&str>) -> Option<Self> {
        let of = |address: &str| Self::of(address, &look.links);
        look.repository_url.as_deref().and_then(of).or_else(|| remote.and_then(of))
    }

    fn link(&self, pattern: &str, places: &[(&str, &str)]) -> String {
        let project = self.base.split("/_git/").next().unwrap_or(&self.base);
        let all = [("base", self.base.as_str()), ("project", project)];
        all.iter()
            .chain(places)
            .fold(pattern.to_owned(), |link, (place, value)| link.replace(&format!("{{{place}}}"), value))
    }

    /// The repository's own page.
    pub fn home(&self) -> &str {
        &self.base
    }

    /// A commit.
    pub fn commit(&self, commit: Oid) -> String {
        self.link(&self.shape.commit, &[("commit", &commit.to_string())])
    }

    /// A file as it stood at a commit; a line of it where one is given (0: the file as a whole).
    pub fn blob(&self, commit: Oid, path: &str, line: u32) -> String {
        let pattern = if line > 0 { &self.shape.line } else { &self.shape.file };
        let (commit, line) = (commit.to_string(), line.to_string());
        self.link(pattern, &[("commit", &commit), ("line", &line), ("path", &percent(path, "/"))])
    }

    /// A tag.
    pub fn tag(&self, name: &str) -> String {
        self.link(&self.shape.tag, &[("tag", &percent(name, "/"))])
    }

    /// What changed between two commits.
    pub fn compare(&self, from: Oid, to: Oid) -> String {
        self.link(&self.shape.compare, &[("from", &from.to_string()), ("to", &to.to_string())])
    }

    /// An issue by its number.
    pub fn issue(&self, number: u32) -> String {
        self.link(&self.shape.issue, &[("number", &number.to_string())])
    }

    /// A pull request or merge request by its number.
    pub fn pull(&self, number: u32) -> String {
        self.link(&self.shape.pull, &[("number", &number.to_string())])
    }
}

/// Percent-encodes all but unreserved characters and those of `keep`.
pub fn percent(text: &str, keep: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let plain =
            byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || keep.as_bytes().contains(&byte);
        if plain {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

//! Links to the forge that hosts the repository: commits, files at a commit, tags, comparisons.

use crate::model::id::Oid;
use std::fmt::Write;

/// The shapes of addresses that forges use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// GitHub, and what looks like it.
    GitHub,
    /// GitLab: `/-/` before the verb.
    GitLab,
    /// Gitea, Forgejo, Codeberg.
    Gitea,
    /// Bitbucket Cloud.
    Bitbucket,
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
    #[must_use]
    pub fn of(address: &str) -> Option<Self> {
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
        let plain = |text: &str, more: &str| {
            !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
        };
        let climbs = path.split('/').any(|part| part.is_empty() || part == "." || part == "..");
        if !plain(host, ".-:")
            || !plain(path, "._-~/")
            || climbs
            || (host.len() == 1 && !address.contains("://"))
        {
            return None;
        }
        let base = format!("{scheme}://{}/{path}", host.to_ascii_lowercase());
        Some(Self { shape: shape(host), base })
    }

    /// The repository's own page.
    #[must_use]
    pub fn home(&self) -> &str {
        &self.base
    }

    /// A commit.
    #[must_use]
    pub fn commit(&self, commit: Oid) -> String {
        match self.shape {
            Shape::GitHub | Shape::Gitea => format!("{}/commit/{commit}", self.base),
            Shape::GitLab => format!("{}/-/commit/{commit}", self.base),
            Shape::Bitbucket => format!("{}/commits/{commit}", self.base),
        }
    }

    /// A file as it stood at a commit; a line of it where one is given (0: the file as a whole).
    #[must_use]
    pub fn blob(&self, commit: Oid, path: &str, line: u32) -> String {
        let path = percent(path, "/");
        let (verb, anchor) = match self.shape {
            Shape::GitHub => ("blob", "#L"),
            Shape::GitLab => ("-/blob", "#L"),
            Shape::Gitea => ("src/commit", "#L"),
            Shape::Bitbucket => ("src", "#lines-"),
        };
        let mut link = format!("{}/{verb}/{commit}/{path}", self.base);
        if line > 0 {
            let _ = write!(link, "{anchor}{line}");
        }
        link
    }

    /// A tag.
    #[must_use]
    pub fn tag(&self, name: &str) -> String {
        let name = percent(name, "/");
        match self.shape {
            Shape::GitHub | Shape::Gitea => format!("{}/releases/tag/{name}", self.base),
            Shape::GitLab => format!("{}/-/tags/{name}", self.base),
            Shape::Bitbucket => format!("{}/src/{name}", self.base),
        }
    }

    /// What changed between two commits.
    #[must_use]
    pub fn compare(&self, from: Oid, to: Oid) -> String {
        match self.shape {
            Shape::GitHub | Shape::Gitea => format!("{}/compare/{from}...{to}", self.base),
            Shape::GitLab => format!("{}/-/compare/{from}...{to}", self.base),
            Shape::Bitbucket => format!("{}/branches/compare/{to}..{from}", self.base),
        }
    }

    /// An issue or a pull request, by its number.
    #[must_use]
    pub fn issue(&self, number: u32) -> String {
        match self.shape {
            Shape::GitLab => format!("{}/-/issues/{number}", self.base),
            _ => format!("{}/issues/{number}", self.base),
        }
    }
}

/// The shape of a forge, by its host's name.
fn shape(host: &str) -> Shape {
    let host = host.to_ascii_lowercase();
    if host.contains("gitlab") {
        Shape::GitLab
    } else if host.contains("bitbucket") {
        Shape::Bitbucket
    } else if ["gitea", "forgejo", "codeberg"].iter().any(|name| host.contains(name)) {
        Shape::Gitea
    } else {
        Shape::GitHub
    }
}

/// Percent-encodes all but unreserved characters and those of `keep`.
#[must_use]
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

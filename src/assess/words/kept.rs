//! What an item demands of what is kept, from one table of words: `production secrets present`, `rotation schedule up to date`.

use super::deed::unticked;
use crate::assess::kept::ROLES;
use crate::model::criterion::Criterion;
use crate::model::doing::{self, spaced, stands};
use crate::model::kept::{Keeping, Kept};

/// One way to say it: a thing, and what is to be true of it.
struct Saying {
    what: Keeping,
    /// Words for the thing.
    things: &'static [&'static str],
    /// Words for what must be true of it.
    states: &'static [&'static str],
    /// Words that make it another demand.
    against: &'static [&'static str],
}

/// Of several the first is meant.
const SAYINGS: [Saying; 6] = [
    Saying {
        what: Keeping::Rotation,
        things: &[
            "secret rotation",
            "secrets rotation",
            "rotation schedule",
            "rotation plan",
            "rotation log",
            "rotation table",
            "key rotation",
            "credential rotation",
            "credentials rotation",
            "token rotation",
            "rotation of secrets",
            "secret rotations",
            "rotation calendar",
            "rotation cadence",
            "rotation of credentials",
            "rotation status",
            "secrets are rotated",
            "secrets rotated",
            "credentials rotated",
            "keys rotated",
            "tokens rotated",
            "secrets have been rotated",
        ],
        states: &[
            "up to date",
            "current",
            "on schedule",
            "in date",
            "not overdue",
            "no overdue",
            "none overdue",
            "overdue",
            "within cadence",
            "within their cadence",
            "within its cadence",
            "within policy",
            "complete",
            "completed",
            "on time",
            "in order",
            "fresh",
            "secrets rotated",
            "credentials rotated",
            "keys rotated",
            "tokens rotated",
            "as scheduled",
            "per schedule",
            "according to schedule",
            "followed",
            "maintained",
        ],
        against: &[
            "after an",
            "after any",
            "in case of",
            "incident",
            "runbook reviewed",
            "if leaked",
            "automate",
        ],
    },
    Saying {
        what: Keeping::Reviewers,
        things: &[
            "environment reviewers",
            "required reviewers",
            "environment approvers",
            "required approvers",
            "reviewers of the",
            "reviewers for",
            "protection rules",
            "environment protection",
            "deployment reviewers",
            "reviewers on the",
            "reviewers",
            "approvers",
        ],
        states: &["environment", "environments"],
        against: &["reviewed by", "variables", "matrix"],
    },
    Saying {
        what: Keeping::Flags,
        things: &[
            "feature flag",
            "feature flags",
            "flag plan",
            "feature toggles",
            "flags plan",
            "flag overrides",
        ],
        states: &[
            "reviewed",
            "review",
            "approved",
            "agreed",
            "signed off",
            "confirmed",
            "read with",
            "walked through",
            "checked with",
        ],
        against: &[
            "service",
            "sdk",
            "library",
            "removed",
            "cleaned up",
            "cleanup",
            "disable",
            "disabled",
            "turn off",
        ],
    },
    Saying {
        what: Keeping::Addresses,
        things: &[
            "app url",
            "app urls",
            "application url",
            "application urls",
            "redirect uri",
            "redirect uris",
            "redirect url",
            "redirect urls",
            "callback url",
            "callback urls",
            "callback uris",
            "app addresses",
            "oauth redirects",
            "redirect addresses",
        ],
        states: &[
            "validated",
            "verified",
            "checked",
            "match",
            "matches",
            "matching",
            "correct",
            "confirmed",
            "agree",
            "agrees",
            "aligned",
            "point to",
            "consistent",
            "valid",
            "compared",
            "identical",
        ],
        against: &["load", "loads", "respond", "responds", "response time"],
    },
    Saying {
        what: Keeping::Endpoints,
        things: &[
            "endpoint",
            "endpoints",
            "monitoring",
            "hosts",
            "host",
            "targets",
            "services",
            "dependencies",
            "health checks",
            "url",
            "urls",
            "probes",
        ],
        states: &["reachable", "reachability", "accessible from", "connectivity"],
        against: &["unreachable", "not reachable", "on call", "by phone", "publicly", "contact", "people"],
    },
    Saying {
        what: Keeping::Secrets,
        things: &[
            "secret",
            "secrets",
            "credentials",
            "api keys",
            "environment variables",
            "env vars",
            "env variables",
            "secret inventory",
            "tokens",
        ],
        states: &[
            "present",
            "provisioned",
            "set",
            "available",
            "configured",
            "in vault",
            "in the vault",
            "exist",
            "exists",
            "populated",
            "in place",
            "loaded",
            "stored",
            "added",
            "synced",
            "mirrored",
            "inventoried",
            "defined",
            "provided",
            "inventory complete",
            "inventory is complete",
            "inventory up to date",
            "inventory current",
        ],
        against: &[
            "no secrets",
            "no secret",
            "no credentials",
            "not",
            "without",
            "free of",
            "leak",
            "leaked",
            "leaks",
            "scan",
            "scanned",
            "scanning",
            "hardcoded",
            "hard coded",
            "exposed",
            "committed",
            "bundle",
            "logs",
            "manager",
            "rotation",
            "rotate",
            "rotated",
            "policy",
            "runbook",
            "secret management",
            "matrix",
            "redacted",
            "masked",
        ],
    },
];

/// Between a thing and what is to be true of it stand no more words.
const BETWEEN: usize = 9;

/// What an item demands of what is kept.
#[must_use]
pub(super) fn kept(text: &str) -> Option<Criterion> {
    let words = spaced(&unticked(text, ""));
    let saying = SAYINGS.iter().find(|saying| saying.says(&words))?;
    let what = saying.what;
    let bracketed = bracket(text);
    let (names, unread) = match what {
        Keeping::Secrets => patterns(text, &bracketed),
        Keeping::Rotation => (Vec::new(), Vec::new()),
        Keeping::Flags => (reviewer(&words).into_iter().collect(), Vec::new()),
        Keeping::Addresses => (basis(text).into_iter().collect(), Vec::new()),
        Keeping::Endpoints => {
            (bracketed.into_iter().filter(|part| !part.contains(['`', '/', '*'])).collect(), Vec::new())
        }
        Keeping::Reviewers => (roles(&words, &bracketed), Vec::new()),
    };
    let place = match what {
        Keeping::Secrets | Keeping::Addresses | Keeping::Reviewers => doing::place(&words),
        Keeping::Rotation | Keeping::Flags | Keeping::Endpoints => None,
    };
    Some(Criterion::Kept(Kept { what, place: place.map(ToOwned::to_owned), names, unread }))
}

impl Saying {
    fn says(&self, words: &str) -> bool {
        if stands(self.against, words) {
            return false;
        }
        let hits = |phrases: &'static [&'static str]| {
            let hit = |phrase: &'static str| {
                words.find(&format!(" {phrase} ")).map(|at| (at, at + phrase.len() + 1))
            };
            phrases.iter().filter_map(move |phrase| hit(phrase)).collect::<Vec<_>>()
        };
        let near = |(from, to): (usize, usize), (begin, end): (usize, usize)| {
            let between = if to <= begin { words.get(to..begin) } else { words.get(end..from) };
            between.is_none_or(|between| between.split_whitespace().count() <= BETWEEN)
        };
        let states = hits(self.states);
        hits(self.things).into_iter().any(|thing| states.iter().any(|state| near(thing, *state)))
    }
}

/// What stands in the first bracket that is a list of names: `(manager + reliability)`.
fn bracket(text: &str) -> Vec<String> {
    const ASKING: [&str; 12] = [
        "attach",
        "link",
        "see",
        "provide",
        "optional",
        "document",
        "reference",
        "include",
        "note",
        "e g",
        "if",
        "or",
    ];
    let inner = text.split('(').skip(1).filter_map(|rest| rest.split_once(')')).map(|(inner, _)| inner);
    let asks = |inner: &str| ASKING.iter().any(|word| spaced(inner).starts_with(&format!(" {word} ")));
    let is_path = |inner: &str| {
        inner.trim().starts_with('`') && inner.trim().ends_with('`') && inner.contains(['/', '.'])
    };
    let parts = |inner: &str| {
        let parts = inner.split([',', '+', '&', ';']).flat_map(|part| part.split(" and "));
        parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).take(50).collect::<Vec<_>>()
    };
    inner
        .filter(|inner| !asks(inner) && !is_path(inner))
        .map(parts)
        .find(|parts| !parts.is_empty())
        .unwrap_or_default()
}

/// The names and globs of variables in back-ticks; and what stands beside them and is none.
fn patterns(text: &str, bracketed: &[String]) -> (Vec<String>, Vec<String>) {
    let ticked = text.split('`').skip(1).step_by(2).map(str::trim);
    let mut names: Vec<String> = Vec::new();
    for name in ticked.filter(|name| is_pattern(name)) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    let is_name = |part: &&String| part.contains('`') || is_pattern(part);
    let unread = bracketed.iter().filter(|part| !is_name(part)).cloned();
    let bare = bracketed
        .iter()
        .filter(|part| is_pattern(part) && !names.contains(part))
        .cloned()
        .collect::<Vec<_>>();
    let unread = if names.is_empty() && bare.is_empty() { Vec::new() } else { unread.collect() };
    names.extend(bare);
    (names, unread)
}

/// `SHOPIFY_*_PROD`, `ANTHROPIC_API_KEY_PROD`; not `README` and not `*`.
fn is_pattern(name: &str) -> bool {
    let known = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '*');
    name.len() >= 3
        && name.starts_with(|c: char| c.is_ascii_uppercase() || c == '*')
        && name.chars().all(known)
        && name.contains('_')
        && name.chars().any(|c| c.is_ascii_uppercase())
}

/// Who must have looked at a plan: `with product`, `by the manager`.
fn reviewer(words: &str) -> Option<String> {
    let role = |at: usize| {
        let rest = words.get(at..)?.trim_start();
        let rest = rest.strip_prefix("the ").unwrap_or(rest);
        ROLES
            .iter()
            .find(|role| format!("{rest} ").starts_with(&format!("{role} ")))
            .map(|role| (*role).to_owned())
    };
    [" with ", " by ", " from "]
        .iter()
        .find_map(|word| words.match_indices(word).find_map(|(at, _)| role(at + word.len())))
}

/// What all addresses must agree with: a variable in back-ticks, or an address.
fn basis(text: &str) -> Option<String> {
    let ticked = || text.split('`').skip(1).step_by(2).map(str::trim);
    let variable = ticked().find(|name| is_pattern(name) && !name.contains('*'));
    let address = || {
        let at = text.find("https://").or_else(|| text.find("http://"))?;
        let rest = text.get(at..)?;
        rest.split(|c: char| c.is_whitespace() || "`)>\"',".contains(c)).next()
    };
    variable.or_else(address).map(|name| name.trim_end_matches(['.', ';']).to_owned())
}

/// The roles that must review: those in brackets, else those that the words name.
fn roles(words: &str, bracketed: &[String]) -> Vec<String> {
    let plain = |part: &String| spaced(part).trim().to_owned();
    let short = |part: &String| part.split(' ').count() <= 3 && !part.is_empty();
    let listed = bracketed.iter().map(plain).filter(short).collect::<Vec<_>>();
    if !listed.is_empty() {
        return listed;
    }
    let mut found = ROLES
        .iter()
        .filter_map(|role| words.find(&format!(" {role} ")).map(|at| (at, (*role).to_owned())))
        .collect::<Vec<_>>();
    found.sort();
    found.into_iter().map(|(_, role)| role).collect()
}

//! What an item demands of what is kept, from one table of words: `production secrets present`, `rotation schedule up to date`.

use super::deed::{asks, unticked};
use super::sayings::{SAYINGS, Saying};
use crate::assess::naming::ROLES;
use crate::model::criterion::Criterion;
use crate::model::doing::{self, spaced, stands};
use crate::model::kept::{Keeping, Kept};

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
        Keeping::Secrets | Keeping::Flags | Keeping::Addresses | Keeping::Reviewers => doing::place(&words),
        Keeping::Rotation | Keeping::Endpoints => None,
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
    let inner = text.split('(').skip(1).filter_map(|rest| rest.split_once(')')).map(|(inner, _)| inner);
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

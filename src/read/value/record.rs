//! The record that values by name make.

use crate::lexicon::words::{Cue, Name};
use crate::model::record::{Record, is_uncertain};
use crate::read::text::commits;
use crate::read::text::lines::Pattern;
use crate::read::value::counts::Counts;
use crate::read::value::fields::{Fields, is_single, plain, short};
use crate::read::value::tree::Group;
use crate::read::value::{conclusion, credits, parts};

/// `SEV-2`, `sev1` in a heading.
pub(in crate::read) static LEVEL: Pattern = Pattern::new(r"(?i)\bsev(?:erity)?[-_ ]?[0-5]\b");

/// What a group of values by name tells of one doing. Without a heading for a title it may name itself.
pub fn of_group(group: &Group, heading: &str, line: u32) -> Record {
    let fields = Fields::of(group);
    let mut used = Vec::new();
    let title = if heading.is_empty() {
        fields.taken(Name::Title, |_| true, &mut used)
    } else {
        Some(short(heading))
    };
    let release = fields.taken(Name::Release, |word| tag(word).is_some(), &mut used);
    let release = release.as_deref().and_then(tag).map(ToOwned::to_owned);
    let release = release.or_else(|| fields.word(&["ref"])?.strip_prefix("refs/tags/").map(short));
    let commit = fields.taken(Name::Commit, |word| commits::is_id(plain(word)), &mut used);
    let branch = fields.taken(Name::Branch, |word| !word.starts_with("refs/tags/"), &mut used);
    let target = fields.taken(Name::Target, |value| !is_uncertain(value), &mut used);
    let named = fields.taken(Name::Severity, |word| severity(word).is_some(), &mut used);
    let claim = fields.claim(&mut used);
    let before = used.len();
    let outcome = fields.outcome(&mut used);
    let outcome_word = used.get(before).and_then(|at| group.get(*at)).and_then(|(_, node)| node.value.word());
    let people = fields.people(&mut used);
    let credits = credits::of_group(group);
    let parts = parts::parts(group);
    let conclusion = outcome.or_else(|| {
        // What speaks of its outcome in words that nobody knows is not overruled by its parts.
        let speaks = fields.find(Name::HowItEnded, is_single).or(fields.find(Name::State, is_single));
        if speaks.is_some() { None } else { conclusion::of_all(parts.iter().map(|part| part.conclusion)) }
    });
    Record {
        title: title.unwrap_or_default(),
        line,
        claim,
        conclusion: Counts::of(group).against(conclusion),
        outcome: outcome_word.and_then(conclusion::word).unwrap_or_default(),
        began: fields.moment(Name::Began),
        ended: fields.moment(Name::Ended),
        people,
        credits,
        release,
        commit: commit.map(|id| id.to_ascii_lowercase()),
        branch: branch.map(|name| name.strip_prefix("refs/heads/").unwrap_or(&name).to_owned()),
        target,
        severity: named
            .or_else(|| LEVEL.find(heading).map(|level| level.as_str().to_owned()))
            .and_then(|word| severity(&word)),
        fields: fields.rest(&used),
        parts,
        ..Record::default()
    }
}

/// The tag or version at the beginning of a word: `v2025.10.14a`, `1.4.0`, `release-7`; not a bare count, and not a plain word.
fn tag(word: &str) -> Option<&str> {
    let first = plain(word).split_whitespace().next().map(plain)?;
    let first = first.strip_prefix("refs/tags/").unwrap_or(first);
    let digits = first.bytes().filter(u8::is_ascii_digit).count();
    (digits > 0 && digits < first.len()).then_some(first)
}

/// `SEV-2`, `P1`, `2`, `critical`.
pub fn severity(word: &str) -> Option<u8> {
    const WORDS: [(Cue, u8); 5] = [
        (Cue::Severity1, 1),
        (Cue::Severity2, 2),
        (Cue::Severity3, 3),
        (Cue::Severity4, 4),
        (Cue::Severity5, 5),
    ];
    let lower = plain(word).to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).find(|part| !part.is_empty())?;
    if let Some((_, level)) = WORDS.iter().find(|(words, _)| words.is(first)) {
        return Some(*level);
    }
    let rest =
        Cue::SeverityPrefix.all().iter().find_map(|prefix| lower.strip_prefix(&**prefix)).unwrap_or(&lower);
    let rest = rest.trim_start_matches(['-', '_', ' ', ':']);
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|level| (0..10).contains(level))
}

//! To which release a record belongs by its own words: versions, commits, and the time in which it holds.

use crate::assess::verdict::vantage::Vantage;
use crate::lexicon::file::Role;
use crate::lexicon::{stem, words::Name};
use crate::model::checklist::Phase;
use crate::model::doing::spaced;
use crate::model::evidence::Evidence;
use crate::model::record::{Part, Record};
use crate::model::time::{Claim, ClaimSource};
use crate::read::text::{commits, time};
use crate::read::value::sections::REMARK;
use jiff::Timestamp;

/// Whether a record names another release than this one, or a commit of another.
pub(super) fn names_another(record: &Record, vantage: &Vantage<'_>) -> bool {
    let release = |text: &str| vantage.provenance.tags.versioned(text);
    if let Some(text) = record.release.as_deref() {
        match release(text) {
            Some(named) => return named != vantage.snapshot,
            None if is_other_version(text, vantage) => return true,
            None => {}
        }
    }
    let named = versions(&record.fields, vantage).collect::<Vec<_>>();
    let is_other = named.first().is_some_and(|_| named.iter().all(|named| *named != vantage.snapshot));
    let is_commit = |name: &str| stem::words(name).last().is_some_and(|last| Name::Commit.has(&last));
    let ids = record.fields.iter().filter(|(name, _)| is_commit(name)).map(|(_, value)| value.as_str());
    let remarks = record.fields.iter().filter(|(name, _)| name == REMARK);
    let is_other = is_other || remarks.into_iter().any(|(_, line)| is_done_with_another(line, vantage));
    is_other || record.commit.as_deref().into_iter().chain(ids).any(|id| is_of_earlier_commit(id, vantage))
}

/// Whether a line says with which release it was done, and that is another: `Drilled with v1.3.0`.
fn is_done_with_another(line: &str, vantage: &Vantage<'_>) -> bool {
    let words = line.split_whitespace().collect::<Vec<_>>();
    words.windows(2).any(|two| {
        let [joint, version] = two else { return false };
        let named = of_version(version.trim_end_matches([',', ';', '.', ')']), vantage);
        vantage.lexicon.has(&joint.to_lowercase(), Role::Narrowing)
            && named.is_some_and(|named| named != vantage.snapshot)
    })
}

/// The releases that values name by their version, by whatever name: `model: 2.3.0`, `image: shop:1.3.0`.
fn versions<'a>(
    fields: &'a [(String, String)],
    vantage: &'a Vantage<'_>,
) -> impl Iterator<Item = usize> + 'a {
    let is_own = |name: &str| {
        let words = stem::words(name).collect::<Vec<_>>();
        Name::VersionWord.is(name)
            || (vantage.lexicon.is_key(name) || Name::VersionWord.is_among(&words))
                && !Name::OtherVersion.is_among(&words)
    };
    fields.iter().filter(move |(name, _)| is_own(name)).filter_map(|(_, value)| {
        let mut pieces = value.split([':', '@', '/', ' ', '_']).chain(value.split('-'));
        of_version(value, vantage).or_else(|| pieces.find_map(|piece| of_version(piece, vantage)))
    })
}

/// The release of a version.
fn of_version(text: &str, vantage: &Vantage<'_>) -> Option<usize> {
    let versioned = |text: &str| vantage.provenance.tags.versioned(text);
    versioned(text).or_else(|| versioned(trimmed(text)))
}

/// A version without the ending of a file: `1.3.0.tar.gz`.
fn trimmed(piece: &str) -> &str {
    let end = piece.find(|c: char| c.is_alphabetic() && c != 'v').unwrap_or(piece.len());
    piece.get(..end).unwrap_or(piece).trim_end_matches('.')
}

/// Whether a text is a version of the form of this release's own, and another.
fn is_other_version(text: &str, vantage: &Vantage<'_>) -> bool {
    let Some(own) = vantage.own().filter(|own| !own.is_candidate()) else { return false };
    let form = |text: &str| {
        let text = text.trim().trim_start_matches('v');
        let core = text.split(['-', '+']).next().unwrap_or(text);
        core.split('.').map(|piece| piece.parse::<u64>().ok()).collect::<Option<Vec<_>>>()
    };
    let both = form(&own.name).zip(form(text));
    both.is_some_and(|(a, b)| a.len() > 1 && a.len() == b.len()) && !own.is_called(text)
}

/// Whether an id is that of a commit which an earlier release held already.
fn is_of_earlier_commit(id: &str, vantage: &Vantage<'_>) -> bool {
    let id = id.trim().to_ascii_lowercase();
    let Some(own) = vantage.own().filter(|_| commits::is_id(&id)) else { return false };
    let commits = vantage.provenance.ancestry.named(&id);
    let held = commits.filter_map(|at| vantage.dossier.history.commits.get(at)).map(|commit| commit.snapshot);
    !own.commit.to_string().starts_with(id.as_str())
        && held.min().is_some_and(|first| first < vantage.snapshot && !vantage.is_own(first))
}

/// Whether a record says that it held no longer, or not yet, when the release was tagged.
pub(super) fn is_out_of_force(record: &Record, vantage: &Vantage<'_>) -> bool {
    let moment = |names: Name| names.values(&record.fields).find_map(claim);
    let at = vantage.release();
    vantage.phase == Phase::Before
        && (Name::AsOf.values(&record.fields).any(|value| is_of_before(value, vantage))
            || moment(Name::Expires).is_some_and(|end| end.last() < at)
            || moment(Name::ValidFrom).is_some_and(|start| start.at > at))
}

/// Whether a day or a year lies before the release's own period.
fn is_of_before(value: &str, vantage: &Vantage<'_>) -> bool {
    let value = value.trim();
    let since = vantage.since();
    claim(value).is_some_and(|day| day.last() <= since)
        || is_year(value) && since != Timestamp::MIN && *value < *since.strftime("%Y").to_string()
}

fn claim(value: &str) -> Option<Claim> {
    Some(time::parse(value)?.claim(ClaimSource::Content))
}

/// Whether a record stands under the heading, or in the folder, of another release or of another year.
pub(super) fn is_under_another(record: &Record, version: &Evidence, vantage: &Vantage<'_>) -> bool {
    let (folders, _) = version.path.rsplit_once('/').unwrap_or_default();
    let is_version = |text: &&str| text.contains('.') && text.contains(|c: char| c.is_ascii_digit());
    let headed =
        record.under.split_whitespace().filter(is_version).filter_map(|text| of_version(text, vantage));
    let filed = folders.split('/').filter(is_version).filter_map(|folder| of_version(folder, vantage));
    let mut named = headed.chain(filed.filter(|_| record.release.is_none())).peekable();
    let is_of_other = named.peek().is_some() && named.all(|named| named != vantage.snapshot);
    let moment = record.claim.map_or(version.recorded, |claim| claim.at);
    let own = moment.strftime("%Y").to_string();
    let path = if record.claim.is_none() { &*version.path } else { "" };
    let years = spaced(&format!("{} {path}", record.under));
    let mut years = years.split_whitespace().filter(|word| is_year(word)).peekable();
    is_of_other || years.peek().is_some() && years.all(|year| year != own)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a part says that it was of another release, or of a time outside of the item's.
pub(super) fn is_part_of_another(part: &Part, vantage: &Vantage<'_>) -> bool {
    let (after, until) = vantage.period();
    let claim = Name::Time.values(&part.fields).next().and_then(claim);
    let is_outside = |claim: Claim| claim.at > until || claim.last() <= after.max(vantage.since());
    versions(&part.fields, vantage).next().is_some_and(|named| named != vantage.snapshot)
        || claim.is_some_and(is_outside)
}

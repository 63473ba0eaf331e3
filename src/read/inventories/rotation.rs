//! When secrets are rotated: tables and lists with the day of the last rotation and how often, or the day when the next one is due.

use crate::lexicon::words::{self, Cue, Name};
use crate::model::doing;
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, Part, Record};
use crate::model::time::Claim;
use crate::read::inventories::listing::{Listing, Row};
use crate::read::text::lines::Pattern;
use crate::read::value::conclusion;
use crate::read::value::fields::{Fields, plain, short};
use jiff::SignedDuration;

static SPAN: Pattern = Pattern::new(
    r"(?i)\b(?:(?P<n>\d{1,4})[\s-]*)?(?P<unit>d\b|days?\b|w\b|weeks?\b|wks?\b|mo\b|months?\b|m\b|quarters?\b|y\b|yrs?\b|years?\b)",
);

/// Whether a listing tells when each of its things was rotated, or is to be.
pub fn is_schedule(listing: &Listing) -> bool {
    let columns = listing.columns();
    let has = |names: Name| columns.iter().any(|column| names.has(column));
    let detail = columns.iter().any(|column| column.contains("rotat"));
    let titled = Cue::Rotation.is_in(&listing.title);
    let dated = has(Name::LastRotated) || has(Name::NextRotation);
    let named = listing.is_map || has(Name::RotatedThing);
    dated && named && (detail || titled)
}

/// The rotation of each thing of a listing.
pub fn schedule(listing: &Listing) -> Record {
    let outer = Fields::of(&listing.outer);
    let cadence = outer.word(Name::Cadence).and_then(cadence);
    let parts = listing.rows.iter().filter_map(|row| secret(row, cadence)).collect::<Vec<_>>();
    let overdue = parts.iter().any(|part| part.conclusion == Some(Conclusion::Failed));
    Record {
        kind: Some(Kind::SecretRotation),
        title: short(&listing.title),
        line: listing.line,
        claim: outer.moment(Name::Time),
        conclusion: overdue.then_some(Conclusion::Failed),
        target: outer.word(&["environment", "env"]).map(|word| short(plain(word))),
        parts,
        ..Record::default()
    }
}

/// Until when a secret is good: as told, else its last rotation and the time that it is good for.
fn secret(row: &Row, around: Option<SignedDuration>) -> Option<Part> {
    let fields = Fields::of(&row.group);
    let own = || fields.word(Name::RotatedThing).map(|word| short(plain(word)));
    let name = row.name.as_deref().map(short).or_else(own)?;
    let last = fields.moment(Name::LastRotated);
    let next = fields.moment(Name::NextRotation);
    let every = fields.word(Name::Cadence);
    let after = |last: Claim| {
        let at = last.at.checked_add(every.and_then(cadence).or(around)?).ok()?;
        Some(Claim { at, ..last })
    };
    let until = next.or_else(|| last.and_then(after));
    let status = fields.word(Name::RotationStatus);
    let conclusion = status.and_then(|word| {
        let late = Cue::Overdue.is_in(word);
        if late { Some(Conclusion::Failed) } else { conclusion::parse(word) }
    });
    let told = [("last rotated", Name::LastRotated), ("cadence", Name::Cadence), ("due", Name::NextRotation)];
    let told =
        told.into_iter().filter_map(|(name, names)| Some(format!("{name} {}", plain(fields.word(names)?))));
    let detail = told.chain(status.map(|word| plain(word).to_owned())).collect::<Vec<_>>().join(", ");
    Some(Part { when: until, ..Part::new(name, conclusion, short(&detail), row.line) })
}

/// `90 days`, `every 3 months`, `quarterly`, `annually`, `90`, `P90D`.
pub fn cadence(text: &str) -> Option<SignedDuration> {
    let spaced = doing::spaced(text);
    let days = words::period(&spaced).or_else(|| {
        let bare = text.trim().trim_start_matches(['P', 'p']).trim_end_matches(['D']);
        if let Ok(days) = bare.parse::<i64>() {
            return Some(days);
        }
        let found = SPAN.captures(text)?;
        let count = found.name("n").map_or(Some(1), |n| n.as_str().parse().ok())?;
        let unit = found.name("unit")?.as_str().to_lowercase();
        let days = match unit.as_bytes() {
            [b'd', ..] => 1,
            [b'w', ..] => 7,
            [b'm', ..] => 31,
            [b'q', ..] => 92,
            _ => 366,
        };
        Some(days * count)
    })?;
    (days > 0).then(|| SignedDuration::from_hours(days.saturating_mul(24)))
}

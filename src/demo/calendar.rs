//! When the sample's releases are, and what they are called.

use super::{
    moment::{DAY, HOUR, MINUTE, Moment},
    seed::Chance,
    stories,
};

/// Up to here a sample has a work tree and the pace of a real team; above, it is bare and dense: a load.
pub const SMALL: usize = 200;

/// A release at its moment, with the room before and after it.
#[derive(Clone, Debug)]
pub struct Date {
    /// Its place in the sample, from 0.
    pub index: usize,
    /// Its place in the cycle of stories.
    pub slot: usize,
    /// Its tag.
    pub tag: String,
    /// The tag before; `None` for the first.
    pub previous: Option<String>,
    /// When it is tagged.
    pub at: Moment,
    /// Seconds of preparation before.
    pub lead: i64,
    /// Seconds of verification after.
    pub tail: i64,
    /// Whether logs are kept by day and not by month, so that a dense history grows in a line.
    pub dense: bool,
}

impl Date {
    /// A moment of the preparation: so many hundredths of it before the tag.
    pub fn before(&self, share: i64) -> Moment {
        self.at.minus(self.lead * share / 100)
    }

    /// A moment of the verification: so many hundredths of it after the tag.
    pub fn after(&self, share: i64) -> Moment {
        self.at.plus(self.tail * share / 100)
    }
}

/// The dates of all releases, one by one, from the seed.
pub struct Calendar {
    releases: usize,
    seed: u64,
    next: usize,
    previous: Option<(Moment, String)>,
}

impl Calendar {
    /// A calendar of so many releases.
    pub fn new(releases: usize, seed: u64) -> Self {
        Self { releases, seed, next: 0, previous: None }
    }

    /// A real team releases every eleven days: fourteen releases are five months. A load has one every sixteen hours, so that 2,000 end
    /// before 2030 and a month holds few enough for its folders to stay small.
    fn pace(&self) -> i64 {
        if self.releases > SMALL { 16 * HOUR } else { 11 * DAY }
    }

    fn moment(&self, index: usize) -> Moment {
        let steps = i64::try_from(index).unwrap_or(i64::MAX);
        if stories::follows_at_once(index) && index > 0 {
            return self.moment(index - 1).plus(5 * HOUR);
        }
        let mut chance = Chance::of(self.seed ^ 0xDA7E, index as u64);
        let room = if self.releases > SMALL { 18 } else { 240 };
        let jitter = i64::from(chance.between(0, room)) * MINUTE + i64::from(chance.between(0, 59));
        Moment::START.plus(2 * DAY + 5 * HOUR).plus(steps.saturating_mul(self.pace())).plus(jitter)
    }
}

impl Iterator for Calendar {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        if self.next >= self.releases {
            return None;
        }
        let index = self.next;
        let at = self.moment(index);
        let (before, previous) = match self.previous.take() {
            Some((moment, tag)) => (moment, Some(tag)),
            None => (Moment::START, None),
        };
        let version = at.version();
        let letter = match previous.as_deref().and_then(|tag| tag.strip_prefix(&version)) {
            Some(letter) => letter.bytes().next().map_or('b', |byte| char::from(byte.saturating_add(1))),
            None => 'a',
        };
        let tag = format!("{version}{letter}");
        self.previous = Some((at, tag.clone()));
        self.next += 1;
        let share = |from: Moment, to: Moment, hundredths: i64| (to.0 - from.0) * hundredths / 100;
        Some(Date {
            index,
            slot: index % stories::CYCLE,
            tag,
            previous,
            at,
            lead: share(before, at, 60).min(26 * HOUR),
            tail: share(at, self.moment(index + 1), 35).min(6 * HOUR),
            dense: self.releases > SMALL,
        })
    }
}

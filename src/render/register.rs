//! Where each version of evidence stands: on the page of the day on which it was recorded, a long one on a page of its own below.
//!
//! An address depends on nothing but the version and what was recorded before it on that day: a new release moves nothing.

use crate::model::evidence::{Evidence, Kind};
use crate::model::id::Oid;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, btree_map::Keys};

/// A file of more bytes is shown in about 8 KB or more, and has a page of its own.
const LONG: u64 = 5_000;
/// A page of a day is full with so many bytes: less than 300 KB with tables of measurements and of those who rely on a version.
const PAGE: u64 = 120_000;
/// A version takes so many bytes of a page beside its content, which takes about twice its size.
const FRAME: u64 = 2_500;

/// The place of a version.
#[derive(Clone, Copy, Debug)]
struct Place {
    blob: Oid,
    day: Date,
    page: usize,
    /// How many versions of the same bytes were recorded before it on that day.
    twins: usize,
    is_long: bool,
}

/// The places of all versions.
#[derive(Debug)]
pub struct Register {
    places: Vec<Place>,
    pages: BTreeMap<(Date, usize), Vec<usize>>,
}

impl Register {
    /// Gives each version its place: in the order in which they were recorded, so that what comes later stands behind.
    pub fn new(evidence: &[Evidence]) -> Self {
        let mut order: Vec<usize> = (0..evidence.len()).collect();
        order.sort_by_key(|index| evidence.get(*index).map(|v| (v.recorded, &v.path, v.blob)));
        let mut places = vec![None; evidence.len()];
        let mut pages: BTreeMap<(Date, usize), Vec<usize>> = BTreeMap::new();
        let mut twins: BTreeMap<(Date, [u8; 6]), usize> = BTreeMap::new();
        let (mut page, mut filled) = ((Date::MIN, 1), 0);
        for index in order {
            let Some(version) = evidence.get(index) else { continue };
            let day = TimeZone::UTC.to_datetime(version.recorded).date();
            let is_long = version.facts.bytes > LONG && version.facts.kind != Kind::Image;
            let content = if is_long { 0 } else { version.facts.bytes.min(LONG) * 2 };
            filled += FRAME + content;
            if page.0 != day {
                (page, filled) = ((day, 1), FRAME + content);
            } else if filled > PAGE {
                (page, filled) = ((day, page.1 + 1), FRAME + content);
            }
            let same = twins.entry((day, short(version.blob))).or_default();
            if let Some(place) = places.get_mut(index) {
                *place = Some(Place { blob: version.blob, day, page: page.1, twins: *same, is_long });
            }
            *same += 1;
            pages.entry(page).or_default().push(index);
        }
        Self { places: places.into_iter().flatten().collect(), pages }
    }

    /// The pages of all days, the oldest first: the day, and the number of the page from 1.
    pub fn pages(&self) -> Keys<'_, (Date, usize), Vec<usize>> {
        self.pages.keys()
    }

    /// The versions on a page of a day, in the order in which they were recorded.
    pub fn on(&self, day: Date, page: usize) -> &[usize] {
        self.pages.get(&(day, page)).map_or(&[], Vec::as_slice)
    }

    /// Whether a version has a page of its own.
    pub fn is_long(&self, evidence: usize) -> bool {
        self.places.get(evidence).is_some_and(|place| place.is_long)
    }

    /// The day on which a version was recorded, and the number of that day's page.
    pub fn day(&self, evidence: usize) -> Option<(Date, usize)> {
        self.places.get(evidence).map(|place| (place.day, place.page))
    }

    /// The anchor of a version, unique on its day: 12 digits of its blob.
    pub fn anchor(&self, evidence: usize) -> String {
        let Some(place) = self.places.get(evidence) else { return String::new() };
        let blob = place.blob.to_string();
        let digits = blob.get(..12).unwrap_or(&blob);
        match place.twins {
            0 => digits.to_owned(),
            earlier => format!("{digits}-{}", earlier + 1),
        }
    }

    /// The folder of what a version has to itself.
    pub fn folder(&self, evidence: usize) -> String {
        let day = self.places.get(evidence).map_or(Date::MIN, |place| place.day);
        format!("{}/{}", day_folder(day), self.anchor(evidence))
    }
}

/// What the anchor of a blob is made of.
fn short(blob: Oid) -> [u8; 6] {
    let mut short = [0; 6];
    short.iter_mut().zip(blob.0).for_each(|(to, from)| *to = from);
    short
}

fn day_folder(day: Date) -> String {
    day.strftime("evidence/%Y/%m/%d").to_string()
}

/// The path of a page of a day.
pub fn day_path(day: Date, page: usize) -> String {
    match page {
        1 => format!("{}/index.html", day_folder(day)),
        _ => format!("{}/{page}/index.html", day_folder(day)),
    }
}

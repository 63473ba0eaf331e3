//! Latency before and after a release, over the same length of time on both sides.

use super::figures::CHARTS;
use super::parts::FigureView;
use super::series::set;
use crate::assess::release::latency::SeriesKey;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::dossier::Measured;
use crate::model::measurement::Metric;
use crate::render::chart::{distribution, of_address};
use crate::render::format;
use crate::render::language::say;
use crate::render::page::Scene;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// What lies longer before or after a release tells little of it.
const LONGEST: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long the time is that is looked at on each side: as long as the shorter of the times to the releases before and after it. What
/// nothing followed yet ends with the last commit and not with the moment of the build, so that a night without a commit changes nothing.
pub fn window(scene: &Scene<'_>, snapshot: usize) -> Option<SignedDuration> {
    let history = &scene.dossier.history;
    let time = |at: usize| history.snapshots.get(at).map(|snapshot| snapshot.time);
    let own = time(snapshot).filter(|_| snapshot < history.candidate())?;
    let release = scene.assessment.releases.get(snapshot)?;
    let next = release.next?;
    let end = match next < history.candidate() {
        true => time(next)?,
        false => history.commits.iter().map(|commit| commit.committed).max()?,
    };
    let after = end.duration_since(own);
    let before = release.previous.and_then(time).map_or(LONGEST, |last| own.duration_since(last));
    Some(after.min(before).min(LONGEST)).filter(|window| *window > SignedDuration::ZERO)
}

/// A chart for each series that was checked in that time, those with the most checks first, with the figures of both sides. None for the candidate, which nothing follows.
pub fn figures(scene: &Scene<'_>, r: &ReleaseAssessment) -> Vec<FigureView> {
    let snapshots = &scene.dossier.history.snapshots;
    let Some((window, own)) = window(scene, r.snapshot).zip(snapshots.get(r.snapshot).map(|own| own.time))
    else {
        return Vec::new();
    };
    let mut series: BTreeMap<SeriesKey<'_>, [Vec<&Measured>; 2]> = BTreeMap::new();
    let checks = r.measurements.iter().filter_map(|(at, _)| scene.dossier.measured.get(*at));
    for check in checks.filter(|check| check.measurement.metric.name() == Metric::LATENCY) {
        if let Some(side) = side(check.time, own, window) {
            let [before, after] = series.entry((&check.series, &check.measurement.label)).or_default();
            if side { after.push(check) } else { before.push(check) }
        }
    }
    let length = format::duration(window.as_secs());
    let mut series: Vec<_> = series.into_iter().collect();
    series.sort_by_key(|(_, [before, after])| std::cmp::Reverse(before.len() + after.len()));
    let charts = series.into_iter().take(CHARTS).enumerate();
    charts
        .map(|(n, ((address, label), [before, after]))| {
            let of = if label.is_empty() { String::new() } else { say!(", {label}", label) };
            let title = say!("Latency in the {length} before and after the tag", length);
            let title = format!("{title}{of}{}", of_address(address));
            let its = r.latency.iter().find(|its| its.label == label && its.target == address);
            let budget = its.and_then(|its| its.budget);
            let sets = [set(say!("before").to_owned(), &before), set(say!("after").to_owned(), &after)];
            distribution(&format!("around-{}", n + 1), &title, &sets, budget).into()
        })
        .collect()
}

/// Whether a moment lies after the release; `None` where it lies in neither time.
fn side(at: Timestamp, own: Timestamp, window: SignedDuration) -> Option<bool> {
    let distance = at.duration_since(own);
    let (after, near) = (distance > SignedDuration::ZERO, distance.abs() <= window);
    near.then_some(after)
}

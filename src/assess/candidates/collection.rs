//! Runs of Lighthouse that were made together, and which of them speaks for all.

use crate::model::criterion::{Criterion, Statistic};
use crate::model::dossier::{Dossier, Measured};
use crate::model::{evidence::Evidence, lighthouse::Run};
use jiff::Timestamp;

/// Runs of one collection follow each other within this many seconds: a run takes half a minute, a retried one some minutes.
pub const APART: i64 = 15 * 60;

/// Of runs older than the release's own period no more than this is looked through, before the newest of them.
pub const REACH: i64 = 24 * 60 * 60;

/// The run of a file that tells a measurement.
pub fn run<'d>(version: &'d Evidence, measured: &Measured) -> Option<&'d Run> {
    let measurement = &measured.measurement;
    let same = |run: &&Run| {
        run.time == measurement.time && run.label == measurement.label && run.target == measurement.target
    };
    version.facts.lighthouse.as_ref()?.runs.iter().find(same)
}

/// Numbers the collections of runs, each with its time and the commit that recorded it.
pub fn collections(runs: &[(Timestamp, usize)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by_key(|at| runs.get(*at).map(|(time, commit)| (*commit, *time)));
    let mut numbers = vec![0; runs.len()];
    let (mut number, mut last) = (0, None);
    for at in order {
        let Some((time, commit)) = runs.get(at) else { continue };
        let together = last.is_some_and(|(before, by): (Timestamp, usize)| {
            by == *commit && time.duration_since(before).as_secs() <= APART
        });
        number += usize::from(!together);
        last = Some((*time, *commit));
        if let Some(slot) = numbers.get_mut(at) {
            *slot = number;
        }
    }
    numbers
}

/// The representative run as Lighthouse CI chooses it, of runs in their order: the one nearest to the medians of first contentful paint
/// and time to interactive (of an even number the upper middle), the first of equals. What is missing counts as 0 there; here such runs
/// are left out where others are whole.
pub fn representative(runs: &[(Option<f64>, Option<f64>)]) -> Option<usize> {
    let all: Vec<usize> = (0..runs.len()).collect();
    let whole = all.iter().copied().filter(|at| matches!(runs.get(*at), Some((Some(_), Some(_)))));
    let whole: Vec<usize> = whole.collect();
    let asked = if whole.is_empty() { all } else { whole };
    let values = |at: usize| {
        let (fcp, tti) = runs.get(at).copied().unwrap_or_default();
        (fcp.unwrap_or_default(), tti.unwrap_or_default())
    };
    let middle = |of: fn((f64, f64)) -> f64| {
        let mut sorted: Vec<f64> = asked.iter().map(|at| of(values(*at))).collect();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    };
    let (fcp, tti) = (middle(|(fcp, _)| fcp), middle(|(_, tti)| tti));
    let distance = |at: &usize| {
        let own = values(*at);
        (fcp - own.0).powi(2) + (tti - own.1).powi(2)
    };
    asked.iter().copied().min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// The member that speaks for a set in the order of time: the newest where it broke, for nothing after it shows that it was mended;
/// else the representative one of those that did not break.
pub fn speaker<'r>(members: &[(&'r Run, bool)]) -> Option<usize> {
    let (_, newest_broke) = members.last()?;
    if *newest_broke {
        return Some(members.len() - 1);
    }
    let sound: Vec<usize> =
        (0..members.len()).filter(|at| members.get(*at).is_some_and(|(_, broke)| !broke)).collect();
    let values =
        sound.iter().filter_map(|at| members.get(*at)).map(|(run, _): &(&'r Run, bool)| (run.fcp, run.tti));
    sound.get(representative(&values.collect::<Vec<_>>())?).copied()
}

/// Whether a criterion is on what Lighthouse measures.
pub fn concerns(criterion: &Criterion) -> bool {
    matches!(criterion, Criterion::Budget { metric, statistic: Statistic::Latest, .. } if metric.is_of_lighthouse())
}

/// Of the files that tell a run and are wanted the one to show for it: data before a page that holds the same.
pub fn teller(dossier: &Dossier, tellers: &[usize], wanted: impl Fn(usize) -> bool) -> Option<usize> {
    let wanted = tellers.iter().copied().filter(|teller| wanted(*teller));
    wanted.min_by_key(|teller| dossier.evidence.get(*teller).is_none_or(is_page))
}

/// Whether a version is a page, which holds what a file of data may tell alone.
pub fn is_page(version: &Evidence) -> bool {
    version.path.to_ascii_lowercase().ends_with(".html")
}

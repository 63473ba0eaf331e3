//! Whether a rollback trigger fired, over what was measured and recorded after the tag.

use crate::assess::result::incident::Incident;
use crate::assess::result::trigger::{Breach, FiredBy, Firing, TriggerRule};
use crate::model::criterion::Op;
use crate::model::dossier::{Dossier, Measured};
use crate::model::evidence::{Evidence, Kind};
use crate::model::kinds::Property;
use crate::model::measurement::{Measurement, Metric};
use jiff::Timestamp;
use std::collections::{BTreeMap, VecDeque};

/// What happened after the tag of a release, and before the next one's.
#[derive(Clone, Copy, Debug)]
pub struct Aftermath<'a> {
    /// Everything known.
    pub dossier: &'a Dossier,
    /// When it was tagged.
    pub tagged: Timestamp,
    /// Measurements (indices into the dossier's), by time.
    pub measured: &'a [usize],
    /// All incidents of the release, by time.
    pub incidents: &'a [Incident],
    /// Evidence that was recorded after the tag and cannot be read, or only in part.
    pub unread: &'a [(usize, &'a Evidence)],
}

/// Judges a rule.
pub fn judge(rule: &TriggerRule, after: &Aftermath<'_>) -> Firing {
    match firing(rule, after) {
        // What was not read may have fired it.
        fired @ Firing::Fired { .. } => fired,
        quiet => after.unread(rule).map_or(quiet, |evidence| Firing::Unknown(Some(evidence))),
    }
}

fn firing(rule: &TriggerRule, after: &Aftermath<'_>) -> Firing {
    match rule {
        TriggerRule::Runs { count, of, label, breach } => after.runs((*count, *of), label.as_deref(), breach),
        TriggerRule::ServerError => after.server_error(),
        TriggerRule::Rate { subject, op, bound, seconds } => after.rate(subject, (*op, *bound), *seconds),
        TriggerRule::Incident { severity } => after.incident(*severity),
        TriggerRule::Unread => Firing::Unknown(None),
    }
}

fn not_fired(over: usize) -> Firing {
    if over == 0 { Firing::Unknown(None) } else { Firing::NotFired { over } }
}

fn is_server_error(measurement: &Measurement) -> bool {
    measurement.status.is_some_and(|status| (500..600).contains(&status))
}

/// Seconds for which a number of failures is told, by its label; 0 for single failures.
fn span(label: &str) -> i64 {
    match label {
        "per second" => 1,
        "per minute" => 60,
        "per hour" => 3_600,
        "per day" => 86_400,
        _ => 0,
    }
}

impl<'a> Aftermath<'a> {
    /// What was not read, or only in part, of the kinds that this rule asks.
    fn unread(&self, rule: &TriggerRule) -> Option<usize> {
        let is_asked = |kind: &Kind| match rule {
            TriggerRule::Incident { .. } => matches!(kind, Kind::Incident | Kind::Postmortem),
            TriggerRule::Unread => false,
            _ => kind.is(Property::Measured),
        };
        let measured = self.measured.iter().filter_map(|n| self.dossier.measured.get(*n));
        let mut tellers = measured.flat_map(|run| &run.tellers).copied();
        let is_incident = matches!(rule, TriggerRule::Incident { .. });
        let cut = tellers.find(|teller| !is_incident && self.dossier.is_cut(*teller));
        let mut unread = self.unread.iter().filter(|(_, version)| is_asked(&version.facts.kind));
        cut.or_else(|| unread.next().map(|(n, _)| *n))
    }

    fn of_metric(&self, metric: &'static str) -> impl Iterator<Item = (usize, &'a Measured)> {
        let all = self.measured.iter().filter_map(|n| Some((*n, self.dossier.measured.get(*n)?)));
        all.filter(move |(_, run)| run.measurement.metric.name() == metric)
    }

    fn runs(&self, (count, of): (usize, usize), label: Option<&str>, breach: &Breach) -> Firing {
        let mut rows: BTreeMap<(&str, &str), VecDeque<(usize, bool)>> = BTreeMap::new();
        let mut over = 0;
        for (n, run) in self.of_metric(Metric::LATENCY) {
            let measurement = &run.measurement;
            // A figure over many runs is none of them.
            if measurement.runs.is_some() || label.is_some_and(|label| *measurement.label != *label) {
                continue;
            }
            over += 1;
            let breaks = match breach {
                Breach::ServerError => is_server_error(measurement),
                Breach::Budget(bound) => {
                    let bound = bound.or(measurement.budget);
                    !measurement.finished()
                        || measurement.value.zip(bound).is_some_and(|(value, bound)| value > bound)
                }
            };
            let row = rows.entry((&run.series, &measurement.label)).or_default();
            row.push_back((n, breaks));
            if row.len() > of.max(1) {
                row.pop_front();
            }
            let by = row.iter().filter(|(_, breaks)| *breaks).map(|(n, _)| FiredBy::Measurement(*n));
            let by = by.collect::<Vec<_>>();
            if breaks && by.len() >= count.max(1) {
                return Firing::Fired { at: run.time, by };
            }
        }
        not_fired(over)
    }

    /// Answers of checks, and failures with a status.
    fn server_error(&self) -> Firing {
        let failures = self.of_metric(Metric::FAILURES).filter(|(_, run)| run.measurement.status.is_some());
        let mut runs = self.of_metric(Metric::LATENCY).chain(failures).collect::<Vec<_>>();
        runs.sort_by_key(|(n, _)| *n);
        let broken = runs.iter().find(|(_, run)| is_server_error(&run.measurement));
        broken.map_or_else(
            || not_fired(runs.len()),
            |(n, run)| Firing::Fired { at: run.time, by: vec![FiredBy::Measurement(*n)] },
        )
    }

    /// Failures in a window that slides along. A number told for a longer span than the rule's fires it only if its own average
    /// does; numbers told for spans that overlap are not added up.
    fn rate(&self, subject: &str, (op, bound): (Op, f64), seconds: i64) -> Firing {
        let mut windows: BTreeMap<(&str, &str), Window> = BTreeMap::new();
        let mut over = 0;
        let mut runs = self.of_metric(Metric::FAILURES).collect::<Vec<_>>();
        if subject == "5xx" {
            runs.extend(self.of_metric(Metric::LATENCY));
            runs.sort_by_key(|(n, _)| *n);
        }
        for (n, run) in runs {
            let measurement = &run.measurement;
            let Some(failures) = failures(measurement, subject) else { continue };
            let span = span(&measurement.label);
            #[expect(clippy::cast_precision_loss, reason = "spans are days at most")]
            if span > seconds {
                let average = failures * seconds as f64 / span as f64;
                if op.holds(average, bound) {
                    return Firing::Fired { at: run.time, by: vec![FiredBy::Measurement(n)] };
                }
                continue;
            }
            over += 1;
            // Single failures of all places add up; numbers of different places may tell the same ones.
            let key = if span == 0 { ("", "") } else { (&*measurement.target, &*measurement.label) };
            let window = windows.entry(key).or_default();
            window.push((n, run.time, failures), seconds, span);
            if failures > 0.0 && op.holds(window.sum, bound) {
                return Firing::Fired { at: run.time, by: window.members() };
            }
        }
        not_fired(over)
    }

    fn incident(&self, severity: Option<u8>) -> Firing {
        let own = || self.incidents.iter().enumerate().filter(|(_, incident)| incident.began > self.tagged);
        let counts = |incident: &Incident| match severity {
            Some(least) => incident.severity.is_some_and(|severity| severity <= least),
            None => true,
        };
        if let Some((n, incident)) = own().find(|(_, incident)| counts(incident)) {
            return Firing::Fired { at: incident.began, by: vec![FiredBy::Incident(n)] };
        }
        // One incident without a severity may have been the one.
        if severity.is_some() && own().any(|(_, incident)| incident.severity.is_none()) {
            return Firing::Unknown(None);
        }
        not_fired(own().count())
    }
}

/// How many failures of this subject a measurement tells; `None` where it tells of something else.
fn failures(measurement: &Measurement, subject: &str) -> Option<f64> {
    if subject == "5xx" {
        measurement.status?;
        let failures = if measurement.metric.name() == Metric::FAILURES { measurement.value? } else { 1.0 };
        return Some(if is_server_error(measurement) { failures } else { 0.0 });
    }
    let is_meant = measurement.target.to_lowercase().contains(subject);
    measurement.value.filter(|value| is_meant && value.is_finite())
}

/// Failures that lie less than a span apart.
#[derive(Debug, Default)]
struct Window {
    failures: VecDeque<(usize, Timestamp, f64)>,
    sum: f64,
}

impl Window {
    /// Adds failures at the end, and drops what is too old; numbers told for a span count once in it.
    fn push(&mut self, (n, time, count): (usize, Timestamp, f64), seconds: i64, span: i64) {
        let age = |earlier: Timestamp| time.duration_since(earlier);
        while let Some((_, first, old)) = self.failures.front().copied()
            && age(first) >= jiff::SignedDuration::from_secs(seconds)
        {
            self.failures.pop_front();
            self.sum -= old;
        }
        let overlaps = self
            .failures
            .back()
            .is_some_and(|(_, last, _)| span > 0 && age(*last) < jiff::SignedDuration::from_secs(span));
        if overlaps {
            // The larger of two numbers for about the same time.
            if let Some(last) = self.failures.back_mut().filter(|last| last.2 < count) {
                self.sum += count - last.2;
                *last = (n, last.1, count);
            }
        } else {
            self.failures.push_back((n, time, count));
            self.sum += count;
        }
    }

    fn members(&self) -> Vec<FiredBy> {
        self.failures
            .iter()
            .filter(|(_, _, count)| *count > 0.0)
            .map(|(n, ..)| FiredBy::Measurement(*n))
            .collect()
    }
}

//! One Lighthouse run as measurements, and the traps in its scores.
//!
//! - A score of null was not computed. It is neither 0 nor a pass.
//! - A score of 0 is what Lighthouse also writes where no audit had any weight.
//! - `onlyAudits` and `skipAudits` make a score of what was left.
//! - `runtimeError` may stand beside real scores.
//! - Timespans and snapshots score other things than a page load.
//!
//! In each of these the measurement carries an error, so that it can never be judged as good.

use super::address;
use super::json::Scalar;
use super::lhr::{Audit, Category, Lhr};
use super::time;
use crate::model::measurement::{Measurement, Metric, Unit};
use jiff::Timestamp;

/// Categories whose missing score is a failure and not a choice.
const USUAL: [&str; 5] = ["performance", "accessibility", "best-practices", "seo", "pwa"];

/// The address that a run measured, without credentials and with loopback hosts made the same.
#[must_use]
pub fn page(lhr: &Lhr) -> Option<String> {
    let urls = [&lhr.requested_url, &lhr.final_displayed_url, &lhr.final_url];
    let url = urls.into_iter().find_map(|url| address::http(url.text()?))?;
    Some(address::without_loopback_port(&url))
}

/// The measurements of a run: its scores, then its metrics, in a fixed order.
#[must_use]
pub fn measurements(lhr: &Lhr, step: Option<&str>) -> Vec<Measurement> {
    let run = Run::of(lhr, step);
    let mut found: Vec<Measurement> = run.scores(lhr);
    found.extend(run.metrics(lhr));
    found
}

/// What all measurements of a run share.
struct Run {
    target: String,
    label: String,
    time: Option<Timestamp>,
    /// Why nothing of this run may be judged.
    error: Option<String>,
    navigation: bool,
    /// Why its scores may not be judged.
    partial: Option<&'static str>,
}

impl Run {
    fn of(lhr: &Lhr, step: Option<&str>) -> Self {
        let mode = match lhr.gather_mode.text() {
            Some("timespan") => "timespan",
            Some("snapshot") => "snapshot",
            None | Some("navigation") => "navigation",
            Some(_) => "unknown mode",
        };
        let navigation = mode == "navigation";
        let parts = [Some(form_factor(lhr)), step, (!navigation).then_some(mode)];
        let label =
            parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let other_mode = (!navigation).then(|| format!("{mode}: not a page load"));
        let settings = lhr.config_settings.as_ref();
        let only = settings.and_then(|s| s.only_audits.as_ref()).is_some_and(|names| names.0 > 0);
        let skipped = settings.and_then(|s| s.skip_audits.as_ref()).is_some_and(|names| names.0 > 0);
        Self {
            target: page(lhr).unwrap_or_default(),
            label,
            time: lhr.fetch_time.text().and_then(time::parse).map(|moment| moment.at),
            error: runtime_error(lhr).or(other_mode),
            navigation,
            partial: match (only, skipped) {
                (true, _) => Some("partial: only some audits ran"),
                (false, true) => Some("partial: some audits were skipped"),
                (false, false) => None,
            },
        }
    }

    fn measurement(
        &self,
        metric: &str,
        unit: Unit,
        value: Option<f64>,
        error: Option<String>,
    ) -> Measurement {
        Measurement {
            target: self.target.as_str().into(),
            label: self.label.as_str().into(),
            time: self.time,
            value,
            error: self.error.clone().or(error).map(Into::into),
            ..Measurement::of(Metric::new(metric), unit)
        }
    }

    fn scores(&self, lhr: &Lhr) -> Vec<Measurement> {
        let none = std::collections::BTreeMap::new();
        let categories = lhr.categories.as_ref().unwrap_or(&none);
        let mut found = Vec::new();
        let performance = categories.get("performance");
        let broken = self.error.is_some() && self.navigation;
        if performance.is_some() || broken {
            found.push(self.score("performance", performance));
        }
        for (id, category) in categories.iter().filter(|(id, _)| *id != "performance" && is_id(id)) {
            let measurement = self.score(id, Some(category));
            if measurement.value.is_some() || USUAL.contains(&id.as_str()) {
                found.push(measurement);
            }
        }
        found
    }

    fn score(&self, id: &str, category: Option<&Category>) -> Measurement {
        let value = category.and_then(score);
        let error = match value {
            None => Some("not scored".to_owned()),
            Some(_) => self.partial.map(ToOwned::to_owned),
        };
        self.measurement(&format!("lighthouse.{id}"), Unit::Score, value, error)
    }

    fn metrics(&self, lhr: &Lhr) -> Vec<Measurement> {
        let none = super::lhr::Audits::default();
        let audits = lhr.audits.as_ref().unwrap_or(&none);
        let inp = audits
            .interaction_to_next_paint
            .as_ref()
            .or(audits.experimental_interaction_to_next_paint.as_ref());
        let ttfb = audits.server_response_time.as_ref().or(audits.time_to_first_byte.as_ref());
        let named = [
            ("fcp", Unit::Millis, audits.first_contentful_paint.as_ref()),
            ("lcp", Unit::Millis, audits.largest_contentful_paint.as_ref()),
            ("tbt", Unit::Millis, audits.total_blocking_time.as_ref()),
            ("cls", Unit::Plain, audits.cumulative_layout_shift.as_ref()),
            ("si", Unit::Millis, audits.speed_index.as_ref()),
            ("inp", Unit::Millis, inp),
            ("ttfb", Unit::Millis, ttfb),
            ("bytes", Unit::Bytes, audits.total_byte_weight.as_ref()),
        ];
        let tti = audits.interactive.as_ref();
        let mut found = Vec::new();
        // A broken run must not leave an older run's time to interactive as the newest one.
        let value = tti.and_then(number);
        let broken = self.navigation && (self.error.is_some() || tti.is_some_and(is_broken));
        if value.is_some() || broken {
            let error = value.is_none().then(|| tti.map_or("not measured".to_owned(), audit_error));
            found.push(self.measurement(Metric::TTI, Unit::Millis, value, error));
        }
        for (name, unit, audit) in named {
            if let Some(value) = audit.and_then(number) {
                found.push(self.measurement(&format!("lighthouse.{name}"), unit, Some(value), None));
            }
        }
        found
    }
}

/// The score of 100, rounded as Lighthouse shows it; `None` where nothing was scored.
fn score(category: &Category) -> Option<f64> {
    let score = category.score.number().filter(|score| (0.0..=1.0).contains(score))?;
    let weight: f64 = category.audit_refs.iter().filter_map(|audit| audit.weight.number()).sum();
    (weight > 0.0).then(|| (score * 100.0).round())
}

fn number(audit: &Audit) -> Option<f64> {
    if is_broken(audit) {
        return None;
    }
    audit.numeric_value.number().or(audit.raw_value.number()).filter(|value| (0.0..1e12).contains(value))
}

fn is_broken(audit: &Audit) -> bool {
    audit.score_display_mode.text() == Some("error")
}

/// The error's code. Its words may hold paths of the machine that ran it.
fn audit_error(audit: &Audit) -> String {
    let first = audit.error_message.text().and_then(|text| text.split([' ', ':']).next()).unwrap_or_default();
    if is_code(first) { first.to_owned() } else { "audit error".to_owned() }
}

fn runtime_error(lhr: &Lhr) -> Option<String> {
    match &lhr.runtime_error.as_ref()?.code {
        Scalar::Text(code) if code == "NO_ERROR" => None,
        Scalar::Text(code) if is_code(code) => Some(code.clone()),
        _ => Some("runtime error".to_owned()),
    }
}

fn is_code(text: &str) -> bool {
    (3..60).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// Plugins add categories of their own names.
fn is_id(id: &str) -> bool {
    (1..80).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

fn form_factor(lhr: &Lhr) -> &'static str {
    let Some(settings) = &lhr.config_settings else { return "" };
    match settings.form_factor.text().or(settings.emulated_form_factor.text()) {
        Some("desktop") => "desktop",
        Some("mobile") => "mobile",
        Some(_) => "",
        None => match settings.disable_device_emulation.truth() {
            Some(true) => "desktop",
            Some(false) => "mobile",
            None => "",
        },
    }
}

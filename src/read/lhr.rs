//! The parts of a Lighthouse result (LHR) that golive reads, as they are written by versions 3 to 13.
//!
//! Everything else in a report, such as screenshots, request headers, stacks and local paths, is skipped unread.

use super::json::Scalar;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One run.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Lhr {
    /// Such as `12.8.2`.
    pub lighthouse_version: Scalar,
    /// RFC 3339, the measuring machine's clock.
    pub fetch_time: Scalar,
    /// The address asked for; absent in timespans and snapshots.
    pub requested_url: Scalar,
    /// The address shown at the end (10 and later).
    pub final_displayed_url: Scalar,
    /// The address after redirects.
    pub final_url: Scalar,
    /// `navigation` (also when absent), `timespan` or `snapshot`.
    pub gather_mode: Scalar,
    /// Always there in 3.2 to 4.1, with `NO_ERROR` on success; later only on error.
    pub runtime_error: Option<RuntimeError>,
    /// How it was run.
    pub config_settings: Option<Settings>,
    /// Scores by category id.
    pub categories: Option<BTreeMap<String, Category>>,
    /// The audits that golive reads.
    pub audits: Option<Audits>,
}

/// Why a run broke.
#[derive(Debug, Deserialize)]
pub struct RuntimeError {
    /// Such as `NO_FCP`; an open set.
    #[serde(default)]
    pub code: Scalar,
}

/// How a run was configured.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// `mobile` or `desktop` (7 and later).
    pub form_factor: Scalar,
    /// `mobile`, `desktop` or `none` (3.2 to 6).
    pub emulated_form_factor: Scalar,
    /// 3.0 and 3.1.
    pub disable_device_emulation: Scalar,
    /// Only these audits ran.
    pub only_audits: Option<Names>,
    /// These audits did not run.
    pub skip_audits: Option<Names>,
}

/// A list of which only the length matters.
#[derive(Debug, Default)]
pub struct Names(pub usize);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Any {
            List(Vec<String>),
            Other(serde::de::IgnoredAny),
        }
        Ok(match Any::deserialize(deserializer)? {
            Any::List(names) => Self(names.len()),
            Any::Other(_) => Self(0),
        })
    }
}

/// A category's score.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Category {
    /// 0 to 1; null where a weighted audit broke.
    pub score: Scalar,
    /// What it is made of.
    pub audit_refs: Vec<AuditRef>,
}

/// An audit's part in a category.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AuditRef {
    /// Its weight; 0 counts for nothing.
    pub weight: Scalar,
}

/// One audit.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Audit {
    /// `error` where it broke.
    pub score_display_mode: Scalar,
    /// 5 and later.
    pub numeric_value: Scalar,
    /// 3 and 4.
    pub raw_value: Scalar,
    /// A code and words; only the code is ever shown.
    pub error_message: Scalar,
}

/// The audits that golive reads, by their ids.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
#[expect(missing_docs, reason = "the names are Lighthouse's own audit ids")]
pub struct Audits {
    pub interactive: Option<Audit>,
    pub first_contentful_paint: Option<Audit>,
    pub largest_contentful_paint: Option<Audit>,
    pub total_blocking_time: Option<Audit>,
    pub cumulative_layout_shift: Option<Audit>,
    pub speed_index: Option<Audit>,
    pub interaction_to_next_paint: Option<Audit>,
    pub experimental_interaction_to_next_paint: Option<Audit>,
    pub server_response_time: Option<Audit>,
    pub time_to_first_byte: Option<Audit>,
    pub total_byte_weight: Option<Audit>,
}

/// A `PageSpeed Insights` answer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageSpeed {
    /// The run.
    pub lighthouse_result: Lhr,
}

/// A user flow.
#[derive(Debug, Deserialize)]
pub struct Flow {
    /// Its steps.
    pub steps: Vec<FlowStep>,
}

/// A step of a user flow.
#[derive(Debug, Deserialize)]
pub struct FlowStep {
    /// Its name.
    #[serde(default)]
    pub name: Scalar,
    /// Its run.
    pub lhr: Lhr,
}

impl Lhr {
    /// The major version; `None` where the version is no version.
    #[must_use]
    pub fn major(&self) -> Option<u32> {
        self.lighthouse_version.text()?.split('.').next()?.parse().ok()
    }
}

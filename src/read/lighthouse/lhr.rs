//! The parts of a Lighthouse result (LHR) that golive reads, as they are written by versions 2 to 13.
//!
//! Everything else in a report, such as screenshots, request headers, stacks and local paths, is skipped unread.

use crate::read::value::json::Scalar;
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
    /// The same in version 2.
    pub generated_time: Scalar,
    /// The address asked for; absent in timespans and snapshots.
    pub requested_url: Scalar,
    /// The same in version 2.
    pub initial_url: Scalar,
    /// The address of the document after redirects (10 and later).
    pub main_document_url: Scalar,
    /// The address shown at the end (10 and later).
    pub final_displayed_url: Scalar,
    /// The address after redirects.
    pub final_url: Scalar,
    /// `navigation` (also when absent), `timespan` or `snapshot`.
    pub gather_mode: Scalar,
    /// Always there in 3.2 to 4.1, with `NO_ERROR` on success; later only on error.
    pub runtime_error: Option<RuntimeError>,
    /// What Lighthouse itself doubts, in words.
    pub run_warnings: Names,
    /// How it was run.
    pub config_settings: Option<Settings>,
    /// The same in version 2.
    pub runtime_config: Option<RuntimeConfig>,
    /// The machine that ran it (3.2 and later).
    pub environment: Option<Environment>,
    /// Scores by category id.
    pub categories: Option<BTreeMap<String, Category>>,
    /// The same in version 2.
    pub report_categories: Option<Vec<OldCategory>>,
    /// Whether it is what a table tells, which does not say its version.
    #[serde(skip)]
    pub is_table: bool,
    /// Every audit by its id.
    pub audits: Option<BTreeMap<String, Option<Audit>>>,
}

/// Why a run broke.
#[derive(Debug, Deserialize)]
pub struct RuntimeError {
    /// Such as `NO_FCP`; an open set.
    #[serde(default)]
    pub code: Scalar,
}

/// How a run was configured. Its headers and its local paths are not read.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// `mobile` or `desktop` (7 and later).
    pub form_factor: Scalar,
    /// `mobile`, `desktop` or `none` (3.2 to 6).
    pub emulated_form_factor: Scalar,
    /// 3.0 and 3.1.
    pub disable_device_emulation: Scalar,
    /// `simulate`, `devtools` or `provided`.
    pub throttling_method: Scalar,
    /// How much was throttled.
    pub throttling: Option<Throttling>,
    /// The language of the report.
    pub locale: Scalar,
    /// `cli`, `devtools`, `lr` …
    pub channel: Scalar,
    /// Only these categories ran.
    pub only_categories: Names,
    /// Only these audits ran.
    pub only_audits: Names,
    /// These audits did not run.
    pub skip_audits: Names,
    /// What `budget.json` told Lighthouse (5 to 11).
    pub budgets: serde_json::Value,
}

/// How much was throttled.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Throttling {
    /// Round trip in milliseconds.
    pub rtt_ms: Scalar,
    /// Kilobits a second.
    pub throughput_kbps: Scalar,
    /// How many times slower the processor was made.
    pub cpu_slowdown_multiplier: Scalar,
}

/// How a run of version 2 was configured.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RuntimeConfig {
    /// Named settings.
    pub environment: Vec<NamedSetting>,
}

/// A named setting of version 2.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NamedSetting {
    /// Such as `Device Emulation`.
    pub name: Scalar,
    /// Whether it was on.
    pub enabled: Scalar,
    /// Such as `Nexus 5X`.
    pub description: Scalar,
}

/// The machine that ran Lighthouse.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Environment {
    /// Names the browser.
    pub host_user_agent: Scalar,
    /// How fast the machine was: about 1000 for a laptop of 2018.
    pub benchmark_index: Scalar,
}

/// A list of words, also where there is one word alone; what is neither a word nor nothing counts as one that is not known.
#[derive(Debug, Default)]
pub struct Names(pub Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Any {
            List(Vec<Scalar>),
            One(Scalar),
        }
        let all = match Any::deserialize(deserializer)? {
            Any::List(names) => names,
            Any::One(name) => vec![name],
        };
        let name = |name| match name {
            Scalar::Text(name) => Some(name).filter(|name| !name.trim().is_empty()),
            Scalar::Null | Scalar::Bool(false) => None,
            Scalar::Bool(true) | Scalar::Number(_) | Scalar::Nested => Some("?".to_owned()),
        };
        Ok(Self(all.into_iter().filter_map(name).collect()))
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

/// A category of version 2.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OldCategory {
    /// Such as `performance`.
    pub id: String,
    /// 0 to 100.
    pub score: Scalar,
    /// What it is made of.
    pub audits: Vec<AuditRef>,
}

/// An audit's part in a category.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AuditRef {
    /// The audit.
    pub id: Scalar,
    /// Its weight; 0 counts for nothing.
    pub weight: Scalar,
    /// Such as `FCP` (7 and later).
    pub acronym: Scalar,
}

/// One audit.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Audit {
    /// Its name in the report's language.
    pub title: Scalar,
    /// In version 2 its name.
    pub description: Scalar,
    /// 0 to 1 or null; in version 2 0 to 100 or a truth value.
    pub score: Scalar,
    /// `error` where it broke.
    pub score_display_mode: Scalar,
    /// Whether it broke, in version 2.
    pub error: Scalar,
    /// 5 and later.
    pub numeric_value: Scalar,
    /// `millisecond`, `byte`, `unitless` … (6 and later).
    pub numeric_unit: Scalar,
    /// 2 to 4.
    pub raw_value: Scalar,
    /// Its value as it is shown.
    pub display_value: Scalar,
    /// A code and words; only the code is ever shown.
    pub error_message: Scalar,
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
    /// Its name.
    #[serde(default)]
    pub name: Scalar,
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

/// A category as all versions tell it.
#[derive(Clone, Copy, Debug)]
pub struct Scored<'l> {
    /// Such as `performance`.
    pub id: &'l str,
    /// The score of 100, not rounded; `None` where none was computed.
    pub score: Option<f64>,
    /// What it is made of.
    pub parts: &'l [AuditRef],
}

impl Lhr {
    /// The version's text; empty where there is none.
    pub fn version(&self) -> &str {
        self.lighthouse_version.text().unwrap_or_default()
    }

    /// Whether it has the shape of version 2.
    pub fn is_old(&self) -> bool {
        self.categories.is_none() && self.report_categories.is_some()
    }

    /// An audit.
    pub fn audit(&self, id: &str) -> Option<&Audit> {
        self.audits.as_ref()?.get(id)?.as_ref()
    }

    /// Its categories, `performance` first, the others by id.
    pub fn scored(&self) -> Vec<Scored<'_>> {
        let new = self.categories.iter().flatten().map(|(id, category)| {
            let score = category.score.number().filter(|score| (0.0..=1.0).contains(score));
            Scored { id, score: score.map(|score| score * 100.0), parts: &category.audit_refs }
        });
        let old = self.report_categories.iter().flatten().filter(|_| self.is_old()).map(|category| {
            // Where a weighted audit broke, version 2 counts it as 0 and goes on.
            let broke = category.audits.iter().any(|part| part.counts() && self.broke(part));
            let score = category.score.number().filter(|score| (0.0..=100.0).contains(score) && !broke);
            Scored { id: &category.id, score, parts: &category.audits }
        });
        let mut all: Vec<Scored<'_>> = new.chain(old).collect();
        all.sort_by_key(|category| (category.id != "performance", category.id));
        all.dedup_by_key(|category| category.id);
        all
    }

    fn broke(&self, part: &AuditRef) -> bool {
        part.id.text().and_then(|id| self.audit(id)).is_some_and(Audit::is_broken)
    }
}

impl Scored<'_> {
    /// The score of 100, rounded as Lighthouse shows it; `None` where nothing was scored: a score of 0 is also what Lighthouse writes
    /// where no audit has any weight. A report that was trimmed may lack its audits.
    pub fn shown(&self) -> Option<f64> {
        let weight: f64 = self.parts.iter().filter_map(|part| part.weight.number()).sum();
        self.score.filter(|score| weight > 0.0 || self.parts.is_empty() && *score > 0.0).map(f64::round)
    }
}

impl AuditRef {
    /// Whether it has any weight.
    pub fn counts(&self) -> bool {
        self.weight.number().is_some_and(|weight| weight > 0.0)
    }
}

impl Audit {
    /// Its number, where it did not break: milliseconds, bytes, or without unit.
    pub fn value(&self) -> Option<f64> {
        let number = self.numeric_value.number().or(self.raw_value.number());
        number.filter(|value| (0.0..1e12).contains(value) && !self.is_broken())
    }

    /// Whether it could not be computed.
    pub fn is_broken(&self) -> bool {
        self.score_display_mode.text() == Some("error") || self.error.truth() == Some(true)
    }
}

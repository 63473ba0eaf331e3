//! The parts of a Lighthouse result (LHR) that golive reads, as they are written by versions 2 to 13.
//!
//! Everything else in a report, such as screenshots, request headers, stacks and local paths, is skipped unread.

use crate::read::value::json::Scalar;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Lhr {
    /// Such as `12.8.2`.
    pub(crate) lighthouse_version: Scalar,
    /// RFC 3339, the measuring machine's clock.
    pub(crate) fetch_time: Scalar,
    /// The same in version 2.
    pub(crate) generated_time: Scalar,
    /// The address asked for; absent in timespans and snapshots.
    pub(crate) requested_url: Scalar,
    /// The same in version 2.
    pub(crate) initial_url: Scalar,
    /// The address of the document after redirects (10 and later).
    pub(crate) main_document_url: Scalar,
    /// The address shown at the end (10 and later).
    pub(crate) final_displayed_url: Scalar,
    /// The address after redirects.
    pub(crate) final_url: Scalar,
    /// `navigation` (also when absent), `timespan` or `snapshot`.
    pub(crate) gather_mode: Scalar,
    /// Always there in 3.2 to 4.1, with `NO_ERROR` on success; later only on error.
    pub(crate) runtime_error: Option<RuntimeError>,
    /// What Lighthouse itself doubts, in words.
    pub(crate) run_warnings: Names,
    pub(crate) config_settings: Option<Settings>,
    /// The same in version 2.
    pub(crate) runtime_config: Option<RuntimeConfig>,
    /// The machine that ran it (3.2 and later).
    pub(crate) environment: Option<Environment>,
    pub(crate) categories: Option<BTreeMap<String, Category>>,
    /// The same in version 2.
    pub(crate) report_categories: Option<Vec<OldCategory>>,
    /// Whether it is what a table tells, which does not say its version.
    #[serde(skip)]
    pub(crate) is_table: bool,
    pub(crate) audits: Option<BTreeMap<String, Option<Audit>>>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RuntimeError {
    /// Such as `NO_FCP`; an open set.
    #[serde(default)]
    pub(crate) code: Scalar,
}

/// How a run was configured. Its headers and its local paths are not read.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Settings {
    /// `mobile` or `desktop` (7 and later).
    pub(crate) form_factor: Scalar,
    /// `mobile`, `desktop` or `none` (3.2 to 6).
    pub(crate) emulated_form_factor: Scalar,
    /// 3.0 and 3.1.
    pub(crate) disable_device_emulation: Scalar,
    /// `simulate`, `devtools` or `provided`.
    pub(crate) throttling_method: Scalar,
    pub(crate) throttling: Option<Throttling>,
    /// The language of the report.
    pub(crate) locale: Scalar,
    /// `cli`, `devtools`, `lr` …
    pub(crate) channel: Scalar,
    /// Only these categories ran.
    pub(crate) only_categories: Names,
    /// Only these audits ran.
    pub(crate) only_audits: Names,
    /// These audits did not run.
    pub(crate) skip_audits: Names,
    /// What `budget.json` told Lighthouse (5 to 11).
    pub(crate) budgets: serde_json::Value,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Throttling {
    /// Round trip in milliseconds.
    pub(crate) rtt_ms: Scalar,
    /// Kilobits a second.
    pub(crate) throughput_kbps: Scalar,
    /// How many times slower the processor was made.
    pub(crate) cpu_slowdown_multiplier: Scalar,
}

/// How a run of version 2 was configured.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RuntimeConfig {
    pub(crate) environment: Vec<NamedSetting>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NamedSetting {
    /// Such as `Device Emulation`.
    pub(crate) name: Scalar,
    /// Whether it was on.
    pub(crate) enabled: Scalar,
    /// Such as `Nexus 5X`.
    pub(crate) description: Scalar,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Environment {
    /// Names the browser.
    pub(crate) host_user_agent: Scalar,
    /// How fast the machine was: about 1000 for a laptop of 2018.
    pub(crate) benchmark_index: Scalar,
}

/// A list of words, also where there is one word alone; what is neither a word nor nothing counts as one that is not known.
#[derive(Debug, Default)]
pub(crate) struct Names(pub(crate) Vec<String>);

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

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Category {
    /// 0 to 1; null where a weighted audit broke.
    pub(crate) score: Scalar,
    pub(crate) audit_refs: Vec<AuditRef>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct OldCategory {
    pub(crate) id: String,
    /// 0 to 100.
    pub(crate) score: Scalar,
    pub(crate) audits: Vec<AuditRef>,
}

/// An audit's part in a category.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AuditRef {
    pub(crate) id: Scalar,
    /// Its weight; 0 counts for nothing.
    pub(crate) weight: Scalar,
    /// Such as `FCP` (7 and later).
    pub(crate) acronym: Scalar,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Audit {
    /// Its name in the report's language.
    pub(crate) title: Scalar,
    /// In version 2 its name.
    pub(crate) description: Scalar,
    /// 0 to 1 or null; in version 2 0 to 100 or a truth value.
    pub(crate) score: Scalar,
    /// `error` where it broke.
    pub(crate) score_display_mode: Scalar,
    /// Whether it broke, in version 2.
    pub(crate) error: Scalar,
    /// 5 and later.
    pub(crate) numeric_value: Scalar,
    /// `millisecond`, `byte`, `unitless` … (6 and later).
    pub(crate) numeric_unit: Scalar,
    /// 2 to 4.
    pub(crate) raw_value: Scalar,
    /// Its value as it is shown.
    pub(crate) display_value: Scalar,
    /// A code and words; only the code is ever shown.
    pub(crate) error_message: Scalar,
}

/// A `PageSpeed Insights` answer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PageSpeed {
    pub(crate) lighthouse_result: Lhr,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Flow {
    #[serde(default)]
    pub(crate) name: Scalar,
    pub(crate) steps: Vec<FlowStep>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct FlowStep {
    #[serde(default)]
    pub(crate) name: Scalar,
    pub(crate) lhr: Lhr,
}

/// A category as all versions tell it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scored<'l> {
    pub(crate) id: &'l str,
    /// The score of 100, not rounded; `None` where none was computed.
    pub(crate) score: Option<f64>,
    pub(crate) parts: &'l [AuditRef],
}

impl Lhr {
    /// The version's text; empty where there is none.
    pub(crate) fn version(&self) -> &str {
        self.lighthouse_version.text().unwrap_or_default()
    }

    /// Whether it has the shape of version 2.
    pub(crate) fn is_old(&self) -> bool {
        self.categories.is_none() && self.report_categories.is_some()
    }

    pub(crate) fn audit(&self, id: &str) -> Option<&Audit> {
        self.audits.as_ref()?.get(id)?.as_ref()
    }

    /// Its categories, `performance` first, the others by id.
    pub(crate) fn scored(&self) -> Vec<Scored<'_>> {
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
    pub(crate) fn shown(&self) -> Option<f64> {
        let weight: f64 = self.parts.iter().filter_map(|part| part.weight.number()).sum();
        self.score.filter(|score| weight > 0.0 || self.parts.is_empty() && *score > 0.0).map(f64::round)
    }
}

impl AuditRef {
    pub(crate) fn counts(&self) -> bool {
        self.weight.number().is_some_and(|weight| weight > 0.0)
    }
}

impl Audit {
    /// Its number, where it did not break: milliseconds, bytes, or without unit.
    pub(crate) fn value(&self) -> Option<f64> {
        let number = self.numeric_value.number().or(self.raw_value.number());
        number.filter(|value| (0.0..1e12).contains(value) && !self.is_broken())
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.score_display_mode.text() == Some("error") || self.error.truth() == Some(true)
    }
}

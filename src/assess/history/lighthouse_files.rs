//! Where Lighthouse's configurations and manifests lie in the history, and to which release its runs belong.

use crate::assess::result::lighthouse::{LighthouseSummary, OwnBudget};
use crate::model::dossier::{Dossier, Measured};
use crate::model::lighthouse::{Listed, Mode, Pages};
use regex::{Regex, RegexBuilder};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where configurations and manifests lie in the history, found once.
#[derive(Debug, Default)]
pub struct LighthouseFiles {
    configurations: BTreeSet<Arc<str>>,
    manifests: BTreeMap<String, BTreeSet<Arc<str>>>,
    patterns: BTreeMap<String, Regex>,
    /// What Lighthouse measured (indices into the dossier's measurements, by time), by the snapshot to which it belongs.
    pub(crate) measured: BTreeMap<usize, Vec<usize>>,
}

impl LighthouseFiles {
    /// Looks once through the evidence.
    pub fn of(dossier: &Dossier) -> Self {
        let mut found = Self::default();
        for version in &dossier.evidence {
            let Some(facts) = &version.facts.lighthouse else { continue };
            if !facts.budgets.is_empty() {
                found.configurations.insert(version.path.clone());
            }
            if !facts.listed.is_empty() {
                found
                    .manifests
                    .entry(folder(&version.path).to_owned())
                    .or_default()
                    .insert(version.path.clone());
            }
            for budget in &facts.budgets {
                let Some(source) = budget.pages.pattern() else { continue };
                if let Ok(pattern) = RegexBuilder::new(&source).size_limit(1 << 20).build() {
                    found.patterns.insert(source, pattern);
                }
            }
        }
        for (n, measured) in
            dossier.measured.iter().enumerate().filter(|(_, measured)| is_lighthouse(measured))
        {
            found.measured.entry(belongs(measured, dossier)).or_default().push(n);
        }
        found
    }

    fn concerns(&self, pages: &Pages, target: &str) -> bool {
        pages
            .pattern()
            .is_none_or(|source| self.patterns.get(&source).is_some_and(|pattern| pattern.is_match(target)))
    }

    /// The manifests (indices into the evidence) that stand beside a file at a snapshot, with what they list.
    pub fn manifests<'d>(
        &self,
        dossier: &'d Dossier,
        beside: &str,
        snapshot: usize,
    ) -> Vec<(usize, &'d [Listed])> {
        let paths = self.manifests.get(folder(beside)).into_iter().flatten();
        let present = paths.filter_map(|path| dossier.at(path, snapshot));
        present
            .filter_map(|n| Some((n, dossier.evidence.get(n)?.facts.lighthouse.as_ref()?.listed.as_slice())))
            .collect()
    }

    /// The budgets of configurations that stand at a snapshot and concern a page, held against its judged run.
    pub fn judge(&self, dossier: &Dossier, snapshot: usize, summary: &LighthouseSummary) -> Vec<OwnBudget> {
        if summary.run.mode != Mode::Navigation {
            return Vec::new();
        }
        let present = self.configurations.iter().filter_map(|path| dossier.at(path, snapshot));
        let set = present.flat_map(|n| {
            let facts = dossier.evidence.get(n).and_then(|version| version.facts.lighthouse.as_ref());
            facts.into_iter().flat_map(move |facts| facts.budgets.iter().map(move |budget| (n, budget)))
        });
        let own = summary.run.budgets.iter().map(|budget| (summary.evidence, budget));
        set.chain(own)
            .filter(|(_, budget)| self.concerns(&budget.pages, &summary.target))
            .map(|(evidence, budget)| {
                let sound = summary.error.is_none() && summary.run.answers(&budget.metric);
                let observed = summary.values.get(budget.metric.name()).copied().flatten().filter(|_| sound);
                let holds = observed.map(|value| budget.op.holds(value, budget.value));
                OwnBudget { evidence, configured: budget.clone(), observed, holds }
            })
            .collect()
    }
}

/// The release (index of its snapshot) to which a measurement belongs: the first whose history holds a file that tells it, and that was
/// not made before it. The time of a report is the measuring machine's clock; when it could be known, git tells.
fn belongs(measured: &Measured, dossier: &Dossier) -> usize {
    let history = &dossier.history;
    let facts = measured.tellers.iter().filter_map(|teller| dossier.evidence.get(*teller));
    let known =
        facts.filter_map(|version| history.commits.get(version.recorded_by)).map(|by| by.snapshot).min();
    let made = history.snapshots.partition_point(|snapshot| snapshot.time < measured.time);
    made.max(known.unwrap_or_default())
}

/// The folder of a path, with its slash.
pub fn folder(path: &str) -> &str {
    path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or_default()
}

fn is_lighthouse(measured: &Measured) -> bool {
    measured.measurement.metric.is_of_lighthouse()
}

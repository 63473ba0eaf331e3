//! Lighthouse: what the team's own configuration demands of the judged runs, and manifests that say otherwise than the rule.

use crate::assess::result::finding::{Finding, FindingKind};
use crate::assess::result::{lighthouse::LighthouseSummary, release::ReleaseAssessment};
use crate::assess::verdict::case::Case;
use crate::model::lighthouse::Listed;

/// Budgets of `lighthouserc` and `budget.json` that are errors there and that a judged run breaks.
pub(super) fn own_budgets(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let all =
        release.lighthouse.iter().flat_map(|summary| summary.budgets.iter().map(move |own| (summary, own)));
    let broken = all.filter(|(_, own)| own.configured.binding && own.holds == Some(false));
    broken
        .filter_map(|(summary, own)| {
            let kind = FindingKind::OwnBudget {
                configured: own.configured.clone(),
                observed: own.observed?,
                page: summary.target.clone(),
                label: summary.label.clone(),
            };
            Some(case.finding(kind, release.snapshot, own.evidence))
        })
        .collect()
}

/// Manifests of Lighthouse CI beside the judged runs that name another representative run, or list other runs than lie beside them.
pub(super) fn manifests(case: &Case<'_>, release: &ReleaseAssessment) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for summary in &release.lighthouse {
        let Some(beside) = case.dossier.evidence.get(summary.evidence) else { continue };
        for (manifest, listed) in
            case.lighthouse_files.manifests(case.dossier, &beside.path, release.snapshot)
        {
            let Some(kind) = compared(case, release, summary, listed) else { continue };
            found.push(case.finding(kind, release.snapshot, manifest));
        }
    }
    found
}

fn compared(
    case: &Case<'_>,
    release: &ReleaseAssessment,
    summary: &LighthouseSummary,
    listed: &[Listed],
) -> Option<FindingKind> {
    let name = |evidence: usize| {
        case.dossier.evidence.get(evidence).and_then(|version| version.path.rsplit('/').next())
    };
    let tells = |tellers: &[usize], entry: &Listed| {
        tellers.iter().any(|teller| name(*teller) == Some(entry.file.as_str()))
    };
    let of_page: Vec<&Listed> = listed.iter().filter(|entry| entry.page == summary.target).collect();
    let own = |entry: &Listed| summary.set.iter().position(|member| tells(&member.tellers, entry));
    // Lighthouse CI puts mobile and desktop runs of a page into one group.
    let elsewhere = |entry: &Listed| {
        let mut others = release.lighthouse.iter().filter(|other| other.target == summary.target);
        others.any(|other| other.set.iter().any(|member| tells(&member.tellers, entry)))
    };
    let absent = of_page.iter().filter(|entry| !elsewhere(entry)).count();
    let unlisted = summary
        .set
        .iter()
        .filter(|member| !of_page.iter().any(|entry| tells(&member.tellers, entry)))
        .count();
    if absent + unlisted > 0 {
        return Some(FindingKind::StaleManifest {
            page: summary.target.clone(),
            listed: of_page.len(),
            absent,
            unlisted,
        });
    }
    let whole = of_page.iter().all(|entry| own(entry).is_some());
    let marked = of_page.iter().filter(|entry| entry.representative).find_map(|entry| own(entry))?;
    (whole && marked != summary.judged).then(|| FindingKind::OtherRepresentative {
        page: summary.target.clone(),
        marked: summary.set.get(marked).map(|member| member.time).unwrap_or_default(),
        judged: summary.time,
        runs: summary.set.len(),
    })
}

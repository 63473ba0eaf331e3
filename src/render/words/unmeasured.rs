//! What was looked for and not found: over how many, and where the item says to look.

use super::criterion::{all, demand_in, metric};
use super::item::name;
use crate::assess::candidates::named::is_procedure;
use crate::assess::compare::change::written;
use crate::assess::result::judgement::{ItemJudgement, Judgement};
use crate::assess::result::lighthouse::LighthouseSummary;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::{
    checklist::Reference,
    criterion::Criterion,
    dossier::Dossier,
    evidence::Kind,
    lighthouse::Mode,
    measurement::{Measurement, Metric},
};
use crate::render::format::{integer, list};
use crate::render::language::say;

/// At most so many names are told.
const NAMED: usize = 3;

/// Why a criterion could not be computed: what is missing, of how many that were looked at; then what could be computed.
pub(super) fn unmeasured(
    d: &Dossier,
    r: &ReleaseAssessment,
    item: &ItemJudgement,
    s: &Judgement,
    criterion: usize,
) -> String {
    let Some(judged) = s.criteria.get(criterion) else {
        return say!("nothing was found to judge it by").to_owned();
    };
    if judged.observed.is_some() {
        return all(d, r, &s.criteria, Some(criterion));
    }
    let shown = demand_in(&judged.criterion, item.phase);
    let missing = match &judged.criterion {
        Criterion::Within { .. } | Criterion::After { .. } | Criterion::Day { .. } => {
            match names(r, item).as_str() {
                "" => say!("it names no record that could be {shown}", shown),
                names => say!("{names} is no record that could be {shown}", names, shown),
            }
        }
        Criterion::Approved { by } => say!("nothing shows that {by} approved", by),
        Criterion::Budget { metric: of, .. } if untold(r, &judged.criterion, of) => {
            let (name, metric) = (name(d, r), metric(of));
            say!(
                "no Lighthouse report of {name} tells {metric}, and one of an earlier release does not show {shown} for this one",
                name,
                metric,
                shown
            )
        }
        Criterion::Budget { metric: of, label, .. } => {
            let is = |its: &Measurement| {
                its.metric.name() == of.name() && judged.criterion.is_on(&its.label, &its.target)
            };
            let subject =
                label.as_ref().map_or_else(|| metric(of), |label| format!("{label} {}", metric(of)));
            unanswered(d, r, item, &shown, (&subject, &is))
        }
        Criterion::Status { .. } => {
            let is = |its: &Measurement| its.metric.name() == Metric::LATENCY;
            unanswered(d, r, item, &shown, (say!("latency"), &is))
        }
        _ => none_shows(d, r, &shown),
    };
    let known: Vec<_> = s.criteria.iter().filter(|judged| judged.observed.is_some()).cloned().collect();
    let rest = if known.is_empty() { String::new() } else { format!("; {}", all(d, r, &known, None)) };
    format!("{missing}{rest}")
}

/// Whether the release has page loads that a budget is about, and none of them tells its metric.
fn untold(r: &ReleaseAssessment, budget: &Criterion, metric: &Metric) -> bool {
    let loads = || {
        let loads = r.lighthouse.iter().filter(|run| run.run.mode == Mode::Navigation);
        loads.filter(|run| budget.is_on(&run.label, &run.target))
    };
    let tells = |run: &LighthouseSummary| run.run.answers(metric) && run.values.contains_key(metric.name());
    metric.is_of_lighthouse() && loads().next().is_some() && !loads().any(tells)
}

/// That no file of evidence of the release shows what is demanded; the checklist itself is none.
fn none_shows(d: &Dossier, r: &ReleaseAssessment, shown: &str) -> String {
    let files = r.evidence.iter().filter_map(|used| d.evidence.get(used.evidence));
    let name = name(d, r);
    match files.filter(|version| version.facts.kind != Kind::Checklist).count() {
        0 => say!("{name} has no file of evidence that could show {shown}", name, shown),
        1 => say!("the one file of evidence of {name} does not show {shown}", name, shown),
        n => say!("none of the {n} files of evidence of {name} shows {shown}", n = integer(n), name, shown),
    }
}

/// That no measurement answers, though some of the same kind may belong to the release.
fn unanswered(
    d: &Dossier,
    r: &ReleaseAssessment,
    item: &ItemJudgement,
    shown: &str,
    (subject, is): (&str, &dyn Fn(&Measurement) -> bool),
) -> String {
    let own = r.measurements.iter().filter_map(|(at, _)| d.measured.get(*at));
    let same = match own.filter(|one| is(&one.measurement)).count() {
        0 => return none_shows(d, r, shown),
        1 => say!("the one measurement").to_owned(),
        n => say!("any of the {n} measurements", n = integer(n)),
    };
    let which = match names(r, item).as_str() {
        "" => say!("it names no file that tells").to_owned(),
        names => say!("in its time {names} does not say", names),
    };
    say!(
        "{which} {same} of {subject} of {release}, so nothing shows {shown}",
        which,
        same,
        subject,
        release = name(d, r),
        shown
    )
}

/// The evidence that the item names, in words; empty where it names none.
fn names(r: &ReleaseAssessment, item: &ItemJudgement) -> String {
    let references = written(r, item).map_or(&[][..], |(_, written)| &written.references);
    let files = references.iter().filter(|one| !matches!(one, Reference::Url(_)));
    let named = files.map(Reference::text).filter(|path| !is_procedure(path)).take(NAMED);
    list(&named.map(str::to_owned).collect::<Vec<_>>())
}

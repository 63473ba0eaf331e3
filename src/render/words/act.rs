//! What was to be done from the tag on, and what shows it.

use super::criterion::distance;
use crate::assess::assessment::{Acted, Observed, Outcome, ReleaseAssessment};
use crate::assess::launch;
use crate::model::act::{Act, Telling};
use crate::model::dossier::Dossier;
use crate::model::record::Conclusion;
use crate::render::format::{count, list};

/// What an act demands: `a production deployment after the tag, told with release tag and reason, that succeeded`.
pub(super) fn demand(act: &Act) -> String {
    match act {
        Act::TagForm { form } => format!("a tag of the form {form}"),
        Act::TagOn { branch } if branch.is_empty() => "the tagged commit on the branch".to_owned(),
        Act::TagOn { branch } => format!("the tagged commit on {branch}"),
        Act::Reviewed => "evidence recorded before the tag".to_owned(),
        Act::Launched { inputs } if inputs.is_empty() => {
            "a production deployment after the tag that succeeded".to_owned()
        }
        Act::Launched { inputs } => {
            let words = inputs.iter().map(launch::word).collect::<Vec<_>>();
            format!("a production deployment after the tag that succeeded, told with {}", list(&words))
        }
        Act::Watched { smoke: true } => {
            "the production deployment succeeded, and the last check after it did".to_owned()
        }
        Act::Watched { smoke: false } => "the production deployment succeeded".to_owned(),
        Act::Told { why, asks, channel } => {
            let what = match why {
                Telling::Announced => "an announcement after the tag",
                Telling::Informed => "an entry or a record after the tag",
                Telling::TakenBack => "a notice of the rollback",
                Telling::Written => "an entry after the tag about this release",
            };
            let place = channel.as_ref().map(|name| format!(" in {name}")).unwrap_or_default();
            let asked = asks.words().map(ToOwned::to_owned).collect::<Vec<_>>();
            let with =
                if asked.is_empty() { String::new() } else { format!(" that tells of {}", list(&asked)) };
            format!("{what}{place}{with}")
        }
        Act::WentBack => "the release before deployed again".to_owned(),
        Act::FlagsOff { only_if_blocked: true } => {
            "feature flags switched off, if the way back was blocked".to_owned()
        }
        Act::FlagsOff { only_if_blocked: false } => "feature flags switched off".to_owned(),
        Act::Postmortem => "a postmortem after the tag".to_owned(),
        Act::Consoles { browsers, least } => {
            let names = browsers.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
            match (names.is_empty(), least) {
                (false, _) => format!("consoles without errors after the tag, of {}", list(&names)),
                (true, 1) => "a console without errors after the tag".to_owned(),
                (true, least) => format!("consoles of {least} browsers without errors after the tag"),
            }
        }
        Act::Receives { subject } => {
            let words = subject.iter().cloned().collect::<Vec<_>>().join(" ");
            format!("rows from after the tag (of: {words})")
        }
        Act::Looked => "checks after the tag whose names speak of it".to_owned(),
        Act::Archived { checklist: true, run_log: true } => {
            "a copy of the checklist with the run log, kept after the tag for this release".to_owned()
        }
        Act::Archived { checklist: true, run_log: false } => {
            "a copy of the checklist, kept after the tag for this release".to_owned()
        }
        Act::Archived { .. } => "a copy kept after the tag for this release".to_owned(),
    }
}

/// What git alone tells of an act, where no evidence was asked; `None` for what evidence must show.
pub(super) fn of_git(d: &Dossier, r: &ReleaseAssessment, act: &Act, outcome: Outcome) -> Option<String> {
    let own = d.history.snapshots.get(r.snapshot)?;
    let name = &own.name;
    match (act, outcome) {
        (Act::TagForm { form }, Outcome::Holds) => Some(format!("{name} has the form {form}")),
        (Act::TagForm { form }, Outcome::Fails) => Some(format!("{name} has not the form {form}")),
        (Act::TagOn { branch }, outcome) => {
            let known = d.history.branch.as_deref().unwrap_or("HEAD");
            let branch = if branch.is_empty() { known } else { branch };
            Some(match outcome {
                Outcome::Holds => format!("the tagged commit is on {known}"),
                Outcome::Fails => format!("the tagged commit is not on {known}"),
                _ => format!(
                    "what golive reads is {known}, so it cannot tell whether the commit is on {branch}"
                ),
            })
        }
        (Act::WentBack, Outcome::Holds) => Some("git shows that it was taken back".to_owned()),
        _ => None,
    }
}

/// How an act came out by what shows it, without the place.
pub(super) fn came_out(
    d: &Dossier,
    r: &ReleaseAssessment,
    act: &Act,
    outcome: Outcome,
    observed: &Observed,
) -> String {
    let when = distance(d, r, observed.time);
    let what = noun(act);
    let Some(acted) = &observed.acted else { return format!("{what}, {when}") };
    match acted {
        Acted::Shows(title) if title.is_empty() => format!("{what}, {when}"),
        Acted::Shows(title) => format!("{what} “{title}”, {when}"),
        Acted::Lacks(lacks) => format!("{what}, {when}, does not tell {}", list(lacks)),
        Acted::OneApprover(name) => format!("{what}, {when}, has {name} for two different approvers"),
        Acted::Ended(Some(Conclusion::Failed)) => format!("{what}, {when}, failed"),
        Acted::Ended(Some(Conclusion::Pending)) => format!("{what}, {when}, has not ended"),
        Acted::Ended(Some(Conclusion::Skipped)) => format!("{what}, {when}, was skipped"),
        Acted::Ended(_) => format!("{what}, {when}, does not tell how it ended"),
        Acted::NoCheck => format!("{what}, {when}, succeeded, but no check of production ran after it"),
        Acted::CheckFailed => {
            format!("{what}, {when}, succeeded, but the last check of production after it failed")
        }
        Acted::Late(files) => {
            format!(
                "of what is told to be from before the tag, {} came after it",
                count(*files, "file of evidence", "files of evidence")
            )
        }
        Acted::Stood(files) => format!(
            "{} stood at the tag, and none came late",
            count(*files, "file of evidence", "files of evidence")
        ),
        Acted::Errors { of, count: errors, first } => {
            let of = if of.is_empty() { "a browser" } else { of };
            format!("the console of {of}, {when}, has {}: {first}", count(*errors, "error", "errors"))
        }
        Acted::Rows(rows) => format!("{}, the newest from {when}", count(*rows, "row", "rows")),
        Acted::OldRows(rows) => format!("{}, but the newest is from {when}", count(*rows, "row", "rows")),
        Acted::NoRows => "what was taken out of it holds no row".to_owned(),
        Acted::Check(name, Conclusion::Failed) => format!("the check “{name}”, {when}, failed"),
        Acted::Check(name, Conclusion::Skipped) => format!("the check “{name}”, {when}, was skipped"),
        Acted::Check(name, _) => format!("the check “{name}”, {when}, has not ended"),
        Acted::NotBlocked if outcome == Outcome::Holds => {
            "not needed: the release before was deployed again".to_owned()
        }
        Acted::NotBlocked => what.to_owned(),
    }
}

fn noun(act: &Act) -> &'static str {
    match act {
        Act::Launched { .. } | Act::Watched { .. } => "the production deployment",
        Act::Told { why: Telling::Announced, .. } => "the announcement",
        Act::Told { why: Telling::TakenBack, .. } => "the notice",
        Act::Told { why: Telling::Written, .. } => "the entry",
        Act::Told { why: Telling::Informed, .. } => "what was told",
        Act::WentBack => "the release before was deployed again",
        Act::FlagsOff { .. } => "flags were switched off",
        Act::Postmortem => "the postmortem",
        Act::Archived { .. } => "the copy",
        Act::Consoles { .. } => "no error:",
        Act::Receives { .. } => "the rows",
        Act::Looked => "checks succeeded:",
        Act::TagForm { .. } | Act::TagOn { .. } | Act::Reviewed => "the evidence",
    }
}

/// Where golive's documentation shows the shapes of what an act asks for.
pub(super) fn shape(act: &Act) -> Option<&'static str> {
    match act {
        Act::Launched { .. } | Act::Watched { .. } => Some("deploy"),
        Act::Told { .. } => Some("feedback"),
        Act::Postmortem => Some("postmortem"),
        Act::WentBack => Some("rollback"),
        Act::Consoles { .. } | Act::Looked => Some("qa"),
        Act::Receives { .. } => Some("export"),
        _ => None,
    }
}

//! What was to be done from the tag on, and what shows it.

use super::criterion::distance;
use crate::assess::result::judgement::{ActResult, Lack, Observation, Outcome};
use crate::assess::result::release::ReleaseAssessment;
use crate::model::act::{Act, Input, Telling};
use crate::model::dossier::Dossier;
use crate::model::record::Conclusion;
use crate::model::topic::Topics;
use crate::render::format::{count, list};
use crate::render::language::{fixed, say};

/// What an act demands: `a production deployment after the tag, told with release tag and reason, that succeeded`.
pub(super) fn demand(act: &Act) -> String {
    match act {
        Act::TagForm { form } => say!("a tag of the form {form}", form),
        Act::TagOn { branch } if branch.is_empty() => say!("the tagged commit on the branch").to_owned(),
        Act::TagOn { branch } => say!("the tagged commit on {branch}", branch),
        Act::Reviewed => say!("evidence recorded before the tag").to_owned(),
        Act::Launched { inputs } if inputs.is_empty() => {
            say!("a production deployment after the tag that succeeded").to_owned()
        }
        Act::Launched { inputs } => {
            let words = inputs.iter().map(input).collect::<Vec<_>>();
            say!(
                "a production deployment after the tag that succeeded, told with {words}",
                words = list(&words)
            )
        }
        Act::Watched { smoke: true } => {
            say!("the production deployment succeeded, and the last check after it did").to_owned()
        }
        Act::Watched { smoke: false } => say!("the production deployment succeeded").to_owned(),
        Act::Told { why, asks, channel } => telling(*why, *asks, channel.as_deref()),
        Act::WentBack => say!("the release before deployed again").to_owned(),
        Act::FlagsOff { only_if_blocked: true } => {
            say!("feature flags switched off, if the way back was blocked").to_owned()
        }
        Act::FlagsOff { only_if_blocked: false } => say!("feature flags switched off").to_owned(),
        Act::Postmortem => say!("a postmortem after the tag").to_owned(),
        Act::Consoles { browsers, least } => {
            let names = browsers.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
            match (names.is_empty(), least) {
                (false, _) => {
                    say!("consoles without errors after the tag, of {browsers}", browsers = list(&names))
                }
                (true, 1) => say!("a console without errors after the tag").to_owned(),
                (true, least) => say!("consoles of {least} browsers without errors after the tag", least),
            }
        }
        Act::Receives { subject } => {
            let words = subject.iter().cloned().collect::<Vec<_>>().join(" ");
            say!("rows from after the tag (of: {words})", words)
        }
        Act::Looked => say!("checks after the tag whose names speak of it").to_owned(),
        Act::Archived { checklist: true, run_log: true } => {
            say!("a copy of the checklist with the run log, kept after the tag for this release").to_owned()
        }
        Act::Archived { checklist: true, run_log: false } => {
            say!("a copy of the checklist, kept after the tag for this release").to_owned()
        }
        Act::Archived { .. } => say!("a copy kept after the tag for this release").to_owned(),
    }
}

/// What an announcement, an entry or a notice must tell, and where.
fn telling(why: Telling, asks: Topics, channel: Option<&str>) -> String {
    let what = match why {
        Telling::Announced => say!("an announcement after the tag"),
        Telling::Informed => say!("an entry or a record after the tag"),
        Telling::TakenBack => say!("a notice of the rollback"),
        Telling::Written => say!("an entry after the tag about this release"),
    };
    let place = channel.map(|name| say!(" in {name}", name)).unwrap_or_default();
    let asked = asks.topics().map(|topic| fixed(topic.word()).to_owned()).collect::<Vec<_>>();
    let with =
        if asked.is_empty() { String::new() } else { say!(" that tells of {words}", words = list(&asked)) };
    format!("{what}{place}{with}")
}

/// What a deployment's record was asked to tell.
fn input(of: &Input) -> String {
    match of {
        Input::Tag => say!("release tag").to_owned(),
        Input::Approver(who) => say!("{who} approver", who),
        Input::Approvers(1) => say!("approver").to_owned(),
        Input::Approvers(n) => say!("{n} different approvers", n),
        Input::Named(words) => words.clone(),
    }
}

/// What is not told: `a timeline`, `#occ-ops`, `release tag`, `2 more browsers`.
pub fn lack(of: &Lack) -> String {
    match of {
        Lack::Topic(topic) => fixed(topic.word()).to_owned(),
        Lack::Channel(name) | Lack::Browser(name) => name.clone(),
        Lack::Input(asked) => input(asked),
        Lack::Browsers(n) => say!("{n} more browsers", n),
    }
}

/// What git alone tells of an act, where no evidence was asked; `None` for what evidence must show.
pub(super) fn of_git(d: &Dossier, r: &ReleaseAssessment, act: &Act, outcome: Outcome) -> Option<String> {
    let own = d.history.snapshots.get(r.snapshot)?;
    let name = &own.name;
    match (act, outcome) {
        (Act::TagForm { form }, Outcome::Holds) => Some(say!("{name} has the form {form}", name, form)),
        (Act::TagForm { form }, Outcome::Fails) => Some(say!("{name} has not the form {form}", name, form)),
        (Act::TagOn { branch }, outcome) => {
            let known = d.history.branch.as_deref().unwrap_or("HEAD");
            let branch = if branch.is_empty() { known } else { branch };
            Some(match outcome {
                Outcome::Holds => say!("the tagged commit is on {known}", known),
                Outcome::Fails => say!("the tagged commit is not on {known}", known),
                _ => say!(
                    "what golive reads is {known}, so it cannot tell whether the commit is on {branch}",
                    known,
                    branch
                ),
            })
        }
        (Act::WentBack, Outcome::Holds) => Some(say!("git shows that it was taken back").to_owned()),
        _ => None,
    }
}

/// How an act came out by what shows it, without the place.
pub(super) fn came_out(
    d: &Dossier,
    r: &ReleaseAssessment,
    act: &Act,
    outcome: Outcome,
    observed: &Observation,
) -> String {
    let when = distance(d, r, observed.time);
    let what = noun(act);
    let Some(acted) = observed.act() else { return format!("{what}, {when}") };
    match acted {
        ActResult::Shows(title) if title.is_empty() => format!("{what}, {when}"),
        ActResult::Shows(title) => say!("{what} “{title}”, {when}", what, title, when),
        ActResult::Lacks(lacks) => {
            let words = list(&lacks.iter().map(lack).collect::<Vec<_>>());
            say!("{what}, {when}, does not say {words}", what, when, words)
        }
        ActResult::OneApprover(name) => {
            say!("{what}, {when}, has {name} for two different approvers", what, when, name)
        }
        ActResult::Ended(Some(Conclusion::Failed)) => say!("{what}, {when}, failed", what, when),
        ActResult::Ended(Some(Conclusion::Pending)) => say!("{what}, {when}, has not ended", what, when),
        ActResult::Ended(Some(Conclusion::Skipped)) => say!("{what}, {when}, was skipped", what, when),
        ActResult::Ended(_) => say!("{what}, {when}, does not say how it ended", what, when),
        ActResult::NoCheck => {
            say!("{what}, {when}, succeeded, but no check of production ran after it", what, when)
        }
        ActResult::CheckFailed => {
            say!("{what}, {when}, succeeded, but the last check of production after it failed", what, when)
        }
        ActResult::Late(files) => {
            let files = count(*files, "file of evidence", "files of evidence");
            say!("of what is told to be from before the tag, {files} came after it", files)
        }
        ActResult::Stood(files) => {
            let files = count(*files, "file of evidence", "files of evidence");
            say!("{files} stood at the tag, and none came late", files)
        }
        ActResult::Errors { of, count: errors, first } => {
            let of = if of.is_empty() { say!("a browser") } else { of };
            let errors = count(*errors, "error", "errors");
            say!("the console of {browser}, {when}, has {errors}: {first}", browser = of, when, errors, first)
        }
        ActResult::Rows(n) => say!("{rows}, the newest from {when}", rows = rows(*n), when),
        ActResult::OldRows(n) => say!("{rows}, but the newest is from {when}", rows = rows(*n), when),
        ActResult::NoRows => say!("what was taken out of it holds no row").to_owned(),
        ActResult::Check(name, Conclusion::Failed) => say!("the check “{name}”, {when}, failed", name, when),
        ActResult::Check(name, Conclusion::Skipped) => {
            say!("the check “{name}”, {when}, was skipped", name, when)
        }
        ActResult::Check(name, _) => say!("the check “{name}”, {when}, has not ended", name, when),
        ActResult::NotBlocked if outcome == Outcome::Holds => {
            say!("not needed: the release before was deployed again").to_owned()
        }
        ActResult::NotBlocked => what.to_owned(),
    }
}

fn rows(n: usize) -> String {
    count(n, "row", "rows")
}

fn noun(act: &Act) -> &'static str {
    match act {
        Act::Launched { .. } | Act::Watched { .. } => say!("the production deployment"),
        Act::Told { why: Telling::Announced, .. } => say!("the announcement"),
        Act::Told { why: Telling::TakenBack, .. } => say!("the notice"),
        Act::Told { why: Telling::Written, .. } => say!("the entry"),
        Act::Told { why: Telling::Informed, .. } => say!("what was told"),
        Act::WentBack => say!("the release before was deployed again"),
        Act::FlagsOff { .. } => say!("flags were switched off"),
        Act::Postmortem => say!("the postmortem"),
        Act::Archived { .. } => say!("the copy"),
        Act::Consoles { .. } => say!("no error:"),
        Act::Receives { .. } => say!("the rows"),
        Act::Looked => say!("checks succeeded:"),
        Act::TagForm { .. } | Act::TagOn { .. } | Act::Reviewed => say!("the evidence"),
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

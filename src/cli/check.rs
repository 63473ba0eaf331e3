//! `golive check`: the gate. Is a revision ready to go live?

use super::{
    args::{self, Format, Require},
    bars::Bars,
    exit::{Exit, Failure},
    job, report, show,
    terminal::Terminal,
};
use crate::assess::assessment::{Blocker, ReleaseAssessment};
use crate::model::time::rfc3339;
use crate::progress::Progress;
use crate::render::words;
use crate::{Examined, Job};
use serde_json::{Value, json};

/// Runs the command.
pub(super) fn run(args: &args::Check, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let job = job::of(&args.input, shared)?;
    let bars = Bars::new(terminal.shows_progress());
    let examined = examine(&job, args.rev.as_deref(), &bars);
    bars.end();
    let examined = examined?;
    let candidate = examined.assessment.releases.get(examined.dossier.history.candidate());
    let release = match &args.rev {
        Some(rev) => show::named(&examined, rev).or(candidate),
        None => candidate,
    };
    let Some(release) = release else {
        return Err(Failure::Usage("there is nothing to judge".to_string()));
    };
    let go = decide(release, args.require);
    let text = match args.format {
        Format::Text => as_text(&examined, release, args.require, go),
        Format::Json => format!("{:#}\n", as_json(&examined, release, args.require, go)),
    };
    terminal.result(&text)?;
    Ok(match job::whole(&examined, shared, terminal) {
        Exit::Done if go => Exit::Done,
        Exit::Done => Exit::NoGo,
        incomplete => incomplete,
    })
}

/// A release tag is judged as the release that it is, and any other revision as the candidate of today. A word that looks like a
/// release is looked for among the releases first, so that the history is walked once for the usual question.
fn examine(job: &Job, rev: Option<&str>, progress: &dyn Progress) -> Result<Examined, crate::Error> {
    let Some(rev) = rev else { return crate::examine(job, progress) };
    let tag = rev.strip_prefix("refs/tags/").unwrap_or(rev);
    if job.config.sources.pattern.matches(tag) {
        let examined = crate::examine(job, progress)?;
        if show::named(&examined, rev).is_some() {
            return Ok(examined);
        }
    }
    crate::examine(&Job { head: Some(rev.to_string()), ..job.clone() }, progress)
}

/// Whether the demand holds, on what could be known at the tag.
fn decide(release: &ReleaseAssessment, require: Require) -> bool {
    match require {
        Require::Go => release.is_go(),
        // Of nothing, nothing is proven.
        Require::Proven(share) => {
            let tally = &release.at_tag;
            tally.items > 0 && tally.proven as f64 * 100.0 >= share * tally.items as f64
        }
    }
}

fn as_text(examined: &Examined, release: &ReleaseAssessment, require: Require, go: bool) -> String {
    let mut out = report::headline(examined, release);
    if let Require::Proven(share) = require {
        let tally = &release.at_tag;
        let word = words::readiness(go);
        out.push_str(&format!("{word}: {} of {} proven, {share} % required\n", tally.proven, tally.items));
    }
    out.push_str(&report::blockers(examined, release));
    out
}

fn as_json(examined: &Examined, release: &ReleaseAssessment, require: Require, go: bool) -> Value {
    let dossier = &examined.dossier;
    let snapshot = dossier.history.snapshots.get(release.snapshot);
    let blockers = report::sorted(release);
    let reasons: Vec<String> =
        blockers.iter().map(|blocker| words::blocker(dossier, release, blocker)).collect();
    let tally = |tally: &crate::assess::assessment::Tally| json!({"items": tally.items, "claimed": tally.claimed, "proven": tally.proven});
    json!({
        "schema": "golive.check/1",
        "release": report::name(examined, release),
        "commit": snapshot.map(|snapshot| snapshot.commit.to_string()),
        "time": snapshot.map(|snapshot| rfc3339(snapshot.time)),
        "require": require.text(),
        "decision": words::readiness(go),
        "readiness": {"verdict": words::readiness(release.is_go()), "reasons": reasons},
        "at_tag": tally(&release.at_tag),
        "today": tally(&release.today),
        "blockers": blockers.iter().map(|blocker| blocker_json(examined, release, blocker)).collect::<Vec<_>>(),
    })
}

fn blocker_json(examined: &Examined, release: &ReleaseAssessment, blocker: &Blocker) -> Value {
    let path = release.spoken_by.as_ref().map(|spoken| spoken.path.to_string());
    let reason = words::blocker(&examined.dossier, release, blocker);
    match blocker {
        Blocker::NoChecklist => json!({"kind": "no-checklist", "reason": reason}),
        Blocker::Trigger(at) => {
            let line = release.triggers.get(*at).map(|trigger| trigger.line);
            json!({"kind": "trigger", "reason": reason, "path": path, "line": line})
        }
        Blocker::Unproven(at) => {
            let item = release.items.get(*at);
            json!({
                "kind": "item",
                "item": item.map(|item| item.id.as_str()),
                "verdict": item.map(|item| item.at_tag.verdict.word()),
                "reason": item.map(|item| words::reason(&examined.dossier, release, item, &item.at_tag)),
                "path": path,
                "line": item.map(|item| report::source(release, item).1),
            })
        }
    }
}

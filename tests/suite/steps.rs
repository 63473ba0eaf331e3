//! Claims about steps: what is read from their words, and what shows that they were done.

use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::assess::reading::acts::acts;
use golive::assess::verdict::acts::has_form;
use golive::model::checklist::{Phase, Reference};
use golive::model::criterion::Criterion;
use golive::read::checklist::mention::references;
use golive::render::words;

const LIST: &str = "docs/deployment/production_go_live_checklist.md";

fn read(text: &str, phase: Phase) -> String {
    let references: Vec<Reference> = references(text, "docs");
    let acts =
        acts(text, phase, &references, golive::lexicon::Lexicon::built_in()).into_iter().map(Criterion::Act);
    acts.map(|act| words::demand(&act)).collect::<Vec<_>>().join("; ")
}

const LAUNCH: &str = "Trigger production deployment workflow (`.github/workflows/deploy-production.yml`) with release tag, checklist link, reason, manager approver, and reliability approver.";

#[test]
fn what_a_step_asks_for_is_read_from_its_words() {
    for (text, demand) in [
        (
            "Tag release `vYYYY.MM.DDx` on `main` after evidence review.",
            "a tag of the form vYYYY.MM.DDx; the tagged commit on main; evidence recorded before the tag",
        ),
        ("Create tag `vX.Y.Z` on master", "a tag of the form vX.Y.Z; the tagged commit on master"),
        (
            "Read the evidence together, then tag `vYYYY.MM.DDx` on the branch head.",
            "a tag of the form vYYYY.MM.DDx; the tagged commit on the branch; evidence recorded before the tag",
        ),
        (
            LAUNCH,
            "a production deployment after the tag that succeeded, told with release tag, checklist link, reason, manager approver and reliability approver",
        ),
        (
            "Start `.github/workflows/deploy-production.yml` with the tag, the reason and both approvers.",
            "a production deployment after the tag that succeeded, told with release tag, reason and 2 different approvers",
        ),
        ("Run the deploy pipeline", "a production deployment after the tag that succeeded"),
        (
            "Announce start of release in #occ-ops with ETA and link to workflow run.",
            "an announcement after the tag in #occ-ops that tells of links and the ETA",
        ),
        (
            "Say in #harbor-releases that the release has begun, and when to expect its end.",
            "an announcement after the tag in #harbor-releases that tells of the ETA",
        ),
        (
            "Monitor deployment job (runs `scripts/deploy/production-deploy.sh` + synthetic smoke); if failure occurs, halt release and escalate to manager.",
            "the production deployment succeeded, and the last check after it did",
        ),
        ("Watch the rollout", "the production deployment succeeded"),
        // Nothing that golive can compute.
        ("Have a coffee.", ""),
        ("Pair with the release captain on call.", ""),
        ("Tag owner on standby.", ""),
        ("Customers can notify support at any time.", ""),
        ("Deploy keys are rotated by the workflow afterwards.", ""),
    ] {
        assert_eq!(read(text, Phase::Execution), demand, "{text}");
    }
}

#[test]
fn what_a_rollback_step_asks_for_is_read_from_its_words() {
    for (text, demand) in [
        (
            "Revert to previous tag (`git checkout <last-good-tag>`) and redeploy with production workflow.",
            "the release before deployed again",
        ),
        ("Deploy the previous tag with the production workflow.", "the release before deployed again"),
        ("Roll back to the last good version", "the release before deployed again"),
        (
            "If deploy workflow blocked, disable new feature flags (`FEATURE_*`) and restart app server.",
            "feature flags switched off, if the way back was blocked",
        ),
        ("Turn off the feature flags", "feature flags switched off"),
        (
            "Notify stakeholders in #occ-ops with rollback reason, timestamp, and next steps.",
            "a notice of the rollback in #occ-ops that tells of the reason, next steps, the time and stakeholders",
        ),
        (
            "Capture incident timeline in `feedback/deployment.md` and open postmortem ticket with reliability.",
            "an entry after the tag about this release that tells of a timeline; a postmortem after the tag",
        ),
        ("Breathe.", ""),
        ("The previous tag is listed in the release notes.", ""),
    ] {
        assert_eq!(read(text, Phase::Rollback), demand, "{text}");
    }
}

#[test]
fn what_an_item_asks_to_be_told_or_kept_is_read_after_the_tag_alone() {
    for (text, demand) in [
        (
            "Update `feedback/deployment.md` with release summary, evidence links, metrics, and approvals.",
            "an entry after the tag about this release that tells of links, metrics and approvals",
        ),
        (
            "Release summary with links and approvals in `feedback/deployment/**/*.md`.",
            "an entry after the tag about this release that tells of links and approvals",
        ),
        (
            "Inform product/support/marketing of completion and open questions.",
            "an entry or a record after the tag that tells of open questions, completion, product, support and marketing",
        ),
        (
            "Sales and support informed that it is live",
            "an entry or a record after the tag that tells of completion, support and sales",
        ),
        (
            "Archive checklist snapshot with run log in `artifacts/deploy/production/<date>.md` (folder to create).",
            "a copy of the checklist with the run log, kept after the tag for this release",
        ),
        (
            "Run log of the release archived (`artifacts/records/**/run-log-*.md`).",
            "a copy kept after the tag for this release",
        ),
        ("Support dashboards load", ""),
        ("Users are informed of their order number", ""),
        ("Order archive page opens", ""),
    ] {
        assert_eq!(read(text, Phase::After), demand, "{text}");
        assert_eq!(read(text, Phase::Before), "", "{text}");
    }
}

#[test]
fn the_form_of_a_tag_is_read_letter_by_letter() {
    for (form, name, fits) in [
        ("vYYYY.MM.DDx", "v2026.02.10a", true),
        ("vYYYY.MM.DDx", "v2026.02.10", true),
        ("vYYYY.MM.DDx", "v2026.2.10a", false),
        ("vYYYY.MM.DDx", "2026.02.10a", false),
        ("vYYYY.MM.DD", "v2026.02.10a", false),
        ("vX.Y.Z", "v1.20.3", true),
        ("X.Y.Z", "v1.20.3", false),
        ("vX.X.X", "v1.20.3", true),
        ("vx.y.z", "v1.20.3", true),
        ("vMAJOR.MINOR.PATCH", "v1.20.3", true),
        ("v<major>.<minor>.<patch>", "v1.20.3", true),
        ("release-NN", "release-7", true),
        ("release-NN", "v7", false),
        ("v(YYYY", "v(2026", true),
    ] {
        assert_eq!(has_form(name, form), fits, "{form} {name}");
    }
}

/// A release on 2026-02-10 at 10:00 with evidence before it, and what was committed a day after it.
fn released(steps: &str, rollback: &str, after: &[(&str, &str)]) -> Judged {
    let repo = Repo::new();
    let list = format!(
        "# Production Go-Live Checklist\n\n## Before\n\n- [ ] Something\n\n## 5. Release Execution Steps\n\n1. {steps}\n\n## 7. Rollback Triggers & Procedure\n\n**Rollback Steps:**\n\n1. {rollback}\n"
    );
    repo.commit("2026-01-10T09:00:00Z", "list", &[(LIST, Some(&list))]);
    repo.tag("v2026.01.10a", "2026-01-10T10:00:00Z");
    let backup = r#"{"kind":"backup","completed_at":"2026-02-09T09:00:00Z","status":"success"}"#;
    repo.commit("2026-02-09T12:00:00Z", "evidence", &[("artifacts/backup.json", Some(backup))]);
    repo.tag("v2026.02.10a", "2026-02-10T10:00:00Z");
    let after = after.iter().map(|(path, text)| (*path, Some(*text))).collect::<Vec<_>>();
    repo.commit("2026-02-10T20:00:00Z", "after", &after);
    judged(&repo)
}

fn told(judged: &Judged, at: usize) -> (String, String) {
    let release = judged.release("v2026.02.10a");
    let step = &release.steps[at];
    (step.call.word().to_owned(), words::step_reason(&judged.dossier, release, step))
}

fn expect(step: &str, after: &[(&str, &str)], call: &str, says: &str) {
    let (word, reason) = told(&released(step, "Breathe.", after), 0);
    assert!(word == call && reason.contains(says), "{step} {after:?}: {word}: {reason}");
}

#[test]
fn a_tag_is_judged_by_its_form_its_branch_and_what_stood_before_it() {
    let step = "Tag release `vYYYY.MM.DDx` on `main` after evidence review.";
    expect(
        step,
        &[],
        "verified",
        "v2026.02.10a has the form vYYYY.MM.DDx; the tagged commit is on main; 1 file of evidence stood at the tag",
    );
    expect("Tag `vX.X.Xx` on `main`.", &[], "failed", "has not the form vX.X.Xx");
    expect("Tag `release-NN` on `main`.", &[], "failed", "v2026.02.10a has not the form release-NN");
    expect("Tag `vYYYY.MM.DDx` on `develop`.", &[], "open", "what golive reads is main");
    let late = r#"{"kind":"export","completed_at":"2026-02-10T08:00:00Z","status":"success"}"#;
    expect(
        step,
        &[("artifacts/export.json", late)],
        "failed",
        "of what is told to be from before the tag, 1 file of evidence came after it",
    );
    expect("Have a coffee.", &[], "not-computed", "not computed");
}

const INPUTS: &str = r#""release_tag":"v2026.02.10a","checklist_link":"https://example.invalid/list","reason":"weekly release","manager_approver":"Ada""#;

#[test]
fn a_launch_needs_every_input_and_different_approvers() {
    let path = "artifacts/deploy/production-run.json";
    let run = |inputs: &str, conclusion: &str| {
        format!(
            r#"{{"workflowName":"Deploy production","status":"completed","conclusion":"{conclusion}","updatedAt":"2026-02-10T10:30:00Z","inputs":{{{inputs}}}}}"#
        )
    };
    let whole = format!(r#"{INPUTS},"reliability_approver":"Bo""#);
    for (inputs, conclusion, call, says) in [
        (
            whole.as_str(),
            "success",
            "verified",
            "the production deployment “Deploy production”, 30 min after the tag",
        ),
        (&whole, "failure", "failed", "failed"),
        (&whole, "", "open", "does not say how it ended"),
        (INPUTS, "success", "open", "does not say reliability approver"),
        (
            &format!(r#"{INPUTS},"reliability_approver":"""#),
            "success",
            "open",
            "does not say reliability approver",
        ),
        (
            &format!(r#"{INPUTS},"reliability_approver":"TBD""#),
            "success",
            "open",
            "does not say reliability approver",
        ),
        (
            &format!(r#"{INPUTS},"reliability_approver":"@ada""#),
            "success",
            "failed",
            "has @ada for two different approvers",
        ),
        (&whole.replace("02.10a", "01.10a"), "success", "open", "nothing shows a production deployment"),
    ] {
        expect(LAUNCH, &[(path, &run(inputs, conclusion))], call, says);
    }
    expect(LAUNCH, &[], "open", "nothing shows a production deployment");
    // A time within which it is to be done is held against the tag.
    let deployed = [(path, &*run(&whole, "success"))];
    expect("Deploy to production within one hour.", &deployed, "verified", "");
    expect("Deploy to production within 10 minutes.", &deployed, "stale", "");
    let yaml = "kind: deployment\nenvironment: production\ncompleted_at: 2026-02-10T10:30:00Z\nstatus: success\ntag: v2026.02.10a\nchecklist: docs/list.md\nreason: weekly\nmanager approver: Ada\nreliability approver: Bo\n";
    expect(LAUNCH, &[("artifacts/deploy/run.yml", yaml)], "verified", "the production deployment");
    let markdown = "# Production deployment\n\n- Date: 2026-02-10 10:30 UTC\n- Result: success\n- Release tag: v2026.02.10a\n- Checklist: https://example.invalid/list\n- Reason: weekly\n- Manager approver: Ada\n- Reliability approver: Bo\n";
    expect(LAUNCH, &[("artifacts/deploy/run.md", markdown)], "verified", "“Production deployment”");
    expect(
        LAUNCH,
        &[("artifacts/deploy/run.md", &markdown.replace("- Reason: weekly\n", ""))],
        "open",
        "does not say reason",
    );
    // What GitHub hands to a workflow, beside the run that it started.
    let event = format!(
        r#"{{"ref":"refs/heads/main","workflow":".github/workflows/deploy-production.yml","inputs":{{{whole}}}}}"#
    );
    let files = [("artifacts/deploy/event.json", event.as_str()), (path, &run("", "success"))];
    expect(LAUNCH, &files, "verified", "the production deployment");
}

#[test]
fn an_announcement_names_its_channel_and_all_that_is_asked() {
    let step = "Announce start of release in #occ-ops with ETA and link to workflow run.";
    let json = r##"{"kind":"announcement","channel":"#occ-ops","postedAt":"2026-02-10T10:05:00Z","text":"Release started","eta":"10:45 UTC","workflowRun":"https://ci.example.invalid/runs/7"}"##;
    let path = "artifacts/announce/start.json";
    expect(step, &[(path, json)], "verified", "the announcement");
    expect(step, &[(path, &json.replace("#occ-ops", "#general"))], "open", "does not say #occ-ops");
    expect(step, &[(path, &json.replace("10:45 UTC", ""))], "open", "does not say the ETA");
    expect(
        step,
        &[(path, &json.replace("https://ci.example.invalid/runs/7", "TBD"))],
        "open",
        "does not say links",
    );
    let entry = "# Deployment\n\n## 2026-02-10T10:05:00Z Release v2026.02.10a started\n\nPosted in #occ-ops: ETA 10:45, run https://ci.example.invalid/runs/7\n";
    expect(step, &[("feedback/deployment.md", entry)], "verified", "the announcement");
    expect(
        step,
        &[("feedback/deployment.md", &entry.replace("2026.02.10a", "2026.01.10a"))],
        "open",
        "nothing shows an announcement",
    );
    expect(
        step,
        &[("feedback/deployment.md", &entry.replace("10T10", "10T09"))],
        "open",
        "nothing shows an announcement",
    );
    let yaml = "kind: announcement\nchannel: \"#occ-ops\"\ndate: 2026-02-10T10:05:00Z\nmessage: start of release\neta: 45 minutes\nrun: https://ci.example.invalid/runs/7\n";
    expect(step, &[("artifacts/announce/start.yml", yaml)], "verified", "the announcement");
    expect(step, &[], "open", "nothing shows an announcement");
}

#[test]
fn a_deployment_was_watched_where_it_ended_well_and_checks_ran_after_it() {
    let step = "Monitor deployment job (runs `scripts/deploy/production-deploy.sh` + synthetic smoke); if failure occurs, halt release.";
    let deploy = r#"{"kind":"deploy","environment":"production","finishedAt":"2026-02-10T10:30:00Z","status":"success"}"#;
    let check = |at: &str, status: u16, ms: u32| {
        format!(
            r#"{{"url":"https://shop.example.invalid/app","timestamp":"{at}","status":{status},"durationMs":{ms},"budgetMs":800,"ok":true}}"#
        )
    };
    let files = |check: &str| {
        vec![
            ("artifacts/deploy/production.json", deploy.to_owned()),
            ("artifacts/smoke/production-1.json", check.to_owned()),
        ]
    };
    for (check, call, says) in [
        (check("2026-02-10T10:40:00Z", 200, 300), "verified", "the production deployment"),
        (check("2026-02-10T10:40:00Z", 500, 300), "failed", "the last check of production after it failed"),
        (check("2026-02-10T10:40:00Z", 200, 900), "failed", "the last check of production after it failed"),
        (check("2026-02-10T10:20:00Z", 200, 300), "open", "no check of production ran after it"),
    ] {
        let files = files(&check);
        let files = files.iter().map(|(path, text)| (*path, text.as_str())).collect::<Vec<_>>();
        expect(step, &files, call, says);
    }
}

const BACK: &str = r#"{"kind":"rollback","date":"2026-02-10T11:00:00Z","status":"success","release":"v2026.02.10a","to":"v2026.01.10a","by":"Ada"}"#;

fn expect_back(step: &str, after: &[(&str, &str)], call: &str, says: &str) {
    let files = [&[("artifacts/rollback.json", BACK)], after].concat();
    let (word, reason) = told(&released("Have a coffee.", step, &files), 1);
    assert!(word == call && reason.contains(says), "{step} {after:?}: {word}: {reason}");
}

#[test]
fn rollback_steps_are_judged_only_where_the_release_was_taken_back() {
    let back =
        "Revert to previous tag (`git checkout <last-good-tag>`) and redeploy with production workflow.";
    let (call, reason) = told(&released("Have a coffee.", back, &[]), 1);
    assert_eq!(call, "not-needed");
    assert!(reason.contains("not needed"));
    expect_back(back, &[], "verified", "the release before was deployed again, 1 h after the tag");
    let flags = "If deploy workflow blocked, disable new feature flags (`FEATURE_*`) and restart app server.";
    expect_back(flags, &[], "verified", "not needed: the release before was deployed again");
    expect_back("Disable the feature flags.", &[], "open", "nothing shows feature flags switched off");
    let off = "# Flags\n\n## 2026-02-10T11:05:00Z Flags disabled\n\nFEATURE_X disabled after the rollback.\n";
    expect_back(
        "Disable the feature flags.",
        &[("feedback/reliability.md", off)],
        "verified",
        "flags were switched off",
    );
    let notify = "Notify stakeholders in #occ-ops with rollback reason, timestamp, and next steps.";
    let entry = "# Deployment\n\n## 2026-02-10 11:10 UTC Rollback of v2026.02.10a\n\nPosted in #occ-ops to all stakeholders at 11:10.\nReason: over budget twice\nNext steps: fix the query\n";
    expect_back(notify, &[("feedback/deployment.md", entry)], "verified", "the notice");
    expect_back(
        notify,
        &[("feedback/deployment.md", &entry.replace("Next steps: fix the query\n", ""))],
        "open",
        "does not say next steps",
    );
    let timeline =
        "Capture incident timeline in `feedback/deployment.md` and open postmortem ticket with reliability.";
    let entry = "# Deployment\n\n## 2026-02-10T12:00:00Z Timeline of the incident\n\n- 10:40 slow\n- 10:50 declared\n- 11:00 taken back\n\nPostmortem: OPS-12\n";
    expect_back(timeline, &[("feedback/deployment.md", entry)], "verified", "the postmortem");
    expect_back(
        timeline,
        &[("feedback/deployment.md", &entry.replace("Postmortem: OPS-12", "Postmortem: pending"))],
        "open",
        "nothing shows a postmortem",
    );
    let opened = "---\nseverity: SEV-2\nstarted_at: 2026-02-10T10:40:00Z\n---\n\n# Postmortem\n";
    let files = [
        ("feedback/deployment.md", "# D\n\n## 2026-02-10T12:00:00Z Timeline\n\nas it went\n"),
        ("docs/postmortems/2026-02-10.md", opened),
    ];
    expect_back(timeline, &files, "open", "nothing shows a postmortem"); // not under the paths of evidence
    let files = [files[0], ("artifacts/postmortems/2026-02-10.md", opened)];
    expect_back(timeline, &files, "verified", "the postmortem");
}

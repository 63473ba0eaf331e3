//! Claims about releases judged again by today's checklist.

use crate::pipeline::{judged, judged_by};
use crate::repo::Repo;
use golive::Job;
use golive::assess::result::judgement::ItemJudgement;
use golive::assess::result::release::ReleaseAssessment;
use golive::config::Config;
use golive::progress::Silent;

const LIST: &str = "docs/go-live-checklist.md";
const TAG: &str = "v2026.01.10a";

/// The checklist in force at the tag ticks the footer; today's demands its plan and knows nothing of the header.
fn repo() -> Repo {
    let repo = Repo::new();
    let then = "# Go-live\n\n- [x] Footer links the terms (`docs/f.md`)\n- [ ] Header is there\n";
    let today = "# Go-live\n\n- [ ] Footer links the terms and more (`docs/f.md`)\n- [x] Plan is written (`docs/plan.md`)\n";
    repo.commit("2026-01-09T10:00:00Z", "then", &[(LIST, Some(then)), ("docs/f.md", Some("x"))]);
    repo.tag(TAG, "2026-01-10T10:00:00Z");
    repo.commit("2026-02-09T10:00:00Z", "today", &[(LIST, Some(today)), ("docs/plan.md", Some("x"))]);
    repo
}

fn asked() -> Config {
    let mut config = Config::default();
    config.policy.rejudge = true;
    config
}

fn told(release: &ReleaseAssessment) -> Vec<String> {
    let sections = &release.in_force.as_ref().unwrap().checklist.sections;
    let one = |item: &ItemJudgement| {
        let text = &sections[item.section].items[item.index].text;
        format!("{text}: {}/{}", item.today.verdict.word(), item.at_tag.verdict.word())
    };
    release.items.iter().map(one).collect()
}

#[test]
fn a_release_keeps_its_verdicts_and_is_judged_again_only_where_that_is_asked_for() {
    assert!(judged(&repo()).assessment.rejudged.is_empty());
    let judged = judged_by(&repo(), &asked());
    let own = judged.release(TAG);
    assert_eq!(own.tallies.due.items, 2);
    assert_eq!(
        told(own),
        ["Footer links the terms (`docs/f.md`): attested/attested", "Header is there: open/open"]
    );
    let again = &judged.assessment.rejudged[&0];
    assert_eq!(
        told(again),
        [
            "Footer links the terms and more (`docs/f.md`): attested/attested",
            "Plan is written (`docs/plan.md`): open/open"
        ],
        "the box of the same item then; an empty one for what no checklist held"
    );
    assert_eq!((again.tallies.due.claimed, again.tallies.due.proven, again.is_go()), (1, 1, false));
    assert!(
        !judged.assessment.rejudged.contains_key(&1),
        "today's checklist speaks for the candidate anyway"
    );
}

#[test]
fn a_release_without_a_checklist_of_its_own_is_judged_with_empty_boxes_and_today_without_one_says_nothing() {
    let repo = Repo::new();
    repo.commit("2026-01-09T10:00:00Z", "then", &[("docs/f.md", Some("x"))]);
    repo.tag(TAG, "2026-01-10T10:00:00Z");
    assert!(judged_by(&repo, &asked()).assessment.rejudged.is_empty());
    repo.commit(
        "2026-02-09T10:00:00Z",
        "today",
        &[(LIST, Some("# Go-live\n\n- [x] Footer (`docs/f.md`)\n"))],
    );
    let judged = judged_by(&repo, &asked());
    assert_eq!(told(&judged.assessment.rejudged[&0]), ["Footer (`docs/f.md`): open/open"]);
}

#[test]
fn the_site_tells_it_beside_the_verdicts_of_the_time() {
    let repo = repo();
    let site = |config: Config| {
        let out = tempfile::tempdir().unwrap();
        let now = "2026-12-01T00:00:00Z".parse().unwrap();
        let job = Job { repo: repo.path().to_path_buf(), config, now, head: None };
        golive::build(&job, out.path(), &golive::publish::Options::default(), &Silent).unwrap();
        let read =
            |name: &str| std::fs::read_to_string(out.path().join(format!("releases/{TAG}/{name}"))).unwrap();
        let json: serde_json::Value = serde_json::from_str(&read("release.json")).unwrap();
        (json, read("index.html"))
    };
    let (json, page) = site(asked());
    let again = &json["by_todays_checklist"];
    assert_eq!(
        (&again["completion"]["at_tag"]["claimed"], &again["readiness"]["verdict"]),
        (&1.into(), &"no-go".into())
    );
    assert_eq!(again["items"][1]["text"], "Plan is written (`docs/plan.md`)");
    assert_eq!(json["completion"]["items"], 2);
    assert!(page.contains("By today's checklist"));
    let (json, page) = site(Config::default());
    assert!(json.get("by_todays_checklist").is_none() && !page.contains("By today's checklist"));
}

//! A document that names when it expires: everything that speaks of it asks one question, at the moment of the release.

use crate::repo::Repo;
use golive::config::Config;
use golive::progress::Silent;
use golive::publish::Options;
use golive::{Job, build};
use serde_json::Value;

/// What the parts of a site say of two documents, the checklist and the one that its item names, which expire at the same moment:
/// `release.json`, the criterion of the item, the findings, the problem of the checklist, and the badge on the page.
#[derive(Debug, PartialEq)]
struct Said {
    documents: Vec<bool>,
    criterion: bool,
    findings: usize,
    problem: bool,
    badges: usize,
}

impl Said {
    fn expired(expired: bool) -> Self {
        let documents = usize::from(expired) * 2;
        Self {
            documents: vec![expired; 2],
            criterion: expired,
            findings: documents,
            problem: expired,
            badges: documents,
        }
    }
}

fn site(expires: &str, tagged: &str) -> (Value, String) {
    let front = format!("---\nowner: ops\nexpires: {expires}\n---\n");
    let list = format!("{front}# Release checklist\n\n## Before\n\n- [x] Plan reviewed (`docs/plan.md`)\n");
    let plan = format!("{front}# Plan\n");
    let repo = Repo::new();
    repo.commit(
        "2026-01-01T11:00:00Z",
        "prepare",
        &[("RELEASE_CHECKLIST.md", Some(&list)), ("docs/plan.md", Some(&plan))],
    );
    repo.tag("v1.0.0", tagged);
    let job = Job {
        repo: repo.path().to_owned(),
        config: Config::default(),
        now: "2027-01-01T00:00:00Z".parse().unwrap(),
        head: None,
    };
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("site");
    build(&job, &site, &Options::default(), &Silent).unwrap();
    let read = |name: &str| std::fs::read_to_string(site.join("releases/v1.0.0").join(name)).unwrap();
    (serde_json::from_str(&read("release.json")).unwrap(), read("index.html"))
}

fn said(expires: &str, tagged: &str) -> Said {
    let (release, page) = site(expires, tagged);
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let item = &release["items"][0];
    let criterion = list(&item["criteria"]).into_iter().find(|one| one["kind"] == "document").unwrap();
    // What the item came to follows its criterion.
    assert_eq!(item["verdict"] == "failed", criterion["holds"] == false, "{item}");
    Said {
        documents: list(&release["documents"]).iter().map(|one| one["expired"] == true).collect(),
        criterion: criterion["holds"] == false,
        findings: list(&release["findings"]).iter().filter(|one| one["kind"] == "document-expired").count(),
        problem: list(&release["diagnostics"]).iter().any(|one| one["code"] == "checklist-expired"),
        badges: page.matches("It was no longer good at the release").count(),
    }
}

#[test]
fn everything_that_speaks_of_an_expiry_agrees_at_its_edges() {
    for (expires, tagged, expired) in [
        // A day is good through its end.
        ("2026-02-10", "2026-02-10T00:00:00Z", false),
        ("2026-02-10", "2026-02-10T23:59:59Z", false),
        ("2026-02-10", "2026-02-11T00:00:00Z", true),
        // A moment is no longer good once it has come.
        ("2026-02-10T12:00:00Z", "2026-02-10T11:59:59Z", false),
        ("2026-02-10T12:00:00Z", "2026-02-10T12:00:00Z", true),
        ("2026-02-10T12:00:00Z", "2026-02-10T12:00:01Z", true),
        // In the zone that it names.
        ("2026-02-10T12:00:00+02:00", "2026-02-10T09:59:59Z", false),
        ("2026-02-10T12:00:00+02:00", "2026-02-10T10:00:00Z", true),
        ("2026-02-10T12:00:00+02:00", "2026-02-10T20:00:00Z", true),
        // What expired after the tag and before today was good at the release.
        ("2026-06-01", "2026-02-10T12:00:00Z", false),
    ] {
        assert_eq!(said(expires, tagged), Said::expired(expired), "{expires}, tagged {tagged}");
    }
}

#[test]
fn an_expiry_is_told_as_exactly_as_the_document_names_it() {
    let (release, page) = site("2026-02-10T12:00:00+02:00", "2026-02-10T20:00:00Z");
    for (what, text) in [
        ("the reason", &release["items"][0]["reason"]),
        ("the finding", &release["findings"][0]["text"]),
        ("the problem", &release["diagnostics"][0]["message"]),
    ] {
        assert!(text.as_str().unwrap().contains("2026-02-10T10:00:00Z"), "{what}: {text}");
    }
    assert!(page.contains(">2026-02-10T10:00:00Z <"), "the page");
    let (release, _) = site("2026-02-10", "2026-02-10T20:00:00Z");
    let criterion = &release["items"][0]["criteria"][0];
    assert_eq!((&criterion["op"], &criterion["value"]), (&">".into(), &"2026-02-11T00:00:00Z".into()));
    assert_eq!(criterion["observed"], "2026-02-10T20:00:00Z");
}

#[test]
fn an_expiry_that_cannot_be_read_is_said() {
    let (release, _) = site("next spring", "2026-02-10T20:00:00Z");
    let told = release["diagnostics"].as_array().unwrap();
    let told = told.iter().filter(|one| one["message"].as_str().unwrap().contains("`expires: next spring`"));
    let told = told.map(|one| (one["path"].as_str().unwrap(), one["line"].as_u64().unwrap()));
    assert_eq!(told.collect::<Vec<_>>(), [("RELEASE_CHECKLIST.md", 3), ("docs/plan.md", 3)]);
    for never in ["never", "N/A", "-", "unbefristet"] {
        let (release, _) = site(never, "2026-02-10T20:00:00Z");
        let codes =
            release["diagnostics"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap());
        assert!(codes.clone().all(|code| code != "expiry-unread"), "{never}");
    }
}

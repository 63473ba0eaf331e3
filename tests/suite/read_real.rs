//! Claims about real input that lies beside the project. Without it every test here passes and says that it was skipped.

use golive::model::checklist::{Mark, Phase};
use golive::model::evidence::{Kind, State};
use golive::model::measurement::{Measurement, Metric};
use golive::read::text::address;
use golive::read::{parse_checklist, read_blob};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn shared(part: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(part);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: no {part} beside the project");
    None
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

#[test]
fn the_seed_has_its_items_steps_and_triggers() {
    let Some(path) = shared("seed/production_go_live_checklist.md") else { return };
    let bytes = std::fs::read(path).unwrap();
    let (list, problems) = parse_checklist("docs/deployment/production_go_live_checklist.md", &bytes);
    assert_eq!(problems, []);
    assert_eq!(list.items().count(), 28);
    let steps = |phase: Phase| {
        list.sections.iter().filter(|s| s.phase == phase).map(|s| s.steps.len()).sum::<usize>()
    };
    assert_eq!((steps(Phase::Execution), steps(Phase::Rollback)), (4, 4));
    assert_eq!(list.sections.iter().map(|s| s.triggers.len()).sum::<usize>(), 4);
    assert!(list.items().all(|(_, item)| item.mark == Mark::Open));
    let count = |phase: Phase| list.items().filter(|(section, _)| section.phase == phase).count();
    assert_eq!((count(Phase::Before), count(Phase::After)), (18, 10));
    for id in ["evidence-bundle/lighthouse-report", "evidence-bundle/synthetic-smoke-log"] {
        assert!(list.items().any(|(_, item)| item.id == id), "{id}");
    }
    let facts = read_blob("docs/deployment/production_go_live_checklist.md", &bytes);
    assert_eq!(facts.kind, Kind::Checklist);
    assert!(list.front.expires.is_some() && list.front.last_reviewed.is_some());
}

fn named<'m>(all: &'m [Arc<Measurement>], time: &str, metric: &str) -> Vec<&'m Measurement> {
    let time = time.parse().unwrap();
    all.iter().map(|m| &**m).filter(|m| m.metric.name() == metric && m.time == Some(time)).collect()
}

#[test]
fn every_lighthouse_report_gives_what_it_must() {
    let Some(folder) = shared("data/lighthouse") else { return };
    let expected: Value =
        serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    for (name, want) in expected.as_object().unwrap() {
        let facts = read_blob(&format!("reports/{name}"), &std::fs::read(folder.join(name)).unwrap());
        let old = want["kind"] == "refused";
        if old || want["kind"] == "not-lighthouse" {
            assert_eq!(facts.measurements, [], "{name}");
            assert_ne!(facts.state, State::Proving, "{name}");
            continue;
        }
        assert_eq!(facts.kind, Kind::Lighthouse, "{name}");
        let other = facts.problems.iter().filter(|problem| problem.code != "budgets-unread");
        assert_eq!(other.count(), 0, "{name}: {:?}", facts.problems);
        for run in want["runs"].as_array().unwrap() {
            check_run(name, &facts.measurements, run);
        }
    }
}

fn check_run(name: &str, all: &[Arc<Measurement>], run: &Value) {
    let time = run["time"].as_str().unwrap();
    let page = address::without_loopback_port(run["page"].as_str().unwrap());
    let navigation = run["mode"] == "navigation";
    let performance = named(all, time, Metric::PERFORMANCE);
    let value = performance.first().and_then(|m| m.value);
    assert_eq!(value, run["performance"].as_f64(), "{name} {time}");
    let tti = named(all, time, Metric::TTI).first().and_then(|m| m.value);
    // The expectation has two decimals, rounded half to even.
    let close = match (tti, run["tti_ms"].as_f64()) {
        (Some(got), Some(want)) => (got - want).abs() < 0.0051,
        (got, want) => got == want,
    };
    assert!(close, "{name} {time}: {tti:?}");
    for m in all.iter().filter(|m| m.time == Some(time.parse().unwrap())) {
        assert_eq!(*m.target, *page, "{name} {time}");
        assert_eq!(
            !navigation,
            m.label.ends_with(&format!(" · {}", run["mode"].as_str().unwrap())),
            "{name} {time} {}",
            m.label
        );
        assert!(
            navigation || m.error.is_some() || m.metric.name() == "lighthouse.inp",
            "{name} {time}: another mode is not judged"
        );
        if let Some(code) = run["error"].as_str() {
            assert_eq!(m.error.as_deref(), Some(code), "{name} {time}");
        }
    }
    if run["error"].is_string() {
        assert!(!performance.is_empty(), "{name}: a broken run is told");
    }
}

#[test]
fn hostile_files_are_survived_and_read_the_same_twice() {
    let Some(folder) = shared("data/hostile") else { return };
    for path in files(&folder) {
        let bytes = std::fs::read(&path).unwrap();
        let own = path.file_name().unwrap().to_string_lossy().into_owned();
        for name in [
            own.as_str(),
            "feedback/a.md",
            "docs/go-live-checklist.md",
            "a/staging-smoke-1.log",
            "lighthouse.json",
        ] {
            assert_eq!(read_blob(name, &bytes), read_blob(name, &bytes), "{}", path.display());
        }
        let fronted = [b"---\n".as_slice(), &bytes, b"\n---\n# Release\n- [x] a\n"].concat();
        assert!(read_blob("docs/release.md", &fronted).problems.len() <= 21);
    }
}

#[test]
fn json_that_must_be_accepted_is_and_broken_json_is_told() {
    let Some(folder) = shared("data/hostile/json/JSONTestSuite") else { return };
    for path in files(&folder) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        if !name.ends_with(".json") || std::str::from_utf8(&bytes).is_err() || bytes.contains(&0) {
            continue;
        }
        let facts = read_blob(&name, &bytes);
        let faults = facts.problems.iter().filter(|p| p.code == "json-syntax").count();
        match name.get(..2) {
            Some("y_") => assert_eq!(faults, 0, "{name}: {:?}", facts.problems),
            Some("n_") => assert!(faults == 1 || facts.state == State::Empty, "{name}: {:?}", facts.state),
            _ => {}
        }
    }
}

#[test]
fn truncated_reports_are_survived_and_never_prove() {
    let Some(folder) = shared("data/lighthouse") else { return };
    for path in files(&folder).iter().filter(|path| path.to_string_lossy().contains("-1.")) {
        let bytes = std::fs::read(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for part in 1..8 {
            let cut = &bytes[..bytes.len() * part / 8];
            let facts = read_blob(&name, cut);
            let whole = name.ends_with(".html") && facts.state == State::Proving;
            assert!(whole || facts.state != State::Proving, "{name} cut at {}", cut.len());
        }
    }
}

/// The rows of the worked example: `1.1` and its verdict, in order.
fn worked_example() -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/worked-example.md");
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().filter_map(|line| {
        let cells = line.split('|').map(str::trim).collect::<Vec<_>>();
        let is_item = cells.len() > 4 && cells[1].starts_with(|c: char| c.is_ascii_digit());
        is_item.then(|| (cells[1].to_owned(), cells[3].to_owned()))
    });
    rows.collect()
}

#[test]
fn the_worked_example_has_the_verdict_of_every_item_of_the_candidate() {
    let Some(bundle) = shared("data/hotdash.bundle") else { return };
    let folder = tempfile::tempdir().unwrap();
    let repo = folder.path().join("real");
    let clone = std::process::Command::new("git").arg("clone").arg("-q").arg(&bundle).arg(&repo).status();
    assert!(clone.unwrap().success());
    let job = golive::Job {
        repo,
        config: golive::config::Config::default(),
        now: "2025-10-12T12:00:00Z".parse().unwrap(),
        head: None,
    };
    let examined = golive::examine(&job, &golive::progress::Silent).unwrap();
    let candidate = examined.assessment.releases.last().unwrap();
    let sections = &candidate.in_force.as_ref().unwrap().checklist.sections;
    let told = candidate.items.iter().map(|item| {
        let section = sections[item.section].title.split('.').next().unwrap().to_owned();
        (format!("{section}.{}", item.index + 1), item.today.verdict.word().to_owned())
    });
    assert_eq!(worked_example(), told.collect::<Vec<_>>());
}

//! Claims about what records nothing: templates, samples, instructions, and durations of other things than answers.

use golive::model::dossier::Dossier;
use golive::model::evidence::{Facts, Kind};
use golive::read::read_blob;
use golive::read::text::address;
use golive::read::value::template;

fn read(path: &str, text: &str) -> Facts {
    read_blob(path, text.as_bytes())
}

const ENV: &str = "PAY_KEY=s3-is-set\nMAIL_TOKEN=kept-elsewhere\n";
const BACKUP: &str =
    r#"{"kind": "backup", "status": "success", "database": "orders", "finished_at": "2026-05-01T08:00:00Z"}"#;
const CHECK: &str = r#"{"url": "https://shop.invalid/", "timestamp": "2026-05-01T08:00:00Z", "status": 200, "durationMs": 212}"#;

#[test]
fn a_template_by_its_path_records_nothing() {
    for (folder, text) in [("env/production.env", ENV), ("backup-orders.json", BACKUP), ("smoke.json", CHECK)]
    {
        let (stem, ending) = folder.rsplit_once('.').unwrap();
        assert_ne!(read(&format!("artifacts/{folder}"), text).kind, Kind::File, "{folder}");
        for path in [
            format!("artifacts/{folder}.example"),
            format!("artifacts/{folder}.dist"),
            format!("artifacts/{stem}.sample.{ending}"),
            format!("artifacts/{stem}-template.{ending}"),
            format!("artifacts/examples/{folder}"),
            format!("tests/fixtures/{folder}"),
            format!("artifacts/{stem}.schema.{ending}"),
        ] {
            let facts = read(&path, text);
            assert_eq!(facts.kind, Kind::File, "{path}");
            assert!(
                facts.records.is_empty() && facts.measurements.is_empty() && facts.claim.is_none(),
                "{path}"
            );
        }
    }
}

#[test]
fn names_that_only_sound_like_templates_are_read() {
    for path in [
        "artifacts/example.com-smoke.json",
        "artifacts/smoke-shop.example.invalid.json",
        "artifacts/schema-migration.json",
        "artifacts/sample-01.json",
        "artifacts/dist-upload.json",
        "artifacts/distribution.json",
        "artifacts/export/db-schema.sql",
    ] {
        assert!(!template::is_named_so(path), "{path}");
    }
}

#[test]
fn values_that_somebody_is_to_fill_in_make_a_form() {
    for text in [
        "PAY_KEY=change-me\nMAIL_KEY=xxxx\nBUCKET=<your bucket>\n",
        "PAY_KEY=your-key-here\nMAIL_KEY=\n",
        "PAY_KEY=\"replace_me\"\nMAIL_TOKEN={{ token }}\n",
    ] {
        assert_eq!(read("artifacts/env/production.env", text).kind, Kind::File, "{text}");
    }
    for text in [
        r#"{"kind": "backup", "status": "success", "database": "orders", "finished_at": "YYYY-MM-DDTHH:MM:SSZ"}"#,
        "{\n\"kind\": \"backup\",\n\"status\": \"success\",\n\"database\": \"<name>\",\n\"finished_at\": \"YYYY-MM-DD\"\n}\n",
        "kind: restore-drill\nstatus: success\ndatabase: <name>\nby: your-name\n",
    ] {
        let facts = read("artifacts/backup/orders.yml", text);
        assert!(facts.records.iter().all(|record| record.conclusion.is_none()), "{text}: {facts:?}");
    }
    assert_ne!(read("artifacts/env/production.env", ENV).kind, Kind::File);
}

#[test]
fn a_program_that_an_item_names_records_nothing() {
    for (path, text) in [
        (
            "src/urls.ts",
            "export const APP_URL = 'https://shop.invalid';\nexport const REDIRECT_URL = 'https://shop.invalid/cb';\n",
        ),
        ("deploy/env.sh", "export PAY_KEY=s3-is-set\nexport MAIL_TOKEN=kept-elsewhere\n"),
    ] {
        let facts = read(path, text);
        assert_eq!((facts.kind, facts.records.len()), (Kind::File, 0), "{path}");
    }
}

#[test]
fn only_a_request_to_an_address_is_a_check() {
    for text in [
        r#"{"url": "https://shop.invalid/", "requestedRuns": 3, "durationMs": 31849, "error": null, "ok": true}"#,
        r#"{"url": "https://shop.invalid/", "durationMs": 31849, "lab": {"scores": {"performance": 93}}}"#,
        r#"{"url": "https://ci.invalid/7", "status": "success", "duration": "31s", "branch": "main"}"#,
        r#"{"url": "https://ci.invalid/7", "ok": true, "durationMs": 41000, "jobs": [{"name": "a"}]}"#,
        r#"{"url": "https://shop.invalid/", "durationMs": 900}"#,
        r#"{"target": "https://shop.invalid/", "durationMs": 900, "steps": 4}"#,
    ] {
        assert_eq!(read("artifacts/a.json", text).measurements.len(), 0, "{text}");
    }
    for text in [
        CHECK,
        r#"{"url": "https://shop.invalid/", "latencyMs": 90}"#,
        r#"{"target": "https://shop.invalid/", "durationMs": 90, "status": 200, "ok": true, "error": null}"#,
    ] {
        assert_eq!(read("artifacts/a.json", text).measurements.len(), 1, "{text}");
    }
}

#[test]
fn an_address_names_its_environment() {
    for (url, expected) in [
        ("https://staging.shop.invalid/a", Some("staging")),
        ("https://shop-stg.team.invalid", Some("staging")),
        ("https://api.qa.shop.invalid:8443/", Some("test")),
        ("http://localhost:3000/", Some("development")),
        ("http://127.0.0.1:3000/", Some("development")),
        ("https://prod.shop.invalid/", Some("production")),
        ("https://shop.invalid/staging", None),
        ("https://www.shop.invalid/", None),
    ] {
        assert_eq!(address::environment(url), expected, "{url}");
    }
}

#[test]
fn prose_that_shows_how_to_set_a_variable_records_no_address() {
    let text = "# How to run it\n\nPut this into your own file:\n\nSHOP_APP_URL=https://staging.shop.invalid\nSHOP_REDIRECT_URL=https://staging.shop.invalid/cb\n";
    assert_eq!(read("artifacts/notes/setup.md", text).records.len(), 0);
    let env =
        "SHOP_APP_URL=https://staging.shop.invalid\nSHOP_REDIRECT_URL=https://staging.shop.invalid/cb\n";
    let facts = read("artifacts/config/app.env", env);
    assert_eq!(facts.records.first().and_then(|record| record.target.as_deref()), Some("staging"));
}

#[test]
fn a_log_that_grows_is_read_as_it_stands_and_not_at_each_step() {
    let repo = crate::repo::Repo::new();
    let entry = |n: usize| format!("## 2026-01-01 entry {n}\n\n{}\n\n", "words and more words ".repeat(80));
    let mut log = String::from("# Log\n\n");
    let mut grow = |repo: &crate::repo::Repo, n: usize, day: &str| {
        log.push_str(&entry(n));
        repo.commit(day, "grow", &[("feedback/log.md", Some(&log))]);
    };
    (0..20).for_each(|n| grow(&repo, n, "2026-01-01T10:00:00Z"));
    repo.tag("v1.0.0", "2026-01-01T12:00:00Z");
    (20..40).for_each(|n| grow(&repo, n, "2026-02-01T10:00:00Z"));
    let of_log =
        |dossier: &Dossier| dossier.evidence.iter().filter(|one| &*one.path == "feedback/log.md").count();
    let judged = crate::pipeline::judged(&repo);
    let read = of_log(&judged.dossier);
    assert!(read < 14, "{read} versions were read: the small ones, and those at the tag and the head");
    let tag = judged.dossier.at("feedback/log.md", 0).unwrap();
    assert_eq!(judged.dossier.evidence[tag].facts.entries.len(), 20);
    // A report that is overwritten holds nothing of the one before: each is read.
    for n in 0..12 {
        let text = format!("run {n}\n{}", format!("line {n} of a report\n").repeat(1000));
        repo.commit("2026-03-01T10:00:00Z", "run", &[("artifacts/report.log", Some(&text))]);
    }
    let judged = crate::pipeline::judged(&repo);
    let reports = judged.dossier.evidence.iter().filter(|one| &*one.path == "artifacts/report.log");
    assert_eq!(reports.count(), 12);
}

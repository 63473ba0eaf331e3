//! Data, feeds and badges: shapes of the contract, and hostile text.

use crate::sample::{LOG, REPORT, Sample, latency, oid, sample};
use golive::assess::result::event::Side;
use golive::assess::result::outcome::OutcomeState;
use golive::model::measurement::Measurement;
use golive::model::release::Snapshot;
use golive::render::export::{self, Badge, Drawn, RELEASE_FILES, SITE_FILES, Source, TABLES, cell};
use golive::render::urls::Routes;
use quick_xml::events::Event;
use serde_json::{Value, json};
use std::sync::Arc;

fn text(drawn: Drawn) -> String {
    drawn.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

fn json_of(drawn: Drawn) -> Value {
    serde_json::from_str(&text(drawn)).unwrap_or_default()
}

#[expect(clippy::expect_used, reason = "a test that panics is a test that fails")]
fn rows(drawn: Drawn) -> Vec<Vec<String>> {
    let text = text(drawn);
    assert!(text.lines().count() > 0 && text.contains("\r\n"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// A part of a table of the whole history.
#[expect(clippy::expect_used, reason = "a test that panics is a test that fails")]
fn csv(source: &Source<'_>, path: &str) -> Drawn {
    export::draw_part(source, path).expect("a table has this part")
}

/// The texts of all elements of that name; fails on what is not well-formed.
#[expect(clippy::expect_used, reason = "a test that panics is a test that fails")]
fn elements(xml: &str, name: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut out, mut inside) = (Vec::new(), false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) if tag.name().as_ref() == name => {
                inside = true;
                out.push(String::new());
            }
            Event::End(_) => inside = false,
            Event::Text(text) if inside => {
                out.last_mut()
                    .expect("begun")
                    .push_str(&text.xml_content(quick_xml::XmlVersion::Implicit1_0));
            }
            Event::GeneralRef(reference) if inside => {
                let last = out.last_mut().expect("begun");
                last.push_str(&format!("&{};", reference.as_ref()));
            }
            Event::Eof => return out,
            _ => {}
        }
    }
}

fn release_json(at: usize) -> Value {
    json_of(sample().export(|source| export::release_json(source, at)))
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().map(|object| object.keys().map(String::as_str).collect()).unwrap_or_default()
}

#[test]
fn release_json_has_the_keys_of_the_contract() {
    let value = release_json(1);
    assert_eq!(
        keys(&value),
        [
            "schema",
            "generator",
            "repository",
            "release",
            "readiness",
            "outcome",
            "completion",
            "changes",
            "checklist",
            "items",
            "steps",
            "triggers",
            "incidents",
            "rollback",
            "documents",
            "evidence",
            "measurements",
            "measurements_left_out",
            "latency",
            "latency_left_out",
            "timeline",
            "findings",
            "diagnostics"
        ]
    );
    assert_eq!(value["schema"], "golive.release/2");
    assert_eq!(value["repository"], json!({"url": "https://github.com/acme/shop"}));
    assert_eq!(
        value["release"],
        json!({
            "name": "v2", "commit": "02".repeat(20), "time": "2026-02-01T10:00:00Z", "clock": "committer",
            "tag": {"kind": "lightweight", "oid": "02".repeat(20), "tagger": null,
                "signature": "none", "signed": null},
            "previous": "v1", "next": null
        })
    );
    assert_eq!(
        value["outcome"],
        json!({
            "state": "trigger fired", "at": "2026-02-01T09:00:00Z", "to": null, "after_seconds": 600,
            "reasons": value["outcome"]["reasons"]
        })
    );
    let tally = |name: &str| keys(&value["completion"][name]).join(" ");
    for name in ["due", "due_today", "after"] {
        assert_eq!(tally(name), "items claimed proven by_verdict");
    }
    assert_eq!(value["completion"]["due"]["proven"], 2);
    for (part, wanted) in [
        (
            "items",
            &[
                "id",
                "section",
                "phase",
                "due",
                "under",
                "text",
                "ticked",
                "verdict",
                "flags",
                "reason",
                "source",
                "criteria",
                "read_as",
                "reading",
                "left_over",
                "pinned",
                "unread",
                "configured",
                "off",
                "evidence",
                "at_tag",
                "ticked_by",
                "identity",
                "previous",
                "would_prove",
                "reproduce",
            ][..],
        ),
        ("triggers", &["text", "fired", "at", "reason"]),
        (
            "evidence",
            &[
                "path",
                "kind",
                "blob",
                "sha256",
                "bytes",
                "first_commit",
                "recorded_time",
                "claimed_time",
                "changed_after_release",
                "url",
            ],
        ),
        (
            "measurements",
            &[
                "metric", "target", "label", "time", "value", "unit", "budget", "status", "ok", "evidence",
                "phase",
            ],
        ),
        ("timeline", &["time", "kind", "text"]),
        ("diagnostics", &["severity", "path", "line", "message"]),
    ] {
        let list = value[part].as_array().expect("a list");
        assert!(!list.is_empty(), "{part}");
        for one in list {
            for key in wanted {
                assert!(one.get(key).is_some(), "{part}.{key}");
            }
        }
    }
}

#[test]
fn an_item_is_told_in_full() {
    let value = release_json(1);
    let item = &value["items"][0];
    assert_eq!(
        (&item["id"], &item["verdict"], &item["phase"]),
        (&json!("evidence/lighthouse"), &json!("failed"), &json!("before"))
    );
    assert_eq!(item["flags"], json!(["late", "disputed"]));
    assert_eq!(item["source"], json!({"path": "docs/go-live-checklist.md", "line": 5}));
    assert_eq!(item["evidence"], json!([REPORT]));
    assert_eq!(
        item["ticked_by"],
        json!({"commit": "02".repeat(20), "time": "2026-02-01T08:00:00Z", "author": "Ada", "after_tag": false})
    );
    let budget = &item["criteria"][0];
    for (key, wanted) in [
        ("kind", json!("budget")),
        ("metric", json!("lighthouse.performance")),
        ("op", json!(">=")),
        ("value", json!(90)),
        ("unit", json!("score")),
        ("observed", json!(84)),
        ("holds", json!(false)),
    ] {
        assert_eq!(budget[key], wanted, "{key}");
    }
    assert_eq!(item["reproduce"], format!("git show {}:{REPORT}", "02".repeat(20)));
    assert_eq!(value["items"][4]["ticked_by"], Value::Null);
    assert_eq!(value["items"][1]["would_prove"], Value::Null);
}

#[test]
fn an_unverified_signature_is_never_called_good() {
    assert_eq!(release_json(0)["release"]["tag"]["signature"], "unverified");
    assert_eq!(release_json(0)["release"]["tag"]["tagger"], "Grace");
    assert_eq!(release_json(0)["release"]["previous"], Value::Null);
}

#[test]
fn the_candidate_has_no_tag_and_no_next() {
    let release = &release_json(2)["release"];
    assert_eq!(
        (&release["name"], &release["tag"], &release["next"]),
        (&json!("candidate"), &Value::Null, &Value::Null)
    );
    assert_eq!(release["previous"], "v2");
}

#[test]
fn a_release_without_anything_has_empty_lists() {
    let mut sample = sample();
    let release = &mut sample.assessment.releases[1];
    release.in_force = None;
    release.items.clear();
    release.steps.clear();
    release.triggers.clear();
    release.evidence.clear();
    release.measurements.clear();
    release.timeline.clear();
    release.problems.clear();
    release.blockers.clear();
    sample.look.repository_url = None;
    let value = json_of(sample.export(|source| export::release_json(source, 1)));
    for part in ["items", "steps", "triggers", "evidence", "measurements", "timeline", "diagnostics"] {
        assert_eq!(value[part], json!([]), "{part}");
    }
    assert_eq!(value["repository"]["url"], Value::Null);
    assert_eq!(value["readiness"], json!({"verdict": "go", "reasons": [], "notes": []}));
}

#[test]
fn an_unknown_release_is_an_error_and_no_panic() {
    for file in RELEASE_FILES {
        assert!(sample().export(|source| (file.draw)(source, 99)).is_err(), "{}", file.name);
    }
}

#[test]
fn no_file_publishes_an_address_of_a_person() {
    sample().export(|source| {
        let site = SITE_FILES.iter().map(|file| text((file.draw)(source)));
        let release = RELEASE_FILES.iter().map(|file| text((file.draw)(source, 0)));
        for text in site.chain(release) {
            assert!(!text.contains("ada@") && !text.contains("grace@"), "{text}");
        }
    });
}

#[test]
fn tables_have_the_columns_of_the_contract() {
    let head = |path: &str| sample().export(|source| rows(csv(source, path))[0].join(","));
    assert_eq!(
        head("data/items.csv"),
        "release,item,section,phase,ticked,verdict,flags,reason,path,line,identity,due"
    );
    assert_eq!(
        head("data/evidence.csv"),
        "path,blob,kind,state,bytes,sha256,first_commit,recorded_time,claimed_time,releases"
    );
    assert!(
        head("data/measurements.csv")
            .starts_with("release,metric,target,label,time,value,unit,budget,status,ok,evidence")
    );
}

#[test]
fn items_csv_has_every_item_of_every_release_and_the_candidate() {
    let rows = sample().export(|source| rows(csv(source, "data/items.csv")));
    assert_eq!(rows.len(), 1 + 5 * 3);
    assert_eq!(
        rows[6][..7],
        ["v2", "evidence/lighthouse", "1. Evidence", "before", "true", "failed", "late;disputed"]
    );
    assert_eq!(rows[6][8..], ["docs/go-live-checklist.md", "5", "evidence/lighthouse", "by-tag"]);
    assert_eq!(rows[15][0], "candidate");
}

#[test]
fn evidence_csv_lists_the_releases_in_whose_trees_a_version_stands() {
    let mut sample = sample();
    let mut gone = sample.dossier.evidence[2].clone();
    gone.blob = oid(0xee);
    sample.dossier.evidence.push(gone);
    let rows = sample.export(|source| rows(csv(source, "data/evidence.csv")));
    assert_eq!(rows.len(), 4, "a version that stands in no tree has no row");
    assert_eq!(rows[1][9], "v1;v2;candidate");
    assert_eq!(rows[2][..5], [REPORT, &"b1".repeat(20), "lighthouse", "failing", "243"]);
    assert_eq!(rows[2][6..], ["02".repeat(20).as_str(), "2026-02-01T08:00:00Z", "", "v2"]);
    assert_eq!(rows[3][9], "v2;candidate");
}

#[test]
fn a_long_run_of_releases_is_a_range_so_that_the_table_does_not_square() {
    let mut sample = sample();
    let candidate = sample.dossier.history.snapshots.pop().expect("the candidate");
    sample.dossier.history.snapshots = (0..2000)
        .map(|n| Snapshot { name: format!("v{n}"), ..candidate.clone() })
        .chain([candidate.clone()])
        .collect();
    let track = sample.dossier.history.tracks.get_mut(LOG).expect("a track");
    track.spans[0].snapshots = 5..2001;
    let rows = sample.export(|source| rows(csv(source, "data/evidence.csv")));
    assert_eq!(rows[3][9], "v5..candidate");
}

#[test]
fn a_long_table_is_split_by_year_and_every_row_stands_in_one_part() {
    let mut sample = sample();
    let check = |n: usize| {
        latency(
            "live",
            if n < 10_005 { "2025-03-01T10:00:00Z" } else { "2026-02-03T10:00:00Z" },
            Some(n as f64),
            Some(200),
        )
    };
    sample.dossier.measured = (0..10_010).map(check).collect();
    sample.export(|source| {
        let measurements = TABLES.iter().find(|table| table.name == "measurements").expect("a table");
        let paths: Vec<String> =
            export::parts(source, measurements).into_iter().map(|part| part.path).collect();
        assert_eq!(
            paths,
            ["data/measurements/2025.csv", "data/measurements/2025-2.csv", "data/measurements/2026.csv"]
        );
        let values =
            |path: &String| rows(csv(source, path))[1..].iter().map(|row| row[5].clone()).collect::<Vec<_>>();
        let all: Vec<String> = paths.iter().flat_map(values).collect();
        assert_eq!(all, (0..10_010).map(|n| n.to_string()).collect::<Vec<_>>());
        assert!(export::draw_part(source, "data/measurements.csv").is_none());
        let list = SITE_FILES.iter().find(|file| file.path == "data/index.json").expect("the list");
        let list = json_of((list.draw)(source));
        let listed = &list["tables"][2];
        assert_eq!((&listed["name"], &listed["rows"]), (&json!("measurements"), &json!(10_010)));
        assert_eq!(
            listed["parts"][1],
            json!({
                "path": "data/measurements/2025-2.csv", "rows": 5,
                "from": "2025-03-01T10:00:00Z", "to": "2025-03-01T10:00:00Z",
            })
        );
    });
}

#[test]
fn a_measurement_has_the_release_of_which_it_speaks() {
    let mut sample = sample();
    sample.assessment.releases[0].measurements.clear();
    sample.assessment.releases[2].measurements = vec![(3, Side::Before)];
    sample.dossier.measured.push(latency("mock", "2026-02-03T10:00:00Z", None, None));
    let rows = sample.export(|source| rows(csv(source, "data/measurements.csv")));
    let of: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(of, ["v2", "v2", "v2", "candidate", ""]);
    assert_eq!(
        rows[1][..11],
        [
            "v2",
            "latency",
            "https://app.example.invalid/?mock",
            "mock",
            "2026-02-01T07:00:00Z",
            "241.02",
            "ms",
            "300",
            "200",
            "true",
            LOG
        ]
    );
}

#[test]
fn ok_is_never_true_without_success_or_over_the_budget() {
    let mut sample = sample();
    let says_ok = |measurement: &Measurement| measurement.said_ok == Some(true);
    assert!(sample.dossier.measured.iter().all(|one| says_ok(&one.measurement)));
    sample.dossier.measured.push(latency("mock", "2026-02-02T10:00:00Z", None, None));
    let mut free = latency("mock", "2026-02-02T11:00:00Z", Some(5.0), Some(200));
    Arc::make_mut(&mut free.measurement).budget = None;
    sample.dossier.measured.push(free);
    let rows = sample.export(|source| rows(csv(source, "data/measurements.csv")));
    let ok: Vec<&str> = rows[1..].iter().map(|row| row[9].as_str()).collect();
    assert_eq!(ok, ["true", "false", "false", "false", "false", "true"]);
    assert_eq!((rows[5][5].as_str(), rows[5][8].as_str()), ("", ""), "an absent value is an empty cell");
}

#[test]
fn a_cell_cannot_become_a_formula() {
    for (text, shown) in [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\u{fffd}=1"),
        ("\n=1", "'\n=1"),
        ("-inf", "'-inf"),
        ("-241.02", "-241.02"),
        ("-1e5", "-1e5"),
        ("a=b", "a=b"),
        ("", ""),
        ("a\u{0}b", "a\u{fffd}b"),
    ] {
        assert_eq!(cell(text), shown);
    }
}

#[test]
fn hostile_text_stays_text_in_every_file() {
    let evil = "=cmd()\"</script><script>alert(1)</script>]]>&\u{1}\u{0}\n;'";
    let mut sample = sample();
    sample.dossier.history.snapshots[1].name = evil.to_owned();
    sample.look.title = Some(evil.to_owned());
    Arc::make_mut(&mut sample.dossier.measured[0].measurement).target = evil.into();
    sample.assessment.releases[1].triggers[0].text = evil.to_owned();
    sample.assessment.releases[0].measurements.clear();
    sample.export(|source| {
        let value = json_of(export::release_json(source, 1));
        assert_eq!(value["release"]["name"], evil);
        assert_eq!(value["measurements"][0]["target"], evil);
        let table = rows(csv(source, "data/measurements.csv"));
        assert!(table[1][2].starts_with("'=cmd()\"</script>"));
        assert!(table[1][0].starts_with("'=cmd()"));
        let badge = export::badge_svg(source, 1, Badge::Readiness);
        for xml in [export::atom(source), export::sitemap(source), badge, export::card(source, 1)].map(text) {
            assert!(!xml.contains("<script") && !xml.contains(['\u{1}', '\u{0}']), "{xml}");
            let _ = elements(&xml, "title");
        }
        let atom = text(export::atom(source));
        assert!(elements(&atom, "title")[0].contains("&lt;/script&gt;"), "{atom}");
        assert_eq!(json_of(export::json_feed(source))["title"], evil);
        let path = Routes::folder(source.routes, 1);
        assert!(!path.contains(['<', '"', '=']), "{path}");
    });
}

#[test]
fn atom_names_every_release_with_a_stable_id() {
    let (relative, absolute) = both(export::atom);
    assert_eq!(elements(&relative, "entry").len(), 4);
    assert_eq!(elements(&relative, "id"), elements(&absolute, "id"));
    assert!(elements(&relative, "id").iter().all(|id| id.starts_with("urn:uuid:") && id.len() == 45));
    assert!(relative.contains("href=\"releases/v2/index.html\""));
    assert!(absolute.contains("href=\"https://team.example.invalid/releases/v2/\""));
    let titles = elements(&relative, "title");
    assert!(titles.contains(&"v2: no-go, due by the tag 2/5, trigger fired".to_owned()), "{titles:?}");
}

#[test]
fn a_feed_says_what_followed_a_release_when_it_followed() {
    let mut sample = sample();
    let at = "2026-02-01T10:10:00Z";
    sample.assessment.releases[1].outcome.at = Some(at.parse().unwrap());
    let atom = text(sample.export(export::atom));
    let titles = elements(&atom, "title");
    let told =
        titles.iter().position(|title| title.starts_with("v2: rollback trigger fired after ")).unwrap();
    let release = titles.iter().position(|title| title.starts_with("v2: no-go")).unwrap();
    let updated = elements(&atom, "updated");
    assert!(told < release, "the newest first: {titles:?}");
    assert_eq!((&*updated[told], &*updated[release], &*updated[0]), (at, at, at), "feed and entry move");
    let feed = json_of(sample.export(export::json_feed));
    assert_eq!(feed["items"][release - 1]["date_modified"], at);
    assert_eq!(feed["items"][release - 1]["date_published"], "2026-02-01T10:00:00Z");
}

fn both(draw: fn(&Source<'_>) -> Drawn) -> (String, String) {
    let mut sample = sample();
    let relative = text(sample.export(draw));
    sample.look.base_url = Some("https://team.example.invalid".to_owned());
    (relative, text(sample.export(draw)))
}

#[test]
fn json_feed_follows_its_version() {
    let feed = json_of(sample().export(export::json_feed));
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["items"].as_array().map(Vec::len), Some(4));
    assert_eq!(feed["items"][0]["url"], "releases/v2/index.html");
    assert_eq!(feed["items"][3]["authors"], json!([{"name": "Grace"}]));
}

#[test]
fn a_sitemap_holds_absolute_addresses_or_none() {
    let (without, with) = both(export::sitemap);
    assert!(elements(&without, "loc").is_empty() && without.contains("no base URL was given"));
    assert_eq!(
        elements(&with, "loc"),
        [
            "https://team.example.invalid/",
            "https://team.example.invalid/matrix/",
            "https://team.example.invalid/candidate/",
            "https://team.example.invalid/releases/v2/",
            "https://team.example.invalid/releases/v1/"
        ]
    );
    let (without, with) = both(export::robots);
    assert_eq!(without, "User-agent: *\nAllow: /\n");
    assert!(with.ends_with("\nSitemap: https://team.example.invalid/sitemap.xml\n"));
}

#[test]
fn releases_json_is_newest_first_without_the_candidate() {
    let value = json_of(sample().export(export::releases_json));
    let names: Vec<&Value> =
        value.as_array().expect("a list").iter().map(|one| &one["release"]["name"]).collect();
    assert_eq!(names, ["v2", "v1"]);
    assert_eq!(keys(&value[0]), ["release", "readiness", "outcome", "completion", "url"]);
    assert_eq!(value[0]["url"], "../releases/v2/index.html");
    assert_eq!(value[0]["completion"]["by_verdict"]["failed"], 1);
    assert_eq!(value[0]["readiness"]["reasons"].as_array().map(Vec::len), Some(2));
}

#[test]
fn badges_say_readiness_and_proven() {
    let mut sample = sample();
    let badge = json_of(sample.export(|source| export::badge_json(source, 1, Badge::Readiness)));
    assert_eq!(
        badge,
        json!({"schemaVersion": 1, "label": "go-live", "message": "no-go · proven 2/5 · trigger fired", "color": "7d0a1a"})
    );
    let svg = text(sample.export(|source| export::badge_svg(source, 1, Badge::Readiness)));
    assert_eq!(elements(&svg, "title"), ["v2 go-live: no-go · proven 2/5 · trigger fired"]);
    assert_eq!(elements(&svg, "text"), ["go-live", "✕ no-go · proven 2/5 · trigger fired"]);
    assert!(!svg.contains("http://") || svg.matches("http").count() == 1, "only the namespace");
    sample.assessment.releases[1].blockers.clear();
    let svg = text(sample.export(|source| export::badge_svg(source, 1, Badge::Readiness)));
    assert_eq!(
        elements(&svg, "text")[1],
        "✕ go · proven 2/5 · trigger fired",
        "no green badge for what went wrong"
    );
    sample.assessment.releases[1].outcome.state = OutcomeState::Held;
    let svg = text(sample.export(|source| export::badge_svg(source, 1, Badge::Readiness)));
    assert_eq!(elements(&svg, "text")[1], "✓ go · proven 2/5 · held");
}

#[test]
fn a_badge_tells_one_thing_and_says_where_it_is_not_known() {
    let mut sample = sample();
    let all = [Badge::Proven, Badge::Latency, Badge::Lighthouse];
    let told = |sample: &mut Sample| {
        let say = |badge| {
            let json = json_of(sample.export(|source| export::badge_json(source, 1, badge)));
            let word = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
            format!("{}: {} ({})", word("label"), word("message"), word("color"))
        };
        all.map(say)
    };
    let [proven, latency, lighthouse] = told(&mut sample);
    assert_eq!(proven, "proven: 40 % (7d0a1a)");
    assert!(
        latency.starts_with("latency p95: ") && lighthouse.starts_with("Lighthouse: "),
        "{latency}, {lighthouse}"
    );
    sample.assessment.releases[1].latency.clear();
    sample.assessment.releases[1].lighthouse.clear();
    sample.assessment.releases[1].tallies.due.items = 0;
    let none = "(59636e)";
    assert_eq!(
        told(&mut sample),
        [
            format!("proven: no checklist {none}"),
            format!("latency p95: not measured {none}"),
            format!("Lighthouse: not measured {none}")
        ]
    );
}

#[test]
fn a_card_shows_the_release_and_fits() {
    let mut sample = sample();
    let card = text(sample.export(|source| export::card(source, 1)));
    assert_eq!(elements(&card, "title"), ["v2: no-go, due by the tag 2/5"]);
    assert!(card.contains("width=\"1200\" height=\"630\"") && card.matches("http").count() == 1, "{card}");
    sample.dossier.history.snapshots[1].name = "v".repeat(300);
    let card = text(sample.export(|source| export::card(source, 1)));
    assert!(elements(&card, "text")[1].ends_with('…') && card.contains("font-size=\"28\""), "{card}");
}

#[test]
fn a_history_without_releases_still_has_every_file() {
    let mut sample = sample();
    sample.dossier.history.snapshots.drain(..2);
    sample.assessment.releases.drain(..2);
    sample.dossier.measured.clear();
    sample.export(|source| {
        for file in SITE_FILES {
            let empty = text((file.draw)(source)).is_empty();
            assert_eq!(empty, [".nojekyll", "ledger.jsonl"].contains(&file.path), "{}", file.path);
        }
        assert_eq!(json_of(export::releases_json(source)), json!([]));
        assert_eq!(elements(&text(export::atom(source)), "updated"), ["2026-02-03T12:00:00Z"]);
    });
}

#[test]
fn each_line_of_the_ledger_is_chained_to_the_one_before() {
    let ledger = text(sample().export(export::ledger));
    let mut previous = "0".repeat(64);
    let mut releases = Vec::new();
    for line in ledger.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        assert_eq!(value["previous"], previous);
        previous = golive::model::id::sha256(line.as_bytes());
        releases.push(value["release"].as_str().unwrap().to_owned());
    }
    let sample = sample();
    let names = sample.dossier.history.snapshots.iter().filter(|snapshot| !snapshot.is_candidate());
    assert_eq!(releases, names.map(|snapshot| snapshot.name.clone()).collect::<Vec<_>>());
    assert!(releases.len() > 1, "a chain has links");
}

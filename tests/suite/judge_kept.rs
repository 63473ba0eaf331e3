//! Claims about items that demand what is kept: inventories, schedules, plans and settings.

use crate::judge_records::read;
use crate::pipeline::{Judged, judged};
use crate::repo::Repo;
use golive::render::words;

const LIST: &str = "docs/deployment/production_go_live_checklist.md";

/// A release on 2026-02-10 after one on 2026-01-10, with these files committed on the day before it.
fn released(item: &str, files: &[(&str, &str)]) -> Judged {
    let repo = Repo::new();
    let list = format!("# Production Go-Live Checklist\n\n## Before\n\n- [x] {item}\n- [ ] `docs/` read\n");
    repo.commit("2026-01-10T09:00:00Z", "list", &[(LIST, Some(&list))]);
    repo.tag("v2026.01.10a", "2026-01-10T10:00:00Z");
    let files = files.iter().map(|(path, text)| (*path, Some(*text))).collect::<Vec<_>>();
    repo.commit("2026-02-09T12:00:00Z", "evidence", &files);
    repo.tag("v2026.02.10a", "2026-02-10T10:00:00Z");
    judged(&repo)
}

fn expect(item: &str, files: &[(&str, &str)], verdict: &str, says: &str) {
    let judged = released(item, files);
    let release = judged.release("v2026.02.10a");
    let told = judged.told("v2026.02.10a", "");
    let reason = words::reason(&judged.dossier, release, &release.items[0], &release.items[0].today);
    let kinds = judged.dossier.evidence.iter().map(|one| format!("{}={}", one.path, one.facts.kind.word()));
    let kinds = kinds.collect::<Vec<_>>();
    assert!(
        told.starts_with(verdict) && reason.contains(says),
        "{item}\n{files:#?}\n{kinds:?}\n{told}: {reason}\nwanted {verdict}: {says}"
    );
}

#[test]
fn what_is_to_be_kept_is_read_from_the_words_and_nothing_else_is() {
    let mut wrong = Vec::new();
    for (text, demand) in [
        (
            "Reliability confirms production secrets present in vault + GitHub environment (`SHOPIFY_*_PROD`, `SUPABASE_*_PROD`, `CHATWOOT_*_PROD`, `ANTHROPIC_API_KEY_PROD`, GA credentials).",
            "secrets named SHOPIFY_*_PROD, SUPABASE_*_PROD, CHATWOOT_*_PROD and ANTHROPIC_API_KEY_PROD provisioned for production, none pending or expired",
        ),
        (
            "All production secrets are provisioned (`artifacts/secrets/vault.json`)",
            "every secret of an inventory provisioned for production",
        ),
        (
            "Environment variables `DATABASE_URL_PROD` and `STRIPE_*` set in production",
            "secrets named DATABASE_URL_PROD and STRIPE_* provisioned for production, none pending or expired",
        ),
        ("API keys and secrets configured in GitHub", "every secret of an inventory provisioned"),
        (
            "Confirm secret rotation schedule up to date (`docs/runbooks/secret_rotation.md`).",
            "every secret within its rotation cadence at the release",
        ),
        (
            "Secret rotation plan is current (`docs/deployment/secret_rotation.md`).",
            "every secret within its rotation cadence at the release",
        ),
        ("No key rotation is overdue", ""),
        ("Credentials rotated on schedule", "every secret within its rotation cadence at the release"),
        (
            "Production feature flag plan reviewed with product (document overrides).",
            "a feature flag plan for production, reviewed by product, with every FEATURE_ name that the release's evidence names",
        ),
        (
            "Feature flags reviewed and approved by the release manager",
            "a feature flag plan, reviewed by manager, with every FEATURE_ name that the release's evidence names",
        ),
        (
            "Flag plan signed off",
            "a feature flag plan, reviewed, with every FEATURE_ name that the release's evidence names",
        ),
        (
            "Shopify production app URLs & redirect URIs validated against `PRODUCTION_APP_URL`.",
            "app and redirect addresses of production with the scheme and host of PRODUCTION_APP_URL",
        ),
        (
            "OAuth redirect URLs match https://shop.example.invalid/app",
            "app and redirect addresses with the scheme and host of https://shop.example.invalid/app",
        ),
        ("Callback URLs checked", "app and redirect addresses with the scheme and host of the app"),
        (
            "Monitoring endpoints (synthetic check target, GA MCP host) reachable from CI.",
            "every endpoint's newest answer a success, those of synthetic check target and GA MCP host among them",
        ),
        ("All health endpoints reachable from CI", "every endpoint's newest answer a success"),
        ("Reachability of the monitoring hosts confirmed", ""),
        (
            "GitHub `production` environment reviewers (manager + reliability) configured in repository settings.",
            "required reviewers of the production environment: manager and reliability",
        ),
        (
            "Reviewers of the production environment are manager + reliability (`artifacts/config/environment.json`).",
            "required reviewers of the production environment: manager and reliability",
        ),
        (
            "Required reviewers set on the production environment: security and SRE",
            "required reviewers of the production environment: security and sre",
        ),
        (
            "Environment protection rules enabled: reviewers for production environment",
            "required reviewers of the production environment",
        ),
        // Nothing of this kind is demanded.
        ("Rotate secrets after an incident", ""),
        ("Secret rotation runbook reviewed", ""),
        // Read as of all secrets; “client bundle” is left over, so no inventory shows it.
        ("No secrets present in the client bundle", "every secret of an inventory provisioned"),
        ("Secret scanning configured", "secret-scan that succeeded, with configured"),
        ("Secrets manager available", "every secret of an inventory provisioned"),
        (
            "Disable new feature flags if the deploy is blocked",
            "a deployment that succeeded, with Disable new feature flags",
        ),
        ("Feature flag service upgraded", ""),
        ("App loads without console errors", ""),
        ("Support reachable by phone during the window", ""),
        ("Code reviewed by two reviewers", ""),
        ("Release approvers agreed, staging environment is healthy", ""),
        ("GA / analytics endpoints responding (HTTP 200 within budget).", ""),
        ("Redirect old URLs", ""),
        ("Operator login + tile rendering validated with live data.", ""),
    ] {
        if read(text) != demand {
            wrong.push(format!("{text}\n  {}\n  wanted: {demand}", read(text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const SECRETS: &str = "Production secrets present in vault (`SHOPIFY_*_PROD`, `ANTHROPIC_API_KEY_PROD`).";

#[test]
fn every_required_secret_is_provisioned_in_some_inventory() {
    let table = |one: &str, two: &str| {
        format!(
            "# Secrets\n\n## Production secrets\n\n| Secret | Owner | Status |\n|---|---|---|\n| `SHOPIFY_API_KEY_PROD` | Ada | {one} |\n| `SHOPIFY_API_SECRET_PROD` | Ada | Provisioned |\n| `ANTHROPIC_API_KEY_PROD` | Bob | {two} |\n"
        )
    };
    let path = "artifacts/secrets/production.md";
    expect(SECRETS, &[(path, &table("Provided", "✅ provisioned"))], "verified", "3 secrets are provisioned");
    expect(
        SECRETS,
        &[(path, &table("Requested", "Provisioned"))],
        "failed",
        "SHOPIFY_API_KEY_PROD “Requested” (artifacts/secrets/production.md:7)",
    );
    expect(SECRETS, &[(path, &table("Expired", "Provisioned"))], "failed", "“Expired”");
    expect(SECRETS, &[(path, &table("see Ada", "Provisioned"))], "unsupported", "does not say how it stands");
    let gh = "SHOPIFY_API_KEY_PROD\t2026-02-01T02:48:59Z\nSHOPIFY_API_SECRET_PROD\t2026-02-01T02:48:59Z\n";
    let vault = r#"{"environment":"production","timestamp":"2026-02-09T10:00:00Z","secrets":[{"name":"ANTHROPIC_API_KEY_PROD","present":true}]}"#;
    let path = "artifacts/deploy/github-production-secrets-20260209T0248Z.txt";
    expect(SECRETS, &[(path, gh), ("artifacts/vault.json", vault)], "verified", "3 secrets are provisioned");
    expect(SECRETS, &[(path, gh)], "unsupported", "no inventory names ANTHROPIC_API_KEY_PROD");
    let missing = vault.replace("true", "false");
    expect(
        SECRETS,
        &[(path, gh), ("artifacts/vault.json", &missing)],
        "failed",
        "ANTHROPIC_API_KEY_PROD “false”",
    );
    let staging = "artifacts/deploy/github-staging-secrets-20260209T0248Z.txt";
    expect(SECRETS, &[(staging, gh)], "unsupported", "evidence of v2026.02.10a");
    let old = "artifacts/deploy/github-production-secrets-20260101T0248Z.txt";
    let all = format!("{gh}ANTHROPIC_API_KEY_PROD\t2026-01-01T02:48:59Z\n");
    expect(SECRETS, &[(old, &all)], "stale", "from before the previous release");
    // What would not have shown it then either has not grown old.
    expect(SECRETS, &[(old, gh)], "unsupported", "evidence of v2026.02.10a");
    let gone = r#"{"environment":"production","present":["SHOPIFY_API_KEY_PROD"],"missing":["ANTHROPIC_API_KEY_PROD"]}"#;
    expect(SECRETS, &[("artifacts/secrets/check.json", gone)], "failed", "ANTHROPIC_API_KEY_PROD is missing");
    expect(SECRETS, &[], "unsupported", "no file of evidence");
    // What was told last of a name decides.
    let later = r#"{"environment":"production","timestamp":"2026-02-09T11:00:00Z","secrets":[{"name":"ANTHROPIC_API_KEY_PROD","status":"expired"}]}"#;
    expect(
        SECRETS,
        &[(path, gh), ("artifacts/vault.json", vault), ("artifacts/vault-2.json", later)],
        "failed",
        "ANTHROPIC_API_KEY_PROD “expired”",
    );
}

#[test]
fn an_inventory_is_read_in_whatever_shape_a_tool_gives_it() {
    let all = ["SHOPIFY_API_KEY_PROD", "SHOPIFY_API_SECRET_PROD", "ANTHROPIC_API_KEY_PROD"];
    let join = |form: &dyn Fn(&str) -> String, by: &str| all.map(form).join(by);
    for (path, text) in [
        (
            "artifacts/gh-production.json",
            format!(
                "[{}]",
                join(&|n| format!(r#"{{"name":"{n}","updatedAt":"2026-02-01T00:00:00Z"}}"#), ",")
            ),
        ),
        (
            "artifacts/api-production.json",
            format!(
                r#"{{"total_count":3,"secrets":[{}]}}"#,
                join(
                    &|n| format!(
                        r#"{{"name":"{n}","created_at":"2026-02-01T00:00:00Z","updated_at":"2026-02-01T00:00:00Z"}}"#
                    ),
                    ","
                )
            ),
        ),
        (
            "artifacts/secrets/production.yml",
            format!(
                "environment: production\nsecrets:\n{}",
                join(&|n| format!("  - name: {n}\n    status: provisioned\n"), "")
            ),
        ),
        (
            "artifacts/secrets/names.yml",
            format!("production:\n  secrets:\n{}", join(&|n| format!("    - {n}\n"), "")),
        ),
        (
            "artifacts/secrets/map.json",
            format!(
                r#"{{"environment":"production","secrets":{{{}}}}}"#,
                join(&|n| format!(r#""{n}":"present""#), ",")
            ),
        ),
        (
            "artifacts/secrets/two.json",
            format!(r#"{{"vault":["{}","{}"],"github":["{}"]}}"#, all[0], all[1], all[2]),
        ),
        (
            "artifacts/fly-secrets.txt",
            format!(
                "NAME                   \tDIGEST           \n{}",
                join(&|n| format!("{n}  \t49cfeac8aca52710\t\n"), "")
            ),
        ),
        (
            "artifacts/gh-production.txt",
            format!(
                "NAME                     UPDATED\n{}",
                join(&|n| format!("{n}     about 2 days ago\n"), "")
            ),
        ),
        (
            "artifacts/doppler-production.txt",
            format!(
                "┌──────┬───────┐\n│ NAME │ VALUE │\n├──────┼───────┤\n{}└──────┴───────┘\n",
                join(&|n| format!("│ {n} │ hunter2hunter2 │\n"), "")
            ),
        ),
        ("artifacts/vault-list.txt", format!("Keys\n----\n{}", join(&|n| format!("{n}\n"), ""))),
        ("artifacts/.env.production", join(&|n| format!("{n}=hunter2hunter2\n"), "")),
        (
            "artifacts/secrets/presence.md",
            format!(
                "# Vault check for production\n\n| Secret | Vault | GitHub |\n|---|---|---|\n{}",
                join(&|n| format!("| `{n}` | ✅ | yes |\n"), "")
            ),
        ),
        (
            "artifacts/secrets/paths.md",
            format!(
                "# Production secrets\n\n| Variable | Vault | Status |\n|---|---|---|\n{}",
                join(&|n| format!("| {n} | `occ/prod/x` | set |\n"), "")
            ),
        ),
    ] {
        expect(SECRETS, &[(path, &text)], "verified", "3 secrets are provisioned");
        let judged = released(SECRETS, &[(path, &text)]);
        let told = format!("{:?}", judged.dossier.evidence.iter().map(|one| &one.facts).collect::<Vec<_>>());
        assert!(!told.contains("hunter2"), "{path} gives a value away: {told}");
    }
}

#[test]
fn an_item_without_names_rests_on_the_whole_inventory_that_it_names() {
    let item = "Production secrets are present in the vault (`artifacts/secrets/vault-*.json`)";
    let text = |truth: &str| {
        format!(
            "{{\"timestamp\":\"2026-02-09T10:00:00Z\",\"environment\":\"production\",\"secrets\":[\n{{\"name\":\"A_KEY\",\"present\":true}},\n{{\"name\":\"B_KEY\",\"present\":{truth}}}]}}"
        )
    };
    expect(
        item,
        &[("artifacts/secrets/vault-1.json", &text("true"))],
        "verified",
        "2 secrets are provisioned",
    );
    expect(
        item,
        &[("artifacts/secrets/vault-1.json", &text("false"))],
        "failed",
        "B_KEY “false” (artifacts/secrets/vault-1.json:3)",
    );
    expect(item, &[("artifacts/secrets/other.json", &text("true"))], "unsupported", "");
}

const ROTATION: &str = "Confirm secret rotation schedule up to date (`docs/runbooks/secret_rotation.md`).";

#[test]
fn every_secret_is_within_its_cadence_at_the_release() {
    let path = "docs/runbooks/secret_rotation.md";
    let table = |rows: &str| {
        format!(
            "# Secret rotation\n\nHow: ask Ada.\n\n| Secret | Last rotated | Cadence | Owner |\n|---|---|---|---|\n{rows}"
        )
    };
    let fine = "| `A_KEY` | 2026-01-20 | 90 days | Ada |\n| `B_KEY` | 2025-06-01 | annually | Bob |\n| `C` | 2025-12-01 | quarterly | Bob |\n";
    expect(ROTATION, &[(path, &table(fine))], "verified", "3 secrets are within cadence");
    let late = format!("{fine}| `D_KEY` | 2025-11-01 | every 90 days | Ada |\n");
    expect(
        ROTATION,
        &[(path, &table(&late))],
        "failed",
        "1 of 4 secrets not within cadence: D_KEY was due by 2026-01-30 “last rotated 2025-11-01, cadence every 90 days” (docs/runbooks/secret_rotation.md:10)",
    );
    let undated = format!("{fine}| `E_KEY` | | 90 days | Ada |\n");
    expect(ROTATION, &[(path, &table(&undated))], "unsupported", "E_KEY tells no day by which it is due");
    // A runbook without such a table is a procedure.
    expect(ROTATION, &[(path, "# How to rotate\n\nAsk Ada.\n")], "unsupported", "");
    for (path, text, verdict) in [
        (
            "artifacts/rotation.json",
            r#"{"rotations":[{"secret":"A_KEY","last_rotated":"2026-01-20","next_due":"2026-04-20"}]}"#,
            "verified",
        ),
        (
            "artifacts/rotation.json",
            r#"{"rotations":[{"secret":"A_KEY","last_rotated":"2025-01-20","next_due":"2026-02-01"}]}"#,
            "failed",
        ),
        (
            "artifacts/rotation.json",
            r#"{"secrets":[{"name":"A_KEY","rotated_at":"2026-01-20T00:00:00Z","rotation_interval_days":90}]}"#,
            "verified",
        ),
        (
            "artifacts/rotation.yml",
            "kind: secret rotation\ncadence: 30 days\nsecrets:\n  - name: A_KEY\n    last_rotated: 2026-01-20\n",
            "verified",
        ),
        (
            "artifacts/rotation.yml",
            "kind: secret rotation\ncadence: 7 days\nsecrets:\n  - name: A_KEY\n    last_rotated: 2026-01-20\n",
            "failed",
        ),
        (
            "artifacts/rotation.md",
            "# Rotation schedule\n\n| Credential | Next due |\n|---|---|\n| A | 2026-02-10 |\n",
            "verified",
        ),
        (
            "artifacts/rotation.md",
            "# Rotation schedule\n\n| Credential | Last rotated | Next rotation | Status |\n|---|---|---|---|\n| A | 2026-01-01 | 2026-05-01 | OVERDUE |\n",
            "failed",
        ),
    ] {
        expect("Secret rotation plan is current", &[(path, text)], verdict, "");
    }
}

const FLAGS: &str = "Production feature flag plan reviewed with product (document overrides).";

#[test]
fn a_flag_plan_is_reviewed_and_has_every_flag_that_the_release_names() {
    let path = "artifacts/flags/plan.md";
    let plan = |by: &str| {
        format!(
            "# Feature flag plan\n\nReviewed by: {by}\n\n| Flag | Default | Production override |\n|---|---|---|\n| `FEATURE_MODAL` | off | on |\n| `FEATURE_TILES` | on | — |\n"
        )
    };
    let log = (
        "feedback/engineer.md",
        "# Engineer\n\n## 2026-02-08 Flags\n\nTurned on FEATURE_MODAL=1 and `FEATURE_TILES`.\n\n## 2025-12-01 Old\n\nFEATURE_GONE was removed.\n",
    );
    expect(
        FLAGS,
        &[(path, &plan("Jane (product)")), log],
        "verified",
        "the plan is reviewed and has 2 flags",
    );
    expect(FLAGS, &[(path, &plan("Jane"))], "verified", "reviewed");
    expect(FLAGS, &[(path, &plan("Bob (engineering)"))], "unsupported", "a review by product");
    expect(FLAGS, &[(path, &plan("TBD"))], "unsupported", "a review by product");
    let new = (
        "artifacts/deploy/staging-deploy-20260209T0100Z.log",
        "2026-02-09T01:00:00Z set FEATURE_NEW=1\nNew version released to users.\n",
    );
    expect(
        FLAGS,
        &[(path, &plan("product")), log, new],
        "failed",
        "FEATURE_NEW, named in artifacts/deploy/staging-deploy-20260209T0100Z.log:1",
    );
    for (path, text, verdict) in [
        (
            "artifacts/flags/plan.json",
            r#"{"reviewer":"Jane, product","date":"2026-02-08","flags":[{"key":"modal","default":false,"production":true}]}"#,
            "verified",
        ),
        (
            "artifacts/flags/plan.json",
            r#"{"date":"2026-02-08","flags":[{"key":"modal","default":false,"production":true}]}"#,
            "unsupported",
        ),
        (
            "artifacts/flags/plan.json",
            r#"{"reviewer":"Jane, product","date":"2026-01-02","environment":"production","flags":[{"key":"modal","default":false}]}"#,
            "stale",
        ),
        (
            "artifacts/flags/plan.yml",
            "kind: feature flag plan\napproved_by: Jane (Product)\nflags:\n  FEATURE_MODAL:\n    default: off\n    production: on\n",
            "verified",
        ),
        (
            "artifacts/flags/ld.json",
            r#"{"reviewedBy":"product","environment":"production","flags":{"modal":{"key":"modal","on":true,"environments":{"production":{"on":true}}}}}"#,
            "verified",
        ),
        (
            "artifacts/flags/flag-plan.md",
            "# Production flag plan\n\n- `FEATURE_MODAL` stays off\n- read with product\n",
            "verified",
        ),
        (
            "artifacts/flags/plan.md",
            "# Production flags\n\n| Feature flag | Default | Reviewer |\n|---|---|---|\n| modal | off | Jane (product) |\n",
            "verified",
        ),
    ] {
        expect(FLAGS, &[(path, text)], verdict, "");
        if path.ends_with("plan.md") {
            expect("Feature flags reviewed and approved by product", &[(path, text)], verdict, "");
        }
    }
}

const URLS: &str = "Production app URLs & redirect URIs validated against `PRODUCTION_APP_URL`.";

#[test]
fn all_addresses_of_the_app_have_the_scheme_and_host_of_the_one_that_is_named() {
    let toml = |one: &str, two: &str| {
        format!(
            "name = \"shop\"\napplication_url = \"{one}/app\"\n\n[auth]\nredirect_urls = [\n  \"{one}/auth/callback\",\n  \"{two}/auth/shopify/callback\",\n]\n"
        )
    };
    let good = "https://shop.example.invalid";
    let env = ("artifacts/config/production.env", "PRODUCTION_APP_URL=https://shop.example.invalid\n");
    let path = "artifacts/config/shopify.app.production.toml";
    expect(
        URLS,
        &[(path, &toml(good, good)), env],
        "verified",
        "4 addresses are on https://shop.example.invalid",
    );
    expect(
        URLS,
        &[(path, &toml(good, "http://shop.example.invalid")), env],
        "failed",
        "redirect_urls “http://shop.example.invalid/auth/shopify/callback” (artifacts/config/shopify.app.production.toml:7)",
    );
    expect(URLS, &[(path, &toml(good, "https://localhost:3000")), env], "failed", "1 of 4 addresses not on");
    expect(
        URLS,
        &[(path, &toml("https://other.example.invalid", "https://other.example.invalid")), env],
        "failed",
        "3 of 4",
    );
    expect(URLS, &[("artifacts/config/shopify.app.staging.toml", &toml(good, good))], "unsupported", "");
    for (path, text, verdict) in [
        (
            "artifacts/config/url-check.json",
            r#"{"timestamp":"2026-02-09T08:00:00Z","app":"https://a.example.invalid/app","redirects":["https://a.example.invalid/auth"],"differences":[]}"#,
            "verified",
        ),
        (
            "artifacts/config/url-check.json",
            r#"{"timestamp":"2025-12-09T08:00:00Z","app":"https://a.example.invalid/app","redirects":["https://a.example.invalid/auth"]}"#,
            "stale",
        ),
        (
            "artifacts/config/urls.json",
            r#"{"production_app_url":"https://a.example.invalid","app_url":"https://a.example.invalid/app","redirect_urls":["https://b.example.invalid/auth"]}"#,
            "failed",
        ),
        (
            "artifacts/config/urls.yml",
            "PRODUCTION_APP_URL: https://a.example.invalid\napp_url: https://a.example.invalid/app\nredirect_uris:\n  - https://a.example.invalid/auth\n  - https://A.example.invalid:443/auth/2\n",
            "verified",
        ),
        (
            "artifacts/config/urls.md",
            "# Production URLs\n\n| Setting | URL |\n|---|---|\n| App URL | https://a.example.invalid/app |\n| Redirect URL | `https://a.example.invalid/auth` |\n| Docs | https://docs.example.invalid |\n",
            "verified",
        ),
        (
            "artifacts/config/urls.md",
            "# Production URLs\n\n- App URL: https://a.example.invalid/app\n- Redirect URLs:\n  - https://a.example.invalid/auth\n  - http://localhost:3000/auth\n",
            "failed",
        ),
    ] {
        expect(URLS, &[(path, text)], verdict, "");
        let short = "App addresses and redirect URIs checked against `PRODUCTION_APP_URL`";
        expect(short, &[(path, text)], verdict, "");
    }
}

const REACH: &str = "Monitoring endpoints (synthetic check target, GA MCP host) reachable from CI.";

#[test]
fn the_newest_answer_of_every_endpoint_is_a_success() {
    let json = |code: u16, ms: u16| {
        format!(
            r#"{{"timestamp":"2026-02-09T08:00:00Z","budget_ms":800,"endpoints":[{{"name":"synthetic check target","url":"https://a.example.invalid","status":200,"ms":120}},{{"name":"GA MCP host","url":"https://b.example.invalid","status":{code},"ms":{ms}}}]}}"#
        )
    };
    let path = "artifacts/monitoring/reachability.json";
    expect(REACH, &[(path, &json(200, 80))], "verified", "2 endpoints answered with success");
    expect(
        REACH,
        &[(path, &json(503, 80))],
        "failed",
        "GA MCP host “https://b.example.invalid, HTTP 503, 80 ms”",
    );
    expect(REACH, &[(path, &json(200, 900))], "failed", "budget 800 ms");
    expect(
        REACH,
        &[(path, &json(200, 80).replace("2026-02-09", "2025-12-09"))],
        "stale",
        "from before the previous release",
    );
    let one = r#"[{"endpoint":"https://ga-mcp.example.invalid","status":200,"ms":120}]"#;
    expect(REACH, &[(path, one)], "unsupported", "no answer is told of synthetic check target");
    let two = r#"[{"endpoint":"https://ga-mcp.example.invalid","status":200,"ms":120},{"name":"synthetic check target","endpoint":"https://shop.example.invalid/health","status":204}]"#;
    expect(REACH, &[(path, two)], "verified", "2 endpoints");
    let headers = |code: &str| {
        format!(
            "$ curl -i https://a.example.invalid/health\nHTTP/2 {code} \ncontent-type: text/html\ndate: Mon, 09 Feb 2026 02:59:00 GMT\n\n<html></html>\n"
        )
    };
    let all = "Monitoring endpoints reachable from CI";
    expect(all, &[("artifacts/monitoring/curl-a.log", &headers("200"))], "verified", "1 endpoint answered");
    expect(
        all,
        &[("artifacts/monitoring/curl-a.log", &headers("410"))],
        "failed",
        "https://a.example.invalid/health “HTTP 410” (artifacts/monitoring/curl-a.log:2)",
    );
    let again = headers("200").replace("02:59", "03:59");
    expect(
        all,
        &[("artifacts/monitoring/curl-a.log", &headers("410")), ("artifacts/monitoring/curl-b.log", &again)],
        "verified",
        "1 endpoint",
    );
    for (path, text, verdict) in [
        (
            "artifacts/monitoring/reachability.log",
            "2026-02-09T08:00:00Z GET https://a.example.invalid/health -> 200 in 120ms\n2026-02-09T08:00:01Z GET https://b.example.invalid/ 200 OK\n",
            "verified",
        ),
        (
            "artifacts/monitoring/reachability.log",
            "2026-02-09T08:00:00Z GET https://a.example.invalid/health -> 200\n2026-02-09T08:00:01Z https://b.example.invalid/ connection refused\n",
            "failed",
        ),
        (
            "artifacts/monitoring/reachability.md",
            "# Reachability\n\n| Endpoint | Status | Latency |\n|---|---|---|\n| https://a.example.invalid | 200 | 120 ms |\n| GA MCP | ✅ ok | 80 ms |\n",
            "verified",
        ),
        (
            "artifacts/monitoring/reachability.yml",
            "date: 2026-02-09T08:00:00Z\nendpoints:\n  - name: a\n    reachable: true\n  - name: b\n    reachable: false\n",
            "failed",
        ),
        (
            "artifacts/monitoring/reachability.txt",
            "http_code=200 time_total=0.241500 url_effective=https://a.example.invalid/\nhttp_code=200 time_total=0.141500 url_effective=https://b.example.invalid/\n",
            "verified",
        ),
    ] {
        expect(all, &[(path, text)], verdict, "");
    }
}

const REVIEWERS: &str =
    "`production` environment reviewers (manager + reliability) configured in repository settings.";

#[test]
fn the_required_reviewers_of_the_environment_include_every_role_that_is_named() {
    let github = |name: &str, second: &str| {
        format!(
            r#"{{"id":1,"name":"{name}","created_at":"2020-11-23T22:00:40Z","protection_rules":[{{"id":3,"type":"wait_timer","wait_timer":30}},{{"id":4,"type":"required_reviewers","reviewers":[{{"type":"User","reviewer":{{"login":"release-manager","id":1}}}},{{"type":"Team","reviewer":{{"id":1,"name":"{second} Team","slug":"{second}-team"}}}}]}}]}}"#
        )
    };
    let path = "artifacts/config/environment.json";
    expect(
        REVIEWERS,
        &[(path, &github("production", "reliability"))],
        "verified",
        "required reviewers are release-manager, reliability-team",
    );
    expect(REVIEWERS, &[(path, &github("production", "design"))], "failed", "reliability is not among them");
    expect(REVIEWERS, &[(path, &github("staging", "reliability"))], "unsupported", "");
    let list = format!(
        r#"{{"total_count":2,"environments":[{},{}]}}"#,
        github("staging", "design"),
        github("production", "reliability")
    );
    expect(REVIEWERS, &[(path, &list)], "verified", "reliability-team");
    expect(
        REVIEWERS,
        &[(path, r#"{"name":"production","protection_rules":[]}"#)],
        "failed",
        "no reviewers are required",
    );
    for (path, text, verdict) in [
        (
            "artifacts/config/environment.json",
            r#"{"environment":"production","timestamp":"2026-02-09T08:00:00Z","requiredReviewers":["manager","reliability"]}"#,
            "verified",
        ),
        (
            "artifacts/config/environment.json",
            r#"{"environment":"production","timestamp":"2025-12-09T08:00:00Z","requiredReviewers":["manager","reliability"]}"#,
            "stale",
        ),
        (
            "artifacts/config/environments.yml",
            "environments:\n  production:\n    reviewers:\n      - login: ada\n        role: manager\n      - team: reliability\n",
            "verified",
        ),
        (
            "artifacts/config/environments.yml",
            "environments:\n  production:\n    reviewers: [manager]\n",
            "failed",
        ),
        (
            "artifacts/config/environment.md",
            "# Production environment\n\n- Required reviewers: Ada (manager), @acme/reliability\n",
            "verified",
        ),
        (
            "artifacts/config/environments.md",
            "# Environments\n\n| Environment | Required reviewers |\n|---|---|\n| staging | none |\n| production | manager, reliability |\n",
            "verified",
        ),
        (
            "artifacts/config/environments.md",
            "# Environments\n\n| Environment | Required reviewers |\n|---|---|\n| production | TBD |\n",
            "failed",
        ),
    ] {
        expect(REVIEWERS, &[(path, text)], verdict, "");
        expect(
            "Reviewers of the production environment are manager + reliability",
            &[(path, text)],
            verdict,
            "",
        );
    }
}

#[test]
fn a_document_tells_of_several_kinds_beside_its_prose() {
    let matrix = "# Matrix\n\n| Variable | Staging | Production |\n|---|---|---|\n| `KEY` | vault | `SHOPIFY_API_KEY_PROD` |\n\n## Production Secret Provisioning Status\n\n| Secret | Owner | Status | Target Date |\n|---|---|---|---|\n| `SHOPIFY_API_KEY_PROD` | R | Requested | 2026-02-09 |\n| `ANTHROPIC_API_KEY_PROD` | R | Provided | 2026-02-09 |\n";
    expect(
        SECRETS,
        &[("docs/deployment/env_matrix.md", matrix)],
        "failed",
        "1 not provisioned (2 secrets listed): SHOPIFY_API_KEY_PROD “Requested” (docs/deployment/env_matrix.md:11)",
    );
}

#[test]
fn the_value_of_a_secret_is_withheld_wherever_a_file_is_shown() {
    for line in [
        "SHOPIFY_API_KEY_PROD=abc123def456",
        "export STRIPE_SECRET_LIVE='abc123def456'",
        r#"[{"name": "SUPABASE_SERVICE_KEY", "value": "abc123def456"}]"#,
        "STRIPE_LIVE_KEY=abc123def456",
    ] {
        assert!(!golive::redact::mask(line).text.contains("abc123"), "{line}");
        assert!(!golive::redact::redact(line).text.contains("abc123"), "{line}");
    }
    let pretty = "{\"secrets\": [\n  {\n    \"name\": \"MAIL\",\n    \"value\": \"abc123def456\"\n  }\n]}";
    assert!(!golive::redact::redact(pretty).text.contains("abc123"));
    assert!(golive::redact::mask(pretty).text.contains("\"value\": \"[redacted]\""));
    for line in [
        "FEATURE_TILES=enabled-for-all",
        r#"{"name": "rows", "value": "12345678"}"#,
        "PRODUCTION_APP_URL=https://shop.example.invalid",
        "A_KEY=",
    ] {
        assert_eq!(golive::redact::mask(line).text, line);
    }
}

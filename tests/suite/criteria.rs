//! Claims about reading an item's words: each sentence with what it must give, and sentences that must give nothing.

use golive::assess::words::Grammar;
use golive::model::criterion::Criterion;
use proptest::prelude::*;

/// Criteria in short: `lighthouse.tti<=5000`, `latency[mock]<300`, `HTTP 200`, `within 24h`, `after 1h`.
static GRAMMAR: std::sync::LazyLock<Grammar> = std::sync::LazyLock::new(Grammar::new);

fn read(text: &str) -> String {
    let told = GRAMMAR.criteria(text).into_iter().map(|criterion| match criterion {
        Criterion::Budget { metric, op, value, label, .. } => {
            let label = label.map(|label| format!("[{label}]")).unwrap_or_default();
            format!("{metric}{label}{}{value}", op.sign())
        }
        Criterion::Status { code } => format!("HTTP {code}"),
        Criterion::Within { seconds } => format!("within {}", span(seconds)),
        Criterion::After { seconds } => format!("after {}", span(seconds)),
        Criterion::Unexpired { path, .. } => format!("unexpired {path}"),
    });
    told.collect::<Vec<_>>().join("; ")
}

fn span(seconds: i64) -> String {
    match seconds {
        s if s % 3600 == 0 => format!("{}h", s / 3600),
        s if s % 60 == 0 => format!("{}min", s / 60),
        s => format!("{s}s"),
    }
}

const SENTENCES: &[(&str, &str)] = &[
    // Lighthouse scores
    (
        "Lighthouse report meets budgets (Performance ≥ 90, TTI ≤ 5s)",
        "lighthouse.performance>=90; lighthouse.tti<=5000",
    ),
    ("Lighthouse **Performance** >= 90", "lighthouse.performance>=90"),
    ("performance score at least 0.9", "lighthouse.performance>=90"),
    ("Performance score of 95 or better", "lighthouse.performance>=95"),
    ("Performance above 89", "lighthouse.performance>89"),
    ("Performance ≥ 90%", "lighthouse.performance>=90"),
    ("Accessibility ≥ 95 and SEO ≥ 90", "lighthouse.accessibility>=95; lighthouse.seo>=90"),
    ("Best Practices >= 92", "lighthouse.best-practices>=92"),
    ("lighthouse.performance >= 90", "lighthouse.performance>=90"),
    ("lighthouse.tti <= 5s", "lighthouse.tti<=5000"),
    ("Performance: ≥ 85", "lighthouse.performance>=85"),
    // Lighthouse times
    ("TTI under 4.5 s on mobile", "lighthouse.tti<4500"),
    ("TTI ≤ 5000ms", "lighthouse.tti<=5000"),
    ("Time to Interactive below 5 seconds", "lighthouse.tti<5000"),
    ("time to interactive no more than 3.8s", "lighthouse.tti<=3800"),
    ("LCP < 2.5s", "lighthouse.lcp<2500"),
    ("Largest Contentful Paint within 2.5 s", "lighthouse.lcp<=2500"),
    ("FCP ≤ 1800 ms", "lighthouse.fcp<=1800"),
    ("TBT under 200ms", "lighthouse.tbt<200"),
    ("Total Blocking Time at most 200 ms", "lighthouse.tbt<=200"),
    ("CLS ≤ 0.1", "lighthouse.cls<=0.1"),
    ("CLS below 0,1", "lighthouse.cls<0.1"),
    ("Speed Index < 3.4s", "lighthouse.si<3400"),
    ("LCP ≤ 2,5s and CLS ≤ 0.1", "lighthouse.lcp<=2500; lighthouse.cls<=0.1"),
    // latency
    ("Synthetic smoke log under budget (<300ms mock / <800ms live)", "latency[mock]<300; latency[live]<800"),
    ("Smoke: ≤ 300 ms (mock), ≤ 800 ms (live)", "latency[mock]<=300; latency[live]<=800"),
    ("Smoke check under 800ms live", "latency[live]<800"),
    ("Probe latest run under 200ms (`logs/probe.txt`)", "latency<200"),
    ("p95 latency below 1.5 s", "latency<1500"),
    ("Response time at most 2 seconds", "latency<=2000"),
    ("Health check answers in less than 250 milliseconds", "latency<250"),
    ("Synthetic check, budget 800ms, recorded", "latency<=800"),
    ("Synthetic check (budget: 800 ms)", "latency<=800"),
    ("Smoke budget of 1s", "latency<=1000"),
    (
        "Synthetic check (production target `https://x.example.invalid/app?mock=0`, budget 800ms)",
        "latency[live]<=800",
    ),
    ("Check `https://x.example.invalid/app?mock=1` within 300ms", "latency[mock]<=300"),
    ("Load test p99 no more than 900ms", "latency<=900"),
    ("Homepage loads in under 3 s", "latency<3000"),
    // status
    ("Endpoints responding (HTTP 200 within budget)", "HTTP 200"),
    ("Login page returns HTTP 200", "HTTP 200"),
    ("Old URL answers status 301", "HTTP 301"),
    ("Health endpoint gives HTTP status 204", "HTTP 204"),
    ("returns status code 200 in under 500ms", "latency<500; HTTP 200"),
    // windows
    ("Operator dry run completed on staging within last 48h (attach run log)", "within 48h"),
    ("Staging deploy successful within the last 24 hours", "within 24h"),
    ("Backup executed within last 24h", "within 24h"),
    ("Backup taken in the last 12 hrs", "within 12h"),
    ("Backup in the past 2 days", "within 48h"),
    ("Restore drill rehearsal date < 30 days (else run before go-live)", "within 720h"),
    ("Restore drill less than 30 days old", "within 720h"),
    ("Restore drill no older than 2 weeks", "within 336h"),
    ("Access review within the previous 90 days", "within 2160h"),
    ("Pen test not older than 52 weeks", "within 8736h"),
    ("Smoke test within 30 minutes before the tag", "within 30min"),
    ("Dry run within last 1.5 days", "within 36h"),
    ("Run log ≤ 48 h old", "within 48h"),
    ("Secrets rotated at most 90 days ago", "within 2160h"),
    ("Report is under 7 days old", "within 168h"),
    ("Lighthouse Performance ≥ 90, run within last 24h", "lighthouse.performance>=90; within 24h"),
    // after
    ("Confirm monitoring dashboards stable after 60 minutes", "after 1h"),
    ("Error rate checked after 24h", "after 24h"),
    ("Dashboards quiet after at least 2 hours", "after 2h"),
    ("Review metrics after 1 week", "after 168h"),
    // nothing computable
    ("Product sign-off recorded in `feedback/product.md` including release scope and target date/time.", ""),
    ("Support & marketing briefed on release window and rollback contacts.", ""),
    ("Latest CI run on `main` green (tests + lint + typecheck) with artifact links.", ""),
    ("Confirm secret rotation schedule up to date (`docs/runbooks/secret_rotation.md`).", ""),
    ("Production app loads without console errors (Chrome + Safari smoke).", ""),
    ("Operator login + tile rendering validated with live data.", ""),
    ("Check top 5 records", ""),
    ("Version 2.0 of the API is documented", ""),
    ("Python ≥ 3.11 everywhere", ""),
    ("At least 2 approvers", ""),
    ("Error budget not exhausted", ""),
    ("Budget approved by finance", ""),
    ("Performance reviewed", ""),
    ("SEO texts done", ""),
    ("Ports 8080 and 443 open", ""),
    ("Issue #200 closed", ""),
    ("Ticket HD-300 done", ""),
    ("Inform product/support/marketing of completion and open questions.", ""),
    ("", ""),
    ("   ", ""),
    ("100 %", ""),
    ("Rollback rehearsed with on-call", ""),
    ("Terms updated on 2026-01-01", ""),
];

#[test]
fn each_sentence_demands_what_its_words_say() {
    let wrong = SENTENCES.iter().filter(|(text, want)| read(text) != *want);
    let wrong = wrong.map(|(text, want)| format!("{text}\n    want: {want}\n    read: {}", read(text)));
    let wrong = wrong.collect::<Vec<_>>();
    assert!(
        wrong.is_empty(),
        "{} of {} are read wrongly:\n{}",
        wrong.len(),
        SENTENCES.len(),
        wrong.join("\n")
    );
}

proptest! {
    #[test]
    fn reading_never_panics_and_is_pure(text in "\\PC{0,200}") {
        prop_assert_eq!(read(&text), read(&text));
    }

    #[test]
    fn a_score_of_one_and_of_a_hundred_mean_the_same(score in 51u32..100) {
        let of_one = read(&format!("Performance >= 0.{score:02}"));
        prop_assert_eq!(of_one, read(&format!("Performance >= {score}")));
    }

    #[test]
    fn seconds_and_milliseconds_mean_the_same(seconds in 1u32..1000) {
        prop_assert_eq!(read(&format!("TTI <= {seconds}s")), read(&format!("TTI ≤ {seconds}000 ms")));
        prop_assert_eq!(read(&format!("smoke under {seconds} s")), read(&format!("smoke under {seconds}000ms")));
    }

    #[test]
    fn hours_and_days_mean_the_same(days in 1u32..400) {
        prop_assert_eq!(read(&format!("within last {days} days")), read(&format!("within the last {}h", days * 24)));
    }
}

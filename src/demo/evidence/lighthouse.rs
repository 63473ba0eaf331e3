//! Lighthouse reports in the shape of versions 12 and 13: small, but with every key that a reader needs; and the team's own budgets.

use super::records::{json_bytes, path};
use crate::demo::{error::DemoError, moment::Moment, seed::Chance};
use serde_json::{Value, json};

/// The device that Lighthouse pretends to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormFactor {
    /// A telephone.
    Mobile,
    /// A desk machine.
    Desktop,
}

impl FormFactor {
    fn word(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Desktop => "desktop",
        }
    }

    /// How much faster it is than a telephone, in hundredths.
    fn pace(self) -> u32 {
        match self {
            Self::Mobile => 100,
            Self::Desktop => 38,
        }
    }
}

/// Metrics: audit id, title, milliseconds at a score of 100, more milliseconds for each point less, weight. The weights are those of
/// version 10 and later.
const METRICS: [(&str, &str, u32, u32, u32); 5] = [
    ("first-contentful-paint", "First Contentful Paint", 980, 42, 10),
    ("largest-contentful-paint", "Largest Contentful Paint", 1650, 118, 25),
    ("speed-index", "Speed Index", 1820, 66, 10),
    ("total-blocking-time", "Total Blocking Time", 40, 31, 30),
    ("interactive", "Time to Interactive", 2150, 172, 0),
];

/// Other audits: id, title, category, and the performance score under which they fail.
const OTHERS: [(&str, &str, &str, u32); 5] = [
    ("unused-javascript", "Reduce unused JavaScript", "performance", 95),
    ("render-blocking-resources", "Eliminate render-blocking resources", "performance", 85),
    (
        "color-contrast",
        "Background and foreground colors have a sufficient contrast ratio",
        "accessibility",
        92,
    ),
    ("errors-in-console", "No browser errors logged to the console", "best-practices", 80),
    ("meta-description", "Document has a meta description", "seo", 0),
];

/// A run of Lighthouse on the staging desk.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// When it was made.
    pub at: Moment,
    /// Telephone or desk machine.
    pub form: FormFactor,
    /// Performance of 100.
    pub score: u32,
    /// Lighthouse's version.
    pub version: &'static str,
    /// Whether the page never painted.
    pub broke: bool,
}

/// The team's own budgets for Lighthouse CI.
pub fn budgets() -> (String, Vec<u8>) {
    ("lighthouserc.json".to_owned(), include_bytes!("../text/lighthouserc.json").to_vec())
}

/// A report of a run.
///
/// # Errors
/// Never for the numbers that the demo makes.
pub fn report(run: Run, chance: &mut Chance) -> Result<(String, Vec<u8>), DemoError> {
    let Run { at, form, score, version, broke } = run;
    let url = "https://staging.desk.harbor.example.invalid/app?mock=1";
    let lost = 100_u32.saturating_sub(score);
    let (mut audits, refs) = metrics(form, score, lost, chance);
    for (id, title, _, least) in OTHERS {
        let passed = f64::from(u8::from(score >= least));
        audits.insert(
            id.to_owned(),
            json!({"id": id, "title": title, "score": passed, "scoreDisplayMode": "binary"}),
        );
    }
    let mut report = json!({
        "lighthouseVersion": version,
        "requestedUrl": url,
        "mainDocumentUrl": url,
        "finalDisplayedUrl": url,
        "finalUrl": url,
        "fetchTime": at.iso(),
        "gatherMode": "navigation",
        "runWarnings": [],
        "userAgent": "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0",
        "environment": {
            "hostUserAgent": "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0",
            "benchmarkIndex": 1500 + chance.between(0, 400),
        },
        "configSettings": {
            "formFactor": form.word(), "throttlingMethod": "simulate", "locale": "en-US",
            "throttling": {"rttMs": 150, "throughputKbps": 1638.4, "cpuSlowdownMultiplier": 4},
        },
        "audits": audits,
        "categories": {
            "performance": {"id": "performance", "title": "Performance", "score": fraction(score), "auditRefs": refs},
            "accessibility": category("accessibility", "Accessibility", chance.between(94, 100)),
            "best-practices": category("best-practices", "Best Practices", chance.between(92, 100)),
            "seo": category("seo", "SEO", chance.between(90, 100)),
        },
    });
    if broke {
        let told = [
            ("runtimeError", json!({"code": "NO_FCP", "message": "The page did not paint any content."})),
            (
                "categories",
                json!({"performance": {"id": "performance", "title": "Performance", "score": null, "auditRefs": refs}}),
            ),
            ("audits", json!({})),
        ];
        for (key, value) in told {
            report.as_object_mut().and_then(|report| report.insert(key.to_owned(), value));
        }
    }
    Ok((path("lighthouse", at, &format!("lhr-{}", form.word()), "json"), json_bytes(&report)?))
}

fn metrics(
    form: FormFactor,
    score: u32,
    lost: u32,
    chance: &mut Chance,
) -> (serde_json::Map<String, Value>, Vec<Value>) {
    let (mut audits, mut refs) = (serde_json::Map::new(), Vec::new());
    for (id, title, base, slope, weight) in METRICS {
        let millis = f64::from((base + slope * lost) * form.pace()) / 100.0 + chance.millis(0, 60);
        audits.insert(id.to_owned(), audit(id, title, fraction(score), millis, "millisecond"));
        refs.push(json!({"id": id, "weight": weight, "group": "metrics"}));
    }
    let shift = f64::from(lost) / 500.0 + f64::from(chance.between(0, 9)) / 1000.0;
    let id = "cumulative-layout-shift";
    audits.insert(id.to_owned(), audit(id, "Cumulative Layout Shift", fraction(score), shift, "unitless"));
    refs.push(json!({"id": id, "weight": 25, "group": "metrics"}));
    (audits, refs)
}

fn fraction(score: u32) -> f64 {
    f64::from(score) / 100.0
}

fn audit(id: &str, title: &str, score: f64, value: f64, unit: &str) -> Value {
    json!({
        "id": id, "title": title, "score": score, "scoreDisplayMode": "numeric",
        "numericValue": (value * 1000.0).round() / 1000.0, "numericUnit": unit,
    })
}

fn category(id: &str, title: &str, score: u32) -> Value {
    let parts =
        OTHERS.iter().filter(|(.., of, _)| *of == id).map(|(part, ..)| json!({"id": part, "weight": 3}));
    json!({"id": id, "title": title, "score": fraction(score), "auditRefs": parts.collect::<Vec<_>>()})
}

//! Tables of scores: unlighthouse's CSV and JSON, and Lighthouse's CSV (`--output csv`, 10 and later): addresses and time, then the score of each category, then the audits.
//!
//! It tells neither Lighthouse's version nor the form factor nor what a score is made of, and its numbers are words for a reader, so that only
//! the scores are taken.

use crate::read::lighthouse::lhr::{Audit, AuditRef, Category, Lhr};
use crate::read::value::json::Scalar;
use crate::read::value::source::Source;
use crate::read::value::tree::Node;
use std::collections::BTreeMap;

/// How the tables of unlighthouse and of Lighthouse begin.
const SITE: &str = "URL,Score,Performance,";
const HEAD: &str = "\"requestedUrl\",\"finalDisplayedUrl\",\"fetchTime\",\"gatherMode\"";

/// Whether a text is such a table.
pub fn is_table(source: &Source<'_>) -> bool {
    source.text().starts_with(HEAD)
}

/// The run that such a table tells.
pub(crate) fn run(text: &str) -> Lhr {
    let mut lhr = Lhr { is_table: true, ..Lhr::default() };
    let (mut categories, mut audits) = (BTreeMap::new(), BTreeMap::new());
    let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    for (at, row) in table.records().flatten().enumerate() {
        let cell = |n: usize| row.get(n).unwrap_or_default();
        let text = |n: usize| Scalar::Text(cell(n).to_owned());
        let number = |n: usize| cell(n).parse().map_or(Scalar::Null, Scalar::Number);
        match (at, row.len()) {
            (0, _) => {
                (lhr.requested_url, lhr.final_displayed_url) = (text(0), text(1));
                (lhr.fetch_time, lhr.gather_mode) = (text(2), text(3));
            }
            (_, 2) if cell(0) != "category" => {
                // A score of 0 is also that of a category of which no audit has any weight.
                let weight = if number(1).number() == Some(0.0) { Scalar::Null } else { Scalar::Number(1.0) };
                let part = AuditRef { id: text(0), weight, ..AuditRef::default() };
                categories.insert(cell(0).to_owned(), Category { score: number(1), audit_refs: vec![part] });
            }
            (_, 5) if cell(1) == "http-status-code" => {
                let (score, display_value) = (number(2), text(3));
                audits.insert(cell(1).to_owned(), Some(Audit { score, display_value, ..Audit::default() }));
            }
            _ => {}
        }
    }
    (lhr.categories, lhr.audits) = (Some(categories), Some(audits));
    lhr
}

/// The categories of Lighthouse, as unlighthouse heads its columns and as Lighthouse names them.
const CATEGORIES: [(&str, &str); 4] = [
    ("Performance", "performance"),
    ("Accessibility", "accessibility"),
    ("Best Practices", "best-practices"),
    ("SEO", "seo"),
];

/// Whether this is what unlighthouse writes in CI: the scores of all pages of a site, as CSV or JSON.
pub fn is_site(source: &Source<'_>) -> bool {
    source.text().starts_with(SITE) || !pages(source).is_empty()
}

/// The pages that unlighthouse tells, each as a run.
pub(crate) fn site(text: &str) -> Vec<Lhr> {
    let source = Source::new("ci-result.json", text.as_bytes());
    if text.starts_with(SITE) {
        let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let heads = table.headers().cloned().unwrap_or_default();
        let page = |row: csv::StringRecord| {
            let cell =
                |name: &str| row.get(heads.iter().position(|head| head == name)?).map(ToOwned::to_owned);
            let score = |name: &str| cell(name)?.parse::<f64>().ok().map(|score| score / 100.0);
            page(cell("URL").unwrap_or_default(), |(head, _)| score(head))
        };
        return table.records().flatten().map(page).collect();
    }
    let of = |node: &&Node| {
        let score = |id: &str| {
            node.word_at(id).or_else(|| node.word_at(&format!("categories/{id}/score")))?.parse().ok()
        };
        page(node.word_at("path").unwrap_or_default().to_owned(), |(_, id)| score(id))
    };
    pages(&source).iter().map(of).collect()
}

fn page(path: String, score: impl Fn((&str, &str)) -> Option<f64>) -> Lhr {
    let category = |(head, id): (&str, &str)| {
        let part =
            AuditRef { id: Scalar::Text(id.to_owned()), weight: Scalar::Number(1.0), ..AuditRef::default() };
        let score = score((head, id)).map_or(Scalar::Null, Scalar::Number);
        (id.to_owned(), Category { score, audit_refs: vec![part] })
    };
    let categories = Some(CATEGORIES.into_iter().map(category).collect());
    Lhr { is_table: true, requested_url: Scalar::Text(path), categories, ..Lhr::default() }
}

/// The pages of the short JSON, or of the long one with its metrics.
fn pages<'s>(source: &'s Source<'_>) -> Vec<&'s Node> {
    let is_likely = source.is_json() && source.text().contains("\"best-practices\"");
    let Some(tree) = source.tree().filter(|_| is_likely) else { return Vec::new() };
    let routes = tree.at("routes/*");
    let mut pages = if routes.is_empty() { tree.at("*") } else { routes };
    pages.retain(|page| {
        page.has(&["path", "score"]) && (page.has(&["performance"]) || page.has(&["categories"]))
    });
    pages
}

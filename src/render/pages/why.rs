//! A sentence of the judge on a page: the files that it names are links with short words, its times are real times.

use super::parts;
use crate::assess::result::judgement::{ItemJudgement, Judgement};
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::speaker::ChecklistPlace;
use crate::render::html::{Html, escape, visible};
use crate::render::page::Scene;
use crate::render::words;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A moment as sentences write it.
static MOMENT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z").ok());

/// Why an item stands as it does at one vantage.
pub fn reason(
    scene: &Scene<'_>,
    from: &str,
    r: &ReleaseAssessment,
    item: &ItemJudgement,
    standing: &Judgement,
) -> Html {
    sentence(scene, from, &behind(standing), &words::reason(scene.dossier, r, item, standing))
}

/// The same without what is wrong one by one, where that is much; and that, for a list.
pub fn reason_and_list(
    scene: &Scene<'_>,
    from: &str,
    r: &ReleaseAssessment,
    item: &ItemJudgement,
    standing: &Judgement,
) -> (Html, Vec<Html>) {
    let mut text = words::reason(scene.dossier, r, item, standing);
    let (evidence, mut list) = (behind(standing), Vec::new());
    for (joined, rows) in standing.criteria.iter().filter_map(|judged| words::named(scene.dossier, judged)) {
        if let Some((before, after)) = text.split_once(&format!(": {joined}")) {
            text = format!("{before}{after}");
            list.extend(rows.iter().map(|row| sentence(scene, from, &evidence, row)));
        }
    }
    (sentence(scene, from, &evidence, &text), list)
}

/// Where an item stands: the line of its checklist as it was at the release.
pub fn place(scene: &Scene<'_>, r: &ReleaseAssessment, item: &ItemJudgement) -> Html {
    let at = scene.dossier.history.snapshots.get(r.snapshot);
    let Some((at, in_force)) = at.zip(r.in_force.as_ref()) else { return Html::default() };
    let section = in_force.checklist.sections.get(item.section);
    let line = section.and_then(|section| section.items.get(item.index)).map_or(0, |item| item.line);
    match in_force.origin_of(item.section) {
        ChecklistPlace::File { path, .. } => parts::source(scene, at.commit, path, line),
        ChecklistPlace::TagMessage { .. } => parts::tag_message(scene, at, line),
    }
}

/// The evidence that a standing names.
fn behind(standing: &Judgement) -> Vec<usize> {
    let observed = standing.criteria.iter().filter_map(|judged| Some(judged.observed.as_ref()?.evidence));
    standing.evidence.iter().copied().chain(observed).collect()
}

/// A sentence in which the paths of some evidence become links to its pages. A link shows the file's name; its title has the path.
pub fn sentence(scene: &Scene<'_>, from: &str, evidence: &[usize], text: &str) -> Html {
    let mut links: BTreeMap<&str, String> = evidence
        .iter()
        .filter_map(|index| {
            let path = &*scene.dossier.evidence.get(*index)?.path;
            let href = scene.routes.evidence(from, *index)?;
            let name = path.rsplit('/').next().unwrap_or(path);
            let link =
                format!("<a class=\"path\" href=\"{href}\" title=\"{}\">{}</a>", escape(path), visible(name));
            Some((path, link))
        })
        .collect();
    let text = parts::sentence(text);
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((at, path)) = first(rest, &links) {
        out.push_str(&with_times(rest.get(..at).unwrap_or_default()));
        // Linked once; where the sentence names it again, its name is enough.
        let name =
            format!("<span class=\"path\">{}</span>", visible(path.rsplit('/').next().unwrap_or(path)));
        out.push_str(&links.insert(path, name).unwrap_or_default());
        rest = rest.get(at + path.len()..).unwrap_or_default();
    }
    out.push_str(&with_times(rest));
    Html::made(out)
}

/// The first path that stands in a text by itself, the longest where several begin there.
fn first<'a>(text: &str, links: &BTreeMap<&'a str, String>) -> Option<(usize, &'a str)> {
    let bound = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '_' | '-'));
    let alone = |path: &str| {
        let stands = |at: &usize| {
            let before = text.get(..*at).and_then(|before| before.chars().next_back());
            let after = text.get(at + path.len()..).and_then(|after| after.chars().next());
            bound(before) && before != Some('.') && bound(after)
        };
        text.match_indices(path).map(|(at, _)| at).find(stands)
    };
    links
        .keys()
        .filter_map(|path| Some((alone(path)?, *path)))
        .min_by_key(|(at, path)| (*at, std::cmp::Reverse(path.len())))
}

/// Text with its moments as a reader of the site sees them everywhere else.
pub fn with_times(text: &str) -> String {
    let Some(pattern) = MOMENT.as_ref() else { return visible(text) };
    let mut out = String::new();
    let mut end = 0;
    for found in pattern.find_iter(text) {
        let Ok(at) = found.as_str().parse() else { continue };
        out.push_str(&visible(text.get(end..found.start()).unwrap_or_default()));
        out.push_str(parts::moment(at).as_str());
        end = found.end();
    }
    out.push_str(&visible(text.get(end..).unwrap_or_default()));
    out
}

//! The commits that a release brought: who wrote them, and what they say of themselves.

use super::parts::{self, Cell, Table};
use crate::model::commit::Commit;
use crate::render::format;
use crate::render::html::{Html, escape, visible};
use crate::render::language::say;
use crate::render::page::Scene;
use regex::Regex;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

/// So many commits are listed, the newest; `git log` has all.
const ROWS: usize = 200;

/// An issue or a pull request as messages name it: `#12`, `pull request #12`, `Merged PR 12`, `group/name!12`.
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)(\bpull request #?|\bPR #?|!|#)(\d{1,9})\b").ok());

/// The commits of a release.
#[derive(Debug, Serialize)]
pub struct CommitsView {
    lead: String,
    table: Table,
    forge_html: Html,
}

/// The commits that no earlier release holds, newest first. `None` where there are none.
pub fn view(scene: &Scene<'_>, snapshot: usize) -> Option<CommitsView> {
    let all = scene.commits_of(snapshot);
    let history = &scene.dossier.history;
    let mut authors: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for commit in all {
        authors.entry(commit.author.key()).or_insert((&commit.author.name, 0)).1 += 1;
    }
    let mut by_work: Vec<(&str, usize)> = authors.into_values().collect();
    by_work.sort_by_key(|(name, commits)| (std::cmp::Reverse(*commits), *name));
    let names: Vec<String> =
        by_work.iter().take(12).map(|(name, n)| format!("{name} ({})", format::integer(*n))).collect();
    let more = match by_work.len() - names.len() {
        0 => String::new(),
        rest => say!(" and {others}", others = format::count(rest, "other", "others")),
    };
    let shown = match all.len() > ROWS {
        true => say!("; the newest {n} are listed", n = ROWS),
        false => String::new(),
    };
    let commits = format::count(all.len(), "commit", "commits");
    let names = names.join(", ") + &more;
    let lead = say!("{commits} that no earlier release holds, by {names}{shown}.", commits, names, shown);
    let columns = [say!("Recorded"), say!("Author"), say!("Message"), say!("Commit")];
    let mut table = Table::new(say!("Commits of this release, newest first"), &columns);
    table.quiet = true;
    table.rows = all.iter().rev().take(ROWS).map(|commit| row(scene, commit)).collect();
    let previous = scene.assessment.releases.get(snapshot).and_then(|release| release.previous);
    let ends = previous.and_then(|before| Some((before, history.snapshots.get(before)?)));
    let forge_html = match (&scene.forge, ends, history.snapshots.get(snapshot)) {
        (Some(forge), Some((_, before)), Some(own)) => Html::made(format!(
            "<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
            escape(&forge.compare(before.commit, own.commit)),
            escape(&say!("All changes since {release}", release = before.name))
        )),
        _ => Html::default(),
    };
    let table = table.unless_empty().map(Table::filtered)?;
    Some(CommitsView { lead, table, forge_html })
}

fn row(scene: &Scene<'_>, commit: &Commit) -> Vec<Cell> {
    vec![
        Cell::html(parts::moment(commit.committed)).with("nowrap"),
        Cell::text(&commit.author.name),
        Cell::html(message(scene, &commit.summary)).with("words"),
        Cell::html(parts::commit(scene, commit.id)),
    ]
}

/// A message whose issues and pull requests lead to the forge.
fn message(scene: &Scene<'_>, text: &str) -> Html {
    let (Some(forge), Some(pattern)) = (&scene.forge, NUMBER.as_ref()) else {
        return Html::made(visible(text));
    };
    let (mut out, mut end) = (String::new(), 0);
    for found in pattern.captures_iter(text) {
        let number = found.get(2).and_then(|number| number.as_str().parse().ok());
        let (Some(whole), Some(number)) = (found.get(0), number) else { continue };
        out.push_str(&visible(text.get(end..whole.start()).unwrap_or_default()));
        let is_issue = found.get(1).is_some_and(|sign| sign.as_str() == "#");
        let address = escape(&if is_issue { forge.issue(number) } else { forge.pull(number) });
        let _ = write!(out, "<a href=\"{address}\" rel=\"noopener noreferrer\">{}</a>", whole.as_str());
        end = whole.end();
    }
    out.push_str(&visible(text.get(end..).unwrap_or_default()));
    Html::made(out)
}

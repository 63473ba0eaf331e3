//! Where a version of evidence comes from: who recorded it when, what it claims, its hashes, and the changes that led to it.

use super::parts::{self, Cell, Fact, Table};
use crate::model::evidence::{Evidence, Kind};
use crate::model::id::Oid;
use crate::model::time::{Claim, ClaimSource, Precision};
use crate::render::html::{Html, escape, visible};
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::{format, words};

/// What is known of a version beside its content: times, names and hashes.
pub(super) fn facts(scene: &Scene<'_>, path: &str, version: &Evidence) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |name, body_html| facts.push(Fact { name, body_html });
    let commit = scene.dossier.history.commits.get(version.recorded_by);
    if let Some(commit) = commit {
        let by = Html::text(&say!("by {name} in", name = commit.author.name));
        let source = parts::file_at(scene, commit.id, &version.path);
        let body = [parts::moment(version.recorded), by, source, Html::text(&commit.summary)];
        add(say!("Recorded"), parts::joined(&body, " "));
    }
    add(say!("Claimed time"), version.facts.claim.map_or_else(|| Html::text(say!("none stated")), claimed));
    if let Some(apart) = words::apart(version) {
        add(say!("Difference"), Html::text(&apart));
    }
    let clock = words::evidence_clock(version).1;
    add(say!("Judged by"), Html::text(&say!("the time {clock}", clock)));
    let kind = words::kind_word(&version.facts.kind);
    add(say!("Kind"), Html::text(&format!("{kind}, {}", format::bytes(version.facts.bytes))));
    if let Some(title) = &version.facts.title {
        add(say!("Title"), Html::text(title));
    }
    add(say!("Blob"), Html::made(format!("<span class=\"id\">{}</span>", version.blob)));
    add(say!("SHA-256"), Html::made(format!("<span class=\"id\">{}</span>", escape(&version.facts.sha256))));
    if let Some(commit) = commit.filter(|_| version.facts.kind == Kind::Lighthouse) {
        facts.push(Fact { name: say!("Original"), body_html: original(scene, commit.id, &version.path) });
    }
    facts.extend(front(version));
    if let Some(body_html) = replaced(scene, path, version) {
        facts.push(Fact { name: say!("Replaced"), body_html });
    }
    facts
}

/// When and by what a version was replaced, if it was.
fn replaced(scene: &Scene<'_>, path: &str, version: &Evidence) -> Option<Html> {
    let history = &scene.dossier.history;
    let (name, track) = history.tracks.get_key_value(&version.path)?;
    let own = track.changes.iter().rposition(|change| change.blob == Some(version.blob))?;
    let change = track.changes.get(own + 1)?;
    let commit = history.commits.get(change.commit)?;
    let next = change.blob.and_then(|blob| scene.dossier.versions.get(&(name.clone(), blob)));
    let link = next.and_then(|next| scene.routes.evidence(path, *next));
    let by = match link {
        Some(href) => Html::made(format!("<a href=\"{href}\">{}</a>", escape(say!("by another version")))),
        None if change.blob.is_some() => Html::text(say!("by another version")),
        None => Html::text(say!("removed")),
    };
    Some(parts::joined(&[parts::moment(commit.committed), by], " "))
}

/// The time that a file claims, where it does, and how exactly.
fn claimed(claim: Claim) -> Html {
    let precision = match claim.precision {
        Precision::Day => say!("the day only"),
        Precision::Unzoned => say!("without a zone, read in that of the commit that recorded it"),
        Precision::Ambiguous => say!("with letters that mean several zones"),
        Precision::Exact => say!("exact"),
    };
    let source = match claim.source {
        ClaimSource::Content => say!("its content says so"),
        ClaimSource::FileName => say!("its file name says so"),
    };
    let words = format!("({source}; {precision}; {})", say!("not proven"));
    parts::joined(&[parts::claimed(claim), Html::text(&words)], " ")
}

/// What its front matter says, and the hash of what stands behind it.
fn front(version: &Evidence) -> Vec<Fact> {
    let Some(front) = &version.facts.front else { return Vec::new() };
    let mut facts = Vec::new();
    if !front.body_sha256.is_empty() {
        let hash = format!("<span class=\"id\">{}</span>", escape(&front.body_sha256));
        let hash = [Html::made(hash), Html::text(say!("(what stands behind its front matter)"))];
        facts.push(Fact { name: say!("SHA-256 of the body"), body_html: parts::joined(&hash, " ") });
    }
    let fields: Vec<String> = front.fields.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    if !fields.is_empty() {
        let text = crate::redact::redact(&fields.join("\n")).text.replace('\n', "; ");
        facts.push(Fact { name: say!("Front matter"), body_html: Html::made(visible(&text)) });
    }
    facts
}

/// Where the file itself lies, which is not shown: at the forge, else in the repository.
fn original(scene: &Scene<'_>, commit: Oid, path: &str) -> Html {
    let words = match &scene.forge {
        Some(forge) => {
            return Html::made(format!(
                "<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
                escape(&forge.blob(commit, path, 0)),
                escape(say!("the file as it was recorded"))
            ));
        }
        None => words::shell(&format!("{commit}:{path}")),
    };
    Html::made(format!("<code>git show {}</code>", escape(&words)))
}

/// So many changes of a path are shown before the one that set this version: a file that changes with every release would otherwise make
/// a site grow with the square of its history.
const CHANGES: usize = 3;

/// The last changes of the path up to the one that set this version; nothing for a file that was only added.
pub(super) fn changes(scene: &Scene<'_>, version: &Evidence) -> Option<Table> {
    let all = &scene.dossier.history.tracks.get(&version.path)?.changes;
    let set = all.iter().position(|change| change.commit == version.recorded_by).filter(|set| *set > 0)?;
    let shown = all.get(set.saturating_sub(CHANGES)..=set)?;
    let caption = say!(
        "The changes of this path up to this version, the newest {n} of {all} (all: git log -- {path})",
        n = shown.len(),
        all = format::integer(set + 1),
        path = words::shell(&version.path)
    );
    let columns = [say!("When"), say!("What"), say!("By"), say!("Commit"), say!("Message")];
    let mut table = Table::new(caption, &columns);
    for change in shown {
        let Some(commit) = scene.dossier.history.commits.get(change.commit) else { continue };
        let what = match change.blob {
            Some(blob) if blob == version.blob => say!("set to this version"),
            Some(_) => say!("set to another version"),
            None => say!("removed"),
        };
        table.rows.push(vec![
            Cell::html(parts::moment(commit.committed)).with("nowrap"),
            Cell::text(what),
            Cell::text(&commit.author.name),
            Cell::html(parts::commit(scene, commit.id)),
            Cell::text(&commit.summary),
        ]);
    }
    table.unless_empty()
}

//! Atom and JSON feeds of the newest releases.
//!
//! Ids are UUIDs made from object ids, so that they stay the same under any address. Without a base URL links are relative to the feed.

use super::json::bytes;
use super::source::{Drawn, Source, pair, readiness, refused};
use crate::assess::result::outcome::OutcomeState;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::tally::Tallies;
use crate::model::{id::short_sha256, release::Snapshot, time::rfc3339};
use crate::render::{language::say, words, xml::legal};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use serde_json::{Value, json};
use std::io;

/// A feed holds the newest releases only.
const ENTRIES: usize = 50;

/// A UUID (version 8, RFC 9562) from the SHA-256 of a name.
fn uuid(name: &str) -> String {
    let mut hex: Vec<char> = short_sha256(name.as_bytes(), 32).chars().collect();
    for (at, digit) in [(12, '8'), (16, 'a')] {
        if let Some(slot) = hex.get_mut(at) {
            *slot = digit;
        }
    }
    let part = |range: std::ops::Range<usize>| hex.get(range).unwrap_or_default().iter().collect::<String>();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0..8), part(8..12), part(12..16), part(16..20), part(20..32))
}

/// The repository's first commit names the feed.
fn feed_id(source: &Source<'_>) -> String {
    let root = source.dossier.history.commits.first().map(|commit| commit.id.to_string());
    uuid(&format!("golive feed {}", root.unwrap_or_default()))
}

struct Entry {
    id: String,
    title: String,
    time: String,
    author: Option<String>,
    link: String,
    text: String,
}

fn entries(source: &Source<'_>, from: &str) -> Vec<Entry> {
    let newest = source.newest_first().take(ENTRIES);
    newest
        .map(|(at, snapshot, release)| Entry {
            id: entry_id(snapshot),
            title: title(snapshot, release),
            time: rfc3339(snapshot.time),
            author: snapshot.tag.as_ref().and_then(|tag| Some(tag.tagger.as_ref()?.name.clone())),
            link: source.link(from, &source.page(at)),
            text: text(source, release),
        })
        .collect()
}

/// `v1.2.0: go, claimed 8/8 · proven 8/8, rolled back`
fn title(snapshot: &Snapshot, release: &ReleaseAssessment) -> String {
    let told = format!("{}: {}, {}", snapshot.name, readiness(release), pair(&release.tallies.due));
    match release.outcome.state {
        OutcomeState::Unknown => told,
        state => format!("{told}, {}", words::outcome_word(state)),
    }
}

fn entry_id(snapshot: &Snapshot) -> String {
    let oid = snapshot.tag.as_ref().map_or(snapshot.commit, |tag| tag.oid);
    uuid(&format!("golive release {oid} {}", snapshot.name))
}

fn text(source: &Source<'_>, release: &ReleaseAssessment) -> String {
    let Tallies { due, due_today, after } = &release.tallies;
    let mut lines = vec![say!("At the tag: {tally}", tally = pair(due))];
    if due_today != due {
        lines.push(say!("Today: {tally}", tally = pair(due_today)));
    }
    if after.items > 0 {
        lines.push(say!("Due after the tag: {tally}", tally = pair(after)));
    }
    lines.extend(release.blockers.iter().map(|one| words::blocker(source.dossier, release, one)));
    lines.push(say!("Outcome: {outcome}", outcome = words::outcome_told(&release.outcome)));
    let reasons = release.outcome.reasons.iter();
    lines.extend(reasons.map(|one| words::outcome_reason(source.dossier, release, one)));
    lines.join("\n")
}

/// When the feed last changed: the newest release, else the candidate's time.
fn updated(source: &Source<'_>) -> String {
    let snapshots = &source.dossier.history.snapshots;
    let newest = source.newest_first().next().map(|(_, snapshot, _)| snapshot).or_else(|| snapshots.last());
    newest.map_or_else(|| rfc3339(jiff::Timestamp::UNIX_EPOCH), |snapshot| rfc3339(snapshot.time))
}

/// `atom.xml` (RFC 4287).
///
/// # Errors
/// Never for reasons of content.
pub fn atom(source: &Source<'_>) -> Drawn {
    let path = "atom.xml";
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    write_atom(source, path, &mut writer).map_err(|error| refused(path, error))?;
    let mut out = writer.into_inner();
    out.push(b'\n');
    Ok(out)
}

fn element(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(&legal(text)))?;
    Ok(())
}

fn person(writer: &mut Writer<Vec<u8>>, name: &str) -> io::Result<()> {
    writer.create_element("author").write_inner_content(|writer| element(writer, "name", name))?;
    Ok(())
}

fn link(writer: &mut Writer<Vec<u8>>, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    let href = legal(href);
    let attributes = [("rel", rel), ("type", kind), ("href", &href)];
    writer.create_element("link").with_attributes(attributes).write_empty()?;
    Ok(())
}

fn write_atom(source: &Source<'_>, path: &str, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let feed = writer.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
    feed.write_inner_content(|writer| {
        element(writer, "id", &feed_id(source))?;
        element(writer, "title", &source.title())?;
        element(writer, "updated", &updated(source))?;
        person(writer, &source.title())?;
        link(writer, "self", "application/atom+xml", &source.link(path, path))?;
        link(writer, "alternate", "text/html", &source.link(path, "index.html"))?;
        for entry in entries(source, path) {
            writer.create_element("entry").write_inner_content(|writer| {
                element(writer, "id", &entry.id)?;
                element(writer, "title", &entry.title)?;
                element(writer, "updated", &entry.time)?;
                element(writer, "published", &entry.time)?;
                if let Some(name) = &entry.author {
                    person(writer, name)?;
                }
                link(writer, "alternate", "text/html", &entry.link)?;
                element(writer, "content", &entry.text)
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// `feed.json` (JSON Feed 1.1).
///
/// # Errors
/// Never for reasons of content.
pub fn json_feed(source: &Source<'_>) -> Drawn {
    let path = "feed.json";
    let items = entries(source, path).into_iter().map(|entry| {
        let mut item = json!({
            "id": entry.id,
            "url": entry.link,
            "title": entry.title,
            "content_text": entry.text,
            "date_published": entry.time,
        });
        if let (Some(object), Some(name)) = (item.as_object_mut(), entry.author) {
            object.insert("authors".to_owned(), json!([{ "name": name }]));
        }
        item
    });
    let items: Vec<Value> = items.collect();
    let value = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": source.title(),
        "home_page_url": source.link(path, "index.html"),
        "feed_url": source.link(path, path),
        "items": items,
    });
    bytes(path, &value)
}

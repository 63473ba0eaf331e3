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
use jiff::Timestamp;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use serde_json::{Value, json};
use std::cmp::Reverse;
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
    time: Timestamp,
    updated: Timestamp,
    author: Option<String>,
    link: String,
    text: String,
}

fn entries(source: &Source<'_>, from: &str) -> Vec<Entry> {
    let newest = source.newest_first().take(ENTRIES);
    let of = |(at, snapshot, release): (usize, &Snapshot, &ReleaseAssessment)| {
        let link = source.link(from, &source.page(at));
        let own = Entry {
            id: entry_id(snapshot, ""),
            title: title(snapshot, release),
            time: snapshot.time,
            updated: release.outcome.at.map_or(snapshot.time, |at| at.max(snapshot.time)),
            author: snapshot.tag.as_ref().and_then(|tag| Some(tag.tagger.as_ref()?.name.clone())),
            link: link.clone(),
            text: text(source, release),
        };
        std::iter::once(own).chain(followed(source, snapshot, release, link))
    };
    let mut entries: Vec<Entry> = newest.flat_map(of).collect();
    entries.sort_by_key(|entry| Reverse(entry.time));
    entries.truncate(ENTRIES);
    entries
}

/// That a release was rolled back, or that a trigger fired: an entry of its own, so that it reaches those who have read the release's.
fn followed(
    source: &Source<'_>,
    snapshot: &Snapshot,
    release: &ReleaseAssessment,
    link: String,
) -> Option<Entry> {
    let (outcome, at) = (&release.outcome, release.outcome.at?);
    let to = release.rollback.as_ref().and_then(|back| source.release(back.to?));
    let what = words::outcome_after(outcome, to.map(|(to, _)| to.name.as_str()));
    let reasons = outcome.reasons.iter();
    let lines = reasons.map(|one| words::outcome_reason(source.dossier, release, one)).collect::<Vec<_>>();
    Some(Entry {
        id: entry_id(snapshot, outcome.state.word()),
        title: format!("{}: {what}", snapshot.name),
        time: at,
        updated: at,
        author: None,
        link,
        text: lines.join("\n"),
    })
}

/// `v1.2.0: go, due by the tag 8/8 · after it 3/3 today, rolled back`
fn title(snapshot: &Snapshot, release: &ReleaseAssessment) -> String {
    let told = format!("{}: {}, {}", snapshot.name, readiness(release), words::proven(&release.tallies));
    match release.outcome.state {
        OutcomeState::Unknown => told,
        state => format!("{told}, {}", words::outcome_word(state)),
    }
}

fn entry_id(snapshot: &Snapshot, outcome: &str) -> String {
    let oid = snapshot.tag.as_ref().map_or(snapshot.commit, |tag| tag.oid);
    uuid(format!("golive release {oid} {} {outcome}", snapshot.name).trim_end())
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

/// When the feed last changed: with its newest entry, else the candidate's time.
fn updated(source: &Source<'_>, entries: &[Entry]) -> String {
    let last = source.dossier.history.snapshots.last().map(|snapshot| snapshot.time);
    let newest = entries.iter().map(|entry| entry.updated).max();
    rfc3339(newest.or(last).unwrap_or(Timestamp::UNIX_EPOCH))
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
        let entries = entries(source, path);
        element(writer, "updated", &updated(source, &entries))?;
        person(writer, &source.title())?;
        link(writer, "self", "application/atom+xml", &source.link(path, path))?;
        link(writer, "alternate", "text/html", &source.link(path, "index.html"))?;
        for entry in entries {
            writer.create_element("entry").write_inner_content(|writer| {
                element(writer, "id", &entry.id)?;
                element(writer, "title", &entry.title)?;
                element(writer, "updated", &rfc3339(entry.updated))?;
                element(writer, "published", &rfc3339(entry.time))?;
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
            "date_published": rfc3339(entry.time),
            "date_modified": rfc3339(entry.updated),
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

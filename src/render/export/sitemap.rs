//! What crawlers expect.
//!
//! A sitemap must hold absolute addresses. Without a base URL it is therefore valid and empty, and says in a comment what is missing.

use super::source::{Drawn, Source, refused};
use crate::model::time::day;
use crate::render::{urls::Target, xml::legal};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::io;

/// The protocol's own limit.
const URLS: usize = 50_000;

/// `sitemap.xml`: all pages but evidence, comparisons and the error page; the newest releases first.
///
/// # Errors
/// Never for reasons of content.
pub fn sitemap(source: &Source<'_>) -> Drawn {
    let path = "sitemap.xml";
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    write(source, path, &mut writer).map_err(|error| refused(path, error))?;
    let mut out = writer.into_inner();
    out.push(b'\n');
    Ok(out)
}

/// Pages that a crawler should know, with the day of a release.
fn listed(source: &Source<'_>) -> Vec<(String, Option<String>)> {
    let aliases = source.assessment.aliases();
    let mut pages: Vec<(bool, usize, String, Option<String>)> = source
        .routes
        .all()
        .filter(|(_, path)| path.ends_with(".html"))
        .filter_map(|(target, path)| match target {
            Target::Day(..)
            | Target::Version(_)
            | Target::Image(..)
            | Target::Raw(_)
            | Target::Compare(..)
            | Target::NotFound
            | Target::Latest
            | Target::Beside(..)
            | Target::File(_) => None,
            Target::Item(id) if aliases.contains_key(id.as_str()) => None,
            Target::Release(at) => {
                let snapshot = source.dossier.history.snapshots.get(*at)?;
                let day = (!snapshot.is_candidate()).then(|| day(snapshot.time));
                Some((true, usize::MAX - at, path.to_owned(), day))
            }
            _ => Some((false, 0, path.to_owned(), None)),
        })
        .collect();
    pages.sort();
    pages.into_iter().take(URLS).map(|(_, _, path, day)| (path, day)).collect()
}

fn write(source: &Source<'_>, path: &str, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let root = writer
        .create_element("urlset")
        .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
    root.write_inner_content(|writer| {
        if source.base().is_none() {
            let why = " Empty: a sitemap needs absolute addresses, and no base URL was given. ";
            return writer.write_event(Event::Comment(BytesText::from_escaped(why)));
        }
        for (page, day) in listed(source) {
            writer.create_element("url").write_inner_content(|writer| {
                let address = legal(&source.link(path, &page));
                writer.create_element("loc").write_text_content(BytesText::new(&address))?;
                if let Some(day) = &day {
                    writer.create_element("lastmod").write_text_content(BytesText::new(day))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// `robots.txt`: everything may be read; names the sitemap where the site's address is known.
///
/// # Errors
/// Never for reasons of content.
pub fn robots(source: &Source<'_>) -> Drawn {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = source.base() {
        let line: String = base.chars().filter(|c| !c.is_control()).collect();
        text.push_str(&format!("\nSitemap: {line}sitemap.xml\n"));
    }
    Ok(text.into_bytes())
}

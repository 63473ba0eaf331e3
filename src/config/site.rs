//! `[site]`: how the site is shown.

use super::{
    error::ConfigError,
    keys,
    look::{Links, Look},
    table::{Table, Text, placed},
    theme::{Folder, check_folder},
    word::{check_address, check_link},
};

/// Reads the table; every default holds without it.
pub(super) fn look(root: &Table<'_>) -> Result<Look, ConfigError> {
    let Some(table) = root.table("site", "[site]", &keys::of("site"))? else { return Ok(Look::default()) };
    let address = |key: &str| -> Result<Option<String>, ConfigError> {
        let Some(text) = table.text(key)? else { return Ok(None) };
        placed(root.source, text.at, check_address(text.text)).map(|()| Some(text.text.to_string()))
    };
    let folder = |key| -> Result<Option<Folder>, ConfigError> {
        let Some(text) = table.text(key)? else { return Ok(None) };
        placed(root.source, text.at, check_folder(text.text))?;
        Ok(Some(Folder::new(text.text, root.source.path, root.source.place(text.at))))
    };
    let checked =
        |tag: Text<'_>| placed(root.source, tag.at, check_language(tag.text)).map(|()| tag.text.to_string());
    Ok(Look {
        title: table.text("title")?.map(|text| text.text.to_string()),
        language: table.text("language")?.map(checked).transpose()?,
        base_url: address("base_url")?.map(with_slash),
        repository_url: address("repository_url")?.map(|url| url.trim_end_matches('/').to_string()),
        links: links(&table)?,
        people_hidden: !table.truth("people")?.unwrap_or(true),
        deny_secrets: deny(&table)?,
        raw_all: raw(&table)?,
        content_folder: folder("content")?,
        theme_folder: folder("theme")?,
        ..Look::default()
    })
}

/// What fails a build: only `secrets` can.
fn deny(site: &Table<'_>) -> Result<bool, ConfigError> {
    let denied = site.list("deny")?.unwrap_or_default();
    match denied.iter().find(|word| word.text != "secrets") {
        Some(other) => {
            Err(site.source.error(other.at, format!("`deny` may list \"secrets\", not `{}`", other.text)))
        }
        None => Ok(!denied.is_empty()),
    }
}

/// Which texts of evidence are published as files too.
fn raw(site: &Table<'_>) -> Result<bool, ConfigError> {
    match site.text("raw")? {
        None => Ok(false),
        Some(text) if text.text == "needed" => Ok(false),
        Some(text) if text.text == "all" => Ok(true),
        Some(other) => {
            Err(site.source.error(other.at, format!("`raw` is \"needed\" or \"all\", not `{}`", other.text)))
        }
    }
}

fn links(site: &Table<'_>) -> Result<Links, ConfigError> {
    let Some(table) = site.table("links", "[site.links]", &keys::links())? else {
        return Ok(Links::default());
    };
    let pattern = |key: &str, places: &[&str]| -> Result<Option<String>, ConfigError> {
        let Some(text) = table.text(key)? else { return Ok(None) };
        placed(table.source, text.at, check_link(text.text, places))?;
        Ok(Some(text.text.to_string()))
    };
    Ok(Links {
        commit: pattern("commit", &["{commit}"])?,
        file: pattern("file", &["{commit}", "{path}"])?,
        line: pattern("line", &["{commit}", "{path}", "{line}"])?,
        tag: pattern("tag", &["{tag}"])?,
        compare: pattern("compare", &["{from}", "{to}"])?,
        issue: pattern("issue", &["{number}"])?,
        pull: pattern("pull", &["{number}"])?,
    })
}

/// A tag of a language becomes part of a file's name and of every page.
fn check_language(text: &str) -> Result<(), String> {
    let is_subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if text.split('-').all(is_subtag) {
        Ok(())
    } else {
        Err(format!("`{text}` is no tag of a language: say `en`, `de`, or another like `pt-BR`"))
    }
}

/// A base address ends in a slash, so that paths can be put behind it.
fn with_slash(mut url: String) -> String {
    if !url.ends_with('/') {
        url.push('/');
    }
    url
}

impl Look {
    /// Reads a base address as the command line gives it.
    ///
    /// # Errors
    /// One sentence that says what is wrong with it.
    pub fn parse_base_url(text: &str) -> Result<String, String> {
        check_address(text).map(|()| with_slash(text.to_string()))
    }
}

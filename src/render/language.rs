//! The language of the site: a catalogue with a sentence of its own for each English one.
//!
//! A sentence stands in the source in English, its places in braces: `say!("{path} is empty", path)`. Inside of [`Language::speak`] it is
//! said by the catalogue's sentence, with the same places in an order of its own; anywhere else, as on the command line and in data
//! files, in English. Templates say `{{ "What blocks it" | say }}` or `{{ "Page {n}" | say(n=number) }}`, scripts `say("{n} shown", { n })`.
//! The catalogues are `content/words/<tag>.toml`; a test holds them to the source.

use super::site::RenderError;
use crate::read::text::lines::LineIndex;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::{Display, Write as _};
use toml::Spanned;

/// The language in which golive is written.
pub const ENGLISH: &str = "en";

/// A language: its tag, and its sentences by the English ones. What it has no sentence for is said in English.
#[derive(Debug)]
pub struct Language {
    tag: String,
    sentences: HashMap<String, String>,
}

thread_local! {
    static SPOKEN: Cell<Option<&'static Language>> = const { Cell::new(None) };
}

/// Goes back to the language that was spoken before.
struct Before(Option<&'static Language>);

impl Drop for Before {
    fn drop(&mut self) {
        SPOKEN.set(self.0);
    }
}

impl Language {
    /// The language of a tag, made of catalogues with their names (`content/words/de.toml`), of which a later one replaces single sentences of
    /// the earlier ones; `english` is the catalogue of all that is ever said. A language lives as long as the program, which draws one site.
    ///
    /// # Errors
    /// With name and line, when a catalogue is no table of texts, has a sentence that is never said, or has other places than its English.
    pub fn load(
        tag: &str,
        english: &str,
        catalogues: &[(String, String)],
    ) -> Result<&'static Self, RenderError> {
        let known: BTreeSet<String> =
            entries("content/words/en.toml", english)?.into_iter().map(|entry| entry.0).collect();
        let mut sentences = HashMap::new();
        for (name, text) in catalogues {
            for (said, own, line) in entries(name, text)? {
                if !known.contains(&said) {
                    let message = format!(
                        "golive never says `{said}`: see content/words/en.toml of `golive init --theme`"
                    );
                    return Err(RenderError { path: format!("{name}:{line}"), message });
                }
                sentences.insert(said, own);
            }
        }
        sentences.retain(|said, own| said != own);
        Ok(Box::leak(Box::new(Self { tag: tag.to_owned(), sentences })))
    }

    /// Its tag, as pages carry it in `lang`: `de`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Says everything inside in this language.
    pub fn speak<T>(&'static self, inside: impl FnOnce() -> T) -> T {
        let _before = Before(SPOKEN.replace(Some(self)));
        inside()
    }

    /// Its own sentences for those that a script says, by the English ones.
    pub fn of_script(&self, script: &str) -> BTreeMap<&str, &str> {
        let says = |english: &str| script.contains(&format!("say({}", serde_json::Value::from(english)));
        let all = self.sentences.iter().map(|(english, own)| (english.as_str(), own.as_str()));
        all.filter(|(english, _)| says(english)).collect()
    }
}

/// A sentence without places in the language that is spoken.
pub fn fixed(english: &'static str) -> &'static str {
    own(english)
}

fn own(english: &str) -> &str {
    SPOKEN.get().and_then(|language| language.sentences.get(english)).map_or(english, String::as_str)
}

/// A sentence in the language that is spoken, with values in its places.
pub fn filled(english: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut out = String::with_capacity(english.len() * 2);
    for (text, place) in parts_of(english) {
        out.push_str(text);
        if let Some(place) = place {
            let value = values.iter().find(|(name, _)| *name == place);
            // Writing into a String never fails.
            let _ = match value {
                Some((_, value)) => write!(out, "{value}"),
                None => write!(out, "{{{place}}}"),
            };
        }
    }
    out
}

/// What a sentence is made of in the language that is spoken, in turn: text, and the name of the place behind it.
pub fn parts_of(english: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    parts(own(english))
}

fn parts(sentence: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = Some(sentence);
    std::iter::from_fn(move || {
        let sentence = rest.take()?;
        let place = sentence.split_once('{').and_then(|(text, after)| Some((text, after.split_once('}')?)));
        let Some((text, (name, after))) = place else { return Some((sentence, None)) };
        rest = Some(after);
        Some((text, Some(name)))
    })
}

/// The sentences of a catalogue: the English one, its own, and the line on which that stands.
fn entries(name: &str, text: &str) -> Result<Vec<(String, String, u32)>, RenderError> {
    let index = LineIndex::new(text);
    let line = |at: usize| index.line(at);
    let wrong = |line: u32, message: String| RenderError { path: format!("{name}:{line}"), message };
    let table: BTreeMap<String, Spanned<String>> = toml::from_str(text).map_err(|error| {
        wrong(line(error.span().map_or(0, |span| span.start)), error.message().to_owned())
    })?;
    let entry = |(english, own): (String, Spanned<String>)| {
        let (line, own) = (line(own.span().start), own.into_inner());
        let places = |text| parts(text).filter_map(|part| part.1).collect::<BTreeSet<_>>();
        let (of_english, of_own) = (places(&english), places(&own));
        if let Some(place) = of_english.difference(&of_own).next() {
            return Err(wrong(line, format!("`{own}` leaves out {{{place}}}")));
        }
        if let Some(place) = of_own.difference(&of_english).next() {
            return Err(wrong(line, format!("`{own}` has {{{place}}}, for which there is no value")));
        }
        Ok((english, own, line))
    };
    table.into_iter().map(entry).collect()
}

/// A sentence in the language that is spoken: `say!("What blocks it")`, `say!("{path} is empty", path)`, `say!("{n} of {all}", n, all = items.len())`.
///
/// Without places it is a `&'static str`, else a `String`. That all places are named, and no other, is checked when it is compiled.
#[macro_export]
macro_rules! say {
    ($english:literal) => { $crate::render::language::fixed($english) };
    ($english:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {{
        const _: fn() = || { let _ = format_args!($english, $($name = ""),+); };
        $crate::render::language::filled($english, &[$((stringify!($name), &$crate::render::language::say!(@ $name $(= $value)?) as &dyn std::fmt::Display)),+])
    }};
    (@ $name:ident = $value:expr) => { $value };
    (@ $name:ident) => { $name };
}
pub use say;

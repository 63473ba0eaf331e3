//! A TOML table whose every key and value knows its place.

use super::{
    error::ConfigError,
    word::{check_glob, nearest},
};
use crate::model::problem::Place;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A configuration file's name and text, to turn offsets into places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
}

impl Source<'_> {
    /// An error at a byte offset.
    pub(super) fn error(&self, offset: usize, message: impl Into<String>) -> ConfigError {
        let Place { line, column, .. } = self.place(offset);
        ConfigError { path: self.path.to_string(), line, column, message: message.into() }
    }

    /// The place of a byte offset, in the file of that name: where the file lies on this machine is nobody's business.
    pub(super) fn place(&self, offset: usize) -> Place {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let name = self.path.rsplit(['/', '\\']).next().unwrap_or(self.path);
        Place { path: name.into(), line: number(line), column: number(column) }
    }
}

/// A text value with its offset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// A table, its name for messages, and where it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a> {
    pub(super) source: Source<'a>,
    name: &'static str,
    pub(super) at: usize,
    table: &'a DeTable<'a>,
}

impl<'a> Table<'a> {
    /// Opens a table, all of whose keys must be among `keys`.
    pub(super) fn open(
        source: Source<'a>,
        name: &'static str,
        at: usize,
        table: &'a DeTable<'a>,
        keys: &[&str],
    ) -> Result<Self, ConfigError> {
        // The map is sorted by key; a person reads from the top.
        let unknown = table.keys().filter(|key| !keys.contains(&key.get_ref().as_ref()));
        if let Some(key) = unknown.min_by_key(|key| key.span().start) {
            let hint = match nearest(key.get_ref(), keys) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", keys.join(", ")),
            };
            let message = format!("unknown key `{}` in {name}: {hint}", key.get_ref());
            return Err(source.error(key.span().start, message));
        }
        Ok(Self { source, name, at, table })
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.get(key)
    }

    fn mistyped(&self, key: &str, wanted: &str, value: &Spanned<DeValue<'_>>) -> ConfigError {
        let found = value.get_ref().type_str();
        self.source.error(
            value.span().start,
            format!("`{key}` in {} must be {wanted}, but this is of type {found}", self.name),
        )
    }

    /// A text.
    pub(super) fn text(&self, key: &str) -> Result<Option<Text<'a>>, ConfigError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        match value.get_ref().as_str() {
            Some(text) => Ok(Some(Text { text, at: value.span().start })),
            None => Err(self.mistyped(key, "a text", value)),
        }
    }

    /// Where the value of a key stands; where there is none, the table.
    pub(super) fn place_of(&self, key: &str) -> usize {
        self.get(key).map_or(self.at, |value| value.span().start)
    }

    /// A text that must be there.
    pub(super) fn needed(&self, key: &str) -> Result<Text<'a>, ConfigError> {
        let missing = || self.source.error(self.at, format!("{} needs a `{key}`", self.name));
        self.text(key)?.ok_or_else(missing)
    }

    /// A list of texts.
    pub(super) fn list(&self, key: &str) -> Result<Option<Vec<Text<'a>>>, ConfigError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let Some(array) = value.get_ref().as_array() else {
            return Err(self.mistyped(key, "a list of texts", value));
        };
        let texts = array.iter().map(|element| match element.get_ref().as_str() {
            Some(text) => Ok(Text { text, at: element.span().start }),
            None => Err(self.mistyped(key, "a list of texts", element)),
        });
        texts.collect::<Result<_, _>>().map(Some)
    }

    /// A truth.
    pub(super) fn truth(&self, key: &str) -> Result<Option<bool>, ConfigError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        value.get_ref().as_bool().map(Some).ok_or_else(|| self.mistyped(key, "true or false", value))
    }

    /// Whether a value is a list.
    pub(super) fn is_list(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| value.get_ref().is_array())
    }

    /// A table within, whose keys must be among `keys`.
    pub(super) fn table(
        &self,
        key: &str,
        name: &'static str,
        keys: &[&str],
    ) -> Result<Option<Self>, ConfigError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        match value.get_ref().as_table() {
            Some(table) => Self::open(self.source, name, value.span().start, table, keys).map(Some),
            None => Err(self.mistyped(key, "a table", value)),
        }
    }

    /// A list of tables (`[[key]]`), the keys of each among `keys`.
    pub(super) fn tables(
        &self,
        key: &str,
        name: &'static str,
        keys: &[&str],
    ) -> Result<Vec<Self>, ConfigError> {
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        let Some(array) = value.get_ref().as_array() else {
            return Err(self.mistyped(key, "a list of tables", value));
        };
        let tables = array.iter().map(|element| match element.get_ref().as_table() {
            Some(table) => Self::open(self.source, name, element.span().start, table, keys),
            None => Err(self.mistyped(key, "a list of tables", element)),
        });
        tables.collect()
    }

    /// All keys with text values.
    pub(super) fn texts(&self) -> Result<Vec<(&'a str, Text<'a>)>, ConfigError> {
        let names = self.table.keys().map(|key| key.get_ref().as_ref());
        names.map(|key| Ok((key, self.needed(key)?))).collect()
    }
}

/// Gives a complaint about a value its place.
pub(super) fn placed<T>(source: Source<'_>, at: usize, result: Result<T, String>) -> Result<T, ConfigError> {
    result.map_err(|message| source.error(at, message))
}

/// Words that each pass a check.
pub(super) fn checked(
    source: Source<'_>,
    texts: Vec<Text<'_>>,
    check: fn(&str) -> Result<(), String>,
) -> Result<Vec<String>, ConfigError> {
    let each = |text: Text<'_>| placed(source, text.at, check(text.text)).map(|()| text.text.to_string());
    texts.into_iter().map(each).collect()
}

/// A list of globs, if the key is there.
pub(super) fn globs(table: &Table<'_>, key: &str) -> Result<Option<Vec<String>>, ConfigError> {
    table.list(key)?.map(|texts| checked(table.source, texts, check_glob)).transpose()
}

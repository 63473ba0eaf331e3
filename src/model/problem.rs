//! What is wrong with an input, and where.

use crate::model::words::words;
use std::fmt;
use std::sync::Arc;

/// A place in a file of the repository. Line and column count from 1; 0 means the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path in the repository.
    pub path: Arc<str>,
    /// Line, or 0.
    pub line: u32,
    /// Column, or 0.
    pub column: u32,
}

impl Place {
    /// A line of a file.
    pub fn line(path: impl Into<Arc<str>>, line: u32) -> Self {
        Self { path: path.into(), line, column: 0 }
    }

    /// A file as a whole.
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Self::line(path, 0)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        Ok(())
    }
}

words! {
    /// How bad a problem is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Severity {
        /// Something could not be read or judged.
        Error = "error",
        /// Something was read, but looks wrong.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
    }
}

/// One thing that is wrong with an input. The build goes on; the site and stderr show it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// A short stable code, such as `json-syntax`.
    pub code: &'static str,
    /// What is wrong, in one sentence, and what to do where that is not plain.
    pub message: String,
}

impl Problem {
    /// A warning with a place.
    pub fn warning(place: Place, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, place: Some(place), code, message: message.into() }
    }

    /// An error with a place.
    pub fn error(place: Place, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, place: Some(place), code, message: message.into() }
    }

    /// A note with a place.
    pub fn note(place: Place, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, place: Some(place), code, message: message.into() }
    }

    /// Something about the repository as a whole.
    pub fn of_repository(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity, place: None, code, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}: {} [{}]", self.severity.word(), self.message, self.code)
    }
}

//! Exit codes, all of them.

use super::terminal::{Terminal, safe};
use crate::config::ConfigError;
use crate::demo::DemoError;
use crate::discover::error::DiscoverError;
use crate::publish::PublishError;
use anstyle::AnsiColor;
use std::io;

/// How the process ends. Codes from 64 up are those of BSD's `sysexits.h`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done; for `check`: go.
    Done,
    /// `check`: no-go; `build`: what is denied was found; `verify`: something differs.
    NoGo,
    /// Bad arguments or configuration, not a repository, revision unknown.
    Usage,
    /// The history at hand is incomplete.
    Incomplete,
    /// golive itself broke off.
    Broke,
    /// The output folder is not golive's.
    NotOurs,
    /// Reading or writing failed.
    Disk,
    /// Another build holds the output folder.
    Busy,
    /// `record`: as the command that it ran, or 128 and the number of the signal that ended that.
    Command(u8),
}

impl Exit {
    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::NoGo => 1,
            Self::Usage => 2,
            Self::Incomplete => 3,
            Self::Broke => 70,
            Self::NotOurs => 73,
            Self::Disk => 74,
            Self::Busy => 75,
            Self::Command(code) => code,
        }
    }
}

/// Why a command could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The library failed.
    #[error(transparent)]
    Golive(#[from] crate::Error),
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The site cannot be published.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The sample repository cannot be written.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// An argument or a variable of the environment is wrong.
    #[error("{0}")]
    Usage(String),
    /// A panic.
    #[error("golive broke off, which is a fault of its own ({0}); the old site stands. Please report it")]
    Broke(String),
    /// Standard output cannot take the result.
    #[error("cannot write the result: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// The exit code.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Golive(error) => of_library(error),
            Self::Config(_) | Self::Usage(_) => Exit::Usage,
            Self::Broke(_) => Exit::Broke,
            Self::Publish(error) => of_publish(error),
            Self::Demo(DemoError::NotOurs(_)) => Exit::NotOurs,
            Self::Demo(DemoError::TooMany { .. }) => Exit::Usage,
            Self::Demo(_) | Self::Output(_) => Exit::Disk,
        }
    }

    /// Says what went wrong, on one line.
    pub(super) fn tell(&self, terminal: &Terminal) {
        let style = AnsiColor::Red.on_default().bold();
        let (place, message) = self.parts();
        terminal.remark(&format!("{}{style}error{style:#}: {}\n", safe(&place), safe(&message)));
    }

    /// The same as text.
    pub(super) fn text(&self) -> String {
        let (place, message) = self.parts();
        format!("{place}{message}")
    }

    /// A configuration error begins with its place, as a problem does.
    fn parts(&self) -> (String, String) {
        match self {
            Self::Config(error)
            | Self::Golive(crate::Error::Discover(DiscoverError::Configuration(error))) => {
                let whole = error.to_string();
                let place = whole.strip_suffix(error.message.as_str()).unwrap_or_default().to_string();
                (place, error.message.clone())
            }
            other => (String::new(), other.to_string()),
        }
    }
}

fn of_library(error: &crate::Error) -> Exit {
    match error {
        crate::Error::Publish(error) => of_publish(error),
        crate::Error::Secrets(_) => Exit::NoGo,
        crate::Error::Discover(DiscoverError::Unreadable(_)) => Exit::Disk,
        _ => Exit::Usage,
    }
}

fn of_publish(error: &PublishError) -> Exit {
    match error {
        PublishError::NotOurs { .. }
        | PublishError::Tracked { .. }
        | PublishError::HoldsSources { .. }
        | PublishError::InTheWay { .. }
        | PublishError::NotAFolder { .. }
        | PublishError::NoRecordFolder { .. }
        | PublishError::Present { .. }
        | PublishError::Packed { .. }
        | PublishError::Conflict { .. }
        | PublishError::Exists { .. } => Exit::NotOurs,
        PublishError::Busy { .. } => Exit::Busy,
        PublishError::Record { .. } | PublishError::Io { .. } | PublishError::BadPath { .. } => Exit::Disk,
        PublishError::Render(_) | PublishError::NoSite { .. } => Exit::Usage,
        PublishError::Secrets(_) => Exit::NoGo,
    }
}

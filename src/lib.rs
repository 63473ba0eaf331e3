//! golive reads a git repository and publishes the truth about its releases: which go-live checklist items were *claimed*
//! (a ticked box) and which are *proven* (evidence that exists, is fresh, within budget, and was there before the tag).
//!
//! Data goes one way: **discover → read → assess → render → publish**. Imports run one way too:
//! `model < config < discover < read < assess < render < publish < lib < cli < main`.

pub mod assess;
pub mod cli;
pub mod config;
pub mod demo;
pub mod discover;
pub mod model;
pub mod progress;
pub mod publish;
pub mod read;
pub mod render;

use std::path::{Path, PathBuf};

/// STAND-IN until the lead's library lands.
#[derive(Clone, Debug)]
pub struct Job {
    /// Repository.
    pub repo: PathBuf,
    /// Configuration.
    pub config: config::Config,
    /// Moment.
    pub now: jiff::Timestamp,
    /// Revision to judge as candidate.
    pub head: Option<String>,
    /// Go on though history is incomplete.
    pub allow_incomplete: bool,
}

/// STAND-IN.
#[derive(Debug)]
pub struct Examined {
    /// Facts.
    pub dossier: model::dossier::Dossier,
    /// Judgement.
    pub assessment: assess::assessment::Assessment,
}

/// STAND-IN.
#[derive(Debug, Default)]
pub struct Summary {
    /// Releases.
    pub releases: usize,
    /// Evidence.
    pub evidence: usize,
    /// Measurements.
    pub measurements: usize,
    /// Pages.
    pub pages: usize,
    /// Problems.
    pub problems: Vec<model::problem::Problem>,
    /// Incomplete.
    pub incomplete: bool,
}

/// STAND-IN.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Unknown revision.
    #[error("unknown revision `{rev}`")]
    UnknownRevision {
        /// Revision.
        rev: String,
    },
    /// Repository.
    #[error("{0}")]
    Repository(String),
    /// Incomplete.
    #[error("the history at hand is incomplete; fetch it, or say --allow-incomplete")]
    Incomplete(Vec<model::problem::Problem>),
    /// Render.
    #[error(transparent)]
    Render(#[from] render::site::RenderError),
    /// Publish.
    #[error(transparent)]
    Publish(#[from] publish::PublishError),
    /// Config.
    #[error(transparent)]
    Config(#[from] config::ConfigError),
}

/// STAND-IN.
///
/// # Errors
/// Always.
pub fn examine(_: &Job, _: &dyn progress::Progress) -> Result<Examined, Error> {
    Err(Error::Repository("stand-in".into()))
}

/// STAND-IN.
///
/// # Errors
/// Always.
pub fn build(_: &Job, _: &Path, _: &dyn progress::Progress) -> Result<Summary, Error> {
    Err(Error::Repository("stand-in".into()))
}

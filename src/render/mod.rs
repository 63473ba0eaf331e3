//! From the assessment to pages: plans every path, links them, draws each on demand.
//!
//! Invariant: pure. No git, no disk (but for a theme's files), no clock, no verdict. Everything from the repository is text until a
//! typed escape ([`html::Html`]) makes it HTML.

pub mod chart;
pub mod export;
pub mod forge;
pub mod format;
pub mod frame;

pub mod html;
pub mod language;
pub mod markdown;
pub mod pack;
pub mod page;
pub mod pages;
pub mod register;
pub mod script;
pub mod search;
pub mod site;
pub mod templates;
pub mod urls;
pub mod words;
pub mod xml;

use crate::assess::result::assessment::Assessment;
use crate::config::Look;
use crate::model::{dossier::Dossier, evidence::Bytes};
pub use site::{Plan, RenderError, Site};

/// Plans the whole site. Nothing is drawn yet.
///
/// # Errors
/// When a template or a theme's file is wrong.
pub fn render<'a>(
    dossier: &'a Dossier,
    assessment: &'a Assessment,
    look: &'a Look,
    bytes: &'a dyn Bytes,
) -> Result<Site<'a>, RenderError> {
    Site::plan(dossier, assessment, look, bytes)
}

//! The sample repository: a made-up team's releases with real git history, from a seed.
//!
//! It is the tour of the product (every verdict and flag occurs, each in a named [`Story`]), the example that is published, and the
//! load generator. Invariant: the seed alone decides every byte of every object. No clock, no git program, no configuration of the
//! machine; git2 is used here to write and nowhere to read.
//!
//! Up to [`calendar::SMALL`] releases the sample is a repository with a work tree, as a team would have it. Above, it is **bare** and
//! denser, since nobody looks at ten thousand work trees.

pub mod calendar;
pub mod cast;
pub mod checklist;
pub mod conclude;
pub mod error;
pub mod evidence;
pub mod folder;
pub mod moment;
pub mod place;
pub mod prepare;
pub mod script;
pub mod seed;
pub mod stage;
pub mod store;
pub mod stories;

pub use error::DemoError;
pub use stories::{STORIES, Story};

use crate::progress::Progress;
use calendar::{Calendar, SMALL};
use git2::{Oid, build::CheckoutBuilder};
use jiff::Timestamp;
use moment::{HOUR, Moment};
use script::Script;
use stage::{Scene, Stage};
use std::path::Path;
use store::{Draft, Store};

/// More would end after the year 9999.
const LIMIT: usize = 4_000_000;

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many releases.
    pub releases: usize,
    /// Decides everything else.
    pub seed: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self { releases: stories::CYCLE, seed: 1 }
    }
}

/// A story, and the release that tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The release's tag.
    pub release: String,
    /// The story's name.
    pub story: &'static str,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// How many releases.
    pub releases: usize,
    /// How many commits.
    pub commits: usize,
    /// The newest commit.
    pub head: Oid,
    /// The time of the newest commit: a good `--now` for a reproducible site.
    pub last_time: Timestamp,
    /// Which release tells which story, in the order of the releases.
    pub told: Vec<Told>,
}

/// Writes a sample repository into a folder that is empty, missing, or an earlier sample (which it replaces).
///
/// # Errors
/// The folder holds something else, too many releases are asked for, or git or the disk refuses.
pub fn write(dir: &Path, plan: &Plan, progress: &dyn Progress) -> Result<Written, DemoError> {
    if plan.releases > LIMIT {
        return Err(DemoError::TooMany { asked: plan.releases, limit: LIMIT });
    }
    let bare = plan.releases > SMALL;
    let store = Store::new(place::prepare(dir, bare)?)?;
    let mut stage = Stage::new(store, bare);
    let mut told = Vec::new();
    begin(&mut stage, plan.seed)?;
    progress.begin("sample releases", plan.releases);
    for date in Calendar::new(plan.releases, plan.seed) {
        let mut script = Script::default();
        for story in stories::of(date.slot) {
            (story.play)(&mut script);
            told.push(Told { release: date.tag.clone(), story: story.name });
        }
        let chance = seed::Chance::of(plan.seed, date.index as u64);
        let mut scene = Scene { date: &date, script: &script, chance };
        scene.prepare(&mut stage)?;
        scene.conclude(&mut stage)?;
        progress.step();
    }
    progress.end();
    begin_next(&mut stage)?;
    let Stage { store, .. } = stage;
    let written = Written {
        releases: plan.releases,
        commits: store.commits(),
        head: store.head(),
        last_time: store.last().timestamp(),
        told,
    };
    let repository = store.finish()?;
    if !bare {
        repository.checkout_head(Some(CheckoutBuilder::new().force()))?;
    }
    Ok(written)
}

fn begin(stage: &mut Stage, seed: u64) -> Result<(), DemoError> {
    let mut draft = Draft::default();
    draft.put("README.md", evidence::readme(seed));
    draft.add(evidence::budgets());
    draft.put(".github/workflows/deploy-production.yml", include_str!("text/workflow.yml"));
    draft.put("docs/runbooks/backup_restore.md", include_str!("text/backup_restore.md"));
    stage.board = checklist::Board::fresh(Moment::START);
    draft.put(checklist::PATH, stage.board.document());
    stage.store.commit(
        &cast::MANAGER,
        Moment::START,
        "Begin the order desk, and agree how we go live",
        draft,
    )?;
    Ok(())
}

/// After the newest release the next one is begun, so that the candidate has something to show.
fn begin_next(stage: &mut Stage) -> Result<(), DemoError> {
    let at = stage.store.last().plus(HOUR);
    stage.board = checklist::Board::fresh(at);
    stage.commit_board(&cast::PRODUCT, at, "Open the checklist for the next release")
}

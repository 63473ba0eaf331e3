//! `golive demo`: writes the sample repository, then builds its site.

use super::{
    args,
    bars::Bars,
    build,
    exit::{Exit, Failure},
    job,
    terminal::{Terminal, safe},
};
use crate::Job;
use crate::config::Config;
use crate::demo::{self, Plan};
use crate::model::ledger::Ledger;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Runs the command.
pub(super) fn run(args: &args::Demo, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let began = Instant::now();
    job::threads(shared, terminal)?;
    let out = &args.output.out;
    let repo = args.repo.clone().unwrap_or_else(|| beside(out));
    crate::may_publish(&repo, out, &args.output.options())?;
    let plan = Plan { releases: args.releases, seed: args.seed };
    crate::may_write(&repo)?;
    let written = demo::write(&repo, &plan, &Bars::new(terminal))?;

    let mut config = Config::default();
    config.look.base_url.clone_from(&args.output.base_url);
    // Without --now the candidate is judged when the sample ends, so that the same seed gives the same site on any day.
    let now = shared.now.unwrap_or(written.last_time);
    let job = Job { repo: repo.clone(), config, now, head: None };
    let exit = build::site(&job, Ledger::default(), &args.output, shared, began, terminal)?;
    if !terminal.quiet {
        terminal.result(&format!("  {:<13} {}\n", "sample", safe(&repo.display().to_string())))?;
    }
    Ok(exit)
}

/// The folder `golive-demo` beside the site.
fn beside(out: &Path) -> PathBuf {
    out.parent().unwrap_or(Path::new("")).join("golive-demo")
}

//! `golive show`: the verdicts for one release as a readable report.

use super::{
    args,
    bars::Bars,
    exit::{Exit, Failure},
    job, report,
    terminal::Terminal,
};
use crate::Examined;
use crate::assess::result::release::ReleaseAssessment;
use crate::progress::Progress;

/// Runs the command.
pub(super) fn run(args: &args::Show, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let mut job = job::of(&args.input, shared, terminal)?;
    job.config.policy.rejudge = args.rejudge;
    let bars = Bars::new(terminal);
    let examined = crate::examine(&job, &bars);
    bars.end();
    let examined = examined?;
    let release = match &args.release {
        None => newest(&examined).ok_or_else(|| Failure::Usage("there is no release yet".to_owned())),
        Some(wanted) => job::named(&examined, wanted),
    };
    terminal.result(&report::whole(&examined, release?))?;
    Ok(job::whole(&examined, shared, terminal))
}

/// The newest release, or the candidate where nothing was released yet.
fn newest(examined: &Examined) -> Option<&ReleaseAssessment> {
    let at = examined.dossier.history.candidate();
    let releases = &examined.assessment.releases;
    at.checked_sub(1).and_then(|newest| releases.get(newest)).or_else(|| releases.get(at))
}

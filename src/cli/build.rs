//! `golive build`: reads the repository and writes the site.

use super::{
    args,
    bars::Bars,
    diagnostics::{SHOWN, lines, tally},
    doctor::site::LARGEST,
    exit::{Exit, Failure},
    job,
    terminal::{Terminal, safe},
};
use crate::config::theme;
use crate::discover::site_files;
use crate::model::ledger::Ledger;
use crate::model::problem::Problem;
use crate::redact::REDACTED;
use crate::render::format::{bytes, count, integer};
use crate::{Error, Job, Summary};
use anstyle::Style;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

/// Runs the command.
pub(super) fn run(args: &args::Build, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let began = Instant::now();
    crate::may_publish(&args.input.repo, &args.output.out, &args.output.options())?;
    job::threads(shared, terminal)?;
    let job = described(args, shared, terminal)?;
    let earlier = match &args.ledger {
        Some(named) => ledger(named, &args.input.repo)?,
        None => crate::publish::verify::ledger(&args.output.out)?,
    };
    site(&job, earlier, &args.output, shared, began, terminal)
}

/// The ledger that the command line names: a file, else a file of a commit.
pub(super) fn ledger(named: &str, repo: &Path) -> Result<Ledger, Failure> {
    let path = Path::new(named);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let bytes = match crate::publish::verify::file(folder, &name)? {
        None if named.contains(':') => site_files::at_revision(repo, named).map_err(Error::from)?,
        found => found,
    };
    let missing = || {
        Failure::Usage(format!(
            "--ledger `{named}`: there is no such file, and no REV:PATH in the repository"
        ))
    };
    Ok(Ledger::read(&bytes.ok_or_else(missing)?))
}

/// What is to be built.
pub(super) fn described(
    args: &args::Build,
    shared: &args::Shared,
    terminal: &Terminal,
) -> Result<Job, Failure> {
    let mut job = job::described(&args.input, shared, terminal)?;
    job.config.policy.rejudge = args.rejudge;
    job.config.look.deny_secrets |= args.deny.contains(&args::Deny::Secrets);
    if let Some(url) = &args.output.base_url {
        job.config.look.base_url = Some(url.clone());
    }
    if let Some(folder) = &args.theme {
        job.config.look.theme_folder = None;
        job.config.look.theme = theme::read(folder)?;
    }
    Ok(job)
}

/// Builds a site and closes with a summary.
pub(super) fn site(
    job: &Job,
    earlier: Ledger,
    output: &args::Output,
    shared: &args::Shared,
    began: Instant,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let bars = Bars::new(terminal);
    let built = crate::build_after(earlier, job, &output.out, &output.options(), &bars);
    crate::progress::Progress::end(&bars);
    if let Err(Error::Secrets(problems)) = &built {
        terminal.remark(&lines(problems, usize::MAX));
    }
    let summary = built?;
    if summary.published.bytes > LARGEST {
        let size = bytes(summary.published.bytes);
        terminal.remark(&format!(
            "warning: the site has {size}, and GitHub Pages takes 1 GB: show fewer releases with `pattern` in [releases]\n"
        ));
    }
    for warning in &summary.published.warnings {
        terminal.remark(&format!("warning: {}\n", safe(warning)));
    }
    if !terminal.quiet {
        let limit = if terminal.verbose { usize::MAX } else { SHOWN };
        terminal.remark(&lines(&summary.problems, limit));
        terminal.result(&closing(&summary, &output.out, began.elapsed().as_secs_f64()))?;
    }
    Ok(if summary.incomplete && !shared.allow_incomplete { Exit::Incomplete } else { Exit::Done })
}

fn closing(summary: &Summary, out: &Path, seconds: f64) -> String {
    let bold = Style::new().bold();
    let mut text = String::new();
    let place = safe(&out.join("index.html").display().to_string());
    let _ = writeln!(
        text,
        "{bold}{}{bold:#} and the candidate in {place}",
        count(summary.releases, "release", "releases")
    );
    let figures = [
        ("evidence", integer(summary.evidence)),
        ("measurements", integer(summary.measurements)),
        ("pages", integer(summary.pages)),
        ("size", bytes(summary.published.bytes)),
        ("problems", tally(&summary.problems)),
        ("secrets", secrets(&summary.problems)),
        ("time", format!("{seconds:.2} s")),
    ];
    for (name, figure) in figures {
        let _ = writeln!(text, "  {name:<13} {figure}");
    }
    if !summary.skipped.is_empty() {
        let _ = writeln!(text, "  {:<13} {}", "no releases", safe(&named(&summary.skipped)));
    }
    if !summary.published.kept.is_empty() {
        let names = summary.published.kept.iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
        let more = match names.len().checked_sub(5) {
            Some(more) if more > 0 => format!(" and {more} more"),
            _ => String::new(),
        };
        let first = names.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "  {:<13} {}{more}, which golive did not write", "kept", safe(&first));
    }
    if summary.incomplete {
        text.push_str("  The history at hand is incomplete; every page says so.\n");
    }
    text
}

/// How many reports tell of secrets.
fn secrets(problems: &[Problem]) -> String {
    match problems.iter().filter(|problem| problem.code == REDACTED).collect::<BTreeSet<_>>().len() {
        0 => "none found".to_owned(),
        found => format!("masked in {}", count(found, "place", "places")),
    }
}

/// The first few names, and how many more.
fn named(tags: &[String]) -> String {
    let first = tags.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    match tags.len().checked_sub(5) {
        Some(more) if more > 0 => format!("the tags {first} and {more} more (findings/index.html says why)"),
        _ => format!("the tags {first} (findings/index.html says why)"),
    }
}

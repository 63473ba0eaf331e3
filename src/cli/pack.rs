//! `golive pack`: one archive with all that is known of a release.

use super::{
    args, attest,
    bars::Bars,
    build,
    diagnostics::lines,
    exit::{Exit, Failure},
    job,
    terminal::{Terminal, safe},
};
use crate::model::ledger::Ledger;
use crate::progress::Progress;
use crate::render::format::{bytes, count};
use crate::ssh::private::PrivateKey;
use crate::{Error, Examined, Job};
use std::path::{Path, PathBuf};

/// Runs the command.
pub(super) fn run(args: &args::Pack, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let earlier = match &args.ledger {
        Some(named) => build::ledger(named, &args.input.repo)?,
        None => Ledger::default(),
    };
    let key = args.sign.as_deref().map(attest::key).transpose()?;
    let job = job::of(&args.input, shared, terminal)?;
    let bars = Bars::new(terminal);
    let examined = crate::examine(&job, &bars);
    bars.end();
    let mut examined = examined?;
    examined.dossier.ledger = earlier;
    let snapshot = job::released(&examined, &args.release)?;
    let to = To { path: args.out.clone(), force: args.force, key };
    let text = write(&job, &mut examined, snapshot, to, terminal)?;
    if !terminal.quiet {
        terminal.result(&text)?;
    }
    Ok(job::whole(&examined, shared, terminal))
}

/// Where a pack goes, and with what it is signed.
struct To {
    path: Option<PathBuf>,
    force: bool,
    key: Option<PrivateKey>,
}

/// Writes the pack of a release; what is told of it.
fn write(
    job: &Job,
    examined: &mut Examined,
    snapshot: usize,
    to: To,
    terminal: &Terminal,
) -> Result<String, Failure> {
    let mut pack = crate::pack(job, examined, snapshot)?;
    if let Some(key) = &to.key {
        let statement = crate::attestation(job, examined, snapshot)?;
        pack.add_envelope(&attest::envelope(key, &statement)?);
    }
    let told = lines(&pack.problems, usize::MAX);
    if !terminal.quiet {
        terminal.remark(&told);
    }
    let secrets = pack.problems.iter().filter(|problem| problem.code == crate::redact::REDACTED);
    if job.config.look.deny_secrets && secrets.clone().next().is_some() {
        return Err(Error::Secrets(secrets.cloned().collect()).into());
    }
    let path = to.path.unwrap_or_else(|| format!("{}.zip", pack.name).into());
    crate::may_write(&path)?;
    crate::publish::archive::write(&pack, &path, to.force)?;
    let size = pack.files.values().map(|file| file.len() as u64).sum();
    let (files, place) = (count(pack.files.len(), "file", "files"), safe(&path.display().to_string()));
    Ok(format!("{place}: {files}, {}\n", bytes(size)))
}

/// Writes the packs of several releases into a folder, which is made where it is missing.
pub(super) fn all(
    job: &Job,
    examined: &mut Examined,
    snapshots: &[usize],
    folder: &Path,
    terminal: &Terminal,
) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::Usage(format!("--packs {}: {error}", folder.display())))?;
    let names = crate::render::urls::slugs(&examined.dossier.history.snapshots);
    for snapshot in snapshots {
        let name = names.get(*snapshot).cloned().unwrap_or_default();
        let to = To { path: Some(folder.join(format!("{name}.zip"))), force: false, key: None };
        let text = write(job, examined, *snapshot, to, terminal)?;
        if !terminal.quiet {
            terminal.remark(&text);
        }
    }
    Ok(())
}

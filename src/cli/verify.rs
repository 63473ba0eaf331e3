//! `golive verify`: is a published site as golive wrote it, and as the repository says?

use super::{
    args, attest,
    bars::Bars,
    diagnostics,
    exit::{Exit, Failure},
    job,
    terminal::{Terminal, safe},
};
use crate::Job;
use crate::config::{Config, path_glob, theme};
use crate::discover::{Head, RecordedHead, site_files};
use crate::model::id::{Oid, sha256};
use crate::publish::verify::{self, Difference};
use crate::render::export::{self, BUILD, RecordedBuild};
use crate::render::format::count;
use globset::{GlobSet, GlobSetBuilder};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// Runs the command.
pub(super) fn run(args: &args::Verify, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    if let (true, Some(repo)) = (args.site.is_file(), &args.repo) {
        let input = args::Input { repo: repo.clone(), config: args.config.clone() };
        return attest::verify(&args.site, &input, shared, terminal);
    }
    job::threads(shared, terminal)?;
    let bars = Bars::new(terminal);
    let found = verify::verify(&args.site, &ignored(&args.ignore)?, &bars)?;
    let mut found = found.into_iter().collect::<BTreeSet<_>>();
    let mut checked = "manifest, hashes and ledger".to_owned();
    if let Some(repo) = &args.repo {
        match recorded(args, repo) {
            Ok(job) => {
                let (differences, amendments) = crate::recompute(&job, &args.site, &bars)?;
                terminal.remark(&diagnostics::lines(&amendments, usize::MAX));
                found.extend(differences);
                checked.push_str(", and every file drawn again from the repository");
            }
            // What is wrong with the files says why build.json cannot be followed.
            Err(failure) if !found.is_empty() => {
                terminal.remark(&format!("the repository was not looked at: {}\n", safe(&failure.text())));
            }
            Err(failure) => return Err(failure),
        }
    }
    terminal.result(&report(&found, &checked))?;
    Ok(if found.is_empty() { Exit::Done } else { Exit::NoGo })
}

fn ignored(globs: &[String]) -> Result<GlobSet, Failure> {
    let mut set = GlobSetBuilder::new();
    for text in globs {
        let glob = path_glob(text)
            .map_err(|error| Failure::Usage(format!("--ignore `{text}` is no glob: {}", error.kind())))?;
        set.add(glob);
    }
    set.build().map_err(|error| Failure::Usage(error.to_string()))
}

fn report(found: &BTreeSet<Difference>, checked: &str) -> String {
    let mut out = String::new();
    for difference in found {
        let _ = writeln!(out, "{}", safe(&difference.to_string()));
    }
    let files = found.iter().map(|difference| &difference.path).collect::<BTreeSet<_>>().len();
    let _ = match files {
        0 => writeln!(out, "all as recorded: {checked}"),
        _ => writeln!(out, "{}", count(files, "file is not as recorded", "files are not as recorded")),
    };
    out
}

/// The build that made a site, to be done again.
fn recorded(args: &args::Verify, repo: &Path) -> Result<Job, Failure> {
    let wrong = |why: String| Failure::Usage(format!("{BUILD} {why}"));
    let bytes = verify::file(&args.site, BUILD)?
        .ok_or_else(|| wrong("is missing, so that the site cannot be made again".to_owned()))?;
    let build: RecordedBuild = serde_json::from_slice(&bytes)
        .map_err(|error| wrong(format!("does not say what the site was made from: {error}")))?;
    let version = env!("CARGO_PKG_VERSION");
    if build.generator.version != version {
        return Err(wrong(format!(
            "says that golive {} made the site, and this is golive {version}: use that version",
            build.generator.version
        )));
    }
    let commit = Oid::parse(&build.repository.head)
        .ok_or_else(|| wrong(format!("names the head `{}`, which is no commit", build.repository.head)))?;
    let now = build.judged_at.parse().map_err(|error| wrong(format!("tells no moment: {error}")))?;
    let mut config = configuration(args, repo, commit, build.configuration.sha256.as_deref())?;
    config.policy.rejudge = build.inputs.rejudged;
    config.look.base_url = build.inputs.base_url;
    if let Some(folder) = &args.theme {
        config.look.theme_folder = None;
        config.look.theme = theme::read(folder)?;
    }
    if config.look.theme_folder.is_none() && export::theme(&config.look) != build.inputs.theme {
        return Err(wrong(
            "says that the site was drawn with another theme: name it with --theme".to_owned(),
        ));
    }
    let head = RecordedHead {
        commit,
        branch: build.inputs.branch,
        remote: build.repository.url,
        tags: build.inputs.tags,
    };
    Ok(Job { repo: repo.to_path_buf(), config, now, head: Some(Head::Recorded(head)) })
}

/// The golive.toml of a build, known by its SHA-256.
fn configuration(
    args: &args::Verify,
    repo: &Path,
    commit: Oid,
    wanted: Option<&str>,
) -> Result<Config, Failure> {
    let Some(wanted) = wanted else { return Ok(Config::default()) };
    let in_work_tree = args.config.clone().or_else(|| Config::find(repo));
    let committed = site_files::configuration_at(repo, commit).map_err(crate::Error::from)?;
    let committed = committed.filter(|_| args.config.is_none()).map(|bytes| ("golive.toml".into(), bytes));
    let of_work_tree =
        in_work_tree.map(|path| Config::bytes(&path).map(|bytes| (path, bytes))).transpose()?;
    let found = committed.into_iter().chain(of_work_tree).find(|(_, bytes)| sha256(bytes) == wanted);
    let Some((path, bytes)) = found else {
        return Err(Failure::Usage(format!(
            "the site was made with a golive.toml of the SHA-256 {wanted}, which is neither in the commit nor in the work tree: \
             name it with --config"
        )));
    };
    Ok(Config::read(&path, bytes)?)
}

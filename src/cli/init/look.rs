//! What a repository has that golive can use.

use crate::Job;
use crate::cli::bars::Bars;
use crate::cli::exit::Failure;
use crate::cli::lint::entry::{self, Entry};
use crate::cli::{args, job, terminal::Terminal};
use crate::config::{Config, FILE_NAME, Sources, TagPattern, path_glob};
use crate::discover::{checkout, health, health::Health};
use crate::model::criterion::Criterion;
use crate::model::evidence::{Kind, State};
use crate::model::kinds::Property;
use crate::progress::Progress;
use crate::read::read_blob;
use crate::render::format::count;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// So many files are looked at, and none that is larger.
const MOST: usize = 4000;
const LARGEST: usize = 1 << 20;
/// So many folders of evidence are named.
const FOLDERS: usize = 12;

/// Endings of what tools and people leave as evidence.
const ENDINGS: [&str; 11] =
    ["json", "jsonl", "ndjson", "xml", "sarif", "tap", "log", "csv", "yml", "yaml", "trx"];

/// Where files lie that only look like evidence.
const ELSEWHERE: [&str; 14] = [
    "node_modules",
    "vendor",
    "third_party",
    "test",
    "tests",
    "testdata",
    "fixtures",
    "__tests__",
    "examples",
    "example",
    "src",
    ".github",
    ".vscode",
    "target",
];

/// Files by which build servers are known.
const BUILD_SERVERS: [(&str, &str); 8] = [
    (".github/workflows", "GitHub Actions"),
    (".gitlab-ci.yml", "GitLab CI"),
    ("Jenkinsfile", "Jenkins"),
    ("azure-pipelines.yml", "Azure Pipelines"),
    (".circleci", "CircleCI"),
    ("bitbucket-pipelines.yml", "Bitbucket Pipelines"),
    (".buildkite", "Buildkite"),
    (".woodpecker.yml", "Woodpecker"),
];

/// Something that was found, or was not, and what follows from it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) about: &'static str,
    pub(super) text: String,
}

/// What a repository has.
#[derive(Debug, Default)]
pub(super) struct Repository {
    /// What is to be told.
    pub(super) findings: Vec<Line>,
    /// The pattern of release tags; `None` where that of golive takes them.
    pub(super) pattern: Option<String>,
    /// The files of the checklist in force.
    pub(super) checklist: Vec<String>,
    /// Files that look like checklists and are none yet.
    pub(super) look_alikes: Vec<String>,
    /// Globs of evidence where golive does not look by itself.
    pub(super) evidence: Vec<String>,
    /// The address of the remote, without credentials.
    pub(super) remote: Option<String>,
    /// How the items are read.
    pub(super) entries: Vec<Entry>,
    /// Kinds that items demand, that nothing shows yet, and that `golive record` writes.
    pub(super) recordable: BTreeSet<String>,
}

/// Looks at a repository.
pub(super) fn at(repo: &Path, shared: &args::Shared, terminal: &Terminal) -> Result<Repository, Failure> {
    let health = health::of(repo, &Sources::default()).map_err(crate::Error::from)?;
    let mut found = Repository { pattern: pattern(&health), ..Repository::default() };
    tell_tags(&health, &mut found);
    find_evidence(repo, &mut found)?;
    if health.has_commit {
        examine(repo, shared, terminal, &mut found)?;
    }
    tell_checklist(&mut found);
    let sources = Sources::default();
    match found.evidence.as_slice() {
        [] => found
            .tell("evidence", format!("is looked for at the usual places: {}", sources.evidence.join(", "))),
        more => {
            let text = format!("readable files lie outside of the usual places, too: {}", more.join(", "));
            found.tell("evidence", text);
        }
    }
    tell_remote(&health, &mut found);
    tell_build_servers(repo, &mut found);
    Ok(found)
}

impl Repository {
    fn tell(&mut self, about: &'static str, text: impl Into<String>) {
        self.findings.push(Line { about, text: text.into() });
    }
}

/// The pattern that takes most tags, where golive's own takes none: the letters before the first digit.
fn pattern(health: &Health) -> Option<String> {
    if health.releases > 0 {
        return None;
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for tag in &health.others {
        let Some(digit) = tag.find(|c: char| c.is_ascii_digit()) else { continue };
        let prefix = tag.get(..digit).unwrap_or_default();
        *counts.entry(format!("{}[0-9]*", globset::escape(prefix))).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(pattern, _)| pattern).filter(|pattern| TagPattern::parse(pattern).is_ok())
}

fn tell_tags(health: &Health, found: &mut Repository) {
    let tags = count(health.tags, "tag", "tags");
    let text = match (&found.pattern, health.tags) {
        (_, 0) => "none yet: the site has the candidate alone until the first is there".to_owned(),
        (Some(pattern), _) => format!("{tags}, such as {}: `{pattern}` takes them", health.others.join(", ")),
        (None, _) if health.releases > 0 => {
            format!("{tags}, {} of them releases by `{}`", health.releases, TagPattern::DEFAULT)
        }
        (None, _) => format!("{tags}, and none names a version: {}", health.others.join(", ")),
    };
    found.tell("tags", text);
}

/// Judges by what was found so far, to see which checklist speaks and how its items are read.
fn examine(
    repo: &Path,
    shared: &args::Shared,
    terminal: &Terminal,
    found: &mut Repository,
) -> Result<(), Failure> {
    let config = Config::load(Path::new(FILE_NAME), &super::configuration::text(found))?;
    let bars = Bars::new(terminal);
    let job = Job { repo: repo.to_path_buf(), config, now: job::moment(shared)?, head: None };
    let examined = crate::examine(&job, &bars);
    bars.end();
    let examined = examined?;
    let history = &examined.dossier.history;
    found.look_alikes = history.look_alikes.iter().map(|one| one.path.to_string()).collect();
    let Some(release) = examined.assessment.releases.get(history.candidate()) else { return Ok(()) };
    let Some(in_force) = &release.in_force else { return Ok(()) };
    let files = in_force.origins().filter_map(|origin| origin.file());
    found.checklist = files.map(ToString::to_string).collect::<BTreeSet<_>>().into_iter().collect();
    found.entries = entry::all(&examined.dossier, release);
    let open = release.items.iter().filter(|item| item.counts() && !item.today.verdict.is_proven());
    let kinds = open.flat_map(|item| &item.today.criteria).filter_map(|judged| match &judged.criterion {
        Criterion::Done(deed) => Some(deed.kind.clone()),
        Criterion::SignedOff { .. } => Some(Kind::named("sign-off")),
        _ => None,
    });
    found.recordable =
        kinds.filter(|kind| kind.is(Property::Recordable)).map(|kind| kind.word().to_owned()).collect();
    Ok(())
}

fn tell_checklist(found: &mut Repository) {
    let whole = found.entries.iter().filter(|entry| entry.is_whole).count();
    let all = count(found.entries.len(), "item", "items");
    let text = match (found.checklist.as_slice(), found.look_alikes.as_slice()) {
        ([], []) => format!("none: one to begin with goes to {}", super::checklist::PATH),
        ([], alike) => {
            format!("none is known; these look like one: {}; name it in `templates`", alike.join(", "))
        }
        (lists, _) => format!("{}: {all}, {whole} with a whole reading", lists.join(", ")),
    };
    found.tell("checklist", text);
}

/// Files that a reader takes for evidence, outside of where golive looks by itself.
fn find_evidence(repo: &Path, found: &mut Repository) -> Result<(), Failure> {
    let usual = Sources::default();
    let globs = usual.evidence.iter().chain(&usual.templates).chain(&usual.snapshots);
    let globs = globs.filter_map(|glob| Some(path_glob(glob).ok()?.compile_matcher())).collect::<Vec<_>>();
    let wants = |path: &str| {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        ENDINGS.contains(&ending)
            && !path.split('/').any(|folder| ELSEWHERE.contains(&folder))
            && !globs.iter().any(|glob| glob.is_match(path))
    };
    let files = checkout::files(repo, &wants, LARGEST, MOST).map_err(crate::Error::from)?;
    let mut folders = BTreeSet::new();
    for (path, bytes) in files {
        let facts = read_blob(&path, &bytes);
        let tells = facts.records.iter().any(|record| record.conclusion.is_some()) || facts.measured > 0;
        let is_evidence = facts.kind.is(Property::Made) && facts.state != State::Unreadable;
        if tells && is_evidence {
            folders.insert(path.rsplit_once('/').map_or(path.clone(), |(folder, _)| format!("{folder}/**")));
        }
    }
    let outer = |glob: &String| {
        folders.iter().any(|other| {
            other != glob && other.strip_suffix("**").is_some_and(|start| glob.starts_with(start))
        })
    };
    found.evidence = folders.iter().filter(|glob| !outer(glob)).take(FOLDERS).cloned().collect();
    Ok(())
}

fn tell_remote(health: &Health, found: &mut Repository) {
    let origin = health.remotes.iter().find(|(name, _)| name == "origin").or(health.remotes.first());
    found.remote = origin.map(|(_, url)| url.clone()).filter(|url| health::is_far(url));
    let text = match &found.remote {
        Some(url) => format!("{url}: links to commits and files lead there"),
        None => {
            "none on a forge: no link leads there until there is one, or `repository_url` is given".to_owned()
        }
    };
    found.tell("remote", text);
}

fn tell_build_servers(repo: &Path, found: &mut Repository) {
    let has = |path: &str| {
        let wants = |file: &str| file == path || file.starts_with(&format!("{path}/"));
        checkout::files(repo, &wants, LARGEST, 1).is_ok_and(|files| !files.is_empty())
    };
    let names = BUILD_SERVERS.iter().filter(|(path, _)| has(path)).map(|(_, name)| *name).collect::<Vec<_>>();
    let text = match names.as_slice() {
        [] => "none: `--ci script` writes a script for any".to_owned(),
        names => {
            format!("{}: `golive record` there leaves evidence, `golive check` is the gate", names.join(", "))
        }
    };
    found.tell("pipeline", text);
}

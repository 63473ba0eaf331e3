//! `golive explain`: how a file was read and what it shows, or why it was not read.

mod facts;
mod sketch;

use super::{
    args,
    bars::Bars,
    exit::{Exit, Failure},
    job, report,
    terminal::{Terminal, safe},
    verdict::label,
};
use crate::Examined;
use crate::config::{FILE_NAME, Sources, path_glob};
use crate::discover::checkout::{self, Found};
use crate::model::evidence::{Bytes, Evidence, Facts};
use crate::progress::Progress;
use crate::read::latency::custom::Custom;
use crate::read::{READERS, Reader, Source, read_blob_by};
use crate::render::format::{bytes, count, utc};
use std::fmt::Write as _;

/// Runs the command.
pub(super) fn run(args: &args::Explain, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let job = job::of(&args.input, shared, terminal)?;
    // A path is told from the root of the repository, or from here.
    let given = args.path.to_string_lossy().replace('\\', "/");
    let here = checkout::inner(&job.repo, &args.path);
    let at = |path: &str| checkout::file(&job.repo, path).map_err(crate::Error::from);
    let (path, found) = match at(&given)? {
        Some(found) => (given, Some(found)),
        None => (here.clone(), at(&here)?),
    };
    let bars = Bars::new(terminal);
    let examined = crate::examine(&job, &bars);
    bars.end();
    let examined = examined?;
    let sources = &job.config.sources;
    let versions =
        examined.dossier.evidence.iter().filter(|version| *version.path == *path).collect::<Vec<_>>();
    if versions.is_empty() && found.is_none() {
        return Err(Failure::Usage(unknown(&examined, &path)));
    }
    let mut out = format!("{}\n", safe(&path));
    out.push_str(&looked_at(&examined, sources, &path, found.as_ref().map(|(found, _)| *found)));
    let candidate = examined.dossier.history.candidate();
    let standing = examined.dossier.history.tracks.get(path.as_str()).and_then(|track| track.at(candidate));
    let newest = versions.iter().find(|version| Some(version.blob) == standing).or(versions.last());
    let stored = newest.and_then(|version| examined.blobs.bytes(version.blob).ok());
    let content = stored.or_else(|| found.map(|(_, bytes)| bytes)).unwrap_or_default();
    let own = sources.readers.iter().map(Custom::new).collect::<Vec<_>>();
    let own = own.iter().map(|reader| reader as &dyn Reader).collect::<Vec<_>>();
    out.push_str(&answers(&own, &Source::new(&path, &content), terminal.verbose));
    match newest {
        Some(version) => out.push_str(&as_read(version, &examined, versions.len())),
        None => out.push_str(&facts::lines(&read_blob_by(&own, &path, &content))),
    }
    let read = newest.map_or_else(|| read_blob_by(&own, &path, &content), |version| version.facts.clone());
    out.push_str(&unread(&read, &path, &content));
    out.push_str(&relied_on(&examined, &path));
    terminal.result(&out)?;
    Ok(job::whole(&examined, shared, terminal))
}

fn unknown(examined: &Examined, path: &str) -> String {
    let known = examined.dossier.history.tracks.keys().map(|path| &**path).collect::<Vec<_>>();
    let near = crate::config::nearest(path, &known).map(|near| format!(": did you mean `{near}`?"));
    format!("there is no file `{path}` in the head or in the work tree{}", near.unwrap_or_default())
}

/// Whether the configuration looks there, and by which of its words.
fn looked_at(examined: &Examined, sources: &Sources, path: &str, found: Option<Found>) -> String {
    let first = |globs: &[String]| {
        globs
            .iter()
            .find(|glob| path_glob(glob).is_ok_and(|glob| glob.compile_matcher().is_match(path)))
            .cloned()
    };
    let history = &examined.dossier.history;
    let is_checklist = history.checklists.iter().any(|list| **list == *path);
    let mut out = String::new();
    let why = match () {
        () if found == Some(Found::WorkTree) => "no: git does not have it at the head; commit it".to_owned(),
        () if is_checklist => "yes: it is a checklist".to_owned(),
        () => match (first(&sources.evidence), first(&sources.exclude), history.tracks.contains_key(path)) {
            (_, Some(glob), false) => format!("no: `{glob}` of `exclude` in [evidence] leaves it out"),
            (Some(glob), _, true) => format!("yes: by `{glob}` of `paths` in [evidence]"),
            (None, _, true) => {
                "yes: a checklist names it, or a template or a snapshot of [checklist] is it".to_owned()
            }
            _ if history.project.contains_key(path) => {
                "only for what git shows of it (a version, a changelog, what it contains): it is no evidence"
                    .to_owned()
            }
            _ => format!(
                "no: nothing in `paths` of [evidence] is it, and no checklist names it. In {FILE_NAME}:\n\n    [evidence]\n    paths = [{}]\n",
                sources
                    .evidence
                    .iter()
                    .map(String::as_str)
                    .chain([around(path).as_str()])
                    .map(|glob| format!("\"{glob}\""))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        },
    };
    let _ = writeln!(out, "  looked at       {}", safe_lines(&why));
    out
}

/// The glob of a file's folder.
fn around(path: &str) -> String {
    path.rsplit_once('/').map_or_else(|| path.to_owned(), |(folder, _)| format!("{folder}/**"))
}

fn safe_lines(text: &str) -> String {
    text.lines().map(safe).collect::<Vec<_>>().join("\n")
}

/// Which readers recognise it: the first of them reads it.
fn answers(own: &[&dyn Reader], source: &Source<'_>, all: bool) -> String {
    if source.is_blank() {
        return "  readers         none is asked: it is empty\n".to_owned();
    }
    let mut out = String::new();
    let readers = own.iter().chain(READERS);
    let said = readers
        .map(|reader| (reader.kind(), reader.is_configured(), reader.recognises(source)))
        .collect::<Vec<_>>();
    let name = |(kind, is_own, _): &(crate::model::evidence::Kind, bool, bool)| {
        format!("{}{}", kind.word(), if *is_own { " ([[reader]])" } else { "" })
    };
    let yes = said.iter().filter(|answer| answer.2).map(name).collect::<Vec<_>>();
    let first = yes.first().cloned().unwrap_or_default();
    let _ = writeln!(
        out,
        "  readers         {} of {} recognise it; the first, of the kind {}, reads it{}",
        yes.len(),
        said.len(),
        safe(&first),
        match yes.get(1..) {
            Some(rest) if !rest.is_empty() => format!(" (after it: {})", safe(&rest.join(", "))),
            _ => String::new(),
        }
    );
    if all {
        for (at, answer) in said.iter().enumerate() {
            let _ = writeln!(
                out,
                "    {:>2} {:<18} {}",
                at + 1,
                safe(&name(answer)),
                if answer.2 { "yes" } else { "no" }
            );
        }
    }
    out
}

/// What was read of the version that stands, and where that came from.
fn as_read(version: &Evidence, examined: &Examined, versions: usize) -> String {
    let mut out = facts::lines(&version.facts);
    let commit = examined.dossier.history.commits.get(version.recorded_by);
    let by = commit.map(|commit| format!(" by {:.12}", commit.id.to_string())).unwrap_or_default();
    let _ = writeln!(out, "  recorded        {}{by}", utc(version.recorded));
    let _ = writeln!(
        out,
        "  version         blob {:.12}, {}; {} of this path in the history",
        version.blob.to_string(),
        bytes(version.facts.bytes),
        count(versions, "version", "versions")
    );
    out
}

/// What would make a file readable from which nothing was read.
fn unread(read: &Facts, path: &str, content: &[u8]) -> String {
    let tells =
        !read.records.is_empty() || read.measured > 0 || read.checklist.is_some() || !read.entries.is_empty();
    if tells || read.title.is_some() {
        return String::new();
    }
    format!(
        "\nNothing in it can decide an item by itself. A [[reader]] in {FILE_NAME} says what is what in it:\n\n{}",
        safe_lines(&sketch::reader(path, content)) + "\n"
    )
}

/// The items of the candidate and of the newest release that rest on it.
fn relied_on(examined: &Examined, path: &str) -> String {
    let mut out = String::new();
    let candidate = examined.dossier.history.candidate();
    for release in
        examined.assessment.releases.iter().rev().filter(|release| release.snapshot + 1 >= candidate)
    {
        let Some(in_force) = &release.in_force else { continue };
        for item in &release.items {
            let is_on =
                |at: &usize| examined.dossier.evidence.get(*at).is_some_and(|version| *version.path == *path);
            if !item.today.evidence.iter().any(is_on) {
                continue;
            }
            let section = in_force.checklist.sections.get(item.section);
            let text = section
                .and_then(|section| section.items.get(item.index))
                .map_or("", |item| item.text.as_str());
            let _ = writeln!(
                out,
                "  {} {}: {}",
                label(item.today.verdict),
                safe(report::name(examined, release)),
                safe(text)
            );
        }
    }
    if out.is_empty() {
        return "\nNo item of the candidate or of the newest release rests on it.\n".to_owned();
    }
    format!("\nItems that rest on it\n{out}")
}

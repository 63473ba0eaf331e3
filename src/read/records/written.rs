//! The records that `golive record` writes, read by their schema alone: nothing is inferred from words, and what is only for people (the
//! note, the command line, its output) tells nothing.

use crate::lexicon::words::root;
use crate::model::evidence::{Facts, Kind, State};
use crate::model::kinds::Property;
use crate::model::problem::{Place, Problem};
use crate::model::record::{Conclusion, Record, Role, is_uncertain};
use crate::model::record_file::{RecordFile, SCHEMA, SCHEMA_FAMILY, Status};
use crate::model::time::{Claim, ClaimSource, Precision};
use crate::read::records::shapes;
use crate::read::text::commits;
use crate::read::value::conclusion;
use crate::read::value::source::{Reader, Source};
use jiff::Timestamp;

/// The code of the problem that a record cannot be read.
const BROKEN: &str = "record";

/// Reads what `golive record` wrote.
#[derive(Clone, Copy, Debug)]
pub struct Written;

impl Reader for Written {
    /// Which kind it is of says each record itself.
    fn kind(&self) -> Kind {
        Kind::Other("record".into())
    }

    /// An empty file is of the kind that its name says: another reader tells.
    fn expects(&self, _: &Source<'_>) -> bool {
        false
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        let is_family = || source.json().is_ok_and(|scan| schema_of(scan).is_some());
        // A broken record is one too, where it says so at its beginning, as `golive record` writes it.
        let begins =
            |text: &str| text.starts_with("{") && text.contains(&format!("\"schema\": \"{SCHEMA_FAMILY}"));
        let head = || crate::read::text::lines::capped(source.text().trim_start(), 100);
        source.is_json() && source.text().contains(SCHEMA_FAMILY) && (is_family() || begins(head()))
    }

    fn is_exact(&self) -> bool {
        true
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        match parsed(source) {
            Ok((file, kind)) => facts(&file, kind, source),
            Err((line, why)) => {
                let message = format!("this record cannot be read, so it proves nothing: {why}");
                let problem = Problem::warning(Place::line(source.path, line), BROKEN, message);
                let kind = kind_of(source).unwrap_or(Kind::File);
                Facts { problems: vec![problem], ..Facts::of(kind, State::Unreadable, 0) }
            }
        }
    }
}

fn schema_of(scan: &crate::read::value::json::Scan) -> Option<&str> {
    scan.value("schema")?.text().filter(|schema| schema.starts_with(SCHEMA_FAMILY))
}

/// The kind that even a record that cannot be read says it is of.
fn kind_of(source: &Source<'_>) -> Option<Kind> {
    let kind = Kind::named(source.json().ok()?.value("kind")?.text()?);
    (Kind::is_word(kind.word()) && kind.is(Property::Recordable)).then_some(kind)
}

/// The record and its kind, or a line and what is wrong there.
fn parsed(source: &Source<'_>) -> Result<(RecordFile, Kind), (u32, String)> {
    let wrong = |why: String| (1, why);
    if let Ok(Some(schema)) = source.json().map(schema_of)
        && schema != SCHEMA
    {
        return Err(wrong(format!("its schema is `{schema}`, and this golive reads {SCHEMA}")));
    }
    let file: RecordFile = serde_json::from_str(source.text())
        .map_err(|error| (u32::try_from(error.line()).unwrap_or_default().max(1), error.to_string()))?;
    let kind = Kind::named(&file.kind);
    if !Kind::is_word(kind.word()) || !kind.is(Property::Recordable) {
        return Err(wrong(format!("there are no records of the kind `{}`", file.kind)));
    }
    if file.command.is_none() != (file.status == Status::Stated) {
        return Err(wrong("a record has a command, or the status `stated`".to_owned()));
    }
    Ok((file, kind))
}

fn facts(file: &RecordFile, kind: Kind, source: &Source<'_>) -> Facts {
    let commit = file.commit.as_deref().filter(|id| !file.modified && commits::is_id(id));
    let people = [(Role::Actor, &file.actor), (Role::Approver, &file.approver)];
    let people =
        people.into_iter().filter_map(|(role, name)| Some((role, name.clone()?))).collect::<Vec<_>>();
    // A plain `by` has no verb.
    let verb = |role: Role| if role == Role::Approver { root("approver") } else { String::new() };
    let (began, ended) = (moment(&file.started), file.ended.as_deref().and_then(moment));
    let outcome = file.outcome.as_deref().filter(|_| file.status == Status::Stated);
    // A kind of a team's own is what the record says, and nothing that its subject is called.
    let own = Some(&kind).filter(|kind| matches!(kind, Kind::Other(_)) && !kind.is_sign_off());
    let record = Record {
        kind: own.cloned(),
        title: file.subject.clone().unwrap_or_default(),
        line: 1,
        claim: ended.or(began),
        began,
        ended,
        conclusion: concluded(file, &kind)
            .filter(|_| ended.is_some() || file.status == Status::Running)
            .filter(|ended| !is_of_other_code(file, &kind) || *ended != Conclusion::Succeeded),
        outcome: outcome.and_then(conclusion::word).unwrap_or_default(),
        credits: people.iter().map(|(role, name)| (verb(*role), name.clone())).collect(),
        people,
        commit: commit.map(str::to_ascii_lowercase),
        branch: file.branch.clone(),
        target: file.environment.clone().filter(|place| !is_uncertain(place)),
        fields: duration(file).map(|taken| ("duration".to_owned(), taken)).into_iter().collect(),
        ..Record::default()
    };
    let other = is_of_other_code(file, &kind).then(|| {
        let message =
            "tracked files differed from the commit that was checked out, so it shows nothing of that commit";
        Problem::note(source.line(1), "modified", message)
    });
    let commits = record.commit.iter().cloned().collect();
    Facts { commits, problems: other.into_iter().collect(), ..shapes::facts(kind, source, vec![record]) }
}

/// Whether it tells of code that no commit has.
fn is_of_other_code(file: &RecordFile, kind: &Kind) -> bool {
    *kind == Kind::CiRun && file.modified
}

/// How it ended. A stated outcome holds only where no command was run, so that no word saves an exit status.
fn concluded(file: &RecordFile, kind: &Kind) -> Option<Conclusion> {
    match file.status {
        Status::Running => Some(Conclusion::Pending),
        Status::Finished if is_success(file, kind) => Some(Conclusion::Succeeded),
        Status::Finished | Status::Interrupted | Status::NotStarted => Some(Conclusion::Failed),
        Status::Stated => conclusion::parse(file.outcome.as_deref()?),
    }
}

/// What was stored in an empty file was not stored.
fn is_success(file: &RecordFile, kind: &Kind) -> bool {
    let stores = matches!(kind, Kind::Backup | Kind::Export);
    file.exit_status == Some(0)
        && file.signal.is_none()
        && file.error.is_none()
        && (!stores || file.files.iter().all(|named| named.bytes > 0))
}

fn moment(text: &str) -> Option<Claim> {
    let at = text.parse::<Timestamp>().ok()?;
    Some(Claim::new(at, Precision::Exact, ClaimSource::Content))
}

/// How long a command ran; a statement took no time.
fn duration(file: &RecordFile) -> Option<String> {
    let millis = file.duration_ms.filter(|_| file.status != Status::Stated)?;
    Some(format!("{}.{:03} s", millis / 1000, millis % 1000))
}

//! A release, or the candidate: the page that the others lead to.

use super::answer::{AnswerView, answer};
use super::checklist::{self, TriggerView};
use super::commits::{self, CommitsView};
use super::parts::{self, Cell, Fact, FigureView, Table, numbers};
use super::rejudged::{self, RejudgedView};
use super::sections::{self, PartView};
use super::switcher::{Switch, switcher};
use super::{around, difference, figures, latency, lighthouse, marks, reasons, told, why};
use crate::assess::result::event::EventKind;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::speaker::ChecklistPlace;
use crate::assess::result::tally::{Tallies, Tally};
use crate::model::release::{Snapshot, Tag, TagKind};
use crate::render::html::Html;
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::Target;
use crate::render::{format, words};
use serde::Serialize;

/// A page for each release and for the candidate.
pub struct Releases;

impl Kind for Releases {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        scene.releases().map(|(r, _)| Target::Release(r.snapshot)).collect()
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let Target::Release(snapshot) = target else { return Ok(Vec::new()) };
        let Some((r, at)) = scene.release(*snapshot) else { return Ok(Vec::new()) };
        let name = scene.name(*snapshot);
        let title = if at.is_candidate() { say!("Candidate").to_owned() } else { name };
        let mut frame = Frame::new(scene, path, &title, &[]).saying(say!(
            "{release}: {readiness}, {tally}.",
            release = title,
            readiness = words::readiness(r.is_go()),
            tally = parts::pair(&r.tallies.due)
        ));
        frame.card = scene.card(r.snapshot);
        let frame = frame.running(say!(
            "{site} · {page} · commit {commit} · {readiness}",
            site = scene.title,
            page = title,
            commit = at.commit,
            readiness = words::readiness(r.is_go())
        ));
        scene.fill("release.html", frame, &view(scene, path, r, at))
    }
}

/// How many items are claimed and proven at one vantage.
#[derive(Debug, Serialize)]
pub struct TallyView {
    when: &'static str,
    claimed: String,
    proven: String,
    bar_html: Html,
    counts: String,
}

#[derive(Debug, Serialize)]
struct EventView {
    what: &'static str,
    /// Whether it is the tag itself, which parts what was known from what came later.
    tag: bool,
    time_html: Html,
    text_html: Html,
}

#[derive(Debug, Serialize)]
struct View {
    lead: &'static str,
    answer: AnswerView,
    readiness_html: Html,
    readiness: &'static str,
    outcome_html: Html,
    tallies: Vec<TallyView>,
    facts: Vec<Fact>,
    switcher: Vec<Switch>,
    commits: Option<CommitsView>,
    message: String,
    blockers: Vec<reasons::Blocking>,
    notes: Vec<reasons::Blocking>,
    outcome: Vec<reasons::Blocking>,
    incidents: Option<Table>,
    has_checklist: bool,
    how_to_html: Html,
    legend_html: Html,
    parts: [PartView; 2],
    triggers: Vec<TriggerView>,
    figures: Vec<FigureView>,
    latency: Option<Table>,
    told: Option<Table>,
    trends_html: Html,
    lighthouse: Option<Table>,
    own_budgets: Option<Table>,
    timeline: Vec<EventView>,
    reworded: Option<Table>,
    rejudged: Option<RejudgedView>,
    changes: Option<Table>,
    steps: Option<Table>,
    compare: Option<String>,
    evidence: Option<Table>,
    documents: Option<Table>,
    findings: Option<Table>,
    about_findings_html: Html,
    problems: Option<Table>,
}

/// The tallies to show: what was due by the tag, at the tag and today where it differs; what was due after it.
pub fn tallies(r: &ReleaseAssessment, candidate: bool) -> Vec<TallyView> {
    let of = |when, tally: &Tally| TallyView {
        when,
        claimed: format!("{}/{}", tally.claimed, tally.items),
        proven: format!("{}/{}", tally.proven, tally.items),
        bar_html: parts::bar(tally),
        counts: parts::counts(tally),
    };
    let Tallies { due, due_today, after } = &r.tallies;
    if candidate {
        return vec![of(say!("Now"), due)];
    }
    let today = (due_today != due).then(|| of(say!("Today"), due_today));
    let after = (after.items > 0).then(|| of(say!("Due after the tag, today"), after));
    [Some(of(say!("Due by the tag, at the tag"), due)), today, after].into_iter().flatten().collect()
}

/// `v1.2.0 (annotated, by Rosa, not signed)`
fn tag(name: &str, tag: &Tag) -> String {
    let kind = match tag.kind {
        TagKind::Annotated => say!("annotated"),
        TagKind::Lightweight => say!("lightweight: its time is that of the commit"),
    };
    let by = tag.tagger.as_ref().map(|person| say!("by {name}", name = person.name));
    let told = [Some(kind.to_owned()), by, Some(words::signature(tag))].into_iter().flatten();
    format!("{name} ({})", told.collect::<Vec<_>>().join(", "))
}

fn facts(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment, at: &Snapshot) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(tag) = &at.tag {
        facts.push(Fact { name: say!("Tag"), body_html: Html::text(&self::tag(&at.name, tag)) });
    } else {
        let branch = scene.dossier.history.branch.as_deref().unwrap_or(say!("detached head"));
        facts.push(Fact { name: say!("Branch"), body_html: Html::text(branch) });
    }
    facts.push(Fact { name: say!("Commit"), body_html: parts::commit(scene, at.commit) });
    let time = if at.is_candidate() { say!("Judged at") } else { say!("Time") };
    let clock = Html::text(&format!("({})", words::release_clock(at).1));
    facts.push(Fact { name: time, body_html: parts::joined(&[parts::moment(at.time), clock], " ") });
    if let Some(back) = &r.rollback {
        let evidence = back.evidence().into_iter().collect::<Vec<_>>();
        let told = words::rollback(scene.dossier, r, back);
        facts.push(Fact {
            name: say!("Rolled back"),
            body_html: parts::joined(
                &[parts::moment(back.at), why::sentence(scene, path, &evidence, &told)],
                " ",
            ),
        });
    }
    if let Some(recovery) = &r.recovery {
        facts.push(Fact { name: say!("Recovery"), body_html: Html::text(&words::recovery(r, recovery)) });
    }
    if let Some(in_force) = &r.in_force {
        let origins = in_force.origins().map(|origin| match origin {
            ChecklistPlace::File { evidence, .. } => parts::evidence(scene, path, *evidence),
            ChecklistPlace::TagMessage { .. } => parts::tag_message(scene, at, 0),
        });
        let body = parts::joined(&origins.collect::<Vec<_>>(), "; ");
        facts.push(Fact { name: say!("Checklist"), body_html: body });
    }
    if let Some(link) = scene.routes.link(path, &Target::Beside(r.snapshot, "release.json")) {
        facts.push(Fact {
            name: say!("Data"),
            body_html: Html::made(format!("<a href=\"{link}\">release.json</a>")),
        });
    }
    facts
}

fn view(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment, at: &Snapshot) -> View {
    let earlier = r.previous;
    let before = earlier.and_then(|previous| scene.release(previous)).map(|(before, _)| before);
    let found = before.map(|before| (before, scene.compared(before.snapshot, r.snapshot)));
    let about = Target::About("checklist");
    View {
        lead: if at.is_candidate() {
            say!("The branch head, judged as if it were released now")
        } else {
            say!("Release")
        },
        answer: answer(r),
        readiness_html: parts::readiness(r.is_go()),
        readiness: parts::readiness_class(r.is_go()),
        outcome_html: if at.is_candidate() { Html::default() } else { parts::outcome_of(scene, r) },
        tallies: tallies(r, at.is_candidate()),
        facts: facts(scene, path, r, at),
        switcher: switcher(scene, path, r.snapshot, &|other| Some(Target::Release(other))),
        commits: commits::view(scene, r.snapshot),
        message: at.tag.as_ref().map(|tag| tag.message.trim().to_owned()).unwrap_or_default(),
        blockers: reasons::reasons(scene, path, r, &r.blockers),
        notes: reasons::reasons(scene, path, r, &r.notes),
        outcome: if at.is_candidate() { Vec::new() } else { reasons::outcome(scene, path, r) },
        incidents: incidents(scene, path, r),
        has_checklist: r.in_force.is_some(),
        how_to_html: scene.anchor(path, &about, "", say!("a checklist to copy")),
        legend_html: marks::legend(&r.items),
        parts: sections::parts(scene, path, r, at.is_candidate()),
        triggers: checklist::triggers(scene, path, r),
        figures: figures::of_release(scene, r).into_iter().chain(around::figures(scene, r)).collect(),
        latency: latency::summary(scene, path, &[r]),
        told: told::of_release(scene, path, r),
        trends_html: scene.anchor(path, &Target::Latency, "", say!("through all releases and by address")),
        lighthouse: lighthouse::table(scene, path, &[r]),
        own_budgets: lighthouse::own_budgets(scene, path, r),
        timeline: timeline(scene, path, r),
        reworded: difference::checklist(scene, path, r),
        rejudged: rejudged::view(scene, path, r.snapshot),
        changes: found
            .as_ref()
            .and_then(|(before, found)| difference::items(scene, path, before, r, found).unless_empty()),
        steps: found.as_ref().and_then(|(_, found)| difference::measured(found, true).unless_empty()),
        compare: earlier.and_then(|earlier| scene.routes.link(path, &Target::Compare(earlier, r.snapshot))),
        evidence: evidence(scene, path, r),
        documents: super::governed::table(scene, path, r),
        findings: super::found::of_release(scene, r.snapshot),
        about_findings_html: scene.anchor(path, &Target::About("findings"), "", say!("How to read them")),
        problems: problems(scene, r),
    }
}

/// What happened, by time.
fn timeline(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment) -> Vec<EventView> {
    r.timeline
        .iter()
        .map(|event| EventView {
            what: words::event_kind(&event.kind),
            tag: event.kind == EventKind::Tagged,
            time_html: parts::moment(event.time),
            text_html: why::sentence(
                scene,
                path,
                &told(&event.kind),
                &words::event(scene.dossier, r, &event.kind),
            ),
        })
        .collect()
}

/// The evidence that an event names.
fn told(event: &EventKind) -> Vec<usize> {
    match event {
        EventKind::Evidence(index) => vec![*index],
        EventKind::Deployed(id) => vec![id.evidence],
        _ => Vec::new(),
    }
}

fn evidence(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment) -> Option<Table> {
    let columns = [
        say!("File"),
        say!("Kind"),
        say!("State"),
        say!("Recorded"),
        &numbers(say!("Items that rely on it")),
    ];
    let mut table = Table::new(say!("Evidence of this release"), &columns);
    table.quiet = true;
    for used in &r.evidence {
        let Some(version) = scene.dossier.evidence.get(used.evidence) else { continue };
        let recorded = parts::minute(version.recorded);
        let recorded = match used.changed_after_release {
            true => parts::joined(&[recorded, Html::text(say!("changed after the release"))], ", "),
            false => recorded,
        };
        table.rows.push(vec![
            Cell::heading(scene.evidence(path, used.evidence, &version.path)).with("path"),
            Cell::text(words::kind_word(&version.facts.kind)),
            Cell::html(super::evidence::state(version.facts.state)),
            Cell::html(recorded),
            Cell::number(format::integer(used.items.len())),
        ]);
    }
    table.unless_empty().map(Table::filtered)
}

fn incidents(scene: &Scene<'_>, path: &str, r: &ReleaseAssessment) -> Option<Table> {
    let columns =
        [say!("Incident"), say!("Severity"), say!("Began"), say!("Over"), &numbers(say!("Minutes"))];
    let mut table = Table::new(say!("Incidents of this release"), &columns);
    table.quiet = true;
    for one in &r.incidents {
        let told = words::incident(scene.dossier, one);
        table.rows.push(vec![
            Cell::heading(why::sentence(scene, path, &[one.id.evidence], &told)),
            Cell::text(
                &one.severity
                    .map_or_else(|| say!("not stated").to_owned(), |severity| format!("SEV-{severity}")),
            ),
            Cell::html(parts::moment(one.began)).with("nowrap"),
            one.ended.map_or_else(
                || Cell::text(say!("not stated")),
                |at| Cell::html(parts::moment(at)).with("nowrap"),
            ),
            Cell::number(one.seconds().map(|seconds| (seconds / 60).to_string()).unwrap_or_default()),
        ]);
    }
    table.unless_empty()
}

fn problems(scene: &Scene<'_>, r: &ReleaseAssessment) -> Option<Table> {
    let problems: Vec<_> = r.problems.iter().collect();
    super::findings::table(say!("Problems with the inputs of this release"), scene, r.snapshot, &problems)
}

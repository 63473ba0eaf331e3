//! What a step or an item after the tag asks to be done, clause by clause, from tables of words.
//!
//! A clause asks where it begins with a verb of its table (`Announce start in #releases`), or where it says that it is done
//! (`Support and marketing informed`). A clause that only mentions such words asks nothing.

use super::act_inputs::inputs;
use super::clause::{Clause, clauses, is_channel};
use crate::assess::looked;
use crate::model::act::{Act, Telling};
use crate::model::checklist::{Phase, Reference};
use crate::model::doing::stands;
use crate::model::topic::{Topic, Topics};
use crate::read::console;

const TELL: [&str; 14] = [
    "announce",
    "inform",
    "notify",
    "tell",
    "say",
    "post",
    "communicate",
    "brief",
    "message",
    "alert",
    "let",
    "send",
    "share",
    "update",
];
const TOLD: [&str; 8] =
    ["informed", "notified", "told", "announced", "briefed", "communicated", "updated", "posted"];
const WRITE: [&str; 14] = [
    "update",
    "write",
    "record",
    "capture",
    "add",
    "document",
    "append",
    "log",
    "note",
    "summarise",
    "summarize",
    "put",
    "fill",
    "publish",
];
const KEEP: [&str; 8] = ["archive", "store", "save", "keep", "commit", "snapshot", "file", "attach"];
const LAUNCH: [&str; 13] = [
    "trigger", "start", "run", "kick off", "launch", "dispatch", "execute", "deploy", "invoke", "release",
    "roll out", "ship", "promote",
];
const WATCH: [&str; 8] =
    ["monitor", "watch", "follow", "observe", "track", "wait for", "supervise", "keep an eye on"];
const BACK: [&str; 12] = [
    "revert",
    "roll back",
    "rollback",
    "go back",
    "deploy",
    "redeploy",
    "re deploy",
    "check out",
    "checkout",
    "restore",
    "switch back",
    "promote",
];
const OPEN: [&str; 9] = ["open", "create", "file", "start", "schedule", "write", "hold", "raise", "begin"];
const OFF: [&str; 6] = ["disable", "turn off", "switch off", "deactivate", "flip off", "toggle off"];
const TAG: [&str; 7] =
    ["tag", "create tag", "create the tag", "cut", "push tag", "push the tag", "create a tag"];

/// Verbs with which a clause of its own may begin.
const VERBS: [&[&str]; 9] = [&TELL, &WRITE, &KEEP, &LAUNCH, &WATCH, &BACK, &OPEN, &OFF, &TAG];

/// Everything that a text asks to be done in a phase after the tag; nothing for what applies before it.
#[must_use]
pub fn acts(text: &str, phase: Phase, references: &[Reference]) -> Vec<Act> {
    if phase == Phase::Before {
        return Vec::new();
    }
    let log = references.iter().any(is_log);
    let mut found: Vec<Act> = Vec::new();
    let whole = Clause::of(text);
    for clause in clauses(text, &VERBS) {
        let read = match phase {
            Phase::Rollback => rollback(&clause, &whole).or_else(|| told(&clause, phase, log)),
            _ => None
                .or_else(|| tagged(&clause, &whole))
                .or_else(|| launched(&clause, &whole))
                .or_else(|| consoles(&whole))
                .or_else(|| receives(&whole))
                .or_else(|| archived(&clause, &whole, references))
                .or_else(|| told(&clause, phase, log))
                .or_else(|| postmortem(&clause))
                .or_else(|| watched(&clause, &whole)),
        };
        for act in read.unwrap_or_default() {
            if !found.iter().any(|known| known.kind() == act.kind()) {
                found.push(act);
            }
        }
    }
    found
}

fn is_log(reference: &Reference) -> bool {
    matches!(reference, Reference::Path(path) | Reference::Glob(path) if path.ends_with(".md") || path.ends_with('/'))
}

fn tagged(clause: &Clause<'_>, whole: &Clause<'_>) -> Option<Vec<Act>> {
    let form = clause.raw.split('`').skip(1).step_by(2).find(|ticked| is_form(ticked));
    // `Tag owner informed` names a person.
    let asks = clause.begins(&TAG)
        && (form.is_some()
            || clause.has(&["release", "commit", "main", "master", "version", "branch", "candidate"]));
    if !asks {
        return None;
    }
    let mut found = Vec::new();
    found.extend(form.map(|form| Act::TagForm { form: form.to_owned() }));
    let named = ["main", "master", "trunk", "develop", "production"];
    let on = |name: &&&str| {
        clause.words.contains(&format!(" on {name} "))
            || clause.words.contains(&format!(" on the {name} branch "))
    };
    let published =
        [" on the branch head ", " on the default branch ", " on the head ", " on the release branch "];
    if let Some(branch) = named.iter().find(on) {
        found.push(Act::TagOn { branch: (*branch).to_owned() });
    } else if published.iter().any(|words| clause.words.contains(words)) {
        found.push(Act::TagOn { branch: String::new() });
    }
    let reviewed = [
        "evidence review",
        "evidence reviewed",
        "review of evidence",
        "review of the evidence",
        "evidence is reviewed",
        "read the evidence",
        "review the evidence",
        "reviewing evidence",
        "evidence has been reviewed",
        "evidence complete",
    ];
    if whole.has(&reviewed) {
        found.push(Act::Reviewed);
    }
    Some(found)
}

/// Whether back-ticked words are the form of a tag: `vYYYY.MM.DDx`, `vX.Y.Z`, `v<major>.<minor>.<patch>`, `release-NN`.
#[must_use]
pub fn is_form(ticked: &str) -> bool {
    let short = ticked.len() <= 60 && !ticked.contains(['/', ' ', '*']);
    let letters = ["YYYY", "YY", "X.Y", "X.X", "x.y", "x.x", "N.N", "#.#", "<", "{", "MAJOR", "NN"];
    let ends = [".md", ".json", ".log", ".yml", ".yaml", ".txt"];
    short
        && letters.iter().any(|one| ticked.contains(one))
        && !ends.iter().any(|end| ticked.ends_with(end))
        && !ticked.starts_with("--")
}

const PIPELINES: [&str; 14] = [
    "workflow",
    "deployment",
    "deploy",
    "pipeline",
    "rollout",
    "deploy production yml",
    "deploy job",
    "deployment job",
    "production",
    "release job",
    "deploy script",
    "job",
    "deployment workflow",
    "cd",
];

fn launched(clause: &Clause<'_>, whole: &Clause<'_>) -> Option<Vec<Act>> {
    let noun = [
        "release summary",
        "release notes",
        "release log",
        "deploy key",
        "deploy keys",
        "run log",
        "start of",
    ];
    let other = ["previous", "smoke", "check", "checks", "staging", "meeting", "announcement"];
    let runs = clause.begins(&LAUNCH) && !clause.begins(&noun) && !clause.has(&other);
    (runs && (clause.has(&PIPELINES) || names_workflow(clause.raw)))
        .then(|| vec![Act::Launched { inputs: inputs(whole.raw) }])
}

fn names_workflow(text: &str) -> bool {
    text.split('`').skip(1).step_by(2).any(|ticked| ticked.ends_with(".yml") || ticked.ends_with(".yaml"))
}

fn watched(clause: &Clause<'_>, whole: &Clause<'_>) -> Option<Vec<Act>> {
    let asks = clause.begins(&WATCH)
        && clause.has(&["deployment", "deploy", "job", "workflow", "rollout", "pipeline", "run"])
        && !clause.has(&["dashboard", "dashboards", "alerts"]);
    asks.then(|| {
        vec![Act::Watched {
            smoke: whole.has(&[
                "smoke",
                "synthetic",
                "synthetics",
                "health check",
                "health checks",
                "probe",
                "probes",
            ]),
        }]
    })
}

fn told(clause: &Clause<'_>, phase: Phase, log: bool) -> Option<Vec<Act>> {
    let channel =
        clause.raw.split(|c: char| c.is_whitespace() || "()[],;`".contains(c)).find(|word| is_channel(word));
    let channel = channel.map(|word| word.trim_end_matches(['.', ':']).to_lowercase());
    let topics = crate::lexicon::words::topics(&clause.words);
    let audiences = topics.and(Topics::AUDIENCES);
    let announces = clause.begins(&["announce"])
        || (clause.has(&["announced", "announcement"]) && (channel.is_some() || !audiences.is_empty()));
    let addressed = channel.is_some() || !audiences.is_empty();
    let tells = clause.begins(&TELL)
        && addressed
        && !(clause.begins(&["update", "send", "share", "post"]) && channel.is_none() && !log);
    // `Users are informed of …` is what a product does.
    let team = !audiences.without(Topics::of(&[Topic::Customers])).is_empty() || channel.is_some();
    let is_told = clause.has(&TOLD) && team;
    let heading = ["release summary", "summary", "incident timeline", "timeline", "run log", "release notes"];
    let writes = log && (clause.begins(&WRITE) || clause.begins(&heading));
    let why = match () {
        () if phase == Phase::Rollback && (tells || is_told || announces) => Telling::TakenBack,
        () if writes => Telling::Written,
        () if announces || (phase == Phase::Execution && tells) => Telling::Announced,
        () if tells || is_told => Telling::Informed,
        () => return None,
    };
    let asks =
        topics.and(Topics::ASKED).without(Topics::of(&[Topic::Checklist, Topic::RunLog, Topic::Summary]));
    // Who writes with whom is not who is told.
    let asks = if why == Telling::Written { asks } else { asks.or(audiences) };
    let asks = if phase == Phase::Execution { asks.without(Topics::of(&[Topic::Completion])) } else { asks };
    let mut found = vec![Act::Told { why, asks, channel }];
    found.extend(postmortem(clause).unwrap_or_default());
    Some(found)
}

/// `loads without console errors (Chrome + Safari)`, `browser consoles are clean in two browsers`
fn consoles(whole: &Clause<'_>) -> Option<Vec<Act>> {
    let clean = whole.has(&["without", "no", "zero", "0", "free", "clean", "silent", "error free"]);
    let asks = whole.has(&["console", "consoles"])
        && clean
        && whole.has(&["error", "errors", "clean", "exceptions", "silent"]);
    const COUNTS: [(&str, usize); 4] =
        [("two browsers", 2), ("2 browsers", 2), ("three browsers", 3), ("both browsers", 2)];
    let least = COUNTS.iter().find(|(words, _)| whole.has(&[words])).map_or(1, |(_, count)| *count);
    asks.then(|| vec![Act::Consoles { browsers: console::browsers(whole.raw), least }])
}

/// `Supabase decision log receiving entries`, `Order ledger receives new rows`
fn receives(whole: &Clause<'_>) -> Option<Vec<Act>> {
    let verbs = [
        "receiving",
        "receives",
        "receive",
        "ingesting",
        "ingests",
        "gets",
        "getting",
        "has new",
        "shows new",
        "collects",
        "collecting",
    ];
    let rows = ["entries", "rows", "records", "entry", "new rows", "new entries"];
    let at = verbs.iter().filter_map(|verb| whole.words.find(&format!(" {verb} "))).min()?;
    let (before, after) = (whole.words.get(..at)?, whole.words.get(at..)?);
    let subject = looked::words_of(before);
    (stands(&rows, after) && !subject.is_empty()).then(|| vec![Act::Receives { subject }])
}

fn archived(clause: &Clause<'_>, whole: &Clause<'_>, references: &[Reference]) -> Option<Vec<Act>> {
    let checklist = whole.has(&["checklist", "checklist snapshot"]);
    let run_log = whole.has(&["run log", "runlog", "execution log"]);
    let done = clause.has(&["archived", "stored", "kept", "saved"]);
    let asks = (clause.begins(&KEEP) || done)
        && (checklist || run_log || whole.has(&["snapshot"]))
        && !references.is_empty();
    let with = whole.has(&[
        "with run log",
        "with the run log",
        "and run log",
        "and the run log",
        "including run log",
        "incl run log",
    ]);
    asks.then(|| vec![Act::Archived { checklist, run_log: run_log && with && checklist }])
}

fn postmortem(clause: &Clause<'_>) -> Option<Vec<Act>> {
    let opens = clause.begins(&OPEN)
        || clause.has(&["opened", "scheduled", "filed", "created", "open", "open a", "open postmortem"]);
    (opens && clause.has(&["postmortem", "post mortem", "incident review"])).then(|| vec![Act::Postmortem])
}

fn rollback(clause: &Clause<'_>, whole: &Clause<'_>) -> Option<Vec<Act>> {
    let earlier = [
        "previous",
        "last good",
        "last known good",
        "prior",
        "earlier",
        "last stable",
        "known good",
        "before",
        "previous tag",
        "last working",
    ];
    if clause.begins(&BACK) && (clause.has(&earlier) || clause.has(&["release", "version", "deployment"])) {
        return Some(vec![Act::WentBack]);
    }
    let flags = clause.has(&["flag", "flags"]) || clause.raw.contains("FEATURE_");
    let off = OFF.iter().any(|verb| clause.words.contains(&format!(" {verb} ")));
    if flags && off {
        let only_if_blocked = whole.words.starts_with(" if ")
            && whole.has(&["blocked", "fails", "failed", "stuck", "unavailable", "impossible", "broken"]);
        return Some(vec![Act::FlagsOff { only_if_blocked }]);
    }
    postmortem(clause)
}

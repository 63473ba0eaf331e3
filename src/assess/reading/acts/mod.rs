//! What a step or an item after the tag asks to be done, clause by clause, by the lexicon's rows of acts.
//!
//! A clause asks where it begins with a verb of an act (`Announce start in #releases`), or where it says that it is done
//! (`Support and marketing informed`). A clause that only mentions such words asks nothing.

pub mod clause;
pub mod inputs;

use crate::assess::reading::acts::clause::{ActClause, clauses, is_channel};
use crate::assess::reading::acts::inputs::{inputs, number};
use crate::assess::reading::topic_words;
use crate::lexicon::Lexicon;
use crate::lexicon::file::{ActKind, ActPart, Role};
use crate::lexicon::words::{topics, topics_of_phrase};
use crate::model::act::{Act, Input, Telling};
use crate::model::checklist::{Phase, Reference};
use crate::model::doing::spaced;
use crate::model::topic::{Topic, Topics};
use crate::read::logs::console;

/// A higher number is the version of a browser, and no count of them.
const BROWSERS: usize = 10;

/// Everything that a text asks to be done in a phase after the tag; nothing for what applies before it.
pub fn acts(text: &str, phase: Phase, references: &[Reference], lexicon: &Lexicon) -> Vec<Act> {
    if phase == Phase::Before {
        return Vec::new();
    }
    let log = references.iter().any(is_log);
    let mut found: Vec<Act> = Vec::new();
    let whole = ActClause::of(text, lexicon);
    for clause in clauses(text, lexicon) {
        let read = match phase {
            Phase::Rollback => rollback(&clause, &whole).or_else(|| informed(&clause, phase, log)),
            _ => None
                .or_else(|| tagged(&clause, &whole, lexicon))
                .or_else(|| launched(&clause, &whole, lexicon))
                .or_else(|| consoles(&whole, lexicon))
                .or_else(|| receives(&whole))
                .or_else(|| archived(&clause, &whole, references))
                .or_else(|| informed(&clause, phase, log))
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

fn tagged(clause: &ActClause<'_>, whole: &ActClause<'_>, lexicon: &Lexicon) -> Option<Vec<Act>> {
    let form = clause.raw.split('`').skip(1).step_by(2).find(|ticked| is_form(ticked));
    // `Tag owner informed` names a person.
    let asks = clause.begins(ActKind::Tag, ActPart::Verb)
        && (form.is_some() || clause.has(ActKind::Tag, ActPart::Thing));
    if !asks {
        return None;
    }
    let mut found = Vec::new();
    found.extend(form.map(|form| Act::TagForm { form: form.to_owned() }));
    let words = clause.words.split_whitespace().collect::<Vec<_>>();
    let is_branch = |word: &&str| lexicon.has(word, Role::Branch);
    let behind = |at: usize| words.get(at + 1..)?.iter().find(|word| **word != "the").copied();
    let on = words
        .iter()
        .enumerate()
        .filter(|(_, word)| **word == "on")
        .find_map(|(at, _)| behind(at).filter(is_branch));
    if let Some(branch) = on {
        found.push(Act::TagOn { branch: branch.to_owned() });
    } else if clause.has(ActKind::Tag, ActPart::More) {
        found.push(Act::TagOn { branch: String::new() });
    }
    if whole.has(ActKind::Review, ActPart::Thing) {
        found.push(Act::Reviewed);
    }
    Some(found)
}

/// The words that acts take for themselves: those of their rows, of what is to be told and to whom, and of what is looked at.
pub fn without_own_words(words: &str, acts: &[&Act], lexicon: &Lexicon) -> String {
    let all = spaced(words);
    let all = all.split_whitespace().collect::<Vec<_>>();
    let mut rest = Vec::new();
    let mut at = 0;
    while let Some(word) = all.get(at) {
        let from = all.get(at..).unwrap_or_default();
        let own = acts.iter().map(|act| own_words(act, from, lexicon)).max().unwrap_or_default();
        if own == 0 {
            rest.push(*word);
        }
        at += own.max(1);
    }
    // What is left whole stays as it is written: the `US` of `US support` is a name.
    if rest.len() == all.len() { words.to_owned() } else { rest.join(" ") }
}

/// How many words from the first on belong to an act.
fn own_words(act: &Act, words: &[&str], lexicon: &Lexicon) -> usize {
    let kinds: &[ActKind] = match act {
        Act::TagForm { .. } | Act::TagOn { .. } | Act::Reviewed => &[ActKind::Tag, ActKind::Review],
        Act::Launched { .. } => &[ActKind::Launch, ActKind::InputTag, ActKind::InputApprover],
        Act::Watched { .. } => &[ActKind::Watch],
        Act::Told { .. } => &[ActKind::Announce, ActKind::Tell, ActKind::Write],
        Act::WentBack => &[ActKind::GoBack],
        Act::FlagsOff { .. } => &[ActKind::FlagsOff],
        Act::Postmortem => &[ActKind::Postmortem],
        Act::Consoles { .. } => &[ActKind::Console],
        Act::Receives { .. } => &[ActKind::Receive],
        Act::Looked => &[ActKind::Check],
        Act::Archived { .. } => &[ActKind::KeepChecklist, ActKind::KeepRunLog],
    };
    let of_rows = lexicon
        .acts(|n| words.get(n).copied())
        .filter(|(kind, part, _)| kinds.contains(kind) && *part != ActPart::Unless)
        .map(|(.., count)| count)
        .max();
    let beside = (1..=words.len().min(4)).find(|count| {
        let phrase = words.get(..*count).unwrap_or_default().join(" ");
        match act {
            Act::Told { asks, channel, .. } => {
                let is_channel = channel.as_deref().is_some_and(|name| spaced(name).trim() == phrase);
                is_channel || !topics_of_phrase(&phrase).and(*asks).is_empty()
            }
            Act::Launched { inputs } => inputs.iter().any(|input| match input {
                Input::Named(name) | Input::Approver(name) => *name == phrase,
                Input::Tag | Input::Approvers(_) => false,
            }),
            Act::Consoles { .. } => {
                *count == 1
                    && (console::browser(&phrase).is_some()
                        || number(&phrase, lexicon).is_some_and(|least| least < BROWSERS))
            }
            _ => false,
        }
    });
    of_rows.max(beside).unwrap_or_default()
}

/// Whether back-ticked words are the form of a tag: `vYYYY.MM.DDx`, `vX.Y.Z`, `v<major>.<minor>.<patch>`, `release-NN`.
pub fn is_form(ticked: &str) -> bool {
    let short = ticked.len() <= 60 && !ticked.contains(['/', ' ', '*']);
    let letters = ["YYYY", "YY", "X.Y", "X.X", "x.y", "x.x", "N.N", "#.#", "<", "{", "MAJOR", "NN"];
    let ends = [".md", ".json", ".log", ".yml", ".yaml", ".txt"];
    short
        && letters.iter().any(|letter| ticked.contains(letter))
        && !ends.iter().any(|end| ticked.ends_with(end))
        && !ticked.starts_with("--")
}

fn launched(clause: &ActClause<'_>, whole: &ActClause<'_>, lexicon: &Lexicon) -> Option<Vec<Act>> {
    let runs = clause.begins(ActKind::Launch, ActPart::Verb) && !clause.has(ActKind::Launch, ActPart::Unless);
    (runs && (clause.has(ActKind::Launch, ActPart::Thing) || names_workflow(clause.raw)))
        .then(|| vec![Act::Launched { inputs: inputs(whole.raw, lexicon) }])
}

fn names_workflow(text: &str) -> bool {
    text.split('`').skip(1).step_by(2).any(|ticked| ticked.ends_with(".yml") || ticked.ends_with(".yaml"))
}

fn watched(clause: &ActClause<'_>, whole: &ActClause<'_>) -> Option<Vec<Act>> {
    (clause.asks(ActKind::Watch) && !clause.has(ActKind::Watch, ActPart::Unless))
        .then(|| vec![Act::Watched { smoke: whole.has(ActKind::Watch, ActPart::More) }])
}

fn informed(clause: &ActClause<'_>, phase: Phase, log: bool) -> Option<Vec<Act>> {
    let channel =
        clause.raw.split(|c: char| c.is_whitespace() || "()[],;`".contains(c)).find(|word| is_channel(word));
    let channel = channel.map(|word| word.trim_end_matches(['.', ':']).to_lowercase());
    let topics = topics(&clause.words);
    let audiences = topics.and(Topics::AUDIENCES);
    let addressed = channel.is_some() || !audiences.is_empty();
    let announces = clause.begins(ActKind::Announce, ActPart::Verb)
        || (clause.has(ActKind::Announce, ActPart::Done) && addressed);
    let tells = addressed
        && (clause.begins(ActKind::Tell, ActPart::Verb)
            || (clause.begins(ActKind::Tell, ActPart::More) && (channel.is_some() || log)));
    // `Users are informed of …` is what a product does.
    let team = !audiences.without(Topics::of(&[Topic::Customers])).is_empty() || channel.is_some();
    let is_told = clause.has(ActKind::Tell, ActPart::Done) && team;
    let writes =
        log && (clause.begins(ActKind::Write, ActPart::Verb) || clause.begins(ActKind::Write, ActPart::More));
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
fn consoles(whole: &ActClause<'_>, lexicon: &Lexicon) -> Option<Vec<Act>> {
    let parts = [ActPart::Thing, ActPart::Done, ActPart::More];
    let asks = parts.into_iter().all(|part| whole.has(ActKind::Console, part));
    let words = whole.words.split_whitespace().collect::<Vec<_>>();
    let before =
        words.iter().position(|word| *word == "browsers").and_then(|at| words.get(at.checked_sub(1)?));
    let least = before.and_then(|word| number(word, lexicon)).unwrap_or(1);
    // Of warnings a console's record tells nothing.
    let asks = asks && !whole.has(ActKind::Console, ActPart::Unless);
    asks.then(|| vec![Act::Consoles { browsers: console::browsers(whole.raw), least }])
}

/// `Supabase decision log receiving entries`, `Order ledger receives new rows`
fn receives(whole: &ActClause<'_>) -> Option<Vec<Act>> {
    let (before, after) = whole.beside(ActKind::Receive, ActPart::Done)?;
    let subject = topic_words::words_of(&before);
    (after.has(ActKind::Receive, ActPart::Thing) && !subject.is_empty())
        .then(|| vec![Act::Receives { subject }])
}

fn archived(clause: &ActClause<'_>, whole: &ActClause<'_>, references: &[Reference]) -> Option<Vec<Act>> {
    let is_kept = |kind| clause.begins(kind, ActPart::Verb) || clause.has(kind, ActPart::Done);
    let checklist = whole.has(ActKind::KeepChecklist, ActPart::Thing);
    let run_log = whole.has(ActKind::KeepRunLog, ActPart::Thing);
    let asks = is_kept(ActKind::KeepChecklist) && (checklist || run_log) && !references.is_empty();
    let with = whole.has(ActKind::KeepRunLog, ActPart::More);
    asks.then(|| vec![Act::Archived { checklist, run_log: run_log && with && checklist }])
}

fn postmortem(clause: &ActClause<'_>) -> Option<Vec<Act>> {
    clause.asks(ActKind::Postmortem).then(|| vec![Act::Postmortem])
}

fn rollback(clause: &ActClause<'_>, whole: &ActClause<'_>) -> Option<Vec<Act>> {
    if clause.asks(ActKind::GoBack) {
        return Some(vec![Act::WentBack]);
    }
    let flags = clause.has(ActKind::FlagsOff, ActPart::Thing) || clause.raw.contains("FEATURE_");
    if flags && clause.has(ActKind::FlagsOff, ActPart::Verb) {
        let only_if_blocked = whole.words.starts_with(" if ") && whole.has(ActKind::FlagsOff, ActPart::More);
        return Some(vec![Act::FlagsOff { only_if_blocked }]);
    }
    postmortem(clause)
}

//! What was done from the tag on: each act judged on what git knows and on what was recorded between the tag and the next one.

use crate::assess::result::judgement::{ActResult, Computed, Lack, Observation, Outcome, UNKNOWN};
use crate::assess::verdict::{announcements, announcements::Announcement, checks, launch, vantage::Vantage};
use crate::lexicon::Lexicon;
use crate::lexicon::file::{ActKind, ActPart};
use crate::model::act::{Act, Telling};
use crate::model::evidence::{Evidence, Kind, State};
use crate::model::topic::{Saying, Topic, Topics};
use crate::model::{kinds::Property, record::Conclusion, release::Snapshot};
use std::collections::BTreeSet;

/// Judges an act; `among` are the versions that the words name, where they name any.
pub fn judge(act: &Act, among: Option<&BTreeSet<usize>>, vantage: &Vantage<'_>) -> Computed {
    if !vantage.today {
        return UNKNOWN;
    }
    match act {
        Act::TagForm { form } => tag_form(form, vantage),
        Act::TagOn { branch } => tag_on(branch, vantage),
        Act::Reviewed => reviewed(vantage),
        Act::Launched { inputs } => launch::launched(inputs, vantage),
        Act::Watched { smoke } => launch::watched(*smoke, vantage),
        Act::Told { why, asks, channel } => informed(*why, *asks, channel.as_deref(), among, vantage),
        Act::WentBack => went_back(vantage),
        Act::FlagsOff { only_if_blocked } => flags_off(*only_if_blocked, vantage),
        Act::Postmortem => postmortem(vantage),
        Act::Consoles { browsers, least } => checks::consoles(browsers, *least, among, vantage),
        Act::Receives { subject } => checks::receives(subject, among, vantage),
        Act::Looked => UNKNOWN,
        Act::Archived { checklist, run_log } => archived(*checklist, *run_log, among, vantage),
    }
}

fn tag_form(form: &str, vantage: &Vantage<'_>) -> Computed {
    let own = vantage.own().filter(|own| !own.is_candidate());
    (of_fact(own.map(|own| has_form(&own.name, form))), None)
}

/// How a fact comes out that git tells, or does not tell.
fn of_fact(holds: Option<bool>) -> Outcome {
    match holds {
        Some(true) => Outcome::Holds,
        Some(false) => Outcome::Fails,
        None => Outcome::Unknown,
    }
}

/// Whether a name has a form. Runs of `Y`, `M`, `D` and `H` stand for as many digits; `X`, `Y`, `Z`, `N` or `#` by itself, and words such as
/// `<major>`, for a number; a last `x` of a calendar's form for letters or none; all else for itself.
pub fn has_form(name: &str, form: &str) -> bool {
    let mut pattern = String::from("^");
    let (mut rest, mut before) = (form, ' ');
    while let Some(first) = rest.chars().next() {
        let run = rest.chars().take_while(|c| *c == first).count();
        let after = rest.chars().nth(run).unwrap_or(' ');
        // The `v` of `vX.Y.Z` is no part of what follows.
        let alone = !after.is_alphanumeric() && (!before.is_alphanumeric() || before == 'v' || before == 'V');
        let closing = match first {
            '<' => rest.find('>'),
            '{' => rest.find('}'),
            _ => None,
        };
        let word = ["MAJOR", "MINOR", "PATCH", "major", "minor", "patch"]
            .iter()
            .find(|word| rest.starts_with(**word));
        let (taken, piece) = match (closing, word, first) {
            (Some(end), ..) => (end + 1, r"[0-9A-Za-z]+".to_owned()),
            (_, Some(word), _) => (word.len(), r"\d+".to_owned()),
            (_, _, 'X' | 'x' | 'Y' | 'y' | 'Z' | 'z' | 'N' | 'n' | '#') if alone => (run, r"\d+".to_owned()),
            (_, _, 'Y' | 'M' | 'D' | 'H') if run >= 2 => (run, format!(r"\d{{{}}}", run.min(8))),
            (_, _, 'x' | 'X') if after == ' ' && form.contains("DD") => (run, "[0-9A-Za-z]*".to_owned()),
            _ => (first.len_utf8(), regex::escape(&first.to_string())),
        };
        pattern.push_str(&piece);
        before = rest.get(..taken).and_then(|taken| taken.chars().next_back()).unwrap_or(' ');
        rest = rest.get(taken..).unwrap_or_default();
    }
    pattern.push('$');
    regex::Regex::new(&pattern).is_ok_and(|pattern| pattern.is_match(name))
}

fn tag_on(branch: &str, vantage: &Vantage<'_>) -> Computed {
    let is_head = |known: &str| branch.is_empty() || known == branch || branch == "main" && known == "master";
    let known = vantage.dossier.history.branch.as_deref().filter(|known| is_head(known));
    let on_head = known.and_then(|_| vantage.follow_up.on_head.get(vantage.snapshot).copied());
    (of_fact(on_head), None)
}

/// Evidence of the release stood at the tag, and none that claims an earlier time came after it.
fn reviewed<'a>(vantage: &Vantage<'a>) -> Computed {
    let dossier = vantage.dossier;
    let made = |by_snapshot: &'a [Vec<usize>]| {
        let own = vantage.own_snapshots().filter_map(|n| by_snapshot.get(n)).flatten();
        let own = own.filter_map(|n| Some((*n, dossier.evidence.get(*n)?)));
        let is_made =
            |version: &Evidence| version.facts.kind.is(Property::Made) && version.facts.state != State::Empty;
        own.filter(|(_, version)| is_made(version)).collect::<Vec<_>>()
    };
    let (stood, late) = (made(&vantage.follow_up.recorded), made(&vantage.follow_up.late));
    let observed =
        |(n, version): &(usize, &Evidence), how| Some(Observation::of_act(*n, version.time(), how));
    match (late.first(), stood.last()) {
        (Some(first), _) => (Outcome::Fails, observed(first, ActResult::Late(late.len()))),
        (None, Some(last)) => (Outcome::Holds, observed(last, ActResult::Stood(stood.len()))),
        (None, None) => UNKNOWN,
    }
}

fn informed(
    why: Telling,
    asks: Topics,
    channel: Option<&str>,
    among: Option<&BTreeSet<usize>>,
    vantage: &Vantage<'_>,
) -> Computed {
    let own = vantage.own();
    let announced = announcements::announcements(among, vantage).into_iter().filter(|announcement| {
        is_such(why, announcement)
            && (!is_summed_up(why, asks)
                || own.is_some_and(|own| is_of_release(announcement, own, vantage.lexicon)))
    });
    let announced = announced.collect::<Vec<_>>();
    // The one that tells the most of what is asked, then the earliest, is named; all together must tell it.
    let names = |saying: &Saying, name: &str| saying.channels.iter().any(|own| own == name);
    let much = |announcement: &&Announcement<'_>| {
        let named = channel.is_some_and(|name| names(announcement.saying, name));
        announcement.saying.topics.and(asks).topics().count() + usize::from(named)
    };
    let Some(first) = announced.iter().rev().max_by_key(much) else { return UNKNOWN };
    let mut all = Saying::default();
    announced.iter().for_each(|announcement| all.join(announcement.saying));
    let mut lacks = asks.without(all.topics).topics().map(Lack::Topic).collect::<Vec<_>>();
    lacks.extend(channel.filter(|name| !names(&all, name)).map(|name| Lack::Channel(name.to_owned())));
    if lacks.is_empty() { first.shows() } else { (Outcome::Unknown, first.observed(ActResult::Lacks(lacks))) }
}

/// Whether a release is to be summed up, or people told that it is done: a log has many entries, and few of them are about a release.
fn is_summed_up(why: Telling, asks: Topics) -> bool {
    match why {
        Telling::Written => !asks.has(Topic::Timeline),
        Telling::Informed => true,
        Telling::Announced | Telling::TakenBack => false,
    }
}

/// Whether something told is about a release as a whole: it names it, its title says so, or it is a briefing.
fn is_of_release(announcement: &Announcement<'_>, own: &Snapshot, lexicon: &Lexicon) -> bool {
    *announcement.kind == Kind::Briefing
        || announcement.saying.releases.iter().any(|name| own.is_called(name))
        || lexicon.has_act(announcement.title, ActKind::Released, ActPart::Thing)
}

/// Whether something told is of the kind that is asked for.
fn is_such(why: Telling, announcement: &Announcement<'_>) -> bool {
    let topics = announcement.saying.topics;
    match why {
        Telling::Written => true,
        Telling::Announced => {
            let opens = topics.has(Topic::Announcement)
                || topics.has(Topic::Start)
                || *announcement.kind == Kind::Briefing;
            opens && !topics.has(Topic::Rollback)
        }
        Telling::Informed => {
            !topics.and(Topics::AUDIENCES).is_empty()
                || *announcement.kind == Kind::Briefing
                || *announcement.kind == Kind::Feedback
        }
        Telling::TakenBack => topics.has(Topic::Rollback) || *announcement.kind == Kind::Rollback,
    }
}

fn went_back(vantage: &Vantage<'_>) -> Computed {
    let Some(back) = vantage.follow_up.rollbacks.get(vantage.snapshot).and_then(Option::as_ref) else {
        return UNKNOWN;
    };
    // A tag or commits that take it back are no deployment; they show all the same that it went back.
    let shows = |n| Observation::of_act(n, back.at, ActResult::Shows(String::new()));
    (Outcome::Holds, back.evidence().map(shows))
}

fn flags_off(only_if_blocked: bool, vantage: &Vantage<'_>) -> Computed {
    let is_off =
        |it: &&Announcement<'_>| it.saying.topics.has(Topic::Flags) && it.saying.topics.has(Topic::Off);
    if let Some(announcement) = announcements::announcements(None, vantage).iter().find(is_off) {
        return announcement.shows();
    }
    let back = vantage.follow_up.rollbacks.get(vantage.snapshot).and_then(Option::as_ref);
    match back.and_then(|back| Some((back.evidence()?, back.at))).filter(|_| only_if_blocked) {
        Some((n, at)) => (Outcome::Holds, Some(Observation::of_act(n, at, ActResult::NotBlocked))),
        None => UNKNOWN,
    }
}

/// A postmortem's record, or an entry that tells that one was opened, after the tag.
fn postmortem(vantage: &Vantage<'_>) -> Computed {
    let records = vantage.followed(None);
    if let Some((n, version)) = records.iter().find(|(_, version)| version.facts.kind == Kind::Postmortem) {
        let title = version.facts.title.clone().unwrap_or_default();
        return (Outcome::Holds, Some(Observation::of_act(*n, version.time(), ActResult::Shows(title))));
    }
    let tells =
        |it: &&Announcement<'_>| it.saying.topics.has(Topic::Postmortem) && *it.kind != Kind::Document;
    announcements::announcements(None, vantage).iter().find(tells).map_or(UNKNOWN, Announcement::shows)
}

/// A copy among the named files that was recorded after the tag for this release.
fn archived(
    checklist: bool,
    run_log: bool,
    among: Option<&BTreeSet<usize>>,
    vantage: &Vantage<'_>,
) -> Computed {
    let dossier = vantage.dossier;
    let Some(own) = vantage.own() else { return UNKNOWN };
    let copies = dossier.copies.get(&vantage.snapshot).map(Vec::as_slice).unwrap_or_default();
    let is_copy = |path: &str| copies.iter().any(|copy| &*copy.path == path);
    let is_own = |saying: &Saying| saying.releases.iter().any(|name| own.is_called(name));
    let fits = |(_, version): &(usize, &Evidence)| {
        let facts = &version.facts;
        let failed = || facts.records.iter().any(|record| record.conclusion == Some(Conclusion::Failed));
        !matches!(facts.state, State::Empty | State::Unreadable)
            && match checklist {
                true => is_copy(&version.path) || facts.checklist.is_some() && is_own(&facts.saying),
                false => {
                    !failed()
                        && (is_own(&facts.saying)
                            || version.path.contains(&*own.name)
                            || facts.claim.is_some())
                }
            }
    };
    let Some((n, version)) = vantage.followed(among).into_iter().find(fits) else { return UNKNOWN };
    let lacks_log = run_log && !version.facts.saying.topics.has(Topic::RunLog);
    let (outcome, how) = match lacks_log {
        true => (Outcome::Unknown, ActResult::Lacks(vec![Lack::Topic(Topic::RunLog)])),
        false => (Outcome::Holds, ActResult::Shows(String::new())),
    };
    (outcome, Some(Observation::of_act(n, version.recorded, how)))
}

//! What one value says against a success that it stands beside: `final: false`, `void: true`, `signoff: refused`, `nodes: 2/3`.

use crate::lexicon::file::Role;
use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, Meaning, stem};
use crate::model::doing::spaced;
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, folded};
use crate::read::logs::counts::says_failed;
use crate::read::records::decision;
use crate::read::text::time;
use crate::read::value::conclusion::{self, is_no};
use crate::read::value::remark;

/// What a web server answers from here on is an error.
const FIRST_ERROR: f64 = 400.0;
/// A state is told in so many words.
const STATE_WORDS: usize = 3;
/// A value of more words is a sentence.
const SENTENCE_WORDS: usize = 2;
/// A reason is told in so many words.
const REASON_WORDS: usize = 8;
/// What is made of a success, the worst first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Ended(Conclusion),
    /// The success stands, but not for the whole.
    LeavesOut,
}

/// It is in doubt: nobody can take it as a success.
pub(super) const DOUBTED: Effect = Effect::Ended(Conclusion::Pending);

/// A value of a record.
pub(super) struct Value<'a> {
    /// Its name, with the group in which it stands.
    name: &'a str,
    /// Its name alone, folded too, and by its words.
    own: &'a str,
    key: String,
    words: Vec<String>,
    pub(super) value: &'a str,
    text: String,
    pub(super) count: Option<f64>,
    ended: Option<Conclusion>,
    /// What the record calls itself, and its kind.
    title: &'a str,
    kind: &'a Kind,
    lexicon: &'a Lexicon,
}

impl<'a> Value<'a> {
    pub(super) fn of(
        name: &'a str,
        value: &'a str,
        title: &'a str,
        kind: &'a Kind,
        lexicon: &'a Lexicon,
    ) -> Self {
        let own = name.rsplit('.').next().unwrap_or(name);
        Self {
            name,
            own,
            key: folded(own),
            words: stem::words(own).collect(),
            value,
            text: spaced(value),
            count: value.trim().parse().ok(),
            ended: conclusion::parse(value),
            title,
            kind,
            lexicon,
        }
    }

    fn has(&self, names: Name) -> bool {
        names.is_among(&self.words)
    }

    /// Whether it tells of another time, or of what was to be expected: `previous_status: failed`.
    fn is_of_earlier(&self) -> bool {
        stem::words(self.name).any(|word| Name::Earlier.has(&word))
    }

    /// Whether it says that something failed now.
    pub(super) fn fails(&self) -> bool {
        self.ended == Some(Conclusion::Failed) && !self.is_of_earlier()
    }

    fn share(&self) -> Option<f64> {
        self.value.trim().trim_end_matches(['%', ' ']).parse().ok()
    }

    fn says_something(&self) -> bool {
        remark::says_something(self.value)
    }

    /// Whether it says something of this, and neither denies it nor only names what the title names.
    fn says(&self, cue: Cue, title: &str) -> bool {
        cue.stands(&self.text)
            && !cue.is_in(title)
            && !Cue::Denial.stands(&self.text)
            && !Cue::NoneOf.begins(&self.text)
            && self.text.split_whitespace().count() <= REASON_WORDS
    }
}

/// How the record ended by a value whose name says that it tells so, and what a yes or a no under another name makes of that.
pub(super) fn ended(it: &Value<'_>) -> Option<Effect> {
    let Value { name, value, kind, lexicon, ended, .. } = *it;
    let key = folded(name);
    if Name::ExitNumber.has(&key) {
        let fails = value.trim().parse::<i64>().is_ok_and(|code| code != 0);
        return fails.then_some(Effect::Ended(Conclusion::Failed));
    }
    if Name::HowItEnded.has(&key) || Name::State.has(&key) {
        // `status: superseded`
        let ended = ended.or_else(|| lexicon.undone(value));
        return ended.filter(|ended| *ended != Conclusion::Succeeded).map(Effect::Ended);
    }
    let is_plain = || conclusion::word(value).is_some() || !value.contains(char::is_alphanumeric);
    if denies(it) || it.fails() && !is_no(value) && is_plain() {
        return Some(DOUBTED);
    }
    // A number counts: of nine skipped tests a run is not skipped.
    let is_there = it.count.is_none() && !value.trim().is_empty() && !Cue::NoValue.is(value);
    let says_yes = is_there && ended.is_none_or(|ended| ended == Conclusion::Succeeded);
    let word = match Name::Way.has(&key) {
        true => lexicon.undone(value),
        false => lexicon.undone(name).filter(|_| says_yes),
    };
    // A dry run is one.
    let word = word.filter(|word| *kind != Kind::DryRun || *word != Conclusion::Skipped);
    let things = name.to_lowercase();
    let failed =
        things.starts_with("failed_") || things.starts_with("failed ") || things.ends_with("_failed");
    word.map(Effect::Ended).or((failed && is_there && value != "false").then_some(DOUBTED))
}

/// Whether it takes a success back: `verified: false`, `error: connection reset`, `blocked: 1`, `tables_failed: 2`.
fn denies(it: &Value<'_>) -> bool {
    let is_nothing =
        |word: String| word == "0" || Cue::NoError.is(&word) || it.lexicon.has(&word, Role::Zero);
    let is_text = it.count.is_none() && !stem::words(it.value).next().is_none_or(is_nothing);
    let is_counted = it.count.is_some_and(|count| count > 0.0);
    let is_good = Name::Confirmed.has(&it.key) || conclusion::parse(it.own) == Some(Conclusion::Succeeded);
    let (failing, rest): (Vec<&String>, Vec<&String>) =
        it.words.iter().partition(|word| Name::Failed.has(word) || says_failed(word));
    let tolerates = |word: &&String| {
        [Cue::LeftOutCount, Cue::ShareName, Cue::DurationName].iter().any(|cue| cue.is(word))
            || Name::Earlier.has(word)
    };
    let counts = |word: &&String| Name::RanThing.has(word) || Name::CountShape.has(word);
    let fails = !failing.is_empty() && !rest.iter().any(tolerates);
    (is_no(it.value) || it.count == Some(0.0)) && is_good
        || Name::Trouble.has(&it.key) && is_text
        || Name::OpenCount.has(&it.key) && is_counted
        || fails && is_counted
        || fails && is_text && !rest.is_empty() && rest.iter().all(counts)
}

pub(super) fn is_hedged(it: &Value<'_>) -> bool {
    it.lexicon.is_prose(it.name) && decision::is_hedged(&it.text)
        || Name::Condition.has(&it.key) && it.says_something()
}

/// What a remark, or a sentence beside a name of its own, makes of a success.
pub(super) fn remark(it: &Value<'_>) -> Option<Effect> {
    let Value { own, value, lexicon, .. } = *it;
    let is_earlier = it.has(Name::Earlier);
    let is_key = lexicon.is_key(own);
    let mut ends = it.text.split_whitespace();
    let ends = [ends.next(), it.text.split_whitespace().next_back()];
    if is_key && ends.into_iter().flatten().any(|word| Cue::LeftOut.is(word)) {
        return Some(Effect::LeavesOut);
    }
    if Name::LeftOut.has(&it.key) || Cue::Denial.begins(&spaced(own)) || names_left_out(it) {
        let is_none = it.count.is_some_and(|count| count <= 0.0);
        return (!is_none && it.says_something()).then_some(Effect::LeavesOut);
    }
    let is_sentence = || {
        value.split_whitespace().nth(SENTENCE_WORDS).is_some()
            && !is_key
            && !lexicon.is_prose(own)
            && !is_earlier
    };
    // `Update 2026-05-03`
    let is_remark = Name::Remark.has(&it.key)
        || it.words.first().is_some_and(|first| Name::Remark.has(first))
        || is_sentence();
    let of_remark = is_remark.then(|| remark::effect(value, lexicon)).flatten();
    match of_remark {
        Some(remark::Effect::TakesBack) => Some(DOUBTED),
        Some(remark::Effect::LeavesOut) => Some(Effect::LeavesOut),
        None => (!is_earlier && !is_key && recounts(it)).then_some(Effect::LeavesOut),
    }
}

/// `tables_skipped: [payments]`
fn names_left_out(it: &Value<'_>) -> bool {
    it.count.is_none()
        && it.ended.is_none()
        && it.has(Name::RanThing)
        && it.words.iter().any(|word| Cue::SkippedCount.is(word))
}

/// Whether it recounts what happened under a name that says nothing of it: `driver: had to brake twice`. What nobody can read as good is
/// not taken as good.
fn recounts(it: &Value<'_>) -> bool {
    let is_good = |word: &str| {
        conclusion::parse(word) == Some(Conclusion::Succeeded)
            || Cue::Denial.is(word)
            || Cue::NoneOf.is(word)
            || it.lexicon.has(word, Role::Quantifier)
    };
    !it.lexicon.is_prose(it.own)
        && !Name::Remark.has(&it.key)
        && it.text.split_whitespace().count() > 1
        && Cue::Recounts.stands(&it.text)
        && !it.text.split_whitespace().any(is_good)
        && !Cue::WentWell.stands(&it.text)
}

/// Whether it speaks against a success by what its name says of a yes or a no: `final: false`, `void: true`, `crashes: 1`.
pub(super) fn speaks_against(it: &Value<'_>) -> bool {
    let Value { own, value, lexicon, .. } = *it;
    let is_status = it.words.last().is_some_and(|last| Name::Outcome.has(last));
    let is_own_state =
        || (is_status || !lexicon.is_key(own)) && !lexicon.is_prose(own) && !it.has(Name::Earlier);
    let is_bad = it.has(Name::Against) && !it.has(Name::Handled);
    let is_grade = Name::Grade.has(&it.key);
    if let Ok(count) = value.trim().trim_end_matches('%').parse::<f64>() {
        let is_answer = it.words.iter().any(|word| word == "http") && is_own_state();
        return is_bad && count > 0.0
            || is_grade && count == 0.0
            || is_answer && (FIRST_ERROR..600.0).contains(&count);
    }
    if is_no(value) {
        return !is_bad && !it.has(Name::FineWithout) && !Name::Way.has(&it.key);
    }
    if Cue::SaysYes.is(value) {
        return is_bad || Name::Wished.has(&it.key);
    }
    let is_text = Name::AgainstText.has(&it.key) || it.has(Name::AgainstText) && !it.has(Name::Handled);
    (Name::Audience.has(&it.key) || Name::Proof.has(&it.key)) && Cue::NoValue.is(value)
        || it.words.len() <= STATE_WORDS && is_of_other_thing(it)
        || is_text && it.says_something()
        || is_bad && time::parse(value).is_some()
        || is_grade && Cue::BadGrade.is(value)
        || it.words.len() <= STATE_WORDS + 1 && is_own_state() && is_bad_state(it)
}

/// `station: other`: it says itself that it is of another thing.
fn is_of_other_thing(it: &Value<'_>) -> bool {
    stem::words(it.value).count() <= STATE_WORDS
        && !it.lexicon.is_prose(it.own)
        && !it.has(Name::Earlier)
        && Cue::OtherThing.stands(&it.text)
}

/// Whether it is a state that nothing passed with: `degraded`, `pending`, `draft`.
fn is_bad_state(it: &Value<'_>) -> bool {
    let is_pending = || it.ended == Some(Conclusion::Pending) && conclusion::word(it.value).is_some();
    stem::words(it.value).count() <= STATE_WORDS
        && (Cue::BadState.is(it.value) || it.lexicon.undone(it.value).is_some() || is_pending())
}

/// Whether it puts the success in doubt by what it says of it: that somebody refused it, that it was taken over from elsewhere, that it
/// was done on another build, or that it was less than the record's own title says.
pub(super) fn is_doubt(it: &Value<'_>) -> bool {
    !it.words.iter().any(|word| Name::Earlier.has(word) && !Name::Origin.has(word))
        && (refuses(it)
            || is_taken_over(it)
            || is_other_build(it)
            || Cue::PerformedOn.is(it.own) && it.says(Cue::StandIn, it.title)
            || is_other_outcome(it)
            || falls_short_of_title(it)
            || is_opposite(it))
}

/// `signoff: refused by the actuary`, `approval: withheld`, `qa: objects`. What is called an approval must say yes, who, or when.
fn refuses(it: &Value<'_>) -> bool {
    let means = |is: fn(&Meaning) -> bool| it.lexicon.whole(it.own).iter().any(is);
    let is_approval = means(Meaning::is_decision) || Cue::ApprovalName.is(it.own);
    let is_judge = is_approval
        || means(Meaning::is_party)
        || it.words.iter().any(|word| Cue::Judges.is(word) || Cue::Judge.is(word));
    if is_judge && it.says(Cue::Refusal, "") {
        return true;
    }
    let says_who_or_when = |c: char| c.is_uppercase() || c.is_ascii_digit() || c == '@';
    let says_yes = matches!(it.ended, Some(Conclusion::Succeeded | Conclusion::Skipped));
    is_approval
        && !says_yes
        && !it.value.contains(says_who_or_when)
        && it.says_something()
        && !Cue::Rider.is(it.value)
}

/// `copied_from: 2025-05-06`, `assumed: true`, `method: desk review`: nothing was done this time. A copy of data has a source.
fn is_taken_over(it: &Value<'_>) -> bool {
    let is_named = Cue::TakenOver.is(it.own) && !Cue::Copies.is_in(it.title);
    is_named && it.count.is_none() && !is_no(it.value) && it.says_something()
        || Cue::HowDone.is(it.own) && it.says(Cue::NotDone, it.title)
}

/// `build: previous`, `firmware: before the fix`.
fn is_other_build(it: &Value<'_>) -> bool {
    let is_of_tool = it.words.len() > 1 && it.has(Name::OtherVersion);
    (it.has(Name::VersionWord) || Cue::BuildName.is(it.own))
        && !is_of_tool
        && it.says(Cue::OtherBuild, it.title)
}

/// `outcome for obstacle 4: hit`: the outcome of a part, in a word that nobody knows.
fn is_other_outcome(it: &Value<'_>) -> bool {
    let is_of_part = matches!(it.words.as_slice(), [outcome, joint, _, ..]
        if Name::HowItEnded.has(outcome) && it.lexicon.has(joint, Role::Joint));
    is_of_part
        && it.ended != Some(Conclusion::Succeeded)
        && !it.value.contains(|c: char| c.is_ascii_digit())
        && it.says_something()
}

/// A title that says how much it was, and a value of that name that is less: `hours: 6` of a 24-hour test, `load_percent: 40` of a full load.
fn falls_short_of_title(it: &Value<'_>) -> bool {
    let Some(number) = it.share() else { return false };
    let is_of_share = |word: &str| Cue::ShareName.starts_word_in(&spaced(word));
    let is_share = it.value.contains('%') || it.words.iter().any(|word| is_of_share(word));
    let says_more =
        |word: &&String| !Name::CountShape.has(word) && !Cue::DurationName.is(word) && !is_of_share(word);
    let own = it.words.iter().filter(says_more).map(|word| it.lexicon.canonical(word)).collect::<Vec<_>>();
    let [own] = own.as_slice() else { return false };
    let title = stem::words(it.title).collect::<Vec<_>>();
    title.iter().zip(title.iter().skip(1)).any(|(much, thing)| {
        // `duration_h` is in hours.
        let is_unit =
            Name::LessIsBetter.has(own) && Name::LessIsBetter.has(thing) && thing.starts_with(&**own);
        if !is_unit && it.lexicon.canonical(thing) != *own {
            return false;
        }
        let spelled = || it.lexicon.whole(much).iter().find_map(Meaning::number).map(f64::from);
        let asked = much.parse::<f64>().ok().or_else(spelled);
        asked.is_some_and(|asked| !is_share && number < asked)
            || is_share && Cue::Whole.is(much) && is_less_than_all(number)
    })
}

/// `road: dry` in the record of a test on a wet road.
fn is_opposite(it: &Value<'_>) -> bool {
    if it.value.split_whitespace().nth(2).is_some() {
        return false;
    }
    let title = spaced(it.title);
    let has = |text: &str, word: &str| text.split_whitespace().any(|own| own == word);
    Cue::Opposites.all().iter().filter_map(|pair| pair.split_once(' ')).any(|(a, b)| {
        let is_turned =
            |a: &str, b: &str| has(&it.text, b) && !has(&it.text, a) && has(&title, a) && !has(&title, b);
        is_turned(a, b) || is_turned(b, a)
    })
}

/// Whether it counts less than all: `nodes: 2/3`, `41 of 60 debits`. A shard of four is a whole of its own.
pub(super) fn is_share(it: &Value<'_>) -> bool {
    let is_number = it.value.starts_with(|c: char| c.is_ascii_digit());
    let words = || stem::words(it.value).chain(stem::words(it.name));
    let count = stem::words(it.value).count();
    // That so many went wrong, or were left out, is no shortfall of the others.
    let harmless = [Name::Against, Name::FineWithout, Name::Failed, Name::SampledCount];
    let left_out = [Cue::LeftOutCount, Cue::PartlySo, Cue::SkippedCount];
    let is_harmless = |word: String| {
        harmless.iter().any(|names| names.has(&word)) || left_out.iter().any(|cue| cue.is(&word))
    };
    let is_plain = it.value.chars().all(|c| c.is_ascii_digit() || c == '/' || c == ' ')
        || is_number && (count == 3 || count <= 5 && !words().any(is_harmless));
    is_plain && conclusion::is_share(it.value) && !stem::words(it.name).any(|word| Name::OneOfMany.has(&word))
}

/// Whether it tells that less than all of what was to be done was: `completion_pct: 75`, `success_rate: 0.98`.
pub(super) fn is_short_share(it: &Value<'_>) -> bool {
    let words = stem::words(it.name).collect::<Vec<_>>();
    let is_share = it.value.contains('%') || Cue::ShareName.starts_word_in(&spaced(it.name));
    // `payment_success_pct` is that of the payments.
    let is_plain = |word: &String| {
        Name::ShareOf.has(word) || Name::CountShape.has(word) || Cue::ShareName.starts_word_in(&spaced(word))
    };
    is_share
        && words.iter().all(is_plain)
        && Name::ShareOf.is_among(&words)
        && !Name::LimitWord.is_among(&words)
        && !Name::Earlier.is_among(&words)
        && it.share().is_some_and(is_less_than_all)
}

/// Of 1 or of 100, whichever it is told by.
fn is_less_than_all(share: f64) -> bool {
    share < 1.0 || share > 1.0 && share < 100.0
}

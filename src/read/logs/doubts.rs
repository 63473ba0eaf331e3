//! Values beside a success that put it in doubt by what they say of it: that somebody refused it, that it was taken over from elsewhere, that
//! it was done on another build, or that it was less than its own title says.

use crate::lexicon::file::Role;
use crate::lexicon::words::{Cue, Name};
use crate::lexicon::{Lexicon, Meaning, stem};
use crate::model::doing::spaced;
use crate::model::record::{Conclusion, folded};
use crate::read::value::conclusion;
use crate::read::value::remark;

/// A state is told in so many words, and so is why somebody refuses.
const SHORT: usize = 8;

/// Whether a value puts the success of what a title names in doubt.
pub fn is_doubt(name: &str, value: &str, title: &str, lexicon: &Lexicon) -> bool {
    let own = name.rsplit('.').next().unwrap_or(name);
    let words = stem::words(own).collect::<Vec<_>>();
    if words.iter().any(|word| Name::Earlier.has(word) && !Name::Origin.has(word)) {
        return false;
    }
    refuses(own, &words, value, lexicon)
        || is_taken_over(own, value, title)
        || is_other_build(own, &words, value, title)
        || Cue::PerformedOn.is(own) && says(Cue::StandIn, value, title)
        || is_other_outcome(&words, value, lexicon)
        || falls_short_of(title, &words, value, lexicon)
        || is_opposite(title, value)
}

/// Whether a text says something of this, and neither denies it nor only names what the title names.
fn says(cue: Cue, value: &str, title: &str) -> bool {
    let text = spaced(value);
    cue.stands(&text)
        && !cue.is_in(title)
        && !Cue::Denial.stands(&text)
        && !Cue::NoneOf.begins(&text)
        && text.split_whitespace().count() <= SHORT
}

/// `signoff: refused by the actuary`, `approval: withheld`, `qa: objects`. What is called an approval must say yes, who, or when.
fn refuses(own: &str, words: &[String], value: &str, lexicon: &Lexicon) -> bool {
    let means = |is: fn(&Meaning) -> bool| lexicon.whole(own).iter().any(is);
    let is_approval = means(Meaning::is_decision) || Cue::ApprovalName.is(own);
    let is_judge = is_approval
        || means(Meaning::is_party)
        || words.iter().any(|word| Cue::Judges.is(word) || Cue::Judge.is(word));
    if is_judge && says(Cue::Refusal, value, "") {
        return true;
    }
    let says_who_or_when = |c: char| c.is_uppercase() || c.is_ascii_digit() || c == '@';
    let says_yes = matches!(conclusion::parse(value), Some(Conclusion::Succeeded | Conclusion::Skipped));
    is_approval
        && !says_yes
        && !value.contains(says_who_or_when)
        && remark::says_something(value)
        && !Cue::Rider.is(value)
}

/// `copied_from: 2025-05-06`, `assumed: true`, `method: desk review`: nothing was done this time. A copy of data has a source.
fn is_taken_over(own: &str, value: &str, title: &str) -> bool {
    let is_named = Cue::TakenOver.is(own) && !Cue::Copies.is_in(title);
    let is_count = value.trim().parse::<f64>().is_ok();
    is_named && !is_count && !Cue::SaysNo.is(value) && remark::says_something(value)
        || Cue::HowDone.is(own) && says(Cue::NotDone, value, title)
}

/// `build: previous`, `firmware: before the fix`.
fn is_other_build(own: &str, words: &[String], value: &str, title: &str) -> bool {
    let is_of_tool = words.len() > 1 && words.iter().any(|word| Name::OtherVersion.has(word));
    let is_build = words.iter().any(|word| Name::VersionWord.has(word)) || Cue::BuildName.is(own);
    is_build && !is_of_tool && says(Cue::OtherBuild, value, title)
}

/// `outcome for obstacle 4: hit`: the outcome of a part, in a word that nobody knows.
fn is_other_outcome(words: &[String], value: &str, lexicon: &Lexicon) -> bool {
    let is_of_part = matches!(words, [outcome, joint, _, ..]
        if Name::HowItEnded.has(outcome) && lexicon.has(joint, Role::Joint));
    is_of_part
        && conclusion::parse(value) != Some(Conclusion::Succeeded)
        && !value.contains(|c: char| c.is_ascii_digit())
        && remark::says_something(value)
}

/// A title that says how much it was, and a value of that name that is less: `hours: 6` of a 24-hour test, `load_percent: 40` of a full load.
fn falls_short_of(title: &str, words: &[String], value: &str, lexicon: &Lexicon) -> bool {
    let Ok(number) = value.trim().trim_end_matches(['%', ' ']).parse::<f64>() else { return false };
    let is_share =
        value.contains('%') || words.iter().any(|word| Cue::ShareName.starts_word_in(&spaced(word)));
    let says_more = |word: &&String| {
        !Name::CountShape.has(word)
            && !Cue::DurationName.is(word)
            && !Cue::ShareName.starts_word_in(&spaced(word))
    };
    let own = words.iter().filter(says_more).map(|word| lexicon.canonical(word)).collect::<Vec<_>>();
    let [own] = own.as_slice() else { return false };
    let title = stem::words(title).collect::<Vec<_>>();
    title.iter().zip(title.iter().skip(1)).any(|(much, thing)| {
        // `duration_h` is in hours.
        let is_unit =
            Name::LessIsBetter.has(own) && Name::LessIsBetter.has(thing) && thing.starts_with(&**own);
        if !is_unit && lexicon.canonical(thing) != *own {
            return false;
        }
        let spelled = lexicon.whole(much).iter().find_map(|meaning| match meaning {
            Meaning::Number(number) => Some(f64::from(*number)),
            _ => None,
        });
        let asked = much.parse::<f64>().ok().or(spelled);
        asked.is_some_and(|asked| !is_share && number < asked)
            || is_share && Cue::Whole.is(much) && (number < 1.0 || number > 1.0 && number < 100.0)
    })
}

/// `road: dry` in the record of a test on a wet road.
fn is_opposite(title: &str, value: &str) -> bool {
    if value.split_whitespace().nth(2).is_some() {
        return false;
    }
    let (title, value) = (spaced(title), spaced(value));
    let has = |text: &str, word: &str| text.split_whitespace().any(|own| own == word);
    Cue::Opposites.all().iter().filter_map(|pair| pair.split_once(' ')).any(|(a, b)| {
        let is_turned =
            |a: &str, b: &str| has(&value, b) && !has(&value, a) && has(&title, a) && !has(&title, b);
        is_turned(a, b) || is_turned(b, a)
    })
}

/// Whether a value recounts what happened under a name that says nothing of it: `driver: had to brake twice`. What nobody can read as good is
/// not taken as good.
pub fn recounts(own: &str, value: &str, lexicon: &Lexicon) -> bool {
    let text = spaced(value);
    let is_plain = lexicon.is_key(own) || lexicon.is_prose(own) || Name::Remark.has(&folded(own));
    let is_good = |word: &str| {
        conclusion::parse(word) == Some(Conclusion::Succeeded)
            || Cue::Denial.is(word)
            || Cue::NoneOf.is(word)
            || lexicon.has(word, Role::Quantifier)
    };
    !is_plain
        && text.split_whitespace().count() > 1
        && Cue::Recounts.stands(&text)
        && !text.split_whitespace().any(is_good)
        && !Cue::WentWell.stands(&text)
}

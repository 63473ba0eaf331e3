//! What may be recorded: kinds of evidence that somebody does once, and outcomes that golive understands.

use crate::cli::args;
use crate::config::nearest;
use crate::lexicon::Lexicon;
use crate::lexicon::words::Cue;
use crate::model::evidence::Kind;
use crate::model::kinds::Property;
use crate::read::value::conclusion;
use std::collections::BTreeSet;

/// Whether records of a kind can be written.
///
/// # Errors
/// With the nearest kind and with all of them.
pub(super) fn check(word: &str, lexicon: &Lexicon) -> Result<(), String> {
    let is_recordable = |word: &&str| Kind::named(word).is(Property::Recordable);
    let known =
        lexicon.kinds().filter(is_recordable).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
    if known.contains(&word) {
        return Ok(());
    }
    let all = known.join(", ");
    if lexicon.knows(word) {
        return Err(format!(
            "a `{word}` is no doing that ends well or not: golive reads such files as they are (docs/evidence.md). Records are of: {all}"
        ));
    }
    let near = nearest(word, &known).map(|near| format!("did you mean `{near}`? "));
    Err(format!(
        "unknown kind `{word}`: {}known: {all}; a [[kind]] in golive.toml adds one",
        near.unwrap_or_default()
    ))
}

/// The outcome that is stated: by `--outcome`, or by an approval. A command has none, since its exit status decides.
///
/// # Errors
/// Where there is none, where a command has one, and where nobody would know what it means.
pub(super) fn outcome(args: &args::Record) -> Result<Option<String>, String> {
    let is_command = !args.command.is_empty();
    match (&args.outcome, &args.approve_by) {
        (Some(_), _) if is_command => {
            Err("--outcome is for what has no command: a command's exit status is its outcome".to_owned())
        }
        (_, _) if is_command => Ok(None),
        (Some(outcome), _) if conclusion::parse(outcome).is_some() => Ok(Some(outcome.clone())),
        (Some(outcome), _) => {
            let known = Cue::PlainOutcome.all().iter().map(String::as_str).collect::<Vec<_>>();
            let near = nearest(outcome, &known).map(|near| format!("did you mean `{near}`? "));
            Err(format!(
                "nobody knows how `{outcome}` ended: {}say passed, completed, approved, failed, rejected, skipped or pending",
                near.unwrap_or_default()
            ))
        }
        (None, Some(_)) => Ok(Some("approved".to_owned())),
        (None, None) => {
            Err("name a command behind `--`, or what came of it with --outcome or --approve-by".to_owned())
        }
    }
}

//! What is kept: what is demanded of it, and what in it is wrong.

use super::criterion::distance;
use super::record::some;
use crate::assess::assessment::{Fault, Listed, Observed, ReleaseAssessment, Wrong};
use crate::model::dossier::Dossier;
use crate::model::kept::{Keeping, Kept};
use crate::model::time::day;
use crate::render::format::{count, integer, list};
use jiff::SignedDuration;

/// `every secret named SHOPIFY_*_PROD provisioned for production`.
pub(super) fn demand(kept: &Kept) -> String {
    let place = |word: &str| kept.place.as_ref().map(|place| format!(" {word} {place}")).unwrap_or_default();
    let names = list(&kept.names);
    let text = match kept.what {
        Keeping::Secrets if kept.names.is_empty() => {
            format!("every secret of an inventory provisioned{}", place("for"))
        }
        Keeping::Secrets => {
            format!("secrets named {names} provisioned{}, none pending or expired", place("for"))
        }
        Keeping::Rotation => "every secret within its rotation cadence at the release".to_owned(),
        Keeping::Flags => {
            let by = if names.is_empty() { String::new() } else { format!(" by {names}") };
            format!(
                "a feature flag plan{}, reviewed{by}, with every FEATURE_ name that the release's evidence names",
                place("for")
            )
        }
        Keeping::Addresses => {
            let of = if names.is_empty() { "the app".to_owned() } else { names };
            format!("app and redirect addresses{} with the scheme and host of {of}", place("of"))
        }
        Keeping::Endpoints if kept.names.is_empty() => "every endpoint's newest answer a success".to_owned(),
        Keeping::Endpoints => {
            format!("every endpoint's newest answer a success, those of {names} among them")
        }
        Keeping::Reviewers => {
            let who = if names.is_empty() { String::new() } else { format!(": {names}") };
            format!(
                "required reviewers of the {} environment{who}",
                kept.place.as_deref().unwrap_or("deployment")
            )
        }
    };
    let unread =
        if kept.unread.is_empty() { String::new() } else { format!(" (not read: {})", list(&kept.unread)) };
    format!("{text}{unread}")
}

/// How it came out, without the place of the evidence but with those of what is wrong.
pub(super) fn came_out(d: &Dossier, r: &ReleaseAssessment, kept: &Kept, observed: &Observed) -> String {
    let Some(listed) = &observed.listed else { return String::new() };
    if listed.faults.is_empty() {
        return holds(kept, listed);
    }
    if listed.faults.iter().all(|fault| fault.wrong == Wrong::Old) {
        let when = distance(d, r, observed.time);
        return format!("{} is from before the previous release, {when}", subject(kept.what));
    }
    format!("{}: {}", wrong(kept.what, listed), some(&faults(d, kept, listed)))
}

/// What is wrong, each with its place.
pub(super) fn faults(d: &Dossier, kept: &Kept, listed: &Listed) -> Vec<String> {
    listed.faults.iter().map(|one| fault(d, kept, one)).collect()
}

fn subject(what: Keeping) -> &'static str {
    match what {
        Keeping::Secrets => "the newest inventory of secrets",
        Keeping::Rotation => "the rotation schedule",
        Keeping::Flags => "the newest feature flag plan",
        Keeping::Addresses => "the newest record of addresses",
        Keeping::Endpoints => "the newest record of answers",
        Keeping::Reviewers => "the newest record of the environment",
    }
}

fn holds(kept: &Kept, listed: &Listed) -> String {
    let basis = listed.basis.as_deref().unwrap_or_default();
    let of = listed.of;
    match kept.what {
        Keeping::Secrets => format!("{} provisioned", count(of, "secret is", "secrets are")),
        Keeping::Rotation => format!("{} within cadence", count(of, "secret is", "secrets are")),
        Keeping::Flags => {
            format!("the plan is reviewed and has {}, every one that is named", count(of, "flag", "flags"))
        }
        Keeping::Addresses => format!("{} on {basis}", count(of, "address is", "addresses are")),
        Keeping::Endpoints => {
            format!("{} with success", count(of, "endpoint answered", "endpoints answered"))
        }
        Keeping::Reviewers => format!("required reviewers are {basis}"),
    }
}

fn wrong(what: Keeping, listed: &Listed) -> String {
    let (faults, of) = (integer(listed.faults.len()), listed.of);
    match what {
        Keeping::Secrets => format!("{faults} not provisioned ({} told)", count(of, "secret", "secrets")),
        Keeping::Rotation => format!("{faults} of {} not within cadence", count(of, "secret", "secrets")),
        Keeping::Flags => format!("the plan has {} and lacks", count(of, "flag", "flags")),
        Keeping::Addresses => match &listed.basis {
            Some(basis) => format!("{faults} of {} not on {basis}", count(of, "address", "addresses")),
            None => "there is no address to compare with".to_owned(),
        },
        Keeping::Endpoints => {
            format!("{faults} of {} did not answer as demanded", count(of, "endpoint", "endpoints"))
        }
        Keeping::Reviewers => match listed.basis.as_deref().filter(|basis| !basis.is_empty()) {
            Some(basis) => format!("required reviewers are {basis}"),
            None => "no reviewers are required".to_owned(),
        },
    }
}

/// `SHOPIFY_API_KEY_PROD “Requested” (docs/env_matrix.md:70)`.
fn fault(d: &Dossier, kept: &Kept, one: &Fault) -> String {
    let path = d.evidence.get(one.evidence).map_or("", |version| &*version.path);
    let at = if one.line > 0 { format!("{path}:{}", one.line) } else { path.to_owned() };
    let said = if one.said.is_empty() { String::new() } else { format!(" “{}”", one.said) };
    // A day is good through its end, which is the first moment of the next one.
    let until =
        one.at.and_then(|at| at.checked_sub(SignedDuration::from_secs(1)).ok()).map(day).unwrap_or_default();
    let name = &one.name;
    match one.wrong {
        Wrong::Old => "it is old".to_owned(),
        Wrong::Pending | Wrong::Failed if name.is_empty() => format!("it says itself that it failed ({at})"),
        Wrong::Pending if said.is_empty() => format!("{name} is open ({at})"),
        Wrong::Failed if said.is_empty() => format!("{name} is missing ({at})"),
        Wrong::Pending | Wrong::Failed | Wrong::Elsewhere | Wrong::Unreachable => {
            format!("{name}{said} ({at})")
        }
        Wrong::Expired => format!("{name} expired {until} ({at})"),
        Wrong::Absent => match kept.what {
            Keeping::Secrets => format!("no inventory names {name}"),
            Keeping::Addresses => format!("nothing tells the address of {name}"),
            _ => format!("no answer is told of {name}"),
        },
        Wrong::Untold => format!("{name} does not tell how it stands ({at})"),
        Wrong::Overdue => format!("{name} was due by {until}{said} ({at})"),
        Wrong::Undated => format!("{name} tells no day by which it is due{said} ({at})"),
        Wrong::Unplanned => format!("{name}, named in {at}"),
        Wrong::Unreviewed if name.is_empty() => format!("a reviewer ({at})"),
        Wrong::Unreviewed => format!("a review by {name} ({at})"),
        Wrong::Alone => "one address alone agrees with nothing".to_owned(),
        Wrong::NoReviewer if name.is_empty() => format!("nobody must review ({at})"),
        Wrong::NoReviewer => format!("{name} is not among them ({at})"),
    }
}

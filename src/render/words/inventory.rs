//! What is kept: what is demanded of it, and what in it is wrong.

use super::criterion::distance;
use super::record::{quoted, some};
use crate::assess::result::inventory::{Inventory, InventoryFault, InventoryFaultKind};
use crate::assess::result::judgement::Observation;
use crate::assess::result::release::ReleaseAssessment;
use crate::model::dossier::Dossier;
use crate::model::inventory::{InventoryDemand, InventoryKind};
use crate::model::time::day;
use crate::render::format::{count, integer, list};
use crate::render::language::say;
use jiff::SignedDuration;

/// `every secret named SHOPIFY_*_PROD provisioned for production`.
pub(super) fn demand(inventory: &InventoryDemand) -> String {
    let names = list(&inventory.names);
    let for_place = inventory.place.as_ref().map(|place| say!(" for {place}", place)).unwrap_or_default();
    match inventory.what {
        InventoryKind::Secrets if inventory.names.is_empty() => {
            say!("every secret of an inventory provisioned{for_place}", for_place)
        }
        InventoryKind::Secrets => {
            say!("secrets named {names} provisioned{for_place}, none pending or expired", names, for_place)
        }
        InventoryKind::Rotation => say!("every secret within its rotation cadence at the release").to_owned(),
        InventoryKind::Flags => {
            let by = if names.is_empty() { String::new() } else { say!(" by {names}", names) };
            say!(
                "a feature flag plan{for_place}, reviewed{by}, with every FEATURE_ name that the release's evidence names",
                for_place,
                by
            )
        }
        InventoryKind::Addresses => {
            let of_place =
                inventory.place.as_ref().map(|place| say!(" of {place}", place)).unwrap_or_default();
            let app = if names.is_empty() { say!("the app") } else { &names };
            say!("app and redirect addresses{of_place} with the scheme and host of {app}", of_place, app)
        }
        InventoryKind::Endpoints if inventory.names.is_empty() => {
            say!("every endpoint's newest answer a success").to_owned()
        }
        InventoryKind::Endpoints => {
            say!("every endpoint's newest answer a success, those of {names} among them", names)
        }
        InventoryKind::Reviewers => {
            let who = if names.is_empty() { String::new() } else { format!(": {names}") };
            match &inventory.place {
                Some(place) => say!("required reviewers of the {place} environment{who}", place, who),
                None => say!("required reviewers of the deployment environment{who}", who),
            }
        }
    }
}

/// How it came out, without the place of the evidence but with those of what is wrong.
pub(super) fn came_out(
    d: &Dossier,
    r: &ReleaseAssessment,
    inventory: &InventoryDemand,
    observed: &Observation,
) -> String {
    let Some(listed) = observed.inventory() else { return String::new() };
    if listed.faults.is_empty() {
        return holds(inventory, listed);
    }
    if listed.faults.iter().all(|fault| fault.wrong == InventoryFaultKind::Old) {
        let when = distance(d, r, observed.time);
        let what = subject(inventory.what);
        return say!("{what} is from before the previous release, {when}", what, when);
    }
    format!("{}: {}", wrong(inventory.what, listed), some(&faults(d, inventory, listed)))
}

/// What is wrong, each with its place.
pub(super) fn faults(d: &Dossier, inventory: &InventoryDemand, listed: &Inventory) -> Vec<String> {
    listed.faults.iter().map(|one| fault(d, inventory, one)).collect()
}

fn subject(what: InventoryKind) -> &'static str {
    match what {
        InventoryKind::Secrets => say!("the newest inventory of secrets"),
        InventoryKind::Rotation => say!("the rotation schedule"),
        InventoryKind::Flags => say!("the newest feature flag plan"),
        InventoryKind::Addresses => say!("the newest record of addresses"),
        InventoryKind::Endpoints => say!("the newest record of answers"),
        InventoryKind::Reviewers => say!("the newest record of the environment"),
    }
}

fn holds(inventory: &InventoryDemand, listed: &Inventory) -> String {
    let basis = listed.basis.as_deref().unwrap_or_default();
    let of = listed.of;
    match inventory.what {
        InventoryKind::Secrets => {
            say!("{secrets} provisioned", secrets = count(of, "secret is", "secrets are"))
        }
        InventoryKind::Rotation => {
            say!("{secrets} within cadence", secrets = count(of, "secret is", "secrets are"))
        }
        InventoryKind::Flags => {
            say!("the plan is reviewed and has {flags}, every one that is named", flags = flags(of))
        }
        InventoryKind::Addresses => {
            say!("{addresses} on {basis}", addresses = count(of, "address is", "addresses are"), basis)
        }
        InventoryKind::Endpoints => {
            say!("{endpoints} with success", endpoints = count(of, "endpoint answered", "endpoints answered"))
        }
        InventoryKind::Reviewers => say!("required reviewers are {names}", names = basis),
    }
}

fn wrong(what: InventoryKind, listed: &Inventory) -> String {
    let (n, of) = (integer(listed.faults.len()), listed.of);
    match what {
        InventoryKind::Secrets => {
            say!("{n} not provisioned ({secrets} listed)", n, secrets = count(of, "secret", "secrets"))
        }
        InventoryKind::Rotation => {
            say!("{n} of {secrets} not within cadence", n, secrets = count(of, "secret", "secrets"))
        }
        InventoryKind::Flags => say!("the plan has {flags} and lacks", flags = flags(of)),
        InventoryKind::Addresses => match &listed.basis {
            Some(basis) => {
                let addresses = count(of, "address", "addresses");
                say!("{n} of {addresses} not on {basis}", n, addresses, basis)
            }
            None => say!("there is no address to compare with").to_owned(),
        },
        InventoryKind::Endpoints => {
            let endpoints = count(of, "endpoint", "endpoints");
            say!("{n} of {endpoints} did not answer as demanded", n, endpoints)
        }
        InventoryKind::Reviewers => match listed.basis.as_deref().filter(|basis| !basis.is_empty()) {
            Some(names) => say!("required reviewers are {names}", names),
            None => say!("no reviewers are required").to_owned(),
        },
    }
}

/// How many feature flags: other flags than those of an item.
fn flags(n: usize) -> String {
    if n == 1 { say!("1 flag").to_owned() } else { say!("{n} flags", n = integer(n)) }
}

/// `SHOPIFY_API_KEY_PROD “Requested” (docs/env_matrix.md:70)`.
fn fault(d: &Dossier, inventory: &InventoryDemand, one: &InventoryFault) -> String {
    let path = d.evidence.get(one.evidence).map_or("", |version| &*version.path);
    let at = if one.line > 0 { format!("{path}:{}", one.line) } else { path.to_owned() };
    let said = if one.detail.is_empty() { String::new() } else { format!(" {}", quoted(&one.detail)) };
    // A day is good through its end, which is the first moment of the next one.
    let until =
        one.at.and_then(|at| at.checked_sub(SignedDuration::from_secs(1)).ok()).map(day).unwrap_or_default();
    let name = &one.name;
    match one.wrong {
        InventoryFaultKind::Old => say!("it is old").to_owned(),
        InventoryFaultKind::Pending | InventoryFaultKind::Failed if name.is_empty() => {
            say!("it says itself that it failed ({at})", at)
        }
        InventoryFaultKind::Pending if said.is_empty() => say!("{name} is open ({at})", name, at),
        InventoryFaultKind::Failed if said.is_empty() => say!("{name} is missing ({at})", name, at),
        InventoryFaultKind::Pending
        | InventoryFaultKind::Failed
        | InventoryFaultKind::Elsewhere
        | InventoryFaultKind::Unreachable => {
            format!("{name}{said} ({at})")
        }
        InventoryFaultKind::Expired => say!("{name} expired {until} ({at})", name, until, at),
        InventoryFaultKind::Absent => match inventory.what {
            InventoryKind::Secrets => say!("no inventory names {name}", name),
            InventoryKind::Addresses => say!("nothing tells the address of {name}", name),
            _ => say!("no answer is told of {name}", name),
        },
        InventoryFaultKind::Untold => say!("{name} does not say how it stands ({at})", name, at),
        InventoryFaultKind::Overdue => say!("{name} was due by {until}{said} ({at})", name, until, said, at),
        InventoryFaultKind::Undated => {
            say!("{name} tells no day by which it is due{said} ({at})", name, said, at)
        }
        InventoryFaultKind::Unplanned => say!("{name}, named in {at}", name, at),
        InventoryFaultKind::Unreviewed if name.is_empty() => say!("a reviewer ({at})", at),
        InventoryFaultKind::Unreviewed => say!("a review by {name} ({at})", name, at),
        InventoryFaultKind::Alone => say!("one address alone agrees with nothing").to_owned(),
        InventoryFaultKind::NoReviewer if name.is_empty() => say!("nobody must review ({at})", at),
        InventoryFaultKind::NoReviewer => say!("{name} is not among them ({at})", name, at),
    }
}

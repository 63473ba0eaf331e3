//! The names that a demand of something kept lists: variables, endpoints, roles, the address that others agree with.

use crate::assess::reading::{chunk::What, clause::Clause};
use crate::lexicon::{Meaning, stem, words::Cue};
use crate::model::{inventory::InventoryKind, reading::Role};

/// The names of a demand. The chunks that hold them get the role of the state, for the judge of what is kept looks at each.
pub(super) fn names(clause: &mut Clause<'_>, what: InventoryKind) -> Vec<String> {
    match what {
        InventoryKind::Secrets => variables(clause),
        InventoryKind::Rotation => Vec::new(),
        InventoryKind::Flags => parties(clause, 1),
        InventoryKind::Addresses => basis(clause).into_iter().collect(),
        InventoryKind::Endpoints => listed(clause),
        InventoryKind::Reviewers => {
            let roles = listed(clause);
            if roles.is_empty() { parties(clause, usize::MAX) } else { roles }
        }
    }
}

/// The names and globs of variables, in back-ticks or bare.
fn variables(clause: &mut Clause<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in clause.text.split('`').skip(1).step_by(2).map(str::trim).filter(|name| is_variable(name)) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    for chunk in clause.chunks.iter_mut().filter(|chunk| is_variable(&chunk.text)) {
        chunk.role = Some(Role::State);
        if !names.contains(&chunk.text) {
            names.push(chunk.text.clone());
        }
    }
    names
}

/// `SHOPIFY_*_PROD`, `ANTHROPIC_API_KEY_PROD`; not `README` and not `*`.
fn is_variable(name: &str) -> bool {
    let known = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '*');
    name.len() >= 3
        && name.starts_with(|c: char| c.is_ascii_uppercase() || c == '*')
        && name.chars().all(known)
        && name.contains('_')
        && name.chars().any(|c| c.is_ascii_uppercase())
}

/// A variable whose name says that it holds a secret: `PORT_API_TOKEN`.
pub(super) fn is_secret(name: &str) -> bool {
    is_variable(name) && stem::words(name).any(|word| Cue::SecretWord.is(&word))
}

/// The teams that a clause names, at most so many; evidence must tell the others.
fn parties(clause: &mut Clause<'_>, most: usize) -> Vec<String> {
    let mut found = Vec::new();
    for chunk in clause.chunks.iter_mut().filter(|chunk| chunk.role.is_none()) {
        if found.len() == most {
            break;
        }
        let What::Phrase(meanings) = &chunk.what else { continue };
        if meanings.iter().any(Meaning::is_party) {
            chunk.role = Some(Role::Whom);
            found.push(chunk.text.to_lowercase());
        }
    }
    found
}

/// What all addresses must agree with: a variable, or an address.
fn basis(clause: &mut Clause<'_>) -> Option<String> {
    let variable = variables(clause).into_iter().find(|name| !name.contains('*'));
    let text = clause.text;
    let address = || {
        let rest = text.get(text.find("https://").or_else(|| text.find("http://"))?..)?;
        rest.split(|c: char| c.is_whitespace() || "`)>\"',".contains(c)).next()
    };
    variable.or_else(|| address().map(|name| name.trim_end_matches(['.', ';']).to_owned()))
}

/// What the first bracket lists: `(manager + reliability)`.
fn listed(clause: &mut Clause<'_>) -> Vec<String> {
    let Some(bracket) = clause.free().map(|(_, chunk)| chunk.bracket).find(|bracket| *bracket > 0) else {
        return Vec::new();
    };
    let mut found = vec![String::new()];
    for chunk in clause.chunks.iter_mut().filter(|chunk| chunk.bracket == bracket) {
        let parts = chunk.is_mark(",+&;/")
            || chunk.text.eq_ignore_ascii_case("and")
            || chunk.text.eq_ignore_ascii_case("und");
        if parts {
            found.push(String::new());
        } else if let Some(last) = found.last_mut().filter(|_| !chunk.is_mark("()")) {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(&chunk.text);
        }
        chunk.role = Some(Role::State);
    }
    found.retain(|name| !name.is_empty());
    found
}

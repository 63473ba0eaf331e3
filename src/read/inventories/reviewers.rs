//! Who must review a deployment to an environment: GitHub's answers, and settings that a team writes down.

use crate::lexicon::words::{self, Name};
use crate::model::doing;
use crate::model::evidence::Kind;
use crate::model::record::{Conclusion, Part, Record, folded};
use crate::read::inventories::listing::Listing;
use crate::read::value::columns;
use crate::read::value::fields::{Fields, plain, short};
use crate::read::value::source::Source;
use crate::read::value::tree::{Group, Node, Value};

/// Settings lie no deeper, and a source has no more environments.
const DEPTH: usize = 6;
const MOST: usize = 200;

/// The environments of a source, each with its required reviewers as parts.
pub fn environments(source: &Source<'_>, listings: &[Listing]) -> Vec<Record> {
    let about = source.recorded_kind() == Some(&Kind::Environment)
        || source.path.rsplit('/').take(2).any(names_environments);
    let mut found = Vec::new();
    if source.is_markdown() {
        of_markdown(source, listings, &mut found);
    } else if let Some(tree) = source.tree() {
        of_tree(tree, None, about, DEPTH, &mut found);
    }
    found
}

fn names_environments(text: &str) -> bool {
    doing::speaks_of(&["environment", "environments"], text)
}

fn of_tree(node: &Node, name: Option<&str>, about: bool, depth: usize, found: &mut Vec<Record>) {
    let Some(depth) = depth.checked_sub(1).filter(|_| found.len() < MOST) else { return };
    match &node.value {
        Value::List(list) => list.iter().for_each(|node| of_tree(node, None, about, depth, found)),
        Value::Group(group) => {
            let keys = group.iter().map(|(key, _)| folded(key)).collect::<Vec<_>>();
            let has = |names: Name| keys.iter().any(|key| names.has(key));
            if keys.iter().any(|key| key == "protectionrules")
                || has(Name::RequiredReviewer)
                || (about && has(Name::EnvironmentReviewer))
            {
                found.push(environment(group, name, node.line));
                return;
            }
            group.iter().for_each(|(key, node)| of_tree(node, Some(key), about, depth, found));
        }
        _ => {}
    }
}

fn environment(group: &Group, name: Option<&str>, line: u32) -> Record {
    let mut parts = Vec::new();
    for (key, node) in group {
        match folded(key).as_str() {
            "protectionrules" => rules(node, &mut parts),
            key if Name::EnvironmentReviewer.has(key) => persons(node, &mut parts),
            _ => {}
        }
    }
    let fields = Fields::of(group);
    let target = fields.word(Name::ProtectedEnvironment).or(name).map(|word| short(plain(word)));
    let github = group.iter().any(|(key, _)| folded(key) == "protectionrules");
    Record {
        kind: Some(Kind::Environment),
        title: target.clone().unwrap_or_default(),
        line,
        // GitHub tells when the environment was made, and not when it was asked.
        claim: fields.moment(Name::Time).filter(|_| !github),
        conclusion: Some(if parts.is_empty() { Conclusion::Failed } else { Conclusion::Succeeded }),
        target,
        parts,
        ..Record::default()
    }
}

/// `protection_rules[]` of the type `required_reviewers`.
fn rules(node: &Node, parts: &mut Vec<Part>) {
    let Value::List(rules) = &node.value else { return };
    for rule in rules.iter().filter_map(|rule| rule.value.group()) {
        let is_review = Fields::of(rule).word(&["type"]).is_none_or(|its| folded(its).contains("reviewer"));
        let reviewers = rule.iter().filter(|(key, _)| Name::EnvironmentReviewer.has(&folded(key)));
        for (_, node) in reviewers.filter(|_| is_review) {
            persons(node, parts);
        }
    }
}

/// Users, teams and roles: words, groups with a name, or GitHub's `{"type": "Team", "reviewer": {"slug": …}}`.
fn persons(node: &Node, parts: &mut Vec<Part>) {
    match &node.value {
        Value::List(list) => list.iter().take(100).for_each(|node| persons(node, parts)),
        Value::Word(words) => {
            // A cell that is open names nobody.
            if columns::filled(words) != Conclusion::Succeeded {
                return;
            }
            let names = words.split([',', ';', '+', '&']).flat_map(|part| part.split(" and ")).map(plain);
            let names = names.filter(|name| name.chars().any(char::is_alphabetic));
            parts.extend(names.map(|name| Part::new(short(name), None, "", node.line)));
        }
        Value::Group(group) => {
            let inner =
                group.iter().find(|(key, node)| folded(key) == "reviewer" && node.value.group().is_some());
            let inner = inner.and_then(|(_, node)| node.value.group()).unwrap_or(group);
            let told = Name::ReviewerName.each().filter_map(|name| Fields::of(inner).word(&[name]));
            let role = Fields::of(group).word(&["role", "team"]);
            let mut words: Vec<&str> = Vec::new();
            for word in told.chain(role).map(plain) {
                if !words.contains(&word) {
                    words.push(word);
                }
            }
            if let Some((first, rest)) = words.split_first() {
                parts.push(Part::new(short(first), None, short(&rest.join(", ")), node.line));
            }
        }
        _ => {}
    }
}

/// Rows with a column of reviewers, and values by name under a heading or beside the name of an environment.
fn of_markdown(source: &Source<'_>, listings: &[Listing], found: &mut Vec<Record>) {
    for listing in listings {
        let columns = listing.columns();
        let has = |names: Name| columns.iter().any(|column| names.has(column));
        if !has(Name::ProtectedEnvironment) || !has(Name::EnvironmentReviewer) {
            continue;
        }
        for row in listing.rows.iter().take(MOST) {
            found.push(environment(&row.group, None, row.line));
        }
    }
    let titled = crate::read::value::markdown::title(&source.document().blocks).unwrap_or_default();
    let about = names_environments(&titled);
    for section in source.sections() {
        let keys = section.group.iter().map(|(key, _)| folded(key)).collect::<Vec<_>>();
        let has = |names: Name| keys.iter().any(|key| names.has(key));
        let says = about || names_environments(&section.title) || has(Name::EnvironmentName);
        if has(Name::RequiredReviewer) || (says && has(Name::EnvironmentReviewer)) {
            let place = words::place(&section.title).or_else(|| words::place(&titled));
            found.push(environment(&section.group, place, section.line));
        }
    }
}

//! The text of `golive.toml`: what differs from golive's own values is written, all else stands in comments.

use super::look::Repository;
use crate::config::{Sources, TagPattern};
use std::fmt::Write as _;

/// So many readings that are not whole are listed.
const SHOWN: usize = 30;

/// The whole file.
pub(super) fn text(repository: &Repository) -> String {
    let mut out = "# What golive cannot know by itself. Every key: docs/configuration.md; what is in force: golive config.\n".to_owned();
    site(&mut out, repository);
    releases(&mut out, repository);
    checklist(&mut out, repository);
    evidence(&mut out, repository);
    out.push_str(
        "\n[policy]\n# Which items must be proven for go: \"before\" (all that are due by the tag), \"all\", or a list of ids.\nrequire = \"before\"\n",
    );
    readings(&mut out, repository);
    out
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn list(texts: &[String]) -> String {
    let each = texts.iter().map(|text| format!("    {},\n", quoted(text))).collect::<String>();
    format!("[\n{each}]")
}

fn site(out: &mut String, repository: &Repository) {
    out.push_str("\n[site]\n# title = \"Releases of …\"\n");
    out.push_str(
        "# Where the site is published, for feeds, badges and `golive notes`; --base-url says it, too.\n",
    );
    out.push_str("# base_url = \"https://team.example/releases/\"\n");
    let remote = repository.remote.as_deref().unwrap_or("https://forge.example/owner/name");
    let _ = writeln!(out, "# Links lead to the remote; another address of the repository goes here.");
    let _ = writeln!(out, "# repository_url = {}", quoted(remote));
}

fn releases(out: &mut String, repository: &Repository) {
    out.push_str(
        "\n[releases]\n# Which tags are releases: a glob, or a regular expression between slashes.\n",
    );
    let pattern = repository.pattern.as_deref().unwrap_or(TagPattern::DEFAULT);
    let _ = writeln!(out, "pattern = {}", quoted(pattern));
}

fn checklist(out: &mut String, repository: &Repository) {
    out.push_str("\n[checklist]\n");
    match (repository.checklist.as_slice(), repository.look_alikes.as_slice()) {
        ([], []) => out.push_str("# Where it lies; without this line golive looks at the usual places.\n# templates = [\"docs/go-live-checklist.md\"]\n"),
        ([], alike) => {
            out.push_str("# These look like checklists: name the one that is.\n");
            for path in alike.iter().take(10) {
                let _ = writeln!(out, "# templates = [{}]", quoted(path));
            }
        }
        (lists, _) => {
            let _ = writeln!(out, "# Found at the head; without this line golive looks at the usual places.\ntemplates = {}", list(lists));
        }
    }
}

fn evidence(out: &mut String, repository: &Repository) {
    out.push_str("\n[evidence]\n");
    let usual = Sources::default().evidence;
    if repository.evidence.is_empty() {
        out.push_str("# Where golive looks by itself; `golive record` writes to artifacts/records/.\n");
    } else {
        out.push_str("# Where golive looks by itself, and where readable files were found beside that.\n");
    }
    let all = usual.into_iter().chain(repository.evidence.iter().cloned()).collect::<Vec<_>>();
    let _ = writeln!(out, "paths = {}", list(&all));
}

/// The items that golive does not read whole, with the pin that would settle each.
fn readings(out: &mut String, repository: &Repository) {
    let open = repository.entries.iter().filter(|entry| !entry.is_whole).collect::<Vec<_>>();
    if open.is_empty() {
        return;
    }
    out.push_str(
        "\n# Items whose words golive does not read whole. A pin behind the words in the checklist settles a reading, if it says what you\n\
         # mean; `golive lint` shows all of them.\n",
    );
    for entry in open.iter().take(SHOWN) {
        let _ = writeln!(out, "#\n# {}  {}", entry.place(), entry.text);
        if !entry.left.is_empty() {
            let _ = writeln!(out, "#     left over: {}", entry.left.join(", "));
        }
        match (&entry.pin, &entry.advice) {
            (Some(pin), _) => {
                let _ = writeln!(out, "#     pin: {pin}");
            }
            (None, Some(advice)) => {
                let _ = writeln!(out, "#     {advice}");
            }
            (None, None) => {}
        }
    }
    if open.len() > SHOWN {
        let _ = writeln!(out, "#\n# and {} more", open.len() - SHOWN);
    }
}

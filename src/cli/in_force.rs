//! `golive config`: what is in force, and whence, as TOML.

use super::{
    args,
    exit::{Exit, Failure},
    job::{self, ConfigFile},
    terminal::Terminal,
};
use crate::config::keys::{SECTIONS, Section};
use crate::config::{Config, FILE_NAME, Require, TagPattern};
use std::fmt::Write as _;
use toml::Value;

/// Runs the command.
pub(super) fn run(args: &args::Config, terminal: &Terminal) -> Result<Exit, Failure> {
    let file = job::configuration_file(&args.input, terminal)?;
    let config = job::parsed(file.as_ref())?;
    let text =
        file.as_ref().map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).unwrap_or_default();
    let written: toml::Table = text.parse().unwrap_or_default();
    let mut out = match &file {
        Some(ConfigFile { path, commit: Some(commit), .. }) => {
            format!("# {} as the commit {commit:.12} has it.\n", path.display())
        }
        Some(file) => format!("# {} of the work tree.\n", file.path.display()),
        None => format!("# There is no {FILE_NAME}: all of it is as golive has it.\n"),
    };
    for section in &SECTIONS {
        out.push_str(&if section.is_list {
            listed(section, &written, &text)
        } else {
            single(section, &written, &text, &config)
        });
    }
    terminal.result(&out)?;
    Ok(Exit::Done)
}

/// The line of a key in the text, from 1: the first line of that table that begins with it.
fn line(text: &str, section: &str, key: &str) -> Option<usize> {
    let mut is_inside = false;
    text.lines().enumerate().find_map(|(at, line)| {
        let line = line.trim();
        if line.starts_with('[') {
            is_inside = line.trim_matches(['[', ']', ' ']) == section;
        }
        let rest = line.strip_prefix(key)?.trim_start();
        (is_inside && rest.starts_with('=')).then_some(at + 1)
    })
}

/// A table with each of its keys: as it is written, or as it is by default.
fn single(section: &Section, written: &toml::Table, text: &str, config: &Config) -> String {
    let own = written.get(section.name).and_then(Value::as_table);
    if own.is_none() && section.name == "signatures" {
        return String::new();
    }
    let mut out = format!("\n[{}]\n", section.name);
    for key in section.keys {
        if let Some((name, value)) = of_environment(section.name, key.name) {
            let _ = writeln!(out, "# {name} goes before it: {}", value.replace('\n', " "));
        }
        if let Some(value) = own.and_then(|own| own.get(key.name)) {
            let place = line(text, section.name, key.name).map(|line| format!(":{line}")).unwrap_or_default();
            let _ = writeln!(out, "{} = {}   # {FILE_NAME}{place}", key.name, inline(value));
            continue;
        }
        match default(section.name, key.name, config) {
            Some(value) => {
                let _ = writeln!(out, "{} = {}   # default", key.name, inline(&value));
            }
            None => {
                let _ = writeln!(out, "# {}: not set; {}", key.name, key.about);
            }
        }
    }
    out
}

/// The variable of the environment that goes before a key, where it is set.
fn of_environment(section: &str, key: &str) -> Option<(&'static str, String)> {
    let name = match (section, key) {
        ("site", "base_url") => "GOLIVE_BASE_URL",
        ("site", "theme") => "GOLIVE_THEME",
        ("site", "deny") => "GOLIVE_DENY",
        _ => return None,
    };
    std::env::var(name).ok().filter(|value| !value.is_empty()).map(|value| (name, value))
}

/// The tables of a list, as they are written.
fn listed(section: &Section, written: &toml::Table, text: &str) -> String {
    let Some(tables) = written.get(section.name).and_then(Value::as_array) else { return String::new() };
    let head = format!("[[{}]]", section.name);
    let mut lines =
        text.lines().enumerate().filter(|(_, line)| line.trim().starts_with(&head)).map(|(at, _)| at + 1);
    let mut out = String::new();
    for table in tables.iter().filter_map(Value::as_table) {
        let place = lines.next().map(|line| format!("   # {FILE_NAME}:{line}")).unwrap_or_default();
        let _ = writeln!(out, "\n{head}{place}");
        for (key, value) in table {
            let _ = writeln!(out, "{key} = {}", inline(value));
        }
    }
    out
}

/// A value on one line.
fn inline(value: &Value) -> String {
    match value {
        Value::Table(table) => {
            let pairs =
                table.iter().map(|(key, value)| format!("{key} = {}", inline(value))).collect::<Vec<_>>();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Array(all) => format!("[{}]", all.iter().map(inline).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

/// What holds where nothing is written; the environment and the command line may say otherwise of the address.
fn default(section: &str, key: &str, config: &Config) -> Option<Value> {
    let list = |all: &[String]| Some(Value::Array(all.iter().cloned().map(Value::String).collect()));
    let sources = &config.sources;
    match (section, key) {
        ("releases", "pattern") => Some(Value::String(TagPattern::DEFAULT.to_owned())),
        ("releases", "changelogs") => list(&sources.changelogs),
        ("checklist", "templates") => list(&sources.templates),
        ("checklist", "snapshots") => list(&sources.snapshots),
        ("evidence", "paths") => list(&sources.evidence),
        ("evidence", "exclude") => list(&sources.exclude),
        ("policy", "require") if config.policy.require == Require::Before => {
            Some(Value::String("before".to_owned()))
        }
        ("policy", "flags") => list(&config.policy.flags),
        ("site", "people") => Some(Value::Boolean(!config.look.people_hidden)),
        ("site", "language") => Some(Value::String("en".to_owned())),
        ("site", "deny") => list(&[]),
        _ => None,
    }
}

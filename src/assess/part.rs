//! Whether what is told is what is demanded, though under another name: a job, a flow, an audience.

use crate::model::audience::audiences;
use crate::model::deed::Deed;
use crate::model::doing::{spaced, stands};
use crate::model::evidence::Kind;
use crate::model::record::Record;
use crate::read::briefing::SPEAKS_TO;

/// Words for the same job.
const JOBS: [&[&str]; 4] = [
    &["tests", "test", "testing", "unit", "vitest", "jest", "pytest"],
    &["lint", "linter", "linting", "eslint", "clippy", "ruff", "biome"],
    &["typecheck", "typechecking", "type check", "type checks", "type checking", "types", "tsc", "mypy"],
    &["build", "builds", "compile"],
];

/// Words for any part of a round of checks.
const FLOWS: [&str; 14] = [
    "flow",
    "flows",
    "check",
    "checks",
    "test",
    "tests",
    "scenario",
    "scenarios",
    "screen",
    "screens",
    "journey",
    "journeys",
    "response",
    "responses",
];

/// Whether a flow has every telling word of the demanded one, singular or plural: `Chatwoot flows` is in `Chatwoot escalation flow`.
fn is_flow(name: &str, demanded: &str) -> bool {
    let stem = |word: &str| {
        let end = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
        end.unwrap_or_else(|| {
            word.strip_suffix('s')
                .filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
                .unwrap_or(word)
                .to_owned()
        })
    };
    let all = demanded.split_whitespace().collect::<Vec<_>>();
    let telling = all.iter().filter(|word| !FLOWS.contains(word)).collect::<Vec<_>>();
    let telling = if telling.is_empty() { all.iter().collect() } else { telling };
    let names = name.split_whitespace().map(stem).collect::<Vec<_>>();
    telling.iter().all(|word| names.contains(&stem(word)))
}

/// Whether a message is for an audience: one that it lists, or, where it lists none, one that its words name.
#[must_use]
pub fn is_for(record: &Record, audience: &str) -> bool {
    let listed = record.parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>();
    let channel = audience.starts_with('#');
    let words = record.field(SPEAKS_TO).filter(|_| listed.is_empty() || channel);
    let titled = [record.title.as_str()];
    let told = listed.iter().chain(words.iter()).chain(titled.iter().filter(|_| listed.is_empty()));
    let bare = audience.trim_start_matches('#');
    told.flat_map(|text| audiences(text).into_iter().chain([text.to_lowercase()]))
        .any(|name| name == audience || name == "everyone" || (channel && name == bare))
}

/// Whether a part's name has the demanded words, or others for the same job.
#[must_use]
pub fn is_part(name: &str, demanded: &str, deed: &Deed) -> bool {
    let name = spaced(name);
    let demanded = spaced(demanded);
    let demanded = demanded.trim();
    if deed.kind == Kind::Qa {
        return is_flow(&name, demanded);
    }
    let mut alike = JOBS.iter().filter(|words| words.contains(&demanded));
    stands(&[demanded], &name) || alike.any(|words| stands(words, &name))
}

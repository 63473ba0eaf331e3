//! The words that tell when a section or an item applies, English and German. Data only: [`super::phase`] matches them.
//!
//! A heading is compared in lower case, with a single space for everything that is neither letter nor digit.

use crate::model::checklist::Phase;

/// Phrases of headings; the first row with a phrase that stands in the heading as whole words decides. `*` at the end stands for any rest of
/// the last word, `=` at the beginning for a heading of these words alone.
pub const HEADINGS: [(Phase, &[&str]); 9] = [
    (
        Phase::Before,
        &[
            "precondition*",
            "prerequisite*",
            "readiness",
            "preparation*",
            "pre release*",
            "pre deploy*",
            "pre flight",
            "pre launch*",
            "pre merge",
            "pre tag*",
            "pre publish*",
            "pre go live",
            "prerelease*",
            "predeploy*",
            "prelaunch*",
            "preflight",
            "before",
            "prior to",
            "until the tag",
        ],
    ),
    (Phase::Before, &["voraussetzung*", "vorbereitung*", "vor", "vorab"]),
    (Phase::Rollback, &["rollback*", "roll back", "rolling back", "back out", "backout"]),
    (Phase::Rollback, &["zurückrollen", "rückabwicklung", "rückfall*"]),
    (
        Phase::After,
        &[
            "after",
            "afterwards",
            "post deploy*",
            "post release*",
            "post launch*",
            "post go live",
            "post merge*",
            "post publish*",
            "post publication",
            "post tag*",
            "post rollout",
            "post cutover",
            "post production",
            "postdeploy*",
            "postrelease*",
            "follow up*",
            "followup*",
            "announce*",
            "announcing",
            "once released",
            "once published",
            "closing",
            "close out",
            "closeout",
            "wrap up",
            "hypercare",
            "aftercare",
        ],
    ),
    (
        Phase::After,
        &["nach", "danach", "nachbereitung", "nachlauf", "nachsorge", "ankündigung*", "bekanntgabe"],
    ),
    (
        Phase::Execution,
        &[
            "execution",
            "execute",
            "deploy steps",
            "deployment steps",
            "release steps",
            "rollout",
            "roll out",
            "rolling out",
            "cutover",
            "cut over",
            "publish",
            "publishing",
            "publication",
            "release day",
            "launch day",
            "=tag",
            "=tagging",
            "=tag the release",
            "=cut the release",
            "=make the release",
        ],
    ),
    (Phase::Execution, &["durchführung", "ausführung", "ausrollen", "veröffentlichung", "veröffentlichen"]),
    (Phase::Before, &["evidence*", "backup*", "configuration*", "nachweis*"]),
];

/// A rule for items in sections that say nothing of a phase: one word of each group in this order, with at most `gap` words between.
#[derive(Clone, Copy, Debug)]
pub struct ItemRule {
    /// When such an item applies.
    pub phase: Phase,
    /// Whether the first group must be the item's first word.
    pub first: bool,
    /// At most so many other words between two groups.
    pub gap: usize,
    /// The groups. `#` is a version.
    pub groups: &'static [&'static [&'static str]],
}

const fn rule(phase: Phase, first: bool, gap: usize, groups: &'static [&'static [&'static str]]) -> ItemRule {
    ItemRule { phase, first, gap, groups }
}

/// What is published.
const PRODUCTS: &[&str] = &[
    "package",
    "packages",
    "image",
    "images",
    "artifact",
    "artifacts",
    "artefact",
    "artefacts",
    "crate",
    "crates",
    "gem",
    "wheel",
    "wheels",
    "sdist",
    "chart",
    "binary",
    "binaries",
    "installer",
    "installers",
    "module",
    "paket",
    "pakete",
    "artefakt",
    "artefakte",
];
/// Where it is published.
const REGISTRIES: &[&str] = &[
    "registry",
    "npm",
    "npmjs",
    "pypi",
    "crates",
    "dockerhub",
    "hub",
    "ghcr",
    "quay",
    "maven",
    "central",
    "rubygems",
    "nuget",
    "packagist",
    "homebrew",
    "marketplace",
    "store",
    "artifactory",
    "conda",
    "cran",
];

/// The rules; the first that fits decides.
pub const ITEMS: [ItemRule; 20] = [
    rule(Phase::Execution, false, 4, &[&["create", "make", "push", "cut", "sign"], &["tag", "tags"]]),
    rule(
        Phase::Execution,
        true,
        2,
        &[
            &["tag", "tagged"],
            &[
                "is", "was", "made", "created", "pushed", "exists", "signed", "release", "version", "commit",
                "main", "master", "head", "#", "points",
            ],
        ],
    ),
    rule(
        Phase::Execution,
        false,
        1,
        &[
            &["release", "git", "annotated", "signed", "version", "new", "the"],
            &["tag"],
            &["is", "was", "created", "pushed", "made", "exists", "on", "points", "#"],
        ],
    ),
    rule(Phase::Execution, true, 4, &[&["publish", "published", "upload", "uploaded", "push"], PRODUCTS]),
    rule(
        Phase::Execution,
        true,
        4,
        &[&["publish", "published", "upload", "uploaded", "push", "release"], &["to", "on"], REGISTRIES],
    ),
    rule(
        Phase::Execution,
        true,
        3,
        &[&["publish", "published", "create", "make", "cut"], &["release", "version"]],
    ),
    rule(Phase::Execution, true, 3, &[&["deploy", "roll", "promote"], &["production", "prod", "live"]]),
    rule(Phase::After, false, 3, &[PRODUCTS, &["in", "on", "at", "from", "to", "im", "auf"], REGISTRIES]),
    rule(
        Phase::After,
        false,
        1,
        &[PRODUCTS, &["is", "are"], &["published", "live", "released", "available", "public"]],
    ),
    rule(
        Phase::After,
        false,
        1,
        &[&["release", "version"], &["is"], &["published", "live", "released", "public"]],
    ),
    rule(Phase::After, true, 3, &[&["announce", "announced"], &["release", "version", "launch", "#"]]),
    rule(Phase::After, false, 2, &[&["announcement"], &["sent", "posted", "published", "out"]]),
    rule(
        Phase::After,
        true,
        3,
        &[
            &["after", "once", "when"],
            &[
                "release",
                "released",
                "tag",
                "tagged",
                "tagging",
                "published",
                "publishing",
                "publication",
                "deploy",
                "deployed",
                "deployment",
                "launch",
                "launched",
                "rollout",
                "live",
            ],
        ],
    ),
    rule(Phase::After, false, 3, &[&["close", "closed"], &["milestone"]]),
    rule(Phase::After, true, 4, &[&["bump", "raise", "set"], &["next"], &["dev", "development", "snapshot"]]),
    rule(
        Phase::Execution,
        true,
        3,
        &[
            &["tag"],
            &["gesetzt", "angelegt", "erstellt", "gepusht", "setzen", "anlegen", "erstellen", "pushen"],
        ],
    ),
    rule(
        Phase::Execution,
        false,
        4,
        &[
            &["paket", "pakete", "image", "artefakt", "artefakte", "release", "version"],
            &["veröffentlichen", "veröffentlicht", "hochladen", "hochgeladen"],
        ],
    ),
    rule(
        Phase::After,
        true,
        3,
        &[
            &["nach"],
            &[
                "release",
                "tag",
                "freigabe",
                "veröffentlichung",
                "deployment",
                "rollout",
                "livegang",
                "auslieferung",
            ],
        ],
    ),
    rule(Phase::After, false, 3, &[&["release", "version"], &["ankündigen", "angekündigt"]]),
    rule(Phase::After, false, 3, &[&["meilenstein"], &["schließen", "geschlossen"]]),
];

/// Words right behind the last group that make the item one about something else: the name of the tag, a branch, a token.
pub const ELSE: [&str; 28] = [
    "name",
    "names",
    "naming",
    "format",
    "pattern",
    "message",
    "protection",
    "note",
    "notes",
    "branch",
    "candidate",
    "candidates",
    "checklist",
    "plan",
    "pr",
    "script",
    "scripts",
    "workflow",
    "workflows",
    "job",
    "pipeline",
    "permissions",
    "credentials",
    "token",
    "tokens",
    "access",
    "process",
    "ticket",
];

/// Words anywhere in an item that tell of a rehearsal or of something that is only made ready.
pub const REHEARSED: [&str; 12] = [
    "dry",
    "draft",
    "drafted",
    "rehearsal",
    "rehearsed",
    "staging",
    "testpypi",
    "candidate",
    "prepared",
    "sure",
    "probelauf",
    "entwurf",
];

/// Commands that make a tag or publish something.
pub const COMMANDS: [&str; 14] = [
    "git tag",
    "git push --tags",
    "git push --follow-tags",
    "npm publish",
    "pnpm publish",
    "yarn npm publish",
    "cargo publish",
    "twine upload",
    "poetry publish",
    "uv publish",
    "docker push",
    "gh release create",
    "gem push",
    "helm push",
];

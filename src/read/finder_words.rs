//! The words by which a checklist of releases is known, English and German. Data only: [`super::finder`] matches them.
//!
//! Names are compared in lower case between single spaces, so that a phrase that begins with a space begins a word.

/// Words that say of what a checklist is: the lower the number, the nearer to the release of a whole product. A phrase may stand for the
/// beginning of a word only.
pub const TOPICS: [(u8, &[&str]); 3] = [
    (
        0,
        &[
            " release",
            " releasing",
            " prerelease",
            " go live",
            " golive",
            " going live",
            " go no go",
            " cutover",
            " cut over",
            " freigabe",
            " livegang",
            " produktivsetzung",
            " inbetriebnahme",
        ],
    ),
    (
        1,
        &[
            " launch",
            " prelaunch",
            " readiness",
            " productionreadiness",
            " preflight",
            " pre flight",
            " ship it",
            " shipping",
        ],
    ),
    (2, &[" deploy", " publish", " publication", " rollout", " roll out", " veröffentlich", " auslieferung"]),
];

/// Words that say that something is a checklist.
pub const LISTS: [&str; 4] = [" checklist", " check list", " prüfliste", " punch list"];

/// Words of names that only a checklist may have beside what says so, where its folder says of what it is: `docs/release/checklist.md`.
pub const PLAIN: [&str; 14] = [
    "checklist",
    "check",
    "list",
    "prüfliste",
    "template",
    "the",
    "master",
    "final",
    "main",
    "full",
    "production",
    "prod",
    "vorlage",
    "e",
];

/// Words of names that say of themselves how a release is made, where boxes stand in the file: `RELEASING.md`.
pub const PROCEDURES: [&str; 20] = [
    "release",
    "releases",
    "releasing",
    "how",
    "to",
    "a",
    "the",
    "new",
    "making",
    "process",
    "procedure",
    "steps",
    "guide",
    "instructions",
    "template",
    "go",
    "live",
    "launch",
    "cutover",
    "freigabe",
];

/// Words of names and folders that say that a file is something else.
pub const OTHERS: [&str; 20] = [
    " changelog",
    " changes ",
    " release note",
    " releasenote",
    " news ",
    " whats new",
    " pull request",
    " pullrequest",
    " merge request",
    " contributing",
    " contributor",
    " contribution",
    " code of conduct",
    " license",
    " history ",
    " bug report",
    " feature request",
    " announcement",
    " unreleased",
    " änderungen ",
];

/// Folders in which no checklist of the whole product lies.
pub const FOLDERS: [&str; 24] = [
    "node_modules",
    "vendor",
    "third_party",
    "third-party",
    "test",
    "tests",
    "testdata",
    "__tests__",
    "fixtures",
    "spec",
    "examples",
    "example",
    "samples",
    "dist",
    "target",
    "build",
    "src",
    "lib",
    "artifacts",
    "archive",
    "archived",
    "changelogs",
    "release-notes",
    "release_notes",
];

/// Folders of templates of issues.
pub const ISSUES: [&str; 2] = [".github/issue_template/", ".gitlab/issue_templates/"];

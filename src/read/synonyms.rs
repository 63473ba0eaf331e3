//! The names by which evidence tells the same thing, in lower case and without separators.
//!
//! Of several names for one thing the first of its row that has a value is taken.

use crate::model::record::Role;

/// When it was done, the end before the begin.
pub const TIME: &[&str] = &[
    "resolvedat",
    "resolved",
    "mitigatedat",
    "completedat",
    "completed",
    "finishedat",
    "finished",
    "endedat",
    "ended",
    "stoppedat",
    "endtimeutc",
    "end",
    "closedat",
    "deployedat",
    "publishedat",
    "releasedat",
    "executedat",
    "performedat",
    "ranat",
    "runat",
    "doneat",
    "signedoffat",
    "signedoffon",
    "signedat",
    "approvedat",
    "approvedon",
    "decidedat",
    "decidedon",
    "finishtime",
    "endtime",
    "completiontime",
    "sentat",
    "senton",
    "heldat",
    "heldon",
    "briefedat",
    "announcedat",
    "postedat",
    "takenat",
    "capturedat",
    "exportedat",
    "dumpedat",
    "backedupat",
    "testedat",
    "checkedat",
    "verifiedat",
    "rehearsedat",
    "rehearsedon",
    "rehearsaldate",
    "drilldate",
    "drilledat",
    "lastdrill",
    "lastrehearsal",
    "lastrehearsed",
    "backupdate",
    "exportdate",
    "testdate",
    "rundate",
    "updatedat",
    "timestamp",
    "datetime",
    "datetimeutc",
    "time",
    "date",
    "when",
    "at",
    "recordedat",
    "generatedat",
    "createdat",
    "created",
    "startedat",
    "started",
    "start",
    "runstartedat",
    "triggeredat",
    "day",
    "declaredat",
    "declared",
    "detectedat",
    "detected",
    "openedat",
    "opened",
    "beganat",
    "began",
    "rolledbackat",
    "postedat",
    "sentat",
    "announcedat",
    "notifiedat",
    "informedat",
    "verifiedat",
    "checkedat",
    "archivedat",
    "approvedat",
    "datum",
    "zeitpunkt",
    "durchgeführtam",
    "abgeschlossenam",
    "erstelltam",
];

/// When it began.
pub const BEGAN: &[&str] = &[
    "startedat",
    "started",
    "start",
    "starttime",
    "beganat",
    "began",
    "begin",
    "impactstart",
    "incidentstart",
    "occurredat",
    "occurred",
    "detectedat",
    "detected",
    "declaredat",
    "declared",
    "openedat",
    "opened",
    "reportedat",
    "reported",
    "triggeredat",
    "runstartedat",
];

/// When it was over.
pub const ENDED: &[&str] = &[
    "resolvedat",
    "resolved",
    "mitigatedat",
    "mitigated",
    "restoredat",
    "restored",
    "recoveredat",
    "recovered",
    "endedat",
    "ended",
    "end",
    "endtime",
    "impactend",
    "incidentend",
    "completedat",
    "finishedat",
    "finished",
    "closedat",
    "closed",
];

/// How it ended. A name that is told but empty keeps the later ones from telling a success: GitHub's `status` is `completed`, while
/// its `conclusion` says how.
pub const OUTCOME: &[&str] = &[
    "conclusion",
    "outcome",
    "result",
    "results",
    "verdict",
    "decision",
    "status",
    "state",
    "currentstatus",
    "readystate",
    "ok",
    "success",
    "succeeded",
    "successful",
    "passed",
    "pass",
    "approved",
    "healthy",
    "ergebnis",
    "exitcode",
    "exitstatus",
    "error",
];

/// Of these the names that say how, and not only that it ended.
pub const SAYS_HOW: &[&str] =
    &["conclusion", "outcome", "result", "results", "verdict", "decision", "ergebnis"];

/// What it calls itself.
pub const TITLE: &[&str] = &[
    "workflowname",
    "workflow",
    "pipeline",
    "title",
    "name",
    "subject",
    "summary",
    "displaytitle",
    "label",
    "job",
    "id",
];

/// The release that it names. A `version` counts where it looks like a tag.
pub const RELEASE: &[&str] =
    &["release", "releasetag", "tag", "tagname", "gittag", "releaseversion", "version"];

/// The commit that it names.
pub const COMMIT: &[&str] = &[
    "commit",
    "commitsha",
    "commitid",
    "sha",
    "headsha",
    "headcommit",
    "gitcommit",
    "gitsha",
    "revision",
    "head",
    "sourceversion",
    "sourcesha",
    "commithash",
    "gitcommitsha",
];

/// The branch that it names.
pub const BRANCH: &[&str] =
    &["branch", "headbranch", "gitbranch", "refname", "sourcebranch", "branchname", "ref"];

/// Where it was done.
pub const TARGET: &[&str] = &[
    "environment",
    "env",
    "target",
    "targetenvironment",
    "environmentname",
    "stage",
    "url",
    "endpoint",
    "host",
    "app",
    "umgebung",
    "ziel",
];

/// How bad it is.
pub const SEVERITY: &[&str] = &["severity", "sev", "priority", "severitylevel"];

/// Who is named, in which part.
pub const PEOPLE: &[(Role, &[&str])] = &[
    (
        Role::Actor,
        &[
            "actor",
            "by",
            "operator",
            "author",
            "user",
            "triggeredby",
            "triggeringactor",
            "deployedby",
            "executedby",
            "performedby",
            "runby",
            "doneby",
            "createdby",
            "creator",
            "reportedby",
            "who",
            "testedby",
            "tester",
            "sender",
        ],
    ),
    (
        Role::Approver,
        &[
            "approver",
            "approvers",
            "approvedby",
            "approvals",
            "signedoffby",
            "managerapprover",
            "reliabilityapprover",
        ],
    ),
    (Role::Reviewer, &["reviewer", "reviewers", "reviewedby"]),
    (Role::Owner, &["owner", "owners", "dri", "lead", "responsible", "commander", "incidentcommander"]),
];

/// How many failed, where nothing else tells the outcome.
pub const FAILED: &[&str] = &["failed", "failures", "numfailedtests", "errors", "unexpected"];
/// Which share succeeded.
pub const SHARES: &[&str] =
    &["successrate", "passrate", "successratio", "percentcomplete", "completion", "progress"];
/// How many passed.
pub const PASSED: &[&str] = &["passed", "passes", "numpassedtests", "succeeded", "expected"];

/// The names of a part.
pub const PART_NAME: &[&str] = &[
    "name",
    "title",
    "job",
    "step",
    "test",
    "check",
    "table",
    "endpoint",
    "secret",
    "variable",
    "scenario",
    "flow",
    "tile",
    "item",
    "case",
    "flag",
    "host",
    "url",
    "path",
    "file",
    "environment",
    "id",
];

/// The names in a person's own group.
pub const PERSON: &[&str] = &["login", "username", "name", "displayname", "email"];

/// From which release a rollback went.
pub const ROLLED_BACK_FROM: &[&str] = &[
    "from",
    "fromtag",
    "fromrelease",
    "fromversion",
    "rolledback",
    "rolledbackfrom",
    "rolledbackrelease",
    "badrelease",
    "failedrelease",
];

/// To which release a rollback went.
pub const ROLLED_BACK_TO: &[&str] = &[
    "to",
    "totag",
    "torelease",
    "toversion",
    "rolledbackto",
    "rollbackto",
    "restoredto",
    "restoredrelease",
    "lastgood",
    "lastgoodtag",
    "lastgoodrelease",
    "targetrelease",
    "targettag",
];

//! The names by which evidence tells the same thing, and a record made of them.
//!
//! Names are compared without case and separators: `completed_at`, `completedAt` and `Completed at` are one. Of several names for one
//! thing the first of the table that has a value is taken; the others stay among the record's fields.

use super::commits;
use super::conclusion;
use super::lines::capped;
use super::time;
use super::told::{Group, Node, Value};
use crate::model::record::{Conclusion, Part, Record, Role, folded};
use crate::model::time::{Claim, ClaimSource, Precision};

/// A record has no more parts and fields, and no longer values.
const MOST_PARTS: usize = 2000;
const MOST_FIELDS: usize = 200;
const VALUE_CAP: usize = 500;

/// When it was done, the end before the begin.
pub const TIME: [&str; 32] = [
    "completedat",
    "completed",
    "finishedat",
    "finished",
    "endedat",
    "ended",
    "end",
    "closedat",
    "deployedat",
    "executedat",
    "performedat",
    "ranat",
    "runat",
    "doneat",
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
];

/// How it ended. A name that is told but empty keeps the later ones from telling a success: GitHub's `status` is `completed`, while
/// its `conclusion` says how.
pub const OUTCOME: [&str; 20] = [
    "conclusion",
    "outcome",
    "result",
    "results",
    "verdict",
    "decision",
    "status",
    "state",
    "currentstatus",
    "ok",
    "success",
    "succeeded",
    "successful",
    "passed",
    "pass",
    "approved",
    "healthy",
    "exitcode",
    "exitstatus",
    "error",
];

/// Of these the names that say how, and not only that it ended.
const SAYS_HOW: [&str; 6] = ["conclusion", "outcome", "result", "results", "verdict", "decision"];

/// What it calls itself.
pub const TITLE: [&str; 10] = [
    "workflowname",
    "workflow",
    "pipeline",
    "title",
    "name",
    "subject",
    "summary",
    "displaytitle",
    "job",
    "id",
];

/// The release that it names. A `version` counts where it looks like a tag.
pub const RELEASE: [&str; 7] =
    ["release", "releasetag", "tag", "tagname", "gittag", "releaseversion", "version"];

/// The commit that it names.
pub const COMMIT: [&str; 10] = [
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
];

/// The branch that it names.
pub const BRANCH: [&str; 5] = ["branch", "headbranch", "gitbranch", "refname", "ref"];

/// Where it was done.
pub const TARGET: [&str; 9] =
    ["environment", "env", "target", "targetenvironment", "stage", "url", "endpoint", "host", "app"];

/// How bad it is.
pub const SEVERITY: [&str; 4] = ["severity", "sev", "priority", "severitylevel"];

/// Who is named, in which part.
pub const PEOPLE: [(Role, &[&str]); 4] = [
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

/// How many failed and how many passed, where nothing else tells the outcome.
const FAILED: [&str; 5] = ["failed", "failures", "numfailedtests", "errors", "unexpected"];
const PASSED: [&str; 5] = ["passed", "passes", "numpassedtests", "succeeded", "expected"];

/// The names of a part.
const PART_NAME: [&str; 22] = [
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
const PERSON: [&str; 5] = ["login", "username", "name", "displayname", "email"];

/// Values by name, with their names folded once.
pub struct Fields<'g> {
    group: &'g Group,
    keys: Vec<String>,
}

impl<'g> Fields<'g> {
    /// Looks at a group.
    #[must_use]
    pub fn of(group: &'g Group) -> Self {
        Self { group, keys: group.iter().map(|(key, _)| folded(key)).collect() }
    }

    /// What one of these names holds, the first name first; only what `fits`.
    fn find(&self, names: &[&str], fits: impl Fn(&Value) -> bool) -> Option<(usize, &'g Node)> {
        names.iter().find_map(|name| {
            let named = self.keys.iter().zip(self.group).enumerate().filter(|(_, (key, _))| key == name);
            named.map(|(at, (_, (_, node)))| (at, node)).find(|(_, node)| fits(&node.value))
        })
    }

    /// The text of the first of these names that has one.
    #[must_use]
    pub fn word(&self, names: &[&str]) -> Option<&'g str> {
        self.find(names, |value| value.word().is_some()).and_then(|(_, node)| node.value.word())
    }

    /// The text of the first of these names that fits, and where it stands.
    fn taken(&self, names: &[&str], fits: impl Fn(&str) -> bool, used: &mut Vec<usize>) -> Option<String> {
        let (at, node) = self.find(names, |value| value.word().is_some_and(&fits))?;
        used.push(at);
        node.value.word().map(|word| short(plain(word)))
    }

    /// When it was done, and the names that tell it. A clock beside a day is that day's.
    fn claim(&self, used: &mut Vec<usize>) -> Option<Claim> {
        let (at, node) = self.find(&TIME, |value| moment(value).is_some())?;
        used.push(at);
        let claim = moment(&node.value)?;
        if claim.precision == Precision::Day
            && let (Some(day), Some(clock)) = (node.value.word(), self.word(&["time", "timeutc"]))
            && let Some(exact) = moment(&Value::Word(format!("{} {}", plain(day), plain(clock))))
        {
            return Some(exact);
        }
        Some(claim)
    }

    /// How it ended by its own words, and the name that tells it.
    fn outcome(&self, used: &mut Vec<usize>) -> Option<Conclusion> {
        let mut doubt = false;
        for name in OUTCOME {
            let single = |value: &Value| !matches!(value, Value::List(_) | Value::Group(_));
            let Some((at, node)) = self.find(&[name], single) else { continue };
            match concluded(name, &node.value) {
                Some(Conclusion::Succeeded) if doubt => return None,
                Some(conclusion) => {
                    used.push(at);
                    return Some(conclusion);
                }
                None => doubt |= SAYS_HOW.contains(&name),
            }
        }
        let count = |names| self.word(names).and_then(|word| word.parse::<u64>().ok());
        match (count(&FAILED), count(&PASSED)) {
            (Some(1..), _) => Some(Conclusion::Failed),
            (Some(0), Some(1..)) if !doubt => Some(Conclusion::Succeeded),
            _ => None,
        }
    }

    /// Who is named, in which part.
    fn people(&self, used: &mut Vec<usize>) -> Vec<(Role, String)> {
        let mut found = Vec::new();
        for (role, names) in PEOPLE {
            for (at, (_, (_, node))) in self
                .keys
                .iter()
                .zip(self.group)
                .enumerate()
                .filter(|(_, (key, _))| names.contains(&key.as_str()))
            {
                let before = found.len();
                found.extend(persons(&node.value).into_iter().map(|name| (role, name)));
                if found.len() > before {
                    used.push(at);
                }
            }
        }
        found.dedup();
        found
    }

    /// Everything that is not among `used`, as text; groups within are named `outer.inner`.
    fn rest(&self, used: &[usize]) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for (_, (key, node)) in self.group.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
            match &node.value {
                Value::Group(inner) => fields.extend(
                    inner
                        .iter()
                        .filter_map(|(name, node)| Some((format!("{key}.{name}"), text(&node.value)?))),
                ),
                value => fields.extend(text(value).map(|text| (key.clone(), text))),
            }
            if fields.len() >= MOST_FIELDS {
                break;
            }
        }
        fields.truncate(MOST_FIELDS);
        fields
    }
}

/// Whether a group tells by its own words how it ended.
#[must_use]
pub fn concludes(group: &Group) -> bool {
    Fields::of(group).outcome(&mut Vec::new()).is_some()
}

/// What a group of values by name tells of one doing. Without a heading for a title it may name itself.
#[must_use]
pub fn record(group: &Group, heading: &str, line: u32) -> Record {
    let fields = Fields::of(group);
    let mut used = Vec::new();
    let title =
        if heading.is_empty() { fields.taken(&TITLE, |_| true, &mut used) } else { Some(short(heading)) };
    let release = fields.taken(&RELEASE, |word| tag(word).is_some(), &mut used);
    let release = release.as_deref().and_then(tag).map(ToOwned::to_owned);
    let release = release.or_else(|| fields.word(&["ref"])?.strip_prefix("refs/tags/").map(short));
    let commit = fields.taken(&COMMIT, |word| commits::is_id(plain(word)), &mut used);
    let branch = fields.taken(&BRANCH, |word| !word.starts_with("refs/tags/"), &mut used);
    let target = fields.taken(&TARGET, |_| true, &mut used);
    let severity = fields.taken(&SEVERITY, |word| severity(word).is_some(), &mut used);
    let claim = fields.claim(&mut used);
    let outcome = fields.outcome(&mut used);
    let people = fields.people(&mut used);
    let parts = parts(group);
    Record {
        title: title.unwrap_or_default(),
        line,
        claim,
        conclusion: outcome.or_else(|| conclusion::of_all(parts.iter().map(|part| part.conclusion))),
        people,
        release,
        commit: commit.map(|id| id.to_ascii_lowercase()),
        branch: branch.map(|name| name.strip_prefix("refs/heads/").unwrap_or(&name).to_owned()),
        target,
        severity: severity.and_then(|word| self::severity(&word)),
        fields: fields.rest(&used),
        parts,
    }
}

/// A text without the signs of Markdown around it.
#[must_use]
pub fn plain(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '`' | '*' | '_' | '"'))
}

fn short(text: &str) -> String {
    capped(text, VALUE_CAP).to_owned()
}

/// A single value as text; a list of single values joined by commas.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::List(list) => {
            let words =
                list.iter().take(MOST_FIELDS).filter_map(|node| node.value.word()).collect::<Vec<_>>();
            (!words.is_empty()).then(|| short(&words.join(", ")))
        }
        single => single.word().map(|word| short(plain(word))),
    }
}

/// A moment at the beginning of a value; a number is an epoch.
fn moment(value: &Value) -> Option<Claim> {
    if let Value::Number(number) = value
        && let Some(at) = number.parse().ok().and_then(time::epoch)
    {
        return Some(Claim { at, precision: Precision::Exact, source: ClaimSource::Content });
    }
    let Value::Word(word) = value else { return None };
    let moment = time::find(capped(plain(word), 80))?;
    (moment.range.start == 0).then(|| moment.claim(ClaimSource::Content))
}

/// How it ended by the value of one name.
fn concluded(name: &str, value: &Value) -> Option<Conclusion> {
    match (name, value) {
        ("exitcode" | "exitstatus", Value::Number(code) | Value::Word(code)) => {
            match code.trim().parse::<i64>() {
                Ok(0) => Some(Conclusion::Succeeded),
                Ok(_) => Some(Conclusion::Failed),
                Err(_) => None,
            }
        }
        ("error", Value::Word(word)) => {
            let none =
                matches!(word.to_lowercase().as_str(), "" | "none" | "null" | "no" | "false" | "-" | "n/a");
            (!none).then_some(Conclusion::Failed)
        }
        ("error", Value::Truth(true)) => Some(Conclusion::Failed),
        ("error", _) => None,
        (_, Value::Truth(truth)) => Some(if *truth { Conclusion::Succeeded } else { Conclusion::Failed }),
        (_, Value::Word(word)) => conclusion::told(word),
        _ => None,
    }
}

/// The tag or version at the beginning of a word: `v2025.10.14a`, `1.4.0`, `release-7`; not a bare count, and not a plain word.
fn tag(word: &str) -> Option<&str> {
    let first = plain(word).split_whitespace().next().map(plain)?;
    let first = first.strip_prefix("refs/tags/").unwrap_or(first);
    let digits = first.bytes().filter(u8::is_ascii_digit).count();
    (digits > 0 && digits < first.len()).then_some(first)
}

/// `SEV-2`, `P1`, `2`, `critical`.
#[must_use]
pub fn severity(word: &str) -> Option<u8> {
    const WORDS: [(&str, u8); 8] = [
        ("critical", 1),
        ("high", 2),
        ("major", 2),
        ("medium", 3),
        ("moderate", 3),
        ("low", 4),
        ("minor", 4),
        ("trivial", 5),
    ];
    let lower = plain(word).to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).find(|part| !part.is_empty())?;
    if let Some((_, level)) = WORDS.iter().find(|(name, _)| *name == first) {
        return Some(*level);
    }
    let rest = ["severity", "sev", "priority", "p", "s"]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix))
        .unwrap_or(&lower);
    let rest = rest.trim_start_matches(['-', '_', ' ', ':']);
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|level| (0..10).contains(level))
}

/// Names in a value: a word (several by comma, `;`, `&` or `and`), a group with a name, or a list of these.
fn persons(value: &Value) -> Vec<String> {
    match value {
        Value::Word(word) => {
            let names = word.split([',', ';', '&']).flat_map(|part| part.split(" and ")).map(plain);
            names.filter(|name| is_name(name)).take(20).map(short).collect()
        }
        Value::Group(group) => Fields::of(group)
            .word(&PERSON)
            .map(plain)
            .filter(|name| is_name(name))
            .map(short)
            .into_iter()
            .collect(),
        Value::List(list) => list
            .iter()
            .filter(|node| !matches!(node.value, Value::List(_)))
            .take(20)
            .flat_map(|node| persons(&node.value))
            .collect(),
        _ => Vec::new(),
    }
}

/// A name has letters and is none of the words for nobody.
fn is_name(name: &str) -> bool {
    let nobody = ["none", "n/a", "tbd", "unknown", "nobody", "null", "todo", "yes", "no", "true", "false"];
    name.chars().any(char::is_alphabetic) && !nobody.contains(&name.to_lowercase().as_str())
}

/// The parts: groups and words in lists, and outcomes by name. The parts of parts (the steps of a job) follow them.
fn parts(group: &Group) -> Vec<Part> {
    let mut found = Vec::new();
    let people = |key: &str| PEOPLE.iter().any(|(_, names)| names.contains(&folded(key).as_str()));
    for (_, node) in group.iter().filter(|(key, _)| !people(key)) {
        let within = match &node.value {
            Value::List(list) => list.iter().filter_map(|node| part(node, None)).collect(),
            Value::Group(inner) => by_name(inner),
            _ => Vec::new(),
        };
        found.extend(within);
        if let Value::List(list) = &node.value {
            let inner = list.iter().filter_map(|node| node.value.group()).flatten();
            let inner = inner
                .filter_map(|(_, node)| if let Value::List(list) = &node.value { Some(list) } else { None });
            let steps = inner
                .flatten()
                .filter(|node| node.value.group().is_some())
                .filter_map(|node| part(node, None));
            found.extend(steps.filter(|part| part.conclusion.is_some()).take(MOST_PARTS));
        }
    }
    found.truncate(MOST_PARTS);
    found
}

/// Outcomes by name: `{"lint": "success", "tests": {"status": "passed"}}`. One value that tells none makes it something else.
fn by_name(group: &Group) -> Vec<Part> {
    let all = group.iter().map(|(key, node)| part(node, Some(key)).filter(|part| part.conclusion.is_some()));
    all.collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// One part; its name is `key`, where it has one, else it names itself.
fn part(node: &Node, key: Option<&str>) -> Option<Part> {
    let line = node.line;
    match (&node.value, key) {
        (Value::Group(group), _) => {
            let fields = Fields::of(group);
            let mut used = Vec::new();
            let name = match key {
                Some(key) => short(key),
                None => fields.taken(&PART_NAME, |_| true, &mut used)?,
            };
            let told = used.len();
            let conclusion = fields.outcome(&mut used);
            let by = used.get(told).and_then(|at| group.get(*at)).and_then(|(_, node)| node.value.word());
            let said = by.map(|word| short(plain(word))).unwrap_or_else(|| {
                let rest = fields.rest(&used).into_iter().map(|(name, value)| format!("{name}: {value}"));
                short(&rest.take(8).collect::<Vec<_>>().join(", "))
            });
            Some(Part { name, conclusion, said, line })
        }
        (value, Some(key)) => {
            let word = value.word()?;
            Some(Part { name: short(key), conclusion: concluded(key, value), said: short(plain(word)), line })
        }
        (value, None) => {
            Some(Part { name: short(plain(value.word()?)), conclusion: None, said: String::new(), line })
        }
    }
}

//! SARIF, the format of linters and scanners: runs of tools and their results.

use crate::lexicon::Lexicon;
use crate::model::record::{Conclusion, Part, Record};

use crate::read::text::{commits, time};
use crate::read::value::fields::Fields;
use crate::read::value::source::Source;
use crate::read::value::tree::{Group, Node, Value};

/// Whether a JSON is SARIF.
pub fn is_sarif(source: &Source<'_>) -> bool {
    source.has_keys(&["runs", "version"]) && source.tree().is_some_and(|tree| tree.names_any(&["tool"]))
}

/// A record for each run: an error among its results fails it, warnings and notes do not.
pub fn read(source: &Source<'_>) -> Vec<Record> {
    let Some(log) = source.tree().and_then(|tree| tree.value.group()) else { return Vec::new() };
    let inlined = list(inner(log, "inlineExternalProperties")).iter();
    let is_inlined = inlined.flat_map(|node| node.at("results/*")).next().is_some();
    let runs = groups(log, "runs");
    runs.map(|group| run(group, is_inlined)).collect()
}

fn inner<'g>(group: &'g Group, name: &str) -> Option<&'g Value> {
    group.iter().find(|(key, _)| key == name).map(|(_, node)| &node.value)
}

fn list(value: Option<&Value>) -> &[Node] {
    if let Some(Value::List(list)) = value { list } else { &[] }
}

fn within<'g>(group: &'g Group, name: &str) -> Option<&'g Group> {
    inner(group, name)?.group()
}

fn groups<'g>(group: &'g Group, name: &str) -> impl Iterator<Item = &'g Group> {
    list(inner(group, name)).iter().filter_map(|node| node.value.group())
}

/// How many results of a run are of each level, without those that are suppressed or gone.
#[derive(Default)]
struct Levels {
    errors: usize,
    others: usize,
    /// Results of which nobody decided yet whether they are findings.
    open: usize,
    /// Errors whose rule tells no `security-severity`.
    unrated: usize,
    /// By `security-severity`: 9 and more, and 7 and more.
    critical: usize,
    high: usize,
}

fn word<'g>(group: &'g Group, names: &[&str]) -> Option<&'g str> {
    Fields::of(group).word(names)
}

/// The driver and the extensions of a run's tool, by their index in a result: none is the driver.
fn components(run: &Group) -> Vec<&Group> {
    let tool = within(run, "tool");
    let driver = tool.and_then(|tool| within(tool, "driver"));
    let extensions = tool.map(|tool| list(inner(tool, "extensions"))).unwrap_or_default();
    driver.into_iter().chain(extensions.iter().filter_map(|node| node.value.group())).collect()
}

/// The place among the components of the one that a reference names: by its index among the extensions, its guid or its name.
fn component(reference: &Group, components: &[&Group]) -> Option<usize> {
    let named = within(reference, "toolComponent")?;
    let by_index = word(named, &["index"]).and_then(|index| Some(index.parse::<usize>().ok()? + 1));
    by_index.or_else(|| {
        let is =
            |of: &Group, key: &str| word(named, &[key]).is_some_and(|name| word(of, &[key]) == Some(name));
        components.iter().position(|of| is(of, "guid") || is(of, "name"))
    })
}

/// The rules of a result: by its index in the component that it names, and by its guid or id, of which the ends may stand for parts of a
/// rule. Where these differ the worse one is believed.
fn rules<'g>(result: &Group, components: &[&'g Group]) -> Vec<&'g Group> {
    let reference = within(result, "rule");
    let names = reference.is_some_and(|rule| inner(rule, "toolComponent").is_some());
    let component = reference.and_then(|rule| component(rule, components)).or((!names).then_some(0));
    let rules = |at: usize| list(components.get(at).and_then(|component| inner(component, "rules")));
    let index = word(result, &["ruleindex"]).or_else(|| reference.and_then(|rule| word(rule, &["index"])));
    let by_index = index.and_then(|index| index.parse::<usize>().ok());
    let by_index = by_index.and_then(|at| rules(component?).get(at)?.value.group());
    let all = || (0..components.len()).flat_map(rules).filter_map(|node| node.value.group());
    let named = |key: &str, name: &str| all().find(|rule| word(rule, &[key]) == Some(name));
    let by_guid = || named("guid", word(reference?, &["guid"])?);
    let id = word(result, &["ruleid"]).or_else(|| word(reference?, &["id"]));
    let parents = std::iter::successors(id, |id| Some(id.rsplit_once('/')?.0));
    let by_id = by_guid().or_else(|| parents.filter_map(|id| named("id", id)).next());
    by_index.into_iter().chain(by_id).collect()
}

/// How bad a level is; one that nobody knows is as bad as an error.
fn rank(level: &str) -> usize {
    ["none", "note", "warning"].iter().position(|known| level.eq_ignore_ascii_case(known)).unwrap_or(3)
}

/// The level of what a descriptor is, by its default.
fn usual(descriptor: &Group) -> Option<&str> {
    word(within(descriptor, "defaultConfiguration")?, &["level"])
}

/// How bad a result is: by its own level, else by what the run's configuration or the rule sets; a warning where nothing does.
fn level(result: &Group, rules: &[&Group], overrides: &[&Group]) -> usize {
    let own = word(result, &["level"]).map(rank);
    // A result that passed or does not apply is no finding.
    if own.is_none() && word(result, &["kind"]).is_some_and(|kind| kind != "fail") {
        return 0;
    }
    let id = word(result, &["ruleid"]);
    let of_rule = |key: &str, value: Option<&str>| {
        value.is_some() && rules.iter().any(|rule| word(rule, &[key]) == value)
    };
    let index = word(result, &["ruleindex"]);
    let set = overrides.iter().filter(|one| {
        let Some(named) = within(one, "descriptor") else { return false };
        let told = |key: &str| word(named, &[key]);
        told("id").is_some() && told("id") == id
            || of_rule("id", told("id"))
            || of_rule("guid", told("guid"))
            || told("index").is_some() && told("index") == index
    });
    let set = set.filter_map(|one| word(within(one, "configuration")?, &["level"])).map(rank).max();
    let usual = rules.iter().filter_map(|rule| usual(rule)).map(rank).max();
    own.or(set).or(usual).unwrap_or(rank("warning"))
}

/// Whether a result is set aside: suppressed by nobody's open or refused request, or gone since the baseline.
fn is_set_aside(result: &Group) -> bool {
    let suppressions = list(inner(result, "suppressions"));
    let mut status =
        suppressions.iter().filter_map(|node| Some(word(node.value.group()?, &["status", "state"])));
    let suppressed =
        !suppressions.is_empty() && status.all(|status| status.is_none_or(|it| it == "accepted"));
    suppressed || word(result, &["baselinestate"]) == Some("absent")
}

fn levels(run: &Group, invocations: &[&Group]) -> Levels {
    let components = components(run);
    let overrides = invocations.iter().flat_map(|one| list(inner(one, "ruleConfigurationOverrides")));
    let overrides = overrides.filter_map(|node| node.value.group()).collect::<Vec<_>>();
    let mut levels = Levels::default();
    for result in groups(run, "results") {
        if is_set_aside(result) {
            continue;
        }
        let rules = rules(result, &components);
        let of = |group: &Group| word(within(group, "properties")?, &["securityseverity"])?.parse().ok();
        let own = std::iter::once(result).filter_map(of).next();
        let severity: f64 =
            own.or(rules.iter().filter_map(|rule| of(rule)).reduce(f64::max)).unwrap_or_default();
        levels.open +=
            usize::from(word(result, &["kind"]).is_some_and(|kind| matches!(kind, "open" | "review")));
        match level(result, &rules, &overrides) {
            0 => continue,
            3 => {
                levels.errors += 1;
                levels.unrated += usize::from(severity <= 0.0);
            }
            _ => levels.others += 1,
        }
        levels.critical += usize::from(severity >= 9.0);
        levels.high += usize::from((7.0..9.0).contains(&severity));
    }
    levels
}

/// Whether a tool tells that it could not do its work, for a file or at all, or ended with an error.
fn is_broken(invocation: &Group, notifications: &[&Group]) -> bool {
    let ends = ["exitsignalname", "exitsignalnumber", "processstartfailuremessage"];
    if word(invocation, &["exitcode"]).is_some_and(|code| code != "0") || word(invocation, &ends).is_some() {
        return true;
    }
    let notes = ["toolExecutionNotifications", "toolConfigurationNotifications"].into_iter();
    let mut notes =
        notes.flat_map(|name| list(inner(invocation, name))).filter_map(|note| note.value.group());
    let usual = |note: &Group| {
        let named = within(note, "descriptor")?;
        let at = word(named, &["index"]).and_then(|index| index.parse::<usize>().ok());
        let by_id = || notifications.iter().find(|one| word(one, &["id"]) == word(named, &["id"]));
        usual(at.and_then(|at| notifications.get(at)).or_else(by_id)?)
    };
    notes.any(|note| word(note, &["level"]).or_else(|| usual(note)).is_some_and(|level| rank(level) == 3))
}

/// Whether results stand in other files.
fn has_results_elsewhere(run: &Group) -> bool {
    let elsewhere = within(run, "externalPropertyFileReferences");
    let files = list(elsewhere.and_then(|files| inner(files, "results")));
    files.iter().filter_map(|file| file.value.group()).any(|file| word(file, &["itemcount"]) != Some("0"))
}

fn run(run: &Group, is_inlined: bool) -> Record {
    let driver = inner(run, "tool").and_then(|tool| inner(tool.group()?, "driver")?.group());
    let title = driver.and_then(|driver| Fields::of(driver).word(&["name"])).unwrap_or_default();
    let invocations = groups(run, "invocations").collect::<Vec<_>>();
    let levels = levels(run, &invocations);
    let crashed = invocations.iter().any(|one| word(one, &["executionsuccessful"]) == Some("false"));
    let notifications = driver.map(|driver| list(inner(driver, "notifications"))).unwrap_or_default();
    let notifications = notifications.iter().filter_map(|node| node.value.group()).collect::<Vec<_>>();
    let broken = is_inlined
        || invocations.iter().any(|one| is_broken(one, &notifications))
        || has_results_elsewhere(run);
    let mut ended =
        invocations.iter().filter_map(|one| time::claim(word(one, &["endtimeutc", "starttimeutc"])?));
    let origin = list(inner(run, "versionControlProvenance")).first().and_then(|node| node.value.group());
    let origin = |names: &[&str]| origin.and_then(|group| word(group, names)).map(ToOwned::to_owned);
    let tools = [title, "sarif"].map(ToOwned::to_owned).to_vec();
    let family = Lexicon::built_in().tools.family(&tools);
    let tells = |what: &str| family.is_some_and(|family| family.tells.iter().any(|text| text == what));
    // A leaked secret has no level; a scanner of secrets finds nothing else.
    let leaks = if tells("leaks") { levels.others } else { 0 };
    let conclusion = match () {
        () if crashed || levels.errors + levels.critical + levels.high + leaks > 0 => {
            Some(Conclusion::Failed)
        }
        // What was not scanned has no results; a run without results is one that was not computed.
        () if broken || levels.open > 0 || !matches!(inner(run, "results"), Some(Value::List(_))) => None,
        () => Some(Conclusion::Succeeded),
    };
    let Levels { errors, others, critical, high, unrated, .. } = levels;
    let detail = format!("{errors} errors, {others} other results");
    // A lint counts no vulnerabilities, so that it finds none says nothing of them; nor does an error of which nobody knows how severe it is.
    let is_of_security = tells("vulnerabilities") && unrated == 0;
    let counts = [("errors", errors), ("critical", critical), ("high", high)];
    let counts = counts.iter().take(if is_of_security { counts.len() } else { 1 });
    Record {
        title: title.to_owned(),
        tools,
        claim: ended.next_back(),
        conclusion,
        commit: origin(&["revisionid"]).filter(|id| commits::is_id(id)),
        branch: origin(&["branch"]).map(|name| name.strip_prefix("refs/heads/").unwrap_or(&name).to_owned()),
        parts: vec![Part::new(title, conclusion, detail, 0)],
        fields: counts.map(|(name, count)| ((*name).to_owned(), count.to_string())).collect(),
        ..Record::default()
    }
}

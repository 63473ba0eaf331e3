//! SARIF, the format of linters and scanners: runs of tools and their results.

use crate::lexicon::Lexicon;
use crate::model::record::{Conclusion, Part, Record};
use crate::model::time::ClaimSource;
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
    let runs = source.tree().and_then(|tree| inner(tree.value.group()?, "runs"));
    list(runs).iter().filter_map(|run| run.value.group()).map(run).collect()
}

fn inner<'g>(group: &'g Group, name: &str) -> Option<&'g Value> {
    group.iter().find(|(key, _)| key == name).map(|(_, node)| &node.value)
}

fn list(value: Option<&Value>) -> &[Node] {
    if let Some(Value::List(list)) = value { list } else { &[] }
}

/// How many results of a run are of each level, without those that are suppressed or gone.
#[derive(Default)]
struct Levels {
    errors: usize,
    others: usize,
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
    let tool = inner(run, "tool").and_then(Value::group);
    let driver = tool.and_then(|tool| inner(tool, "driver")?.group());
    let extensions = tool.map(|tool| list(inner(tool, "extensions"))).unwrap_or_default();
    driver.into_iter().chain(extensions.iter().filter_map(|node| node.value.group())).collect()
}

/// The place among the components of the one that a reference names: by its index among the extensions, its guid or its name.
fn component(reference: &Group, components: &[&Group]) -> Option<usize> {
    let named = inner(reference, "toolComponent")?.group()?;
    let by_index = word(named, &["index"]).and_then(|index| Some(index.parse::<usize>().ok()? + 1));
    by_index.or_else(|| {
        let is =
            |of: &Group, key: &str| word(named, &[key]).is_some_and(|name| word(of, &[key]) == Some(name));
        components.iter().position(|of| is(of, "guid") || is(of, "name"))
    })
}

/// The rule of a result: by its index in the component that it names, else by its id, of which the ends may stand for parts of a rule.
fn rule<'g>(result: &Group, components: &[&'g Group]) -> Option<&'g Group> {
    let reference = inner(result, "rule").and_then(Value::group);
    let names = reference.is_some_and(|rule| inner(rule, "toolComponent").is_some());
    let component = reference.and_then(|rule| component(rule, components)).or((!names).then_some(0));
    let rules = |at: usize| list(components.get(at).and_then(|component| inner(component, "rules")));
    let index = word(result, &["ruleindex"]).or_else(|| reference.and_then(|rule| word(rule, &["index"])));
    let by_index = index.and_then(|index| index.parse::<usize>().ok());
    let by_index = by_index.and_then(|at| rules(component?).get(at)?.value.group());
    by_index.or_else(|| {
        let id = word(result, &["ruleid"]).or_else(|| reference.and_then(|rule| word(rule, &["id"])))?;
        let all = (0..components.len()).flat_map(rules).filter_map(|node| node.value.group());
        let all = all.filter_map(|rule| Some((word(rule, &["id"])?, rule))).collect::<Vec<_>>();
        let mut name = id;
        loop {
            if let Some((_, rule)) = all.iter().find(|(known, _)| *known == name) {
                return Some(*rule);
            }
            name = name.rsplit_once('/')?.0;
        }
    })
}

/// The level of a result: its own, else what the run's configuration or the rule sets; `warning` where nothing does.
fn level<'g>(result: &'g Group, rule: Option<&'g Group>, overrides: &[&'g Group]) -> &'g str {
    let own = word(result, &["level"]);
    // A result that passed, is open or does not apply is no finding.
    if own.is_none() && word(result, &["kind"]).is_some_and(|kind| kind != "fail") {
        return "none";
    }
    let id = word(result, &["ruleid"]).or_else(|| rule.and_then(|rule| word(rule, &["id"])));
    let set = overrides.iter().find(|one| {
        let named = inner(one, "descriptor").and_then(Value::group).and_then(|of| word(of, &["id"]));
        named.is_some() && named == id
    });
    let set = set.and_then(|one| word(inner(one, "configuration")?.group()?, &["level"]));
    let usual = rule.and_then(|rule| word(inner(rule, "defaultConfiguration")?.group()?, &["level"]));
    own.or(set).or(usual).unwrap_or("warning")
}

/// Whether a result is set aside: suppressed by nobody's open or refused request, or gone since the baseline.
fn is_set_aside(result: &Group) -> bool {
    let suppressions = list(inner(result, "suppressions"));
    let mut status = suppressions.iter().filter_map(|node| Some(word(node.value.group()?, &["status"])));
    let suppressed =
        !suppressions.is_empty() && status.all(|status| status.is_none_or(|it| it == "accepted"));
    suppressed || word(result, &["baselinestate"]) == Some("absent")
}

fn levels(run: &Group, invocations: &[&Group]) -> Levels {
    let components = components(run);
    let overrides = invocations.iter().flat_map(|one| list(inner(one, "ruleConfigurationOverrides")));
    let overrides = overrides.filter_map(|node| node.value.group()).collect::<Vec<_>>();
    let mut levels = Levels::default();
    for result in list(inner(run, "results")).iter().filter_map(|result| result.value.group()) {
        if is_set_aside(result) {
            continue;
        }
        let rule = rule(result, &components);
        let of =
            |group: &Group| word(inner(group, "properties")?.group()?, &["securityseverity"])?.parse().ok();
        let severity: f64 = of(result).or_else(|| rule.and_then(of)).unwrap_or_default();
        match level(result, rule, &overrides) {
            "none" => continue,
            "error" => {
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
fn is_broken(invocation: &Group) -> bool {
    if word(invocation, &["exitcode"]).is_some_and(|code| code != "0") {
        return true;
    }
    let notes = ["toolExecutionNotifications", "toolConfigurationNotifications"].into_iter();
    let mut notes =
        notes.flat_map(|name| list(inner(invocation, name))).filter_map(|note| note.value.group());
    notes.any(|note| word(note, &["level"]) == Some("error"))
}

/// Whether results stand in other files.
fn has_results_elsewhere(run: &Group) -> bool {
    let elsewhere = inner(run, "externalPropertyFileReferences").and_then(Value::group);
    let files = list(elsewhere.and_then(|files| inner(files, "results")));
    files.iter().filter_map(|file| file.value.group()).any(|file| word(file, &["itemcount"]) != Some("0"))
}

fn run(run: &Group) -> Record {
    let driver = inner(run, "tool").and_then(|tool| inner(tool.group()?, "driver")?.group());
    let title = driver.and_then(|driver| Fields::of(driver).word(&["name"])).unwrap_or_default();
    let invocations =
        list(inner(run, "invocations")).iter().filter_map(|node| node.value.group()).collect::<Vec<_>>();
    let levels = levels(run, &invocations);
    let crashed = invocations.iter().any(|one| word(one, &["executionsuccessful"]) == Some("false"));
    let broken = invocations.iter().any(|one| is_broken(one)) || has_results_elsewhere(run);
    let ended = invocations.iter().filter_map(|one| time::parse(word(one, &["endtimeutc", "starttimeutc"])?));
    let origin = list(inner(run, "versionControlProvenance")).first().and_then(|node| node.value.group());
    let origin = |names: &[&str]| origin.and_then(|group| word(group, names)).map(ToOwned::to_owned);
    let conclusion = match () {
        () if crashed || levels.errors + levels.critical + levels.high > 0 => Some(Conclusion::Failed),
        // What was not scanned has no results; a run without results is one that was not computed.
        () if broken || !matches!(inner(run, "results"), Some(Value::List(_))) => None,
        () => Some(Conclusion::Succeeded),
    };
    let Levels { errors, others, critical, high, unrated } = levels;
    let detail = format!("{errors} errors, {others} other results");
    let tools = [title, "sarif"].map(ToOwned::to_owned).to_vec();
    // A lint counts no vulnerabilities, so that it finds none says nothing of them; nor does an error of which nobody knows how severe it is.
    let family = Lexicon::built_in().tools.family(&tools);
    let is_of_security = family
        .is_some_and(|family| family.tells.iter().any(|text| text == "vulnerabilities"))
        && unrated == 0;
    let counts = [("errors", errors), ("critical", critical), ("high", high)];
    let counts = counts.iter().take(if is_of_security { counts.len() } else { 1 });
    Record {
        title: title.to_owned(),
        tools,
        claim: ended.collect::<Vec<_>>().last().map(|moment| moment.claim(ClaimSource::Content)),
        conclusion,
        commit: origin(&["revisionid"]).filter(|id| commits::is_id(id)),
        branch: origin(&["branch"]).map(|name| name.strip_prefix("refs/heads/").unwrap_or(&name).to_owned()),
        parts: vec![Part { name: title.to_owned(), conclusion, detail, ..Part::default() }],
        fields: counts.map(|(name, count)| ((*name).to_owned(), count.to_string())).collect(),
        ..Record::default()
    }
}

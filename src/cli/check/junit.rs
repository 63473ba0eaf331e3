//! The decision as JUnit XML, valid by the schema of Jenkins, which GitLab and others read too: a suite a section, a case an item.
//!
//! What blocks is a failure. What is waived, or is not proven but need not be, is skipped, so that a report is red only where the gate is.

use super::decision::Decision;
use super::finding::{Finding, Rule};
use super::note::Note;
use crate::assess::result::due::Due;
use crate::assess::result::trigger::Firing;
use crate::assess::result::verdict::Verdict;
use crate::cli::report;
use crate::cli::terminal::{harmless_xml, safe};
use crate::model::time::rfc3339;
use crate::render::{markdown::plain, words, xml::legal};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::collections::BTreeMap;
use std::io;

struct Suite {
    name: String,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    class: String,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    Skipped(String),
    Failed { kind: &'static str, message: String, body: String },
}

type Out = Writer<Vec<u8>>;

/// The whole report.
///
/// # Errors
/// Never: it is written to memory.
pub(super) fn whole(decision: &Decision<'_>) -> io::Result<String> {
    let suites = suites(decision);
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let name = format!("golive {}", safe(report::name(decision.examined, decision.release)));
    let (tests, failures) = suites.iter().map(counts).fold((0, 0), |all, its| (all.0 + its.0, all.1 + its.1));
    writer
        .create_element("testsuites")
        .with_attribute(("name", legal(&name).as_str()))
        .with_attribute(("tests", tests.to_string().as_str()))
        .with_attribute(("failures", failures.to_string().as_str()))
        .with_attribute(("errors", "0"))
        .write_inner_content(|writer| {
            suites.iter().enumerate().try_for_each(|(at, its)| suite(writer, decision, at, its))
        })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    let text = String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(harmless_xml(&text))
}

fn counts(suite: &Suite) -> (usize, usize) {
    let failed = suite.cases.iter().filter(|case| matches!(case.outcome, Outcome::Failed { .. }));
    (suite.cases.len(), failed.count())
}

fn suite(writer: &mut Out, decision: &Decision<'_>, at: usize, suite: &Suite) -> io::Result<()> {
    let (tests, failures) = counts(suite);
    let skipped = suite.cases.iter().filter(|case| matches!(case.outcome, Outcome::Skipped(_))).count();
    let snapshot = decision.examined.dossier.history.snapshots.get(decision.release.snapshot);
    // The format's times have no zone.
    let time =
        snapshot.map(|its| rfc3339(its.time).chars().take("2025-10-12T12:00:00".len()).collect::<String>());
    writer
        .create_element("testsuite")
        .with_attribute(("name", legal(&suite.name).as_str()))
        .with_attribute(("tests", tests.to_string().as_str()))
        .with_attribute(("failures", failures.to_string().as_str()))
        .with_attribute(("errors", "0"))
        .with_attribute(("skipped", skipped.to_string().as_str()))
        .with_attribute(("time", "0"))
        .with_attribute(("timestamp", time.unwrap_or_default().as_str()))
        .with_attribute(("id", at.to_string().as_str()))
        .write_inner_content(|writer| {
            suite.cases.iter().try_for_each(|its| case(writer, its))?;
            // What was found beside the verdicts is no case, and is told once.
            if at == 0 { notes(writer, decision) } else { Ok(()) }
        })?;
    Ok(())
}

fn notes(writer: &mut Out, decision: &Decision<'_>) -> io::Result<()> {
    if decision.notes.is_empty() {
        return Ok(());
    }
    let line = |note: &Note| {
        let place = note.place().map(|place| format!(" (at {place})")).unwrap_or_default();
        format!("{}: {}: {}{place}; see {}", note.severity, note.kind, note.text, note.reproduce)
    };
    let text = decision.notes.iter().map(line).collect::<Vec<_>>().join("\n");
    writer.create_element("system-out").write_text_content(BytesText::new(&legal(&text)))?;
    Ok(())
}

fn case(writer: &mut Out, case: &Case) -> io::Result<()> {
    let (name, class) = (legal(&case.name), legal(&case.class));
    let element = writer
        .create_element("testcase")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("classname", class.as_str()))
        .with_attribute(("time", "0"));
    match &case.outcome {
        Outcome::Passed => element.write_empty()?,
        Outcome::Skipped(message) => element.write_inner_content(|writer| {
            // Jenkins's schema knows no attribute here.
            writer.create_element("skipped").write_text_content(BytesText::new(&legal(message)))?;
            Ok(())
        })?,
        Outcome::Failed { kind, message, body } => element.write_inner_content(|writer| {
            writer
                .create_element("failure")
                .with_attribute(("message", legal(message).as_str()))
                .with_attribute(("type", *kind))
                .write_text_content(BytesText::new(&legal(body)))?;
            Ok(())
        })?,
    };
    Ok(())
}

fn suites(decision: &Decision<'_>) -> Vec<Suite> {
    let found: BTreeMap<&str, &Finding> =
        decision.findings.iter().map(|finding| (finding.id.as_str(), finding)).collect();
    let Some(in_force) = &decision.release.in_force else {
        let cases =
            decision.findings.iter().filter(|finding| finding.rule == Rule::NoChecklist).map(|finding| {
                Case {
                    name: finding.title.clone(),
                    class: "checklist".to_string(),
                    outcome: outcome(finding),
                }
            });
        return vec![Suite { name: "Checklist".to_string(), cases: cases.collect() }];
    };
    let mut suites = Vec::new();
    for (at, section) in in_force.checklist.sections.iter().enumerate() {
        let cases = decision.release.items_of(at).iter().map(|item| {
            let waived = item.deciding().verdict == Verdict::Waived || !item.counts();
            let not_yet = item.due == Due::NotYet;
            let reason =
                || safe(&words::reason(&decision.examined.dossier, decision.release, item, item.deciding()));
            let outcome = match found.get(item.id.as_str()) {
                Some(finding) => outcome(finding),
                None if not_yet => Outcome::Skipped(words::due_word(item.due).to_string()),
                None if waived => Outcome::Skipped(reason()),
                None => Outcome::Passed,
            };
            Case { name: safe(&words::text(decision.release, item)), class: section.slug.clone(), outcome }
        });
        suites.push(Suite { name: safe(&section.title), cases: cases.collect() });
    }
    suites.retain(|suite| !suite.cases.is_empty());
    suites.extend(of_rule(decision, Rule::NearBox, "near-boxes", "Lines that look like boxes"));
    suites.extend(of_rule(decision, Rule::Outcome, "outcome", "Outcome"));
    suites.extend(triggers(decision, &found));
    suites
}

/// The findings of a rule as a suite of their own.
fn of_rule(decision: &Decision<'_>, rule: Rule, class: &str, name: &str) -> Option<Suite> {
    let own = decision.findings.iter().filter(|finding| finding.rule == rule);
    let cases = own.map(|finding| Case {
        name: finding.title.clone(),
        class: class.to_string(),
        outcome: outcome(finding),
    });
    let cases: Vec<Case> = cases.collect();
    (!cases.is_empty()).then(|| Suite { name: name.to_string(), cases })
}

fn triggers(decision: &Decision<'_>, found: &BTreeMap<&str, &Finding>) -> Option<Suite> {
    let release = decision.release;
    let cases = release.triggers.iter().enumerate().map(|(at, trigger)| {
        let told = || safe(&words::trigger(&decision.examined.dossier, release, trigger));
        let outcome = match (&trigger.firing, found.get(format!("trigger-{}", at + 1).as_str())) {
            (_, Some(finding)) => outcome(finding),
            (Firing::Unknown(_), None) => Outcome::Skipped(told()),
            (_, None) => Outcome::Passed,
        };
        Case { name: safe(&plain(&trigger.text)), class: "rollback-triggers".to_string(), outcome }
    });
    let cases: Vec<Case> = cases.collect();
    (!cases.is_empty()).then(|| Suite { name: "Rollback triggers".to_string(), cases })
}

fn outcome(finding: &Finding) -> Outcome {
    if !finding.blocking {
        return Outcome::Skipped(format!("not required; {}: {}", finding.rule.id(), finding.why));
    }
    let mut body = vec![format!("{}: {}", finding.rule.id(), finding.why)];
    body.extend(finding.place().map(|place| format!("at: {place}")));
    body.extend(finding.would_prove.as_ref().map(|text| format!("would prove it: {text}")));
    body.push(format!("see for yourself: {}", finding.reproduce));
    Outcome::Failed { kind: finding.rule.id(), message: finding.why.clone(), body: body.join("\n") }
}

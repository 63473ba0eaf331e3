//! What the suites of a JUnit file add up to, where their totals and their cases contradict each other, and the run that they tell.

use crate::lexicon::Lexicon;
use crate::lexicon::words::Name;
use crate::model::problem::Problem;
use crate::model::record::{Conclusion, Part, Record, folded};
use crate::model::time::Claim;
use crate::read::text::commits;
use crate::read::value::source::Source;
use std::collections::BTreeSet;

/// So many failing cases are named; all are counted.
pub(in crate::read) const MOST_NAMED: usize = 200;

/// One test case, as a person wants to see it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// The names of the suites around it, outermost first.
    pub suite: String,
    /// Its class and name.
    pub name: String,
    /// How it ended.
    pub ended: Ended,
    /// Seconds that it took.
    pub seconds: Option<f64>,
    /// What its failure says, or why it was skipped.
    pub said: String,
    /// Its line.
    pub line: u32,
}

/// How a test case ended, worst first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ended {
    /// By an assertion, or by an error.
    Failed,
    /// It did not run.
    Skipped,
    /// Nothing is said against it.
    #[default]
    Passed,
}

/// What a suite states of itself, or what was counted in it and in those within it.
#[derive(Clone, Copy, Default)]
pub(in crate::read) struct Counts {
    pub(in crate::read) tests: usize,
    pub(in crate::read) failed: usize,
    pub(in crate::read) skipped: usize,
}

#[derive(Default)]
pub(in crate::read) struct Suite {
    pub(in crate::read) name: String,
    pub(in crate::read) line: u32,
    /// The suite around it.
    pub(in crate::read) outer: Option<usize>,
    pub(in crate::read) stated: Counts,
    /// Whether it states how many failed.
    pub(in crate::read) states_failed: bool,
    pub(in crate::read) counted: Counts,
    /// Cases that hold both a failure and a skip.
    pub(in crate::read) either: usize,
    /// Whether something in it was no test: a case without any assertion, a class without tests.
    pub(in crate::read) untested: bool,
}

/// Suites, the file itself first, and the cases in them.
pub(in crate::read) struct Report {
    pub(in crate::read) title: String,
    pub(in crate::read) claim: Option<Claim>,
    pub(in crate::read) fields: Vec<(String, String)>,
    pub(in crate::read) suites: Vec<Suite>,
    pub(in crate::read) cases: Vec<Case>,
    /// How many cases tell how many assertions they made, and how many of these made none.
    pub(in crate::read) assertions: (usize, usize),
}

impl Suite {
    fn part(&self, counts: Counts) -> Part {
        let Counts { tests, failed, skipped } = counts;
        let conclusion = match () {
            () if failed > 0 => Conclusion::Failed,
            () if tests > skipped => Conclusion::Succeeded,
            () => Conclusion::Skipped,
        };
        let detail = format!("{tests} tests, {failed} failed, {skipped} skipped");
        let fields = (skipped > 0).then(|| ("skipped".to_owned(), skipped.to_string())).into_iter().collect();
        Part { fields, ..Part::new(&self.name, Some(conclusion), detail, self.line) }
    }
}

impl Report {
    /// What was counted in each suite alone. A case with a failure and a skip is what the suite's own counts make of it.
    fn own(&self) -> Vec<Counts> {
        let outer = self.suites.iter().filter_map(|suite| suite.outer).collect::<BTreeSet<_>>();
        let own = self.suites.iter().enumerate().map(|(at, suite)| {
            let failed = match suite.states_failed && !outer.contains(&at) {
                true => suite.stated.failed.saturating_sub(suite.counted.failed).min(suite.either),
                false => suite.either,
            };
            let Counts { tests, failed: known, skipped } = suite.counted;
            Counts { tests, failed: known + failed, skipped: skipped + suite.either - failed }
        });
        own.collect()
    }

    /// Suites that state more failures, or more tests, than are counted in them and in those within them.
    fn contradicted(&self) -> Vec<(&Suite, Counts)> {
        let mut all = self.own();
        // A suite stands behind the one around it.
        for (at, suite) in self.suites.iter().enumerate().rev() {
            let Some((inner, slot)) = all.get(at).copied().zip(suite.outer.and_then(|at| all.get_mut(at)))
            else {
                continue;
            };
            slot.tests += inner.tests;
            slot.failed += inner.failed;
        }
        let all = self.suites.iter().zip(all);
        all.filter(|(suite, counted)| {
            suite.stated.failed > counted.failed
                || counted.tests > 0 && suite.stated.tests > counted.tests + suite.stated.skipped
        })
        .collect()
    }

    pub(in crate::read) fn contradictions(&self, source: &Source<'_>) -> Vec<Problem> {
        let told = self.contradicted().into_iter().take(MOST_NAMED).map(|(suite, counted)| {
            let message = format!(
                "this suite states {} tests and {} failed, but its cases are {} and {} failed; the worse counts",
                suite.stated.tests, suite.stated.failed, counted.tests, counted.failed
            );
            Problem::warning(source.line(suite.line), "totals-differ", message)
        });
        told.collect()
    }

    /// The runner, as a suite is called by it; surefire and Gradle are known by how they call their files. Where every case says that
    /// it is no unit test, the runner's name tells nothing.
    fn tools(&self, source: &Source<'_>) -> Vec<String> {
        let tools = &Lexicon::built_in().tools;
        let suites = self.suites.iter().map(|suite| &suite.name);
        let mut names =
            suites.chain([&self.title]).filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>();
        // What ends with `IT` is an integration test, by the names that failsafe looks for.
        let class = source.name().trim_end_matches(".xml");
        if class.starts_with("TEST-") && !class.ends_with("IT") && !class.ends_with("ITCase") {
            names.push("junit".to_owned());
        }
        names.retain(|name| tools.family(std::slice::from_ref(name)).is_some());
        names.dedup();
        let Some(family) = tools.family(&names) else { return names };
        let is_other = self.cases.iter().all(|case| family.is_denied_by(&case.name));
        if is_other { Vec::new() } else { names }
    }

    pub(in crate::read) fn record(self, source: &Source<'_>) -> Record {
        let counts = self.own();
        let contradicted = self.contradicted();
        let is_failed = counts.iter().any(|counts| counts.failed > 0)
            || self.suites.iter().any(|suite| suite.stated.failed > 0 && suite.counted.tests == 0)
            || contradicted.iter().any(|(suite, counted)| suite.stated.failed > counted.failed);
        let is_cut = !contradicted.is_empty() || self.suites.iter().any(|suite| suite.untested);
        let asserts = self.assertions.0 == 0 || self.assertions.1 < self.assertions.0;
        let conclusion = match () {
            () if is_failed => Some(Conclusion::Failed),
            () if !is_cut && asserts && counts.iter().any(|counts| counts.tests > counts.skipped) => {
                Some(Conclusion::Succeeded)
            }
            () => None,
        };
        let suites =
            self.suites.iter().zip(&counts).filter(|(_, counts)| counts.tests > 0 || counts.failed > 0);
        let mut parts = suites.map(|(suite, counts)| suite.part(*counts)).collect::<Vec<_>>();
        let failing = self.cases.iter().filter(|case| case.ended == Ended::Failed).take(MOST_NAMED);
        parts.extend(
            failing.map(|case| Part::new(&case.name, Some(Conclusion::Failed), &case.said, case.line)),
        );
        let named = |names: Name| {
            let hit = self.fields.iter().find(|(name, _)| names.has(&folded(name)));
            hit.map(|(_, value)| value.clone())
        };
        Record {
            tools: self.tools(source),
            title: self.title,
            line: 1,
            claim: self.claim,
            conclusion,
            commit: named(Name::Commit).filter(|id| commits::is_id(id)),
            branch: named(Name::Branch),
            parts,
            fields: self.fields,
            ..Record::default()
        }
    }
}

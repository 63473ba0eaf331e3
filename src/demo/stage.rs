//! Where a release of the sample is played: what the team holds between its commits.

use super::{
    calendar::Date,
    cast::Actor,
    checklist::{self, Board},
    error::DemoError,
    evidence::{Check, Entry, Journal, Record, check, check_file, json_record, smoke_log, text_record},
    moment::{MINUTE, Moment},
    script::{Probe, Script},
    seed::Chance,
    store::{Draft, Store},
};
use git2::Oid;
use serde_json::Value;
use std::collections::BTreeMap;

const TEAMS: [&str; 5] = ["product", "deployment", "reliability", "support", "qa"];
const STAGING: &str = "https://staging.desk.harbor.example.invalid/app";
const PRODUCTION: &str = "https://desk.harbor.example.invalid/app";

/// What lasts from release to release.
pub struct Stage {
    /// The repository.
    pub store: Store,
    /// The newest file of each team's log.
    pub journals: BTreeMap<&'static str, Journal>,
    /// The checklist as it stands.
    pub board: Board,
    /// The newest report of the hands-on pass: its path and its bytes.
    pub hands_on: Option<(String, Vec<u8>)>,
    /// The commit of the newest release.
    pub released: Option<Oid>,
    /// The commit of the release before: where a rollback leads.
    pub good: Option<Oid>,
}

impl Stage {
    /// A stage on which nothing has been played.
    pub fn new(store: Store, dense: bool) -> Self {
        let journals = TEAMS.into_iter().map(|team| (team, Journal::new(team, dense))).collect();
        Self { store, journals, board: Board::default(), hands_on: None, released: None, good: None }
    }

    /// Commits the checklist as it stands.
    ///
    /// # Errors
    /// git or the disk refuses.
    pub fn commit_board(&mut self, who: &Actor, at: Moment, message: &str) -> Result<(), DemoError> {
        let mut draft = Draft::default();
        draft.put(checklist::PATH, self.board.document());
        self.store.commit(who, at, message, draft)?;
        Ok(())
    }

    /// Adds an entry to a team's log.
    pub fn note(&mut self, draft: &mut Draft, team: &str, entry: Entry<'_>) {
        if let Some(journal) = self.journals.get_mut(team) {
            draft.add(journal.write(entry));
        }
    }
}

/// One release while it is played: its date, its script, its numbers.
pub struct Scene<'a> {
    /// When it is, and what it is called.
    pub date: &'a Date,
    /// What happens.
    pub script: &'a Script,
    /// Its numbers.
    pub chance: Chance,
}

impl Scene<'_> {
    /// Where a record of this release goes.
    pub fn place<'r>(&'r self, folder: &'r str, name: &'r str, at: Moment, by: &'r Actor) -> Record<'r> {
        Record { folder, name, at, by, release: &self.date.tag }
    }

    /// Drafts a JSON record, and gives its path.
    ///
    /// # Errors
    /// Never for the values that the demo makes.
    pub fn json(
        &self,
        draft: &mut Draft,
        (folder, name): (&str, &str),
        at: Moment,
        by: &Actor,
        facts: Value,
    ) -> Result<String, DemoError> {
        Ok(draft.add(json_record(self.place(folder, name, at, by), facts)?))
    }

    /// Drafts a text record; its name tells its ending. Gives its path.
    pub fn text(
        &self,
        draft: &mut Draft,
        (folder, name): (&str, &str),
        at: Moment,
        by: &Actor,
        (title, lines): (&str, &[&str]),
    ) -> String {
        let (name, ending) = name.split_once('.').unwrap_or((name, "txt"));
        draft.add(text_record(self.place(folder, name, at, by), ending, title, lines))
    }

    /// A check of the staging desk with mocked data, budget 300 ms.
    pub fn mock(&mut self, at: Moment, probe: Probe) -> Check {
        check(at, &format!("{STAGING}?mock=1"), 300, probe, &mut self.chance)
    }

    /// A check of the staging desk with live data, budget 800 ms.
    pub fn live(&mut self, at: Moment, probe: Probe) -> Check {
        check(at, &format!("{STAGING}?mock=0"), 800, probe, &mut self.chance)
    }

    /// A check of the production desk, budget 800 ms.
    pub fn production(&mut self, at: Moment, probe: Probe) -> Check {
        check(at, &format!("{PRODUCTION}?mock=0"), 800, probe, &mut self.chance)
    }

    /// Drafts a smoke log and the file of each of its checks; gives the log's path.
    ///
    /// # Errors
    /// Never for the numbers that the demo makes.
    pub fn smoke(
        &self,
        draft: &mut Draft,
        stage: &str,
        at: Moment,
        checks: &[Check],
    ) -> Result<String, DemoError> {
        for check in checks {
            draft.add(check_file(check)?);
        }
        Ok(draft.add(smoke_log(stage, at, checks)))
    }

    /// A little before a moment: when the thing was done that is committed then.
    pub fn just_before(at: Moment, minutes: i64) -> Moment {
        at.minus(minutes * MINUTE)
    }
}

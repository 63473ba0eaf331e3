//! What the team does before the tag: evidence first, then the boxes.

use super::{
    cast::{ENGINEER, MANAGER, PRODUCT, QA, QA_EAST, RELIABILITY},
    checklist::{Board, PEOPLE, SYSTEMS},
    error::DemoError,
    evidence::{
        Entry, FormFactor, Run, app, ci_run, day_record, env_matrix, flag_plan, report, screenshot,
        secret_rotation, staging_log, text_record,
    },
    moment::{DAY, HOUR, Moment},
    script::{HandsOn, Probe},
    stage::{Scene, Stage},
    store::Draft,
};
use serde_json::json;

/// The release (from 0) with which the team took a new major version of Lighthouse.
const NEW_LIGHTHOUSE: usize = 8;

const CHANGES: [&str; 8] = [
    "Group orders of one table",
    "Show the waiting time on the order board",
    "Keep a refund open until the till confirms it",
    "Print the allergen line first",
    "Load the board from the cache when the network is slow",
    "Let clerks search by the last four digits",
    "Warn when a kitchen printer is silent",
    "Round tips as the till does",
];

impl Scene<'_> {
    /// All of the preparation, in its order.
    ///
    /// # Errors
    /// git or the disk refuses.
    pub fn prepare(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        self.open_checklist(stage)?;
        self.build(stage)?;
        self.look_at_it(stage)?;
        self.secure(stage)?;
        self.measure(stage)?;
        self.agree(stage)?;
        self.tick(stage)
    }

    fn open_checklist(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let at = self.date.before(96);
        stage.board = Board::fresh(at);
        for (key, words) in &self.script.words {
            stage.board.reword(key, words);
        }
        let mut draft = Draft::default();
        draft.put(super::checklist::PATH, stage.board.document());
        let planned = Self::just_before(at, 9);
        draft.add(flag_plan(self.place("flags", "flag-plan", planned, &PRODUCT)));
        stage.store.commit(&PRODUCT, at, &format!("Open the checklist for {}", self.date.tag), draft)?;

        let change = CHANGES.iter().copied().cycle().nth(self.date.index % CHANGES.len()).unwrap_or_default();
        let mut draft = Draft::default();
        let (path, bytes) = app(&self.date.tag, change);
        draft.put(path, bytes);
        stage.store.commit(&ENGINEER, self.date.before(90), change, draft)?;
        Ok(())
    }

    fn build(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let at = self.date.before(82);
        let commit = stage.store.head().to_string();
        let mut draft = Draft::default();
        let mut chance = self.chance.clone();
        let place = self.place("ci", "ci-run", Self::just_before(at, 14), &ENGINEER);
        for part in ci_run(place, self.script.ci, &commit, &mut chance)? {
            draft.add(part);
        }
        draft.add(staging_log(Self::just_before(at, 8), &commit, self.script.garbled_log, &mut chance));
        self.chance = chance;
        stage.store.commit(&ENGINEER, at, "Record the CI run and the staging deploy", draft)?;
        Ok(())
    }

    fn look_at_it(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let at = self.date.before(78);
        let mut draft = Draft::default();
        let steps = [
            "order with three lines placed",
            "kitchen ticket printed",
            "paid by card",
            "refunded in part",
            "dry run complete",
        ];
        self.text(
            &mut draft,
            ("qa/staging/full-order", "dry-run.log"),
            Self::just_before(at, 11),
            &QA,
            ("dry run", &steps),
        );
        let claimed = if self.script.hands_on == HandsOn::PostDated {
            self.date.before(5)
        } else {
            Self::just_before(at, 6)
        };
        let seen = self.seen();
        let points: Vec<&str> = seen.iter().map(String::as_str).collect();
        let by = if self.script.hands_on == HandsOn::EastOfUtc { &QA_EAST } else { &QA };
        let place = self.place("qa", "manual-qa", claimed, by);
        let (path, mut bytes) = if self.script.hands_on == HandsOn::EastOfUtc {
            day_record(place, "Manual QA", &points)
        } else {
            text_record(place, "md", "Manual QA", &points)
        };
        if let (HandsOn::Reused, Some((_, old))) = (self.script.hands_on, &stage.hands_on) {
            bytes.clone_from(old);
        }
        stage.hands_on = Some((path.clone(), bytes.clone()));
        draft.put(path, bytes);
        if self.script.makes("screens") {
            draft.add(screenshot(Self::just_before(at, 3), &mut self.chance));
        }
        stage.store.commit(by, at, "Try the release on staging", draft)?;
        Ok(())
    }

    fn seen(&mut self) -> Vec<String> {
        let orders = self.chance.between(18, 60);
        let refunds = self.chance.between(2, 9);
        let refund = if self.script.hands_on == HandsOn::Failing {
            format!("[ ] Refund screen: {refunds} refunds, one total differs from the till: failed")
        } else {
            format!("[x] Refund screen: {refunds} refunds, totals agree with the till")
        };
        vec![
            format!("[x] Board: {orders} orders, all shown, sorted by waiting time"),
            "[x] Order screen: add, change and cancel a line".to_owned(),
            refund,
        ]
    }

    fn secure(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let at = self.date.before(45);
        let mut draft = Draft::default();
        if !self.script.backup_late {
            self.backup(&mut draft)?;
        }
        let rows = self.chance.between(40_000, 90_000);
        let by = &RELIABILITY;
        let ago = |minutes| Self::just_before(at, minutes);
        self.json(
            &mut draft,
            ("backup", "ledger-export"),
            ago(19),
            by,
            json!({"kind": "export", "tables": [{"name": "order_ledger", "rows": rows, "bytes": rows * 118}], "stored": "off site"}),
        )?;
        let drill = json!({"kind": "restore drill", "result": "passed", "seconds": 610 + rows % 97, "rowsCompared": rows, "rowsDifferent": 0});
        self.json(&mut draft, ("drills", "restore-drill"), ago(17), by, drill)?;
        self.configuration(&mut draft, at)?;
        let (reviewed, expires) = if self.script.rotation_expired {
            (self.date.at.minus(33 * DAY), self.date.at.minus(3 * DAY))
        } else {
            (at, at.plus(45 * DAY))
        };
        let (path, bytes) = secret_rotation(reviewed, expires, self.script.spoils("rotation"));
        draft.put(path, bytes);
        let (path, bytes) = env_matrix(at, self.script.spoils("matrix"));
        draft.put(path, bytes);
        stage.store.commit(by, at, "Back up, rehearse the restore, check the configuration", draft)?;
        Ok(())
    }

    /// What is set where: secrets by name, addresses, reviewers, and what answers.
    fn configuration(&self, draft: &mut Draft, at: Moment) -> Result<(), DemoError> {
        let by = &RELIABILITY;
        let ago = |minutes| Self::just_before(at, minutes);
        let token = if self.script.spoils("secrets") { "requested" } else { "provisioned" };
        let secrets = json!({"environment": "production", "secrets": [
            {"name": "DESK_DATABASE_URL", "status": "provisioned"}, {"name": "PAYMENTS_API_KEY", "status": "provisioned"},
            {"name": "SUPPORT_INBOX_TOKEN", "status": token}]});
        self.json(draft, ("secrets", "vault-check"), ago(15), by, secrets)?;
        let desk = "https://desk.harbor.example.invalid";
        let back = if self.script.spoils("urls") { "http://localhost:3000" } else { desk };
        let urls = json!({"PRODUCTION_APP_URL": desk, "app": format!("{desk}/app"), "redirects": [format!("{back}/auth/back")]});
        self.json(draft, ("config", "url-check"), ago(13), by, urls)?;
        let reviewers =
            if self.script.spoils("reviewers") { vec!["manager"] } else { vec!["manager", "reliability"] };
        let environment = json!({"environment": "production", "requiredReviewers": reviewers});
        self.json(draft, ("config", "environment"), ago(11), by, environment)?;
        let board = if self.script.spoils("reach") { 503 } else { 200 };
        let reach = json!({"budgetMs": 800, "endpoints": [
            {"name": "metrics", "url": "https://metrics.harbor.example.invalid/health", "status": 200, "ms": 212},
            {"name": "order board", "url": format!("{desk}/health"), "status": board, "ms": 304}]});
        self.json(draft, ("monitoring", "reachability"), ago(9), by, reach)?;
        Ok(())
    }

    /// The backup of this release; when it is committed is another question.
    ///
    /// # Errors
    /// Never for the values that the demo makes.
    pub fn backup(&mut self, draft: &mut Draft) -> Result<String, DemoError> {
        let at = Self::just_before(self.date.before(45), 25);
        let bytes = self.chance.between(700_000_000, 900_000_000);
        let bytes = if self.script.backup_empty { 0 } else { bytes };
        let facts = json!({"kind": "backup", "environment": "production", "database": "desk-production", "bytes": bytes, "sha256": self.chance.hex(64)});
        self.json(draft, ("backup", "backup-manifest"), at, &RELIABILITY, facts)
    }

    fn measure(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let at = self.date.before(25);
        let mut draft = Draft::default();
        let fetched = Self::just_before(at, 12).minus(self.script.lighthouse_age * HOUR);
        self.lighthouse(&mut draft, fetched)?;
        let start = Self::just_before(at, 7);
        let (mock, live) = self.script.staging;
        let checks = if self.script.smoke_told {
            vec![
                self.mock(start.plus(4), Probe::Good),
                self.live(start.plus(61), Probe::Good),
                self.mock(start.plus(122), mock),
                self.live(start.plus(183), live),
            ]
        } else {
            Vec::new()
        };
        self.smoke(&mut draft, "staging", start, &checks)?;
        stage.store.commit(&ENGINEER, at, "Measure staging: Lighthouse and smoke", draft)?;
        Ok(())
    }

    /// A report of each run: those that came before, then the telephone's and the desk machine's.
    fn lighthouse(&mut self, draft: &mut Draft, at: Moment) -> Result<(), DemoError> {
        let version = if self.date.index < NEW_LIGHTHOUSE { "12.8.2" } else { "13.0.1" };
        let (mobile, desktop) = self.script.scores;
        let earlier = self.script.earlier_runs.clone();
        let before = i64::try_from(earlier.len()).unwrap_or_default() * 40;
        let mut runs =
            earlier.into_iter().map(|(score, broke)| (FormFactor::Mobile, score, broke)).collect::<Vec<_>>();
        runs.push((FormFactor::Mobile, mobile, false));
        let mut at = at.minus(before);
        for (form, score, broke) in runs {
            draft.add(report(Run { at, form, score, version, broke }, &mut self.chance)?);
            at = at.plus(40);
        }
        let run = Run { at: at.plus(55), form: FormFactor::Desktop, score: desktop, version, broke: false };
        draft.add(report(run, &mut self.chance)?);
        Ok(())
    }

    fn agree(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let at = self.date.before(15);
        let (tag, mut draft, mut cites) = (self.date.tag.clone(), Draft::default(), Vec::new());
        if self.script.makes("briefing") {
            let to = if self.script.briefing_short { "To: support" } else { "To: support, marketing" };
            let lines = [
                to,
                "Window: as in the calendar",
                "Whom to call: Bo Tran",
                "Mail to customers waits for the all-clear",
            ];
            cites.push(self.text(
                &mut draft,
                ("briefing", "release-briefing.md"),
                Self::just_before(at, 8),
                &PRODUCT,
                ("Briefing", &lines),
            ));
        }
        if self.script.makes("notes") {
            let lines = [
                "What changed for clerks",
                "What did not change",
                "Second reader: Elif Demir",
                "Outcome: approved",
            ];
            cites.push(self.text(
                &mut draft,
                ("notes", "release-notes.md"),
                Self::just_before(at, 5),
                &PRODUCT,
                ("Release notes", &lines),
            ));
        }
        let title = format!("Sign-off for {tag}");
        let target = format!("Target date/time: {}", self.date.at.rfc3339());
        let points = ["Scope: as on the board", target.as_str(), "Approved by product"];
        let entry = Entry {
            at: Self::just_before(at, 2),
            by: &PRODUCT,
            title: &title,
            points: &points,
            cites: &cites,
        };
        stage.note(&mut draft, "product", entry);
        let cites: Vec<String> = stage.hands_on.iter().map(|(path, _)| path.clone()).collect();
        let split = ["No blocker found", "Tried with `FEATURE_SPLIT_TIP` turned on"];
        let entry = Entry {
            at: Self::just_before(at, 1),
            by: &QA,
            title: &format!("Hands-on pass for {tag}"),
            points: if self.script.spoils("flags") { &split } else { &["No blocker found"] },
            cites: &cites,
        };
        stage.note(&mut draft, "qa", entry);
        stage.store.commit(&PRODUCT, at, &format!("Sign off {tag}"), draft)?;
        Ok(())
    }

    fn tick(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let tag = &self.date.tag;
        stage.board.tick(SYSTEMS.into_iter().filter(|key| self.script.ticks(key)));
        stage.commit_board(
            &RELIABILITY,
            self.date.before(10),
            &format!("Tick backup and configuration for {tag}"),
        )?;
        stage.board.tick(PEOPLE.into_iter().filter(|key| self.script.ticks(key)));
        for (key, reason) in &self.script.waived {
            stage.board.waive(key, *reason);
        }
        stage.commit_board(
            &MANAGER,
            self.date.before(6),
            &format!("Tick preconditions and evidence for {tag}"),
        )?;
        if let Some((key, words)) = self.script.reworded {
            stage.board.reword(key, words);
            stage.commit_board(&ENGINEER, self.date.before(3), "Clarify the wording of the checklist")?;
        }
        Ok(())
    }
}

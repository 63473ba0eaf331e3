//! What the team does from the tag on: deploy, look, go back if need be, close.

use super::{
    cast::{ENGINEER, MANAGER, PRODUCT, QA, RELIABILITY},
    checklist::{CLOSE, VERIFY},
    error::DemoError,
    evidence::{Entry, check, production_deploy, production_log},
    moment::MINUTE,
    script::{HandsOn, Probe},
    stage::{Scene, Stage},
    store::Draft,
};
use serde_json::json;

impl Scene<'_> {
    /// The tag and all that follows it.
    ///
    /// # Errors
    /// git or the disk refuses.
    pub fn conclude(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        self.tag(stage)?;
        self.deploy(stage)?;
        self.verify(stage)?;
        if self.script.rollback {
            self.go_back(stage)?;
        }
        self.repair(stage)?;
        self.close(stage)?;
        if self.script.hands_on == HandsOn::EditedLater {
            self.rewrite(stage)?;
        }
        Ok(())
    }

    fn tag(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let (tag, at) = (&self.date.tag, self.date.at);
        if self.script.lightweight {
            // A lightweight tag has the time of its commit, so one is made at the right moment.
            stage.commit_board(&MANAGER, at, &format!("Release {tag}"))?;
            stage.store.label(tag);
        } else {
            let message =
                format!("Harbor order desk {tag}\n\nApproved by {} and {}.", MANAGER.name, RELIABILITY.name);
            stage.store.tag(tag, &MANAGER, at, &message)?;
        }
        if let Some((name, annotated)) = self.script.aside {
            let name = format!("{name}-{}", at.day());
            if annotated {
                stage.store.tag(&name, &PRODUCT, at.plus(MINUTE), "What we showed the shops")?;
            } else {
                stage.store.label(&name);
            }
        }
        stage.good = stage.released.replace(stage.store.head());
        Ok(())
    }

    fn deploy(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let at = self.date.after(12);
        let mut draft = Draft::default();
        let commit = stage.store.head().to_string();
        let place = self.place("deploy", "production-deploy", self.date.after(3), &ENGINEER);
        draft.add(production_deploy(place, &commit, "release")?);
        draft.add(production_log(self.date.after(3), &self.date.tag));
        let start = self.date.after(6);
        let (first, second) = self.script.production;
        let checks = [self.production(start.plus(3), first), self.production(start.plus(123), second)];
        self.smoke(&mut draft, "production", start, &checks)?;
        stage.store.commit(&ENGINEER, at, &format!("Deploy {} to production", self.date.tag), draft)?;
        Ok(())
    }

    fn verify(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let at = self.date.after(24);
        let mut draft = Draft::default();
        let ago = |minutes| Self::just_before(at, minutes);
        self.text(
            &mut draft,
            ("verify", "console.log"),
            ago(9),
            &QA,
            ("console", &["Chromium: 0 errors", "Firefox: 0 errors"]),
        );
        self.text(
            &mut draft,
            ("verify", "login.md"),
            ago(8),
            &QA,
            ("Login", &["clerk account works", "today's orders are shown"]),
        );
        self.text(
            &mut draft,
            ("verify", "inbox.log"),
            ago(7),
            &QA,
            ("inbox", &["test escalation arrived after 4 s"]),
        );
        let rows = format!("{} new rows in the last 5 minutes", self.chance.between(12, 70));
        self.text(&mut draft, ("verify", "ledger.log"), ago(6), &RELIABILITY, ("ledger", &[&rows]));
        let analytics = check(
            ago(5),
            "https://metrics.harbor.example.invalid/collect",
            800,
            Probe::Good,
            &mut self.chance,
        );
        draft.add(analytics.named("verify", "analytics")?);
        let target = json!({"goBackTo": self.date.previous.as_deref()});
        self.json(&mut draft, ("verify", "rollback-target"), ago(4), &RELIABILITY, target)?;
        stage.board.tick(VERIFY.into_iter().filter(|key| self.script.ticks(key)));
        draft.put(super::checklist::PATH, stage.board.document());
        stage.store.commit(&QA, at, &format!("Verify {} in production", self.date.tag), draft)?;
        Ok(())
    }

    fn go_back(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let at = self.date.after(40);
        let mut draft = Draft::default();
        let previous = self.date.previous.clone().unwrap_or_else(|| self.date.tag.clone());
        let mut place = self.place("deploy", "production-deploy", self.date.after(30), &RELIABILITY);
        place.release = &previous;
        let commit = stage.good.unwrap_or_else(|| stage.store.head()).to_string();
        let mut cites = vec![draft.add(production_deploy(
            place,
            &commit,
            "rollback: live budget exceeded twice in a row",
        )?)];
        let start = self.date.after(34);
        let checks = [self.production(start.plus(3), Probe::Good)];
        cites.push(self.smoke(&mut draft, "production", start, &checks)?);
        let lines = [
            "SEV-3: the board answers too slowly",
            "two synthetic checks over 800 ms in a row",
            "no order was lost",
            "taken back within the hour",
        ];
        cites.push(self.text(
            &mut draft,
            ("incidents", "incident.md"),
            self.date.after(36),
            &RELIABILITY,
            ("Incident", &lines),
        ));
        let title = format!("Rollback of {} to {previous}", self.date.tag);
        let points = [
            "Reason: synthetic check exceeded the live budget twice in a row",
            "Next: fix the board query, release again today",
        ];
        let entry = Entry {
            at: self.date.after(37),
            by: &RELIABILITY,
            title: &title,
            points: &points,
            cites: &cites,
        };
        stage.note(&mut draft, "deployment", entry);
        let entry = Entry {
            at: self.date.after(38),
            by: &RELIABILITY,
            title: "Postmortem opened",
            points: &["Owner: Bo Tran"],
            cites: &cites,
        };
        stage.note(&mut draft, "reliability", entry);
        stage.store.commit(&RELIABILITY, at, &title, draft)?;
        Ok(())
    }

    /// What should have been done before the tag.
    fn repair(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        if self.script.backup_late {
            let mut draft = Draft::default();
            self.backup(&mut draft)?;
            stage.store.commit(
                &RELIABILITY,
                self.date.after(50),
                "Add the backup manifest that was missing",
                draft,
            )?;
        }
        if !self.script.late.is_empty() {
            stage.board.tick(self.script.late.iter().copied());
            stage.commit_board(&MANAGER, self.date.after(55), "Tick what was forgotten")?;
        }
        Ok(())
    }

    fn close(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let (at, tag) = (self.date.after(80), self.date.tag.clone());
        let mut draft = Draft::default();
        let mut cites = Vec::new();
        if self.script.makes("dashboards") {
            let quiet = json!({"dashboards": ["latency", "orders", "payments"], "alerts": 0, "minutesAfterRelease": 60});
            cites.push(self.json(
                &mut draft,
                ("verify", "dashboards"),
                self.date.after(72),
                &RELIABILITY,
                quiet,
            )?);
        }
        let lines = ["evidence read together", "tagged and deployed", "verified", "closed"];
        cites.push(self.text(
            &mut draft,
            ("records", "run-log.md"),
            self.date.after(74),
            &MANAGER,
            ("Run log", &lines),
        ));
        let title = format!("Summary of {tag}");
        let points = ["Approvals: Ada Lindgren (manager), Bo Tran (reliability)"];
        let entry =
            Entry { at: self.date.after(76), by: &MANAGER, title: &title, points: &points, cites: &cites };
        stage.note(&mut draft, "deployment", entry);
        let told = format!("Told about {tag}");
        let entry = Entry {
            at: self.date.after(77),
            by: &PRODUCT,
            title: &told,
            points: &["Support and marketing have the all-clear"],
            cites: &[],
        };
        stage.note(&mut draft, "support", entry);
        stage.board.tick(CLOSE.into_iter().filter(|key| self.script.ticks(key)));
        draft.put(super::checklist::PATH, stage.board.document());
        stage.store.commit(&MANAGER, at, &format!("Close {tag}"), draft)?;
        Ok(())
    }

    /// Evidence is made to look better than it was.
    fn rewrite(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let Some((path, bytes)) = &mut stage.hands_on else { return Ok(()) };
        bytes.extend_from_slice(b"- Refund screen tried once more, now with split payments\n");
        let mut draft = Draft::default();
        draft.put(path.clone(), bytes.clone());
        stage.store.commit(&QA, self.date.after(95), "Complete the report of the hands-on pass", draft)?;
        Ok(())
    }
}

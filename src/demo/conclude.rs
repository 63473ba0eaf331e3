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

const ANALYTICS: &str = "https://metrics.harbor.example.invalid/collect";

/// A check that keeps its newest answer alone writes it here.
const ANALYTICS_FILE: &str = "artifacts/verify/endpoint/analytics-newest.json";

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
        if self.script.promoted {
            let candidate = format!("{tag}-rc.1");
            stage.store.tag(&candidate, &ENGINEER, at.minus(20 * MINUTE), "To be looked at")?;
        }
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
        draft.add(production_deploy(place, &commit, "release", self.script.approved_alone)?);
        self.announce(&mut draft)?;
        draft.add(production_log(self.date.after(3), &self.date.tag));
        let start = self.date.after(6);
        let (first, second) = self.script.production;
        let checks = [self.production(start.plus(3), first), self.production(start.plus(123), second)];
        self.smoke(&mut draft, "production", start, &checks)?;
        if self.script.analytics_overwritten {
            let slow =
                check(Self::just_before(at, 2), ANALYTICS, 800, Probe::Slow(1420, false), &mut self.chance);
            draft.add(slow.newest(ANALYTICS_FILE)?);
        }
        stage.store.commit(&ENGINEER, at, &format!("Deploy {} to production", self.date.tag), draft)?;
        Ok(())
    }

    fn verify(&mut self, stage: &mut Stage) -> Result<(), DemoError> {
        let at = self.date.after(24);
        let mut draft = Draft::default();
        let ago = |minutes| Self::just_before(at, minutes);
        let (chrome, firefox) = (json!([]), json!([]));
        let broken = json!([{"type": "error", "text": "TypeError: order.total is undefined", "location": "board.js:88"}]);
        let consoles = json!({
            "page": "order desk",
            "browsers": [
                {"browser": "chromium", "console": [{"type": "info", "text": "desk ready"}], "errors": chrome},
                {"browser": "firefox", "console": [{"type": "info", "text": "desk ready"}], "errors": if self.script.console_error { broken } else { firefox }},
            ],
        });
        self.json(&mut draft, ("verify", "console"), ago(9), &QA, consoles)?;
        let login = ["Outcome: passed", "clerk account works", "today's orders are shown"];
        self.text(
            &mut draft,
            ("verify", "login.md"),
            ago(8),
            &QA,
            ("Clerk can log in and sees today's orders", &login),
        );
        let inbox =
            json!({"check": "Support inbox takes in a test escalation", "seconds": 4, "outcome": "passed"});
        self.json(&mut draft, ("verify", "inbox"), ago(7), &QA, inbox)?;
        let mut row = |minutes: i64| {
            let order = self.chance.between(4000, 9000);
            json!({"order_id": order, "created_at": ago(minutes).iso(), "amount": self.chance.between(5, 900)})
        };
        let rows = json!({"table": "order_ledger", "rows": [row(9), row(8), row(8), row(7), row(6)]});
        self.json(&mut draft, ("verify", "ledger"), ago(6), &RELIABILITY, rows)?;
        let analytics = check(ago(5), ANALYTICS, 800, Probe::Good, &mut self.chance);
        draft.add(if self.script.analytics_overwritten {
            analytics.newest(ANALYTICS_FILE)?
        } else {
            analytics.named("verify/endpoint", "analytics")?
        });
        let target = json!({"goBackTo": self.date.previous.as_deref().unwrap_or("none: this is the first"), "named_by": RELIABILITY.name, "outcome": "confirmed"});
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
            false,
        )?)];
        let start = self.date.after(34);
        let checks = [self.production(start.plus(3), Probe::Good)];
        cites.push(self.smoke(&mut draft, "production", start, &checks)?);
        cites.extend(self.tell_of_the_incident(&mut draft, &previous)?);
        let title = format!("Rollback of {} to {previous}", self.date.tag);
        let told = format!("Told #harbor-releases and all stakeholders at {}", self.date.after(37).rfc3339());
        let begun = format!(
            "Timeline: deployed {}, slow {}, taken back {}",
            self.date.after(3).rfc3339(),
            start.rfc3339(),
            self.date.after(30).rfc3339()
        );
        let points = [
            "Reason: synthetic check exceeded the live budget twice in a row",
            "Next steps: fix the board query, release again today",
            told.as_str(),
            begun.as_str(),
        ];
        let entry = Entry {
            at: self.date.after(37),
            by: &RELIABILITY,
            title: &title,
            points: &points,
            cites: &cites,
        };
        stage.note(&mut draft, "deployment", entry);
        if self.script.makes("postmortem") {
            let entry = Entry {
                at: self.date.after(38),
                by: &RELIABILITY,
                title: "Postmortem opened",
                points: &["Owner: Bo Tran"],
                cites: &cites,
            };
            stage.note(&mut draft, "reliability", entry);
        }
        stage.store.commit(&RELIABILITY, at, &title, draft)?;
        Ok(())
    }

    /// That the release has begun, in the channel of the team.
    fn announce(&mut self, draft: &mut Draft) -> Result<(), DemoError> {
        let text = json!({
            "kind": "announcement",
            "channel": "#harbor-releases",
            "text": format!("Release {} has begun", self.date.tag),
            "eta": format!("done by {}", self.date.after(20).rfc3339()),
            "workflowRun": "https://ci.harbor.example.invalid/runs/deploy-production",
            "status": "sent",
        });
        self.json(draft, ("announcements", "start"), self.date.after(2), &MANAGER, text)?;
        Ok(())
    }

    /// The records of an incident: what broke, how it was taken back, and what was learned. Gives their paths.
    fn tell_of_the_incident(&self, draft: &mut Draft, previous: &str) -> Result<Vec<String>, DemoError> {
        let incident = json!({
            "kind": "incident",
            "severity": "SEV-2",
            "title": "The board answers too slowly",
            "startedAt": self.date.after(9).iso(),
            "resolvedAt": self.date.after(30).iso(),
            "status": "resolved",
        });
        let rollback = json!({
            "kind": "rollback",
            "from": self.date.tag,
            "to": previous,
            "reason": "two synthetic checks over 800 ms in a row",
            "status": "success",
        });
        let lines = [
            "Severity: SEV-2",
            "Owner: Bo Tran",
            "Cause: the board query lost its index",
            "Next step: alert on the query plan",
            "No order was lost",
        ];
        let mut told = vec![
            self.json(draft, ("incidents", "incident"), self.date.after(36), &RELIABILITY, incident)?,
            self.json(draft, ("incidents", "rollback"), self.date.after(36), &RELIABILITY, rollback)?,
        ];
        if self.script.makes("postmortem") {
            let place = ("incidents", "postmortem.md");
            told.push(self.text(draft, place, self.date.after(37), &RELIABILITY, ("Postmortem", &lines)));
        }
        Ok(told)
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
            let quiet = json!({"dashboards": ["latency", "orders", "payments"], "alerts": 0, "minutesAfterRelease": 60, "quiet": true, "outcome": "stable"});
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
            points: &["Product, support and marketing have the all-clear"],
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

//! Synthetic checks: the JSON file of each, and the smoke log that names them.

use super::records::{json_bytes, path};
use crate::demo::{error::DemoError, moment::Moment, script::Probe, seed::Chance};
use serde_json::json;

/// One synthetic check.
#[derive(Clone, Debug)]
pub struct Check {
    at: Moment,
    target: String,
    budget: u32,
    millis: f64,
    status: Option<u16>,
    ok: bool,
    error: Option<&'static str>,
}

/// A check of a target with a budget in milliseconds, as a probe says that it comes out.
pub fn check(at: Moment, target: &str, budget: u32, probe: Probe, chance: &mut Chance) -> Check {
    let good = chance.millis(budget * 5 / 10, budget * 8 / 10);
    let (millis, status, ok, error) = match probe {
        Probe::Good => (good, Some(200), true, None),
        Probe::Slow(base, says_ok) => (f64::from(base) + good.fract(), Some(200), says_ok, None),
        Probe::Gone => (chance.millis(90, 160), Some(410), false, None),
        Probe::Unreachable => (chance.millis(40, 90), None, false, Some("fetch failed")),
    };
    Check { at, target: target.to_owned(), budget, millis, status, ok, error }
}

impl Check {
    fn path(&self) -> String {
        format!("artifacts/monitoring/{}/synthetic-check-{}.json", self.at.folder(), self.at.dashed())
    }

    fn json(&self) -> Result<Vec<u8>, DemoError> {
        json_bytes(&json!({
            "timestamp": self.at.iso(),
            "target": self.target,
            "budgetMs": self.budget,
            "durationMs": self.millis,
            "status": self.status,
            "ok": self.ok,
            "error": self.error,
        }))
    }

    fn line(&self) -> String {
        let status = self.status.map_or_else(|| "error".to_owned(), |code| code.to_string());
        format!(
            "[synthetic-check] {} status={status} duration={}ms budget={}ms artifact={}\n",
            self.target,
            self.millis,
            self.budget,
            self.path()
        )
    }

    /// Its file at a path that the next one takes over.
    ///
    /// # Errors
    /// Never for the numbers that the demo makes.
    pub fn newest(&self, path: &str) -> Result<(String, Vec<u8>), DemoError> {
        Ok((path.to_owned(), self.json()?))
    }

    /// Its file under another name, for checks that no smoke log tells.
    ///
    /// # Errors
    /// Never for the numbers that the demo makes.
    pub fn named(&self, folder: &str, name: &str) -> Result<(String, Vec<u8>), DemoError> {
        Ok((path(folder, self.at, name, "json"), self.json()?))
    }
}

/// The JSON file of a check.
///
/// # Errors
/// Never for the numbers that the demo makes.
pub fn check_file(check: &Check) -> Result<(String, Vec<u8>), DemoError> {
    Ok((check.path(), check.json()?))
}

/// A smoke log of checks: `staging-smoke-<stamp>.log` or `production-smoke-<stamp>.log`. Without checks it is empty.
pub fn smoke_log(stage: &str, at: Moment, checks: &[Check]) -> (String, Vec<u8>) {
    let text: String = checks.iter().map(Check::line).collect();
    (path("deploy", at, &format!("{stage}-smoke"), "log"), text.into_bytes())
}

//! When a section applies, read from its heading.

use crate::model::checklist::Phase;

/// The phases of the headings that are open, outermost first.
#[derive(Debug, Default)]
pub struct Stack {
    open: Vec<(u8, Phase)>,
}

impl Stack {
    /// Enters a heading. Its own words decide, else the heading that it stands under, else it is `before`. The document's title
    /// tells of the whole ("Release and Rollback Checklist") and decides nothing.
    pub fn enter(&mut self, level: u8, title: &str, is_title: bool) -> Phase {
        self.open.retain(|(outer, _)| *outer < level);
        if is_title && level == 1 {
            return Phase::Before;
        }
        let above = self.open.last().map(|(_, phase)| *phase);
        let phase = of_words(title).or(above).unwrap_or(Phase::Before);
        self.open.push((level, phase));
        phase
    }
}

/// The phase that a heading's words name; `None` where they name none.
#[must_use]
pub fn of_words(title: &str) -> Option<Phase> {
    let title = title.to_lowercase().replace(['-', '_', '‑'], " ");
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let word = |wanted: &str| title.split(|c: char| !c.is_alphanumeric()).any(|word| word == wanted);
    if has(&["precondition", "readiness", "pre release", "pre deploy", "pre flight", "preflight"])
        || word("before")
    {
        Some(Phase::Before)
    } else if has(&["rollback", "roll back", "back out", "backout"]) {
        Some(Phase::Rollback)
    } else if word("after")
        || has(&["post deploy", "post release", "post launch", "post go live", "postdeploy"])
    {
        Some(Phase::After)
    } else if word("execution")
        || word("execute")
        || has(&["deploy steps", "deployment steps", "release steps"])
    {
        Some(Phase::Execution)
    } else if has(&["evidence", "backup", "configuration"]) {
        Some(Phase::Before)
    } else {
        None
    }
}

/// When a declared target is checked: one in production after the tag, whatever stands above it.
#[must_use]
pub fn of_target(title: &str, phase: Phase) -> Phase {
    let mut words = title.split(|c: char| !c.is_alphanumeric());
    let is_live =
        words.any(|word| ["production", "prod", "live"].iter().any(|live| word.eq_ignore_ascii_case(live)));
    if is_live && of_words(title).is_none() { Phase::After } else { phase }
}

/// Whether plain bullets under a rollback heading say when to roll back: they do, unless the heading announces only how.
#[must_use]
pub fn holds_triggers(title: &str) -> bool {
    let title = title.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    has(&["trigger", "condition", "criteria", "when"]) || !has(&["step", "procedure", "contact"])
}

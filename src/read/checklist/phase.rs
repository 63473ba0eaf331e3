//! When a section or an item applies, read from its words by the rows `[[heading]]` and `[[step]]` of the lexicon.

use crate::lexicon::rows::StepRow;
use crate::lexicon::words::{self, Cue};
use crate::model::checklist::Phase;
use crate::model::doing::spaced;

/// Commands that make a tag or publish something.
const COMMANDS: [&str; 14] = [
    "git tag",
    "git push --tags",
    "git push --follow-tags",
    "npm publish",
    "pnpm publish",
    "yarn npm publish",
    "cargo publish",
    "twine upload",
    "poetry publish",
    "uv publish",
    "docker push",
    "gh release create",
    "gem push",
    "helm push",
];

/// The phases of the headings that are open, outermost first; `None` where neither a heading nor those above it name one.
#[derive(Debug, Default)]
pub struct Stack {
    open: Vec<(u8, Option<Phase>)>,
}

impl Stack {
    /// Enters a heading. Its own words decide, else the heading that it stands under; `None` where none of them names a phase. The
    /// document's title tells of the whole ("Release and Rollback Checklist") and decides nothing.
    pub fn enter(&mut self, level: u8, title: &str, is_title: bool) -> Option<Phase> {
        self.open.retain(|(outer, _)| *outer < level);
        if is_title && level == 1 {
            return None;
        }
        let above = self.open.last().and_then(|(_, phase)| *phase);
        let phase = of_words(title).or(above);
        self.open.push((level, phase));
        phase
    }
}

/// The phase that a heading's words name; `None` where they name none.
pub fn of_words(title: &str) -> Option<Phase> {
    let title = words(title).join(" ");
    let bare = title.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let padded = format!(" {title} ");
    let stands = |phrase: &String| match phrase.strip_prefix('=') {
        Some(whole) => bare == whole,
        None => words::stands_in(phrase, &padded),
    };
    words::headings().find(|row| row.words.iter().any(stands)).map(|row| row.phase)
}

/// When an item applies by its own words: one about the tag, the publication or what follows cannot be due before it. `None` where they
/// say nothing of the kind.
pub fn of_item(text: &str) -> Option<Phase> {
    // What stands between back-ticks is a name, a job or a command, and no verb of the sentence.
    let (mut prose, mut code) = (String::new(), Vec::new());
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 0 {
            prose.push_str(part);
        } else {
            prose.push_str(" · ");
            code.push(part);
        }
    }
    let words = words(&prose);
    let runs = |span: &&str| COMMANDS.iter().any(|command| span.trim_start().starts_with(command));
    if code.iter().any(runs) {
        return Some(Phase::Execution);
    }
    if words.iter().any(|word| Cue::PhaseRehearsed.is(word)) {
        return None;
    }
    words::steps().iter().find(|rule| fits(rule, &words)).map(|rule| rule.phase)
}

fn fits(rule: &StepRow, words: &[String]) -> bool {
    let gap = if rule.first { 0 } else { words.len() };
    follow(rule, &rule.groups, words, gap)
}

/// Whether the groups stand in the words, each at most `gap` words behind the one before.
fn follow(rule: &StepRow, groups: &[Vec<String>], words: &[String], gap: usize) -> bool {
    let Some((group, rest)) = groups.split_first() else {
        return words.first().is_none_or(|next| !Cue::PhaseElse.is(next));
    };
    let near = words.iter().take(gap + 1).enumerate();
    near.filter(|(_, word)| group.contains(word))
        .any(|(at, _)| follow(rule, rest, words.get(at + 1..).unwrap_or_default(), rule.gap))
}

/// The words in lower case; what is neither letter nor digit parts them, and a version is `#`.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for token in text.split(|c: char| !(c.is_alphanumeric() || c == '.')) {
        let token = token.trim_matches('.');
        let is_version = token.strip_prefix(['v', 'V']).is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_digit()) || rest.eq_ignore_ascii_case("x.y.z")
        });
        if is_version {
            words.push("#".to_owned());
        } else {
            let parts = token.split('.').filter(|part| !part.is_empty());
            words.extend(parts.map(str::to_lowercase));
        }
    }
    words
}

/// When a declared target is checked: one in production after the tag, whatever stands above it.
pub fn of_target(title: &str, phase: Phase) -> Phase {
    let mut words = title.split(|c: char| !c.is_alphanumeric());
    let is_live =
        words.any(|word| ["production", "prod", "live"].iter().any(|live| word.eq_ignore_ascii_case(live)));
    if is_live && of_words(title).is_none() { Phase::After } else { phase }
}

/// Whether plain bullets under a rollback heading say when to roll back: they do, unless the heading announces only how.
pub fn holds_triggers(title: &str) -> bool {
    let title = spaced(title);
    Cue::RollbackTrigger.starts_word_in(&title) || !Cue::RollbackStep.starts_word_in(&title)
}

//! Whether what stands behind the end of a run takes its success back: `Process completed with exit code 1`, `Killed`, `BUILD FAILED`.

use crate::lexicon::closings;
use crate::read::text::lines::Pattern;

/// CI systems write the time before each line.
static TIME: Pattern = Pattern::new(r"^\[?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*\s");
static BROKE: Pattern = Pattern::built(|| any(&closings::aftermath().broke));
static DOUBTS: Pattern = Pattern::built(|| any(&closings::aftermath().doubts));
static UNDONE: Pattern = Pattern::built(|| any(&closings::aftermath().undone));
static RECOVERS: Pattern = Pattern::built(|| any(&closings::aftermath().recovers));
static DENIED: Pattern = Pattern::built(|| format!("(?i){}", closings::aftermath().denied));
static ZERO: Pattern = Pattern::built(|| format!("(?i){}", closings::aftermath().zero));

fn any(expressions: &[String]) -> String {
    format!("(?i){}", expressions.join("|"))
}

/// A line without the time before it.
pub fn untimed(line: &str) -> &str {
    line.get(TIME.find(line).map_or(0, |time| time.end())..).unwrap_or_default().trim_end()
}

/// What the lines behind the end of a run say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Aftermath {
    is_broken: bool,
    is_doubted: bool,
}

impl Aftermath {
    /// Weighs a line behind the end of a run.
    pub fn line(&mut self, line: &str) {
        if RECOVERS.is_match(line) {
            self.is_doubted = false;
            return;
        }
        self.is_broken |= BROKE.is_match(line);
        self.is_doubted |= says(&DOUBTS, line);
    }

    /// Weighs a line behind the end of a doing: a deployment, a backup.
    pub fn line_of_doing(&mut self, line: &str) {
        self.line(line);
        self.is_doubted |= says(&UNDONE, line);
    }

    /// Another run ended well behind what was doubted.
    pub fn goes_on(&mut self) {
        self.is_doubted = false;
    }

    /// Whether the success does not count.
    pub fn takes_back(self) -> bool {
        self.is_broken || self.is_doubted
    }
}

/// Whether a line says what a pattern looks for, and neither denies it nor counts none of it.
fn says(pattern: &Pattern, line: &str) -> bool {
    pattern.find_iter(line).any(|word| {
        let (before, behind) = (line.get(..word.start()), line.get(word.end()..));
        !DENIED.is_match(before.unwrap_or_default()) && !ZERO.is_match(behind.unwrap_or_default())
    })
}

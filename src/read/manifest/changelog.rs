//! The headings of a changelog: words in which a version may be named. Which of them are versions is not known here.

use crate::model::project::ChangelogHeading;
use crate::read::text::lines::{LINE_CAP, Pattern, capped};

/// A day: `2026-05-01`, `2026/05/01`, `01.05.2026`, `May 1, 2026`, `1 May 2026`. A version with dots only is none: `2026.05.01`.
static DATE: Pattern = Pattern::built(|| {
    const MONTH: &str = r"(?i:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\p{L}*\.?";
    let numbers = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}";
    let words = format!(
        r"{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{MONTH},?\s+\d{{4}}"
    );
    format!(r"(?:^|[\s(\[–—,-])({numbers}|{words})(?:$|[^\w.]|\.$)")
});

/// No changelog has more versions than these; what goes on after is not read.
const MOST: usize = 20_000;

/// The version stands among the first words of its heading: `Release v1.2.3 of 3 May`.
const WORDS: usize = 4;

/// The headings that hold a digit among their first words.
pub fn headings(path: &str, text: &str) -> Vec<ChangelogHeading> {
    let plain =
        !matches!(path.rsplit_once('.').map(|(_, end)| end), Some("md" | "markdown" | "mdown" | "mdx"));
    let mut lines = text.lines().map(|line| capped(line, LINE_CAP)).zip(1_u32..).peekable();
    let mut found = Vec::new();
    let mut fenced = false;
    while let Some((line, number)) = lines.next() {
        fenced ^= line.trim_start().starts_with("```");
        let underlined = lines.peek().is_some_and(|(next, _)| is_underline(next));
        let Some(heading) = heading(line, underlined, plain).filter(|_| !fenced) else { continue };
        let words = words(heading);
        if !words.is_empty() {
            found.push(ChangelogHeading { words, date: date(heading), line: number });
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// The words of a heading; a third-level one, and a line of plain text, only where it begins with a number or `v` and a number.
fn heading(line: &str, underlined: bool, plain: bool) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let versioned = || {
        let text = text.trim_start_matches([' ', '[', '(', '*', '`']);
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        text.starts_with(|c: char| c.is_ascii_digit())
    };
    let is = match level {
        0 => {
            (underlined && !line.trim().is_empty())
                || (plain && !line.starts_with([' ', '\t']) && versioned())
        }
        1 | 2 => true,
        3 => versioned(),
        _ => false,
    };
    is.then_some(text)
}

/// The day that a heading tells: its first word or run of words that is a date.
fn date(heading: &str) -> Option<String> {
    let found = DATE.captures_iter(heading).filter_map(|found| found.get(1));
    found.map(|found| found.as_str().to_owned()).next()
}

fn is_underline(line: &str) -> bool {
    let line = line.trim_end();
    line.len() >= 3 && ['=', '-', '~'].iter().any(|mark| line.chars().all(|c| c == *mark))
}

fn words(heading: &str) -> Vec<String> {
    let words = heading.split(|c: char| c.is_whitespace() || "[]()<>*`\"'|".contains(c));
    let words = words.map(|word| word.trim_matches([':', ',', ';', '.', '_', '–', '—', '-']));
    let words = words.filter(|word| !word.is_empty()).take(WORDS);
    words
        .filter(|word| word.len() <= 80 && word.contains(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

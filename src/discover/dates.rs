//! Dates of commits and tags that are missing or cannot be. libgit2 makes them 1970 and UTC without a word.

use crate::model::problem::{Problem, Severity};

/// What was found so far: how many, and the first of them.
#[derive(Debug, Default)]
pub(super) struct Dates {
    missing: Found,
    early: Found,
    zones: Found,
}

type Found = Option<(String, usize)>;

impl Dates {
    /// Looks at the header of a commit or a tag, which is called so.
    pub(super) fn look(&mut self, header: &[u8], name: &dyn Fn() -> String) {
        let lines = header.split(|byte| *byte == b'\n').take_while(|line| !line.is_empty());
        for line in lines.filter(|line| is_signature(line)) {
            let text = String::from_utf8_lossy(line);
            let mut words = text.rsplit_once('>').map_or("", |(_, rest)| rest).split_whitespace();
            let seconds = words.next().and_then(|word| word.parse::<i64>().ok());
            let found = match seconds {
                None => &mut self.missing,
                Some(..=0) => &mut self.early,
                Some(_) if !words.next().is_some_and(is_zone) => &mut self.zones,
                Some(_) => continue,
            };
            found.get_or_insert_with(|| (name(), 0)).1 += 1;
        }
    }

    /// A warning for each kind.
    pub(super) fn problems(self) -> Vec<Problem> {
        let told = [
            (self.missing, "date-missing", "have no date that can be read"),
            (self.early, "date-early", "are dated 1970 or earlier: their date was never set"),
            (self.zones, "zone-unknown", "name a time zone that does not exist; they are taken for UTC"),
        ];
        let told = told.into_iter().filter_map(|(found, code, what)| {
            let (first, count) = found?;
            let message = format!("{count} authors, committers or taggers {what}; the first: {first}");
            Some(Problem::of_repository(Severity::Warning, code, message))
        });
        told.collect()
    }
}

fn is_signature(line: &[u8]) -> bool {
    ["author ", "committer ", "tagger "].iter().any(|key| line.starts_with(key.as_bytes()))
}

/// `+0530`: no place is further than 14 hours from UTC.
fn is_zone(word: &str) -> bool {
    let digits = word.strip_prefix(['+', '-']).filter(|rest| rest.len() == 4);
    digits.and_then(|digits| digits.parse::<u32>().ok()).is_some_and(|zone| zone <= 1400 && zone % 100 < 60)
}

//! Feedback logs: dated entries that cite evidence.

use crate::demo::{cast::Actor, moment::Moment};

/// One dated entry.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: &'a Actor,
    /// Its heading.
    pub title: &'a str,
    /// Its points.
    pub points: &'a [&'a str],
    /// The paths that it cites.
    pub cites: &'a [String],
}

/// The log of one team, of which only the newest file is held.
#[derive(Clone, Debug)]
pub struct Journal {
    team: &'static str,
    dense: bool,
    path: String,
    text: String,
}

impl Journal {
    /// An empty log. Dense logs have a file a day, the others one a month, so that no file grows without bound.
    pub fn new(team: &'static str, dense: bool) -> Self {
        Self { team, dense, path: String::new(), text: String::new() }
    }

    /// Writes an entry down, and gives the file as it stands then.
    pub fn write(&mut self, entry: Entry<'_>) -> (String, Vec<u8>) {
        let path = if self.dense {
            format!("feedback/{}/{}/{}.md", self.team, entry.at.month(), entry.at.day_of_month())
        } else {
            format!("feedback/{}/{}.md", self.team, entry.at.month())
        };
        if path != self.path {
            self.text = format!("# Feedback: {}, {}\n", self.team, entry.at.month());
            self.path = path;
        }
        self.text.push_str(&format!("\n## {} — {}\n", entry.at.rfc3339(), entry.title));
        self.text.push_str(&format!("- {} ({})\n", entry.by.name, entry.by.role));
        entry.points.iter().for_each(|point| self.text.push_str(&format!("- {point}\n")));
        if !entry.cites.is_empty() {
            let cites: Vec<String> = entry.cites.iter().map(|path| format!("`{path}`")).collect();
            self.text.push_str(&format!("- Evidence: {}\n", cites.join(", ")));
        }
        (self.path.clone(), self.text.clone().into_bytes())
    }
}

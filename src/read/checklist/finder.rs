//! Finds checklists that nobody listed, by what they are: a document whose name, folder or title speaks of a release and of a checklist, and
//! that holds boxes, a table with a status, or a list.

use crate::discover::request::{Looks, Places};
use crate::lexicon::words::Cue;
use crate::read::checklist::items;
use crate::read::text::time;
use crate::read::value::markdown;
use crate::read::value::source::Source;

/// What names a checklist, the nearer to the release of a whole product the earlier.
const TOPICS: [Cue; 3] = [Cue::ReleaseTopic, Cue::LaunchTopic, Cue::DeployTopic];
/// Folders of templates of issues.
const ISSUES: [&str; 2] = [".github/issue_template/", ".gitlab/issue_templates/"];
/// Deeper in the tree lie documents of parts.
const DEEPEST: usize = 5;
/// A document nearer to the root than this is looked at for its title, too.
const SHALLOW: usize = 2;
/// The title stands in the first so many bytes.
const HEAD: usize = 2 << 10;
/// A checklist is written by hand.
const LARGEST: usize = 512 << 10;

/// Which files may be checklists, by their paths.
#[derive(Clone, Copy, Debug)]
pub struct ByName;

impl Places for ByName {
    fn has(&self, path: &str) -> bool {
        let named = Named::of(path);
        let shallow = path.matches('/').count() < SHALLOW;
        named.is_document && !named.is_other && (shallow || named.says_list() || named.topic().is_some())
    }

    fn may_lie_under(&self, folder: &str) -> bool {
        let name = folder.rsplit('/').next().unwrap_or(folder).to_lowercase();
        folder.matches('/').count() + 1 < DEEPEST && !Cue::OtherFolder.is(&name)
    }
}

/// A path in words.
struct Named {
    name: String,
    folder: String,
    is_document: bool,
    is_other: bool,
    is_issue: bool,
}

impl Named {
    fn of(path: &str) -> Self {
        let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
        let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        let ending = ending.to_ascii_lowercase();
        let (name, folder) = (words(stem), words(folders));
        let both = speaks(&name, Cue::ListWord) && topic(&name).is_some();
        let is_document = match ending.as_str() {
            "md" | "markdown" | "mdown" | "mdx" | "adoc" | "asciidoc" | "asc" | "rst" | "org" => true,
            "" | "txt" => both,
            _ => false,
        };
        let is_other = !both && speaks(&name, Cue::OtherDocument) || speaks(&folder, Cue::OtherDocument);
        let lower = path.to_lowercase();
        let is_issue = ISSUES.iter().any(|folder| lower.starts_with(folder));
        Self { name, folder, is_document, is_other, is_issue }
    }

    fn says_list(&self) -> bool {
        speaks(&self.name, Cue::ListWord) || speaks(&self.folder, Cue::ListWord)
    }

    fn topic(&self) -> Option<u8> {
        topic(&self.name).or_else(|| topic(&self.folder))
    }

    /// Whether the name has no other words than these.
    fn is_only(&self, known: Cue) -> bool {
        self.name.split_whitespace().all(|word| known.is(word))
    }
}

/// What a file looks like that no configuration lists; `None` where it is no checklist. Of several checklists the least rank speaks: first
/// what says it surest (a name that says both, a folder or a title that says the rest, a title alone, a procedure with boxes, a template of
/// issues), then what is nearer to the release of a whole product, then what lies nearer to the root.
pub fn looks(path: &str, bytes: &[u8]) -> Option<Looks> {
    let named = Named::of(path);
    if bytes.len() > LARGEST || named.is_other || !named.is_document {
        return None;
    }
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_lowercase();
    let may_say = named.says_list()
        || named.topic().is_some()
        || Cue::ListWord.all().iter().any(|list| head.contains(list.trim_end_matches('*')));
    if !may_say {
        return None;
    }
    let source = Source::new(path, bytes);
    let title = markdown::title(&source.document().blocks).unwrap_or_default();
    let (form, least) = form(&named, &words(&title))?;
    let (list, _) = if least == 0 { items::parse_listed(&source) } else { items::parse(&source) };
    if list.items().count() < least.max(1) {
        return None;
    }
    if list.front.release.is_some() || has_version(path.rsplit('/').next().unwrap_or(path)) {
        return Some(Looks::FilledCopy);
    }
    let topic = topic(&named.name).or_else(|| topic(&words(&title))).or_else(|| topic(&named.folder));
    let depth = path.matches('/').count();
    Some(Looks::Checklist((form, topic.unwrap_or(u8::MAX), depth)))
}

/// How surely a file says that it is a checklist of releases, and how many boxes it needs; 0: plain entries will do.
fn form(named: &Named, title: &str) -> Option<(u8, usize)> {
    let (lists, about) = (speaks(&named.name, Cue::ListWord), topic(&named.name));
    let found = if lists && about.is_some() {
        (0, 0)
    } else if lists
        && named.is_only(Cue::PlainListName)
        && (topic(&named.folder).is_some() || topic(title).is_some())
        || about.is_some() && speaks(&named.folder, Cue::ListWord)
    {
        (1, 1)
    } else if speaks(title, Cue::ListWord) && topic(title).is_some() {
        (2, 1)
    } else if about == Some(0) && named.is_issue {
        (4, 1)
    } else if matches!(about, Some(0 | 1))
        && named.is_only(Cue::ProcedureName)
        && !speaks(title, Cue::OtherDocument)
    {
        (3, 2)
    } else {
        return None;
    };
    // A template of issues is filled in where no repository tells.
    Some(if named.is_issue { (4, found.1) } else { found })
}

fn topic(words: &str) -> Option<u8> {
    (0..).zip(TOPICS).find(|(_, topic)| topic.starts_word_in(words)).map(|(rank, _)| rank)
}

fn speaks(words: &str, phrases: Cue) -> bool {
    phrases.starts_word_in(words)
}

/// Whether a line is the title of a checklist: a few words that end with what says so.
pub fn is_title(line: &str) -> bool {
    let words = words(line);
    let ends = Cue::ListWord
        .all()
        .iter()
        .any(|list| words.trim_end().trim_end_matches(" e").ends_with(list.trim_end_matches('*')));
    ends && words.split_whitespace().count() <= 6 && !words.contains(" see ")
}

/// Whether a name holds a version or a day, so that the file is of one release.
fn has_version(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let dotted = stem.char_indices().any(|(at, c)| {
        c == '.'
            && digit(stem.get(..at).and_then(|s| s.chars().next_back()))
            && digit(stem.get(at + 1..).and_then(|s| s.chars().next()))
    });
    let mut parts = stem.split(|c: char| !c.is_alphanumeric());
    dotted
        || time::in_name(name).is_some()
        || parts.any(|part| part.strip_prefix(['v', 'V']).is_some_and(|n| digit(n.chars().next())))
}

/// A name in lower case, its words between single spaces: parted by signs and by capitals, and around `checklist`.
fn words(name: &str) -> String {
    let mut out = String::from(" ");
    let mut was_lower = false;
    for c in name.chars() {
        if c.is_uppercase() && was_lower {
            out.push(' ');
        }
        was_lower = c.is_lowercase();
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && c != '\'' && c != '’' {
            out.push(' ');
        }
    }
    let mut parted = out.replace("checklist", " checklist ").split_whitespace().collect::<Vec<_>>().join(" ");
    parted.insert(0, ' ');
    parted.push(' ');
    parted
}

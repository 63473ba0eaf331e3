//! Every key of `golive.toml` in one table: the parser takes no other, `golive schema` describes them, `golive config` prints them.

use super::policy::FLAGS;
use super::reader::FIELDS;

/// What stands behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// One of these texts.
    Word(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A list of some of these texts.
    Words(&'static [&'static str]),
    /// A text or a list of texts.
    TextOrTexts,
    /// `true` or `false`.
    Truth,
    /// A table of texts by some of these names.
    TextsOf(&'static [&'static str]),
    /// A table within.
    Table(&'static [Key]),
}

/// A key, what stands behind it, and what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What stands behind it.
    pub shape: Shape,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// Whether it must be there.
    pub needed: bool,
}

/// A table of the file.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Its key.
    pub name: &'static str,
    /// Whether there may be several: `[[name]]`.
    pub is_list: bool,
    /// What it is for, in a few words.
    pub about: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, about, needed: false }
}

const fn needed(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, about, needed: true }
}

use Shape::{Table, Text, TextOrTexts, Texts, TextsOf, Truth, Word, Words};

const LINKS: [Key; 7] = [
    key("commit", Text, "of a commit: {commit}"),
    key("file", Text, "of a file: {commit} and {path}"),
    key("line", Text, "of a line: {commit}, {path} and {line}"),
    key("tag", Text, "of a tag: {tag}"),
    key("compare", Text, "of two commits: {from} and {to}"),
    key("issue", Text, "of an issue: {number}"),
    key("pull", Text, "of a pull request: {number}"),
];

const SITE: [Key; 10] = [
    key("title", Text, "the site's title"),
    key("language", Text, "the language of the site's words: en, de, or one that the theme brings"),
    key("base_url", Text, "the address under which the site is published"),
    key("repository_url", Text, "the forge's page of the repository"),
    key("links", Table(&LINKS), "patterns of links to where the repository is hosted"),
    key("theme", Text, "a folder whose files replace style, prose and words"),
    key("content", Text, "a folder whose Markdown files become pages"),
    key("people", Truth, "whether the site has a page of people"),
    key("deny", Words(&["secrets"]), "what fails a build"),
    key("raw", Word(&["needed", "all"]), "which texts of evidence are published as files too"),
];

const RELEASES: [Key; 2] = [
    key("pattern", Text, "which tags are releases: a glob, or a regular expression between slashes"),
    key("changelogs", Texts, "globs of changelogs, whose headings name versions"),
];

const CHECKLIST: [Key; 2] = [
    key("templates", Texts, "paths of the checklist, the first that is there speaks first"),
    key("snapshots", Texts, "globs of filled copies, one release each"),
];

const EVIDENCE: [Key; 2] = [
    key("paths", Texts, "globs of what is read as evidence"),
    key("exclude", Texts, "globs of what is none"),
];

const POLICY: [Key; 3] = [
    key("require", TextOrTexts, "which items must be proven for go: before, all, or a list of ids"),
    key("triggers", Text, "without effect"),
    key("flags", Words(&FLAGS), "flags that stand in the way of go"),
];

const ITEM: [Key; 14] = [
    key("match", Text, "part of the item's text; either this or id"),
    key("id", Text, "the item's id; either this or match"),
    key("evidence", Texts, "paths or globs of its evidence"),
    key("within", Text, "how old the evidence may be at the tag: 24h, 30 days"),
    key("budget", Texts, "bounds: lighthouse.performance >= 90"),
    key("phase", Word(&["before", "execution", "after", "rollback"]), "when it applies"),
    key("approvers", Texts, "names or addresses of who must have approved"),
    key("off", Truth, "whether it counts nowhere"),
    key("reason", Text, "why it is off"),
    key("kind", Text, "the kind of evidence that shows it: a pin"),
    key("where", Text, "the environment, or the branch of a CI run: a pin"),
    key("of", TextOrTexts, "what the evidence must be about: a pin"),
    key("by", TextOrTexts, "who must have done it: a pin"),
    key("outcome", Text, "success: a pin"),
];

const READER: [Key; 4] = [
    needed("kind", Text, "the kind of evidence that it reads"),
    needed("paths", Texts, "globs of its files"),
    key("pattern", Text, "a regular expression whose named groups are fields"),
    key("pointers", TextsOf(&FIELDS), "JSON pointers by field"),
];

const LABEL: [Key; 2] =
    [needed("name", Text, "the label of checks: live"), needed("targets", Texts, "globs on their addresses")];

const SIGNATURES: [Key; 2] = [
    key("allowed_signers", Text, "a file of OpenSSH's allowed signers, as it stands at each tag"),
    key(
        "keyring",
        Text,
        "a public keyring of GnuPG, as it stands at each tag; git and gpg must be installed",
    ),
];

const KIND: [Key; 8] = [
    needed("id", Text, "the kind, in lower-case letters, digits and -"),
    key("things", Texts, "words that name it"),
    key("subjects", Texts, "words that name it and a part of it"),
    key("deeds", Texts, "verbs that name it"),
    key("done", Texts, "words of doing that it alone takes"),
    key("implies", Texts, "words of outcome that name it"),
    key("counts", Texts, "what its evidence counts"),
    key("titles", Texts, "titles by which readers know it"),
];

const PHRASE: [Key; 2] =
    [needed("role", Text, "what the phrases do in an item's words"), needed("words", Texts, "the phrases")];

const PLACE: [Key; 2] =
    [needed("id", Text, "an environment, as records name it"), needed("words", Texts, "words for it")];

const PARTY: [Key; 2] = [needed("id", Text, "a team or a role"), needed("words", Texts, "words for it")];

const SYNONYM: [Key; 1] = [needed("words", Texts, "words for the same thing")];

const TOOL: [Key; 4] = [
    needed("id", Text, "the family of the tool"),
    key("names", Texts, "names of tools, as their reports state them"),
    key("tells", Texts, "words that such a report tells"),
    key("unless", Texts, "words that say that a report is about something else"),
];

const fn one(name: &'static str, keys: &'static [Key], about: &'static str) -> Section {
    Section { name, is_list: false, about, keys }
}

const fn several(name: &'static str, keys: &'static [Key], about: &'static str) -> Section {
    Section { name, is_list: true, about, keys }
}

/// Every table of the file.
pub const SECTIONS: [Section; 15] = [
    one("site", &SITE, "how the site is shown"),
    one("releases", &RELEASES, "which tags are releases"),
    one("checklist", &CHECKLIST, "where the checklist lies"),
    one("evidence", &EVIDENCE, "what is read"),
    one("policy", &POLICY, "what is demanded"),
    several("item", &ITEM, "what replaces the reading of an item's words"),
    several("reader", &READER, "a kind of evidence of your own"),
    several("label", &LABEL, "what the checks of an address are called"),
    one("signatures", &SIGNATURES, "who may sign"),
    several("kind", &KIND, "words for a kind of evidence"),
    several("phrase", &PHRASE, "phrases with a role"),
    several("place", &PLACE, "words for an environment"),
    several("party", &PARTY, "words for a team"),
    several("synonym", &SYNONYM, "words for the same thing"),
    several("tool", &TOOL, "what the reports of a tool are about"),
];

/// The names of the tables.
pub(super) fn sections() -> Vec<&'static str> {
    SECTIONS.iter().map(|section| section.name).collect()
}

/// The names of a table's keys.
pub(super) fn of(section: &str) -> Vec<&'static str> {
    let found = SECTIONS.iter().find(|known| known.name == section);
    found.into_iter().flat_map(|section| section.keys).map(|key| key.name).collect()
}

/// The names of the keys of `[site.links]`.
pub(super) fn links() -> Vec<&'static str> {
    LINKS.iter().map(|key| key.name).collect()
}

//! Templates, samples, schemas and fixtures: they say what a record should look like, and record nothing.

use crate::lexicon::words::{Cue, is_no_result};
use crate::read::text::lines::Pattern;
use crate::read::value::source::Source;
use crate::read::value::tree::{Node, Value};

/// Ends of names that are examples only there: `dist-upload.json` is a record.
const ENDINGS: [&str; 2] = ["dist", "schema"];

/// `example.com` is where tests look, and no example of a file.
static DOMAIN: Pattern = Pattern::new(
    r"(?i)(?:example|sample|dummy)[-_.](?:com|net|org|edu|invalid|test|localhost|io|dev|app|de|eu|co)\b",
);

/// A value that somebody is to fill in.
const OPEN_VALUE: &str = r"<[^<>=/\n]{1,60}>|\{\{[^{}\n]{1,60}\}\}|Y{4}-M{2}-D{2}\S*|(?i:FILL[-_ ]?WHAT\w*|your[-_][\w .-]{1,60}|x{3,}|placeholder|dummy)";

static VALUE: Pattern = Pattern::built(|| format!("^(?:{})$", open_value()));

/// Words without which no value in letters is open.
static WORDS: Pattern =
    Pattern::built(|| format!("(?i:{}|your[-_]|xxx|placeholder|dummy)", Cue::FillIn.pattern()));

/// Whether some value of a text may be open: a look that costs little, as most texts have none.
fn may_be_open(text: &str) -> bool {
    text.contains('<') || text.contains("{{") || text.contains("YYYY") || WORDS.is_match(text)
}

fn open_value() -> String {
    OPEN_VALUE.replace("FILL", &Cue::FillIn.pattern()).replace("WHAT", &Cue::FillInWhat.pattern())
}

/// A line that gives a name a value: dotenv, YAML, JSON, TOML.
static GIVEN: Pattern = Pattern::new(
    r#"(?m)^[ \t]*(?:export[ \t]+|-[ \t]+)?["'`*]{0,3}[A-Za-z_][\w .-]{0,60}["'`*]{0,3}[ \t]*[:=][ \t]*(?:\*\*[ \t]*)?["'`]?([^"'`\n]*?)["'`]?[ \t]*,?[ \t]*(?:#.*)?\r?$"#,
);

/// No template has more lines; a longer file is one by its path only.
const LONGEST: usize = 64 << 10;

/// Whether a file is a template by its path.
pub fn is_named_so(path: &str) -> bool {
    let lower = path.to_lowercase();
    let (folders, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
    if folders.split('/').any(|folder| Cue::TemplateFolder.is(folder)) {
        return true;
    }
    let name = DOMAIN.replace_all(name, "");
    let mut parts = name.split('.').filter(|part| !part.is_empty());
    let stem = parts.next().unwrap_or_default();
    let words = stem.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    // A numbered sample is one of many that were taken.
    let numbered = words.iter().any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let first = words.first().is_some_and(|word| Cue::TemplateName.is(word)) && !numbered;
    // A dump of a database's schema is a record.
    let is_schema = name.ends_with(".json") || name.ends_with(".yml") || name.ends_with(".yaml");
    let last =
        words.last().is_some_and(|word| Cue::TemplateName.is(word) || (is_schema && *word == "schema"));
    first || last || parts.any(|part| Cue::TemplateName.is(part) || ENDINGS.contains(&part))
}

/// Whether a path says that what lies there is no result of this time: `expected/belts.md`, `belts.expected.md`.
pub fn is_of_no_result(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let inner =
        name.split_once('.').and_then(|(_, ends)| ends.rsplit_once('.')).map_or("", |(inner, _)| inner);
    let is_one_word = |name: &str| !name.contains(['-', '_', ' ']);
    let says_so = |name: &str| is_one_word(name) && is_no_result(name) || Cue::NoResult.is(name);
    folders.split('/').chain(inner.split('.')).any(says_so)
}

/// Endings of programs: what stands in one is what would be done or shown, and no record of it.
const CODE: [&str; 30] = [
    "rs", "ts", "tsx", "js", "jsx", "mjs", "cjs", "py", "rb", "go", "java", "kt", "kts", "scala", "swift",
    "php", "c", "h", "cc", "cpp", "cs", "css", "scss", "vue", "svelte", "sh", "bash", "ps1", "bat", "tf",
];

/// Whether a file is a program, by its ending.
pub fn is_code(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| CODE.contains(&&*end.to_ascii_lowercase()))
}

/// Whether a value is one that somebody is to fill in: `change-me`, `<your bucket>`, `xxxx`.
pub fn is_open(value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'', '`']);
    // Tools print these where there is nothing.
    let is_nothing = matches!(value.to_ascii_lowercase().as_str(), "<none>" | "<nil>" | "<null>" | "<unset>");
    VALUE.is_match(value) && !is_nothing
}

/// Whether a file is a form: somebody is to fill in a third of its values, or a day; or it is a JSON schema.
pub fn is_form(source: &Source<'_>) -> bool {
    if source.bytes.len() > LONGEST || source.text.is_none() {
        return false;
    }
    // What looks like a secret is masked in the text, placeholders with it; here values are only counted.
    let text = String::from_utf8_lossy(source.bytes);
    if source.has_keys(&["properties", "type"]) || source.has_keys(&["properties", "$schema"]) {
        return true;
    }
    if !may_be_open(&text) {
        return false;
    }
    let lines = GIVEN.captures_iter(&text).filter_map(|found| Some(found.get(1)?.as_str()));
    let mut values = Vec::new();
    if let Some(tree) = source.tree() {
        leaves(tree, &mut values);
    }
    // What a program prints has lines of this shape that give no value.
    let printed = matches!(&*source.extension(), "log" | "out" | "xml" | "html" | "tap");
    (!printed && is_open_by(lines)) || is_open_by(values.into_iter())
}

/// Whether somebody is to fill in a third of these values, or a day among them.
fn is_open_by<'v>(values: impl Iterator<Item = &'v str>) -> bool {
    let values = values.map(str::trim).filter(|value| !value.is_empty()).collect::<Vec<_>>();
    let open = values.iter().filter(|value| is_open(value));
    let day = open.clone().any(|value| value.starts_with("YYYY"));
    let count = open.count();
    day || (count > 0 && count * 3 >= values.len())
}

/// The single values of a tree.
fn leaves<'t>(node: &'t Node, found: &mut Vec<&'t str>) {
    match &node.value {
        Value::Word(word) | Value::Number(word) => found.push(word),
        Value::Truth(_) => found.push("true"),
        Value::List(nodes) => nodes.iter().for_each(|node| leaves(node, found)),
        Value::Group(group) => group.iter().for_each(|(_, node)| leaves(node, found)),
        _ => {}
    }
}

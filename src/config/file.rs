//! All of `golive.toml`, read strictly.

use super::{
    error::ConfigError,
    item, keys,
    look::Look,
    policy::{Policy, Require},
    reader::{CustomReader, FIELDS, Rule},
    site::look,
    sources::{Label, Sources, TagPattern},
    table::{Source, Table, Text, checked, globs, placed},
    unused::triggers,
    word::{check_glob, flag},
};
use crate::lexicon::{Lexicon, file::File as Rows};
use crate::model::{evidence::Kind, id::sha256, problem::Problem};
use crate::redact;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::de::DeTable;

/// The file's name at the root of a work tree.
pub const FILE_NAME: &str = "golive.toml";

/// The most that is read of a configuration file; more is not one.
const LARGEST: u64 = 1 << 20;

/// All of `golive.toml`. Without one, every default holds.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where things lie.
    pub sources: Sources,
    /// What is demanded.
    pub policy: Policy,
    /// How it is shown.
    pub look: Look,
    /// What is odd: what was read and has no effect yet, so that nobody relies on it, and what looks like a secret.
    pub unused: Vec<Problem>,
    /// What words mean.
    pub lexicon: Arc<Lexicon>,
}

/// Whether a file is a link to one that does not lie in its own folder or below.
fn leads_out(path: &Path) -> bool {
    let is_link = path.symlink_metadata().is_ok_and(|file| file.is_symlink());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = path.canonicalize().ok().zip(folder.canonicalize().ok());
    is_link && real.is_some_and(|(file, folder)| !file.starts_with(folder))
}

impl Default for Config {
    fn default() -> Self {
        Self {
            sources: Sources::default(),
            policy: Policy::default(),
            look: Look::default(),
            unused: Vec::new(),
            lexicon: Lexicon::built_in().clone(),
        }
    }
}

impl Config {
    /// The configuration file of a checkout: `golive.toml` at the root of the work tree that holds `repo`; `None` where there is none,
    /// as in a bare repository.
    pub fn find(repo: &Path) -> Option<PathBuf> {
        let start = std::path::absolute(repo).ok()?;
        let root = start.ancestors().find(|folder| folder.join(".git").exists())?;
        // Named as short as the caller named the folder, for messages.
        let named = if root == start { repo.join(FILE_NAME) } else { root.join(FILE_NAME) };
        named.is_file().then_some(named)
    }

    /// Reads a configuration file.
    ///
    /// # Errors
    /// When it cannot be read, or something in it is wrong.
    pub fn open(path: &Path) -> Result<Self, ConfigError> {
        Self::read(path, Self::bytes(path)?)
    }

    /// The bytes of a configuration file, which no link out of its folder is.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn bytes(path: &Path) -> Result<Vec<u8>, ConfigError> {
        let whole =
            |message: String| ConfigError { path: path.display().to_string(), line: 0, column: 0, message };
        if leads_out(path) {
            return Err(whole(
                "is a symbolic link out of its folder, which golive does not follow".to_owned(),
            ));
        }
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
            .map_err(|error| whole(format!("cannot be read: {error}")))?;
        Ok(bytes)
    }

    /// Reads the bytes of a configuration file, which `path` names in messages.
    ///
    /// # Errors
    /// When something in it is wrong.
    pub fn read(path: &Path, bytes: Vec<u8>) -> Result<Self, ConfigError> {
        let whole =
            |message: String| ConfigError { path: path.display().to_string(), line: 0, column: 0, message };
        if bytes.len() as u64 > LARGEST {
            return Err(whole("is larger than 1 MiB, which no configuration is".to_string()));
        }
        let text = String::from_utf8(bytes)
            .map_err(|error| whole(format!("is not UTF-8 (byte {})", error.utf8_error().valid_up_to())))?;
        let mut config = Self::load(path, &text)?;
        config.look.configuration = Some(sha256(text.as_bytes()));
        config.unused.extend(redact::problem(&path.display().to_string(), &redact::mask(&text).hits));
        Ok(config)
    }

    /// Reads the text of a configuration. `path` names it in messages.
    ///
    /// # Errors
    /// The first thing that is wrong: broken TOML, an unknown key, a value of the wrong type, a broken pattern.
    pub fn load(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let name = path.display().to_string();
        let source = Source { path: &name, text };
        let parsed = DeTable::parse(text).map_err(|error| {
            source.error(error.span().map_or(0, |span| span.start), error.message().replace('\n', ", "))
        })?;
        let root = Table::open(source, "golive.toml", 0, parsed.get_ref(), &keys::sections())?;
        let sources = sources(&root)?;
        let lexicon = lexicon(source, &sources.readers)?;
        Ok(Self {
            policy: policy(&root, &lexicon)?,
            look: look(&root)?,
            unused: triggers(&root)?.into_iter().collect(),
            sources,
            lexicon,
        })
    }
}

/// The built-in words, and what the configuration adds.
fn lexicon(source: Source<'_>, readers: &[CustomReader]) -> Result<Arc<Lexicon>, ConfigError> {
    let rows = Rows::added(source.text).map_err(|(at, message)| source.error(at, message))?;
    let mut lexicon = if rows.is_empty() { Lexicon::built_in().clone() } else { Lexicon::with(&rows) };
    for reader in readers {
        Arc::make_mut(&mut lexicon).know(&reader.kind);
    }
    Ok(lexicon)
}

fn sources(root: &Table<'_>) -> Result<Sources, ConfigError> {
    let mut sources = Sources::default();
    if let Some(table) = root.table("releases", "[releases]", &keys::of("releases"))? {
        sources.changelogs = globs(&table, "changelogs")?.unwrap_or(sources.changelogs);
        if let Some(pattern) = table.text("pattern")? {
            let parsed = TagPattern::parse(pattern.text)
                .map_err(|error| format!("`{}` is no pattern for tags: {error}", pattern.text));
            sources.pattern = placed(root.source, pattern.at, parsed)?;
        }
    }
    if let Some(table) = root.table("checklist", "[checklist]", &keys::of("checklist"))? {
        if let Some(templates) = globs(&table, "templates")? {
            sources.finds = templates == sources.templates;
            sources.templates = templates;
        }
        sources.snapshots = globs(&table, "snapshots")?.unwrap_or(sources.snapshots);
    }
    if let Some(table) = root.table("evidence", "[evidence]", &keys::of("evidence"))? {
        sources.evidence = globs(&table, "paths")?.unwrap_or(sources.evidence);
        sources.exclude = globs(&table, "exclude")?.unwrap_or(sources.exclude);
    }
    if let Some(table) = root.table("signatures", "[signatures]", &keys::of("signatures"))? {
        sources.allowed_signers = path(&table, "allowed_signers")?;
        sources.keyring = path(&table, "keyring")?;
        if sources.allowed_signers.is_none() && sources.keyring.is_none() {
            return Err(root
                .source
                .error(table.at, "[signatures] needs an `allowed_signers` or a `keyring`"));
        }
    }
    sources.readers = readers(root)?;
    sources.labels = labels(root)?;
    Ok(sources)
}

fn policy(root: &Table<'_>, lexicon: &Lexicon) -> Result<Policy, ConfigError> {
    let mut policy = Policy { items: item::items(root, lexicon)?, ..Policy::default() };
    let Some(table) = root.table("policy", "[policy]", &keys::of("policy"))? else {
        return Ok(policy);
    };
    policy.require = require(&table)?;
    if let Some(flags) = table.list("flags")? {
        policy.flags = checked(root.source, flags, flag)?;
    }
    Ok(policy)
}

fn require(table: &Table<'_>) -> Result<Require, ConfigError> {
    if table.is_list("require") {
        let ids = table.list("require")?.unwrap_or_default();
        return Ok(Require::Ids(ids.into_iter().map(|id| id.text.to_string()).collect()));
    }
    let Some(word) = table.text("require")? else { return Ok(Require::default()) };
    match word.text {
        "before" => Ok(Require::Before),
        "all" => Ok(Require::All),
        other => {
            let message =
                format!("`require` must be \"before\", \"all\" or a list of item ids, not `{other}`");
            Err(table.source.error(word.at, message))
        }
    }
}

fn readers(root: &Table<'_>) -> Result<Vec<CustomReader>, ConfigError> {
    root.tables("reader", "[[reader]]", &keys::of("reader"))?.iter().map(reader).collect()
}

fn reader(table: &Table<'_>) -> Result<CustomReader, ConfigError> {
    let source = table.source;
    let kind = table.needed("kind")?;
    if !Kind::is_word(kind.text) {
        return Err(source
            .error(kind.at, format!("`{}` is no kind: use lower-case letters, digits and -", kind.text)));
    }
    let missing = || source.error(table.at, "[[reader]] needs `paths`");
    let paths = globs(table, "paths")?.ok_or_else(missing)?;
    let rule = match (table.text("pattern")?, table.table("pointers", "`pointers`", &FIELDS)?) {
        (Some(pattern), None) => Rule::Pattern(placed(source, pattern.at, groups(pattern.text))?),
        (None, Some(pointers)) => {
            let each = |(key, pointer): (&str, Text<'_>)| {
                let right = pointer.text.starts_with('/');
                let message = format!("`{}` is no JSON pointer: it begins with no /", pointer.text);
                let checked = if right { Ok(()) } else { Err(source.error(pointer.at, message)) };
                checked.map(|()| (key.to_string(), pointer.text.to_string()))
            };
            Rule::Pointers(pointers.texts()?.into_iter().map(each).collect::<Result<_, _>>()?)
        }
        _ => return Err(source.error(table.at, "[[reader]] needs either `pattern` or `pointers`")),
    };
    if paths.is_empty() {
        return Err(source.error(table.place_of("paths"), "[[reader]] reads nothing: its `paths` is empty"));
    }
    Ok(CustomReader { kind: kind.text.to_string(), paths, rule })
}

fn labels(root: &Table<'_>) -> Result<Vec<Label>, ConfigError> {
    root.tables("label", "[[label]]", &keys::of("label"))?.iter().map(label).collect()
}

fn label(table: &Table<'_>) -> Result<Label, ConfigError> {
    let source = table.source;
    let name = table.needed("name")?;
    if name.text.trim().is_empty() || name.text.chars().any(char::is_control) {
        return Err(source.error(name.at, "[[label]] needs a `name` of letters"));
    }
    let targets =
        table.list("targets")?.ok_or_else(|| source.error(table.at, "[[label]] needs `targets`"))?;
    if targets.is_empty() {
        return Err(
            source.error(table.place_of("targets"), "[[label]] names no check: its `targets` is empty")
        );
    }
    let mut set = globset::GlobSetBuilder::new();
    for target in targets {
        let glob = globset::Glob::new(target.text)
            .map_err(|error| format!("`{}` is no glob: {}", target.text, error.kind()));
        set.add(placed(source, target.at, glob)?);
    }
    let set = set.build().map_err(|error| source.error(table.at, error.to_string()))?;
    Ok(Label { name: name.text.to_string(), targets: set })
}

/// A regular expression all of whose named groups are fields.
fn groups(text: &str) -> Result<regex::Regex, String> {
    let TagPattern::Regex(regex) = TagPattern::parse(&format!("/{text}/"))? else {
        return Err("it is no regular expression".to_string());
    };
    let names: Vec<&str> = regex.capture_names().flatten().collect();
    if names.is_empty() {
        return Err(format!("the pattern names no group; known: {}", FIELDS.join(", ")));
    }
    match names.iter().find(|name| !FIELDS.contains(name)) {
        Some(name) => Err(format!("unknown group `{name}` in the pattern; known: {}", FIELDS.join(", "))),
        None => Ok(regex),
    }
}

/// A path in the repository.
fn path(table: &Table<'_>, key: &str) -> Result<Option<String>, ConfigError> {
    let Some(path) = table.text(key)? else { return Ok(None) };
    placed(table.source, path.at, check_glob(path.text))?;
    Ok(Some(path.text.to_owned()))
}

//! Writes git objects in packs, and the refs in one file.
//!
//! Ten thousand releases are a million objects: as loose files they would take many minutes and inodes. Objects are gathered in memory
//! and written as one pack a batch, so that memory and time stay linear.

use super::{cast::Actor, error::DemoError, folder::Folder, moment::Moment, place::write_file};
use git2::{Config, ObjectType, Odb, Oid, Repository};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::thread::JoinHandle;

/// Objects in one pack: enough that packs stay few, few enough that a batch takes some 40 MB.
const BATCH: usize = 30_000;

/// How git packs while the sample is written: a file in the git folder, taken away at the end.
const PACKING: &str = "golive-demo.packing";

/// Bytes of neighbours that the pack builder compares an object with. Its default, without a bound, spends half of the time on that.
const WINDOW: u32 = 1;

/// Files that one commit sets.
#[derive(Debug, Default)]
pub struct Draft(Vec<(String, Vec<u8>)>);

impl Draft {
    /// Sets a file and gives its path back.
    pub fn put(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> String {
        let path = path.into();
        self.0.push((path.clone(), bytes.into()));
        path
    }

    /// Sets a file that a maker has made, and gives its path back.
    pub fn add(&mut self, (path, bytes): (String, Vec<u8>)) -> String {
        self.put(path, bytes)
    }
}

/// The repository while it is written.
pub struct Store {
    target: Repository,
    memory: Repository,
    fresh: Vec<Oid>,
    packing: Option<JoinHandle<Result<(), DemoError>>>,
    root: Folder,
    head: Option<Oid>,
    commits: usize,
    last: Moment,
    refs: BTreeMap<String, (Oid, Option<Oid>)>,
}

impl Store {
    /// A store that writes into a new, empty repository.
    ///
    /// # Errors
    /// git refuses.
    pub fn new(target: Repository) -> Result<Self, DemoError> {
        write_file(&target.path().join(PACKING), format!("[pack]\n\twindowMemory = {WINDOW}\n").as_bytes())?;
        Ok(Self {
            memory: in_memory(&target)?,
            target,
            fresh: Vec::with_capacity(BATCH),
            packing: None,
            root: Folder::default(),
            head: None,
            commits: 0,
            last: Moment::START,
            refs: BTreeMap::new(),
        })
    }

    /// The newest commit; 40 zeros before the first.
    pub fn head(&self) -> Oid {
        self.head.unwrap_or(Oid::ZERO_SHA1)
    }

    /// How many commits were made.
    pub fn commits(&self) -> usize {
        self.commits
    }

    /// The time of the newest commit or tag.
    pub fn last(&self) -> Moment {
        self.last
    }

    fn object(&mut self, kind: ObjectType, bytes: &[u8]) -> Result<Oid, DemoError> {
        let id = self.memory.odb()?.write(kind, bytes)?;
        self.fresh.push(id);
        Ok(id)
    }

    /// Records a draft on `main`. Times never run backwards: an earlier one becomes a second after the newest.
    ///
    /// # Errors
    /// git or the disk refuses.
    pub fn commit(&mut self, who: &Actor, at: Moment, message: &str, draft: Draft) -> Result<Oid, DemoError> {
        for (path, bytes) in draft.0 {
            let blob = self.object(ObjectType::Blob, &bytes)?;
            self.root.put(&path, blob);
        }
        let mut root = std::mem::take(&mut self.root);
        let tree = root.tree(&mut |bytes| self.object(ObjectType::Tree, bytes));
        self.root = root;
        let at = if self.commits > 0 { at.max(self.last.plus(1)) } else { at };
        let mut text = format!("tree {}\n", tree?);
        if let Some(parent) = self.head {
            let _ = writeln!(text, "parent {parent}");
        }
        let signature = signature(who, at);
        let _ = write!(text, "author {signature}\ncommitter {signature}\n\n{message}\n");
        let id = self.object(ObjectType::Commit, text.as_bytes())?;
        self.head = Some(id);
        self.commits += 1;
        self.last = at;
        if self.fresh.len() >= BATCH {
            self.flush()?;
        }
        Ok(id)
    }

    /// Names the newest commit by an annotated tag.
    ///
    /// # Errors
    /// git refuses.
    pub fn tag(&mut self, name: &str, who: &Actor, at: Moment, message: &str) -> Result<(), DemoError> {
        let commit = self.head();
        let text =
            format!("object {commit}\ntype commit\ntag {name}\ntagger {}\n\n{message}\n", signature(who, at));
        let id = self.object(ObjectType::Tag, text.as_bytes())?;
        self.refs.insert(format!("refs/tags/{name}"), (id, Some(commit)));
        self.last = self.last.max(at);
        Ok(())
    }

    /// Names the newest commit by a lightweight tag, which has neither a date nor a tagger.
    pub fn label(&mut self, name: &str) {
        self.refs.insert(format!("refs/tags/{name}"), (self.head(), None));
    }

    /// Writes what is still in memory, and the refs.
    ///
    /// # Errors
    /// git or the disk refuses.
    pub fn finish(mut self) -> Result<Repository, DemoError> {
        self.flush()?;
        self.settle()?;
        if let Some(head) = self.head {
            self.refs.insert("refs/heads/main".to_owned(), (head, None));
        }
        let mut text = "# pack-refs with: peeled fully-peeled sorted \n".to_owned();
        for (name, (id, peeled)) in &self.refs {
            let _ = writeln!(text, "{id} {name}");
            if let Some(commit) = peeled {
                let _ = writeln!(text, "^{commit}");
            }
        }
        write_file(&self.target.path().join("packed-refs"), text.as_bytes())?;
        let packing = self.target.path().join(PACKING);
        std::fs::remove_file(&packing).map_err(DemoError::disk(&packing))?;
        Ok(self.target)
    }

    /// Hands the batch to a thread of its own, which packs it while the next is gathered.
    fn flush(&mut self) -> Result<(), DemoError> {
        self.settle()?;
        let memory = std::mem::replace(&mut self.memory, in_memory(&self.target)?);
        let fresh = std::mem::replace(&mut self.fresh, Vec::with_capacity(BATCH));
        let folder = self.target.path().to_owned();
        self.packing = Some(std::thread::spawn(move || pack(&memory, &fresh, &folder)));
        Ok(())
    }

    /// Waits for the batch that is being packed.
    fn settle(&mut self) -> Result<(), DemoError> {
        match self.packing.take().map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(packed)) => packed,
            Some(Err(_)) => Err(git2::Error::from_str("the thread that packs has stopped").into()),
        }
    }
}

/// Writes objects from memory as one pack of the repository in a git folder.
fn pack(memory: &Repository, objects: &[Oid], folder: &Path) -> Result<(), DemoError> {
    if objects.is_empty() {
        return Ok(());
    }
    let target = Repository::open(folder)?;
    let mut pack = memory.packbuilder()?;
    for id in objects {
        pack.insert_object(*id, None)?;
    }
    let odb = target.odb()?;
    // Each write to the indexer maps its file anew, so they are gathered.
    let mut writer = BufWriter::with_capacity(1 << 20, odb.packwriter()?);
    let mut written = Ok(());
    pack.foreach(|bytes| {
        written = writer.write_all(bytes);
        written.is_ok()
    })?;
    let flushed = written.and_then(|()| writer.into_inner().map_err(std::io::IntoInnerError::into_error));
    flushed.map_err(DemoError::disk(folder))?.commit()?;
    Ok(())
}

/// A repository without a folder: what is written there is asked for once more, by the pack builder, and then forgotten. Its
/// configuration keeps the machine's own settings out.
fn in_memory(target: &Repository) -> Result<Repository, DemoError> {
    let repository = Repository::from_odb(Odb::new()?)?;
    repository.set_config(&Config::open(&target.path().join(PACKING))?)?;
    repository.odb()?.add_new_mempack_backend(1)?;
    Ok(repository)
}

fn signature(who: &Actor, at: Moment) -> String {
    format!("{} <{}> {} {}", who.name, who.email, at.0, who.zone)
}

//! The tree of the newest commit, held in memory so that a commit rewrites only the folders that it touches.

use git2::Oid;
use std::collections::BTreeMap;

/// A folder: its entries, in the order in which git wants them, and its tree where that is still true.
#[derive(Debug, Default)]
pub struct Folder {
    // Keyed by the name as git sorts it: a folder's name sorts as if it ended in `/`.
    entries: BTreeMap<String, Entry>,
    tree: Option<Oid>,
}

#[derive(Debug)]
enum Entry {
    File(Oid),
    Folder(Folder),
}

impl Folder {
    /// Sets a file. A path is folders and a name joined by `/`.
    pub fn put(&mut self, path: &str, blob: Oid) {
        self.tree = None;
        match path.split_once('/') {
            None => {
                self.entries.insert(path.to_owned(), Entry::File(blob));
            }
            Some((folder, rest)) => {
                let key = format!("{folder}/");
                let entry = self.entries.entry(key).or_insert_with(|| Entry::Folder(Self::default()));
                if let Entry::Folder(inner) = entry {
                    inner.put(rest, blob);
                }
            }
        }
    }

    /// The id of its tree. Folders that changed are written by `write`, which gets the tree object's bytes; the others are not.
    ///
    /// # Errors
    /// What `write` gives.
    pub fn tree<E>(&mut self, write: &mut dyn FnMut(&[u8]) -> Result<Oid, E>) -> Result<Oid, E> {
        if let Some(tree) = self.tree {
            return Ok(tree);
        }
        let mut bytes = Vec::with_capacity(self.entries.len() * 64);
        for (key, entry) in &mut self.entries {
            let (mode, id) = match entry {
                Entry::File(blob) => ("100644", *blob),
                Entry::Folder(folder) => ("40000", folder.tree(write)?),
            };
            bytes.extend_from_slice(mode.as_bytes());
            bytes.push(b' ');
            bytes.extend_from_slice(key.trim_end_matches('/').as_bytes());
            bytes.push(0);
            bytes.extend_from_slice(id.as_bytes());
        }
        let tree = write(&bytes)?;
        self.tree = Some(tree);
        Ok(tree)
    }
}

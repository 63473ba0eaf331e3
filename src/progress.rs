//! How a long job tells how far it is.

/// Told by the stages; drawn by `cli` on a terminal, ignored elsewhere. Nothing that is computed may depend on it.
pub trait Progress: Sync {
    /// A stage begins; `total` steps are expected, 0 where that is unknown.
    fn begin(&self, stage: &'static str, total: usize);
    /// One step is done.
    fn step(&self);
    /// The stage is done.
    fn end(&self);
    /// Another build holds the output folder, and this one waits for it.
    fn waits(&self) {}
}

/// Tells nobody.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: &'static str, _total: usize) {}
    fn step(&self) {}
    fn end(&self) {}
}

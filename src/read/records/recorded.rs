//! Records in any of the shapes that [`shapes`] reads, of kinds that need no more than that.

use crate::model::evidence::{Facts, Kind};
use crate::read::records::shapes;
use crate::read::value::source::{Reader, Source};

/// Reads records that say that they are of this kind.
#[derive(Clone, Debug)]
pub struct Recorded(pub Kind);

impl Reader for Recorded {
    fn kind(&self) -> Kind {
        self.0.clone()
    }

    fn recognises(&self, source: &Source<'_>) -> bool {
        source.recorded_kind() == Some(&self.0)
    }

    fn read(&self, source: &Source<'_>) -> Facts {
        shapes::facts(self.0.clone(), source, source.records().to_vec())
    }
}

//! What a file's measurements say of the file as a whole.

use crate::model::evidence::State;
use crate::model::measurement::Measurement;
use std::sync::Arc;

/// Failing if any measurement broke or is over its own budget; proving if all finished; neutral without any.
pub fn state(measurements: &[Arc<Measurement>]) -> State {
    if measurements.is_empty() {
        State::Neutral
    } else if measurements.iter().any(|m| m.ok() == Some(false)) {
        State::Failing
    } else {
        State::Proving
    }
}

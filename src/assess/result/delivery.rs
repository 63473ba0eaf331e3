//! Figures of delivery: plain data.

/// A figure and how many cases it stands on; `None` where these are too few.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DeliveryFigure<T> {
    /// The figure.
    pub value: Option<T>,
    /// How many cases there are.
    pub n: usize,
}

/// Figures of delivery over a time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delivery {
    /// Releases per 7 days between the first and the newest; n: releases.
    pub per_week: DeliveryFigure<f64>,
    /// Median seconds from a commit to the first release that holds it; n: commits.
    pub lead_seconds: DeliveryFigure<i64>,
    /// How many releases failed: a trigger fired, an incident was severe, or they were rolled back. n: releases of which any of
    /// these could be judged.
    pub failed: DeliveryFigure<usize>,
    /// Median seconds from the begin of an incident to its end, or of a rollback's trouble to the rollback; n: those with both.
    pub restore_seconds: DeliveryFigure<i64>,
}

//! When two machines differ so much that their results cannot be compared.

/// One machine is called faster than another where its benchmark is so many times the other's: two runs on one machine differ by less.
pub const MACHINE: f64 = 1.25;

/// The speeds of two machines where they differ by more than [`MACHINE`].
pub fn machines(before: Option<f64>, after: Option<f64>) -> Option<(f64, f64)> {
    before.zip(after).filter(|(before, after)| before.max(*after) > before.min(*after) * MACHINE)
}

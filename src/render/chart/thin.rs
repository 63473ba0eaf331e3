//! Down-sampling: as few points as the eye can tell apart, and never a peak less.

/// Thins a series to so many columns between `from` and `to`: of each column its first, lowest, highest and last value stay, in their
/// order, and a gap (`None`) stays a gap. Points must be in order of x; x outside the range falls into the outer columns.
pub fn thin(points: &[(f64, Option<f64>)], from: f64, to: f64, columns: usize) -> Vec<(f64, Option<f64>)> {
    if points.len() <= columns.saturating_mul(2) {
        return points.to_vec();
    }
    let column = |x: f64| {
        #[expect(clippy::cast_precision_loss, reason = "a column's number is small")]
        let last = columns.saturating_sub(1) as f64;
        let share = if to > from { (x - from) / (to - from) } else { 0.0 };
        (share * (last + 1.0)).floor().clamp(0.0, last)
    };
    let mut out = Vec::new();
    for run in points.chunk_by(|a, b| column(a.0).total_cmp(&column(b.0)).is_eq()) {
        keep(run, &mut out);
    }
    out
}

fn keep(run: &[(f64, Option<f64>)], out: &mut Vec<(f64, Option<f64>)>) {
    let finished = || run.iter().enumerate().filter_map(|(at, (_, y))| Some((at, (*y)?)));
    let lowest = finished().min_by(|a, b| a.1.total_cmp(&b.1));
    let highest = finished().max_by(|a, b| a.1.total_cmp(&b.1));
    let mut kept: Vec<usize> = [finished().next(), lowest, highest, finished().next_back()]
        .into_iter()
        .flatten()
        .map(|(at, _)| at)
        .collect();
    // A column that holds gaps shows at least one: the first, where it stands.
    kept.extend(run.iter().position(|(_, y)| y.is_none()));
    kept.sort_unstable();
    kept.dedup();
    out.extend(kept.iter().filter_map(|at| run.get(*at)));
}

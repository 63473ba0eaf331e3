//! `data/delivery.json`: schema `golive.delivery/1`.

use super::json::{bytes, optional};
use super::source::{Drawn, Source};
use crate::assess::release::delivery::RECENT_DAYS;
use crate::assess::result::delivery::Delivery;
use crate::render::words;
use serde_json::{Value, json};

/// The delivery metrics over the whole history and over the last days, each with its definition and n.
///
/// # Errors
/// Never for reasons of content.
pub fn delivery_json(source: &Source<'_>) -> Drawn {
    let value = json!({
        "schema": "golive.delivery/1",
        "whole": metrics(&source.assessment.delivery),
        "recent": { "days": RECENT_DAYS, "metrics": metrics(&source.assessment.recent) },
    });
    bytes("data/delivery.json", &value)
}

fn metrics(of: &Delivery) -> Vec<Value> {
    let each = words::delivery(of).into_iter().map(|one| {
        json!({
            "id": one.id,
            "name": one.name,
            "value": optional(one.number),
            "unit": one.unit,
            "n": one.n,
            "least_n": one.least,
            "definition": one.definition,
        })
    });
    each.collect()
}

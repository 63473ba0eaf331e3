//! Lighthouse: reports, scores, budgets, and what Lighthouse CI leaves beside them.

pub mod audits;
pub mod lhci;
pub mod lhr;
pub mod rc;
pub mod reports;
pub mod run;
pub mod scores;

//! The nouns of golive as plain owned data, one file per noun.
//!
//! Invariant: no git, no disk, no clock, no judgement and no HTML. Everything here can be made by hand in a test.

pub mod act;
pub mod amendment;
pub mod checklist;
pub mod commit;
pub mod criterion;
pub mod deed;
pub mod doing;
pub mod dossier;
pub mod evidence;
pub mod fact;
pub mod fact_outcome;
pub mod history;
pub mod id;
pub mod inventory;
pub mod kinds;
pub mod ledger;
pub mod lighthouse;
pub mod measurement;
pub mod moves;
pub mod page;
pub mod problem;
pub mod project;
pub mod reading;
pub mod record;
pub mod record_file;
pub mod release;
pub mod signature;
pub mod statement;
pub mod time;
pub mod topic;
pub mod version;
pub(crate) mod words;

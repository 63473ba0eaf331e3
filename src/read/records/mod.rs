//! Records of what somebody did: backups, briefings, decisions, incidents and the like. Invariant: no logs and no reports of tools.

pub mod account;
pub mod audience;
pub mod briefing;
pub mod data_rows;
pub mod decision;
pub mod deploy_log;
pub mod document;
pub mod dump;
pub mod incident;
pub mod recorded;
pub mod rollback;
pub mod shapes;
pub mod stated;
pub mod statements;
pub mod stored;
pub mod written;

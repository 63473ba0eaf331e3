//! golive's tests: one binary, a module per stage.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]
#![allow(unreachable_pub)]

mod action;
mod after_release;
mod broken_runs;
mod charts;
mod cli;
mod collection;
mod committed;
mod comparison;
mod config;
mod corpus;
mod cost;
mod criteria;
mod daily;
mod demo;
mod discover;
mod distribution;
mod evidence_doc;
mod expiry;
mod explained;
mod exports;
mod facts;
mod finding;
mod findings;
mod fuzz;
mod fuzz_corpus;
mod gate;
mod git_text;
mod golden;
mod hostile;
mod identity;
mod init;
mod json_schema;
mod judge;
mod judge_doings;
mod judge_kept;
mod judge_outcomes;
mod judge_records;
mod kinds;
mod language;
mod latency;
mod lexicon;
mod lighthouse;
mod links;
mod lint;
mod load_tests;
mod mailmap;
mod manifests;
mod markdown;
mod moves;
mod near_boxes;
mod outcome;
mod overrides;
mod packs;
mod pages;
mod pages_index;
mod passed_over;
mod phrases;
mod pipeline;
mod promises;
mod proof;
mod publish;
mod read_boxes;
mod read_checklist;
mod read_feedback;
mod read_latency;
mod read_lhci;
mod read_lighthouse;
mod read_markup;
mod read_real;
mod read_record;
mod read_reports;
mod read_robust;
mod read_run;
mod read_smoke;
mod read_table;
mod read_template;
mod read_time;
mod recipes;
mod record_command;
mod rejudge;
mod repo;
mod reports;
mod reworded;
mod runs;
mod sample;
mod search;
mod secrets;
mod sentences;
mod serve;
mod signatures;
mod site;
mod sources_of_latency;
mod statements;
mod steps;
mod supply;
mod theme;
mod tidy;
mod tools;
mod tour;
mod triggers;
mod unchanging;
mod unread_times;
mod unreadable;
mod urls;
mod voices;
mod words;
mod zones;
